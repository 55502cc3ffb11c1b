"""Figures that a report gives of an earlier event, for comparison or as background.

News sets an event beside others of its kind: "the deadliest since the crash of 1996, in which 23
died". What tells that such a passage leaves the event is a time long before it, together with a
word for what happened then; with the time on that very word ("the 2004 tsunami", "last month's
raid"), or a word that compares ("a similar attack"), less time will do. That is how narratives
mark a step out of the order of their time: an adverbial of time, and an event that is new to the
reader (Bell 1991, The Language of News Media, on background in news; Quirk et al. 1985, 8.51-76).

Reports that tell of one earlier event share it: it goes by the event of the reports and the day on
which its time begins. A time whose figures are also told without it is the event's own past, and
no other event: a trial is about the deed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby

from crosswire.lexicon import load
from crosswire.parse import Parse, Token
from crosswire.reconcile.account import Account
from crosswire.row import Figure, Reason, Span, Time, Window, Witness

LONG_BEFORE = timedelta(days=62)
"""A time that ends this long before the first report is no time of the event's."""

BEFORE = timedelta(days=10)
"""The same, where the time names another occurrence outright."""

A_YEAR = timedelta(days=365)

TELLING = 12
"""A count above this is not told twice by chance."""

OWN_TIME = frozenset(
    (
        "in_the_phrase",
        "in_the_clause",
        "in_a_clause_above",
        "time_of_the_passage",
        "entry_of_a_timeline",
    )
)
"""Rules by which a figure has a time of its own, not only one that stands near."""

SINCE = "tells_of_an_earlier_time"
"""The rule of what is only told of a time for comparison."""

Amount = tuple[float | None, float | None, str | None]
"""The bounds of a figure, and its unit."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A figure of an earlier event: the days of that event, and why."""

    figure: Figure
    days: Window | None
    because: Reason

    @property
    def begins(self) -> date:
        """When the earlier event began, as far as it is told."""
        return (self.days and (self.days.first or self.days.last)) or date.min


def asides(account: Account, begun: date) -> Iterator[Aside]:
    """The figures of a report that are about an earlier event than the one that began on a day."""
    page = _Page(account, begun, [token.start for token in account.parse.tokens])
    before: Aside | None = None
    figures = sorted(account.figures, key=lambda row: row.span)
    for _, told in groupby(figures, key=page.sentence):
        found = [_aside(page, figure, before) for figure in told]
        yield from (one for one in found if one is not None)
        before = found[-1] if all(found) else None


def _aside(page: _Page, figure: Figure, before: Aside | None) -> Aside | None:
    """A figure of an earlier event; `before` is what all figures of the last sentence are about."""
    return (
        _named(page, figure)
        or _since(page, figure)
        or _timed(page, figure)
        or _compared(page, figure)
        or _continued(page, figure, before)
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """A report, the day on which its event was first told, and where its words start."""

    account: Account
    begun: date
    starts: Sequence[int]

    @property
    def parse(self) -> Parse:
        """The report's words."""
        return self.account.parse

    def words(self, span: Span) -> Sequence[Token]:
        """The words of a stretch."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return self.parse.tokens[first:last]

    def head(self, span: Span) -> Token | None:
        """The word of a stretch on which its others hang."""
        words = self.words(span)
        inside = {word.index for word in words}
        outward = (word for word in words if word.head not in inside or word.head == word.index)
        return next(outward, None)

    def sentence(self, figure: Figure) -> int:
        """The number of the sentence that a figure stands in; -1 where it stands in none."""
        head = self.head(figure.span)
        return head.sentence if head else -1

    def times_in(self, words: Iterable[int]) -> Iterator[Time]:
        """The times that begin or end among words."""
        tokens = [self.parse.tokens[at] for at in words]
        edges = {token.start for token in tokens} | {token.end for token in tokens}
        return (
            time
            for time in self.account.times
            if not edges.isdisjoint((time.span.start, time.span.end))
        )

    def has_own_time(self, figure: Figure) -> bool:
        """Whether a figure has a time that is told of itself."""
        by = figure.because.get("when")
        return by is not None and by.rule in OWN_TIME

    def is_before(self, time: Time) -> bool:
        """Whether a time ended before the event."""
        return time.last is not None and time.last < self.begun - BEFORE

    def reason(self, rule: str, *spans: Span) -> Reason:
        """A reason with spans of this report."""
        return Reason(rule, tuple(Witness(self.account.document.id, span) for span in spans))


def _named(page: _Page, figure: Figure) -> Aside | None:
    """ "The 2004 tsunami killed 900 people", "last month's raid, in which six died"."""
    for noun in _occurrences(page, figure):
        for time in page.account.times:
            if page.is_before(time) and _narrows(page, time, noun):
                because = page.reason("names_an_earlier_event", time.span, noun.span)
                return Aside(figure, Window(time.first, time.last), because)
    return None


def _since(page: _Page, figure: Figure) -> Aside | None:
    """ "The deadliest since 1987, when 300 people died"."""
    for word in _when_clauses(page, figure):
        before = page.parse.tokens[max(0, word.index - 2) : word.index]
        for time in page.times_in(one.index for one in before if one.lower != ","):
            if _is_past(Window(time.first, time.last), page.begun):
                because = page.reason(SINCE, time.span, word.span)
                return Aside(figure, Window(time.first, time.last), because)
    return None


def _timed(page: _Page, figure: Figure) -> Aside | None:
    """ "In 2009 floods killed 40 people"; "since 2009 the war has displaced 9,000"."""
    days = figure.when
    if days is None or not page.has_own_time(figure) or not _is_past(days, page.begun):
        return None
    spans = tuple(spot.span for spot in figure.because["when"].spans)
    happened = next((word for span in (figure.span, *spans) for word in _over(page, span)), None)
    if happened is None:
        return None
    spans = (*spans, happened.span)
    return Aside(figure, days, page.reason("time_of_an_earlier_event", *spans))


def _compared(page: _Page, figure: Figure) -> Aside | None:
    """ "A similar attack wounded 14 people"."""
    for noun in _occurrences(page, figure):
        for at in page.parse.children[noun.index]:
            word = page.parse.tokens[at]
            if word.lower in _words("other") and word.dep == "amod":
                because = page.reason("compared_with_another_event", word.span, noun.span)
                return Aside(figure, None, because)
    return None


def _continued(page: _Page, figure: Figure, before: Aside | None) -> Aside | None:
    """ "The raid of 2019 killed six. Two shops burned down."

    The paragraph goes on in the past, with no other time.
    """
    if before is None or before.because.rule == SINCE or page.has_own_time(figure):
        return None
    last, now = page.sentence(before.figure), page.sentence(figure)
    head = page.head(figure.span)
    if head is None or last < 0 or now != last + 1 or not _is_told(page.parse, head):
        return None
    told, telling = page.parse.sentences[last], page.parse.sentences[now]
    if told.block != telling.block or any(t.span in telling.span for t in page.account.times):
        return None
    return Aside(figure, before.days, page.reason("goes_on", before.figure.span))


def _is_past(days: Window, begun: date) -> bool:
    """Whether days ended long before the event, or began years before it and last."""
    ended = days.last is not None and days.last < begun - LONG_BEFORE
    return ended or (days.first is not None and days.first < begun - A_YEAR)


def _is_told(parse: Parse, word: Token) -> bool:
    """Whether a word's clause is in the simple past or the past perfect."""
    verb = next((one for one in parse.ancestors(word.index) if one.pos in ("VERB", "AUX")), None)
    if verb is None:
        return False
    helpers = {parse.tokens[at].lower for at in parse.children[verb.index]}
    return verb.tag == "VBD" or not helpers.isdisjoint(("had", "was", "were"))


def _occurrences(page: _Page, figure: Figure) -> Iterator[Token]:
    """The occurrences that a figure is told of, as nouns."""
    return (word for word in _over(page, figure.span) if word.pos != "VERB")


def _over(page: _Page, span: Span) -> Iterator[Token]:
    """The words for what happened above a stretch in its sentence, and those that its own verb is
    about; where this has no subject, those that the verb above it is about."""
    head = page.head(span)
    has_subject = False
    for word in (head, *page.parse.ancestors(head.index)) if head else ():
        if _happens(word):
            yield word
        if word.pos in ("VERB", "AUX") and not has_subject:
            below = [page.parse.tokens[at] for at in page.parse.children[word.index]]
            yield from (one for one in below if one.dep in _PARTIES and _happens(one))
            has_subject = any(one.dep in _SUBJECTS for one in below)


_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_PARTIES = _SUBJECTS | {"dobj"}


def _happens(word: Token) -> bool:
    """Whether a word stands for what happened: "the flood", "was flooded"."""
    if word.pos == "VERB":
        return word.lemma in _words("befall")
    return word.pos in ("NOUN", "PROPN") and word.lemma in _words("occurrence")


def _when_clauses(page: _Page, figure: Figure) -> Iterator[Token]:
    """The "when" of each clause that a figure stands in."""
    head = page.head(figure.span)
    for verb in page.parse.ancestors(head.index) if head else ():
        below = (page.parse.tokens[at] for at in page.parse.children[verb.index])
        yield from (one for one in below if one.lower == "when")


def _narrows(page: _Page, time: Time, noun: Token) -> bool:
    """Whether a time says which one a noun means: "the 2004 flood", "the flood of 2004", "the flood
    that struck in 2004"; not "the worst flood after that of 2004"."""
    head = page.head(time.span)
    if head is None or head.sentence != noun.sentence or head.index == noun.index:
        return False
    for word in page.parse.ancestors(head.index):
        if word.index == noun.index:
            return True
        if word.lower not in _NARROWING and word.dep not in ("relcl", "acl"):
            return False
    return False


_NARROWING = frozenset(("of", "in", "on", "from", "since", "at"))
"""Prepositions by which a time is that of what it hangs on."""


@cache
def _words(section: str) -> frozenset[str]:
    """The words of a section of the lexicon."""
    return frozenset(word for text in load("event.toml")[section].values() for word in text.split())


def earlier(found: Sequence[Aside], others: Iterable[Figure]) -> Mapping[str, tuple[str, Reason]]:
    """The earlier event of each figure, by the day on which it began; `others` are the figures of
    the event itself, whose own past is left out."""
    told = dict.fromkeys(map(_amount, others))
    periods = [one for one in _periods(found) if not _is_own_past(one, told)]
    return {
        aside.figure.id: (_name(period), aside.because) for period in periods for aside in period
    }


def _periods(found: Sequence[Aside]) -> Iterator[list[Aside]]:
    """The asides, those together whose events began in one time: "2004", "in December 2004"."""
    period: list[Aside] = []
    until = date.min
    for one in sorted(found, key=lambda one: (one.begins, one.figure.document, one.figure.span)):
        if period and one.begins > until:
            yield period
            period = []
        until = max(until if period else date.min, _until(one))
        period.append(one)
    if period:
        yield period


def _until(one: Aside) -> date:
    """The last day on which an earlier event can have begun."""
    if one.days is None or one.days.last is None or one.days.first is None:
        return one.begins
    return min(one.days.last, one.days.first + A_YEAR)


def _name(period: Sequence[Aside]) -> str:
    """What an earlier event goes by: the day on which it can have begun, or none."""
    begins = period[0].begins
    return "" if begins == date.min else begins.isoformat()


def _is_own_past(period: Sequence[Aside], told: Iterable[Amount]) -> bool:
    """Whether a time's counts are told without it too."""
    mine = dict.fromkeys(_amount(aside.figure) for aside in period)
    return any(_agree(one, other) for one in mine for other in told)


def _amount(figure: Figure) -> Amount:
    """What a figure amounts to."""
    return figure.low, figure.high, figure.unit


def _agree(one: Amount, other: Amount) -> bool:
    """Whether two amounts give one telling number: the same odd number of whatever it is, or of one
    unit the same number, or one within the bounds of the other."""
    low, high, unit = one
    if max(low or 0, high or 0) <= TELLING:
        return False
    if (low, high) == other[:2]:
        return unit == other[2] or (low or high or 0) % 10 != 0
    if unit != other[2] or None in (low, high, *other[:2]):
        return False
    return max(low or 0, other[0] or 0) <= min(high or 0, other[1] or 0)
