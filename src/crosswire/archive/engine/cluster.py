"""Ray, started on this machine or found on others: quiet, telling nobody, and gone at the end."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from crosswire.error import ArchiveError, CrosswireError, extra

QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing is told to anybody
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    "RAY_DATA_LOG_LEVEL": "CRITICAL",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_worker_niceness": "0",  # as without an engine: whoever wants it to yield says `nice`
    "RAY_memory_monitor_refresh_ms": "0",  # where memory ends, a child goes, and not its actor
}
"""What Ray is told by its surroundings before it is imported."""

STORE = 80_000_000
"""Bytes of memory that Ray shares between processes here: little more than it takes at least."""

LONGEST = 40
"""Letters that the path of Ray's folder may have: sockets are in it, whose paths must be short."""

LOOPBACK = "127.0.0.1"
"""Where Ray listens on this machine: nobody in its network reaches it."""

HERE_ALONE = "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"
"""What else keeps it there: unless it is 0, Ray takes the network's address for the loopback's."""

COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def ray() -> Any:
    """Ray with its data sets, imported so that it stays quiet."""
    os.environ.update({name: os.environ.get(name, value) for name, value in QUIET.items()})
    with extra("archive"):
        found = importlib.import_module("ray")
        importlib.import_module("ray.data")
        worker: Any = importlib.import_module("ray._private.worker")
    worker._worker_logs_enabled = False  # else it prints each death of an actor, whatever it's told
    context = found.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    context.max_errored_blocks = -1  # a unit that is lost with its actor is done in another round
    return found


def started(workers: int, *, dashboard: bool) -> tuple[Callable[[], None], str | None]:
    """Start Ray on this machine for so many workers: how to end it, and where its dashboard is."""
    os.environ[HERE_ALONE] = "0"
    if dashboard:
        _check_dashboard()
    folder = tempfile.mkdtemp(prefix="cw-")
    settings: dict[str, Any] = {
        "address": "local",
        "_node_ip_address": LOOPBACK,
        "num_cpus": workers,
        "object_store_memory": STORE,
        "include_dashboard": dashboard,
    }
    if len(folder) <= LONGEST:
        settings["_temp_dir"] = folder

    def end() -> None:
        _quit()
        shutil.rmtree(folder, ignore_errors=True)

    try:
        with _told("Ray cannot be started", "See that this machine has memory and disk left."):
            url = _initialised(settings)
    except BaseException:
        end()
        raise
    return end, url if dashboard else None


def joined(address: str) -> tuple[Callable[[], None], str | None]:
    """Join a cluster that is there: how to leave it, and where its dashboard is."""
    remedy = "Start its first node with `ray start --head`, and give the address that it tells."
    with _told(f"there is no cluster at {address}", remedy):
        return _quit, _initialised({"address": address})


def _initialised(settings: dict[str, Any]) -> str | None:
    """Ray, begun with these settings; where its dashboard is, if it has any."""
    before = signal.getsignal(signal.SIGTERM)
    with _hushed():
        context = ray().init(log_to_driver=False, logging_level="CRITICAL", **settings)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, before)  # it takes it, and prints where it was
    return context.dashboard_url or None


def _quit() -> None:
    """End what was started, or leave what was joined."""
    with _hushed():
        ray().shutdown()


def _check_dashboard() -> None:
    """Raises ExtraError where what shows the dashboard is not installed."""
    with extra("dashboard"):
        importlib.import_module("ray.dashboard.optional_deps")


@contextmanager
def _told(what: str, remedy: str) -> Iterator[None]:
    """Whatever Ray raises, as one line and what to do."""
    try:
        yield
    except CrosswireError:
        raise
    except Exception as error:
        if "AuthToken" in str(error):
            what, remedy = f"{what} for us", "Set RAY_AUTH_MODE=token, and the cluster's token."
        raise ArchiveError(f"{what}: {line(error)}", remedy=remedy) from error


def line(error: BaseException, *, at: int = 0) -> str:
    """A line of what an error says, in plain text; of a worker's error the last says what it is."""
    lines = COLOURS.sub("", str(error)).strip().splitlines() or [type(error).__name__]
    return lines[at].strip()[:200]


@contextmanager
def _hushed() -> Iterator[None]:
    """Nothing on standard error: Ray's own libraries write there, however quiet they're told to be.

    What is written is no news: what fails is raised too.
    """
    kept = os.dup(2)
    try:
        with Path(os.devnull).open("wb") as nothing:
            os.dup2(nothing.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
