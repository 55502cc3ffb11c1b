"""What changed in the ledger of an event: values that are written to the log and read from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from crosswire.row import Span

Kind = Literal[
    "report_withdrawn",
    "question_contested",
    "new_disownment",
    "new_denial",
    "answer_moved",
    "answer_withdrawn",
    "withdrawn_claim",
    "dropped_claim",
    "new_contradiction",
    "superseded",
    "revised_claim",
    "withdrawn_relation",
    "question_settled",
    "question_withdrawn",
    "origins_changed",
    "new_confirmation",
    "new_question",
    "new_answer",
    "new_claim",
    "merged",
    "split",
    "new_version",
    "new_report",
    "report_moved",
    "report_redated",
]
"""The kinds of changes, what must be told first in front; lexicon/change.toml has their words."""

KINDS: tuple[Kind, ...] = get_args(Kind)

Left = Literal["withdrawn", "held", "removed", "moved"]
"""Why a report is no longer in an event."""

Came = Literal["moved", "released"]
"""Why a report is in an event now that is no news: it was in another one, or under an embargo."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A row as it is told: whose words in which sense, the words, where and when they stood.

    `words` are the report's, at `span` of `document`; `label` says who says them and how they
    stand ("DENIED BY the mayor"), and no view shows the words without it. Both are "" where the
    report is not to be shown any more: it is `hidden`. `facts` are told in words ("as_of", "of").
    """

    type: str
    row: str
    document: str | None = None
    outlet: str | None = None
    day: str | None = None
    url: str | None = None
    span: Span | None = None
    label: str = ""
    words: str = ""
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)
    hidden: bool = False

    def without_words(self) -> Telling:
        """What is left to tell of a row whose report is withdrawn: that it was there."""
        return replace(self, url=None, span=None, label="", words="", facts={}, hidden=True)


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a row that reads otherwise than before, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an analyst who was away must be told.

    `type` and `row` name what changed, `document` the report that changed it, `question` the
    question that it is about, `topic` that question's words. `reason` is the name of a rule, or of
    what happened to the report.
    """

    kind: Kind
    type: str
    row: str
    document: str | None = None
    question: str | None = None
    topic: Telling | None = None
    before: tuple[Telling, ...] = ()
    after: tuple[Telling, ...] = ()
    fields: tuple[Field, ...] = ()
    reason: str | None = None

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """All that is told, the topic first."""
        return (*((self.topic,) if self.topic else ()), *self.before, *self.after)


@dataclass(frozen=True, slots=True)
class Logged:
    """A change in the log: in which order, when (UTC, ISO 8601), and of which event."""

    seq: int
    at: str
    event: str
    change: Change
