"""docs/deploy: what an administrator copies is well formed, and asks for what there is.

There is no container engine here: the Containerfile is read by a parser of the tests' own. The unit
is read by systemd's own where that is installed.
"""

from __future__ import annotations

import configparser
import json
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import click
import pytest

from crosswire.desk.config.config import load
from documented import PROJECT, asked, blocks, commands

DEPLOY = PROJECT / "docs" / "deploy"
UNIT = DEPLOY / "crosswire.service"

INSTRUCTIONS = {
    *("ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "RUN"),
    *("SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"),
}
"""Those of a Containerfile that say what they do; ADD, which also fetches, is left out."""

EXECUTED = ("RUN", "CMD", "ENTRYPOINT", "VOLUME")
"""Those that take a list in JSON."""

REGISTRY = re.compile(r"\b[\w-]+(\.[\w-]+)+(:\d+)?/[\w./-]+:[\w.-]+|docker\.io|quay\.io|ghcr\.io")
"""An image with the host that it is fetched from."""


def setting(name: str) -> list[str]:
    """What the unit says of a directive."""
    return re.findall(rf"^{name}=(.*)$", UNIT.read_text("utf-8"), re.M)


def instructions() -> list[tuple[str, str]]:
    """The Containerfile's instructions, each with what stands behind it."""
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    whole = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", text, flags=re.M))
    return [(name, rest.strip()) for name, _, rest in map(split, filter(None, whole.splitlines()))]


def split(line: str) -> tuple[str, str, str]:
    """An instruction and its rest."""
    return line.partition(" ")


def calls() -> list[list[str]]:
    """What crosswire is told by all files, each a list of words."""
    shown = "\n".join(blocks("docs/deploy/README.md", "console")).splitlines()
    remarks = "\n".join((DEPLOY / name).read_text("utf-8") for name in ("nginx.conf", "Caddyfile"))
    lines = [line[2:] for line in shown if line.startswith(("$ ", "# "))]
    lines += re.findall(r"^# The desk: (.*)$", remarks, re.M)
    typed = [told(shlex.split(line)) for line in lines]
    return [
        words for words in (*typed, served()[1:], json.loads(dict(instructions())["CMD"])) if words
    ]


def told(words: list[str]) -> list[str]:
    """What a line tells crosswire: as itself, as another user, in a container; else nothing."""
    if words[0] not in ("crosswire", "sudo", "podman") or words[1] in ("build", "volume"):
        return []
    names = [place for place, word in enumerate(words) if word == "crosswire"]
    return words[names[-1] + 1 :]


def served() -> list[str]:
    """What the unit starts."""
    return shlex.split(setting("ExecStart")[0])


def test_every_call_is_one_that_there_is() -> None:
    found = calls()
    assert len(found) > 10
    assert {words[0] for words in found} >= {"serve", "desk", "token", "gazetteer"}
    for words in found:
        asked(words)


@pytest.mark.parametrize("page", ["README.md", "docs/serve.md"])
def test_every_call_on_a_page_is_one_that_there_is(page: str) -> None:
    found = [one for one in commands(page) if "desk.sqlite" in one]
    assert len(found) > 1
    for command in found:
        asked(shlex.split(command, comments=True)[1:])


def test_a_call_that_there_is_not_is_found() -> None:
    with pytest.raises(click.UsageError):
        asked(["serve", "desk.sqlite", "--hots", "::"])


def test_the_unit_is_known_to_systemd(tmp_path: Path) -> None:
    if not (analyze := shutil.which("systemd-analyze")):
        pytest.skip("systemd-analyze is missing: the unit is not verified")
    copy = tmp_path / UNIT.name
    copy.write_text(
        UNIT.read_text("utf-8").replace(served()[0], shutil.which("true") or "/bin/true")
    )
    told = subprocess.run([analyze, "verify", copy], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")


def test_the_unit_lets_the_server_stop_and_shuts_the_rest_out() -> None:
    from crosswire.web.server import STOPPING  # noqa: PLC0415 - an extra
    from crosswire.web.supervisor import STOPPING as WORKER  # noqa: PLC0415

    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(UNIT)
    told = unit["Service"]
    assert int(told["TimeoutStopSec"].removesuffix("s")) > STOPPING + WORKER
    assert (told["NoNewPrivileges"], told["ProtectSystem"]) == ("yes", "strict")
    assert told["RestrictAddressFamilies"].split() == ["AF_UNIX", "AF_INET", "AF_INET6"]
    assert told["StateDirectory"] == "crosswire"
    assert [name for name in told if not re.fullmatch(r"[A-Z][A-Za-z]+", name)] == []


def test_the_settings_are_settings() -> None:
    config = load(DEPLOY / "crosswire.toml")
    assert config.desk.where == "/var/lib/" + "crosswire/desk.sqlite"
    assert (config.serve.names, config.serve.proxies) == (("news.example",), ("127.0.0.1",))


def test_the_containerfile_is_well_formed() -> None:
    found = instructions()
    assert len(found) > 12
    assert [name for name, rest in found if name not in INSTRUCTIONS or not rest] == []
    for name, rest in found:
        if name in EXECUTED and rest.startswith("["):
            assert all(isinstance(word, str) for word in json.loads(rest)), rest
    stages = [rest.split(" AS ") for name, rest in found if name == "FROM"]
    assert found[0][0] == "FROM"
    assert len(stages) == 2
    assert all(re.fullmatch(r"python:3\.\d+-slim", stage[0]) for stage in stages)
    copied = re.findall(r"--from=(\w+)", " ".join(rest for _, rest in found))
    assert copied == [stages[0][1]]


def test_the_container_is_no_root_and_tells_its_health() -> None:
    final = dict(instructions())
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", final["USER"])
    health = json.loads(final["HEALTHCHECK"].partition(" CMD ")[2])
    compile(health[-1], "health", "exec")
    assert f":{final['EXPOSE']}/healthz" in health[-1]
    assert final["EXPOSE"] in json.loads(final["CMD"])
    assert final["VOLUME"] == json.dumps([final["WORKDIR"]])


def test_what_the_container_copies_is_there() -> None:
    lines = [rest.split()[:-1] for name, rest in instructions() if name == "COPY"]
    paths = [path for words in lines if not words[0].startswith("--") for path in words]
    ignored = (DEPLOY / "Containerfile.dockerignore").read_text("utf-8").splitlines()
    assert len(paths) > 5
    assert [path for path in paths if not (PROJECT / path).exists()] == []
    assert {line[1:] for line in ignored if line.startswith("!")} == set(paths)


def test_the_container_has_what_the_project_asks_for() -> None:
    lock = (DEPLOY / "requirements.txt").read_text("utf-8")
    developers = (PROJECT / "requirements-dev.txt").read_text("utf-8")
    pinned = re.findall(r"^(\S+==\S+)", lock, re.M)
    known = set(
        re.findall(r"^(\S+==\S+)", developers + (PROJECT / "requirements.txt").read_text(), re.M)
    )
    names = {one.partition("==")[0] for one in pinned}
    wanted = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [*wanted["dependencies"], *wanted["optional-dependencies"]["serve"]]
    asked_for = {re.split(r"[\[<>=~ ]", one)[0] for one in extras} - {"crosswire"}
    assert len(pinned) > 50
    assert "unidecode" not in names
    assert asked_for - names == set()
    assert [one for one in pinned if one not in known] == []


@pytest.mark.parametrize("path", sorted(DEPLOY.iterdir()), ids=lambda path: path.name)
def test_no_file_names_a_registry(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text
    assert REGISTRY.findall(text) == []
