"""A row as a reviewer meets it: its words in their paragraph, under the label of their claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from crosswire.desk.review.item import Side
from crosswire.ledger import Ledger, Row, kind_of, span_of
from crosswire.row import Document, Figure, Mention, Span, Statement
from crosswire.view.headline import headline, one_line
from crosswire.view.lookup import OWN_VOICE, Lookup, own_no, published

AROUND = 300
"""Letters of context on each side of a row's words, in their paragraph."""

LONGEST = 1_000
"""Letters of a row's own words that are shown."""


class Sides:
    """The rows of a ledger as a reviewer meets them."""

    def __init__(self, ledger: Ledger) -> None:
        self.lookup = Lookup(ledger)
        self._made: dict[str, Side | None] = {}

    def of(self, name: str) -> Side | None:
        """A mention, a claim or a report, by its id; None where the ledger has none."""
        if name not in self._made:
            row = self.lookup.rows.get(name)
            is_shown = isinstance(row, Mention | Statement | Figure | Document)
            self._made[name] = self._side(row) if row and is_shown else None
        return self._made[name]

    def moment(self, name: str) -> tuple[str, str, int, str]:
        """What orders rows as a reader meets them."""
        row = self.lookup.rows.get(name)
        if isinstance(row, Statement | Figure):
            return *self.lookup.moment(row), name
        document = self.lookup.documents.get(getattr(row, "document", name))
        span = span_of(row) if row else None
        day = published(document) if document else ""
        return day, document.id if document else "", span.start if span else 0, name

    def _side(self, row: Row) -> Side:
        document = self.lookup.documents[getattr(row, "document", row.id)]
        span = span_of(row) or Span(0, 0)
        before, after = _around(document.text, span)
        claim = self._claim(row)
        return Side(
            row=row.id,
            type=kind_of(row),
            document=document.id,
            outlet=self.lookup.printed_in(document.id),
            title=one_line(document.title or ""),
            url=document.url,
            day=published(document),
            label=self._label(row, claim),
            act=claim.act if claim else None,
            own_no=claim is not None and bool(own_no(claim)),
            verification=claim.verification if claim else None,
            words=self._words(row, document, span),
            measures=one_line(row.of) if isinstance(row, Figure) and row.of else None,
            before=_edged(before.of(document.text)),
            after=_edged(after.of(document.text)),
            span=span,
            also=tuple(self._also(document, Span(before.start, after.end), claim)),
            reference=self.lookup.reference(row),
        )

    def _claim(self, row: Row) -> Statement | None:
        """The statement that a row is, or stands in; of several the shortest."""
        if isinstance(row, Statement):
            return row
        if isinstance(row, Figure):
            return self.lookup.statements.get(row.statement or "")
        return next(self._over(row), None)

    def _label(self, row: Row, claim: Statement | None) -> str:
        """Whose words they are and in which sense; of a name, of the claim that it stands in."""
        if isinstance(row, Document):
            return ""
        if isinstance(row, Figure):
            return self.lookup.source(row)
        if claim is not None:
            return self.lookup.status(claim)
        return f"{OWN_VOICE} {self.lookup.printed_in(getattr(row, 'document', ''))}"

    def _words(self, row: Row, document: Document, span: Span) -> str:
        """The words of a row, cut in the middle where they are very long."""
        if isinstance(row, Document):
            return headline(row, self.lookup)
        words = one_line(span.of(document.text) or row.text)  # type: ignore[union-attr]
        half = LONGEST // 2
        return words if len(words) <= LONGEST else f"{words[:half]} … {words[-half:]}"

    def _over(self, row: Row) -> Iterator[Statement]:
        """The statements that a row stands in, the shortest first."""
        span = span_of(row)
        for one in sorted(self._said.get(getattr(row, "document", ""), ()), key=_length):
            if span is not None and one.id != row.id and span in one.content:
                yield one

    def _also(self, document: Document, window: Span, own: Statement | None) -> Iterator[str]:
        """The other claims in a stretch of a report that are denied or doubted, with labels."""
        for one in self._said.get(document.id, ()):
            is_grave = one.act == "denies" or one.verification == "unverified"
            if is_grave and one is not own and one.content.overlaps(window):
                yield headline(one, self.lookup)

    @cached_property
    def _said(self) -> Mapping[str, list[Statement]]:
        """The statements of each report."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for one in self.lookup.ledger.statements:
            found[one.document].append(one)
        return found


def _length(one: Statement) -> tuple[int, str]:
    return len(one.content), one.id


def _edged(words: str) -> str:
    """Words on one line, with the space at either end where they have one."""
    first, last = (" " if words[edge].isspace() else "" for edge in (0, -1)) if words else ("", "")
    inner = one_line(words)
    return f"{first}{inner}{last}" if inner else first


def _around(text: str, span: Span) -> tuple[Span, Span]:
    """The stretches before and after a span in its paragraph, at whole words.

    They are empty where the report's text is not kept.
    """
    if len(text) < span.end:
        return Span(span.start, span.start), Span(span.end, span.end)
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - AROUND)
    line_end = text.find("\n", span.end)
    end = min(line_end if line_end >= 0 else len(text), span.end + AROUND)
    if start and text[start - 1] != "\n":
        start = min((text.find(" ", start, span.start) + 1) or start, span.start)
    if end < len(text) and text[end] != "\n":
        end = max(text.rfind(" ", span.end, end), span.end)
    return Span(start, span.start), Span(span.end, end)
