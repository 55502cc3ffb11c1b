"""Where two reports tell one thing of one day: what ties their days of publication together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswire.resolve.date.telling import Telling
from crosswire.row import Witness

CAP = 40
"""Sentences with one word in which a kin is looked for: what all tell leads to nobody."""

BEST = 3
"""Sentences of others, at most, that one is tied to."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How many words two sentences must share, and which part of the shorter one's, at least."""

    shared: int
    part: float

    def holds(self, shared: int, shorter: int) -> bool:
        """Whether two sentences are so much alike."""
        return shared >= self.shared and shared >= self.part * shorter


FIRM = Likeness(5, 0.5)
"""Two sentences that tell one thing, whatever they call its day."""

SAME_WEEKDAY = (Likeness(2, 0.4), Likeness(4, 0.3))
"""Two sentences that call it by the same weekday: that they do is a sign of its own."""

CLAUSES = Likeness(2, 0.3)
"""Two clauses with one weekday."""

OTHER_NAME = Likeness(3, 0.4)
"""Two clauses of one act of which one says "yesterday" where the other says "Thursday"."""

LEADS = Likeness(6, 0.2)
"""Two reports that begin alike, and with the same weekday."""


SAME_LEAD = Likeness(8, 0.5)
"""Two reports that begin alike, one with "today" and the other with "Thursday"."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A sentence and one of another report that tells the same of the same day."""

    here: Telling
    there: Telling
    firm: bool


def ties(here: Sequence[Telling], there: Sequence[Telling]) -> Iterator[Tie]:
    """What each sentence of some reports has in common with its nearest kin in other reports.

    Those with a known day come first, since they say more.
    """
    index = _index(there)
    paired: set[frozenset[Witness]] = set()
    for one in here:
        alike = [
            (shared, tie)
            for number, shared in _sharing(one, index).items()
            if (tie := _tie(one, there[number]))
        ]
        alike.sort(key=lambda pair: (-pair[0], pair[1].there.witness))
        for is_known in (True, False):
            best = [tie for _, tie in alike if (tie.there.day is not None) == is_known][:BEST]
            for tie in best:
                pair = frozenset((tie.here.witness, tie.there.witness))
                if pair not in paired:
                    paired.add(pair)
                    yield tie


def _index(tellings: Sequence[Telling]) -> dict[str, list[int]]:
    """The numbers of the sentences that have a word."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, telling in enumerate(tellings):
        for word in sorted(telling.words):
            if len(found[word]) < CAP:
                found[word].append(number)
    return found


def _sharing(one: Telling, index: dict[str, list[int]]) -> Counter[int]:
    """How many words the sentences share with one."""
    return Counter(number for word in one.words for number in index.get(word, ()))


def _tie(one: Telling, other: Telling) -> Tie | None:
    """What ties two sentences, if they are of two reports and can tell of one day."""
    if one.document == other.document or not (one.ages and other.ages):
        return None
    if one.weekday and other.weekday and one.weekday != other.weekday:
        return None
    if one.day and other.day and one.day != other.day:
        return None
    firm = _like(FIRM, one.words, other.words)
    tell_the_same = _same_name if _by_name(one, other) else _other_name
    if not tell_the_same(one, other, firm=firm) or not one.subject.is_akin(other.subject):
        return None
    return Tie(one, other, firm)


def _by_name(one: Telling, other: Telling) -> bool:
    """Whether both call the day by its weekday."""
    return one.weekday is not None and len(one.ages) > 2 < len(other.ages)


def _same_name(one: Telling, other: Telling, *, firm: bool) -> bool:
    """Whether two sentences with the same weekday tell the same.

    What both reports are about happens once in a week.
    """
    if firm:
        return True
    if not _of_one_kind(one, other):
        return False
    topic = one.subject.topic & other.subject.topic
    return (
        bool(one.clause & other.clause & topic and not one.says)
        or any(_like(likeness, one.words, other.words) for likeness in SAME_WEEKDAY)
        or _like(CLAUSES, one.clause, other.clause)
        or _like_leads(LEADS, one, other)
    )


def _other_name(one: Telling, other: Telling, *, firm: bool) -> bool:
    """Whether two sentences tell of one act, on days of which one has no name."""
    if not _of_one_kind(one, other):
        return False
    if one.alone and other.alone and _like_leads(SAME_LEAD, one, other):
        return True
    if one.says:
        return firm and one.act == other.act
    of_one_act = one.act in other.clause and other.act in one.clause
    return of_one_act and (firm or _like(OTHER_NAME, one.clause, other.clause))


def _of_one_kind(one: Telling, other: Telling) -> bool:
    """Whether both days are of what was said, or both of what was done; both gone, or to come."""
    return one.says == other.says and one.future == other.future


def _like(likeness: Likeness, one: frozenset[str], other: frozenset[str]) -> bool:
    return likeness.holds(len(one & other), min(len(one), len(other)))


def _like_leads(likeness: Likeness, one: Telling, other: Telling) -> bool:
    """Whether two days stand in leads that are alike."""
    return one.leads and other.leads and _like(likeness, one.subject.lead, other.subject.lead)
