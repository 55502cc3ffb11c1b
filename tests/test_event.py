"""Which figures are of another event: reports that tell of another, and looks back."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from crosswire.lexicon import load
from crosswire.reconcile import Dossier
from crosswire.reconcile.event import events
from dossier import dossier

if TYPE_CHECKING:
    from spacy.language import Language

CASES = Path(__file__).parent / "cases" / "event"


def _cases(name: str) -> Iterator[Any]:
    table = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))
    for case in table["case"]:
        yield pytest.param({**table, **case}, id=case["phenomenon"])


@pytest.mark.parametrize("case", list(_cases("earlier")))
def test_a_look_back(case: Mapping[str, Any], nlp: Language, tmp_path: Path) -> None:
    found = _found(case, nlp, tmp_path)
    told = {figure.text: event for figure, event in found}
    assert case["own"] or case["earlier"]
    assert {"report.txt", *(told[words] for words in case["own"])} == {"report.txt"}
    assert {words: told[words] for words in case["earlier"]} == {
        words: f"report.txt {day}" for words, day in case["earlier"].items()
    }


def _found(case: Mapping[str, Any], nlp: Language, folder: Path) -> list[tuple[Any, str]]:
    (folder / "report.txt").write_text(case["text"])
    made = dossier(nlp, folder, published=case["published"])
    of = events(made)
    return [(figure, of[figure.id][0]) for figure in made.figures]


@pytest.mark.parametrize("case", list(_cases("apart")))
def test_other_events(case: Mapping[str, Any], nlp: Language, tmp_path: Path) -> None:
    for number, text in enumerate(case["reports"]):
        (tmp_path / f"{number}.txt").write_text(text)
    made = dossier(nlp, tmp_path)
    found: dict[str, set[int]] = {}
    for figure in made.figures:
        event = events(made)[figure.id][0]
        found.setdefault(event, set()).add(int(figure.document.removesuffix(".txt")))
    assert sorted(map(sorted, found.values())) == case["events"]


def test_an_event_goes_by_its_first_report_and_shows_what_ties_it(
    nlp: Language, tmp_path: Path
) -> None:
    for number, text in enumerate(next(_cases("apart")).values[0]["reports"]):
        (tmp_path / f"{number}.txt").write_text(text)
    made = dossier(nlp, tmp_path)
    texts = {account.document.id: account.document.text for account in made.accounts}
    told = set(events(made).values())
    assert {event for event, _ in told} == {"0.txt", "2.txt"}
    for event, because in told:
        words = {spot.span.of(texts[spot.document]) for spot in because.spans}
        assert ("Brandvold Lines" in words) == (event == "0.txt")
        assert because.rule == ("shared_names" if event == "0.txt" else "alone")


def test_two_reports_of_one_earlier_event_share_it(nlp: Language, tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("Tarrow shakes\n\nOne died. In 2014 a wave killed 900 people.")
    (tmp_path / "2.txt").write_text(
        "Tarrow counts\n\nOne died. The wave of May 2014 was worse: the \
tsunami of May 2014 killed 870 people."
    )
    made = dossier(nlp, tmp_path, published=date(2031, 5, 14))
    of = {figure.text: events(made)[figure.id][0] for figure in made.figures}
    assert of["900 people"] == of["870 people"] == "1.txt 2014-01-01"


def test_nothing_is_told_apart_where_no_day_is_known(nlp: Language, tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("Tarrow shakes\n\nOne died. In 2014 a wave killed 900 people.")
    made: Dossier = dossier(nlp, tmp_path)
    assert {event for event, _ in events(made).values()} == {"1.txt"}


def test_a_word_of_the_lexicon_stands_once() -> None:
    for section, lists in load("event.toml").items():
        words = [word for text in lists.values() for word in text.split()]
        assert words, section
        assert [word for word, times in Counter(words).items() if times > 1] == []


def test_no_word_of_the_lexicon_is_dead(nlp: Language) -> None:
    lexicon = load("event.toml")
    nouns = " ".join(lexicon["occurrence"].values()).split()
    verbs = " ".join(lexicon["befall"].values()).split()
    frames = [(noun, f"There was a {noun}.") for noun in nouns]
    frames += [(verb, f"It may {verb} them.") for verb in verbs]
    read = nlp.pipe(text for _, text in frames)
    lost = {
        word
        for (word, _), doc in zip(frames, read, strict=True)
        if word not in {token.lemma_ for token in doc}
    }
    assert len(frames) > 150
    assert lost == set()
