"""Figures with who gives them, and when and where they hold.

A figure takes its speaker from the innermost statement that it stands in. Its time is that of the
expression that governs it: in its own phrase, else its clause, else a clause above, else the
sentence; failing these the time of the statement, of the passage (a look back at an earlier event),
or the days that the report narrates up to its publication. Its place is found the same way, with
the nearest place before it as the last resort. Every choice says by which rule it was made.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crosswire.extract.figure import Quantity
from crosswire.parse import Parse, Token
from crosswire.resolve.date.stated import stated
from crosswire.row import (
    Figure,
    Place,
    Reason,
    Span,
    Statement,
    Time,
    Window,
    identity,
    reason,
)

LOOK_BACK = timedelta(days=62)
"""A passage on days longer ago than this looks back at another event."""

RECENT = timedelta(days=14)
"""Days within this of the publication are those of the event that is reported."""

LOCATIVE = frozenset(
    (
        "in", "at", "near", "across", "over", "around", "throughout", "outside", "inside", "within",
        "off", "along", "on", "of", "from", "into", "to", "between", "towards", "toward", "through",
        "under",
    )
)  # fmt: skip
"""Prepositions before the name of a place where something is."""

BELONGING = frozenset(("poss", "compound", "nmod", "amod"))
"""Roles in which a place names whose something is, rather than where it is."""

PRESENT = frozenset(("VBP", "VBZ", "MD"))


@dataclass(frozen=True, slots=True)
class Mark:
    """A time or place in the text: the row, and the token on which it hangs."""

    row: Time | Place
    head: Token

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.row.span


@dataclass(frozen=True, slots=True)
class Choice:
    """A mark that was chosen, and the rule that chose it."""

    mark: Mark
    rule: str


@dataclass(frozen=True, slots=True)
class Page:
    """One document with its times and places in their sentences."""

    parse: Parse
    document: str
    published: Window | None
    times: tuple[Mark, ...]
    places: tuple[Mark, ...]

    def token(self, quantity: Quantity) -> Token:
        """The word on which a quantity hangs."""
        return self.parse.tokens[quantity.head]

    @property
    def day(self) -> date | None:
        """The last day on which the report can have been published."""
        return None if self.published is None else self.published.last or self.published.first


def settle(  # noqa: PLR0913 - everything that a figure rests on, each by its name
    quantities: Sequence[Quantity],
    parse: Parse,
    *,
    document: str,
    published: Window | None,
    statements: Sequence[Statement],
    times: Sequence[Time],
    places: Sequence[Place],
) -> tuple[Figure, ...]:
    """The figures of one document: its quantities with their statement, speaker, time and place.

    `published` is the day, or the window of days, of its publication; `statements`, `times` and
    `places` are the document's own rows.
    """
    starts = [token.start for token in parse.tokens]
    dated = [time for time in times if time.first or time.last]
    if published is None and (known := stated(parse)) is not None and known.day:
        published = Window.day(known.day)
    page = Page(
        parse, document, published, _marks(parse, starts, dated), _marks(parse, starts, places)
    )
    return tuple(_figure(page, quantity, statements) for quantity in quantities)


def _marks(parse: Parse, starts: Sequence[int], rows: Iterable[Time | Place]) -> tuple[Mark, ...]:
    """Rows with the tokens on which they hang, in the order of the text."""
    marks = []
    for row in sorted(rows, key=lambda row: row.span):
        first = bisect_right(starts, row.span.start) - 1
        last = bisect_right(starts, row.span.end - 1)
        if 0 <= first < last:
            marks.append(Mark(row, _head(parse, first, last)))
    return tuple(marks)


def _head(parse: Parse, first: int, last: int) -> Token:
    """The word of tokens `first` to `last` that hangs on a word outside them."""
    for token in parse.tokens[first:last]:
        if not first <= token.head < last or token.head == token.index:
            return token
    return parse.tokens[first]


def _figure(page: Page, quantity: Quantity, statements: Sequence[Statement]) -> Figure:
    """One quantity as a row."""
    statement = _innermost(quantity, statements)
    when, when_by = _when(page, quantity, statement)
    where = _where(page, quantity)
    place = where.mark.row if where and isinstance(where.mark.row, Place) else None
    because = {
        name: reason(rule, page.document, *spans) for name, (rule, spans) in quantity.rules.items()
    }
    if when_by is not None:
        because["when"] = when_by
    if where is not None:
        because["place"] = reason(where.rule, page.document, where.mark.span)
    if statement is not None:
        because["speaker"] = reason("innermost_statement", page.document, statement.content)
    return Figure(
        id=identity("figure", page.document, quantity.span.start, quantity.span.end),
        document=page.document,
        span=quantity.span,
        text=quantity.span.of(page.parse.text),
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        comparator=quantity.comparator,
        of=" ".join(span.of(page.parse.text) for span in quantity.of) or None,
        statement=statement.id if statement else None,
        speaker=statement.speaker if statement else None,
        when=when,
        place=place.name if place else None,
        place_id=place.id if place else None,
        because=because,
    )


def _innermost(quantity: Quantity, statements: Sequence[Statement]) -> Statement | None:
    """The shortest statement that holds most of a quantity; of joint sources the first."""
    holding = [one for one in statements if _holds(one, quantity.span)]
    return min(holding, key=lambda one: (len(one.content), one.content), default=None)


def _holds(statement: Statement, span: Span) -> bool:
    """Whether at least half of a span stands in what is attributed."""
    parts = statement.spans or (statement.content,)
    inside = sum(max(0, min(p.end, span.end) - max(p.start, span.start)) for p in parts)
    return 2 * inside >= len(span)


def _when(
    page: Page, quantity: Quantity, statement: Statement | None
) -> tuple[Window | None, Reason | None]:
    """The days that a quantity is about, and why."""
    free = [mark for mark in page.times if not _is_compared(page.parse, mark)]
    choice = _governing(page, quantity, free)
    if choice is not None:
        return _window(choice.mark), reason(choice.rule, page.document, choice.mark.span)
    if statement is not None and (statement.when or statement.said):
        by = reason("time_of_the_statement", page.document, statement.content)
        return statement.when or statement.said, by
    told = [mark for mark in free if _narrates(page.parse, mark)]
    before = [mark for mark in told if mark.span.end <= quantity.span.start]
    back = _look_back(page, quantity, before)
    if back is not None:
        return _window(back), reason("time_of_the_passage", page.document, back.span)
    return _narrated(page, [*reversed(before), *(mark for mark in told if mark not in before)])


def _window(mark: Mark) -> Window | None:
    """The days of a time."""
    row = mark.row
    return Window(row.first, row.last) if isinstance(row, Time) else None


def _governing(page: Page, quantity: Quantity, marks: Sequence[Mark]) -> Choice | None:
    """The mark that governs a quantity in its sentence, by the nearest tie that there is."""
    word = page.token(quantity)
    above = _verbs_above(page.parse, word)
    near = [mark for mark in marks if mark.head.sentence == word.sentence]
    ranked = [
        (*tie, mark) for mark in near if (tie := _tie(page.parse, word, above, mark)) is not None
    ]
    if not ranked:
        return None
    best = min(
        ranked, key=lambda tie: (tie[0], _distance(tie[2].span, quantity.span), tie[2].span.start)
    )
    return Choice(best[2], best[1])


def _tie(parse: Parse, word: Token, above: Sequence[int], mark: Mark) -> tuple[int, str] | None:
    """How closely a mark is tied to a word of its sentence: rank and name of the tie.

    None where it belongs to something else: "in a town hit by the *2004* flood".
    """
    path = [mark.head.index, *(token.index for token in parse.ancestors(mark.head.index))]
    if word.index in path:
        return 0, "in_the_phrase"
    if _is_adnominal(mark) or _is_enclosed(parse, path, above):
        return None
    verb = next((at for at in path[1:] if _is_verb(parse.tokens[at])), path[-1])
    if above and verb == above[0]:
        return 1, "in_the_clause"
    if verb in above:
        return 2 + above.index(verb), "in_a_clause_above"
    return 2 + len(above), "in_the_sentence"


def _is_adnominal(mark: Mark) -> bool:
    """Whether a mark names what a noun is: "the 2004 flood", "Monday's vote"."""
    return isinstance(mark.row, Time) and mark.head.dep in BELONGING | {"nummod"}


def _is_enclosed(parse: Parse, path: Sequence[int], above: Sequence[int]) -> bool:
    """Whether a path up the sentence leaves a relative or participial clause of its own."""
    for at in path:
        if at in above:
            return False
        if parse.tokens[at].dep in ("relcl", "acl"):
            return True
    return False


def _narrates(parse: Parse, mark: Mark) -> bool:
    """Whether a time moves the story on: not one that only names or narrows a noun."""
    if _is_adnominal(mark):
        return False
    above = parse.tokens[mark.head.head]
    if mark.head.dep == "pobj" and above.lower == "of":
        return False
    path = [mark.head.index, *(token.index for token in parse.ancestors(mark.head.index))]
    return not _is_enclosed(parse, path, ())


def _is_compared(parse: Parse, mark: Mark) -> bool:
    """Whether a time only bounds a comparison: "the worst floods since 1953", "than in May"."""
    path = (mark.head, *parse.ancestors(mark.head.index))
    for token in path:
        if _is_verb(token):
            return False
        if token.lower == "than" or any(
            _is_superlative(parse.tokens[child]) for child in parse.children[token.index]
        ):
            return True
    return False


def _is_superlative(token: Token) -> bool:
    """ "worst", "first", "only"."""
    return token.tag in ("JJS", "RBS") or token.lower in ("first", "only")


def _verbs_above(parse: Parse, word: Token) -> list[int]:
    """The verbs over a word, nearest first: those of its clause and of the clauses above."""
    return [token.index for token in parse.ancestors(word.index) if _is_verb(token)]


def _is_verb(token: Token) -> bool:
    """Whether a word is a verb."""
    return token.pos in ("VERB", "AUX")


def _distance(one: Span, other: Span) -> int:
    """Characters between two spans; none where they meet."""
    return max(0, one.start - other.end, other.start - one.end)


def _look_back(page: Page, quantity: Quantity, before: Sequence[Mark]) -> Mark | None:
    """The time of the passage, where its paragraph looks back at an event of long ago."""
    word, day = page.token(quantity), page.day
    block = page.parse.sentences[word.sentence].block
    here = [m for m in before if page.parse.sentences[m.head.sentence].block == block]
    if not here or day is None or _is_present(page.parse, word):
        return None
    last = _last(here[-1])
    return here[-1] if last is not None and day - last > LOOK_BACK else None


def _is_present(parse: Parse, word: Token) -> bool:
    """Whether the clause of a word is in the present or perfect."""
    verbs = _verbs_above(parse, word)
    if not verbs:
        return False
    clause = (parse.tokens[verbs[0]], *(parse.tokens[at] for at in parse.children[verbs[0]]))
    return any(token.tag in PRESENT for token in clause if _is_verb(token))


def _narrated(page: Page, told: Sequence[Mark]) -> tuple[Window | None, Reason | None]:
    """The state of the event: from the days that are narrated to the day of publication.

    `told` are the times that move the story, nearest first.
    """
    day = page.day
    if day is None:
        latest = max(told, key=lambda mark: _last(mark) or date.min, default=None)
        if latest is None:
            return None, None
        return _window(latest), reason("narrated_latest", page.document, latest.span)
    for mark in told:
        first = _first(mark)
        if first is not None and day - RECENT <= first <= day:
            return Window(first, day), reason("narrated_nearest", page.document, mark.span)
    return Window.day(day), Reason("published")


def _first(mark: Mark) -> date | None:
    """The first day of a time, as far as it is known."""
    row = mark.row
    return (row.first or row.last) if isinstance(row, Time) else None


def _last(mark: Mark) -> date | None:
    """The last day of a time, as far as it is known."""
    row = mark.row
    return (row.last or row.first) if isinstance(row, Time) else None


def _where(page: Page, quantity: Quantity) -> Choice | None:
    """The place that a quantity is about, and why."""
    word = page.token(quantity)
    located = [mark for mark in page.places if _locates(page.parse, mark)]
    acting = [mark for mark in page.places if mark.head.dep not in BELONGING]
    choice = _governing(page, quantity, located) or _governing(page, quantity, acting)
    if choice is not None:
        return choice
    before = [mark for mark in acting if mark.span.end <= quantity.span.start]
    block = page.parse.sentences[word.sentence].block
    here = [m for m in before if page.parse.sentences[m.head.sentence].block == block]
    if here:
        return Choice(here[-1], "in_the_paragraph_before")
    ahead = [mark for mark in located if mark.span.end <= quantity.span.start]
    if ahead:
        return Choice(ahead[-1], "in_the_text_before")
    return Choice(located[0], "in_the_text_after") if located else None


def _locates(parse: Parse, mark: Mark) -> bool:
    """Whether a place tells where something is: "in Arden", but not "Arden's mayor"."""
    token = mark.head
    if token.dep in BELONGING:
        return False
    above = parse.tokens[token.head]
    return token.dep == "pobj" and above.lower in LOCATIVE
