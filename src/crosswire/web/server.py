"""The server: an application run by uvicorn, and what runs beside it, begun and ended in order.

Told to stop, it takes no more requests, ends the streams, answers what was asked, lets the worker
end what it does, and is gone within a bounded time; a second signal ends it at once.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import Any

import uvicorn
from fastapi import FastAPI

from crosswire.desk.beat import Happening
from crosswire.desk.desk import Desk
from crosswire.desk.event.event import live
from crosswire.desk.log import tell
from crosswire.desk.storage.store import Store
from crosswire.web.app import app
from crosswire.web.layout import Setup
from crosswire.web.listening import BACKLOG, address
from crosswire.web.press import Edition, Press, private
from crosswire.web.protocol import settings as spoken
from crosswire.web.pulse import Pulse, StoreLook
from crosswire.web.served import Served
from crosswire.web.setting import Settings
from crosswire.web.supervisor import Supervisor
from crosswire.web.thread import bound_readers

STOPPING = 10
"""Seconds that requests at hand have to be answered, when the server is told to stop."""


@dataclass(slots=True)
class Office:
    """What runs beside the application: the pulse, the press, the worker."""

    pulse: Pulse
    press: Press
    worker: Supervisor
    _tasks: set[asyncio.Future[Any]] = field(default_factory=set)

    @classmethod
    def of(cls, store: Store, setup: Setup) -> Office:
        """All three, of one desk; the pulse's looks keep the press going, and the worker."""
        worker = Supervisor(setup, heard=lambda _: None)
        press = Press(
            lambda event: worker.send({"lay": event}),
            partial(_shown, store),
            folder=Path(setup.cache),
        )
        office = cls(Pulse(StoreLook(store)), press, worker)
        office.pulse.heard = office.happened
        worker.heard = office.heard
        return office

    @asynccontextmanager
    async def lifespan(self, made: FastAPI) -> AsyncIterator[None]:
        """From the start of the application to its end."""
        bound_readers()
        made.state.pulse, made.state.press, made.state.worker = self.pulse, self.press, self.worker
        running = [asyncio.create_task(one.run()) for one in (self.pulse, self.worker)]
        try:
            yield
        finally:
            self.pulse.close()
            await self.worker.stop()
            for one in running:
                one.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    def happened(self, found: Sequence[Happening]) -> None:
        """After each look at the desk: the press and the worker are told what moved."""
        for one in found:
            if one.what == "changes":
                self._changed(one.event, one.told["revision"])
        if found:
            self.worker.send({"wake": True})
        listened = {one.event for one in self.pulse.listeners if one.event}
        self.press.look(dict.fromkeys(listened, 0))
        self.press.tick()

    def heard(self, told: Mapping[str, Any]) -> None:
        """What the worker tells."""
        if "ended" in told or "ready" in told:
            self.press.restarted()
        if event := told.get("failed"):
            self.press.failed(event)
        if laid := told.get("laid"):
            edition = Edition(**{**laid, "folder": Path(laid["folder"])})
            self.press.laid(edition)
            said = {"event": edition.event, "revision": edition.revision}
            self.pulse.tell("laid-out", said, event=edition.event)

    def _changed(self, event: str | None, revision: int) -> None:
        """An event shows something else: no edition may show what it no longer does."""
        if event is not None:
            self.press.changed(event, revision)
        for name in [event] if event is not None else list(self.press.editions):
            if name in self.press.editions:
                loop = asyncio.get_running_loop()
                checking = loop.run_in_executor(None, self.press.verify, name, revision)
                self._tasks.add(checking)
                checking.add_done_callback(self._tasks.discard)


class Server(uvicorn.Server):
    """Uvicorn, which ends the streams before it waits for requests, and exits with 0 when told."""

    office: Office
    asked = 0

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """SIGTERM and SIGINT ask it to stop; a second one ends it without waiting."""
        before = {
            one: signal.signal(one, self.handle_exit) for one in (signal.SIGTERM, signal.SIGINT)
        }
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - uvicorn's
        """Stop, or stop at once."""
        self.asked += 1
        self.force_exit = self.asked > 1
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more, end the streams, answer what was asked; the worker ends what it does."""
        tell("server.stopping")
        self.office.pulse.close()
        self.office.worker.ask_to_stop()
        await super().shutdown(sockets)


@contextmanager
def cache(base: Path) -> Iterator[Path]:
    """A private folder for what is laid out; it is gone when the server is."""
    folder = private(base)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _shown(store: Store, event: str) -> frozenset[str]:
    """The reports that an event shows."""
    with store.reading() as connection:
        return frozenset(live(connection, event))


def serve(desk: Desk, settings: Settings, setup: Setup, listening: socket.socket) -> None:
    """Serve a desk on a socket that listens, until the process is told to stop."""
    office = Office.of(desk.store, setup)
    made = app(desk, settings, lifespan=office.lifespan)
    made.add_middleware(Served)
    config = uvicorn.Config(
        made,
        lifespan="on",
        timeout_graceful_shutdown=STOPPING,
        backlog=BACKLOG,
        **spoken(settings.limits),
    )
    server = Server(config)
    server.office = office
    began = monotonic()
    tell("server.started", desk=desk.store.name, address=address(listening), process=os.getpid())
    server.run(sockets=[listening])
    tell("server.stopped", requests=server.server_state.total_requests, seconds=monotonic() - began)
