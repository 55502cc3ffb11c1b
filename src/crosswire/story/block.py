"""What a story is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosswire.row import Span

BlockKind = Literal["heading", "dateline", "paragraph", "caption"]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, dateline, paragraph or caption of the story."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Story:
    """A report's own story as blocks in the order of the text; what is left out is not story.

    `spans` are the longest stretches of the text that hold story alone.
    """

    blocks: tuple[Block, ...]
    spans: tuple[Span, ...]
