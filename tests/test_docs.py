"""What the documentation tells people to run does run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

import crosswire
from crosswire.cli import main
from crosswire.export import export

PROJECT = Path(__file__).parent.parent
PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md"))]


def blocks(page: Path, language: str) -> list[str]:
    """The code blocks of a page that are in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), re.M | re.S)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the paths that the pages name exist, and nothing is overwritten."""
    (tmp_path / "src").symlink_to(PROJECT / "src")
    (tmp_path / "reports").symlink_to(PROJECT / "src" / "crosswire" / "demo")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", ["README.md", "docs/library.md"])
def test_the_examples_run(page: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = "\n".join(blocks(PROJECT / page, "python"))
    assert "crosswire.collate" in code
    exec(compile(code, page, "exec"), {})  # noqa: S102 - our own page
    assert capsys.readouterr().out


@pytest.mark.parametrize("name", ["usage.md", "export.md", "report.md"])
def test_the_commands_run(name: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = "\n".join(blocks(PROJECT / "docs" / name, "console"))
    commands = [line[2:] for line in page.splitlines() if line.startswith("$ crosswire")]
    assert commands, name
    for command in commands:
        with pytest.raises(SystemExit) as left:
            main(shlex.split(command)[1:])
        assert left.value.code == 0, command


def test_the_examples_of_exports_run(project: Path) -> None:
    crosswire.save(crosswire.load(PROJECT / "tests" / "demo" / "ledger.jsonl"), "demo.jsonl")
    code = "\n".join(blocks(PROJECT / "docs" / "export.md", "python"))
    assert "crosswire.load" in code
    found: dict[str, Any] = {}
    exec(compile(code, "docs/export.md", "exec"), found)  # noqa: S102 - our own page
    export(found["ledger"], found["HeadlinesFormat"](), "titles.txt")
    assert len(Path("titles.txt").read_text().splitlines()) == len(found["ledger"].documents)


def test_links_lead_somewhere() -> None:
    links = [
        (page, link)
        for page in PAGES
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    ]
    assert len(links) > 10
    assert [(page.name, link) for page, link in links if not (page.parent / link).exists()] == []
