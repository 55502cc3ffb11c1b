"""`crosswire search` as a person calls it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crosswire.cli import main
from desk.desks import add, empty, opened
from desk.test_carriers import QUOTATION, fill
from desk.test_search import reports

if TYPE_CHECKING:
    from spacy.language import Language

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def file(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    where = tmp_path_factory.mktemp("command") / "desk.sqlite"
    where.write_bytes(empty())
    with opened(str(where), nlp) as desk:
        add(fill(desk), *reports(), event="all")
        yield where


@pytest.fixture
def call(file: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls `crosswire search` on the desk: exit code, standard output and error."""

    def called(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main(["search", str(file), *arguments])
        out, err = capsys.readouterr()
        return int(stopped.value.code or 0), out, err

    return called


def test_a_claim_has_its_label_and_its_words_are_marked(call: Call) -> None:
    code, out, err = call("doors", "locked")
    assert (code, err) == (0, "")
    place, told = out.splitlines()
    assert place.split()[:3] == ["undated", "Coast", "Herald"]
    assert told == ("    DENIED BY Tarnow Paper: it had >>locked<< the >>doors<< of the paper mill")


def test_an_article_has_the_labels_of_its_passage(call: Call) -> None:
    _, out, _ = call("--in", "articles", '"the paper mill"')
    lines = out.splitlines()
    assert "b.txt" in lines[0]
    assert ">>the paper mill<<" in lines[2]
    assert "denied that it had locked" in lines[2]
    assert "    | DENIED BY Tarnow Paper" in lines


def test_carriers_come_with_what_they_dropped(call: Call) -> None:
    _, out, _ = call("--carriers", QUOTATION)
    assert out.splitlines()[0].split()[1:3] == ["Coast", "Herald"]
    assert out.count("    dropped who carried it (Coast Herald: Coast Newswire)") == 2
    reference = out.splitlines()[0].split()[-1]
    assert call("--row", reference)[1].splitlines()[0] == out.splitlines()[0]


def test_lines_for_a_program(call: Call) -> None:
    _, out, _ = call("mill", "--to", "jsonl")
    lines = [json.loads(line) for line in out.splitlines()]
    assert len(lines) > 2
    assert {"event", "telling", "spans", "excerpt", "labels"} <= lines[0].keys()
    _, out, _ = call("--carriers", QUOTATION, "--to", "jsonl")
    assert [json.loads(line)["match"] for line in out.splitlines()] == ["verbatim"] * 6


def test_what_is_not_found_is_told(call: Call) -> None:
    assert call("nowhere -mill") == (0, "", "crosswire: nothing has nowhere -mill\n")
    assert call("🚢")[2] == "crosswire: nothing has no words\n"
    assert call("--carriers", "nobody said this")[2].startswith("crosswire: no report prints")
    assert call("--row", "statement-0")[0] == 1
    assert call()[0] == 2
    assert call("mill", "--row", "x")[0] == 2


def test_all_hits_or_the_first(call: Call) -> None:
    _, first, told = call("a* ")
    _, whole, nothing = call("a*", "--all")
    assert whole.startswith(first)
    assert (told != "") == (len(whole) > len(first))
    assert nothing == ""
