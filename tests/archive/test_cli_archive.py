"""`crosswire archive` as its user meets it; that it runs whole is told in test_resume."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from errno import ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from archive.inside import Inside, digests, ignored
from crosswire import model
from crosswire.archive.lock import alone
from crosswire.archive.summary import Pace, Summary
from crosswire.cli import main
from crosswire.cli.gauge import shown, told

if TYPE_CHECKING:
    from spacy.language import Language

Captured = pytest.CaptureFixture[str]


def ended(*arguments: str) -> int | str | None:
    """What the command exits with."""
    with pytest.raises(SystemExit) as stop:
        main(["archive", *arguments])
    return stop.value.code


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "SOURCE"),
        (["here"], "--output"),
        (["here", "-o", "out", "--engine", "none", "--dashboard"], "--engine ray"),
        (["here", "-o", "out", "--engine", "none", "--address", "auto"], "--engine ray"),
        (["here", "-o", "out", "--workers", "0"], "--workers"),
        (["here", "-o", "out", "--map", "text"], "field=name"),
        (["here", "-o", "out", "--map", "txt=body"], "no part 'txt'"),
    ],
)
def test_wrong_use(
    arguments: list[str],
    words: str,
    capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ended(*arguments) == 2
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_source_that_is_missing_begins_nothing(tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "out"
    assert ended(str(tmp_path / "nothing.warc.gz"), "-o", str(out), "--engine", "none") == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert [path for path in out.iterdir() if not path.name.startswith(".")] == []


def test_without_ray_there_is_another_engine(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    out = tmp_path / "out"
    assert ended(str(tmp_path), "-o", str(out)) == 1
    assert "or do without it: --engine none" in capsys.readouterr().err
    assert not out.exists()


def test_an_archive_at_which_another_run_works_is_refused(
    archived: Path, sources: list[str], capsys: Captured
) -> None:
    before = digests(archived)
    with alone(archived):
        assert ended(*sources, "-o", str(archived), "--engine", "none") == 1
    assert "another run is at work" in capsys.readouterr().err
    assert digests(archived) == before


@pytest.fixture
def inside(nlp: Language) -> Iterator[Inside]:
    """The engine that the command takes: one in this process."""
    engine = Inside()
    with (
        mock.patch.object(model, "load", return_value=nlp),
        mock.patch("crosswire.cli.archive.Alone", return_value=engine),
    ):
        yield engine


def test_what_is_interrupted_says_how_it_goes_on(
    inside: Inside, few: list[str], few_archived: Path, tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / "out"
    inside.after = mock.Mock(side_effect=[None, None, KeyboardInterrupt])
    assert ended(*few, "-o", str(out), "--engine", "none") == 130
    told = capsys.readouterr()
    assert "stopped - What is done is kept; go on with: crosswire" in told.err
    assert told.out == ""
    inside.after = ignored
    assert ended(*few, "-o", str(out), "--engine", "none") == 3
    told = capsys.readouterr()
    assert "going on with run 0001" in told.err
    assert "          1 x no JSON" in told.out
    assert digests(out) == digests(few_archived)


def test_a_full_disk_says_how_it_goes_on(
    inside: Inside, few: list[str], tmp_path: Path, capsys: Captured
) -> None:
    inside.after = mock.Mock(side_effect=OSError(ENOSPC, "No space left on device"))
    assert ended(*few, "-o", str(tmp_path / "out"), "--engine", "none") == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "out: No space left on device - See to it; what is done is kept. Go on with:" in line


def test_what_a_run_made_is_told(capsys: Captured) -> None:
    told(
        Summary(
            runs=1,
            articles=1200,
            languages={"de": 3, "fr": 40},
            exact=7,
            near=0,
            again=2,
            stories=300,
            rows={"document": 1198, "statement": 9000},
            problems=(),
            steps=(Pace("read", 4, 1200, 12.0), Pace("story"), Pace("ledger", 9, 1198, 100.0)),
            memory=90_000_000,
            worker_memory=600_000_000,
        ),
        "out",
    )
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "articles  1,200"
    assert lines[1] == "copies    7  word for word 7  nearly 0"
    assert lines[2] == "again     2 given more than once, counted once in the ledgers"
    assert lines[3] == "not kept  43 in other languages  fr 40  de 3"
    assert "read      1,200 articles  in 12 s  100.0/s" in lines
    assert not any(line.startswith("story ") for line in lines)
    assert "memory    90 MB, and 600 MB for a worker at most" in lines


def test_quiet_is_quiet(capsys: Captured) -> None:
    with shown(quiet=True) as gauge:
        gauge.begin("read", 10, parts=1)
        gauge.passed(10, articles=1)
    assert capsys.readouterr() == ("", "")
