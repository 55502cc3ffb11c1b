"""Whether the page stays quick: opened, filtered, read and scrolled with thousands of rows.

Each step is done as a reader does it and traced by the browser itself; what counts is the longest
task or frame of the page's main thread: as long as it lasts, nothing moves. Times are those of the
processor and the best of some rounds, as what else runs on the machine can only add to them.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from bench import chromium, large, trace
from crosswire import Ledger
from crosswire.report import render, report
from crosswire.view.brief import brief

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

SIZES = (5_000, 20_000)
"""Rows: statements and figures together."""

MOST_MILLISECONDS = 100
"""The longest frame that may be, with the first of the sizes."""

ROUNDS = 3


WINDOW: ViewportSize = {"width": 1280, "height": 900}

STACK = 5
"""Functions of a stack that are told."""

Step = tuple[str, Callable[["Page"], None]]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a step asked of a page with so many rows."""

    rows: int
    step: str
    load: trace.Load


def run(sizes: Sequence[int] = SIZES, *, profile: bool = False) -> int:
    """Measure, print, and return 0 where the bound holds, else 1."""
    slow: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder, chromium.launch() as browser:
        for size in sizes:
            ledger = large.ledger(size)
            path = Path(folder, f"{size}.html")
            path.write_bytes(render(report(ledger), brief(ledger)))
            print(
                f"\n{size:,} rows, {path.stat().st_size / 2**20:.1f} MiB, best of {ROUNDS} rounds"
            )
            print(f"{'':24}{'task':>8}{'frame':>8}{'in all':>8}  the longest task is made of (ms)")
            for one in measure(browser, path, ledger):
                _print(one)
                slow += [one] if size == SIZES[0] and one.load.longest > MOST_MILLISECONDS else []
            if profile:
                _print_profile(_profiled(browser, path, ledger))
    for one in slow:
        print(f"page: {one.step}: a frame waits {one.load.longest:.0f} ms > {MOST_MILLISECONDS}")
    return 1 if slow else 0


def measure(browser: Browser, path: Path, ledger: Ledger) -> Iterator[Measured]:
    """Each step's load, the best of some rounds."""
    rows = len(ledger.statements) + len(ledger.figures)
    rounds = [_round(browser, path, ledger) for _ in range(ROUNDS)]
    for tries in zip(*rounds, strict=True):
        best = min((load for _, load in tries), key=lambda load: load.longest)
        yield Measured(rows, tries[0][0], best)


def _round(browser: Browser, path: Path, ledger: Ledger) -> list[tuple[str, trace.Load]]:
    """All steps, one after the other, on a page that is opened afresh."""
    page = browser.new_page(viewport=WINDOW)
    page.goto("about:blank")
    found = [
        (name, trace.load(browser, page, partial(step, page))) for name, step in steps(path, ledger)
    ]
    page.close()
    return found


def steps(path: Path, ledger: Ledger) -> list[Step]:
    """What a reader does, from the opening on."""
    outlet = _most(one.outlet or "" for one in ledger.documents)
    speaker = _most(one.speaker or "" for one in ledger.statements)
    figure, statement = ledger.figures[len(ledger.figures) // 2], ledger.statements[-1]
    return [
        ("open", lambda page: _open(page, path)),
        ("filter: act", lambda page: _go(page, act="denies")),
        ("filter: none", _go),
        ("filter: outlet", lambda page: _go(page, outlet=outlet)),
        ("filter: speaker too", lambda page: _go(page, outlet=outlet, speaker=speaker)),
        ("back", _back),
        ("filter: day", lambda page: _go(page, day=_day(ledger))),
        ("filter: side", lambda page: _go(page, side=speaker)),
        ("filter: cleared", _go),
        ("type words", lambda page: _type(page, "killed")),
        ("clear the words", lambda page: _type(page, "")),
        ("open a figure", _press_figure),
        ("open another", lambda page: _go(page, row=figure.id)),
        ("open a statement", lambda page: _go(page, row=statement.id)),
        ("filter beside it", lambda page: _go(page, row=statement.id, act="evaluates")),
        ("close", _go),
        ("scroll to the end", _scroll),
        ("filter at the end", lambda page: _go(page, verification="unverified")),
        ("unfilter at the end", _go),
    ]


def _open(page: Page, path: Path) -> None:
    """Open the file."""
    page.goto(path.as_uri())
    _settle(page)


def _settle(page: Page) -> None:
    """Wait until nothing is left to do, and a little for what comes late."""
    page.wait_for_timeout(150)
    page.evaluate("new Promise((done) => requestIdleCallback(done))")
    page.wait_for_timeout(150)


def _go(page: Page, **state: str) -> None:
    """Follow an address in the page."""
    page.evaluate("(to) => { location.hash = to; }", urlencode(state))
    _settle(page)


def _press_figure(page: Page) -> None:
    """Follow the first link to a figure, as it stands."""
    page.locator("#figures a[href*='row=figure-']").first.click()
    _settle(page)


def _back(page: Page) -> None:
    """One step back."""
    page.go_back()
    _settle(page)


def _type(page: Page, words: str) -> None:
    """Search for words, letter by letter."""
    search = page.get_by_role("searchbox").first
    search.fill("")
    search.press_sequentially(words, delay=60)
    _settle(page)


def _scroll(page: Page) -> None:
    """Scroll down, a screen at a time, for as long as the page goes on but no further than 60."""
    for _ in range(60):
        before = page.evaluate("scrollY")
        page.mouse.wheel(0, 800)
        page.wait_for_timeout(60)
        if page.evaluate("scrollY") == before:
            break


def _most(values: Iterable[str]) -> str:
    """The most frequent of some values."""
    return Counter(filter(None, values)).most_common(1)[0][0]


def _day(ledger: Ledger) -> str:
    """A stretch of days of publication: from the middle one on."""
    days = sorted(one.published for one in ledger.documents if one.published)
    return f"{days[len(days) // 2]}.."


def _print(one: Measured) -> None:
    """Tell of one step."""
    load = one.load
    parts = ", ".join(f"{name} {spent:.0f}" for name, spent in load.parts if spent >= 1)
    print(f"{one.step:24}{load.task:8.0f}{load.frame:8.0f}{load.total:8.0f}  {parts}")


def _profiled(browser: Browser, path: Path, ledger: Ledger) -> dict[str, Counter[str]]:
    """Where the script spends its time in each step: milliseconds by stack."""
    page = browser.new_page(viewport=WINDOW)
    page.goto("about:blank")
    session = page.context.new_cdp_session(page)
    session.send("Profiler.enable")
    session.send("Profiler.setSamplingInterval", {"interval": 500})
    found = {}
    for name, step in steps(path, ledger):
        session.send("Profiler.start")
        step(page)
        found[name] = _stacks(session.send("Profiler.stop")["profile"])
    page.close()
    return found


def _stacks(profile: dict[str, Any]) -> Counter[str]:
    """Milliseconds by stack, the innermost function first."""
    nodes = {node["id"]: node for node in profile["nodes"]}
    above = {child: node["id"] for node in profile["nodes"] for child in node.get("children", ())}
    spent: Counter[str] = Counter()
    for node, delta in zip(profile["samples"], profile["timeDeltas"], strict=True):
        frames = list(_called(nodes, above, node))
        if frames and frames[0] not in ("(idle)", "(program)"):
            spent[" < ".join(frames[:STACK])] += delta
    return Counter({stack: round(micro / 1000) for stack, micro in spent.items()})


def _called(nodes: dict[int, Any], above: dict[int, int], node: int | None) -> Iterator[str]:
    """The functions of a stack, the innermost first."""
    while node is not None:
        call = nodes[node]["callFrame"]
        if call["functionName"] != "(root)":
            place = f"@{call['lineNumber']}:{call['columnNumber']}" if call["url"] else ""
            yield (call["functionName"] or "anonymous") + place
        node = above.get(node)


def _print_profile(found: dict[str, Counter[str]]) -> None:
    """The stacks that take most, step by step."""
    for step, stacks in found.items():
        print(f"\n{step}: {sum(stacks.values())} ms of script")
        for stack, spent in stacks.most_common(8):
            print(f"  {spent:6} ms  {stack}")
