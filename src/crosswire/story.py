"""Which parts of a page are the report's own story, and where its paragraphs are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosswire.row import Span

BlockKind = Literal["heading", "paragraph", "caption"]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph or caption of the story."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Story:
    """A report's own story as blocks in the order of the text; what is left out is not story."""

    blocks: tuple[Block, ...]
    spans: tuple[Span, ...]


def isolate(text: str) -> Story:
    """The story of a report: all lines that hold a word, for now."""
    blocks = []
    at = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped)
            blocks.append(Block(Span(start, start + len(stripped)), "paragraph"))
        at += len(line)
    return Story(tuple(blocks), (Span(0, len(text)),))
