"""What made the ledger: program, model, gazetteer and settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FORMAT = 1
"""The version of the ledger's format."""


@dataclass(frozen=True, slots=True)
class Source:
    """A resource that the run rests on, by its name, its version and a digest of its bytes."""

    name: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Run:
    """The first row of a ledger."""

    program: str
    version: str
    model: Source
    gazetteer: Source
    settings: Mapping[str, object] = field(default_factory=dict, hash=False)
    format: int = FORMAT
