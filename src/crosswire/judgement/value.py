"""A judgement: what one person says of a row or of two, signed and timed, and never edited.

| kind | `subject` and `other` | verdict | `value` |
| --- | --- | --- | --- |
| `link` | the link's `from` and `to`; `relation` is its kind | `accept`, `reject` | |
| `name` | two mentions: of one entity, or of two | `accept`, `reject` | |
| `question` | two figures: answers to one question, or to two | `accept`, `reject` | |
| `speaker` | a statement or figure | `correct` | a mention, or null: the outlet itself |
| `date` | a statement or figure (`when`, `said`), or a document (`published`) | `correct` | days |
| `note` | any row, or any two | `note` | (the words are in `note`) |
| `reliability` | a mention of a source | `grade` | `A` to `F` |
| `credibility` | a statement or figure | `grade` | `1` to `6` |

The grades are those of the Admiralty system (NATO AJP-2.1): a person gives them, and nothing is
ever computed from them. Whoever takes something back writes one more judgement: `undo`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as part
from datetime import date
from typing import Literal, get_args

from crosswire.row.link import LinkKind

JudgementKind = Literal[
    "link", "name", "question", "speaker", "date", "note", "reliability", "credibility"
]
Verdict = Literal["accept", "reject", "correct", "note", "grade", "undo"]
DateField = Literal["when", "said", "published"]

KINDS: tuple[JudgementKind, ...] = get_args(JudgementKind)
RELATIONS: tuple[LinkKind, ...] = get_args(LinkKind)

VERDICTS: Mapping[JudgementKind, tuple[Verdict, ...]] = {
    "link": ("accept", "reject"),
    "name": ("accept", "reject"),
    "question": ("accept", "reject"),
    "speaker": ("correct",),
    "date": ("correct",),
    "note": ("note",),
    "reliability": ("grade",),
    "credibility": ("grade",),
}
"""What can be judged in a matter of each kind; whatever was judged can be undone besides."""

GRADES: Mapping[JudgementKind, str] = {"reliability": "ABCDEF", "credibility": "123456"}

PAIRS: Mapping[JudgementKind, str] = {"name": "mention", "question": "figure"}
"""The kinds that are about two rows in no order, and what rows these are."""

CLAIMS = ("statement", "figure")

UNDIRECTED: frozenset[LinkKind] = frozenset({"same_statement", "contradicts"})
"""Links that say the same whichever of their rows is named first."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days to which a date is corrected, both inclusive; an end that is not known is None."""

    field: DateField
    first: date | None = part(default=None, metadata={"name": "from"})
    last: date | None = part(default=None, metadata={"name": "to"})


Value = str | Days | None
"""To what something is corrected: a mention, days, a grade; None is the outlet itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody is about to judge, not signed yet; `checked` tells whether it can be."""

    kind: JudgementKind
    subject: str
    verdict: Verdict
    other: str | None = None
    relation: LinkKind | None = None
    value: Value = None
    note: str | None = None
    undoes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Draft):
    """What somebody judged: `by` signs it, `at` is when (UTC), `id` is made of all of it."""

    id: str
    at: str
    by: str


Matter = tuple[str, ...]
"""What a judgement is about: judgements of one matter agree, or differ."""


def matter(one: Judgement) -> Matter:
    """What a judgement is about; every note is a matter of its own."""
    what = one.value.field if isinstance(one.value, Days) else ""
    own = one.id if one.kind == "note" else ""
    return (*matter_of(one.kind, one.subject, one.other, one.relation)[:4], what, own)


def matter_of(
    kind: JudgementKind, subject: str, other: str | None, relation: LinkKind | None
) -> Matter:
    """What judgements of a link, of two names or of two answers are about."""
    ends = (subject, other or "")
    if kind in PAIRS or relation in UNDIRECTED:
        ends = (min(ends), max(ends))
    return (kind, relation or "", *ends, "", "")
