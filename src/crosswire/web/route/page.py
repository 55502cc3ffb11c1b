"""The pages that a person opens, and the files that they are made of; the same for everybody."""

from __future__ import annotations

from fastapi import APIRouter, Response

from crosswire.web.page import PATHS, assets, frame
from crosswire.web.problem import missing

router = APIRouter(include_in_schema=False)

FOREVER = "public, max-age=31536000, immutable"
"""What is under a path with its own digest never changes."""


async def shown() -> Response:
    """The frame of every page; what is on it comes over the interface."""
    return Response(frame(), media_type="text/html", headers={"Cache-Control": "no-cache"})


for path in PATHS:
    router.add_api_route(path, shown, methods=["GET", "HEAD"])


@router.get("/assets/{name}")
async def asset(name: str) -> Response:
    """The script, the style and the icon of the pages."""
    file = assets().get(f"/assets/{name}")
    if file is None:
        raise missing("no page needs this file", remedy="Load the page anew.")
    return Response(file.content, media_type=file.media, headers={"Cache-Control": FOREVER})
