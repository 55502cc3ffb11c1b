"""The brief: two screens, a reference on every line, and nothing denied that reads as asserted."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from crosswire.cli.terminal import laid_out as printed
from crosswire.ledger import Ledger, Row, assemble
from crosswire.row import (
    Answer,
    Entity,
    Figure,
    Mention,
    Problem,
    Question,
    Reason,
    Relation,
    Window,
)
from crosswire.view.answer import CONTESTED
from crosswire.view.brief import Brief, brief
from crosswire.view.lookup import Lookup, days, shortest_prefixes
from crosswire.view.page import render
from crosswire.view.section import PAGE, SCREENS, SHORT
from dispute import dispute
from sample import COMPANY, EVENING, MAYOR, MORNING, figure, rows, run, sample, statement


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
        more.append(Problem.of(f"page{number}.html", "it is empty " * 8, "Save it again. " * 9))
        for words, check in ((DROWNED, "confirmed"), ("Tarrow", "unverified")):
            one = statement(
                "morning.txt", MORNING, words, who, act=acts[number % 4], verification=check
            )
            more.append(replace(one, text=words * 9))
        more += quarrel(number, who)
    return with_rows(*more)


CUT = re.compile(r"  \d+ of \d+\b")
"""How a section says how much of it is shown."""

DROWNED = "at least 12 people had drowned in Tarrow"


def quarrel(number: int, who: str) -> list[Row]:
    """A question with many answers."""
    relations: tuple[Relation, ...] = ("conflict", "mixed", "update", "agree", "single")
    name = f"question-{number:016x}"
    figures = [
        replace(
            figure("morning.txt", MORNING, "12", each, f"boat number {number} " * 9),
            id=f"figure-{number:08x}{each:08x}",
            speaker=who,
            question=name,
        )
        for each in range(10)
    ]
    answers = tuple(Answer(who, None, None, None, (one.id,), ()) for one in figures)
    ids = tuple(one.id for one in figures)
    text = f"boats lost {number} " * 9
    return [Question(name, text, ids, relations[number % 5], answers, 2), *figures]


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


def titles(page: Brief) -> list[str]:
    return [part.title for part in page.sections]


def test_the_brief_opens_with_what_is_contested() -> None:
    assert titles(brief(dispute())) == [
        "CONTESTED",
        "CHANGED",
        "AGREED",
        "DENIED",
        "DISOWNED",
        "CONTRADICTED",
        "UNVERIFIED",
        "SINGLE ORIGIN",
        "WHO IS QUOTED",
        "ARTICLES",
    ]


def test_a_contested_question_has_a_line_for_each_side() -> None:
    lines = section(brief(dispute()), "CONTESTED")
    assert [line[:-1] for line in lines] == [
        ("drowned",),
        ("  17 drowned", "Ilse Brandvold", "2031-03-06", "1", "1"),
        ("  nine people", "The Veld Dam Company", "2031-03-05", "1", "1"),
    ]


def test_outlets_answer_each_for_itself() -> None:
    one = boats("12", 12, "morning.txt", MORNING)
    other = boats("15", 15, "evening.txt", EVENING)
    rows = asked("conflict", one, other)
    question = rows[0]
    assert isinstance(question, Question)
    rows[0] = replace(question, answers=(Answer(None, 12, 15, None, (one.id, other.id), ()),))
    lines = section(brief(with_rows(*rows)), "CONTESTED")
    assert [line[:3] for line in lines[1:]] == [
        ("  12", "(the outlet) Harbour Gazette", "2031-03-03"),
        ("  15", "(the outlet) Evening Ferry", "2031-03-04"),
    ]


def test_what_is_said_of_nobody_is_not_the_outlets_voice() -> None:
    told = statement("morning.txt", MORNING, "12 people had drowned", None)
    counted = boats("12 people had", 12, "morning.txt", MORNING, statement=told.id)
    lines = section(brief(with_rows(told, *asked("conflict", counted))), "CONTESTED")
    assert lines[1][:2] == ("  12 people had", "(nobody named) in Harbour Gazette")


def test_who_speaks_for_a_side_is_named_before_it() -> None:
    count = boats("12 people had", 12, "morning.txt", MORNING, speaker=MAYOR)
    rows = asked("conflict", count)
    question = rows[0]
    assert isinstance(question, Question)
    rows[0] = replace(question, answers=(Answer(COMPANY, 12, 12, None, (count.id,), ()),))
    lines = section(brief(with_rows(*rows)), "CONTESTED")
    assert lines[1][1] == "Ilse Brandvold, for The Veld Dam Company"


def test_a_denial_in_the_words_of_its_source_is_not_turned_around() -> None:
    why = {"act": Reason("the source says that there was no such thing")}
    no = statement("morning.txt", MORNING, "12 people had drowned", MAYOR, act="denies")
    no = replace(no, because=why)
    lines = section(brief(with_rows(no)), "DENIED")
    assert lines[0][0].startswith("DENIED BY Ilse Brandvold, in these words: 12 people")


def test_who_changed_an_answer_is_told_with_the_days() -> None:
    lines = section(brief(dispute()), "CHANGED")
    assert [line[:-1] for line in lines] == [
        ("drowned",),
        ("  15 people", "Ilse Brandvold", "2031-03-05"),
        ("→ 17 drowned", "Ilse Brandvold", "2031-03-06"),
    ]


def test_an_update_goes_from_the_oldest_to_the_latest() -> None:
    lines = section(brief(sample()), "CHANGED")
    assert [line[:-1] for line in lines] == [
        ("people drowned",),
        ("  at least 12 people", "Ilse Brandvold", "2031-03-03"),
        ("→ 15 dead", "Ilse Brandvold", "2031-03-04"),
    ]


def test_what_went_and_came_back_is_told_from_another_value() -> None:
    told = [boats("12 people", low, "morning.txt", MORNING, speaker=MAYOR) for low in (12, 14)]
    told = [replace(one, id=f"figure-0{number}") for number, one in enumerate(told)]
    back = boats("15 dead", 12, "evening.txt", EVENING, speaker=MAYOR)
    ledger = with_rows(*asked("update", *told, back))
    shown = [ledger.find(line[-1])[0].id for line in section(brief(ledger), "CHANGED")]
    assert shown[shown.index("question-00ff") + 1 :] == ["figure-01", back.id]


def test_where_nothing_is_dated_days_count_from_the_onset() -> None:
    ledger = dispute()
    counted = {
        "gazette.txt": "day 1: told on",
        "ferry.txt": "day 1: told on",
        "echo.txt": "day 10: ",
    }
    bare = {"published": None, "published_from": None, "published_to": None, "dated_by": None}
    documents = tuple(
        replace(row, because={"published": Reason(counted[row.id])}, **bare)  # type: ignore[arg-type]
        for row in ledger.documents
    )
    questions = tuple(
        replace(row, answers=tuple(replace(one, as_of=None) for one in row.answers))
        for row in ledger.questions
    )
    page = brief(replace(ledger, documents=documents, questions=questions))
    days = [(line[0], line[2]) for line in section(page, "CONTESTED")[1:]]
    assert days == [("  17 drowned", "day 10"), ("  nine people", "day 1")]
    assert [line[2] for line in section(page, "CHANGED")[1:]] == ["day 1", "day 10"]
    assert [line[0] for line in section(page, "ARTICLES")] == ["day 1", "day 1", "day 10"]


def test_a_report_without_a_day_hides_no_known_day() -> None:
    ledger = dispute()
    bare = {"published": None, "published_from": None, "published_to": None}
    documents = tuple(
        replace(row, **bare) if row.id == "ferry.txt" else row  # type: ignore[arg-type]
        for row in ledger.documents
    )
    page = brief(replace(ledger, documents=documents))
    assert [line[2] for line in section(page, "AGREED")] == ["2031-03-06"]
    assert [line[2] for line in section(page, "CONTESTED")[1:]] == ["2031-03-06", "undated"]


def test_a_window_is_shown_by_its_last_day() -> None:
    ledger = dispute()
    documents = tuple(
        replace(row, published=None, published_from=date(2031, 3, 1)) for row in ledger.documents
    )
    page = brief(replace(ledger, documents=documents))
    assert [line[2] for line in section(page, "AGREED")] == ["2031-03-06"]


def test_several_origins_agree_in_their_own_words() -> None:
    assert [line[:-1] for line in section(brief(dispute()), "AGREED")] == [
        ("of road", "25 miles / About 40 km / 40 km", "2031-03-06", "2", "3")
    ]


def test_one_utterance_is_one_line_with_its_links() -> None:
    page = brief(dispute())
    (night,) = section(page, "CONTRADICTED")
    denied, never = section(page, "DENIED")
    assert night[0].startswith("SAID BY guild of pilots: the gates were opened at night and")
    assert night[1] == f"2 articles, 1 origin\ndenied by {denied[-1]}"
    assert denied[1] == f"Harbour Gazette\ndenies {night[-1]}"
    (miracle,) = section(page, "DISOWNED")
    assert miracle[1] == f"Evening Ferry\ndisowned by {never[-1]}"
    (cracked,) = section(page, "UNVERIFIED")
    assert cracked[1].startswith("Tarrow Echo\nconfirmed by ")


def test_what_rests_on_one_origin_is_told_with_its_articles() -> None:
    lines = section(brief(dispute()), "SINGLE ORIGIN")
    assert [line[:-1] for line in lines] == [
        ("(the outlet) Tarrow Echo: Two bridges (closed)", "one origin, 1 article"),
        ("SAID BY An engineer: the wall was cracked before the flood", "one origin, 1 article"),
    ]


def test_one_number_of_one_origin_is_told_once_for_all_outlets() -> None:
    one = boats("12", 12, "morning.txt", MORNING, origin="x", when=Window(None, date(2031, 3, 1)))
    other = boats("15", 12, "evening.txt", EVENING, origin="x")
    lines = section(brief(with_rows(*asked("agree", one, other))), "SINGLE ORIGIN")
    first = lines[0]
    assert first[0] == "(the outlet) Harbour Gazette: 12 (people in boats)"
    assert first[1] == "one origin, 2 articles"


def test_the_demo_opens_with_what_is_contested(demo: Ledger) -> None:
    page = brief(demo)
    questions = {row.id: row for row in demo.questions}
    assert titles(page)[:3] == ["CONTESTED", "CHANGED", "AGREED"]
    contested = [row for row in questions.values() if row.relation in CONTESTED]
    assert len(contested) == len(page.sections[0].entries) > 0
    printed_page = printed(render(page)).splitlines()
    assert 45 < len(printed_page) <= SCREENS
    assert max(map(len, printed_page)) <= PAGE


def test_every_utterance_and_question_of_the_demo_stands_in_the_whole_brief(demo: Ledger) -> None:
    lookup = Lookup(demo)
    told = {line[-1] for part in brief(demo).sections for line in part.lines}
    questions = [lookup.reference(row) for row in demo.questions]
    assert len(questions) > 20
    assert [one for one in questions if one not in told] == []
    assert len(lookup.utterances) > 100
    for utterance in lookup.utterances:
        assert any(lookup.reference(row) in told for row in utterance)


def test_what_the_demo_denies_never_stands_alone(demo: Ledger) -> None:
    lookup = Lookup(demo)
    denied = {lookup.reference(row) for row in demo.statements if row.act == "denies"}
    lines = [line for part in brief(demo).sections for line in part.lines]
    shown = [line for line in lines if line[-1] in denied]
    assert len(shown) > 5
    assert [line for line in shown if not line[0].startswith("DENIED BY")] == []


def asked(relation: Relation, *figures: Figure, denied: tuple[Figure, ...] = ()) -> list[Row]:
    """A question, with the answer of each figure that is not denied."""
    answers = tuple(
        Answer(one.speaker, one.low, one.high, one.when, (one.id,), ()) for one in figures
    )
    rows = (*figures, *denied)
    name = "question-00ff"
    ids = tuple(one.id for one in rows)
    question = Question(name, "people in boats", ids, relation, answers, 1)
    return [question, *(replace(one, question=name) for one in rows)]


def boats(words: str, low: float, report: str, text: str, **more: object) -> Figure:
    return figure(report, text, words, low, "people in boats", **more)


def test_a_figure_in_a_denial_is_marked() -> None:
    no = statement("morning.txt", MORNING, "12 people had drowned", COMPANY, act="denies")
    few = boats("15", 15, "evening.txt", EVENING, speaker=MAYOR)
    count = boats("12 people had", 12, "morning.txt", MORNING, statement=no.id, speaker=COMPANY)
    page = brief(with_rows(no, *asked("conflict", few, denied=(count,))))
    assert [line[:2] for line in section(page, "CONTESTED")[1:]] == [
        ("  15", "Ilse Brandvold"),
        ("  12 people had", "DENIED BY The Veld Dam Company"),
    ]


def test_a_figure_that_could_not_be_verified_is_marked() -> None:
    doubted = statement("morning.txt", MORNING, "12 people had", MAYOR, verification="unverified")
    count = boats("12 people had", 12, "morning.txt", MORNING, statement=doubted.id, speaker=MAYOR)
    other = boats("15", 15, "evening.txt", EVENING, speaker=COMPANY)
    lines = section(brief(with_rows(doubted, *asked("conflict", count, other))), "CONTESTED")
    assert [line[1] for line in lines if "12 people had" in line[0]] == [
        "UNVERIFIED: Ilse Brandvold"
    ]


def test_a_doubt_that_one_report_drops_is_still_a_doubt() -> None:
    doubted = statement("morning.txt", MORNING, "12 people had", MAYOR, verification="unverified")
    early = boats("12 people", 12, "morning.txt", MORNING, statement=doubted.id, speaker=MAYOR)
    late = boats("15 dead", 12, "evening.txt", EVENING, speaker=MAYOR)
    rows = asked("conflict", early, late, boats("We", 9, "evening.txt", EVENING, speaker=COMPANY))
    question = rows[0]
    assert isinstance(question, Question)
    both = Answer(MAYOR, 12, 12, None, (early.id, late.id), ())
    rows[0] = replace(question, answers=(both, question.answers[2]))
    lines = section(brief(with_rows(doubted, *rows)), "CONTESTED")
    assert ("  12 people", "UNVERIFIED: Ilse Brandvold") in [line[:2] for line in lines]


def test_every_line_ends_in_a_reference_that_opens_one_row() -> None:
    ledger = dispute()
    looked = 0
    for part in brief(ledger).sections:
        for line in part.lines:
            assert len(ledger.find(line[-1])) == 1
            looked += 1
    assert looked > 20


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
    assert SCREENS - 12 < len(page) <= SCREENS
    assert max(map(len, page)) <= PAGE
    assert sum(bool(CUT.search(line)) for line in page) >= 9
    assert page[-1] == "crosswire brief PATH --all"
    whole = printed(render(brief(crowd()), whole=True)).splitlines()
    assert len(whole) > 300
    assert not any("--all" in line or CUT.search(line) for line in whole)


def test_a_long_question_is_cut_in_a_short_brief_alone() -> None:
    page = printed(render(brief(with_rows(*quarrel(0, COMPANY))))).splitlines()
    assert sum(line.startswith("  12 ") for line in page) == SHORT
    assert "  ... and 4 more" in page
    whole = printed(render(brief(with_rows(*quarrel(0, COMPANY))), whole=True)).splitlines()
    assert sum(line.startswith("  12 ") for line in whole) == 10


@pytest.mark.parametrize("width", [60, 80])
def test_a_narrow_page_keeps_values_days_and_references(width: int) -> None:
    console = Console(width=width, file=StringIO(), highlight=False, markup=False, emoji=False)
    console.print(render(brief(dispute()), whole=True))
    assert isinstance(console.file, StringIO)
    page = [line.rstrip() for line in console.file.getvalue().splitlines()]
    assert max(map(len, page)) <= width
    sides = [line for line in page if line.startswith(("  17 drowned", "  nine people"))]
    assert [line.split()[-4] for line in sides] == ["2031-03-06", "2031-03-05"]
    told = [line[-1] for part in brief(dispute()).sections for line in part.lines]
    assert [one for one in told if not any(line.endswith(f" {one}") for line in page)] == []


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
