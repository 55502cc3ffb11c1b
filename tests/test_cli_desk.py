"""The commands of a desk as a person calls them."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

import crosswire
from crosswire import Desk, model
from crosswire.cli import main
from crosswire.desk.storage.schema import VERSION
from desk.desks import empty, found

if TYPE_CHECKING:
    from spacy.language import Language

FERRY = (
    "Ferry aground near Rovinka\n\n"
    "Four people died when a ferry ran aground near Rovinka on Monday, harbour master Lena Holt "
    "said.\n"
)
FIRE = (
    "Mill burns in Tarnow\n\n"
    "Two firefighters were hurt in a fire at a paper mill in Tarnow, fire chief Milo Brand said.\n"
)


class Called:
    """What a call of the command line did."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: object) -> None:
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        self.code = left.value.code
        self.out, self.err = capsys.readouterr()
        self.lines = self.out.splitlines()


Call = Callable[..., Called]


@pytest.fixture
def call(
    capsys: pytest.CaptureFixture[str],
    nlp: Language,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Call]:
    """Calls the command line in a folder with two reports."""
    monkeypatch.chdir(tmp_path)
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "ferry.txt").write_text(FERRY)
    (reports / "mill.txt").write_text(FIRE)
    known = found()
    with (
        mock.patch.object(model, "find", return_value=known),
        mock.patch.object(model, "load", return_value=nlp),
    ):
        yield lambda *arguments: Called(capsys, *arguments)


@pytest.fixture
def desk(call: Call) -> str:
    """A desk with both reports in an event each."""
    Path("desk.sqlite").write_bytes(empty())
    call("add", "desk.sqlite", "reports/ferry.txt", "--event", "Ferry")
    call("add", "desk.sqlite", "reports/mill.txt", "--event", "Mill")
    return "desk.sqlite"


def test_add_makes_a_desk_and_says_what_it_took(call: Call) -> None:
    called = call("add", "desk.sqlite", "reports", "--event", "Monday")
    assert called.code == 0
    assert called.lines[0] == "a new desk: desk.sqlite"
    assert [line.split(" -> ")[0].split() for line in called.lines[1:3]] == [
        ["taken", "ferry.txt"],
        ["taken", "mill.txt"],
    ]
    assert all(line.endswith("Monday") for line in called.lines[1:3])
    assert called.lines[3] == "2 in all: 2 taken"
    again = call("add", "desk.sqlite", "reports")
    assert again.lines[-1] == "2 in all: 2 same"
    assert "new desk" not in again.out


def test_a_problem_is_told_and_the_rest_taken(call: Call) -> None:
    Path("reports/empty.txt").write_text("")
    called = call("add", "desk.sqlite", "reports", "nowhere.txt")
    assert called.code == 3
    assert called.lines[-1] == "4 in all: 2 taken, 2 problem"
    assert "empty.txt: empty - Give a file with the text of a report." in called.err
    assert "nowhere.txt: not found" in called.err
    assert call("add", "desk.sqlite", "reports", "-q").err == ""


def test_add_reads_standard_input(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = mock.Mock(buffer=io.BufferedReader(io.BytesIO(FERRY.encode())))
    monkeypatch.setattr(sys, "stdin", stream)
    called = call("add", "desk.sqlite", "-", "--outlet", "Rovinka Post", "--event", "Ferry")
    assert called.lines[-1] == "1 in all: 1 taken"
    with Desk.open("desk.sqlite") as opened:
        (document,) = opened.ledger("Ferry").documents
    assert (document.outlet, document.text) == ("Rovinka Post", FERRY)


class Page(BaseHTTPRequestHandler):
    """A site with one report."""

    def do_GET(self) -> None:
        paragraphs = "".join(f"<p>{line}</p>" for line in FERRY.split("\n\n"))
        body = f"<html><body><article>{paragraphs}</article></body></html>".encode()
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Page) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/ferry"
        server.shutdown()


def test_an_address_is_fetched_where_it_is_allowed(call: Call, site: str) -> None:
    refused = call("add", "desk.sqlite", site)
    assert refused.code == 3
    assert "refused: the address 127.0.0.1 is this machine" in refused.err
    Path("crosswire.toml").write_text('[fetch]\nallow = ["127.0.0.1"]\npause = "0s"\n')
    called = call("add", "desk.sqlite", site, "--event", "Ferry")
    assert called.code == 0, called.err
    assert called.lines[-1] == "1 in all: 1 taken"
    assert call("add", "desk.sqlite", site).lines[-1] == "1 in all: 1 same"
    removed = call("remove", "desk.sqlite", "--source", site, "--yes")
    assert removed.lines[-1] == "1 report removed"


def test_the_configured_desk(call: Call) -> None:
    Path("crosswire.toml").write_text('[desk]\nwhere = "ours.sqlite"\n')
    assert call("add", "reports").lines[0].endswith("ours.sqlite")
    assert len(call("desk", "events").lines) == 2
    assert call("add", "other.sqlite", "reports").lines[0] == "a new desk: other.sqlite"


@pytest.mark.parametrize(
    "arguments",
    [
        ["add"],
        ["add", "desk.sqlite"],
        ["add", "reports"],
        ["remove", "desk.sqlite"],
        ["desk", "events"],
        ["desk", "split", "desk.sqlite", "Ferry"],
        ["desk", "rename", "desk.sqlite", "Ferry", "A", "B"],
        ["brief", "desk.sqlite"],
        ["brief", "reports", "--event", "Ferry"],
        ["show", "desk.sqlite", "1"],
        ["ledger", "desk.sqlite"],
    ],
)
def test_wrong_use(call: Call, desk: str, arguments: list[str]) -> None:
    called = call(*arguments)
    assert called.code == 2
    assert called.err


def test_no_desk_and_no_event(call: Call, desk: str) -> None:
    for arguments, words in {
        ("desk", "events", "other.sqlite"): "there is no desk at other.sqlite",
        ("desk", "events", "reports/ferry.txt"): "it is no SQLite file",
        ("brief", desk, "--event", "Storm"): "there is no event 'Storm'",
        ("remove", desk, "storm.txt"): "the desk has no report 'storm.txt'",
        ("desk", "versions", desk, "storm.txt"): "the desk has no report 'storm.txt'",
        ("desk", "init", desk): "there is a desk already",
    }.items():
        called = call(*arguments)
        assert called.code == 1, arguments
        assert words in called.err


def test_events_are_listed_renamed_split_and_merged(call: Call, desk: str) -> None:
    ferry, mill = (line.split()[0] for line in call("desk", "events", desk).lines)
    (line,) = call("desk", "rename", desk, ferry, "Ferry aground").lines
    assert line.split() == [ferry, "1", "Ferry", "aground"]
    assert call("desk", "merge", desk, "ferry", "Mill").lines[0].split()[:2] == [ferry, "2"]
    (line,) = call("desk", "events", desk).lines
    assert line.split() == [ferry, "2", "Ferry", "aground"]
    (line,) = call("desk", "split", desk, mill, "mill.txt", "--name", "Mill again").lines
    assert call("desk", "events", desk).lines[1] == line
    new = line.split()[0]
    assert call("desk", "move", desk, new, "ferry.txt").lines[0].split()[:2] == [new, "2"]


@pytest.mark.parametrize("command", ["brief", "report", "export", "show"])
def test_an_event_of_a_desk_is_shown_like_a_ledger(call: Call, desk: str, command: str) -> None:
    with Desk.open(desk) as opened:
        ledger = opened.ledger("Ferry")
    crosswire.save(ledger, "ledger.jsonl")
    more = {
        "brief": ["--all"],
        "report": ["-o", "-"],
        "export": ["-o", "out.jsonl", "--to", "jsonl"],
        "show": [ledger.figures[0].id],
    }[command]

    def made(*arguments: str) -> str:
        called = call(command, *arguments)
        assert called.code == 0, called.err
        return Path("out.jsonl").read_text() if command == "export" else called.out

    of_desk, of_file = made(desk, "--event", "ferry", *more), made("ledger.jsonl", *more)
    assert "Rovinka" in of_desk
    assert of_desk.replace("desk.sqlite --event ferry", "ledger.jsonl") == of_file


def test_a_desk_with_one_event_needs_no_name_for_it(call: Call) -> None:
    call("add", "desk.sqlite", "reports/ferry.txt")
    assert "Rovinka" in call("brief", "desk.sqlite").out


def test_a_row_of_the_configured_desk_needs_no_desk(call: Call, desk: str) -> None:
    with Desk.open(desk) as opened:
        name = opened.ledger("Ferry").figures[0].id
    alone = call("show", name)
    assert (alone.code, "Give a ledger, a desk or an archive" in alone.err) == (2, True)
    Path("crosswire.toml").write_text(f'[desk]\nwhere = "{desk}"\n')
    shown = call("show", name, "--event", "Ferry").out
    assert "Rovinka" in shown
    assert shown == call("show", desk, name, "--event", "Ferry").out


def test_versions(call: Call, desk: str) -> None:
    assert call("desk", "versions", desk, "ferry.txt").lines == ["one version"]
    Path("reports/ferry.txt").write_text(FERRY.replace("Four", "Five"))
    assert call("add", desk, "reports").lines[-1] == "2 in all: 1 version, 1 same"
    called = call("desk", "versions", desk, "ferry.txt")
    assert "  changed figure\n    - >>Four<< people  | people died  | SAID BY harbour" in called.out
    (line,) = call("desk", "versions", desk, "ferry.txt", "--to", "jsonl").lines
    parts = [one["part"] for one in json.loads(line)["differences"]]
    assert parts == ["sentence", "statement", "figure"]


def test_remove_asks_first(call: Call, desk: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    asked = call("remove", desk, "ferry.txt")
    assert asked.code == 2
    assert "Nobody is here to be asked: give --yes." in asked.err
    assert len(call("desk", "events", desk).lines) == 2
    called = call("remove", desk, "ferry.txt", "--yes")
    assert called.lines == [
        "ferry.txt  Ferry",
        "1 report removed",
    ]
    assert call("desk", "events", desk).lines[0].split()[1] == "0"


def test_remove_says_what_stays_of_a_source(call: Call, desk: str) -> None:
    """A report that two folders brought goes with the second of them."""
    other = Path("other").absolute()
    other.mkdir()
    (other / "ferry.txt").write_text(FERRY)
    assert call("add", desk, "other").lines[-1] == "1 in all: 1 same"
    called = call("remove", desk, "--source", "reports", "--yes")
    stays = f"stays: ferry.txt  (also from {other}/ferry.txt)"
    assert called.lines == ["mill.txt  Mill", stays, "1 report removed"]
    called = call("remove", desk, "--source", "reports")
    assert called.lines == [stays, "0 reports removed"]
    assert call("remove", desk, "--source", "nowhere").code == 1
    both = call("remove", desk, "--source", "reports", "--source", str(other), "--yes")
    assert both.lines == ["ferry.txt  Ferry", "1 report removed"]


def test_backup_and_restore(call: Call, desk: str) -> None:
    assert call("desk", "backup", desk, "safe.gz").lines == ["2 reports"]
    assert call("desk", "restore", "safe.gz", "new.sqlite").lines == ["2 reports"]
    with Desk.open(desk) as one, Desk.open("new.sqlite") as other:
        assert one.ledger("Ferry").figures
        assert one.ledger("Ferry") == other.ledger("Ferry")


def test_looking_after_a_desk(call: Call, desk: str) -> None:
    assert call("desk", "rebuild", desk).lines == ["0 rows differed"]
    assert call("desk", "rebuild", desk, "--event", "Mill", "--reread").code == 0
    assert call("desk", "tick", desk).lines == []
    assert call("desk", "upgrade", desk).lines == [
        f"{desk}: nothing to do, it is of version {VERSION}"
    ]
    assert "[desk]" in call("desk", "config").out
    assert call("desk", "init", "fresh.sqlite").lines == ["a new desk: fresh.sqlite"]
