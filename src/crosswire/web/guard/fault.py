"""What goes wrong inside is told to nobody outside: a fixed answer, and one line in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosswire.desk.log import tell
from crosswire.error import DeskError
from crosswire.web import problem
from crosswire.web.guard.message import address
from crosswire.web.incident import note
from crosswire.web.problem import RefusedError

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Fault:
    """Answers what a guard refused, and what the program itself failed at."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request; nothing that is raised gets further than this."""
        if scope["type"] != "http":
            await self._others(scope, receive, send)
            return
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except Exception as error:  # noqa: BLE001 - whatever it is, it must not get out
            response = _answer(error, scope)
            if not begun:
                await response(scope, receive, send)

    async def _others(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The server's own start and end; there are no web sockets."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})


def _answer(error: Exception, scope: Scope) -> Response:
    """What is told outside of an error; what else the request sends is not read."""
    if isinstance(error, RefusedError):
        tell("server.refused", status=error.status, reason=str(error), address=address(scope))
        response = problem.refused(error)
    else:
        note(error)
        response = problem.busy() if isinstance(error, DeskError) else problem.failed()
    response.headers["Connection"] = "close"
    return response
