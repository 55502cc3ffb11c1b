"""The commands as a person calls them: output, exit codes, and one clear line for what is wrong."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

import crosswire
import crosswire.pipeline
from crosswire.cli import main
from sample import sample

REPORT = (
    "Ferry runs aground\n\n"
    "KOSTRINA, 3 March - The harbour master said on Tuesday that at least 14 passengers were hurt "
    "when a ferry ran aground near Rijeka.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two reports."""
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "one.txt").write_text(REPORT, "utf-8")
    (reports / "two.txt").write_text(REPORT.replace("14", "17"), "utf-8")
    return reports


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger in a file."""
    path = tmp_path / "event.jsonl"
    crosswire.save(sample(), path)
    return path


class Called:
    """What a call of the command line did."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: object) -> None:
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        self.code = left.value.code
        self.out, self.err = capsys.readouterr()


def started(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "crosswire", *map(str, arguments)]
    return subprocess.Popen(command, **options)  # type: ignore[call-overload, no-any-return]


def test_a_folder_becomes_a_ledger_on_standard_output(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["ledger", str(folder)])
    out, err = capfdbinary.readouterr()
    assert (left.value.code, err) == (0, b"")
    rows = [json.loads(line) for line in out.splitlines()]
    assert rows[0]["type"] == "run"
    assert [row["id"] for row in rows if row["type"] == "document"] == ["one.txt", "two.txt"]


def test_the_same_input_is_the_same_bytes(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    for output in outputs:
        assert Called(capsys, "ledger", folder, "-o", output).code == 0
    first, second = (output.read_bytes() for output in outputs)
    assert first == second
    assert str(tmp_path).encode() not in first


def test_without_text_reports_are_left_out(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "bare.jsonl"
    assert Called(capsys, "ledger", folder, "--no-text", "-o", output).code == 0
    assert [document.text for document in crosswire.load(output).documents] == ["", ""]


def test_what_reports_do_not_carry_can_be_said(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "event.jsonl"
    options = ("--published", "2031-03-04", "--outlet", "Harbour Gazette", "-o", output)
    assert Called(capsys, "ledger", folder, *options).code == 0
    documents = crosswire.load(output).documents
    assert {str(document.published) for document in documents} == {"2031-03-04"}
    assert {document.outlet for document in documents} == {"Harbour Gazette"}


def test_a_brief_and_its_ledger_open_each_other(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "event.jsonl"
    called = Called(capsys, "brief", folder, "-o", output)
    assert called.code == 0
    assert f"crosswire show {output} REFERENCE" in called.out
    lines = [line for line in called.out.splitlines() if "Ferry runs aground" in line]
    references = {line.split()[-1] for line in lines if line.split()[-1] != "aground"}
    assert len(references) == 2
    for reference in references:
        shown = Called(capsys, "show", output, reference)
        assert shown.code == 0
        assert shown.out.startswith("DOCUMENT")


def test_a_brief_reads_a_ledger(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called = Called(capsys, "brief", ledger)
    assert (called.code, called.err) == (0, "")
    assert "DENIED BY The Veld Dam Company" in called.out
    assert f"crosswire show {ledger} REFERENCE" in called.out
    assert "\x1b" not in called.out


def test_problems_are_one_line_each_and_an_exit_code(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    called = Called(capsys, "ledger", folder, tmp_path / "gone.txt", "-o", tmp_path / "o.jsonl")
    assert called.code == 3
    assert len(called.err.splitlines()) == 1
    assert called.err.startswith("crosswire: ")
    assert "gone.txt" in called.err
    back = crosswire.load(tmp_path / "o.jsonl")
    assert (len(back.documents), len(back.problems)) == (2, 1)
    quiet = Called(capsys, "brief", folder, tmp_path / "gone.txt", "--quiet")
    assert (quiet.code, quiet.err) == (3, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["brief"],
        ["ledger"],
        ["brief", "--demo", "somewhere"],
        ["shout"],
        ["brief", ".", "--published", "yesterday"],
        ["brief", ".", "--map", "text"],
        ["brief", ".", "--loud"],
        ["show"],
        ["show", "no-such-file.jsonl", "1"],
    ],
)
def test_wrong_use_is_said_and_has_its_code(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    called = Called(capsys, *arguments)
    assert called.code == 2
    assert "Error: " in called.err
    assert "Traceback" not in called.err


def test_a_ledger_stands_alone(
    ledger: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    called = Called(capsys, "brief", ledger, folder)
    assert called.code == 2
    assert "give it alone" in called.err


def test_a_reference_that_fits_several_rows_lists_them(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    called = Called(capsys, "show", ledger, "statement-")
    assert called.code == 2
    assert "fits 4 rows" in called.err
    assert len(called.out.splitlines()) == 4
    assert "DENIED BY" in called.out
    assert "no row's id begins with 'zzzz'" in Called(capsys, "show", ledger, "zzzz").err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "{folder}/one.txt", "1"], "line 1 of the ledger: it is not JSON"),
        (["brief", "{folder}", "--model", "no_such_model"], "no language model"),
        (["ledger", "{folder}", "-o", "{folder}/none/o.jsonl"], "No such file or directory"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    arguments: list[str], message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    called = Called(capsys, *(argument.format(folder=folder) for argument in arguments))
    assert called.code == 1
    assert message in called.err
    assert len(called.err.splitlines()) == 1


def test_help_and_version_are_instant(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], ["brief", "--help"], ["ledger", "-h"], ["show", "-h"]):
        called = Called(capsys, *arguments)
        assert called.code == 0
        assert "Usage: crosswire" in called.out
    assert Called(capsys, "--version").out.startswith("crosswire 0.")
    script = "import sys, crosswire.cli.brief, crosswire.cli.show; print('spacy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert ran.stdout == "False\n"


def test_a_reader_that_goes_away_is_no_failure(tmp_path: Path) -> None:
    long = sample()
    path = tmp_path / "long.jsonl"
    crosswire.save(long, path)
    process = started("brief", path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    process.stdout.close()
    assert process.stderr
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(60), errors) == (1, b"")


def test_ctrl_c_stops_without_a_traceback(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(crosswire.pipeline, "collate", interrupted)
    called = Called(capsys, "ledger", folder)
    assert (called.code, called.out) == (130, "")
    assert called.err.strip() == "crosswire: stopped"


def test_a_terminal_gets_colour_and_a_pipe_and_no_color_do_not(ledger: Path) -> None:
    def watched(**more: str) -> bytes:
        mine, theirs = pty.openpty()
        environment = os.environ | {"TERM": "xterm", "COLUMNS": "100"} | more
        process = started("brief", ledger, stdout=theirs, stderr=theirs, env=environment)
        os.close(theirs)
        said = b""
        try:
            while chunk := os.read(mine, 65536):
                said += chunk
        except OSError:  # how a terminal says that its other end is closed
            pass
        os.close(mine)
        assert process.wait(60) == 0
        return said

    assert b"\x1b[" in watched()
    assert b"\x1b[3" not in watched(NO_COLOR="1")


def test_a_terminal_that_knows_no_letters_is_no_failure(ledger: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "latin-1"}
    process = started("show", ledger, "4570", stdout=subprocess.PIPE, env=environment)
    page, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert b"\\u201c>>the gates" in page
