"""`crosswire serve` as it runs: told by others, killed in its parts, stopped, and begun again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from crosswire.desk.desk import Desk
from crosswire.desk.storage import schema
from crosswire.desk.submission import Offer
from crosswire.judgement.value import Draft
from desk.desks import FERRY, add, article, on_sqlite, opened, outcomes, rows

if TYPE_CHECKING:
    from spacy.language import Language

PATIENCE = 60.0


@dataclass
class Server:
    """A server that runs."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path
    cache: Path

    def get(self, path: str) -> Any:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.request("GET", path)
            return json.load(connection.getresponse())

    @contextmanager
    def stream(self, last: str = "") -> Iterator[HTTPResponse]:
        headers = {"Last-Event-ID": last} if last else {}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.request("GET", "/api/stream", headers=headers)
            with connection.getresponse() as answer:
                yield answer

    def told(self, name: str) -> list[dict[str, Any]]:
        lines = map(json.loads, self.log.read_text().splitlines())
        return [line for line in lines if line["event"] == name]

    def wait(self, is_so: Any) -> Any:
        """What comes to be so, before long."""
        end = time.monotonic() + PATIENCE
        while not (found := is_so()):
            assert time.monotonic() < end and self.process.poll() is None, self.log.read_text()
            time.sleep(0.02)
        return found

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


def until(answer: HTTPResponse, name: str) -> dict[str, str]:
    """The next message of that name: what it says, and its number."""
    found: dict[str, str] = {}
    while line := answer.readline().decode():
        key, _, value = line.strip().partition(": ")
        if key:
            found[key] = value
        elif found.get("event") == name:
            return found
        else:
            found.clear()
    raise AssertionError(f"the stream ended before {name}")


@contextmanager
def serving(where: str, folder: Path) -> Iterator[Server]:
    """A desk, served."""
    cache, log = folder / "cache", folder / "log.txt"
    config = folder / "crosswire.toml"
    config.write_text(f'[serve]\ncache = "{cache}"\nport = 0\n')
    command = [sys.executable, "-m", "crosswire", "serve", where, "--config", str(config)]
    with log.open("wb") as errors:
        process = subprocess.Popen(
            [*command, "--log", "json"], stdout=subprocess.PIPE, stderr=errors
        )
        try:
            assert process.stdout is not None
            line = process.stdout.readline().decode()
            assert line.startswith("serving at http://127.0.0.1:"), log.read_text()
            yield Server(process, int(line.split(":")[2].split("/")[0]), log, cache)
        finally:
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()


@pytest.fixture
def desk(where: str, nlp: Language) -> Iterator[Desk]:
    with opened(where, nlp) as desk:
        yield desk


def note(desk: Desk, words: str) -> str:
    """Judge something, as another process does."""
    (event,) = desk.events()
    (figure, *_) = desk.ledger(event.id).figures
    draft = Draft(kind="note", subject=figure.id, verdict="note", note=words)
    return desk.judge(draft, by="Rhea Example").id


def test_what_another_process_judges_is_told_within_a_second_and_again_to_who_missed_it(
    desk: Desk, where: str, tmp_path: Path
) -> None:
    add(desk, article())
    with serving(where, tmp_path) as server:
        with server.stream() as answer:
            hello = until(answer, "hello")
            judged, began = note(desk, "Ask the harbour again."), time.monotonic()
            told = until(answer, "judgement")
            assert json.loads(told["data"])["id"] == judged
            assert time.monotonic() - began < 1
            assert json.loads(until(answer, "changes")["data"])["event"] == desk.events()[0].id
        missed = note(desk, "And the ferry's owner.")
        with server.stream(told["id"]) as answer:
            assert json.loads(until(answer, "judgement")["data"])["id"] == missed
            assert until(answer, "hello")["id"] != hello["id"]
            server.wait(lambda: server.told("worker.started"))
            assert server.get("/readyz") == {
                "ready": True,
                "desk": "ok",
                "worker": "ok",
                "waiting": 0.0,
            }
            began = time.monotonic()
            assert server.stop() == 0 and time.monotonic() - began < 10
        assert not list(server.cache.iterdir()), "nothing that was laid out is left"
        assert server.told("server.stopped") and not server.told("worker.killed")
        assert "ferry" not in server.log.read_text().lower()


@on_sqlite
def test_a_worker_that_is_killed_in_the_middle_is_begun_again_and_takes_in_once(
    desk: Desk, where: str, tmp_path: Path
) -> None:
    with serving(where, tmp_path) as server:
        (first,) = server.wait(lambda: server.told("worker.started"))
        handed = desk.submissions.submit(Offer("text", FERRY), by="Rhea Example")

        def begun() -> bool:
            return any('"begun": 1' in row.about for row in rows(desk, schema.submission))

        server.wait(begun)
        os.kill(first["process"], signal.SIGKILL)
        found = server.wait(
            lambda: (one := desk.submissions.find(handed.id)) and one.state == "done" and one
        )
        assert outcomes(list(found.receipts)) == ["taken"]
        assert [row.outcome for row in rows(desk, schema.intake)] == ["taken"]
        assert [one["code"] for one in server.told("worker.ended")] == [-signal.SIGKILL]
        server.process.kill()
        second = server.told("worker.started")[1]["process"]
        server.process.wait()
        end = time.monotonic() + PATIENCE
        while Path(f"/proc/{second}").exists() and time.monotonic() < end:
            time.sleep(0.02)
        assert not Path(f"/proc/{second}").exists(), "a worker dies with its server"
    with serving(where, tmp_path) as server:
        assert [one["reports"] for one in server.get("/api/events")["items"]] == [1]
        assert server.stop() == 0
        assert not list(server.cache.iterdir()), "what the dead server laid out is gone, too"
