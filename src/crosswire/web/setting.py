"""How a desk is served: what whoever starts the server decided."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.web.guard.limit import Limits
from crosswire.web.reach import Reach

HERE = Reach()
LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Settings:
    """How a desk is served.

    `texts` says whether the reports' texts are served, or only the excerpts of their rows.
    `reach` says from where it is reached, `limits` how much one may ask for.
    """

    texts: bool = True
    reach: Reach = HERE
    limits: Limits = LIMITS
