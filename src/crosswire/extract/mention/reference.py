"""Words that stand for the source or the carrier of a statement, and wait to be resolved."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A noun phrase that somebody is referred to by: words `first` to `last` exclusive.

    `head` is its grammatical head: "minister" of "the interior minister", "she" of "she".
    All three count words of the document's parse.
    """

    first: int
    last: int
    head: int
