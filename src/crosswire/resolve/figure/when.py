"""The days that a figure is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from crosswire.extract.figure import Quantity
from crosswire.parse import Parse, Token
from crosswire.resolve.figure.mark import (
    Mark,
    Page,
    governing,
    is_adnominal,
    is_enclosed,
    is_verb,
    verbs_above,
)
from crosswire.row import Reason, Statement, Time, Window, reason

LOOK_BACK = timedelta(days=62)
"""A passage on days longer ago than this looks back at another event."""

RECENT = timedelta(days=14)
"""Days within this of the publication are those of the event that is reported."""

MONTH = timedelta(days=31)
"""A time that is longer tells of no state of things at the time of a report without a day."""

PRESENT = frozenset(("VBP", "VBZ", "MD"))


def when(
    page: Page, quantity: Quantity, statement: Statement | None
) -> tuple[Window | None, Reason | None]:
    """The days that a quantity is about, and why."""
    free = [mark for mark in page.times if not _is_compared(page.parse, mark)]
    told = [mark for mark in free if _narrates(page.parse, mark)]
    choice = governing(page, quantity, [mark for mark in free if _concerns(page, quantity, mark)])
    if (choice is None or not choice.own) and (entry := _entry(page, quantity)) is not None:
        return _window(entry), reason("entry_of_a_timeline", page.document, entry.span)
    if choice is not None:
        by = reason(choice.rule, page.document, choice.mark.span)
        days = _window(choice.mark)
        return (days if choice.own else _as_of(page, days, free)), by
    if statement is not None and statement.said:
        by = reason("time_of_the_statement", page.document, statement.content)
        return _as_of(page, statement.said, free), by
    before = [mark for mark in told if mark.span.end <= quantity.span.start]
    back = _look_back(page, quantity, before)
    if back is not None:
        return _window(back), reason("time_of_the_passage", page.document, back.span)
    nearest = [*reversed(before), *(mark for mark in told if mark not in before)]
    return _narrated(page, nearest, _beginning(page, free))


def _as_of(page: Page, said: Window | None, free: Sequence[Mark]) -> Window | None:
    """What is said on a day holds on it, or came about since the event began: "said on Tuesday
    that the slide had killed two" is about Monday to Tuesday, if the slide came on Monday."""
    begun = _beginning(page, free)
    last = said.last if said else None
    first = (said.first or last) if said else None
    if begun is None or first is None or last is None or begun >= first:
        return said
    if page.day and first > page.day:
        return Window(page.day, last)
    return Window(begun, last)


def _beginning(page: Page, free: Sequence[Mark]) -> date | None:
    """The first of the days that are told shortly before publication, be it to name a noun:
    "Monday's slide", "a ferry that sank on Monday"."""
    day = page.day
    if day is None:
        return None
    days = (first for mark in free if (first := _first(mark)) and day - RECENT <= first <= day)
    return min(days, default=None)


def _window(mark: Mark) -> Window | None:
    """The days of a time."""
    row = mark.row
    return Window(row.first, row.last) if isinstance(row, Time) else None


def _narrates(parse: Parse, mark: Mark) -> bool:
    """Whether a time moves the story on: not one that only names or narrows a noun."""
    if is_adnominal(mark):
        return False
    above = parse.tokens[mark.head.head]
    if mark.head.dep == "pobj" and above.lower == "of":
        return False
    path = [mark.head.index, *(token.index for token in parse.ancestors(mark.head.index))]
    return not is_enclosed(parse, path, ())


def _entry(page: Page, quantity: Quantity) -> Mark | None:
    """The time that opens the paragraph as the date of an entry: "May 2031: Crane kills two"."""
    word = page.token(quantity)
    block = page.parse.blocks[page.parse.sentences[word.sentence].block].span
    for mark in page.times:
        if mark.span.start == block.start:
            after = page.parse.text[mark.span.end : block.end].lstrip()
            return mark if after.startswith(_OPENING) else None
    return None


_OPENING = (":", "–", "—", "|")
"""What stands between the date of an entry and what it tells."""


def _concerns(page: Page, quantity: Quantity, mark: Mark) -> bool:
    """Whether a time of the sentence can be that of a quantity.

    It is not where it is told of what the quantity is compared with ("against 12 in May"), of what
    came before ("having closed at 9 on Monday"), or inside what somebody says of something else.
    """
    parse, word = page.parse, page.token(quantity)
    if mark.span.overlaps(quantity.span):
        return False
    mine = {word.index, *(token.index for token in parse.ancestors(word.index))}
    for token in (mark.head, *parse.ancestors(mark.head.index)):
        if token.index in mine:
            break
        if token.lower in _CONTRAST or _is_premium(parse, token) or _is_anterior(parse, token):
            return False
        if token.lower == "from" and not (
            mark.head.dep == "pobj" and mark.head.head == token.index
        ):
            return False
    return not any(
        mark.span in said and not said.overlaps(quantity.span)
        for said in page.said
        if quantity.span not in said
    )


_CONTRAST = frozenset(("than", "against", "versus", "compared", "above", "below"))


def _is_premium(parse: Parse, token: Token) -> bool:
    """Whether a preposition leads to what a price is measured by: "a premium over"."""
    return token.lower in ("over", "to") and parse.tokens[token.head].lemma in _PREMIUM


_PREMIUM = frozenset(("premium", "discount", "markup", "markdown"))


def _is_anterior(parse: Parse, token: Token) -> bool:
    """Whether a word is the verb of what came before: "having closed at 9 on Monday", "before it
    closed on Monday"."""
    if token.dep != "advcl":
        return False
    helpers = (parse.tokens[at] for at in parse.children[token.index])
    return any(
        (helper.dep == "aux" and helper.lower == "having")
        or (helper.dep == "mark" and helper.lower in ("before", "until", "till"))
        for helper in helpers
    )


def _is_compared(parse: Parse, mark: Mark) -> bool:
    """Whether a time only bounds a comparison: "the worst floods since 1953", "than in May"."""
    if _since_the_most(parse, mark):
        return True
    path = (mark.head, *parse.ancestors(mark.head.index))
    for token in path:
        if is_verb(token):
            return False
        if token.lower == "than" or any(
            _is_superlative(parse.tokens[child]) for child in parse.children[token.index]
        ):
            return True
    return False


def _since_the_most(parse: Parse, mark: Mark) -> bool:
    """ "its lowest since 2019", "the biggest daily gain since July", whatever it hangs on."""
    row = mark.row
    words = parse.words(parse.sentences[mark.head.sentence])
    before = [word for word in words if word.start < row.span.start]
    if not before or before[-1].lower != "since":
        return False
    for word in before[-2 : -2 - _NEAR : -1]:
        if is_verb(word) or word.tag in (",", "IN"):
            return False
        if word.tag == "JJS" or _is_superlative(word) or word.lower in ("high", "low", "record"):
            return True
    return False


_NEAR = 5
"""Words in which a superlative stands before "since"."""


def _is_superlative(token: Token) -> bool:
    """ "worst", "first", "only"; not one that stands for itself: "the fires, the deadliest"."""
    is_most = token.tag in ("JJS", "RBS") or token.lower in ("first", "only")
    return is_most and token.dep != "appos"


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
    verbs = verbs_above(parse, word)
    if not verbs:
        return False
    clause = (parse.tokens[verbs[0]], *(parse.tokens[at] for at in parse.children[verbs[0]]))
    return any(token.tag in PRESENT for token in clause if is_verb(token))


def _narrated(
    page: Page, told: Sequence[Mark], begun: date | None
) -> tuple[Window | None, Reason | None]:
    """The state of the event: from the days that are narrated to the day of publication.

    `told` are the times that move the story, nearest first.
    """
    day = page.day
    if day is None:
        latest = max(
            filter(_is_brief, told), key=lambda mark: _last(mark) or date.min, default=None
        )
        if latest is None:
            return None, None
        return _window(latest), reason("narrated_latest", page.document, latest.span)
    for mark in told:
        first = _first(mark)
        if first is not None and day - RECENT <= first <= day:
            return Window(begun or first, day), reason("narrated_nearest", page.document, mark.span)
    return page.published or Window.day(day), Reason("published")


def _is_brief(mark: Mark) -> bool:
    """Whether a time is of days: "built in 1978" says nothing of when the rest of a report is."""
    first, last = _first(mark), _last(mark)
    return first is not None and last is not None and last - first <= MONTH


def _first(mark: Mark) -> date | None:
    """The first day of a time, as far as it is known."""
    row = mark.row
    return (row.first or row.last) if isinstance(row, Time) else None


def _last(mark: Mark) -> date | None:
    """The last day of a time, as far as it is known."""
    row = mark.row
    return (row.last or row.first) if isinstance(row, Time) else None
