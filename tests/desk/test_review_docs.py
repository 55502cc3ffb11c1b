"""docs/review.md: every command on it runs, in its order; what it lists is all there is."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args
from unittest import mock

import pytest

from crosswire import Desk, model
from crosswire.cli.judgement import command as judgement
from crosswire.cli.review import ACTS
from crosswire.cli.review import command as review
from crosswire.desk.review.item import ITEM_KINDS
from crosswire.judgement.form import as_json
from crosswire.judgement.value import KINDS, DateField, Verdict
from desk.desks import found
from documented import PROJECT, blocks, commands, run
from judged import answer

if TYPE_CHECKING:
    from spacy.language import Language

PAGE = "docs/review.md"
TEXT = (PROJECT / PAGE).read_text("utf-8")

REPORTS = ("02_arda-valley-echo.html", "04_northern-broadcasting.txt")
"""Those of the demo that the screen on the page shows."""

ROW, JUDGEMENT = "3f1a22bc", "9b1e6a40"
"""What stands on the page for the reference of any row, and of any judgement."""


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nlp: Language) -> Iterator[Path]:
    """A folder with the reports that the page names, and somebody who presses keys."""
    demo, reports = PROJECT / "src" / "crosswire" / "demo", tmp_path / "reports"
    reports.mkdir()
    for name in REPORTS:
        (reports / name).symlink_to(demo / name)
    meta = json.loads((demo / "meta.json").read_text("utf-8"))
    meta["articles"] = [one for one in meta["articles"] if one["file"] in REPORTS]
    (reports / "meta.json").write_text(json.dumps(meta), "utf-8")
    monkeypatch.chdir(tmp_path)
    known = found()
    with (
        mock.patch.object(model, "find", return_value=known),
        mock.patch.object(model, "load", return_value=nlp),
    ):
        yield tmp_path


def meant(command: str) -> str:
    """A command of the page, with references that the desk has."""
    if ROW not in command and JUDGEMENT not in command:
        return command
    with Desk.open("desk.sqlite") as desk:
        one = desk.judgements(by="R. Example")[0]
    row, name = one.subject.partition("-")[2], one.id.partition("-")[2]
    return command.replace(ROW, row[:8]).replace(JUDGEMENT, name[:8])


def press(keys: str, command: str) -> int:
    """What a command exits with where somebody presses some keys."""
    with mock.patch.object(sys, "stdin", io.StringIO(keys)):
        return run(command)


def test_every_command_runs_and_shows_what_the_page_shows(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add, *told = commands(PAGE)
    assert len(told) > 8
    assert run(add) == 0
    press("s" * 20, "crosswire review desk.sqlite --kind denies")
    screen = "\n".join(blocks(PAGE, "text")[0].splitlines()[1:])
    assert len(screen) > 500
    assert screen in capsys.readouterr().out
    for command in told:
        keys = "q" if "--kind" in command else "rasg1Bq"
        assert press(keys, meant(command)) == 0, command
    with Desk.open("desk.sqlite") as desk:
        assert {one.by for one in desk.judgements()} == {"R. Example", "B. Example"}
    capsys.readouterr()
    exec(compile("\n".join(blocks(PAGE, "python")), PAGE, "exec"), {})  # noqa: S102 - our own page
    assert "Does the first deny the second?" in capsys.readouterr().out


def test_all_keys_options_kinds_and_commands_are_named() -> None:
    options = [one.opts[0] for one in review.params if one.opts[0] not in ("--config", "--log")]
    names = [*options[1:], *ACTS, *ITEM_KINDS, *KINDS, *get_args(Verdict), *get_args(DateField)]
    assert len(names) > 30
    assert [name for name in names if f"`{name}" not in TEXT] == []
    assert [name for name in judgement.commands if f"crosswire judgement {name}" not in TEXT] == []
    assert [name for name in as_json(answer()) if f"`{name}`" not in TEXT] == []
