"""What is read out of a browser's trace: the longest task and frame, and what they are made of."""

from __future__ import annotations

from typing import Any

from bench import trace

PAGE, OTHER = (7, 1), (8, 1)


def event(name: str, start: float, length: float, thread: tuple[int, int] = PAGE) -> dict[str, Any]:
    """A complete event, its times in milliseconds."""
    pid, tid = thread
    return {
        "name": name,
        "ph": "X",
        "pid": pid,
        "tid": tid,
        "ts": start * 1000,
        "dur": length * 1000,
        "args": {},
    }


def main_thread(thread: tuple[int, int]) -> dict[str, Any]:
    """The event that names a page's main thread."""
    pid, tid = thread
    names = {"name": "CrRendererMain"}
    return {"name": "thread_name", "ph": "M", "pid": pid, "tid": tid, "ts": 0, "args": names}


def frame(phase: str, at: float, name: str) -> dict[str, Any]:
    """The beginning or the end of an animation frame."""
    return {
        "name": "AnimationFrame",
        "ph": phase,
        "pid": PAGE[0],
        "tid": PAGE[1],
        "ts": at * 1000,
        "id2": {"local": name},
        "args": {},
    }


def test_the_longest_task_of_the_page_s_thread_is_found() -> None:
    load = trace.read(
        [
            main_thread(PAGE),
            main_thread(OTHER),
            event("RunTask", 0, 30),
            event("RunTask", 50, 80),
            event("RunTask", 10, 90, OTHER),
            event("RunTask", 0, 500, (7, 2)),
        ]
    )
    assert (load.task, load.total, load.tasks) == (80, 110, 2)


def test_a_task_is_taken_apart_and_nothing_counts_twice() -> None:
    load = trace.read(
        [
            main_thread(PAGE),
            event("RunTask", 0, 100),
            event("FunctionCall", 0, 60),
            event("Layout", 10, 20),
            event("MinorGC", 40, 5),
            event("Paint", 70, 10),
            event("Paint", 200, 50),
        ]
    )
    assert dict(load.parts) == {"script": 35, "layout": 20, "gc": 5, "paint": 10}


def test_a_frame_may_be_longer_than_its_tasks() -> None:
    load = trace.read(
        [
            main_thread(PAGE),
            event("RunTask", 0, 40),
            event("RunTask", 60, 40),
            frame("b", 0, "0x1"),
            frame("e", 100, "0x1"),
            frame("b", 120, "0x2"),
        ]
    )
    assert (load.task, load.frame, load.longest) == (40, 80, 80)


def test_what_others_take_of_the_processor_does_not_count() -> None:
    load = trace.read([main_thread(PAGE), event("RunTask", 0, 90) | {"tdur": 20_000}])
    assert (load.task, load.total) == (20, 20)


def test_a_trace_without_a_page_is_empty() -> None:
    assert trace.read([event("RunTask", 0, 30)]).longest == 0
