"""Judging at a terminal: single keys, and what the log says of it afterwards."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from crosswire import Desk, model
from crosswire.cli import main
from crosswire.judgement.standing import standing
from desk.desks import FERRY, add, article, empty, found, opened

if TYPE_CHECKING:
    from spacy.language import Language

OTHER = FERRY.replace("Four", "Nine").replace("harbour master Lena Holt", "police chief Milo Brand")
DENIED = (
    "Ferry aground near Rovinka\n\nHarbour master Lena Holt denied that the pilot was asleep.\n"
    "Captain Ivo Brandt said the pilot was asleep.\n"
)


FILLED: dict[str, bytes] = {}
"""The file of a desk with three reports: it is made once."""


class Called:
    """What a call of the command line did, with some keys pressed."""

    def __init__(self, capsys: pytest.CaptureFixture[str], keys: str, *arguments: str) -> None:
        with mock.patch.object(sys, "stdin", io.StringIO(keys)), pytest.raises(SystemExit) as left:
            main([*arguments])
        self.code = left.value.code
        self.out, self.err = capsys.readouterr()


Call = Callable[..., Called]


@pytest.fixture
def call(
    capsys: pytest.CaptureFixture[str],
    nlp: Language,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Call]:
    """Calls the command line beside a desk of one event, with some keys pressed."""
    monkeypatch.chdir(tmp_path)
    Path("desk.sqlite").write_bytes(FILLED.get("desk") or empty())
    if not FILLED:
        with opened("desk.sqlite", nlp) as desk:
            texts = {"a.txt": FERRY, "b.txt": OTHER, "c.txt": DENIED}
            add(desk, *(article(*one, outlet="Coast Post") for one in texts.items()), event="Ferry")
        FILLED["desk"] = Path("desk.sqlite").read_bytes()
    known = found()
    with (
        mock.patch.object(model, "find", return_value=known),
        mock.patch.object(model, "load", return_value=nlp),
    ):
        yield lambda keys, *arguments: Called(capsys, keys, *arguments)


def log(call: Call, *arguments: str) -> list[dict[str, Any]]:
    """What was judged until now."""
    told = call("", "judgement", "log", "desk.sqlite", "--to", "jsonl", *arguments)
    return [json.loads(line) for line in told.out.splitlines()]


def test_it_is_asked_judged_and_not_asked_again(call: Call) -> None:
    first = call("a", "review", "desk.sqlite", "--as", "Ada")
    assert (first.code, first.err) == (0, "")
    assert "Do both answer one question?" in first.out
    assert "Milo Brand: Nine people (people died)" in first.out
    assert "1 of 2 judged by Ada" in first.out
    assert "what follows was derived" in first.out
    second = call("r", "review", "desk.sqlite", "--as", "Ada")
    assert "Do both answer one question?" not in second.out
    assert "DENIED BY Lena Holt: the pilot was asleep" in second.out
    assert "2 of 2 judged by Ada" in second.out
    assert "denied" not in call("", "review", "desk.sqlite", "--as", "Ada").out
    assert {one["verdict"] for one in log(call)} == {"accept", "reject"}
    again = call("sq", "review", "desk.sqlite", "--as", "Ada", "--all")
    assert "you accepted it" in again.out
    assert "you rejected it" in again.out


def test_one_goes_back_skips_undoes_and_quits(call: Call) -> None:
    went = call("sbaubrq", "review", "desk.sqlite", "--as", "Ada")
    assert "undone" in went.out
    assert [one["verdict"] for one in log(call)] == ["accept", "undo", "reject"]
    assert "1 of 2 judged" in went.out
    call("bu", "review", "desk.sqlite", "--as", "Ada")
    assert "there is nothing to undo here" in call("u", "review", "desk.sqlite", "--as", "Bo").err
    with Desk.open("desk.sqlite") as desk:
        assert standing(desk.judgements()) == ()


def test_a_claim_is_corrected_noted_and_graded(call: Call) -> None:
    keys = "nSee page two.\ng1Bg12c2sholt\n1c2s-\nc2w2031-03-02/2031-03-03\nc2d2031-03-04\n"
    keys += "c1p2031-03-05\n"
    went = call(keys, "review", "desk.sqlite", "--as", "Ada", "--kind", "denies")
    assert went.err == ""
    said = log(call)
    assert len(said) == 8

    def values(*kinds: str) -> list[Any]:
        return [one["value"] or one["note"] for one in said if one["kind"] in kinds]

    assert values("note") == ["See page two."]
    assert (values("reliability"), values("credibility")) == (["B"], ["2"])
    named, outlet = sorted(values("speaker"), key=lambda one: one is None)
    assert named.startswith("mention-")
    assert outlet is None
    assert sorted(values("date"), key=lambda one: str(one["field"])) == [
        {"field": "published", "from": "2031-03-05", "to": "2031-03-05"},
        {"field": "said", "from": "2031-03-04", "to": "2031-03-04"},
        {"field": "when", "from": "2031-03-02", "to": "2031-03-03"},
    ]


@pytest.mark.parametrize(
    ("keys", "says"),
    [("g1X", "its grade is 'X'"), ("c2wyesterday\n", "is no day"), ("c2snobody\n", "nobody was"),
     ("g3", "no such claim"), ("c5", "no such claim")],
)  # fmt: skip
def test_what_cannot_be_judged_is_said_and_asked_again(call: Call, keys: str, says: str) -> None:
    went = call(f"{keys}q", "review", "desk.sqlite", "--kind", "denies")
    assert went.code == 0
    assert says in went.err
    assert log(call) == []


def test_who_signs_is_the_configured_reader_or_named(call: Call) -> None:
    call("aq", "review", "desk.sqlite")
    assert [one["by"] for one in log(call)] == ["desk"]
    odd = call("a", "review", "desk.sqlite", "--as", "\x1b[2J")
    assert (odd.code, len(log(call))) == (1, 1)
    assert "signed with a name" in odd.err


def test_a_second_reviewer_sees_the_first_unless_blind(call: Call) -> None:
    call("r", "review", "desk.sqlite", "--as", "Ada", "--kind", "denies")
    blind = call("q", "review", "desk.sqlite", "--as", "Bo", "--kind", "denies", "--blind")
    assert "Ada" not in blind.out
    assert "Does the first deny" in blind.out  # though the ledger follows Ada
    seen = call("a", "review", "desk.sqlite", "--as", "Bo", "--kind", "denies")
    assert "Ada rejects (denies)" in seen.out
    told = call("", "judgement", "agreement", "desk.sqlite", "Ada", "Bo")
    assert "Ada rejects (denies)  |  Bo accepts (denies)" in told.out
    assert "DENIED BY Lena Holt: the pilot was asleep" in told.out
    as_json = call("", "judgement", "agreement", "desk.sqlite", "Ada", "Bo", "--to", "json")
    assert json.loads(as_json.out)["kinds"][0]["both"] == 1
    nobody = call("", "judgement", "agreement", "desk.sqlite", "Ada", "Cy")
    assert "Cy has judged nothing here" in nobody.out


def test_the_log_of_a_row_and_an_undo(call: Call) -> None:
    assert "nothing was judged" in call("", "judgement", "log", "desk.sqlite").out
    call("a", "review", "desk.sqlite", "--as", "Ada", "--kind", "denies")
    (one,) = log(call)
    assert log(call, one["subject"]) == log(call, "--by", "Ada") == [one]
    assert log(call, "--by", "Bo") == []
    short = one["id"].removeprefix("judgement-")[:8]
    theirs = call("", "judgement", "undo", "desk.sqlite", short, "--as", "Bo")
    assert (theirs.code, "signed by Ada" in theirs.err) == (1, True)
    mine = call("", "judgement", "undo", "desk.sqlite", short, "--as", "Ada", "--note", "A slip.")
    assert (mine.code, mine.out) == (0, f"undone: {short}\n")
    told = call("", "judgement", "log", "desk.sqlite").out
    assert "Ada accepts (denies)  (undone)" in told
    assert f"Ada undoes {short}: A slip." in told
    assert "DENIED BY Lena Holt: the pilot was asleep" in told
    assert call("", "judgement", "log", "desk.sqlite", "zzzz").code == 2


def test_a_file_goes_out_and_comes_in_once(call: Call) -> None:
    call("ar", "review", "desk.sqlite", "--as", "Ada")
    call("", "judgement", "export", "desk.sqlite", "-o", "mine.jsonl")
    told = call("", "judgement", "export", "desk.sqlite", "--event", "Ferry", "--by", "Ada").out
    assert Path("mine.jsonl").read_text() == told
    assert len(told.splitlines()) == 2
    again = call("", "judgement", "import", "desk.sqlite", "mine.jsonl")
    assert (again.code, again.out) == (0, "0 new, 2 known, 0 refused\n")
    Path("broken.jsonl").write_text(told.splitlines()[0] + "\n{}\n")
    broken = call("", "judgement", "import", "desk.sqlite", "broken.jsonl")
    assert (broken.code, broken.out) == (3, "0 new, 1 known, 1 refused\n")
    assert "broken.jsonl:2: " in broken.err
    assert call("", "judgement", "import", "desk.sqlite", "missing.jsonl").code == 1
