"""HTTP/1.1 as this server speaks it: uvicorn's, with limits on clients that are slow on purpose.

Whoever sends a head letter by letter, or reads an answer so, holds a connection and its memory for
as long as he likes; uvicorn bounds how long a head is and how long one idles, but not that.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from crosswire.error import extra
from crosswire.web.guard.limit import Limits

with extra("serve"):
    import h11
    from uvicorn.protocols.http.h11_impl import H11Protocol


LEAST = 1_000
"""Bytes of an answer that a client has to take in a second."""


class Protocol(H11Protocol):
    """A connection on which heads have to come, and answers to be taken, within a time."""

    head_seconds = 10.0
    read_seconds = 30.0

    _waiting: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None
    _unread = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client has come: the time runs."""
        super().connection_made(transport)
        self._run_time()

    def data_received(self, data: bytes) -> None:
        """The time goes on running until the head is whole."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._run_time()
        else:
            self._stop_time()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has gone."""
        self._stop_time()
        self._stop_reading()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The client takes less than there is: its time runs."""
        super().pause_writing()
        self._run_reading()

    def resume_writing(self) -> None:
        """The client has taken nearly all."""
        self._stop_reading()
        super().resume_writing()

    def _run_time(self) -> None:
        """From now on, unless it runs already."""
        if self._waiting is None:
            self._waiting = self.loop.call_later(self.head_seconds, self._over)

    def _stop_time(self) -> None:
        """The head is there."""
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _run_reading(self) -> None:
        """From now on it has to take some of what there is."""
        self._unread = self._buffered()
        self._reading = self.loop.call_later(self.read_seconds, self._look)

    def _stop_reading(self) -> None:
        """There is nothing to take."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _look(self) -> None:
        """Leave a client that has taken next to nothing, else look again later."""
        if self._unread - self._buffered() < LEAST * self.read_seconds:
            self.transport.abort()
        else:
            self._run_reading()

    def _buffered(self) -> int:
        """Bytes that the client has not taken."""
        return self.transport.get_write_buffer_size()

    def _over(self) -> None:
        """The time is over: the client is left, without a word."""
        self._waiting = None
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self.transport.abort()


def settings(limits: Limits) -> Mapping[str, Any]:
    """What uvicorn's Config is given beside application and address.

    It logs nothing and tells nothing of itself; whom a proxy brings the guards find out.
    """
    times = {"head_seconds": limits.head_seconds, "read_seconds": limits.read_seconds}
    spoken = type("Protocol", (Protocol,), times)
    return {
        "http": spoken,
        "ws": "none",
        "h11_max_incomplete_event_size": limits.head,
        "timeout_keep_alive": limits.idle_seconds,
        "limit_concurrency": limits.connections,
        "proxy_headers": False,
        "server_header": False,
        "access_log": False,
        "log_config": None,
        "log_level": "critical",
    }
