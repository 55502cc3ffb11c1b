"""Which methods an address takes: what an answer 405 must say (RFC 9110, 15.5.6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from starlette.routing import Route

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.types import Scope

PLAIN = frozenset(("GET", "HEAD"))
"""What an address takes that nothing is known of."""

Methods = Sequence[tuple[re.Pattern[str], frozenset[str]]]
"""The addresses that are served, as patterns, each with its methods."""


def methods(routers: Iterable[APIRouter]) -> Methods:
    """The methods of all that some routers serve."""
    return tuple(
        (route.path_regex, frozenset(route.methods or PLAIN))
        for router in routers
        for route in router.routes
        if isinstance(route, Route)
    )


def allowed(scope: Scope) -> str:
    """The methods that the address of a request takes, as the header Allow names them."""
    known: Methods = scope["app"].state.methods
    found = frozenset[str]().union(*(some for path, some in known if path.match(scope["path"])))
    return ", ".join(sorted(found | {"HEAD"} if "GET" in found else found or PLAIN))
