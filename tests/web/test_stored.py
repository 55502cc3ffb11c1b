"""Harm that is kept (in titles, names, texts, notes) comes back as data, wherever it comes back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from fastapi.routing import APIRoute

from crosswire.desk.beat import Beat
from crosswire.desk.desk import Desk
from crosswire.web.app import app
from crosswire.web.press import Layout, Press
from crosswire.web.problem import MEDIA as PROBLEM
from crosswire.web.pulse import StoreLook, message
from crosswire.web.route import ROUTERS
from desk.desks import FERRY, add, article, empty, opened
from web.client import Client

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from spacy.language import Language

SCRIPT = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
MARKUP = re.compile(r"(?i)<(?:script|img)[^>]*>")

MEDIA = {"application/json", "application/jsonl", "application/x-ndjson", PROBLEM}
"""What a browser never shows as a page."""

LINED = {"application/jsonl", "application/x-ndjson"}

LINES = "a\r\ndata: b\n\nevent: changes\u2028\u0085"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, nlp: Language) -> Iterator[Desk]:
    """A desk with a report whose every word means harm."""
    path = tmp_path_factory.mktemp("stored") / "desk.sqlite"
    path.write_bytes(empty())
    text = f"{FERRY}\n\n{SCRIPT} {LINES}\n\n“The {SCRIPT} sank,” harbour master Lena Holt said.\n"
    with opened(str(path), nlp) as desk:
        (one,) = add(
            desk,
            article(
                f"{SCRIPT}.txt", text, title=SCRIPT, outlet=SCRIPT, url=f"http://x.example/{SCRIPT}"
            ),
        )
        assert one.event
        desk.rename(one.event, f"{SCRIPT} {LINES}"[:90])
        judged(desk)
        yield desk


def judged(desk: Desk) -> None:
    """Somebody whose very name means harm judges a claim, and takes it back."""
    (event,) = desk.events()
    row = desk.ledger(event.id).statements[0].id
    client = Client(app(desk))
    client.headers["X-Crosswire-Name"] = quote(SCRIPT)
    note = {"kind": "note", "subject": row, "verdict": "note", "note": f"{SCRIPT}{LINES}"}
    made = client.post("/api/judgements", json=note)
    assert made.status_code == 201, made.text
    undone = client.post(f"/api/judgements/{made.json()['id']}/undo", json={"note": SCRIPT})
    assert undone.status_code == 201, undone.text


def values(desk: Desk) -> dict[str, str]:
    """What stands for the parameters of addresses."""
    (event,) = desk.events()
    ledger = desk.ledger(event.id)
    return {
        "event": event.id,
        "document": ledger.documents[0].id,
        "row": ledger.statements[0].id,
        "submission": "0" * 32,
    }


def laid(desk: Desk, folder: Path) -> Press:
    """A press with the page of the desk's event."""
    (event,) = desk.events()
    found = desk.edition(event.id)
    shown = frozenset(one.id for one in found.ledger.documents)
    press = Press(lambda _: None, lambda _: shown)
    press.laid(Layout(folder).lay_out(found))
    return press


def answers(desk: Desk, folder: Path) -> Iterator[tuple[str, httpx.Response]]:
    """What every address that only reads answers."""
    made, known = app(desk), values(desk)
    made.state.press = laid(desk, folder)
    client = Client(made)
    for router in ROUTERS:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            if "GET" in (route.methods or ()) and route.path != "/api/stream":
                path = re.sub(
                    r"\{(\w+)\}", lambda found: known.get(found[1], "x"), route.path_format
                )
                yield path, client.get(path)
    yield "/", client.get("/")


def test_it_comes_back_as_data(desk: Desk, tmp_path: Path) -> None:
    told = 0
    for path, got in answers(desk, tmp_path):
        media = got.headers["content-type"].partition(";")[0]
        assert got.headers["x-content-type-options"] == "nosniff", path
        assert "script-src 'unsafe" not in got.headers["content-security-policy"]
        if media == "text/html":
            assert all('src="/assets/' in one for one in MARKUP.findall(got.text)), path
        elif path.startswith("/api"):
            assert media in MEDIA, path
            assert "sandbox" in got.headers["content-security-policy"]
        told += "alert(1)" in got.text
        if media in LINED:
            assert all(json.loads(line) for line in got.text.split("\n") if line)
    assert told > 8


def test_what_was_judged_is_told_line_by_line(desk: Desk) -> None:
    look = StoreLook(desk.store)
    found = [one for one in look.since(Beat()) if one.what == "judgement"]
    assert len(found) == 2
    for one in found:
        sent = message(one.what, one.told, event=one.event, beat=one.beat).sent
        assert sent.count(b"\n") == 4
        assert b"alert(1)" in sent


def test_no_line_of_it_ends_a_line_of_a_stream() -> None:
    for words in (LINES, SCRIPT, "\r", "\n\n", "\ud800"):
        sent = message("judgement", {"note": words}, event=words, beat=Beat()).sent.decode()
        name, number, data, *rest = re.split(r"\r\n|\r|\n", sent)
        assert (name, rest) == ("event: judgement", ["", ""])
        assert number.startswith("id: ")
        assert json.loads(data.removeprefix("data: ")) == {"note": words}
