"""Exports: every format writes whole or not at all, says the same twice, and reads back equal."""

from __future__ import annotations

import io
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings

import crosswire
from crosswire.cli import main
from crosswire.error import ExportError, ExtraError, LedgerError
from crosswire.export import Format, Readable, choose, export, for_file, is_ledger, names
from crosswire.export import format as registry
from crosswire.ledger import Ledger, write
from odd import ledgers
from sample import sample

DEMO = Path(__file__).parent / "demo" / "ledger.jsonl"

READABLE = ("jsonl", "parquet", "sqlite")


@pytest.fixture(scope="module")
def event() -> Ledger:
    """The ledger of the demo, as it is committed."""
    return crosswire.load(DEMO)


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A registry that forgets what it found before and after."""
    for cached in (registry._points, registry._working):
        cached.cache_clear()
    yield
    monkeypatch.undo()
    for cached in (registry._points, registry._working):
        cached.cache_clear()


def goal_of(form: Format, folder: Path, name: str = "event") -> Path:
    return folder / f"{name}{form.suffix}"


def content(path: Path) -> dict[str, bytes]:
    """All files of an export, by their names."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in files}


def test_the_formats_are_the_ones_that_the_project_declares() -> None:
    assert {"csv", "jsonl", "parquet", "sqlite"} <= set(names())
    for name in names():
        form = choose(name)
        assert isinstance(form, Format)
        assert form.name == name
        assert form.suffix == "" or form.suffix.startswith(".")
    assert [name for name in names() if isinstance(choose(name), Readable)] == [*READABLE]


@pytest.mark.parametrize("name", names())
def test_the_same_ledger_is_the_same_bytes(name: str, event: Ledger, tmp_path: Path) -> None:
    form, goals = choose(name), []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        goals.append(goal_of(form, tmp_path / folder))
        export(event, form, goals[-1])
    first, second = map(content, goals)
    assert first == second
    assert sum(map(len, first.values())) > 1000
    assert all(str(tmp_path).encode() not in data for data in first.values())


@pytest.mark.parametrize("name", names())
def test_an_export_replaces_an_earlier_one(name: str, event: Ledger, tmp_path: Path) -> None:
    form = choose(name)
    goal = goal_of(form, tmp_path)
    export(event, form, goal)
    first = content(goal)
    export(sample(), form, goal)
    second = content(goal)
    assert first.keys() == second.keys()
    assert first != second
    assert list(tmp_path.iterdir()) == [goal]


@pytest.mark.parametrize("name", names())
def test_an_empty_ledger_is_written(name: str, tmp_path: Path) -> None:
    form = choose(name)
    export(Ledger(sample().run), form, goal_of(form, tmp_path))
    assert content(goal_of(form, tmp_path))


@pytest.mark.parametrize("name", names())
def test_a_failed_export_leaves_what_was_there(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = choose(name)
    goal = goal_of(form, tmp_path)
    export(sample(), form, goal)
    before = content(goal)
    broken = replace(sample(), problems=(object(),))  # type: ignore[arg-type]
    failing = SimpleNamespace(name=name, suffix=form.suffix, write=_half(form))
    with pytest.raises(RuntimeError):
        export(broken, failing, goal)
    assert content(goal) == before
    assert list(tmp_path.iterdir()) == [goal]


def _half(form: Format) -> object:
    """What writes, and then fails."""

    def write(_: Ledger, goal: Path) -> None:
        form.write(sample(), goal)
        raise RuntimeError

    return write


@pytest.mark.parametrize("name", READABLE)
def test_the_demo_reads_back_equal(name: str, event: Ledger, tmp_path: Path) -> None:
    form = choose(name)
    goal = goal_of(form, tmp_path)
    export(event, form, goal)
    assert is_ledger(goal)
    back = crosswire.load(goal)
    assert back == event
    assert len(back.statements) > 100


@pytest.mark.parametrize("name", READABLE)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(ledger=ledgers())
def test_any_ledger_reads_back_equal(
    name: str, ledger: Ledger, tmp_path_factory: pytest.TempPathFactory
) -> None:
    form = choose(name)
    goal = goal_of(form, tmp_path_factory.mktemp("odd"))
    export(ledger, form, goal)
    back = crosswire.load(goal)
    assert back == ledger
    assert lines(back) == lines(ledger)


def lines(ledger: Ledger) -> bytes:
    file = io.BytesIO()
    write(ledger, file)
    return file.getvalue()


@pytest.mark.parametrize("name", sorted({*names()} - {*READABLE}))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(ledger=ledgers())
def test_any_ledger_is_written(
    name: str, ledger: Ledger, tmp_path_factory: pytest.TempPathFactory
) -> None:
    form = choose(name)
    goal = goal_of(form, tmp_path_factory.mktemp("odd"))
    export(ledger, form, goal)
    assert content(goal)


def test_texts_that_are_left_out_stay_out(event: Ledger, tmp_path: Path) -> None:
    for name in READABLE:
        goal = goal_of(choose(name), tmp_path, name)
        assert called("export", DEMO, "--to", name, "-o", goal, "--no-text") == 0
        back = crosswire.load(goal)
        assert {document.text for document in back.documents} == {""}
        assert back.statements == event.statements


# The command


def called(*arguments: object) -> object:
    """What a command exits with."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return left.value.code


@pytest.mark.parametrize("name", names())
def test_the_command_writes_every_format(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goal = goal_of(choose(name), tmp_path)
    assert called("export", DEMO, "--to", name, "-o", goal) == 0
    assert content(goal)
    assert capsys.readouterr() == ("", "")


def test_the_name_of_the_file_says_the_format(tmp_path: Path) -> None:
    assert called("export", DEMO, "-o", tmp_path / "event.sqlite") == 0
    assert (tmp_path / "event.sqlite").read_bytes().startswith(b"SQLite format 3")
    assert [for_file(Path(f"x{choose(name).suffix}")).name for name in ("jsonl", "sqlite")] == [
        "jsonl",
        "sqlite",
    ]


def test_every_command_reads_what_reads_back(
    event: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = set()
    for name in READABLE:
        goal = goal_of(choose(name), tmp_path, name)
        export(event, choose(name), goal)
        assert called("show", goal, event.statements[0].id) == 0
        said.add(capsys.readouterr().out)
        assert called("brief", goal) == 0
        assert "CONTESTED" in capsys.readouterr().out
        assert called("export", goal, "--to", "jsonl", "-o", tmp_path / "back") == 0
        assert (tmp_path / "back").read_bytes() == DEMO.read_bytes()
    assert len(said) == 1
    assert called("report", goal, "-o", tmp_path / "report.html") == 0
    assert (tmp_path / "report.html").stat().st_size > 100_000


def test_help_names_the_formats_and_imports_none() -> None:
    code = (
        "import sys, click\n"
        "from crosswire.cli.export import command\n"
        "print(command.get_help(click.Context(command)))\n"
        "print({'pyarrow', 'sqlite3', 'crosswire.export.sqlite'} & {*sys.modules})\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert all(name in ran.stdout for name in names())
    assert ran.stdout.splitlines()[-1] == "set()"


def complaint(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[object, str]:
    """What a command exits with, and its complaint."""
    code = called(*arguments)
    return code, capsys.readouterr().err


def test_what_is_wrong_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    full, file = tmp_path / "full", tmp_path / "file"
    full.mkdir()
    (full / "mine.txt").write_text("mine")
    file.write_text("mine")
    for arguments, code, words in (
        (("--to", "csv", "-o", full), 1, "holds what this export does not write (mine.txt)"),
        (("--to", "csv", "-o", file), 1, "is no folder"),
        (("--to", "sqlite", "-o", full), 1, "is a folder"),
        (("--to", "sqlite", "-o", tmp_path / "no" / "x"), 1, "there is no folder"),
        (("-o", tmp_path / "event.what"), 1, "does not say which format it is to have"),
        (("--to", "what", "-o", tmp_path / "x"), 2, "'what' is none of csv, "),
        (("--to", "csv"), 2, "Missing option"),
    ):
        found = complaint(capsys, "export", DEMO, *arguments)
        assert found[0] == code
        assert words in found[1]
    assert {path.name for path in tmp_path.iterdir()} == {"full", "file"}
    assert [path.name for path in full.iterdir()] == ["mine.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("name", ["jsonl", "sqlite"])
def test_a_file_goes_into_a_pipe(name: str, tmp_path: Path) -> None:
    export(sample(), choose(name), tmp_path / "whole")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as other:
        reading = other.submit(pipe.read_bytes)
        export(sample(), choose(name), pipe)
        assert reading.result(10) == (tmp_path / "whole").read_bytes()
    with pytest.raises(ExportError, match="is no folder"):
        export(sample(), choose("csv"), pipe)


# The registry


def given_points(monkeypatch: pytest.MonkeyPatch, **points: str) -> None:
    found = [EntryPoint(name, value, registry.GROUP) for name, value in points.items()]
    monkeypatch.setattr(registry, "entry_points", lambda **_: found)


def test_a_format_that_is_broken_is_told_when_it_is_asked_for(
    fresh: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given_points(
        monkeypatch,
        jsonl="crosswire.export.jsonl:JsonLinesFormat",
        lost="no.such.module:Format",
        wrong="pathlib:Path",
    )
    assert names() == ("jsonl", "lost", "wrong")
    with pytest.raises(ExportError, match="lost cannot be loaded"):
        choose("lost")
    with pytest.raises(ExportError, match="wrong is no format: it lacks name, suffix or write"):
        choose("wrong")
    with pytest.raises(ExportError, match="there is no format 'x'") as caught:
        choose("x")
    assert caught.value.remedy == "There are jsonl, lost, wrong."
    assert crosswire.load(DEMO)
    assert for_file(Path("x.jsonl")).name == "jsonl"


def test_an_extra_that_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("pyarrow", "pyarrow.parquet", "crosswire.export.arrow"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ExtraError):
        export(sample(), choose("parquet"), tmp_path / "rows")
    code, told = complaint(capsys, "export", DEMO, "--to", "parquet", "-o", tmp_path / "rows")
    assert (code, told) == (
        1,
        "crosswire: pyarrow is not installed - pip install 'crosswire[parquet]'\n",
    )
    assert list(tmp_path.iterdir()) == []


# What is not, or no more, a ledger


def test_noise_is_no_ledger(tmp_path: Path) -> None:
    database = tmp_path / "other.sqlite"
    with sqlite3.connect(database) as other:
        other.execute("CREATE TABLE statements (id)")
    other.close()
    empty = tmp_path / "empty"
    empty.write_bytes(b"")
    for path in (database, empty, tmp_path, tmp_path / "nothing"):
        assert not is_ledger(path)
    for path in (database, empty):
        with pytest.raises(LedgerError) as caught:
            crosswire.load(path)
        assert caught.value.remedy


def test_a_database_that_was_tampered_with_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "event.sqlite"
    for change, words in (
        ("UPDATE statements SET text = 'other'", "its words are not at its offsets"),
        ("UPDATE statements SET act = 'shouts'", "row 1 of statements: act: 'shouts' is none of"),
        ("UPDATE run SET format = 9", "the format is 9; this reads 1"),
        ("DROP TABLE spans", "no such table: spans"),
        ("DELETE FROM run", "a ledger begins with a run row"),
        ("INSERT INTO odd_rows VALUES ('figure', 0, '{')", "event.sqlite: it is not JSON"),
    ):
        export(sample(), choose("sqlite"), path)
        with sqlite3.connect(path) as database:
            database.execute(change)
        database.close()
        with pytest.raises(LedgerError) as caught:
            crosswire.load(path)
        assert words in str(caught.value)
