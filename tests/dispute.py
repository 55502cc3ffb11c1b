"""A small ledger made by hand, in which three reports of an invented flood are at odds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from crosswire.ledger import Ledger, Row, assemble
from crosswire.row import (
    Answer,
    Entity,
    EntityKind,
    Figure,
    Link,
    LinkKind,
    Question,
    Reason,
    Relation,
    Statement,
    Window,
    Witness,
    identity,
)
from sample import document, figure, run, spot, statement

GAZETTE, FERRY, ECHO = "gazette.txt", "ferry.txt", "echo.txt"

TEXTS = {
    GAZETTE: (
        "Mayor Ilse Brandvold told the news agency that 15 people had drowned.\n"
        "The Veld Dam Company denied that “the gates were opened at night”.\n"
        "About 40 km of road are under water, the survey office said.\n"
        "Pilots say that the gates were opened at night and without warning.\n"
    ),
    FERRY: (
        "The Veld Dam Company said that nine people had drowned.\n"
        "The gates were opened at night, the pilots said.\n"
        "The guild of ferrymen said that 25 miles of road are under water.\n"
        "The bishop spoke of a miracle.\n"
    ),
    ECHO: (
        "We have counted 17 drowned, Brandvold said.\n"
        "Old Ole said that the wall was cracked, which could not be verified.\n"
        "The bishop denied that he ever spoke of a miracle.\n"
        "An engineer confirmed that the wall was cracked before the flood.\n"
        "Two bridges are closed.\n"
        "40 km of road are under water.\n"
    ),
}
DAYS = {GAZETTE: date(2031, 3, 5), FERRY: date(2031, 3, 5), ECHO: date(2031, 3, 6)}
OUTLETS = {GAZETTE: "Harbour Gazette", FERRY: "Evening Ferry", ECHO: "Tarrow Echo"}

NAMES = (
    "Ilse Brandvold",
    "The Veld Dam Company",
    "survey office",
    "guild of pilots",
    "guild of ferrymen",
    "the bishop",
    "Old Ole",
    "An engineer",
)


def who(name: str) -> str:
    """The id of a source."""
    return identity("entity", "", name)


def witness(report: str, words: str) -> Witness:
    """Where words stand."""
    return Witness(report, spot(TEXTS[report], words))


def why(rule: str, *places: tuple[str, str]) -> Reason:
    """A rule with the words that it looked at."""
    return Reason(rule, tuple(witness(report, words) for report, words in places))


def said(report: str, words: str, name: str, **more: object) -> Statement:
    """A statement of a source whose account is his own."""
    because = {"origin": why("same_source", (report, words))}
    row = statement(report, TEXTS[report], words, who(name), origin=who(name), because=because)
    return replace(row, **more)  # type: ignore[arg-type]


def counted(
    report: str, words: str, low: float, of: str, name: str | None, **more: object
) -> Figure:
    """A figure, with what it measures and the name of its source."""
    row = figure(report, TEXTS[report], words, low, of, speaker=who(name) if name else None)
    because = {
        "origin": why("same_source", (report, words)),
        "question": why("first_of_its_question", (report, words)),
    }
    return replace(row, **{"because": because, "origin": who(name or report), **more})  # type: ignore[arg-type]


def link(kind: LinkKind, one: Row, other: Row, rule: str, **more: Reason) -> Link:
    """A link between two rows, with the words of both."""
    ends = [each for each in (one, other) if isinstance(each, Statement | Figure)]
    spans = (getattr(each, "content", None) or each.span for each in ends)  # type: ignore[union-attr]
    places = zip(ends, spans, strict=True)
    because = {"kind": Reason(rule, tuple(Witness(each.document, at) for each, at in places))}
    name = identity("link", kind, one.id, other.id)
    return Link(name, kind, one.id, other.id, because | more)


def asked(
    text: str, relation: Relation, rule: str, *figures: Figure, unit: str = "person"
) -> list[Row]:
    """A question with its figures, an answer for each speaker."""
    name = identity("question", figures[0].document, figures[0].id)
    answers = []
    for speaker in dict.fromkeys(one.speaker for one in figures):
        mine = [one for one in figures if one.speaker == speaker]
        lows = [one.low or 0.0 for one in mine]
        answers.append(
            Answer(
                speaker,
                min(lows),
                max(lows),
                Window.day(max(DAYS[one.document] for one in mine)),
                tuple(one.id for one in mine),
                tuple(sorted({one.origin or "" for one in mine})),
            )
        )
    reason = why(rule, *((one.document, one.text) for one in figures[:2]))
    question = Question(
        name,
        text,
        tuple(one.id for one in figures),
        relation,
        tuple(answers),
        len({one.origin for one in figures}),
        unit,
        {"relation": reason, "text": why("words_of_a_figure", (figures[0].document, text))},
    )
    return [question, *(replace(one, question=name) for one in figures)]


def rows() -> list[Row]:
    """The rows, in no order."""
    return _with_origins(
        [
            *(document(name, text, DAYS[name], OUTLETS[name]) for name, text in TEXTS.items()),
            *(Entity(who(name), name, _kind(name), (name,)) for name in NAMES),
            *_numbers(),
            *_claims(),
        ]
    )


def _with_origins(rows: list[Row]) -> list[Row]:
    """The rows, an origin by the id of the first that rests on it."""
    told = [row for row in rows if isinstance(row, Statement | Figure)]
    first: dict[str | None, str] = {}
    for row in sorted(told, key=lambda each: (DAYS[each.document], each.document)):
        first.setdefault(row.origin, row.id)
    return [
        replace(row, origin=first[row.origin]) if isinstance(row, Statement | Figure) else row
        for row in rows
    ]


def _kind(name: str) -> EntityKind:
    return "described" if name == "An engineer" else "person"


def _numbers() -> list[Row]:
    """A question of each relation."""
    fifteen = counted(GAZETTE, "15 people", 15, "drowned", "Ilse Brandvold")
    nine = counted(FERRY, "nine people", 9, "drowned", "The Veld Dam Company")
    seventeen = counted(
        ECHO,
        "17 drowned",
        17,
        "drowned",
        "Ilse Brandvold",
        because={
            "origin": why("same_source", (ECHO, "17 drowned"), (GAZETTE, "15 people")),
            "question": why("question.same_fate", (ECHO, "17 drowned"), (GAZETTE, "15 people")),
        },
    )
    road = counted(
        GAZETTE, "About 40 km", 40, "of road", "survey office", unit="km", comparator="about"
    )
    miles = counted(
        FERRY,
        "25 miles",
        40.2,
        "of road",
        "guild of ferrymen",
        unit="km",
        because={
            "origin": why("same_source", (FERRY, "25 miles")),
            "question": why("question.same_number", (FERRY, "25 miles"), (GAZETTE, "About 40 km")),
        },
    )
    again = counted(
        ECHO,
        "40 km",
        40,
        "of road",
        None,
        unit="km",
        origin=road.origin,
        because={"origin": why("same_number", (ECHO, "40 km"), (GAZETTE, "About 40 km"))},
    )
    bridges = counted(ECHO, "Two bridges", 2, "closed", None, unit="bridge")
    return [
        *asked("drowned", "mixed", "a_side_moved_and_sides_conflict", fifteen, nine, seventeen),
        *asked("of road", "agree", "values_that_meet", road, miles, again, unit="km"),
        *asked("bridges are closed", "single", "one_figure", bridges, unit="bridge"),
        link("supersedes", seventeen, fifteen, "figure.later"),
        link(
            "copies",
            again,
            road,
            "shared_words",
            dropped_hedge=why("dropped_hedge", (GAZETTE, "About")),
        ),
    ]


def _claims() -> list[Row]:
    """A claim of each standing."""
    denied = said(GAZETTE, "the gates were opened at night”", "The Veld Dam Company", act="denies")
    night = said(FERRY, "The gates were opened at night", "guild of pilots")
    warning = said(GAZETTE, "the gates were opened at night and without warning", "guild of pilots")
    miracle = said(FERRY, "spoke of a miracle", "the bishop")
    never = said(ECHO, "he ever spoke of a miracle", "the bishop", act="denies")
    cracked = said(ECHO, "the wall was cracked, ", "Old Ole", verification="unverified")
    engineer = said(ECHO, "the wall was cracked before the flood", "An engineer")
    return [
        *(denied, night, warning, miracle, never, cracked, engineer),
        link("same_statement", night, warning, "same_words"),
        link("denies", denied, warning, "denial.matched"),
        link("contradicts", denied, warning, "denial.matched"),
        link("disowns", never, miracle, "disowned.words"),
        link("confirms", engineer, cracked, "confirmation.matched"),
    ]


def dispute() -> Ledger:
    """The ledger."""
    return assemble(run(), rows())
