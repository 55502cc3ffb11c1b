"""What a person may do at a desk that is served: read it, judge of it, add to it."""

from __future__ import annotations

from typing import Literal, get_args

Role = Literal["reader", "reviewer", "editor"]

ROLES: tuple[Role, ...] = get_args(Role)
"""The roles, each of which may all that those before it may."""


def may(role: Role, wanted: Role) -> bool:
    """Whether somebody of a role may do what another role may.

    >>> may("editor", "reviewer"), may("reader", "reviewer")
    (True, False)
    """
    return ROLES.index(role) >= ROLES.index(wanted)
