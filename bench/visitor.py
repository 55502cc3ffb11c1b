"""Who visits a desk that is served, for the measurement: readers and reviewers, each a connection.

A reader looks at what the mix says, thinks for a while, and goes on; his page listens to the stream
meanwhile. A reviewer judges what contradicts what, or notes something, and takes every fifth back.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

PATIENCE = 30.0
"""Seconds after which an answer counts as an error."""

THINKING = (1.0, 3.0)
"""Seconds between two requests of a reader."""

JUDGING = (3.0, 6.0)
"""Seconds between two judgements of a reviewer."""

UNDONE = 0.2
"""How many judgements are taken back."""

MIX: Mapping[str, int] = {
    "events": 10,
    "event": 10,
    "statements": 20,
    "figures": 15,
    "search": 15,
    "changes": 10,
    "row": 10,
    "report": 10,
}
"""What readers ask for, in a hundred requests; `report` with the ETag of the one they have.

Where there is a newer one it is sent, and counted as `page`.
"""

WORDS = ("flood", "bridge", "families", "river", "governor", "mill", "boats", "police", "water")

TIMED = ("hello", "judgement", "changes", "laid-out", "submission")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said, and how many seconds it took to the last byte."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float


@dataclass(slots=True)
class Tally:
    """How long answers took, by the kind of request, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    news: int = 0

    def note(self, kind: str, answer: Answer) -> None:
        """Count an answer."""
        if answer.status >= 400:
            self.errors.append(f"{kind}: {answer.status} {answer.body[:200]!r}")
        self.seconds.setdefault(kind, []).append(answer.seconds)


@dataclass(slots=True)
class Line:
    """A connection to the server, kept alive: HTTP/1.1, one request at a time."""

    port: int
    name: str
    reader: asyncio.StreamReader | None = None
    writer: asyncio.StreamWriter | None = None

    async def ask(
        self, path: str, *, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """The answer to a request; with a body it is a POST."""
        began = time.perf_counter()
        async with asyncio.timeout(PATIENCE):
            try:
                answer = await self._asked(path, body, headers or {})
            except (ConnectionError, asyncio.IncompleteReadError):
                self.writer = None  # the server closes what idles; browsers ask again, too
                answer = await self._asked(path, body, headers or {})
        status, told, content = answer
        return Answer(status, told, content, time.perf_counter() - began)

    async def _asked(
        self, path: str, body: Any, headers: Mapping[str, str]
    ) -> tuple[int, Mapping[str, str], bytes]:
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        assert self.reader is not None  # noqa: S101 - opened with the writer
        self.writer.write(self._request(path, body, headers))
        status, told = await _head(self.reader)
        length = int(told.get("content-length", 0))
        return status, told, await self.reader.readexactly(length)

    def _request(self, path: str, body: Any, headers: Mapping[str, str]) -> bytes:
        """A request, as it is sent."""
        sent = b"" if body is None else json.dumps(body).encode()
        lines = {
            "Host": f"127.0.0.1:{self.port}",
            "Accept-Encoding": "gzip",
            "X-Crosswire-Name": quote(self.name),
            **headers,
        }
        if body is not None:
            lines |= {"X-Crosswire": "1", "Content-Type": "application/json"}
            lines |= {"Content-Length": str(len(sent))}
        method = "GET" if body is None else "POST"
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + sent

    async def stream(self, path: str, heard: Callable[[str], None]) -> None:
        """Listen to the stream, until it or the visit ends; it is opened again as browsers do."""
        while True:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                try:
                    writer.write(self._request(path, None, {"Accept": "text/event-stream"}))
                    await _head(reader)
                    while line := await reader.readline():
                        if line.startswith(b"event: "):
                            heard(line[7:].decode().strip())
                finally:
                    writer.close()
            await asyncio.sleep(1.0)

    def close(self) -> None:
        """Hang up."""
        if self.writer is not None:
            self.writer.close()


async def _head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    """Status and headers of an answer."""
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    pairs = (line.partition(": ") for line in lines if line)
    return int(first.split()[1]), {name.lower(): value for name, _, value in pairs}


@dataclass(slots=True)
class Visitor:
    """Somebody at a page of an event, with what his browser has."""

    line: Line
    event: str
    tally: Tally
    dice: random.Random
    rows: Sequence[str]
    etag: str = ""

    async def read(self, *, thinking: bool = True) -> None:
        """Ask for one thing, and think."""
        kind = self.dice.choices(list(MIX), list(MIX.values()))[0]
        await self.ask(kind)
        if thinking:
            await asyncio.sleep(self.dice.uniform(*THINKING))

    async def ask(self, kind: str) -> Answer:
        """Ask for a thing of a kind."""
        headers = {"If-None-Match": self.etag} if kind == "report" and self.etag else {}
        answer = await self._told(kind, self._path(kind), headers=headers)
        self.etag = answer.headers.get("etag", self.etag) if kind == "report" else self.etag
        return answer

    async def judge(self, links: Sequence[Mapping[str, Any]], *, thinking: bool = True) -> None:
        """Judge a link, or note something; now and then take it back."""
        if thinking:
            await asyncio.sleep(self.dice.uniform(*JUDGING))
        draft: dict[str, Any] = {"kind": "note", "subject": self.dice.choice(self.rows)}
        draft |= {"verdict": "note", "note": f"Ask again ({self.dice.random()})."}
        if self.dice.random() < 0.7:
            one = self.dice.choice(links)
            draft = {"kind": "link", "subject": one["from"], "other": one["to"]}
            draft |= {"relation": one["kind"], "verdict": self.dice.choice(("accept", "reject"))}
        answer = await self._told("judge", "/api/judgements", body=draft)
        if 0 < answer.status < 300 and self.dice.random() < UNDONE:
            name = json.loads(answer.body)["id"]
            await self._told("undo", f"/api/judgements/{name}/undo", body={})

    async def hand_in(self, text: str, outlet: str) -> None:
        """Hand in a text."""
        body = {"text": text, "outlet": outlet, "event": self.event}
        await self._told("submit", "/api/submissions", body=body)

    async def _told(self, kind: str, path: str, **more: Any) -> Answer:
        """Ask, and count the answer."""
        try:
            answer = await self.line.ask(path, **more)
        except (TimeoutError, OSError, ValueError, asyncio.IncompleteReadError) as error:
            self.tally.errors.append(f"{kind}: {type(error).__name__} {error}")
            self.line.writer = None
            return Answer(0, {}, b"", PATIENCE)
        is_new = kind == "report" and answer.status == 200
        self.tally.note("page" if is_new else kind, answer)
        return answer

    def _path(self, kind: str) -> str:
        """Where a thing of a kind is asked for."""
        of, dice = f"/api/events/{self.event}", self.dice
        acts = {"act": dice.choice(("asserts", "denies", "intends")), "limit": 50}
        words = " ".join(dice.sample(WORDS, k=2))
        paths: Mapping[str, str] = {
            "events": "/api/events",
            "event": of,
            "statements": f"{of}/statements?{urlencode(acts)}",
            "figures": f"{of}/figures?{urlencode({'unit': 'person', 'limit': 50})}",
            "search": f"/api/search?{urlencode({'q': words, 'event': self.event})}",
            "changes": f"/api/changes?{urlencode({'since': '1d', 'event': self.event})}",
            "row": f"/api/rows/{dice.choice(self.rows)}",
            "report": f"{of}/report",
        }
        return paths[kind]


@asynccontextmanager
async def listening(visitor: Visitor) -> AsyncIterator[Visitor]:
    """A visitor whose page listens to the stream."""

    def heard(name: str) -> None:
        visitor.tally.news += name in TIMED

    path = f"/api/stream?{urlencode({'event': visitor.event})}"
    stream = asyncio.create_task(visitor.line.stream(path, heard))
    try:
        yield visitor
    finally:
        stream.cancel()
        visitor.line.close()
