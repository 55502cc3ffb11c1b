"""The application: one desk, its settings, and the routes over it."""

from __future__ import annotations

from fastapi import Depends, FastAPI
from starlette.types import Lifespan

from crosswire.desk.desk import Desk
from crosswire.web import contract, problem
from crosswire.web.guard import install
from crosswire.web.head import Head
from crosswire.web.method import methods
from crosswire.web.request import known_parameters
from crosswire.web.revision import VERSION
from crosswire.web.route import ROUTERS
from crosswire.web.setting import Settings

DEFAULTS = Settings()


def app(
    desk: Desk, settings: Settings = DEFAULTS, *, lifespan: Lifespan[FastAPI] | None = None
) -> FastAPI:
    """The application that serves a desk, to be run by an ASGI server.

    The desk stays its caller's, who closes it when the server has stopped. `lifespan` is what runs
    beside the application.
    """
    made = FastAPI(
        title="crosswire",
        version=VERSION,
        openapi_url="/openapi.json",
        docs_url=None,  # they load a script from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        dependencies=[Depends(known_parameters)],
        lifespan=lifespan,
    )
    made.state.desk = desk
    made.state.settings = settings
    made.state.methods = methods(ROUTERS)
    for router in ROUTERS:
        made.include_router(router)
    problem.handle(made)
    contract.describe(made, ROUTERS)
    made.add_middleware(Head)
    install(made, reach=settings.reach, store=desk.store, limits=settings.limits)
    return made
