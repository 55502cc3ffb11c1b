"""The guards of the server: each lets a request through, changes what is sent, or refuses it.

They are ASGI applications around the application, of one thing each. The order matters: what costs
least is asked first, and nothing is read of a body before it is known whose it is.
"""

from __future__ import annotations

from crosswire.desk.storage.store import Store
from crosswire.error import extra
from crosswire.web.credential import Keeper
from crosswire.web.guard.body import Body
from crosswire.web.guard.fault import Fault
from crosswire.web.guard.gate import Gate
from crosswire.web.guard.host import Host
from crosswire.web.guard.limit import Limits
from crosswire.web.guard.origin import Origin
from crosswire.web.guard.pace import Pace
from crosswire.web.guard.policy import Policy
from crosswire.web.guard.proxy import Proxy
from crosswire.web.reach import Reach

with extra("serve"):
    from fastapi import FastAPI

__all__ = ["Limits", "install"]

DEFAULT = Limits()


def install(
    app: FastAPI,
    *,
    reach: Reach,
    store: Store,
    limits: Limits = DEFAULT,
    keeper: Keeper | None = None,
) -> None:
    """Put the guards around an application, after whatever else is around it."""
    kept = keeper or Keeper(store)
    app.state.keeper = kept
    app.state.reach = reach
    app.state.sign_ins = Pace(limits.sign_in, remembered=limits.remembered)
    app.add_middleware(Body, limits=limits)
    app.add_middleware(Gate, reach=reach, keeper=kept, limits=limits)
    app.add_middleware(Origin)
    app.add_middleware(Host, reach=reach, limits=limits)
    app.add_middleware(Proxy, proxies=reach.proxies)
    app.add_middleware(Fault)
    app.add_middleware(Policy)
