"""What must not stand in any file of the project: a machine's paths, a registry's host, the names
of people of the annotated events."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import shared
from bench.shared import PROJECT

HOSTS = ("pypi" + ".org", "python" + "hosted.org", "npm" + "js.", "crates" + ".io")
FOLDERS = ["/" + name + "/" for name in ("work", "root", "home", "opt", "Users")]
FORBIDDEN = re.compile(
    "|".join([*map(re.escape, HOSTS), *(rf"(?<![\w./:-]){re.escape(one)}\w" for one in FOLDERS)])
)
FULL_NAME = re.compile(r"[A-Z][\w.’'-]*( [A-Z][\w.’'-]*)+")
"""Two words or more, each with a capital: a surname alone may be anybody's."""


def tracked() -> Iterator[tuple[Path, str]]:
    """Every file that is, or is about to be, part of the project, with its text."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    if names.returncode:
        pytest.skip("this is no git repository")
    for name in filter(None, names.stdout.split("\0")):
        path = PROJECT / name
        if path.is_file():
            yield Path(name), path.read_text("utf-8", errors="replace")


def where(pattern: re.Pattern[str]) -> list[str]:
    """The file and line of every match."""
    files = list(tracked())
    assert len(files) > 50
    return [
        f"{name}:{number}"
        for name, text in files
        if pattern.search(text)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_registry_or_a_path_of_a_machine() -> None:
    assert where(FORBIDDEN) == []


def test_the_pattern_finds_what_it_is_for() -> None:
    for line in (f"see https://{HOSTS[0]}/simple", f"cd {FOLDERS[0]}main", FOLDERS[1] + "x"):
        assert FORBIDDEN.search(line), line
    for line in ("https://example.org/home/news", "src/work/x", "a and/or b"):
        assert not FORBIDDEN.search(line), line


def test_no_file_names_a_person_of_the_annotated_events() -> None:
    data = shared.find()
    if data is None:
        pytest.skip("there are no annotated events beside the project")
    names = {
        variant
        for event in data.events()
        for entity in json.loads((event.gold / "cluster.json").read_text("utf-8"))["entities"]
        if entity["type"] == "person"
        for variant in entity["variants"]
        if FULL_NAME.fullmatch(variant)
    }
    assert len(names) > 20
    assert where(re.compile(rf"\b({'|'.join(map(re.escape, sorted(names)))})\b")) == []
