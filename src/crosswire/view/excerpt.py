"""The words behind a reason, marked where they stand, two reports side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from crosswire.row import Reason, Span, Witness
from crosswire.view.headline import one_line
from crosswire.view.lookup import Lookup

AROUND = 60
"""Letters of context on each side of marked words."""

NEAR = 160
"""Letters between two spans up to which they stand in one excerpt."""

LONGEST = 360
"""Letters of a span that are shown."""


def side_by_side(reason: Reason, lookup: Lookup, *, first: str | None = None) -> RenderableType:
    """What a rule looked at: a column for each of two reports, that of `first` on the left.

    Where all of it stands in one report, what comes first there stands on the left.
    """
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    columns = _columns(reason.spans, lookup, first)
    for _ in columns:
        grid.add_column(ratio=1)
    for cells in zip_longest(*columns, fillvalue=""):
        grid.add_row(*map(Text, cells))
    return Padding(grid, (0, 0, 0, 4))


def _columns(spans: Iterable[Witness], lookup: Lookup, first: str | None) -> list[list[str]]:
    """The excerpts in one or two columns."""
    by_report: dict[str, list[Span]] = {first: []} if first else {}
    for witness in spans:
        by_report.setdefault(witness.document, []).append(witness.span)
    told = [
        [_excerpt(document, near, lookup) for near in _near(found, _text(document, lookup))]
        for document, found in by_report.items()
        if found
    ]
    if len(told) == 1:
        told = [[excerpt] for excerpt in told[0]]
    left, right = told[0::2], told[1::2]
    return [[each for part in side for each in part] for side in (left, right) if side]


def _text(document: str, lookup: Lookup) -> str:
    """A report's text; "" where the ledger has none."""
    row = lookup.documents.get(document)
    return row.text if row else ""


def _near(spans: Iterable[Span], text: str) -> Iterator[list[Span]]:
    """The spans of one report in their order, together those that are near in one paragraph."""
    group: list[Span] = []
    for span in _merged(sorted(set(spans))):
        between = text[group[-1].end : span.start] if group else ""
        if group and (span.start - group[-1].end > NEAR or "\n" in between):
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _merged(spans: Sequence[Span]) -> Iterator[Span]:
    """The spans, those that overlap as one."""
    last: Span | None = None
    for span in spans:
        if last is not None and last.overlaps(span):
            last = last.cover(span)
        else:
            if last is not None:
                yield last
            last = span
    if last is not None:
        yield last


def _excerpt(document: str, spans: Sequence[Span], lookup: Lookup) -> str:
    """The outlet, and the words around some spans with these marked >>so<<."""
    text = _text(document, lookup)
    words = _marked(text, spans) if text else _bare(document, spans, lookup)
    return f"{lookup.printed_in(document)}: {words}"


def _marked(text: str, spans: Sequence[Span]) -> str:
    """The words around spans, in their paragraphs."""
    start = max(spans[0].start - AROUND, text.rfind("\n", 0, spans[0].start) + 1)
    line_end = text.find("\n", spans[-1].end)
    end = min(spans[-1].end + AROUND, line_end if line_end >= 0 else len(text))
    parts = ["…" if start and text[start - 1] != "\n" else ""]
    at = start
    for span in spans:
        parts += [text[at : span.start], f">>{_cut(span.of(text))}<<"]
        at = span.end
    parts += [text[at:end], "…" if end < len(text) and text[end] != "\n" else ""]
    return one_line("".join(parts))


def _bare(document: str, spans: Sequence[Span], lookup: Lookup) -> str:
    """The words of rows, where the ledger was written without texts; else where they stand."""
    found = (lookup.words(Witness(document, span)) for span in spans)
    places = (f"{span.start}-{span.end}" for span in spans)
    told = zip(found, places, strict=True)
    return one_line(" … ".join(f">>{_cut(words)}<<" if words else at for words, at in told))


def _cut(words: str) -> str:
    """Words that are cut in the middle where they are very long."""
    half = LONGEST // 2
    return words if len(words) <= LONGEST else f"{words[:half]} … {words[-half:]}"
