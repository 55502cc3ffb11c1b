"""The pages' scripts and styles are those of the sources in web/, and what they hold is named."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from bench.shared import PROJECT

WEB = PROJECT / "web"
PACKAGE = PROJECT / "src" / "crosswire"
BUNDLES = {"report": ("crosswire report", "report"), "desk": ("crosswire serve", "web")}
"""What each bundle is called in its first line, and in which package it lies."""


def sources(bundle: str) -> list[str]:
    """All that the built files come from, by path, as web/build.js has it."""
    inside = [path for path in (WEB / "src").rglob("*") if path.is_file()]
    apart = [WEB / name for name in ("build.js", "outline.js", "package-lock.json")]
    named = sorted(path.relative_to(WEB).as_posix() for path in (*apart, *inside))
    return [name for name in named if bundle == "desk" or not name.startswith("src/desk/")]


def digest(bundle: str) -> str:
    """SHA-256 over each path and its bytes, a 0 after each."""
    found = hashlib.sha256()
    for path in sources(bundle):
        found.update(path.encode() + b"\0" + (WEB / path).read_bytes() + b"\0")
    return found.hexdigest()


@pytest.mark.parametrize("name", ["report.js", "report.css", "desk.js", "desk.css"])
def test_what_is_committed_was_built_from_these_sources(name: str) -> None:
    bundle = name.partition(".")[0]
    command, package = BUNDLES[bundle]
    assert len(sources(bundle)) > 50
    with (PACKAGE / package / "asset" / name).open(encoding="utf-8") as file:
        told = re.match(rf"/\* {command}, sources ([0-9a-f]{{64}}) \*/", file.readline())
    assert told, f"{name} does not say what it was built from"
    assert told[1] == digest(bundle), f"{name} is stale: run `make web`"


def test_no_source_is_told_where_it_was_fetched() -> None:
    assert '"resolved"' not in (WEB / "package-lock.json").read_text("utf-8")


@pytest.mark.parametrize("package", [package for _, package in BUNDLES.values()])
def test_what_the_page_holds_of_others_is_noticed(package: str) -> None:
    text = (PACKAGE / package / "asset" / "LICENSES.txt").read_text("utf-8")
    held = re.findall(r"^(\S+) \d+(?:\.\d+)+ \((\S+)\)$", text, re.M)
    notice = " ".join(Path(PROJECT, "NOTICE").read_text("utf-8").split())
    assert len(held) > 5
    assert {licence for _, licence in held} <= {"ISC", "BSD-3-Clause", "MIT"}
    assert [name for name, _ in held if name not in notice] == []
