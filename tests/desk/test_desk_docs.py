"""docs/desk.md: every command on it runs, in its order, on a desk of its own; what it lists is all.

Its addresses lead to a server in the test, its PostgreSQL to the one that the tests run on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import click
import pytest

from crosswire import Desk, model
from crosswire.cli import add, changes, remove, search, watch
from crosswire.cli.desk import command as desk_command
from crosswire.cli.option import reading
from crosswire.desk.config.config import default
from crosswire.desk.storage import schema
from crosswire.desk.watch.watch import Clock
from documented import PROJECT, blocks, commands, run
from served import Site, answer, outside, served

if TYPE_CHECKING:
    from spacy.language import Language

    from desk.conftest import NewDesk

PAGE = "docs/desk.md"
TEXT = (PROJECT / PAGE).read_text("utf-8")

QUESTION = "3f1a22bc"
"""The reference that stands on the page for that of any question."""

POSTGRES = "postgresql://desk@db.example/news"

FERRY = "Four people died when a ferry ran aground near Rovinka on Monday, Lena Holt said."
FEED = (
    '<rss version="2.0"><channel><title>Harbour Post</title><item><title>Ferry aground</title>'
    "<link>http://harbourpost.example/2031/feed-item</link>"
    "<pubDate>Tue, 04 Mar 2031 06:00:00 GMT</pubDate>"
    f"<description>{FERRY} She spoke in Rovinka.</description></item></channel></rss>"
)


@dataclass(frozen=True)
class Brief(Clock):
    """A clock that stops a watch where it would wait."""

    def wait(self, seconds: float) -> None:  # noqa: ARG002 - a clock's interface
        self.stop.set()


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        page = f"<html><body><article><p>{FERRY}</p></article></body></html>"
        site.pages["/rss"] = answer(FEED, media="application/rss+xml")
        site.pages["/2031/ferry"] = answer(page, media="text/html; charset=utf-8")
        yield site


@pytest.fixture
def newsroom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nlp: Language, site: Site
) -> Iterator[Path]:
    """A folder with the reports that the page names; what is fetched comes from the server."""
    (tmp_path / "reports").symlink_to(PROJECT / "src" / "crosswire" / "demo")
    (tmp_path / "incoming").mkdir()
    monkeypatch.chdir(tmp_path)
    with (
        mock.patch.object(model, "load", return_value=nlp),
        mock.patch.object(add, "fetcher", lambda _: outside(site)),
        mock.patch.object(watch, "fetcher", lambda _: outside(site)),
        mock.patch.object(watch, "Clock", Brief),
    ):
        yield tmp_path


def a_question() -> str:
    """The reference of a question of the desk."""
    with Desk.open("desk.sqlite") as desk:
        found = desk.ledger("Dam burst").questions
    return found[0].id.removeprefix("question-")[: len(QUESTION)]


def test_every_command_runs(newsroom: Path, databases_on_server: NewDesk) -> None:
    shared = databases_on_server()
    for command in commands(PAGE):
        meant = command.replace("https:", "http:").replace(POSTGRES, f"'{shared}'")
        if QUESTION in meant:
            meant = meant.replace(QUESTION, a_question())
        assert run(meant) == 0, command


def test_every_command_of_a_desk_is_named() -> None:
    assert len(desk_command.commands) > 8
    assert [name for name in desk_command.commands if f"crosswire desk {name}" not in TEXT] == []


@pytest.mark.parametrize("name", ["add", "watch", "changes", "search", "remove"])
def test_every_option_is_named(name: str) -> None:
    modules = {"add": add, "watch": watch, "changes": changes, "search": search, "remove": remove}
    command = modules[name].command
    shared = {one.name for one in reading(click.command()(lambda: None)).params}  # docs/usage.md
    options = [one for one in command.params if one.name not in shared and one.opts[0][0] == "-"]
    assert len(options) > 2
    assert [one.opts for one in options if not any(opt in TEXT for opt in one.opts)] == []


def test_the_settings_are_the_default() -> None:
    assert blocks(PAGE, "toml") == [default()]


def test_every_table_is_named() -> None:
    names = [name for name in schema.metadata.tables if name != "desk"]
    assert len(names) > 15
    assert [name for name in names if f"`{name}`" not in TEXT] == []


def test_every_event_of_the_log_is_named() -> None:
    names = re.findall(
        r'^\["(.+)"\]$', (PROJECT / "src/crosswire/desk/log.toml").read_text("utf-8"), re.M
    )
    told = TEXT + (PROJECT / "docs/serve.md").read_text("utf-8")
    assert len(names) > 10
    assert [name for name in names if f"`{name}`" not in told] == []


def test_every_check_of_the_doctor_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("crosswire desk init desk.sqlite") == 0
    assert run("crosswire doctor desk.sqlite") == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("ok ")]
    names = {re.split(r"\s{2,}", line)[1].split(" ")[0] for line in lines}
    assert len(names) > 15
    assert {name for name in names if f"`{name}" not in TEXT} == set()
