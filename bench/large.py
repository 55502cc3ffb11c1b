"""Ledgers of any size and of a real one's shape, without reading a report.

What the page of a report and the exports are timed on. All words are invented, all dice are loaded
by their number: the same size is the same ledger. Shares and numbers are those of the demo: some
36 claims a report, half of them figures, two in three utterances told once, few questions with
most of the answers.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256

from crosswire.ledger import Ledger, assemble, check
from crosswire.row import (
    Act,
    Answer,
    Comparator,
    Document,
    Entity,
    Figure,
    Link,
    LinkKind,
    Place,
    Precision,
    Question,
    Reason,
    Relation,
    Run,
    Source,
    Span,
    Statement,
    Verification,
    Window,
    Witness,
    identity,
    reason,
)

CLAIMS = 36
"""Statements and figures of a report."""

FIRST_DAY = date(2031, 3, 4)
DAYS = 40

SIDES = ("Valley League", "River Council", "Harbour Union", "Miners' Front", "State of Ostrava Bay")
GIVEN = ("Ada", "Bero", "Cilla", "Darko", "Edda", "Falk", "Gerta", "Hanno", "Ilse", "Jaro", "Kira")
FAMILY = ("Aldervik", "Brennock", "Corlay", "Dovrin", "Ellerbeck", "Farrowgate", "Grindel", "Holm")
OUTLETS = ("Courier", "Echo", "Gazette", "Herald", "Ledger", "Monitor", "Observer", "Post", "Times")
TOWNS = ("Alder", "Birch", "Cedar", "Dale", "Elm", "Ford", "Glen", "Heath", "Isle", "Knoll", "Loch")
ENDS = ("bridge", "ham", "mouth", "stead", "wick")
THINGS = ("houses", "boats", "people", "roads", "trams", "fields", "barrels", "pumps", "wells")
FATES = ("flooded", "missing", "rescued", "closed", "damaged", "evacuated", "seized", "rebuilt")
CLAUSES = (
    "the wall of the upper basin had been repaired in spring",
    "nobody was warned before the water came",
    "the pumps stood still for three days",
    "our crews reached the last farm before nightfall",
    "the inspectors were shown the wrong gate",
    "the road over the pass is open again",
    "the numbers that were published are a fairy tale",
)
HEDGES: dict[Comparator, str] = {
    "exactly": "",
    "about": "about ",
    "at least": "at least ",
    "more than": "more than ",
    "up to": "up to ",
}
ACTS: tuple[Act, ...] = ("asserts",) * 12 + ("evaluates",) * 4 + ("intends",) * 2 + ("denies",)
CHECKED: tuple[Verification, ...] = ("none",) * 14 + ("unverified",) * 2 + ("confirmed",)
PRECISIONS: tuple[Precision | None, ...] = (
    "point",
    "town",
    "town",
    "district",
    "region",
    "country",
)
KINDS: tuple[LinkKind, ...] = ("contradicts",) * 4 + ("confirms", "denies")
RELATIONS: tuple[Relation, ...] = ("single",) * 5 + ("agree", "update", "conflict", "mixed")
TOLD_AGAIN = 0.33
"""How often a report tells what another has told."""


@dataclass(slots=True)
class _Scene:
    """Who and what an event is about, and the rows that were made of it."""

    dice: random.Random
    speakers: Sequence[Entity]
    places: Sequence[Place]
    topics: int
    rows: list[Document | Entity | Place | Statement | Figure | Question | Link] = field(
        default_factory=list
    )
    answering: dict[int, list[Figure]] = field(default_factory=dict)
    denied: set[str] = field(default_factory=set)
    told: list[Statement] = field(default_factory=list)


@dataclass(slots=True)
class _Report:
    """A report as it grows, paragraph by paragraph."""

    name: str
    day: date
    parts: list[str] = field(default_factory=list)
    length: int = 0

    def write(self, words: str) -> Span:
        """Add words; where they stand."""
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return Span(start, self.length)


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph: who says what, and where its parts stand; the text of its report so far."""

    speaker: Entity
    place: Place
    comparator: Comparator
    count: int
    noun: str
    fate: str
    named: Span
    figure: Span
    content: Span
    cue: Span
    source: Span
    text: str


def ledger(claims: int) -> Ledger:
    """A ledger of about so many statements and figures; its rows stand where they say."""
    dice = random.Random(claims)  # noqa: S311 - nothing is secret
    scene = _Scene(dice, tuple(_speakers(dice)), tuple(_gazetteer(dice)), max(8, claims // 5))
    scene.rows += scene.speakers
    for number in range(max(1, claims // CLAIMS)):
        _tell(number, scene)
    _relate(scene)
    _ask(scene)
    made = assemble(_run(claims), scene.rows)
    check(made)
    return made


def _run(claims: int) -> Run:
    source = Source("none", "0", "0" * 16)
    return Run("crosswire", "0", source, source, {"event": f"An invented flood, {claims:,} claims"})


def _speakers(dice: random.Random) -> Iterator[Entity]:
    """Sides, and who speaks for them or for nobody."""
    sides = [Entity(identity("entity", "", name), name, "organisation", (name,)) for name in SIDES]
    yield from sides
    for family in FAMILY:
        for given in GIVEN:
            name = f"{given} {family}"
            side = dice.choice((*sides, *(None,) * len(sides)))
            row = Entity(identity("entity", "", name), name, "person", (name, family), ("chair",))
            because = {"side": Reason("said_to_speak_for")}
            yield replace(row, side=side.id, because=because) if side else row


def _gazetteer(dice: random.Random) -> Iterator[Place]:
    """Places around one bay, some of them without a point."""
    for town in TOWNS:
        for end in ENDS:
            name, known = town + end, dice.random() < 0.9
            yield Place(
                id=identity("place", "", name),
                document="",
                span=Span(0, 0),
                text=name,
                name=name,
                country="DK" if known else None,
                lat=round(dice.uniform(54.6, 57.6), 4) if known else None,
                lon=round(dice.uniform(8.2, 12.5), 4) if known else None,
                precision=dice.choice(PRECISIONS) if known else None,
                gazetteer_id=f"invented:{name}" if known else None,
                because={"name": Reason("in the gazetteer")},
            )


def _tell(number: int, scene: _Scene) -> None:
    """One report: half of its claims statements, the other half figures inside them."""
    dice = scene.dice
    day = FIRST_DAY + timedelta(days=dice.randrange(DAYS))
    report = _Report(f"{number:04}.txt", day)
    outlet = f"The {dice.choice(TOWNS)} {dice.choice(OUTLETS)}"
    title = f"{outlet}: day {(day - FIRST_DAY).days} of the flood"
    report.write(f"{title}\n\n")
    for _ in range(CLAIMS // 2):
        _paragraph(report, scene)
    text = "".join(report.parts)
    digest = sha256(text.encode()).hexdigest()
    scene.rows.append(
        Document(
            id=report.name,
            sha256=digest,
            raw_sha256=digest,
            outlet=outlet,
            title=title,
            url=f"https://{outlet.rpartition(' ')[2].lower()}.example/{number}",
            published=day,
            published_from=day,
            published_to=day,
            dated_by="given",
            language="en",
            encoding="utf-8",
            text=text,
            story=(Span(0, len(text)),),
        )
    )


def _paragraph(report: _Report, scene: _Scene) -> None:
    """A statement with a figure in it, and who makes it: new, or told before by another report."""
    dice = scene.dice
    again = dice.choice(scene.told) if scene.told and dice.random() < TOLD_AGAIN else None
    topic = int(scene.topics * dice.random() ** 2.5)
    line = _line(report, topic, scene)
    row = _statement(line, report, scene)
    if again is not None and again.document != report.name:
        row = replace(row, origin=again.origin)
        scene.rows.append(_link("same_statement", row, again))
    scene.told.append(row)
    place = replace(
        line.place,
        id=identity("place", report.name, line.named.start),
        document=report.name,
        span=line.named,
    )
    figure = replace(_figure(line, row, scene), place_id=place.id)
    scene.answering.setdefault(topic, []).append(figure)
    if row.act == "denies":
        scene.denied.add(figure.id)
    scene.rows += (place, row)


def _line(report: _Report, topic: int, scene: _Scene) -> _Line:
    """Write a paragraph, and tell where its parts stand."""
    dice = scene.dice
    speaker, place = dice.choice(scene.speakers), dice.choice(scene.places)
    comparator = dice.choice(tuple(HEDGES))
    count = 10 + topic % 90 + dice.randrange(8)
    noun, fate = THINGS[topic % len(THINGS)], FATES[topic % len(FATES)]
    report.write("“")
    opening = report.write(f"{dice.choice(CLAUSES)}, and in ".capitalize())
    named = report.write(place.name)
    report.write(" ")
    figure = report.write(f"{HEDGES[comparator]}{count} {noun}")
    content = Span(opening.start, report.write(f" were {fate}").end)
    report.write(",” ")
    cue = report.write("said")
    report.write(" ")
    source = report.write(speaker.name)
    report.write(".\n\n")
    text = "".join(report.parts)
    return _Line(
        speaker, place, comparator, count, noun, fate, named, figure, content, cue, source, text
    )


def _statement(line: _Line, report: _Report, scene: _Scene) -> Statement:
    """The statement of a paragraph."""
    name, content = report.name, line.content
    row = identity("statement", name, content.start)
    return Statement(
        id=row,
        document=name,
        content=content,
        spans=(content,),
        text=content.of(line.text),
        kind="direct",
        cue=(line.cue,),
        source=(line.source,),
        speaker=line.speaker.id,
        chain=(line.speaker.id,),
        act=scene.dice.choice(ACTS),
        verification=scene.dice.choice(CHECKED),
        said=Window.day(report.day),
        when=_window(report.day, scene.dice),
        place=line.place.name,
        origin=row,
        because={
            "act": reason("frame: clause", name, line.cue),
            "content": reason("clause", name, line.cue),
            "origin": reason("same_source", name, content),
            "place": reason("place.in_content", name, line.named),
            "speaker": reason("name", name, line.source),
            "when": reason("time.in_content", name, content),
        },
    )


def _window(day: date, dice: random.Random) -> Window | None:
    """What time something is about: a day, some days, up to a day, or not known."""
    start = day - timedelta(days=dice.randrange(4))
    return dice.choice((Window.day(day), Window(start, day), Window(None, day), None))


def _figure(line: _Line, said: Statement, scene: _Scene) -> Figure:
    """The figure of a paragraph, inside its statement."""
    name, span = said.document, line.figure
    return Figure(
        id=identity("figure", name, span.start),
        document=name,
        span=span,
        text=span.of(line.text),
        low=None if line.comparator == "up to" else line.count,
        high=None if line.comparator in ("at least", "more than") else line.count,
        unit="person" if line.noun == "people" else line.noun.removesuffix("s"),
        comparator=line.comparator,
        of=f"{line.noun} {line.fate}",
        statement=said.id,
        speaker=said.speaker,
        when=scene.dice.choice((said.said, said.when)),
        place=said.place,
        origin=said.origin,
        because={
            "comparator": reason(line.comparator, name, span),
            "high": reason("digit", name, span),
            "low": reason("digit", name, span),
            "origin": reason("same_statement", name, span, said.content),
            "speaker": reason("innermost_statement", name, said.content),
            "unit": reason("counted_noun", name, span),
        },
    )


def _relate(scene: _Scene) -> None:
    """One link for every four statements, between two of them."""
    for row in scene.told[::4]:
        other = scene.dice.choice(scene.told)
        if other.id != row.id:
            scene.rows.append(_link(scene.dice.choice(KINDS), row, other))


def _link(kind: LinkKind, row: Statement | Figure, other: Statement | Figure) -> Link:
    """A link of two claims, with the words of both."""
    spans = (_witness(row), _witness(other))
    because = {"kind": Reason("same_words" if kind == "same_statement" else "negated.met", spans)}
    if kind == "same_statement":
        because["dropped_carrier"] = Reason("dropped_carrier", spans[1:])
    return Link(identity("link", row.id, kind, other.id), kind, row.id, other.id, because)


def _witness(row: Statement | Figure) -> Witness:
    return Witness(row.document, row.content if isinstance(row, Statement) else row.span)


def _ask(scene: _Scene) -> None:
    """A question for each topic, with an answer of each side."""
    sides = {one.id: one.side or one.id for one in scene.speakers}
    for figures in scene.answering.values():
        first = figures[0]
        name = identity("question", first.id)
        relation: Relation = scene.dice.choice(RELATIONS) if len(figures) > 1 else "single"
        answers = [one for one in figures if one.id not in scene.denied]
        because = {"relation": Reason("values_that_cannot_both_hold", (_witness(first),))}
        scene.rows.append(
            Question(
                id=name,
                text=first.of or "",
                figures=tuple(one.id for one in figures),
                relation=relation,
                answers=tuple(_answers(answers, sides)),
                origins=len({one.origin for one in answers}),
                unit=first.unit,
                because=because,
            )
        )
        told = (first, *figures)
        for before, one in zip(told, figures, strict=False):
            why = {"question": Reason("question.same_thing_counted", (_witness(before),))}
            scene.rows.append(replace(one, question=name, because={**one.because, **why}))
            if before is not one and relation in ("update", "mixed"):
                scene.rows.append(_link("supersedes", one, before))


def _answers(figures: Iterable[Figure], sides: dict[str, str]) -> Iterator[Answer]:
    """What each side says of a question."""
    mine: dict[str, list[Figure]] = {}
    for figure in figures:
        mine.setdefault(sides[figure.speaker or ""], []).append(figure)
    for side, given in mine.items():
        last = given[-1]
        yield Answer(
            by=side,
            low=last.low,
            high=last.high,
            as_of=last.when,
            figures=tuple(one.id for one in given),
            origins=tuple(sorted({one.origin or "" for one in given})),
        )
