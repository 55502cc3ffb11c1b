"""The story of a report."""
from crosswire.row import Span
from crosswire.story.block import Block, Story
from crosswire.story.paragraph import bounded, paragraphs


def isolate(text: str) -> Story:
    """The story."""
    blocks = tuple(Block(piece, "paragraph") for span in paragraphs(text) for piece in bounded(text, span))
    return Story(blocks, tuple(block.span for block in blocks))
