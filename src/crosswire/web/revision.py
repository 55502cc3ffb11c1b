"""Answers that are sent once: an ETag that rests on a revision, and 304 where it is the same.

RFC 9110, 8.8.3 and 13.1.2. A browser may keep what it got, and asks each time whether it still
holds; no other cache may keep it.
"""

from __future__ import annotations

from importlib.metadata import version

from fastapi import Request, Response

VERSION = version("crosswire")

CACHING = {"Cache-Control": "private, no-cache"}


def tag(*parts: object) -> str:
    """The ETag of an answer that is the same as long as `parts` and the program are."""
    return f'"{"-".join(str(part) for part in parts)}-{VERSION}"'


def unchanged(request: Request, etag: str) -> Response | None:
    """The answer 304 where the caller has this already, else None."""
    told = request.headers.getlist("if-none-match")
    known = {one.strip().removeprefix("W/") for line in told for one in line.split(",")}
    if etag in known or "*" in known:
        return Response(status_code=304, headers={"ETag": etag, **CACHING})
    return None


def answer(body: bytes | str, etag: str, *, media: str = "application/json") -> Response:
    """A body with its ETag."""
    return Response(body, media_type=media, headers={"ETag": etag, **CACHING})
