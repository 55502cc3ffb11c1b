"""A ledger made by hand whose every word means harm: markup, formulas, addresses, odd letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256

from crosswire.ledger import Ledger, Row, assemble, check
from crosswire.row import (
    Act,
    Answer,
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
    reason,
)
from sample import run as sample_run
from sample import sample

FORMULA = '=HYPERLINK("http://x.example";"click")'

WORDS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "]]></script><!--",
    "javascript:alert(1)",
    "{{7*7}} ${7*7} <%= 7 %>",
    '=HYPERLINK("http://evil.example","all is well")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "＝1+1",
    "line\r\n=1+1\nbreak",
    "\u202egnp.exe\u2066 \u200f\u200b",
    "nul\x00 bell\x07 escape\x1b[31m next\x85",
    "half \ud800 of a pair \udfff",
    "no letters \ufffe\uffff",
    "_x0041_ _x000D_",
    "flag 🏴\u200d☠\ufe0f e\u0301 𝒜",
    "a" * 5_000,
    "=" + "w" * 40_000,
    "' OR 1=1; --",
    "../../etc/passwd",
)

ADDRESSES = (
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    'https://news.example/a b?"><script>alert(1)</script>',
    "JaVaScRiPt:alert(1)",
    "https://news.example/" + "x" * 3_000,
    "https://news.example/\x00\ud800é",
    "//news.example/",
    "https://",
    "https://[broken/",
)

ACTS: tuple[Act, ...] = ("asserts", "denies", "intends", "evaluates")

RULE = "<b>rule</b>\u202e"

DAY = Window.day(date(2031, 3, 3))
LONG_AGO = Window(date(1, 1, 1), date(1899, 12, 31))


def hostile() -> Ledger:
    """A report for each of the words, and all rows that one can have."""
    settings = {"event": WORDS[0], "<key>": [WORDS[5]]}
    source = Source(*(f"{WORDS[0]} {one}" for one in ("model", "1", "0f")))
    run = Run("crosswire", "0", model=source, gazetteer=source, settings=settings)
    ledger = assemble(run, (row for at in range(len(WORDS)) for row in _rows(at)))
    check(ledger)
    return ledger


def _rows(at: int) -> Iterator[Row]:
    """The rows of one report, whose text, title, outlet, names and reasons are one word."""
    word, name = WORDS[at], f"{at:02} {WORDS[at]}"
    span, act = Span(0, len(word)), ACTS[at % len(ACTS)]
    because = {field: reason(RULE, name, span) for field in ("act", "place", "kind", "relation")}
    entity, statement, figure, place, question = (
        f"{kind}-{at}{word[:9]}" for kind in ("entity", "statement", "figure", "place", "question")
    )
    yield _document(at, name, word)
    yield Entity(entity, word, "person", (word, f"{word}!"), (word,), side=entity)
    yield Mention(f"mention-{at}", name, span, word, entity)
    yield Statement(
        *(statement, name, span, (Span(0, 1), Span(1, len(word))), word, "direct"),
        *((span,), (span,), entity, (entity,), act, "unverified"),
        said=LONG_AGO,
        when=DAY,
        place=word,
        origin=statement,
        because=because,
    )
    for end, own in ((figure, statement), (f"{figure}+", None)):
        yield Figure(
            *(end, name, span, word, 1e30, None, word, "at least", word),
            statement=own,
            speaker=entity if own else None,
            when=Window(None, date(2031, 3, 4)),
            place=word,
            place_id=place,
            origin=statement,
            question=question,
            because=because,
        )
    yield Place(place, name, span, word, word, "BG", 500.0, -1.0, "town", word, because)
    yield Time(f"time-{at}", name, span, word, "DATE", word, None, None)
    answers = () if act == "denies" else (Answer(entity, 1.5, None, DAY, (figure,), (statement,)),)
    outlet = Answer(None, 2.0, 2.0, None, (f"{figure}+",), (statement,))
    both = (figure, f"{figure}+")
    yield Question(question, word, both, "conflict", (*answers, outlet), 1, word, because)
    yield Link(f"link-{at}", "contradicts", *both, because)
    yield Link(f"denial-{at}", "denies", statement, f"statement-of nobody {word}", because)
    yield Problem.of(name, word, word)


def _document(at: int, name: str, word: str) -> Document:
    digest = sha256(word.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=name,
        sha256=digest,
        raw_sha256=digest,
        outlet=word,
        title=word,
        url=ADDRESSES[at % len(ADDRESSES)],
        published=DAY.first,
        published_from=DAY.first,
        published_to=DAY.last,
        dated_by="given",
        language="en",
        encoding="utf-8",
        text=word,
        story=(Span(0, len(word)),),
    )


def injected() -> Ledger:
    """The sample ledger, with words that try to be a formula, a statement of SQL or markup."""
    ledger = sample()
    documents = [
        replace(
            row,
            outlet=FORMULA,
            title="<script>alert(1)</script>",
            url="javascript:alert(1)",
            text="",
        )
        for row in ledger.documents
    ]
    entities = [replace(row, name="'; DROP TABLE run; --\0\u202e") for row in ledger.entities]
    statements = [replace(row, text=FORMULA) for row in ledger.statements]
    figures = [replace(row, text="@SUM(1)", of='"a", b\n=1', low=-5.0) for row in ledger.figures]
    (question,) = ledger.questions
    questions: list[Row] = [
        replace(question, id=f"question-{at}'\"\0;--", text=text)
        for at, text in enumerate(["'; DROP TABLE run; --", "Ünïcödé 死者 \0", "", "x" * 5000])
    ]
    others: list[Row] = [*ledger.times, *ledger.places, *ledger.links, *ledger.problems]
    others.append(Link("link-self", "copies", "link-self", "link-self"))
    rows: list[Row] = [*documents, *entities, *statements, *figures, *questions, *others]
    return assemble(sample_run(), rows)
