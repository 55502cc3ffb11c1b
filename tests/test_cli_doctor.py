"""`crosswire doctor` and `crosswire watch` from the command line."""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from threading import Event

import pytest
from click.testing import CliRunner, Result

from crosswire.cli.group import commands
from crosswire.cli.setting import fetcher
from crosswire.cli.watch import _places, _sections, _source, _stopped_by_signals
from crosswire.desk.config.config import VARIABLE, Config, load
from crosswire.desk.doctor import installation
from crosswire.desk.storage.store import Store
from crosswire.desk.watch.watch import Clock
from crosswire.error import FetchError
from crosswire.fetch import Limits, Manners
from served import HERE, answer, served


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder without a configuration, and the log as it was before."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    root = logging.getLogger("crosswire")
    before = root.handlers, root.propagate, root.level
    yield
    root.handlers, root.propagate, root.level = before


@pytest.fixture
def desk() -> str:
    Store.open("desk.sqlite", create=True).close()
    return "desk.sqlite"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, arguments)


def test_an_installation_alone_is_examined() -> None:
    found = run("doctor")
    assert found.return_value is None and found.exit_code == 0, found.output
    assert found.output.startswith("ok       program")
    assert "en_core_web_sm" in found.output and "things looked at" in found.output
    assert "schema" not in found.output


def test_each_extra_is_told_with_its_versions() -> None:
    checks = {check.name: check for check in installation.extras()}
    wanted = {
        f"extra {name}" for name in metadata.metadata("crosswire").get_all("Provides-Extra", [])
    }
    assert checks.keys() == wanted - {"extra dev"}
    assert f"sqlalchemy {metadata.version('sqlalchemy')}" in checks["extra desk"].says


def test_an_extra_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*names: str) -> dict[str, str]:
        monkeypatch.setattr(
            installation, "_version", lambda library: None if library in names else "1"
        )
        return {check.name: f"{check.level} {check.says}" for check in installation.extras()}

    assert missing("pyarrow")["extra parquet"].startswith("ok not installed; if you want it: pip")
    assert missing("alembic")["extra desk"] == "warning alembic is missing"


def test_a_desk_is_examined_and_told_as_json(desk: str) -> None:
    found = json.loads(run("doctor", desk, "--to", "json").output)
    assert found["fault"] == 0 and found["looked"] > len(found["checks"])
    assert {check["level"] for check in found["checks"]} <= {"ok", "warning"}
    assert list(found["checks"][0]) == ["name", "level", "says", "remedy", "looked"]


def test_the_configured_desk_is_examined(desk: str) -> None:
    Path("crosswire.toml").write_text(f'[desk]\nwhere = "{desk}"\n')
    output = run("doctor").output
    assert "crosswire.toml; sources watched: 0" in output and "schema" in output


def exit_code(*arguments: str) -> int:
    """What the program exits with."""
    result = commands.main(arguments, prog_name="crosswire", standalone_mode=False)
    return int(result or 0)


def test_a_fault_is_told_by_the_exit_code(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("doctor", desk) == 0
    assert exit_code("doctor", "none.sqlite") == 1
    assert "fault    desk" in capsys.readouterr().out


def test_a_configuration_that_is_wrong_is_a_fault_among_others(
    desk: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("crosswire.toml").write_text("[desk]\nwher = 1\n")
    assert exit_code("doctor", desk) == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if "  configuration" in line]
    assert len(lines) == 1 and "crosswire.toml:2: 'wher' is no setting of [desk]" in lines[0]


def test_a_desk_that_cannot_be_opened_is_not_made() -> None:
    run("doctor", "none.sqlite")
    assert not Path("none.sqlite").exists()


@pytest.mark.parametrize(("free", "level"), [(10**12, "ok"), (10**8, "warning"), (10**6, "fault")])
def test_the_space_on_the_disk(free: int, level: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        def __init__(self) -> None:
            self.free = free

    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage())
    (found,) = installation.room(Path("desk.sqlite"))
    assert found.level == level


def test_watching_what_is_not_there_is_told(desk: str) -> None:
    assert exit_code("watch", desk, "--folder", "none", "--once") == 3


def test_watching_an_empty_folder_once_makes_the_desk(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert exit_code("watch", "new.sqlite", "--folder", "in", "--once", "--log", "json") == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--once"], "Give --folder or --feed"),
        (["--feed", "file:///etc/passwd"], "is no address"),
        (["--folder", "in", "--every", "5"], "is no time with its unit"),
    ],
)
def test_wrong_use_is_told(desk: str, arguments: list[str], said: str) -> None:
    found = run("watch", desk, *arguments)
    assert found.exit_code == 2 and said in found.output


def test_what_is_watched_is_given_or_configured() -> None:
    Path("crosswire.toml").write_text(
        '[reading.map]\ntext = "maintext"\n[watch]\nevery = "2m"\n'
        'sources = [{folder = "in"}, {feed = "https://a.example/rss", every = "1h", outlet = "A"}]'
    )
    config = load("crosswire.toml")
    sections = _sections((), (), config, pages=False)
    folder, feed = (_source(one, config, event=None, every=None) for one in sections)
    assert (folder.kind, folder.location, folder.every) == (
        "folder",
        str(Path("in").absolute()),
        120,
    )
    assert (feed.kind, feed.location, feed.every) == ("feed", "https://a.example/rss", 3600)
    given = _sections(("other",), (), config, pages=False)
    source = _source(given[0], config, event="The bridge", every=30.0)
    assert (source.location, source.event, source.every) == (
        str(Path("other").absolute()),
        "The bridge",
        30,
    )
    places = _places([folder, feed], config, Clock())
    assert [one.source for one in places] == [folder, feed]
    assert places[0].reading.fields == {"text": "maintext"}  # type: ignore[attr-defined]
    assert places[1].given.outlet == "A"  # type: ignore[attr-defined]


def test_other_machines_are_asked_as_configured() -> None:
    Path("crosswire.toml").write_text(
        f'[fetch]\ncontact = "desk@a.example"\nallow = ["{HERE}"]\nlargest = 5\npause = "0s"\n'
    )
    asking = fetcher(load("crosswire.toml"))
    with served() as site:
        site.pages |= {"/short": answer("12345"), "/long": answer("123456")}
        assert asking.get(f"{site.url}/short").body == b"12345"
        assert "desk@a.example" in site.asked[-1][1]["User-Agent"]
        with pytest.raises(FetchError, match="more than 5 bytes"):
            asking.get(f"{site.url}/long")
        with pytest.raises(FetchError, match="refused"):
            fetcher(Config()).get(f"{site.url}/short")


def test_what_is_not_configured_is_as_the_fetcher_has_it() -> None:
    told = Config().fetch
    assert (told.largest, told.deadline) == (Limits().largest, Limits().whole)
    assert (told.pause, told.contact) == (Manners().pause, Manners().contact)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_asks_the_watch_to_stop_and_a_second_one_ends_it(number: int) -> None:
    stop, before = Event(), signal.getsignal(number)
    with _stopped_by_signals(stop):
        os.kill(os.getpid(), number)
        assert stop.wait(5)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), number)
            stop.wait(0.5)
    assert signal.getsignal(number) is before
