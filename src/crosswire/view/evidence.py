"""Why rows belong together: one question, one origin, one utterance, and the links between rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from crosswire.row import Figure, Link, Question, Reason, Statement
from crosswire.view.answer import figures_of
from crosswire.view.excerpt import side_by_side
from crosswire.view.headline import headline, told_by
from crosswire.view.label import dropped, label, relation
from crosswire.view.lookup import Lookup

MOST = 12
"""Rows that are listed under another one."""

Block = tuple[str, Sequence[RenderableType]]
"""A title and what stands under it."""

Claim = Statement | Figure


def listed(words: str, reference: str) -> RenderableType:
    """A line that ends in a reference."""
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(ratio=1)
    grid.add_column(no_wrap=True)
    grid.add_row(Text(words), Text(reference, "cyan"))
    return grid


def _remark(words: str) -> RenderableType:
    """A fixed label under a row."""
    return Padding(Text(words, "dim"), (0, 0, 0, 2))


def why(
    field: str, reason: Reason, lookup: Lookup, *, first: str | None = None
) -> Iterator[RenderableType]:
    """A rule in words, with what it looked at."""
    yield _remark(label(field, reason.rule))
    if reason.spans:
        yield side_by_side(reason, lookup, first=first)


def asked(figure: Figure, lookup: Lookup) -> Iterator[Block]:
    """The question that a figure answers, and why it is of that question."""
    question = lookup.questions.get(figure.question or "")
    if question is not None:
        parts = [listed(headline(question, lookup), lookup.reference(question))]
        reason = figure.because.get("question")
        parts += why("question", reason, lookup, first=figure.document) if reason else ()
        yield "QUESTION", parts


def together(question: Question, lookup: Lookup) -> Iterator[Block]:
    """Why each figure belongs to a question."""
    parts: list[RenderableType] = []
    for figure in figures_of(question, lookup):
        reason = figure.because.get("question")
        if reason is not None and len(question.figures) > 1:
            parts.append(listed(told_by(figure, lookup), lookup.reference(figure)))
            parts += why("question", reason, lookup, first=figure.document)
    if parts:
        yield "WHY TOGETHER", parts


def one_origin(row: Claim, lookup: Lookup) -> Iterator[Block]:
    """The rows that share a row's origin, with the evidence and what was dropped on the way."""
    reason = row.because.get("origin")
    if row.origin is None or reason is None:
        return
    parts = list(why("origin", reason, lookup, first=row.document))
    same = [one for one in lookup.resting_on[row.origin] if one.id != row.id]
    near = [one for one in same if _is_near(row, one, lookup)][:MOST]
    first = lookup.rows.get(row.origin)
    if first is not None and first.id != row.id and first not in near:
        parts.append(listed(f"first told: {headline(first, lookup)}", lookup.reference(first)))
    for one in near:
        parts += _shared(row, one, lookup)
    if len(same) > len(near):
        more = "more" if near else "in all"
        parts.append(Text(f"{len(same) - len(near)} {more} rest on this origin", "dim"))
    yield "WHY ONE ORIGIN", parts


def _is_near(row: Claim, other: Claim, lookup: Lookup) -> bool:
    """Whether two rows of one origin tell the same: one question, one utterance, or a copy."""
    if isinstance(row, Figure) and isinstance(other, Figure) and row.question is not None:
        return row.question == other.question
    if isinstance(row, Statement) and other in lookup.utterance_of[row.id]:
        return True
    return any(other.id in _ends(link) for link in lookup.links_of.get(row.id, ()))


BY_NAME = "same_source"
"""The rule whose evidence is the source's name."""


def _shared(row: Claim, other: Claim, lookup: Lookup) -> Iterator[RenderableType]:
    """A row of the same origin: its words, why it rests there, what either of the two dropped."""
    yield listed(told_by(other, lookup), lookup.reference(other))
    reason = other.because.get("origin")
    if reason is not None and reason.rule == BY_NAME:
        yield _remark(f"{label('origin', BY_NAME)}: {lookup.origin(other.origin or '')}")
    elif reason is not None:
        yield from why("origin", reason, lookup, first=other.document)
    between = [one for one in lookup.links_of.get(row.id, ()) if other.id in _ends(one)]
    yield from _dropped(between, lookup)


def _dropped(links: Iterable[Link], lookup: Lookup) -> Iterator[RenderableType]:
    """What either of two rows dropped of the other, in the words that still stand there."""
    lost = {name: (link, link.because[name]) for link in links for name in dropped(link.because)}
    for name, (link, reason) in lost.items():
        kept = {witness.document for witness in reason.spans}
        ends = (lookup.rows.get(end) for end in (link.from_id, link.to_id))
        reports = dict.fromkeys(end.document for end in ends if isinstance(end, Claim))
        outlets = [lookup.outlet(report) for report in reports if report not in kept]
        who = " and ".join(outlets) or "one of the two"
        yield _remark(f"{who} dropped {label('dropped', name)}")
        yield side_by_side(reason, lookup)


def wordings(row: Statement, lookup: Lookup) -> Iterator[Block]:
    """How each report tells the utterance of a statement, and why these are one."""
    told = lookup.utterance_of[row.id]
    if len(told) < 2:
        return
    parts = [listed(told_by(one, lookup), lookup.reference(one)) for one in told]
    for link in links_among(told, lookup):
        if link.kind == "same_statement":
            parts += why("kind", link.because["kind"], lookup) if "kind" in link.because else ()
    yield "SAME STATEMENT", parts


def links_among(rows: Iterable[Claim], lookup: Lookup) -> Iterator[Link]:
    """The links of some rows, each once."""
    yield from dict.fromkeys(link for row in rows for link in lookup.links_of.get(row.id, ()))


def linked(row: Claim, lookup: Lookup) -> Iterator[Block]:
    """The links of a row, and of what tells the same, with the words that show them."""
    own: Sequence[Claim] = lookup.utterance_of[row.id] if isinstance(row, Statement) else (row,)
    ids = {one.id for one in own}
    found = list(telling(links_among(own, lookup)))
    parts: list[RenderableType] = []
    for link in found[:MOST]:
        forward = link.from_id in ids
        other = lookup.rows.get(link.to_id if forward else link.from_id)
        words = headline(other, lookup) if other else "?"
        kind = relation(link, forward=forward)
        parts.append(listed(f"{kind}: {words}", lookup.reference(other) if other else ""))
        parts += why("kind", link.because["kind"], lookup) if "kind" in link.because else ()
    if len(found) > MOST:
        parts.append(Text(f"... and {len(found) - MOST} more", "dim"))
    if parts:
        yield "LINKS", parts


def telling(links: Iterable[Link]) -> Iterator[Link]:
    """The links that say more than others: who denies a claim contradicts it too."""
    found = [link for link in links if link.kind != "same_statement"]
    answered = {_ends(link) for link in found if link.kind in ("denies", "disowns")}
    yield from (one for one in found if one.kind != "contradicts" or _ends(one) not in answered)


def _ends(link: Link) -> frozenset[str]:
    """The two rows of a link."""
    return frozenset((link.from_id, link.to_id))


def between(link: Link, lookup: Lookup) -> Iterator[Block]:
    """Both ends of a link, and why they stand so to each other."""
    ends = [lookup.rows.get(end) for end in (link.from_id, link.to_id)]
    words = relation(link, forward=True)
    parts: list[RenderableType] = []
    for number, end in enumerate(ends):
        prefix = f"{words}: " if number else ""
        shown = told_by(end, lookup) if isinstance(end, Claim) else "?"
        parts.append(listed(f"{prefix}{shown}", lookup.reference(end) if end else ""))
    yield "BOTH ROWS", parts
    if "kind" in link.because:
        yield "WHY", [*why("kind", link.because["kind"], lookup), *_dropped((link,), lookup)]
