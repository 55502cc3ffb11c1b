"""What somebody is reported to have said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from crosswire.row.reason import Because
from crosswire.row.span import Span
from crosswire.row.window import Window

StatementKind = Literal["direct", "indirect", "mixed"]
Act = Literal["asserts", "denies", "intends", "evaluates"]
Verification = Literal["none", "confirmed", "unverified"]


@dataclass(frozen=True, slots=True)
class Statement:
    """Words attributed to a source: content, cue, source, speaker, chain, act, verification.

    Where `act` is "denies", `text` is the proposition that the source negates: show it as denied.
    """

    id: str
    document: str
    content: Span
    spans: tuple[Span, ...]
    text: str
    kind: StatementKind
    cue: tuple[Span, ...] | None
    source: tuple[Span, ...] | None
    speaker: str | None
    chain: tuple[str, ...]
    act: Act
    verification: Verification
    said: Window | None = None
    when: Window | None = None
    place: str | None = None
    origin: str | None = None
    because: Because = field(default_factory=dict, hash=False)
