"""Laying out: one event's page, in a process of its own that ends when it is done.

A large event takes a gigabyte and half a minute. So the worker does not do it itself: it goes on
taking in and deriving meanwhile, and what was taken of memory is given back at the end.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Thread
from typing import Any, Literal

from crosswire.desk.desk import Desk
from crosswire.desk.log import set_up
from crosswire.error import LayoutError
from crosswire.web.incident import note
from crosswire.web.press import Edition, Layout

COMMAND = (sys.executable, "-P", "-m", "crosswire.web.layout")

NICENESS = 12
"""How much further than the worker it yields."""

GLANCE = 1.0
"""Seconds between two looks whether the worker is still there."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker needs to know: its desk, the press's folder, how others are asked, the log."""

    where: str
    cache: str
    model: str | None = None
    texts: bool = True
    contact: str | None = None
    largest: int = 10_000_000
    deadline: float = 60.0
    pause: float = 1.0
    log_form: Literal["text", "json"] = "text"
    log_level: str = "info"

    def written(self) -> bytes:
        """It as a line."""
        return json.dumps(asdict(self)).encode() + b"\n"


def press(setup: Setup, event: str, began: Callable[[Popen[bytes]], None]) -> Mapping[str, Any]:
    """Have an event's page laid out by another process, of which `began` is told; the edition.

    Raises LayoutError where it ends without one.
    """
    with Popen(COMMAND, stdin=PIPE, stdout=PIPE) as process:  # noqa: S603 - ourselves
        began(process)
        told, _ = process.communicate(setup.written() + json.dumps(event).encode() + b"\n")
    if process.returncode or not told:
        raise LayoutError(
            f"laying out ended with {process.returncode}",
            remedy="It is tried again in a minute; where it was killed, give it more memory.",
        )
    made: Mapping[str, Any] = json.loads(told)
    return made


def edition(setup: Setup, event: str) -> Edition:
    """An event's page, laid out as the event is now; all of it counts as its time."""
    began = time.monotonic()
    with Desk.open(setup.where, model=setup.model) as desk:
        found = desk.edition(event)
    made = Layout(Path(setup.cache), texts=setup.texts).lay_out(found)
    return replace(made, took=time.monotonic() - began)


def main() -> None:
    """Lay out what standard input says, and tell it on standard output."""
    Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    told, event = map(json.loads, sys.stdin.buffer.readlines())
    setup = Setup(**told)
    set_up(setup.log_form, setup.log_level)
    os.nice(NICENESS)
    gc.disable()  # rows have no cycles, and looking for some takes a third of the time
    try:
        made = edition(setup, event)
        print(json.dumps(asdict(made) | {"folder": str(made.folder)}), flush=True)
    except Exception as error:  # noqa: BLE001 - a traceback may have words of a report
        note(error)
        os._exit(1)
    os._exit(0)  # sooner than taking everything apart


def _end_with(parent: int) -> None:
    """End when the process is gone that started this one."""
    while os.getppid() == parent:
        time.sleep(GLANCE)
    os._exit(1)


if __name__ == "__main__":
    main()
