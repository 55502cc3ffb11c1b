"""Which parts of a page are the report's own story, and where its paragraphs are."""

from crosswire.story.block import Block, BlockKind, Story
from crosswire.story.isolate import isolate

__all__ = ["Block", "BlockKind", "Story", "isolate"]
