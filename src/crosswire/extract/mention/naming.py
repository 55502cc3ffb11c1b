"""A name as it stands in one document, with what the words around it say of its bearer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosswire.row import Span

Kind = Literal["person", "organisation", "government", "group", "place", "unknown"]
Gender = Literal["male", "female"]


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is said to be: "head of the harbour authority".

    `first` to `last` are its words without article and owner; `head` is its noun. `owner` are the
    words of him for whom the role is held: "Norway" of "Norway's fisheries minister".
    """

    first: int
    last: int
    head: int
    owner: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Naming:
    """A name: words `first` to `last` exclusive, without title, article and final possessive.

    `reach` are the words of the whole noun phrase: titles in front, apposition behind. `owner` are
    the words inside or before the name that say whose it is ("Ukraine" of "Ukraine's army").
    `acronym` are the words in brackets behind it. `certain` where its form or the words around it
    tell its kind, and not the language model alone.
    """

    first: int
    last: int
    head: int
    span: Span
    text: str
    kind: Kind
    certain: bool
    reach: tuple[int, int]
    roles: tuple[Role, ...] = ()
    gender: Gender | None = None
    owner: tuple[int, int] | None = None
    acronym: tuple[int, int] | None = None
