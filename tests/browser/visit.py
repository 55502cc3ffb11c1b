"""A visit to a report: what a reader does there, and what he sees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

QUIET = """async () => {
  let changed = true;
  const seen = new MutationObserver(() => { changed = true; });
  seen.observe(document, { subtree: true, childList: true, attributes: true });
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  for (let quiet = 0; quiet < 3; quiet = changed ? 0 : quiet + 1) {
    changed = false;
    await frame();
  }
  seen.disconnect();
}"""
"""Waits until nothing has changed for three frames."""

VIEWS = ("figures", "timeline", "map", "statements", "reports")

PANE = "[aria-labelledby=pane-title]"
"""The reading pane: an aside of the page, or on small screens a dialog."""

WORDS = """async (rows) => {
  const found = {};
  for (const row of rows) {
    const come = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    location.hash = `row=${encodeURIComponent(row)}`;
    await come;
    const parts = document.querySelectorAll("@PANE .column-row :is(mark, .excerpt).found");
    found[row] = [...parts].map((part) => part.textContent);
  }
  return found;
}""".replace("@PANE", PANE)
"""The marked words of each row, by its permalink."""

ROWS = """([view, kind]) => {
  const links = document.querySelectorAll(`#${view} a[href*="row="], #${view} [data-row]`);
  const address = (one) => (one.getAttribute("href") ?? "").replace(/^#/, "");
  const row = (one) => one.dataset.row ?? new URLSearchParams(address(one)).get("row") ?? "";
  const shown = [...links].filter((one) => !one.closest("[hidden]"));
  return [...new Set(shown.map(row))].filter((one) => one.startsWith(`${kind}-`));
}"""

OPENED = """(view) => {
  for (const closed of document.querySelectorAll(`#${view} details`)) closed.open = true;
  for (const more of document.querySelectorAll(`#${view} button`))
    if (/^show .* more/i.test(more.textContent) && !more.hidden) more.click();
}"""

SCROLLED = """async (view) => {
  const section = document.getElementById(view);
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  let changed = performance.now();
  for (let before = 0; performance.now() - changed < 400; ) {
    section.lastElementChild.scrollIntoView({ block: "end", behavior: "instant" });
    await frame();
    await frame();
    const now = section.getElementsByTagName("*").length;
    if (now !== before) changed = performance.now();
    before = now;
  }
}"""


class Visit:
    """A page, and the questions that the tests ask of it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(
        self,
        path: Path | str,
        address: str = "",
        *,
        width: int = 1280,
        height: int = 900,
        live: bool = True,
        **media: Any,
    ) -> None:
        """Go to a report, or to a desk, by an empty page, so that nothing is left of the last."""
        self.page.goto("about:blank")
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(
            **{
                "media": "screen",
                "color_scheme": "light",
                "reduced_motion": "no-preference",
                "forced_colors": "none",
                **media,
            }
        )
        self.page.goto((path if isinstance(path, str) else path.as_uri()) + address)
        if live:
            self.settle()

    @property
    def address(self) -> str:
        """What stands after the # of the address."""
        return str(self.page.evaluate("decodeURIComponent(location.hash.slice(1))"))

    @property
    def row(self) -> str:
        """The row that the address opens."""
        return self.address.partition("row=")[2].partition("&")[0]

    def go(self, address: str) -> None:
        """Follow an address inside the page."""
        self.page.evaluate("(to) => { location.hash = to; }", address)
        self.settle()

    def filter(self, **filters: str | list[str]) -> None:
        """Set filters by the address."""
        self.go(urlencode(filters, doseq=True))

    def choice(self, name: str) -> Locator:
        """The button that opens the list of what may be chosen in a field."""
        bar = self.page.get_by_role("search")
        return bar.get_by_role("button", name=re.compile(rf"^{name}\b"))

    def tally(self) -> str:
        """What is told of how much the filters leave."""
        return self.page.get_by_role("status").first.inner_text()

    def until(self, test: str) -> None:
        """Wait until something is true; the page's policy forbids the driver's own way."""
        for _ in range(200):
            if self.page.evaluate(test):
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"it never was so: {test}")

    def settle(self) -> None:
        """Wait until all is drawn that is drawn unasked."""
        self.page.evaluate(QUIET)

    def section(self, name: str) -> Locator:
        """One of the views, by its id."""
        return self.page.locator(f"section#{name}")

    def rows(self, view: str, kind: str) -> list[str]:
        """The rows of a kind that a view leads to, each once, in their order."""
        return list(self.page.evaluate(ROWS, [view, kind]))

    def unrolled(self, view: str, kind: str) -> list[str]:
        """The same, with its groups opened and its lists scrolled to their ends."""
        self.page.evaluate(OPENED, view)
        self.settle()
        self.page.evaluate(SCROLLED, view)
        self.settle()
        return self.rows(view, kind)

    def entries(self, *, whole: bool = True) -> list[str]:
        """The statement that stands for each entry of the list of statements, or of its start."""
        if whole:
            self.page.evaluate(SCROLLED, "statements")
        found = self.page.locator("#statements article").evaluate_all(
            """(all) => all.map((one) => new URLSearchParams(
              one.querySelector('blockquote a').getAttribute("href").slice(1)).get("row"))"""
        )
        return list(found)

    def words(self, rows: Iterable[str]) -> dict[str, list[str]]:
        """The words that are marked in the reading pane when each row's permalink is followed."""
        found: dict[str, list[str]] = self.page.evaluate(WORDS, list(rows))
        return found

    @property
    def pane(self) -> Locator:
        """The reading pane."""
        return self.page.locator(PANE)

    def mark(self, where: str = "row") -> Locator:
        """The first of the marked words of the open row, or of the one `beside` it."""
        return self.pane.locator(f".column-{where} mark.found").first

    def marked(self, where: str = "row") -> str:
        """The words that are marked in the pane."""
        self.mark(where).wait_for()
        return "".join(self.pane.locator(f".column-{where} mark.found").all_text_contents())

    def in_view(self, element: Locator) -> bool:
        """Whether an element is on the screen, and nothing is over it."""
        return bool(
            element.evaluate(
                """(one) => { const box = one.getClientRects()[0];
                const over = box && document.elementFromPoint(box.x + 2, box.y + box.height / 2);
                return Boolean(over && (one.contains(over) || over.contains(one))); }"""
            )
        )

    def focus(self) -> str:
        """The element that has the focus: its name and what it says."""
        return str(
            self.page.evaluate(
                """() => { const one = document.activeElement;
                return `${one.tagName} ${one.getAttribute("aria-label") ?? one.textContent}`; }"""
            )
        )

    def press(self, keys: Sequence[str]) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def overflow(self) -> list[str]:
        """What makes the page scroll sideways: nothing, or the elements that stick out."""
        found: list[str] = self.page.evaluate(
            """() => {
              const wide = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= wide) return [];
              return [...document.body.querySelectorAll("*")]
                .filter((one) => one.getBoundingClientRect().right > wide + 1)
                .map((one) => `${one.tagName}.${one.className?.baseVal ?? one.className}`)
                .slice(0, 12)
                .concat("the page scrolls sideways");
            }"""
        )
        return found
