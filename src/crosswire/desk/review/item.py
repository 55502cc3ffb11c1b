"""What a reviewer is asked: two rows in their words and labels, and what to say of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from crosswire.judgement.value import Draft, JudgementKind, Matter, Verdict, matter_of
from crosswire.row import LinkKind, Span, Witness
from crosswire.row.statement import Act, Verification

ItemKind = Literal[
    "question",
    "denies",
    "disowns",
    "contradicts",
    "confirms",
    "same_statement",
    "copies",
    "name",
    "supersedes",
]
"""What is asked, in the order in which it is: what is contested first. It ranks no claims."""

ITEM_KINDS: tuple[ItemKind, ...] = get_args(ItemKind)

GROUPS: dict[ItemKind, str] = {
    "question": "CONTESTED",
    "denies": "DENIED",
    "disowns": "DISOWNED",
    "contradicts": "CONTRADICTED",
    "confirms": "CONFIRMED",
    "same_statement": "ONE STATEMENT",
    "copies": "COPIED",
    "name": "NAMES",
    "supersedes": "LATER",
}
"""What stands over the items of a kind."""

ASKED: dict[ItemKind, str] = {
    "question": "Do both answer one question?",
    "denies": "Does the first deny the second?",
    "disowns": "Does the first disown the second?",
    "contradicts": "Do they contradict each other?",
    "confirms": "Does the first confirm the second?",
    "same_statement": "Do both tell one statement?",
    "copies": "Was the first copied from the second?",
    "name": "Do both stand for one?",
    "supersedes": "Does the first take the place of the second?",
}
"""What is asked of two rows: accept is yes, reject is no."""


@dataclass(frozen=True, slots=True)
class Side:
    """A row in its context: `label` says whose words and in which sense, never left out.

    All of it is harmless and on one line; `before` and `after` are the words around it, with their
    spaces, where the report's text is kept; `span` is where the words stand in the report,
    `measures` what a figure measures. `act`, `own_no` (a denial in the source's own words) and
    `verification` are those of the claim that the row is or stands in. `also` are the claims
    around it that are denied or doubted, each with its label, so that no context reads as asserted
    that is not.
    """

    row: str
    type: str
    document: str
    outlet: str
    title: str
    url: str | None
    day: str
    label: str
    act: Act | None
    own_no: bool
    verification: Verification | None
    words: str
    measures: str | None
    before: str
    after: str
    span: Span
    also: tuple[str, ...]
    reference: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What a judgement of the item says but for its verdict."""

    kind: JudgementKind
    subject: str
    other: str
    relation: LinkKind | None = None

    @property
    def matter(self) -> Matter:
        """What judgements of it are about."""
        return matter_of(self.kind, self.subject, self.other, self.relation)

    def draft(self, verdict: Verdict, *, note: str | None = None) -> Draft:
        """The judgement of it, not signed yet."""
        return Draft(
            kind=self.kind,
            subject=self.subject,
            other=self.other,
            relation=self.relation,
            verdict=verdict,
            note=note,
        )


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to judge, under a key that it keeps; `why` is the rule behind it, in words.

    `marks` are the words that the rule looked at; `reports` is how many reports hang on it.
    """

    key: str
    kind: ItemKind
    judged: Judged
    group: str
    topic: str | None
    ask: str
    why: str | None
    sides: tuple[Side, ...]
    marks: tuple[Witness, ...]
    link: str | None
    question: str | None
    entity: str | None
    reports: int

    @property
    def matter(self) -> Matter:
        """What judgements of it are about."""
        return self.judged.matter
