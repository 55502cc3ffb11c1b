"""Keeps the worker alive: starts it, gives it orders, hears what it tells, starts it again."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any

from crosswire.desk.log import tell
from crosswire.web.incident import note
from crosswire.web.layout import Setup

FIRST, LONGEST = 1.0, 60.0
"""Seconds of the first and of the longest pause before a worker that ended is started again."""

STEADY = 60.0
"""Seconds after which a worker that ends is started again soon."""

STOPPING = 8.0
"""Seconds that a worker has to end what it does, before it is killed."""

FAILED = -1
"""Stands for the exit code of a worker that could not be started, or heard."""

LINE = 1_000_000
"""Bytes of a line that it may tell."""


@dataclass(slots=True)
class Supervisor:
    """The worker, from the server's side; `heard` is called with each thing that it tells.

    `is_ready` says whether it has begun to work.
    """

    setup: Setup
    heard: Callable[[Mapping[str, Any]], None]
    command: tuple[str, ...] = (sys.executable, "-P", "-m", "crosswire.web.worker")
    first: float = FIRST
    process: Process | None = None
    is_ready: bool = False
    is_stopping: bool = False
    _loop: asyncio.AbstractEventLoop | None = None

    async def run(self) -> None:
        """Keep a worker alive, until it is told to stop."""
        self._loop = asyncio.get_running_loop()
        pause = self.first
        while not self.is_stopping:
            began = monotonic()
            code = await self._lived()
            if self.is_stopping:
                return
            pause = self.first if monotonic() - began > STEADY else min(2 * pause, LONGEST)
            tell("worker.ended", code=code, seconds=pause)
            self.heard({"ended": code})
            await asyncio.sleep(pause)

    def send(self, order: Mapping[str, Any]) -> None:
        """Give an order, from any thread; it is lost where there is no worker to hear it."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._send, order)

    def ask_to_stop(self) -> None:
        """Tell the worker to stop when it has done what it does; it is not started again."""
        self.is_stopping = True
        if self.is_ready:
            self._send({"stop": True})
        elif self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()  # one that begins ends as soon as it listens

    async def stop(self, grace: float = STOPPING) -> None:
        """Let the worker end what it does; kill it where that takes too long."""
        self.ask_to_stop()
        process = self.process
        if process is None or process.returncode is not None:
            return
        try:
            async with asyncio.timeout(grace):
                await process.wait()
        except TimeoutError:
            tell("worker.killed", seconds=grace)
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    @property
    def is_alive(self) -> bool:
        """Whether there is a worker that has begun to work."""
        return self.is_ready and self.process is not None and self.process.returncode is None

    async def _lived(self) -> int:
        """One worker, from its start to its end; its exit code, or FAILED."""
        try:
            return await self._life()
        except Exception as error:  # noqa: BLE001 - it is told, and another worker is started
            note(error)
            return FAILED

    async def _life(self) -> int:
        """One worker, from its start to its end; its exit code."""
        threads = {"OMP_NUM_THREADS": "1", **os.environ}
        process = await asyncio.create_subprocess_exec(
            *self.command, stdin=PIPE, stdout=PIPE, env=threads, limit=LINE
        )
        self.process = process
        try:
            self._write(self.setup.written())
            await self._hear(process)
            return await process.wait()
        except BaseException:
            with suppress(ProcessLookupError):
                process.kill()
            raise
        finally:
            self.is_ready = False

    async def _hear(self, process: Process) -> None:
        """Hear what it tells, until it ends."""
        assert process.stdout is not None  # noqa: S101 - it was asked for
        async for line in process.stdout:
            told = json.loads(line)
            if told.get("ready"):
                self.is_ready = True
                tell("worker.started", process=process.pid)
            self.heard(told)

    def _send(self, order: Mapping[str, Any]) -> None:
        """Give an order, in the loop."""
        if self.is_ready:
            self._write(json.dumps(order).encode() + b"\n")

    def _write(self, line: bytes) -> None:
        """Write to its standard input, if it still hears."""
        process = self.process
        if process is None or process.stdin is None or process.stdin.is_closing():
            return
        with suppress(ConnectionError, RuntimeError):
            process.stdin.write(line)
