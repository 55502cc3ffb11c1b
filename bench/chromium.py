"""The browser in which the page is tested, measured and photographed: headless Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bench.cluster import BenchError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

VARIABLE = "CROSSWIRE_BROWSER"
"""The environment variable that names a Chromium, or a path to one."""

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

QUIET = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--font-render-hinting=none",
)
"""No calls home, and letters that are drawn alike everywhere."""


class NoBrowserError(BenchError):
    """There is no browser, or nothing to drive it with."""


def find() -> str:
    """The path of the Chromium to use; raises NoBrowserError."""
    named = os.environ.get(VARIABLE)
    for name in [named] if named else NAMES:
        path = shutil.which(name)
        if path:
            return path
    looked_for = f"{named} ({VARIABLE})" if named else ", ".join(NAMES)
    raise NoBrowserError(f"no browser: there is no {looked_for}; {VARIABLE} names another")


@contextmanager
def launch() -> Iterator[Browser]:
    """A headless Chromium, closed at the end; raises NoBrowserError."""
    path = find()
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 (a developer's package)
    except ImportError:
        raise NoBrowserError("no driver: playwright is not installed") from None
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=[*QUIET, *_rights()])
        try:
            yield browser
        finally:
            browser.close()


def _rights() -> list[str]:
    """Chromium has no sandbox for root, who runs it in containers."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
