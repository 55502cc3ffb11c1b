"""The place that a figure is about."""

from __future__ import annotations

from crosswire.extract.figure import Quantity
from crosswire.parse import Parse
from crosswire.resolve.figure.mark import BELONGING, Choice, Mark, Page, governing

LOCATIVE = frozenset(
    (
        "in", "at", "near", "across", "over", "around", "throughout", "outside", "inside", "within",
        "off", "along", "on", "of", "from", "into", "to", "between", "towards", "toward", "through",
        "under",
    )
)  # fmt: skip
"""Prepositions before the name of a place where something is."""


def where(page: Page, quantity: Quantity) -> Choice | None:
    """The place that a quantity is about, and why."""
    word = page.token(quantity)
    located = [mark for mark in page.places if _locates(page.parse, mark)]
    acting = [mark for mark in page.places if mark.head.dep not in BELONGING]
    choice = governing(page, quantity, located) or governing(page, quantity, acting)
    if choice is not None:
        return choice
    before = [mark for mark in acting if mark.span.end <= quantity.span.start]
    block = page.parse.sentences[word.sentence].block
    here = [m for m in before if page.parse.sentences[m.head.sentence].block == block]
    if here:
        return Choice(here[-1], "in_the_paragraph_before")
    ahead = [mark for mark in located if mark.span.end <= quantity.span.start]
    if ahead:
        return Choice(ahead[-1], "in_the_text_before")
    return Choice(located[0], "in_the_text_after") if located else None


def _locates(parse: Parse, mark: Mark) -> bool:
    """Whether a place tells where something is: "in Arden", but not "Arden's mayor"."""
    token = mark.head
    if token.dep in BELONGING:
        return False
    above = parse.tokens[token.head]
    return token.dep == "pobj" and above.lower in LOCATIVE
