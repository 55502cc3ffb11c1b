"""The brief: two screens, a reference on every line, and nothing denied that reads as asserted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.cli.terminal import laid_out as printed
from crosswire.ledger import Ledger, Row, assemble
from crosswire.row import Entity, Mention, Problem
from crosswire.view.brief import CAPS, Brief, brief, render
from crosswire.view.lookup import Lookup, days, shortest_prefixes
from sample import COMPANY, MAYOR, MORNING, figure, rows, run, sample, statement

SCREENS = 90


def section(page: Brief, title: str) -> list[tuple[str, ...]]:
    return [line for part in page.sections if part.title == title for line in part.lines]


def with_rows(*more: Row) -> Ledger:
    return assemble(run(), [*rows(), *more])


def crowd() -> Ledger:
    """A ledger with far more of everything than two screens hold."""
    acts = ("asserts", "denies", "intends", "evaluates")
    more: list[Row] = []
    for number in range(60):
        who = f"entity-{number:016x}"
        more.append(Entity(who, f"Witness {number} of the northern bank", "described", ()))
        more.append(Problem.of(f"page{number}.html", "it is empty", "Save it again."))
        for words, check in (("12 people", "confirmed"), ("Tarrow", "unverified")):
            one = statement(
                "morning.txt", MORNING, words, who, act=acts[number % 4], verification=check
            )
            more.append(one)
        count = figure("morning.txt", MORNING, "12", number, f"boat number {number}" * 9)
        more.append(replace(count, id=f"figure-{number:016x}", speaker=who))
    return with_rows(*more)


def test_the_brief_says_who_what_and_how_much() -> None:
    page = printed(render(brief(sample())))
    for words in (
        "Flood at Tarrow",
        "2 articles · 2 outlets · 2031-03-03/03-04",
        "Harbour Gazette",
        "Ilse Brandvold",
        "asserts 3",
        "at least 12 people",
        "15 dead",
        "UNVERIFIED",
        "it is not text",
    ):
        assert words in page


def test_what_is_denied_never_stands_alone() -> None:
    page = printed(render(brief(sample()), whole=True))
    carrying = [line for line in page.splitlines() if "gates were opened" in line]
    assert carrying
    assert all(line.startswith("DENIED BY The Veld Dam Company: ") for line in carrying)


def test_a_figure_in_a_denial_is_marked() -> None:
    denied = statement("morning.txt", MORNING, "12 people had drowned", COMPANY, act="denies")
    count = figure(
        "morning.txt", MORNING, "12 people had", 12, "people", statement=denied.id, speaker=COMPANY
    )
    lines = section(brief(with_rows(denied, count)), "FIGURES")
    assert [line[2] for line in lines if line[1] == "12 people had"] == [
        "DENIED BY The Veld Dam Company"
    ]


def test_a_figure_that_could_not_be_verified_is_marked() -> None:
    doubted = statement("morning.txt", MORNING, "12 people had", MAYOR, verification="unverified")
    count = figure(
        "morning.txt", MORNING, "12 people had", 12, "people", statement=doubted.id, speaker=MAYOR
    )
    lines = section(brief(with_rows(doubted, count)), "FIGURES")
    assert [line[2] for line in lines if line[1] == "12 people had"] == [
        "Ilse Brandvold, UNVERIFIED"
    ]


def test_figures_of_one_thing_stand_together() -> None:
    apart = [replace(row, question=None) for row in sample().figures]
    other = figure("evening.txt", "15", "15", 15, "boats missing", unit="boat")
    lines = section(brief(replace(sample(), figures=(*apart, other))), "FIGURES")
    assert [line[0] for line in lines] == ["people drowned", "", "boats missing"]
    assert [line[1] for line in lines] == ["at least 12 people", "15 dead", "15"]


def test_every_line_ends_in_a_reference_that_opens_one_row() -> None:
    ledger = sample()
    looked = 0
    for part in brief(ledger).sections:
        for line in part.lines:
            assert len(ledger.find(line[-1])) == 1
            looked += 1
    assert looked > len(CAPS)


def test_references_are_never_cut() -> None:
    ledger = crowd()
    page = printed(render(brief(ledger), whole=True))
    shown = 0
    for part in brief(ledger).sections:
        for line in part.lines:
            assert f" {line[-1]}\n" in f"{page}\n"
            shown += 1
    assert shown > 200


def test_two_screens_hold_the_longest_brief() -> None:
    page = printed(render(brief(crowd()))).splitlines()
    assert len(page) <= SCREENS
    assert max(map(len, page)) <= 100
    assert sum("more: crosswire brief --all" in line for line in page) >= 5
    whole = printed(render(brief(crowd()), whole=True)).splitlines()
    assert len(whole) > 300
    assert not any("more: crosswire brief" in line for line in whole)


def test_an_empty_ledger_has_a_brief() -> None:
    page = printed(render(brief(assemble(run(), []))))
    assert "0 articles" in page


def test_without_a_name_the_event_is_the_commonest_title() -> None:
    nameless = replace(run(), settings={})
    documents = [
        replace(sample().documents[0], id=f"{number}.txt", title=title)
        for number, title in enumerate(["Dam", "Flood", "Flood", None])
    ]
    assert brief(assemble(nameless, documents)).event == "Flood"


def test_the_command_that_opens_references_is_said() -> None:
    assert "crosswire show a.jsonl REFERENCE" in printed(render(brief(sample()), ledger="a.jsonl"))
    assert "crosswire brief -o LEDGER" in printed(render(brief(sample())))


HOSTILE = "\x1b[2J\x1b]0;owned\x07 [bold red]x[/] \u202egnorts\u2066 \r\n\x00\x9b31m :smile: 👩‍🚒"


def test_hostile_words_are_inert() -> None:
    ledger = sample()
    named = tuple(replace(entity, name=HOSTILE) for entity in ledger.entities)
    titled = tuple(replace(doc, title=HOSTILE, outlet=HOSTILE) for doc in ledger.documents)
    ledger = replace(
        ledger, entities=named, documents=titled, run=replace(run(), settings={"event": HOSTILE})
    )
    page = printed(render(brief(ledger), whole=True))
    assert "[bold red]x[/]" in page
    assert ":smile:" in page
    assert "👩‍🚒" in page
    assert not set(page) & set("\x1b\x07\u202e\u2066\x00\x9b\r")


@given(st.text(max_size=40))
def test_any_name_can_be_shown(name: str) -> None:
    ledger = replace(
        sample(), entities=tuple(replace(entity, name=name) for entity in sample().entities)
    )
    assert printed(render(brief(ledger)))


@given(st.sets(st.text("abcdef0123456789", min_size=4, max_size=16), min_size=1))
def test_a_reference_fits_one_name_unless_it_is_the_name(names: set[str]) -> None:
    for name, short in shortest_prefixes(names).items():
        assert name.startswith(short)
        assert short == name or [other for other in names if other.startswith(short)] == [name]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, ""),
        ("2031-03-03", "2031-03-03", "2031-03-03"),
        ("2031-03-03", "2031-03-06", "2031-03-03/03-06"),
        ("2030-12-30", "2031-01-02", "2030-12-30/2031-01-02"),
        ("2031-03-03", None, "from 2031-03-03"),
        (None, "2031-03-03", "to 2031-03-03"),
    ],
)
def test_days_are_said_briefly(first: str | None, last: str | None, words: str) -> None:
    ends = [date.fromisoformat(end) if end else None for end in (first, last)]
    assert days(*ends) == words


def test_who_is_quoted_is_counted_over_articles() -> None:
    lines = section(brief(sample()), "WHO IS QUOTED")
    assert [(line[0], line[2], line[3], line[4]) for line in lines] == [
        ("Ilse Brandvold", "3", "asserts 3", "2"),
        ("The Veld Dam Company", "1", "denies 1", "1"),
    ]


def test_a_chain_is_told_with_the_speaker() -> None:
    carried = statement("morning.txt", MORNING, "12 people had drowned", MAYOR)
    lookup = Lookup(sample())
    told = lookup.status(replace(carried, chain=(COMPANY, MAYOR)))
    assert told == "SAID BY Ilse Brandvold via The Veld Dam Company"
    assert [type(row) for row in sample().find(MAYOR)] == [Entity]
    assert not any(isinstance(row, Mention) for row in sample().find(MAYOR))
