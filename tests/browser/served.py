"""A desk that is served to the browser: the real server over invented reports, all in this process.

The worker runs in a thread and not in a process of its own, so that the language model is loaded
once for all tests.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from unittest import mock

import uvicorn

from crosswire.desk.desk import Desk
from crosswire.web import server, worker
from crosswire.web.app import app
from crosswire.web.layout import Setup, edition
from crosswire.web.listening import listen
from crosswire.web.protocol import settings as spoken
from crosswire.web.server import Office, Server
from crosswire.web.setting import Settings
from crosswire.web.worker import Worker
from desk.desks import FIRE, Clock, article, empty, opened

if TYPE_CHECKING:
    from spacy.language import Language

SAID = "“The gates of the lock were left open all night”"

POST = f"""Ferry aground near Rovinka

Four people died when a ferry ran aground near Rovinka on Monday, harbour master Lena Holt said.

{SAID}, lock keeper Milo Brand told the Harbour Post. The claim could not be verified.
"""

WIRE = f"""Four dead as ferry runs aground near Rovinka

{SAID}, lock keeper Milo Brand told the Harbour Post after a ferry ran aground near Rovinka.

Four people died, harbour master Lena Holt said.
"""

GAZETTE = """Port denies blame for ferry aground near Rovinka

Harbour master Lena Holt denied that the gates of the lock were left open all night.

Nine people died when the ferry ran aground near Rovinka, police said on Tuesday.
"""

LATER = POST.replace("Four people died", "Five people died").replace(
    " The claim could not be verified.", ""
)

REPORTS = (
    ("post.txt", POST, "Harbour Post", date(2031, 3, 4)),
    ("wire.txt", WIRE, "Coast Wire", date(2031, 3, 4)),
    ("gazette.txt", GAZETTE, "Quay Gazette", date(2031, 3, 5)),
    ("post.txt", LATER, "Harbour Post", date(2031, 3, 5)),
    ("fire.txt", FIRE, "Harbour Post", date(2031, 3, 4)),
)
"""One event with a version, carriers, a denial and a contested number; and another event."""


@dataclass
class Hand:
    """The worker, in a thread: what stands in the place of its process."""

    desk: Desk
    setup: Setup
    heard: Callable[[Mapping[str, Any]], None]
    is_alive: bool = False
    is_ready: bool = False

    async def run(self) -> None:
        loop = asyncio.get_running_loop()

        def tell(told: Mapping[str, Any]) -> None:
            loop.call_soon_threadsafe(self.heard, told)

        self.worker = Worker(self.desk, self.setup, tell)
        work = (self.worker.run, self.worker.lay_out)
        self.threads = [Thread(target=one, daemon=True) for one in work]
        for one in self.threads:
            one.start()
        self.is_alive = self.is_ready = True
        await asyncio.Event().wait()

    def send(self, order: Mapping[str, Any]) -> None:
        if event := order.get("lay"):
            self.worker.orders.put(event)
        self.worker.wake.set()

    def ask_to_stop(self) -> None:
        self.worker.end()

    async def stop(self) -> None:
        self.ask_to_stop()
        for one in self.threads:
            await asyncio.to_thread(one.join, 10)


@dataclass(frozen=True)
class Served:
    """A desk that is served: its address, and the desk itself to write with."""

    url: str
    desk: Desk

    @property
    def event(self) -> str:
        """The id of the event with the ferry."""
        return self.desk.events()[0].id


def laid_out(setup: Setup, event: str, began: object) -> Mapping[str, Any]:
    """An event's page, laid out here and now."""
    made = edition(setup, event)
    return asdict(made) | {"folder": str(made.folder)}


class Quiet(Server):
    """A server in a thread: signals are not its own, and it tells when it is there."""

    there: Event

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        self.there.set()


@contextmanager
def serving(folder: Path, nlp: Language) -> Iterator[Served]:
    """Serve the reports until it is left."""
    where = folder / "desk.sqlite"
    where.write_bytes(empty())
    with (
        opened(str(where), nlp, Clock()) as desk,
        Desk.open(where, clock=Clock()) as worked,
        mock.patch.object(worker, "press", laid_out),
    ):
        for name, text, outlet, day in REPORTS:
            list(desk.add([article(name, text, outlet=outlet, published=day)]))
        setup = Setup(str(where), str(folder / "cache"))
        (folder / "cache").mkdir(mode=0o700)
        with mock.patch.object(server, "Supervisor", partial(Hand, worked)):
            office = Office.of(desk.store, setup)
        settings = Settings()
        made = app(desk, settings, lifespan=office.lifespan)
        with _running(made, office, settings) as port:
            yield Served(f"http://127.0.0.1:{port}", desk)


@contextmanager
def _running(made: Any, office: Office, settings: Settings) -> Iterator[int]:
    """Run an application in a thread; its port."""
    config = uvicorn.Config(
        made, lifespan="on", timeout_graceful_shutdown=3, **spoken(settings.limits)
    )
    running = Quiet(config)
    running.office, running.there = office, Event()
    with listen("127.0.0.1", 0) as listening:
        thread = Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        assert running.there.wait(20)
        yield listening.getsockname()[1]
        running.should_exit = True
        thread.join(20)
