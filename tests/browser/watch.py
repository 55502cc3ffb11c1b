"""What a page must never do: complain on the console, throw, ask, open, or fetch anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request, WebError

OWN = ("file:", "data:", "blob:", "about:")


class Watch:
    """Writes down every complaint of every page of a context; a served page may ask its `desk`."""

    def __init__(self, context: BrowserContext, desk: str | None = None) -> None:
        self.desk = desk
        self.complaints: list[str] = []
        self.requests: list[str] = []
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("dialog", self._dialog)
        context.on("page", self._page)

    def check(self) -> None:
        """Fail where anything was written down since the last time."""
        complaints, self.complaints = self.complaints, []
        assert complaints == [], complaints

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "assert"):
            self.complaints.append(f"console: {message.text}")

    def _error(self, error: WebError) -> None:
        self.complaints.append(f"error: {error.error}")

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        if self.desk is not None and request.url.startswith(f"{self.desk}/"):
            return
        if not request.url.startswith(OWN) or not request.is_navigation_request():
            self.complaints.append(f"request: {request.url:.200}")

    def _dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _page(self, page: Page) -> None:
        opener = page.opener()
        if opener is not None:
            self.complaints.append(f"a window was opened: {page.url:.200}")
