"""Where the time of a ledger goes: `python -m bench.stage FOLDER` prints seconds by stage as JSON.

Every function that the pipeline takes from another module is timed where the pipeline calls it; a
stage that yields is timed as it is drawn from.
"""

from __future__ import annotations

import functools
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from inspect import isfunction, isgenerator
from pathlib import Path
from time import process_time
from types import ModuleType
from typing import Any

from crosswire import collation, model, pipeline, reading

Clock = dict[str, float]


def run(folder: Path) -> Clock:
    """Seconds by stage, and of the whole, for the ledger of a folder."""
    clock: Clock = defaultdict(float)
    for module, name in list(_called()):
        function = getattr(module, name)
        stage = f"{function.__module__.removeprefix('crosswire.')}.{function.__name__}"
        setattr(module, name, _timed(function, stage, clock))
    start = process_time()
    pipeline.collate([folder])
    whole = process_time() - start
    rest = whole - sum(clock.values())
    return {**clock, "pipeline itself": rest, "whole": whole}


def _called() -> Iterator[tuple[ModuleType, str]]:
    """Where the names of the stages stand: in what calls them, the model's in its own module."""
    callers = (pipeline, reading, collation)
    own = {module.__name__ for module in callers}
    for module in callers:
        for name, value in vars(module).items():
            if isfunction(value) and value.__module__ not in own:
                yield module, name
    yield from ((model, name) for name in ("find", "load"))


def _timed(function: Callable[..., Any], stage: str, clock: Clock) -> Callable[..., Any]:
    """A function that adds the time it takes to the clock."""

    @functools.wraps(function)
    def timed(*arguments: Any, **options: Any) -> Any:
        start = process_time()
        result = function(*arguments, **options)
        clock[stage] += process_time() - start
        return _drawn(result, stage, clock) if isgenerator(result) else result

    return timed


def _drawn(items: Iterator[Any], stage: str, clock: Clock) -> Iterator[Any]:
    """The same items; the time that each takes to come is added to the clock."""
    while True:
        start = process_time()
        item = next(items, _drawn)
        clock[stage] += process_time() - start
        if item is _drawn:
            return
        yield item


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]))))
