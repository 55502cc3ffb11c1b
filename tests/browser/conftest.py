"""One browser, one tab and one report for all tests of the page, and an eye on each of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from unittest import mock

import pytest

from bench import chromium
from bench.shared import PROJECT
from browser.hostile import hostile_event
from browser.served import Served, serving
from browser.visit import Visit
from browser.watch import Watch
from crosswire import Ledger, collate, load, model, save
from crosswire.cli import main

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext
    from spacy.language import Language

REQUIRED = "CROSSWIRE_REQUIRE_BROWSER"

Open = Callable[..., Visit]

KEPT = "crosswire.name"
"""Under what a browser keeps the name that one signs with."""


def missing(reason: str) -> NoReturn:
    """Skip, or fail where a browser is required."""
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(f"{reason} ({REQUIRED} is set)", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="package")
def chrome() -> Iterator[Browser]:
    """The browser."""
    with ExitStack() as stack:
        try:
            started = stack.enter_context(chromium.launch())
        except chromium.NoBrowserError as error:
            missing(str(error))
        yield started


@pytest.fixture(scope="package")
def ledger() -> Ledger:
    """The demo's ledger, as it was written."""
    return load(PROJECT / "tests" / "demo" / "ledger.jsonl")


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where reports are written."""
    return tmp_path_factory.mktemp("pages")


def written(ledger: Ledger, folder: Path, name: str, *options: str) -> Path:
    """The report of a ledger, written by the command."""
    rows, page = folder / f"{name}.jsonl", folder / f"{name}.html"
    save(ledger, rows)
    with pytest.raises(SystemExit) as left:
        main(["report", str(rows), "-o", str(page), *options])
    assert left.value.code == 0
    return page


@pytest.fixture(scope="package")
def report(ledger: Ledger, folder: Path) -> Path:
    """The report of the demo."""
    return written(ledger, folder, "demo")


@pytest.fixture(scope="package")
def bare(ledger: Ledger, folder: Path) -> Path:
    """The report of the demo without the articles."""
    return written(ledger, folder, "bare", "--no-text")


@pytest.fixture(scope="package")
def read(nlp: Language) -> Callable[[Path], Ledger]:
    """The whole program, on a folder of reports."""

    def reading(reports: Path) -> Ledger:
        with mock.patch.object(model, "load", return_value=nlp):
            return collate([reports])

    return reading


@pytest.fixture(scope="package")
def hostile(read: Callable[[Path], Ledger], folder: Path) -> Ledger:
    """The ledger of an event whose every word is out to do harm."""
    return hostile_event(read, folder / "hostile")


@pytest.fixture(scope="package")
def tab(chrome: Browser) -> Iterator[tuple[BrowserContext, Watch]]:
    """The browsing context that the tests share."""
    context = chrome.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(8000)
    watch = Watch(context)
    page = context.new_page()
    page.goto("about:blank")
    yield context, watch
    context.close()


@pytest.fixture
def opened(tab: tuple[BrowserContext, Watch]) -> Iterator[Open]:
    """Open a report afresh: `opened(report, "#row=…", width=375, scheme="dark")`."""
    context, watch = tab
    visit = Visit(context.pages[0])

    def opening(path: Path, address: str = "", **media: Any) -> Visit:
        visit.open(path, address, **media)
        return visit

    yield opening
    watch.check()


@pytest.fixture
def visit(opened: Open, report: Path) -> Visit:
    """The demo's report, opened at its top in a window of 1280 by 900."""
    return opened(report)


@pytest.fixture(scope="package")
def served(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk that is served; tests share it, and what one adds the next one sees."""
    with serving(tmp_path_factory.mktemp("served"), nlp) as one:
        yield one


@pytest.fixture(scope="package")
def people(chrome: Browser, served: Served) -> Iterator[Callable[[str], tuple[Any, Watch]]]:
    """The browser of each person, by the name that he signs with: its script is read once."""
    known: dict[str, tuple[BrowserContext, Watch]] = {}
    with ExitStack() as stack:

        def browser(name: str) -> tuple[BrowserContext, Watch]:
            if name in known:
                return known[name]
            kept: Any = {"origin": served.url, "localStorage": [{"name": KEPT, "value": name}]}
            context = chrome.new_context(storage_state={"cookies": [], "origins": [kept]})
            stack.callback(context.close)
            context.set_default_timeout(8000)
            known[name] = context, Watch(context, served.url)
            return known[name]

        yield browser


@pytest.fixture
def seat(served: Served, people: Callable[..., Any]) -> Iterator[Callable[..., Visit]]:
    """Sit down at the desk in a browser of one's own: `seat("/search?q=dam", name="Ana")`."""
    with ExitStack() as stack:
        watches: list[Watch] = []

        def sitting(path: str, *, name: str = "Ana Example", script: str = "", **m: Any) -> Visit:
            context, watch = people(name)
            watches.append(watch)
            visit = Visit(context.new_page())
            stack.callback(visit.page.close)
            visit.page.add_init_script(script)
            visit.open(served.url, path, live=False, **m)
            visit.page.locator("html.ready").wait_for()
            visit.settle()
            return visit

        yield sitting
        for watch in watches:
            watch.check()


@pytest.fixture
def apart(chrome: Browser) -> Iterator[Callable[..., Visit]]:
    """Open a report in a context of its own: `apart(report, java_script_enabled=False)`."""
    with ExitStack() as stack:
        watches: list[Watch] = []

        def opening(path: Path, address: str = "", **options: Any) -> Visit:
            context = chrome.new_context(**options)
            stack.callback(context.close)
            context.set_default_timeout(8000)
            watches.append(Watch(context))
            visit = Visit(context.new_page())
            visit.open(path, address, live=options.get("java_script_enabled", True))
            return visit

        yield opening
        for watch in watches:
            watch.check()
