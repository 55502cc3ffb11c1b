"""Reports that came, came again, were dated otherwise, or left; what a new version dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from crosswire.desk.change.comparison import MOVED, Comparison
from crosswire.desk.change.value import Change, Field
from crosswire.row import Document, Statement
from crosswire.view.headline import one_line
from crosswire.view.lookup import Lookup, in_order, published

ALIKE = 80
"""How alike, of a hundred, the words of two versions are that tell one claim."""


def find(compared: Comparison, withdrawn: Iterable[Change]) -> Iterator[Change]:
    """What changed in the reports, in the order of their publication.

    `withdrawn` are the claims that no report tells any more.
    """
    alone = Counter(change.document for change in withdrawn)
    before, after = compared.before.documents, compared.after.documents
    for document in _read(before.values()):
        if document.id not in after:
            yield _left(document, alone[document.id], compared)
    for document in _read(after.values()):
        if document.id not in before:
            yield _came(document, compared)
            yield from _dropped(document, compared)
            yield from _reworded(document, compared)
        elif published(before[document.id]) != published(document):
            yield _redated(before[document.id], document, compared)


def _read(documents: Iterable[Document]) -> list[Document]:
    """Reports as a reader meets them."""
    return sorted(documents, key=lambda one: (in_order(one), one.id))


def _left(document: Document, alone: int, compared: Comparison) -> Change:
    """A report that is not in the event any more, and how many claims rested on it alone."""
    why = compared.step.left.get(document.id, "removed")
    if why == MOVED:
        was = (compared.was(document),)
        return Change(
            "report_moved", "document", document.id, document.id, before=was, reason="moved_out"
        )
    return Change(
        kind="report_withdrawn",
        type="document",
        row=document.id,
        document=document.id,
        before=(compared.was(document),),
        fields=(Field("alone", str(alone), "0"),),
        reason=why,
    )


def _came(document: Document, compared: Comparison) -> Change:
    """A report that is new here: its claims, and how many of them nobody told before."""
    why = compared.step.came.get(document.id)
    if why == MOVED:
        now = (compared.now(document),)
        return Change(
            "report_moved", "document", document.id, document.id, after=now, reason="moved_in"
        )
    mine = {compared.key_of[row.id] for row in _statements(document, compared)}
    new = sum(key not in compared.told_before for key in mine)
    earlier = compared.before.documents.get(document.version_of or "")
    return Change(
        kind="new_version" if document.version_of else "new_report",
        type="document",
        row=document.id,
        document=document.id,
        before=(compared.was(earlier),) if earlier else (),
        after=(compared.now(document),),
        fields=(Field("claims", "0", str(len(mine))), Field("new", "0", str(new))),
        reason=why,
    )


def _statements(document: Document, compared: Comparison) -> list[Statement]:
    return [row for row in compared.after.ledger.statements if row.document == document.id]


def _redated(before: Document, after: Document, compared: Comparison) -> Change:
    """A report of which others tell that it is of another day."""
    return Change(
        kind="report_redated",
        type="document",
        row=after.id,
        document=after.id,
        after=(compared.now(after),),
        fields=(Field("day", published(before), published(after)),),
    )


def _dropped(document: Document, compared: Comparison) -> Iterator[Change]:
    """The claims of the version before that the new one has no more, so far as its text shows."""
    earlier = document.version_of
    if earlier not in compared.before.documents or not document.text:
        return
    mine = _statements(document, compared)
    keys = {compared.key_of[row.id] for row in mine}
    told = [_plain(row.text) for row in mine]
    text = _plain(document.text)
    for key, rows in compared.told_before.items():
        old = next((row for row in rows if row.document == earlier), None)
        if old is not None and key not in keys and not _stands(_plain(old.text), text, told):
            yield Change(
                kind="dropped_claim",
                type="statement",
                row=old.id,
                document=document.id,
                question=compared.asked_before.get(old.id),
                before=(compared.was(old),),
                reason="version",
            )


def _reworded(document: Document, compared: Comparison) -> Iterator[Change]:
    """The claims of the version before that the new one tells in other words.

    One that was "arrested" and now "was not arrested" is no new claim and no dropped one. Where
    only a number is another, the answer to its question is.
    """
    for new in _statements(document, compared):
        rows = compared.told_before.get(compared.key_of[new.id], ())
        old = [row for row in rows if row.document == document.version_of]
        told = _unnumbered(new, compared.after)
        if old and all(_unnumbered(row, compared.before) != told for row in old):
            yield Change(
                kind="revised_claim",
                type="statement",
                row=new.id,
                document=document.id,
                question=compared.asked_now.get(new.id),
                before=(compared.was(old[0]),),
                after=(compared.now(new),),
                reason="reworded",
            )


def _unnumbered(row: Statement, lookup: Lookup) -> str:
    """A claim's words without its figures."""
    words = row.text
    for figure in lookup.ledger.figures:
        if figure.statement == row.id:
            words = words.replace(figure.text, "", 1)
    return _plain(words)


def _plain(text: str) -> str:
    return one_line(text).casefold()


def _stands(words: str, text: str, told: list[str]) -> bool:
    """Whether words still stand in a text, or a claim of it is told in much the same words."""
    return words in text or any(fuzz.token_set_ratio(words, one) >= ALIKE for one in told)
