"""The desk's pulse: its numbers are looked at four times a second, and open pages told what moved.

One thread looks, by one cheap query, whoever wrote: this process, the worker, a command. What
happened is told to all who listen, each through a queue of its own; who does not keep up is let
go, and comes back with the number of what it was told last.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Protocol

from crosswire.desk.beat import Beat, Happening, beat, since, waiting
from crosswire.desk.log import tell
from crosswire.desk.storage.store import Store
from crosswire.error import DeskError
from crosswire.web.incident import note

EVERY = 0.25
"""Seconds between two looks."""

PATIENCE = 5.0
"""Seconds between two looks at a desk that cannot be read."""

BEHIND = 64
"""Messages that may wait for one listener: who is further behind is let go."""

LISTENERS = 500
"""Pages that may listen at once."""

HEARTBEAT = 15.0
"""Seconds after which something is sent, so that a line that is cut is noticed."""

LIFETIME = 600.0
"""Seconds after which a listener has to come back, and show again that it may listen."""

COMMENT = b": the desk is quiet\n\n"


class Look(Protocol):
    """How the desk is looked at."""

    def now(self) -> Beat:
        """The desk's numbers."""

    def since(self, old: Beat) -> list[Happening]:
        """What happened after a moment."""

    def waiting(self) -> Mapping[str, Mapping[str, Any]]:
        """The submissions that wait, by their ids."""


@dataclass(frozen=True, slots=True)
class Message:
    """What listeners are told, as it is sent; `event` None concerns all of them."""

    event: str | None
    sent: bytes


def message(what: str, told: Mapping[str, Any], *, event: str | None, beat: Beat) -> Message:
    """A message as Server-Sent Events have it (WHATWG HTML, 9.2): name, number, a line of data."""
    data = json.dumps(told, ensure_ascii=True, separators=(",", ":"))
    return Message(event, f"event: {what}\nid: {beat}\ndata: {data}\n\n".encode())


class Listener:
    """One open page: what it is still to be told, of one event or of all."""

    def __init__(self, event: str | None) -> None:
        self.event = event
        self._queue: asyncio.Queue[bytes | None] = asyncio.Queue()
        self.is_open = True

    def hear(self, one: Message) -> None:
        """Note a message that concerns it; who is too far behind is let go."""
        if not self.is_open or not self._concerns(one):
            return
        if self._queue.qsize() >= BEHIND:
            self.close()
        else:
            self._queue.put_nowait(one.sent)

    def catch_up(self, missed: Iterable[Message]) -> None:
        """Note what it missed, all of it: who was let go for it would come back to the same."""
        for one in missed:
            if self.is_open and self._concerns(one):
                self._queue.put_nowait(one.sent)

    def close(self) -> None:
        """Let it go, when it has what waits for it: it comes back with the number of the last."""
        self.is_open = False
        self._queue.put_nowait(None)

    def _concerns(self, one: Message) -> bool:
        return self.event is None or one.event in (None, self.event)

    async def messages(
        self, *, heartbeat: float = HEARTBEAT, lifetime: float = LIFETIME
    ) -> AsyncIterator[bytes]:
        """What it is told, until it is let go or has listened for long enough."""
        loop = asyncio.get_running_loop()
        end = loop.time() + lifetime
        while loop.time() < end:
            try:
                async with asyncio.timeout(heartbeat):
                    sent = await self._queue.get()
            except TimeoutError:
                yield COMMENT
                continue
            if sent is None:
                return
            yield sent


@dataclass(slots=True)
class Pulse:
    """Looks at a desk and tells who listens; `heard` gets what happened, after each look."""

    look: Look
    heard: Callable[[Sequence[Happening]], None] = lambda _: None
    every: float = EVERY
    beat: Beat | None = None
    sent: Beat = field(default_factory=Beat)
    listeners: set[Listener] = field(default_factory=set)
    is_over: bool = False
    _waiting: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "pulse"))

    async def run(self) -> None:
        """Look again and again, until it is over."""
        loop = asyncio.get_running_loop()
        is_away = False
        while not self.is_over:
            try:
                found = await loop.run_in_executor(self._thread, self._found)
            except Exception as error:  # noqa: BLE001 - whatever it is, the next look may succeed
                if self.is_over:
                    return
                if not is_away:
                    _tell_away(error)
                is_away = True
                await asyncio.sleep(PATIENCE)
            else:
                if is_away:
                    tell("desk.back")
                is_away = False
                self._send([_message(one) for one in found])
                self.sent = found[-1].beat if found else self.beat or self.sent
                self.heard(found)
                await asyncio.sleep(self.every)

    @property
    def is_full(self) -> bool:
        """Whether nobody more may listen."""
        return self.is_over or len(self.listeners) >= LISTENERS

    @asynccontextmanager
    async def listening(
        self, event: str | None, last: str | None = None
    ) -> AsyncIterator[Listener]:
        """A listener, which is told first what happened since `last`, then how the desk is.

        `last` is the number of the last message that it had.
        """
        listener = Listener(event)
        self.listeners.add(listener)
        try:
            loop = asyncio.get_running_loop()
            missed, now = await loop.run_in_executor(self._thread, self._missed, last)
            hello = message("hello", asdict(now), event=None, beat=now)
            listener.catch_up((*map(_message, missed), hello))
            if self.is_over:
                listener.close()
            yield listener
        finally:
            self.listeners.discard(listener)

    def tell(self, what: str, told: Mapping[str, Any], *, event: str | None) -> None:
        """Tell all who listen to an event, from within the loop."""
        self._send([message(what, told, event=event, beat=self.sent)])

    def close(self) -> None:
        """Let all go, for good."""
        self.is_over = True
        self._thread.shutdown(wait=False)
        for one in list(self.listeners):
            one.close()

    def _found(self) -> list[Happening]:
        """What happened since the last look, in the thread that looks."""
        now, old = self.look.now(), self.beat
        if old is None:
            self._waiting = self.look.waiting()
            self.beat = now
        if old is None or now == old:
            return []
        found = self.look.since(old)
        at = replace(found[-1].beat if found else now, submission=now.submission)
        if now.submission != old.submission:
            found += self._submissions(at)
        self.beat = at  # only now: what one look could not read the next one tells
        return found

    def _submissions(self, at: Beat) -> list[Happening]:
        """The submissions that came, and those that are done."""
        before, self._waiting = self._waiting, self.look.waiting()
        came = [one for name, one in self._waiting.items() if name not in before]
        gone = [one for name, one in before.items() if name not in self._waiting]
        told = (*came, *({**one, "state": "done"} for one in gone))
        return [Happening("submission", None, one, at) for one in told]

    def _missed(self, last: str | None) -> tuple[list[Happening], Beat]:
        """What happened since a number was told, and the desk as it is."""
        old = Beat.read(last) if last else None
        now = self.beat or self.look.now()
        return (self.look.since(old) if old else []), now

    def _send(self, messages: Sequence[Message]) -> None:
        for one in messages:
            for listener in list(self.listeners):
                listener.hear(one)
                if not listener.is_open:
                    self.listeners.discard(listener)


def _tell_away(error: Exception) -> None:
    """Tell the log why the desk cannot be looked at."""
    if isinstance(error, DeskError):
        reason, remedy = str(error), error.remedy
        tell("desk.unavailable", reason=reason, remedy=remedy, seconds=PATIENCE)
    else:
        note(error)


def _message(one: Happening) -> Message:
    """What happened, as it is sent."""
    return message(one.what, one.told, event=one.event, beat=one.beat)


@dataclass(frozen=True, slots=True)
class StoreLook:
    """How a desk's database is looked at."""

    store: Store

    def now(self) -> Beat:
        """The desk's numbers."""
        with self.store.reading() as connection:
            return beat(connection)

    def since(self, old: Beat) -> list[Happening]:
        """What happened after a moment."""
        with self.store.reading() as connection:
            return since(connection, old)

    def waiting(self) -> Mapping[str, Mapping[str, Any]]:
        """The submissions that wait, by their ids."""
        with self.store.reading() as connection:
            return waiting(connection)
