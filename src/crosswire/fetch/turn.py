"""Whose turn it is: one request to a host at a time, and a pause between two."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from crosswire.error import FetchError


@dataclass(slots=True)
class _Host:
    """A host: whether it is being asked, when it was last, and when for a page."""

    lock: Lock = field(default_factory=Lock)
    asked: float | None = None
    page: float | None = None

    def wait(self, now: float, pause: float, delay: float) -> float:
        """The seconds until it may be asked."""
        waits = [0.0]
        if self.asked is not None:
            waits.append(self.asked + pause - now)
        if self.page is not None:
            waits.append(self.page + delay - now)
        return max(waits)


@dataclass(slots=True)
class Turns:
    """Knows when each host was last asked, by a clock that only runs forward."""

    clock: Callable[[], float]
    sleep: Callable[[float], None]
    pause: float
    longest: float
    hosts: dict[str, _Host] = field(default_factory=dict)

    @contextmanager
    def turn(self, name: str, *, is_page: bool, delay: float = 0.0) -> Iterator[None]:
        """Waits until a host may be asked; others wait meanwhile.

        `delay` is the pause that it wants between two pages. Raises FetchError where that is longer
        than anybody should wait for.
        """
        host = self.hosts.setdefault(name, _Host())
        with host.lock:
            self._wait(name, host, delay)
            try:
                yield
            finally:
                host.asked = self.clock()
                host.page = host.asked if is_page else host.page

    def _wait(self, name: str, host: _Host, delay: float) -> None:
        """The pause, as far as it isn't over."""
        seconds = host.wait(self.clock(), self.pause, delay)
        if seconds > max(self.longest, self.pause):
            raise FetchError(
                f"{name} asks for a pause of {delay:g} s between two requests",
                remedy="Ask again later.",
                wait=seconds,
            )
        if seconds > 0:
            self.sleep(seconds)
