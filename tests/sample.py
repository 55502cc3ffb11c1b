"""A small ledger made by hand, about an invented flood, for the tests of ledger and views."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from crosswire.ledger import Ledger, Row, assemble
from crosswire.row import (
    Document,
    Entity,
    Figure,
    Link,
    Mention,
    Place,
    Problem,
    Question,
    Run,
    Source,
    Span,
    Statement,
    Time,
    Window,
    identity,
    reason,
)
from crosswire.row.question import Answer

MORNING = (
    "Flood in Lower Tarrow\n"
    "Mayor Ilse Brandvold said on Monday that at least 12 people had drowned in Tarrow.\n"
    "The Veld Dam Company denied that “the gates were opened without warning”.\n"
)
EVENING = (
    "River falls\n"
    "“We now count 15 dead,” Brandvold told reporters.\n"
    "She could not confirm the report of a breach."
)


def document(name: str, text: str, day: date, outlet: str) -> Document:
    digest = sha256(text.encode()).hexdigest()
    return Document(
        id=name,
        sha256=digest,
        raw_sha256=digest,
        outlet=outlet,
        title=text.partition("\n")[0],
        url=None,
        published=day,
        published_from=day,
        published_to=day,
        dated_by="given",
        language="en",
        encoding="utf-8",
        text=text,
        story=(Span(0, len(text)),),
    )


def spot(text: str, words: str) -> Span:
    """Where words stand in a text."""
    return Span(text.index(words), text.index(words) + len(words))


def mention(name: str, text: str, words: str, entity: str) -> Mention:
    span = spot(text, words)
    return Mention(identity("mention", name, span.start, span.end), name, span, words, entity)


def statement(name: str, text: str, words: str, speaker: str | None, **more: object) -> Statement:
    span = spot(text, words)
    settings = {"kind": "indirect", "act": "asserts", "verification": "none"} | more
    return Statement(
        id=identity("statement", name, span.start, span.end, speaker or ""),
        document=name,
        content=span,
        spans=(span,),
        text=words,
        cue=None,
        source=None,
        speaker=speaker,
        chain=(speaker,) if speaker else (),
        **settings,  # type: ignore[arg-type]
    )


def figure(name: str, text: str, words: str, low: float, of: str, **more: object) -> Figure:
    span = spot(text, words)
    settings = {"high": low, "unit": "person", "comparator": "exactly"} | more
    return Figure(
        id=identity("figure", name, span.start, span.end),
        document=name,
        span=span,
        text=words,
        low=low,
        of=of,
        **settings,  # type: ignore[arg-type]
    )


MAYOR = identity("entity", "morning.txt", 22, 42)
COMPANY = identity("entity", "morning.txt", 106, 126)


def rows() -> list[Row]:
    """The rows, in no order."""
    first, second = "morning.txt", "evening.txt"
    drowned = statement(
        first,
        MORNING,
        "at least 12 people had drowned in Tarrow",
        MAYOR,
        said=Window.day(date(2031, 3, 3)),
        because={"said": reason("said.weekday", first, spot(MORNING, "on Monday"))},
    )
    dead = statement(second, EVENING, "We now count 15 dead,", MAYOR, kind="direct")
    opened = statement(
        first, MORNING, "the gates were opened without warning", COMPANY, act="denies", kind="mixed"
    )
    breach = statement(second, EVENING, "a breach", MAYOR, verification="unverified")
    twelve = figure(
        first,
        MORNING,
        "at least 12 people",
        12,
        "people drowned",
        comparator="at least",
        high=None,
        statement=drowned.id,
        speaker=MAYOR,
        when=Window(None, date(2031, 3, 3)),
    )
    fifteen = figure(second, EVENING, "15 dead", 15, "drowned", statement=dead.id, speaker=MAYOR)
    question = identity("question", first, twelve.id)
    return [
        Problem.of("broken.bin", "it is not text", "Give the report as text or HTML."),
        Link(identity("link", "", dead.id), "supersedes", fifteen.id, twelve.id),
        Question(
            question,
            "people drowned",
            (twelve.id, fifteen.id),
            "update",
            (Answer(MAYOR, 12.0, 15.0, None, (twelve.id, fifteen.id), ()),),
            1,
        ),
        twelve,
        fifteen,
        opened,
        breach,
        dead,
        drowned,
        mention(first, MORNING, "Ilse Brandvold", MAYOR),
        mention(second, EVENING, "Brandvold", MAYOR),
        mention(first, MORNING, "The Veld Dam Company", COMPANY),
        Entity(MAYOR, "Ilse Brandvold", "person", ("Brandvold", "Ilse Brandvold"), ("Mayor",)),
        Entity(COMPANY, "The Veld Dam Company", "organisation", ("The Veld Dam Company",)),
        Time(
            identity("time", first, 48),
            first,
            spot(MORNING, "Monday"),
            "Monday",
            "DATE",
            "2031-03-03",
            date(2031, 3, 3),
            date(2031, 3, 3),
        ),
        Place(
            identity("place", first, 98),
            first,
            Span(MORNING.rindex("Tarrow."), MORNING.rindex("Tarrow.") + 6),
            "Tarrow",
            "Tarrow",
            None,
            None,
            None,
            None,
            None,
        ),
        document(second, EVENING, date(2031, 3, 4), "Evening Ferry"),
        document(first, MORNING, date(2031, 3, 3), "Harbour Gazette"),
    ]


def run() -> Run:
    """What would have made the ledger."""
    return Run(
        "crosswire",
        "0.1.0",
        Source("en_core_web_sm", "3.8.0", "00"),
        Source("places", "1", "11"),
        {"event": "Flood at Tarrow"},
    )


def sample() -> Ledger:
    """The ledger."""
    return assemble(run(), rows())
