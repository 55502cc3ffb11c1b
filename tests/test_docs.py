"""What the documentation tells people to run does run; docs/desk.md's is run in tests/desk."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

import crosswire
from crosswire import model
from crosswire.export import export
from documented import PROJECT, blocks, commands, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md"))]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nlp: Language) -> Iterator[Path]:
    """A folder in which the paths that the pages name exist, and nothing is overwritten."""
    (tmp_path / "src").symlink_to(PROJECT / "src")
    (tmp_path / "reports").symlink_to(PROJECT / "src" / "crosswire" / "demo")
    monkeypatch.chdir(tmp_path)
    with mock.patch.object(model, "load", return_value=nlp):
        yield tmp_path


@pytest.mark.parametrize("page", ["README.md", "docs/library.md"])
def test_the_examples_run(page: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = "\n".join(blocks(page, "python"))
    assert "crosswire.collate" in code
    exec(compile(code, page, "exec"), {})  # noqa: S102 - our own page
    assert capsys.readouterr().out


@pytest.mark.parametrize("name", ["usage.md", "export.md", "report.md"])
def test_the_commands_run(name: str, project: Path) -> None:
    for command in commands(f"docs/{name}"):
        assert run(command) == 0, command


def test_the_examples_of_exports_run(project: Path) -> None:
    crosswire.save(crosswire.load(PROJECT / "tests" / "demo" / "ledger.jsonl"), "demo.jsonl")
    code = "\n".join(blocks("docs/export.md", "python"))
    assert "crosswire.load" in code
    found: dict[str, Any] = {}
    exec(compile(code, "docs/export.md", "exec"), found)  # noqa: S102 - our own page
    export(found["ledger"], found["HeadlinesFormat"](), "titles.txt")
    assert len(Path("titles.txt").read_text().splitlines()) == len(found["ledger"].documents)


def test_links_lead_somewhere() -> None:
    links = [
        (page, *link)
        for page in PAGES
        for link in re.findall(r"\]\(([^)#:]*)(?:#([^)]+))?\)", page.read_text("utf-8"))
    ]
    assert len(links) > 10
    assert [(page.name, to) for page, to, _ in links if not (page.parent / to).exists()] == []
    within = [(page.parent / to if to else page, part) for page, to, part in links if part]
    assert len(within) > 3
    assert [(page.name, part) for page, part in within if part not in _parts(page)] == []


def _parts(page: Path) -> set[str]:
    """What the headings of a page are linked by."""
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}
