"""The pages of a served desk: one HTML frame for every address, and the files that fill it.

Which page an address asks for is decided by the script (`web/src/desk/`); what is on it comes over
the interface as data. The frame has no word of a report in it, and is the same for everybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from html import escape
from importlib import resources

from crosswire.error import ReportError

PATHS = (
    "/",
    "/events/{event}",
    "/events/{event}/review",
    "/events/{event}/changes",
    "/events/{event}/agreement",
    "/documents/{document:path}/versions",
    "/carriers",
    "/search",
    "/add",
    "/signin",
)
"""The addresses that a person opens, as Starlette writes paths."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
"""What a browser may do with a page: the desk's own script and style, and asking the desk."""

FRAME = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>crosswire</title>
<link rel="icon" href="{icon}">
<link rel="stylesheet" href="{style}">
<script src="{script}" defer></script>
</head>
<body>
<div id="page"></div>
<noscript><p>These pages need their script, which comes from this desk and nowhere else.
Without one: crosswire report and crosswire brief.</p></noscript>
</body>
</html>
"""

FILES = (
    ("desk.js", "text/javascript; charset=utf-8"),
    ("desk.css", "text/css; charset=utf-8"),
    ("desk.svg", "image/svg+xml"),
)
"""What the pages are made of, as `make web` built it, and its media type."""

DEVELOPERS = "Build the pages' script and style with `make web`, which needs node."


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the pages; its path has a digest of what it says, so that it never changes."""

    path: str
    media: str
    content: bytes


@cache
def assets() -> Mapping[str, Asset]:
    """Script, style and icon by their paths; raises ReportError where they were never built."""
    return {one.path: one for one in (_asset(name, media) for name, media in FILES)}


@cache
def frame() -> bytes:
    """The HTML that every address of a page answers with, in UTF-8."""
    script, style, icon = assets()
    return FRAME.format(script=escape(script), style=escape(style), icon=escape(icon)).encode()


def _asset(name: str, media: str) -> Asset:
    """A file as it was built, under a path that tells it from any other."""
    file = resources.files("crosswire.web").joinpath("asset").joinpath(name)
    if not file.is_file():
        raise ReportError(f"crosswire was installed without {name}", remedy=DEVELOPERS)
    content = file.read_bytes()
    stem, _, ending = name.rpartition(".")
    return Asset(f"/assets/{stem}-{sha256(content).hexdigest()[:16]}.{ending}", media, content)
