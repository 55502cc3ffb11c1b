"""Where a server listens: an address and port of this machine, or a unix socket."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crosswire.error import ServeError

BACKLOG = 512
"""Connections that wait to be taken."""


@contextmanager
def listening(host: str, port: int, unix: str | None) -> Iterator[tuple[socket.socket, str]]:
    """A socket that listens, at a path or else at an address, and where browsers find it.

    Raises ServeError where it cannot.
    """
    with listen_unix(Path(unix)) if unix else listen(host, port) as found:
        yield found, address(found)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on an address; raises ServeError where it cannot.

    Port 0 is any that is free.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        if ":" not in host and found:
            family = found[0][0]
        return socket.create_server(found[0][4][:2], family=family, backlog=BACKLOG)
    except OSError as error:
        raise ServeError(
            f"{host} port {port} cannot be listened on: {error.strerror or error}",
            remedy="Choose another with --port (0 is any that is free) or --host.",
        ) from error


def listen_unix(path: Path) -> socket.socket:
    """A unix socket that listens at a path, for this user and group; raises ServeError.

    One that a dead server left is taken away.
    """
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        if path.is_socket() and not _is_answered(path):
            path.unlink()
        listening.bind(str(path))
        path.chmod(0o660)
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        raise ServeError(
            f"{path} cannot be listened on: {error.strerror or error}",
            remedy="Choose another path, or stop the server that is there.",
        ) from error
    return listening


def address(listening: socket.socket) -> str:
    """Where a socket is reached, as a browser takes it, or the path of a unix socket."""
    if listening.family == socket.AF_UNIX:
        return f"unix:{listening.getsockname()}"
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _is_answered(path: Path) -> bool:
    """Whether somebody listens at a unix socket."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asking:
        return asking.connect_ex(str(path)) == 0
