"""docs/api.md and docs/serve.md: every address, page, option and role is named; the calls work."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from crosswire.cli.serve import command
from crosswire.cli.token import command as token
from crosswire.desk.access.role import ROLES
from crosswire.web.app import app
from crosswire.web.page import PATHS
from documented import PROJECT, blocks, commands, run

if TYPE_CHECKING:
    from pathlib import Path

    from crosswire.desk.desk import Desk
    from web.client import Client

API = (PROJECT / "docs" / "api.md").read_text("utf-8")
SERVE = (PROJECT / "docs" / "serve.md").read_text("utf-8")
HERE = "http://127.0.0.1:8750"


def test_every_address_is_named(read_desk: Desk) -> None:
    paths = [path.removesuffix(".jsonl") for path in app(read_desk).openapi()["paths"]]
    rows = "/api/events/{event}/"
    assert len(paths) > 30
    missing = [path for path in paths if f"`{path}" not in API]
    assert [path for path in missing if f"`/{path.removeprefix(rows)}`" not in API] == []


def test_what_is_asked_for_is_answered(reader: Client) -> None:
    asked = [
        shlex.split(line)[-1].removeprefix(HERE)
        for line in "\n".join(blocks("docs/api.md", "console")).splitlines()
        if line and " -d " not in line
    ]
    assert len(asked) > 3
    assert [path for path in asked if reader.get(path).status_code != 200] == []


def test_what_is_handed_in_is_taken(demo_desk: Desk) -> None:
    from web.client import Client  # noqa: PLC0415 - only here a desk is written to

    (line,) = [line for line in blocks("docs/api.md", "console")[-1].splitlines() if " -d " in line]
    words = shlex.split(line)
    headers = dict(words[at + 1].split(": ") for at, word in enumerate(words) if word == "-H")
    body = words[words.index("-d") + 1]
    answer = Client(app(demo_desk), **headers).post(words[-1].removeprefix(HERE), content=body)
    assert answer.status_code == 202, answer.text


def test_every_page_option_and_role_is_named() -> None:
    options = [opt for one in command.params for opt in one.opts if opt.startswith("--")]
    pages = [re.sub(r"\{.*?\}", "ID", path) for path in PATHS if path != "/signin"]
    assert len(options) > 7
    assert len(pages) > 7
    assert [one for one in options if f"`{one}" not in SERVE and one != "--config"] == []
    assert [one for one in (*pages, *ROLES) if f"`{one}`" not in SERVE] == []
    assert [one for one in token.commands if f"`{one}`" not in SERVE and one != "list"] == []


def test_the_commands_of_tokens_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("crosswire desk init desk.sqlite") == 0
    called = [one for one in commands("docs/serve.md") if one.startswith("crosswire token")]
    assert len(called) > 3
    assert [one for one in called if run(one) != 0] == []
