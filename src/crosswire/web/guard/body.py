"""Bodies as they may come: JSON of a bounded size, in a bounded time, that has but one meaning.

A body is read whole before anything of the program sees it. JSON is taken in the sense of I-JSON
(RFC 7493): no name twice in an object, no half characters, no NaN; and no NUL, no endless depth.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from crosswire.web.guard.limit import Limits
from crosswire.web.guard.message import header, is_unsafe
from crosswire.web.guard.pace import Held
from crosswire.web.identity import Person
from crosswire.web.problem import RefusedError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

JSON = "application/json"
LINES = frozenset({"application/jsonl", "application/x-ndjson"})

IMPORT = "/import"
"""How the address ends that takes many lines at once."""

SIGN_IN = "/api/sessions"

LARGE = 50_000
"""Bytes of a body that is checked beside the server's other work, and counted while it comes."""


class Body:
    """Lets bodies through that are small, quick and plain."""

    def __init__(self, app: ASGIApp, *, limits: Limits) -> None:
        self._app = app
        self._limits = limits
        self._coming = Held()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request with its whole body, or raise RefusedError."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._most(scope)
        _check_announced(scope, most)
        body = await self._taken(scope, receive, most) if _has_body(scope) else b""
        if body or scope["method"] == "POST":
            await self._check(body, _media(scope), scope["path"])
        await self._app(scope, _again(body, receive), send)

    def _most(self, scope: Scope) -> int:
        """How many bytes a body may have."""
        if not is_unsafe(scope):
            return 0
        path: str = scope["path"]
        if path == SIGN_IN:
            return self._limits.body_of_sign_in
        return self._limits.body_of_import if path.endswith(IMPORT) else self._limits.body

    async def _taken(self, scope: Scope, receive: Receive, most: int) -> bytes:
        """The whole body, of which nobody sends many large ones at once."""
        if most <= LARGE or _is_small(scope):
            return await self._read(receive, most)
        person: Person = scope["state"]["person"]
        self._coming.open(person.key, most=self._limits.bodies)
        try:
            return await self._read(receive, most)
        finally:
            self._coming.close(person.key)

    async def _read(self, receive: Receive, most: int) -> bytes:
        """The whole body; raises RefusedError where it is too long (413) or too slow (408)."""
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                return await _whole(receive, most)
        except TimeoutError:
            raise RefusedError(
                "the body came too slowly", status=408, remedy="Send it again."
            ) from None

    async def _check(self, body: bytes, media: str, path: str) -> None:
        """Raises RefusedError for what is no plain JSON."""
        if not body:
            return
        is_lines = media in LINES and path.endswith(IMPORT)
        if media != JSON and not is_lines:
            raise RefusedError(
                "this takes JSON", status=415, remedy=f"Send it as Content-Type: {JSON}"
            )
        parts = body.splitlines() if is_lines else [body]
        if len(body) > LARGE:
            await asyncio.to_thread(check_json, parts, depth=self._limits.depth)
        else:
            check_json(parts, depth=self._limits.depth)


def _check_announced(scope: Scope, most: int) -> None:
    """Raises RefusedError for a body that is packed (415), or says that it is too long (413)."""
    if any(one.lower() != "identity" for one in header(scope, b"content-encoding")):
        raise RefusedError("the body is packed", status=415, remedy="Send it as it is.")
    for length in header(scope, b"content-length"):
        if not (length.isascii() and length.isdecimal()) or int(length[:20]) > most:
            raise _too_long()


def _too_long() -> RefusedError:
    """The answer to a long body."""
    return RefusedError("the body is too long", status=413, remedy="Send less at once.")


def _has_body(scope: Scope) -> bool:
    """Whether a request says that it has a body."""
    lengths = header(scope, b"content-length")
    return bool(header(scope, b"transfer-encoding")) or any(one.strip("0") for one in lengths)


def _is_small(scope: Scope) -> bool:
    """Whether a body says that it is small."""
    return any(int(one) <= LARGE for one in header(scope, b"content-length"))


def _media(scope: Scope) -> str:
    """What a body says it is; nothing where it says so twice."""
    found = header(scope, b"content-type")
    return found[0].partition(";")[0].strip().lower() if len(found) == 1 else ""


async def _whole(receive: Receive, most: int) -> bytes:
    """All parts of a body; raises RefusedError (413) as soon as it is too long."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise RefusedError("the body broke off", status=400, remedy="Send it again.")
        body += message.get("body", b"")
        if len(body) > most:
            raise _too_long()
        if not message.get("more_body", False):
            return bytes(body)


def _again(body: bytes, receive: Receive) -> Receive:
    """Gives a body that was read, once; then what else comes."""
    given = False

    async def received() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return received


def check_json(parts: Iterable[bytes], *, depth: int) -> None:
    """Raises RefusedError (400) where a part is no JSON of one meaning, or deeper than that."""
    for part in parts:
        if part.strip():
            _check_part(part, depth)


def _check_part(part: bytes, depth: int) -> None:
    """Raises RefusedError (400) for one JSON text."""
    try:
        found = json.loads(part.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)
        _check_values(found, depth)
    except (ValueError, RecursionError):
        raise RefusedError(
            "the body is no plain JSON",
            status=400,
            remedy="Send JSON in UTF-8: no name twice, no NaN, no NUL, not so deep.",
        ) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; raises ValueError where a name is in it twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _no_number(words: str) -> float:
    """Raises ValueError for NaN and the infinities."""
    raise ValueError(words)


def _check_values(found: Any, depth: int) -> None:
    """Raises ValueError where a text has half a character or NUL, or where it is too deep."""
    level = [found]
    for _ in range(depth):
        below: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                below += one
                below += one.values()
            elif isinstance(one, list):
                below += one
            elif isinstance(one, str):
                _check_text(one)
            elif isinstance(one, float) and one in (float("inf"), float("-inf")):
                raise ValueError
        if not below:
            return
        level = below
    raise ValueError


def _check_text(words: str) -> None:
    """Raises ValueError for half a character, or NUL."""
    words.encode()
    if "\0" in words:
        raise ValueError
