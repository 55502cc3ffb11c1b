"""What all guards share: the headers of a request as they came, its path, whether it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Scope

SAFE = frozenset({"GET", "HEAD"})
"""Methods that change nothing."""

METHODS = SAFE | {"POST", "DELETE"}
"""Methods that are served at all."""


def header(scope: Scope, name: bytes) -> list[str]:
    """Every value that a request has of a header, as it came."""
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]


def is_of_api(scope: Scope) -> bool:
    """Whether a request is for what the desk holds, and not for the empty pages that show it."""
    path: str = scope["path"]
    return path in ("/api", "/openapi.json") or path.startswith("/api/")


def is_unsafe(scope: Scope) -> bool:
    """Whether a request may change something."""
    return scope["method"] not in SAFE


def address(scope: Scope) -> str:
    """From where a request comes, without its port."""
    client = scope.get("client")
    return str(client[0]) if client else "unix"
