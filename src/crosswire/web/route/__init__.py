"""The routes, a router for each family of them."""

from crosswire.web.route import (
    change,
    event,
    health,
    judgement,
    listing,
    page,
    report,
    review,
    row,
    search,
    session,
    stream,
    submission,
    version,
)

ROUTERS = (
    session.router,
    stream.router,
    submission.router,
    report.router,
    judgement.router,
    review.router,
    change.router,
    listing.router,
    search.router,
    version.router,
    row.router,
    event.router,
    health.router,
    page.router,
)
"""Every router, in the order in which paths are compared: the narrower before the wider."""
