"""What Chromium's own tracing says of a stretch of time: the page's longest task and frame.

The format is that of the Trace Event Format (Google, 2016): events with a process, a thread, a
time and a length in microseconds. A task is a `RunTask` of the page's main thread; a frame is all
tasks of an `AnimationFrame` as the Long Animation Frames API counts it: from the first work for it
to its painting. Lengths are those of the processor (`tdur`), which are the clock's on a machine
with nothing else to do, and on a busy one can still be compared.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CATEGORIES = (
    "toplevel",
    "devtools.timeline",
    "disabled-by-default-devtools.timeline",
    "disabled-by-default-devtools.timeline.frame",
    "blink.user_timing",
    "__metadata",
)

TASK = "RunTask"

BLOCKS = {
    "EvaluateScript": "script",
    "FunctionCall": "script",
    "FireAnimationFrame": "script",
    "TimerFire": "script",
    "EventDispatch": "script",
    "ParseHTML": "parse",
    "UpdateLayoutTree": "style",
    "Layout": "layout",
    "PrePaint": "paint",
    "Paint": "paint",
    "Layerize": "paint",
    "Commit": "paint",
    "MinorGC": "gc",
    "MajorGC": "gc",
    "V8.GC_MARK_COMPACTOR": "gc",
}
"""The kinds of work that a task is made of, by the events that stand for them."""

Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Load:
    """What a stretch of time asked of the page's main thread, in milliseconds."""

    task: float
    frame: float
    total: float
    tasks: int
    parts: tuple[tuple[str, float], ...]

    @property
    def longest(self) -> float:
        """The longest that the page could not answer or draw."""
        return max(self.task, self.frame)


def load(browser: Browser, page: Page, work: Callable[[], None]) -> Load:
    """What some work asks of the page's main thread."""
    browser.start_tracing(page=page, categories=list(CATEGORIES))
    try:
        work()
    finally:
        trace = browser.stop_tracing()
    return read(json.loads(trace)["traceEvents"])


def read(events: list[Event]) -> Load:
    """The load of the busiest main thread of a trace: that of the page."""
    threads = [_load(_of(events, thread)) for thread in sorted(_main_threads(events))]
    return max(threads, key=lambda one: one.total, default=Load(0, 0, 0, 0, ()))


def _main_threads(events: Iterable[Event]) -> set[tuple[int, int]]:
    """Process and thread of each page's main thread."""
    return {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"].get("name") == "CrRendererMain"
    }


def _of(events: Iterable[Event], thread: tuple[int, int]) -> list[Event]:
    """The events of a thread, in order of time."""
    mine = (event for event in events if (event["pid"], event["tid"]) == thread)
    return sorted(mine, key=lambda event: (event.get("ts", 0), -event.get("dur", 0)))


def _load(events: list[Event]) -> Load:
    """The load of one thread."""
    tasks = [event for event in events if event["name"] == TASK and event["ph"] == "X"]
    longest = max(tasks, key=_spent, default=None)
    return Load(
        task=_spent(longest) if longest else 0,
        frame=max(_frames(events, tasks), default=0),
        total=sum(map(_spent, tasks)),
        tasks=len(tasks),
        parts=tuple(_parts(events, longest)) if longest else (),
    )


def _spent(event: Event) -> float:
    """Milliseconds of the processor that an event took; of the clock where it is not told."""
    spent: float = event["tdur"] if "tdur" in event else event.get("dur", 0)
    return spent / 1000


def _frames(events: Iterable[Event], tasks: Iterable[Event]) -> Iterator[float]:
    """What the tasks of each animation frame took."""
    for start, end in _intervals(events):
        yield sum(_spent(task) for task in tasks if start <= task["ts"] + task["dur"] <= end)


def _intervals(events: Iterable[Event]) -> Iterator[tuple[float, float]]:
    """When each animation frame began and ended."""
    begun: dict[Any, float] = {}
    for event in events:
        if event["name"] == "AnimationFrame":
            name = event.get("id2", {}).get("local") or event.get("id")
            if event["ph"] == "b":
                begun[name] = event["ts"]
            elif event["ph"] == "e" and name in begun:
                yield begun.pop(name), event["ts"]


def _parts(events: Iterable[Event], task: Event) -> Iterator[tuple[str, float]]:
    """What a task was made of, the most first; of work inside other work only the inner counts."""
    end = task["ts"] + task["dur"]
    inside = [
        event
        for event in events
        if event["name"] in BLOCKS and event["ph"] == "X" and task["ts"] <= event["ts"] < end
    ]
    spent: dict[str, float] = {}
    open_: list[Event] = []
    for event in inside:
        while open_ and open_[-1]["ts"] + open_[-1]["dur"] <= event["ts"]:
            open_.pop()
        if open_:
            spent[BLOCKS[open_[-1]["name"]]] -= _spent(event)
        kind = BLOCKS[event["name"]]
        spent[kind] = spent.get(kind, 0) + _spent(event)
        open_.append(event)
    yield from sorted(spent.items(), key=lambda item: -item[1])
