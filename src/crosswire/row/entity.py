"""Somebody or something that is named or described in the reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from crosswire.row.reason import Because

EntityKind = Literal["person", "organisation", "government", "group", "place", "described"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, government, group, place or described source, over all documents."""

    id: str
    name: str
    kind: EntityKind
    variants: tuple[str, ...]
    roles: tuple[str, ...] = ()
    side: str | None = None
    because: Because = field(default_factory=dict, hash=False)
