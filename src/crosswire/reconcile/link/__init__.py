"""Links between rows: who confirms, denies, disowns, contradicts or supersedes what.

Each kind of link is one module with a `find`, over one `Index` of the claims and the questions.
What they look at is in modules of its own: to what words point back (`reference`), what is negated
(`negation`), whose predicates oppose each other (`opposition`), which numbers do (`answer`,
`rival`).

A link holds for every member of a group of statements that tell one utterance: it is written once,
between the claims that stand for the groups (see `Index`). A contradiction goes from the later row
to the earlier one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from crosswire.reconcile.account import Dossier
from crosswire.reconcile.link import (
    confirmation,
    contradiction,
    corroboration,
    denial,
    disownment,
    supersession,
)
from crosswire.reconcile.link.answer import asked
from crosswire.reconcile.link.claim import claims
from crosswire.reconcile.link.finding import Finding
from crosswire.reconcile.link.index import Index
from crosswire.reconcile.utterance import Utterances
from crosswire.reconcile.verdict import accepted
from crosswire.row import Link, LinkKind, Question, Reason, identity

Kind = Callable[[Index], Iterator[Finding]]
"""What finds the links of one kind."""

KINDS: tuple[Kind, ...] = (
    denial.find,
    disownment.find,
    contradiction.find,
    confirmation.find,
    corroboration.find,
    supersession.find,
)

JUDGED: tuple[LinkKind, ...] = ("denies", "disowns", "contradicts", "confirms", "supersedes")
"""The kinds of links that are found here."""


def links(dossier: Dossier, said: Utterances, answered: Sequence[Question]) -> tuple[Link, ...]:
    """All links between statements and between figures, each with the spans that show it."""
    index = Index(claims(dossier, said), asked(dossier, said, answered), dossier.rulings)
    findings = (finding for find in KINDS for finding in find(index))
    found = tuple(_links(_folded(index, (one for one in findings if _stands(index, one)))))
    more = (accepted(dossier, kind, _of(kind, found), index.place) for kind in JUDGED)
    return (*found, *chain.from_iterable(more))


def _stands(index: Index, one: Finding) -> bool:
    """Whether nobody judged that there is no such link, or none between the figures it rests on."""
    ends = ((one.from_id, one.to_id), *([one.figures] if one.figures else ()))
    return not any(index.rejects(one.kind, *pair) for pair in ends)


def _of(kind: LinkKind, found: Iterable[Link]) -> Iterator[Link]:
    return (one for one in found if one.kind == kind)


def _folded(index: Index, found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings between the fullest members of their groups, without those inside a group.

    What confirms stays the very claim that says so; of a group's, the first that is found.
    """
    fullest = {
        claim.row.id: index.fullest[name].row.id
        for name, mine in index.groups.items()
        for claim in mine
    }
    first: dict[tuple[str, str], str] = {}
    for one in found:
        ends = fullest.get(one.from_id, one.from_id), fullest.get(one.to_id, one.to_id)
        if ends[0] != ends[1]:
            said = ends[0]
            if one.kind == "confirms":
                said = first.setdefault(ends, one.from_id)
            yield replace(one, from_id=said, to_id=ends[1])


def _links(found: Iterable[Finding]) -> Iterator[Link]:
    """Each relation once, by the first rule that finds it."""
    seen: set[tuple[str, frozenset[str]]] = set()
    for one in found:
        key = (one.kind, frozenset((one.from_id, one.to_id)))
        if key not in seen:
            seen.add(key)
            name = identity("link", one.kind, one.from_id, one.to_id)
            yield Link(
                name, one.kind, one.from_id, one.to_id, {"kind": Reason(one.rule, one.spans)}
            )
