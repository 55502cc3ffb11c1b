"""How much one may ask for, send and keep open."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and so many a second from then on."""

    burst: float
    per_second: float


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of a server: bytes of a body, seconds, requests, streams.

    `bodies` is how many large ones somebody may send at once; `head_seconds` is how long a head may
    take to come, `read_seconds` how long somebody may take next to nothing of an answer.

    `person` is of somebody who is signed in, `stranger` of an address from which somebody is not,
    `failure` of wrong tokens from an address, `sign_in` of attempts to sign in from there. At the
    desk's own machine, where nobody signs in, requests are not counted.
    """

    body: int = 2_000_000
    body_of_import: int = 20_000_000
    body_of_sign_in: int = 1_000
    body_seconds: float = 20.0
    bodies: int = 4
    head_seconds: float = 10.0
    read_seconds: float = 30.0
    idle_seconds: int = 15
    head: int = 16_384
    headers: int = 100
    connections: int = 1_000
    streams: int = 8
    streams_here: int = 200
    depth: int = 40
    person: Rate = Rate(200, 40)
    stranger: Rate = Rate(100, 10)
    failure: Rate = Rate(20, 0.5)
    sign_in: Rate = Rate(10, 0.2)
    remembered: int = 10_000
