"""The desk is read and written in threads, so that who serves never waits: bounded pools.

A writer may wait for another for seconds. If it waited among the readers, soon nobody could read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from anyio import CapacityLimiter
from anyio.lowlevel import RunVar
from anyio.to_thread import current_default_thread_limiter, run_sync

READERS = 3
"""Threads that read: one works at a time, and what has begun should soon be done."""

WRITERS = 4
"""Threads that write, or wait to."""

EXPORTERS = 1
"""Threads that write out a whole ledger: it takes seconds, and others want to read meanwhile."""

GLANCERS = 2
"""Threads that look up what takes next to no time: it need not wait for lists of rows."""

Result = TypeVar("Result")

_GLANCERS: RunVar[CapacityLimiter] = RunVar("crosswire.web.glancers")
_WRITERS: RunVar[CapacityLimiter] = RunVar("crosswire.web.writers")
_EXPORTERS: RunVar[CapacityLimiter] = RunVar("crosswire.web.exporters")


SWITCH = 0.0002
"""Seconds after which a thread that works lets another have its turn.

Each answer of the database lets another thread go first; with Python's own 5 ms a request that
takes five waits for a hundred.
"""


def bound_readers() -> None:
    """From now on this loop's reading threads, and those of all plain routes, are bounded."""
    current_default_thread_limiter().total_tokens = READERS
    sys.setswitchinterval(SWITCH)


async def reading(work: Callable[..., Result], *args: object, **named: object) -> Result:
    """What some work that reads comes to."""
    return await run_sync(partial(work, *args, **named))


async def glancing(work: Callable[..., Result], *args: object, **named: object) -> Result:
    """What some work that reads next to nothing comes to."""
    return await run_sync(partial(work, *args, **named), limiter=_bound(_GLANCERS, GLANCERS))


async def writing(work: Callable[..., Result], *args: object, **named: object) -> Result:
    """What some work that writes comes to; it is done even where nobody waits for it any more."""
    return await run_sync(partial(work, *args, **named), limiter=_bound(_WRITERS, WRITERS))


async def exporting(work: Callable[..., Result], *args: object, **named: object) -> Result:
    """What some work that reads very much comes to: one at a time, beside those who read."""
    return await run_sync(partial(work, *args, **named), limiter=_bound(_EXPORTERS, EXPORTERS))


def _bound(kept: RunVar[CapacityLimiter], most: int) -> CapacityLimiter:
    """The bound of some of this loop's threads."""
    try:
        return kept.get()
    except LookupError:
        made = CapacityLimiter(most)
        kept.set(made)
        return made
