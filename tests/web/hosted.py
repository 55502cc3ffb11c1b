"""A real server on a free port of this machine, and requests to it byte by byte."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn

from crosswire.web.guard.limit import Limits
from crosswire.web.protocol import settings

if TYPE_CHECKING:
    from fastapi import FastAPI

HERE = "127.0.0.1"
PATIENCE = 5.0


@dataclass(frozen=True)
class Reply:
    """What came back: nothing (status 0) where the server hung up without a word."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@contextmanager
def hosted(app: FastAPI, limits: Limits) -> Iterator[int]:
    """The port on which an application is served, as `crosswire serve` has uvicorn serve it."""
    listening = socket.create_server((HERE, 0))
    server = uvicorn.Server(uvicorn.Config(app, **settings(limits), timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.005)
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        listening.close()


def exchange(port: int, parts: Iterable[bytes], *, pause: float = 0) -> Reply:
    """Send the parts of a request, with a pause between them, and take what comes back."""
    with socket.create_connection((HERE, port), timeout=PATIENCE) as connection:
        try:
            for number, part in enumerate(parts):
                time.sleep(pause if number else 0)
                connection.sendall(part)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the server has said what it has to say
        return reply(received(connection))


def received(connection: socket.socket) -> bytes:
    """What comes back until the server hangs up."""
    found = b""
    try:
        while part := connection.recv(65_536):
            found += part
    except ConnectionResetError:
        pass
    return found


def reply(raw: bytes) -> Reply:
    """An answer, of its bytes."""
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    if not first:
        return Reply(0, {}, b"")
    pairs = [line.partition(":") for line in lines]
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return Reply(int(first.split()[1]), headers, body)
