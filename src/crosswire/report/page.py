"""The report's one file: HTML that holds its words, its script and its style, and asks for nothing.

The policy in its head (Content Security Policy 3) forbids all that the page does not use: it runs
the one script and applies the one style that are told by their digests, and fetches nothing. Words
of reports come in as data, which no browser runs, and as escaped text for one without scripts.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from importlib import resources
from itertools import zip_longest
from typing import Any

from crosswire.codec import codec
from crosswire.error import ReportError
from crosswire.report.model import Report
from crosswire.view.brief import Brief
from crosswire.view.inert import inert
from crosswire.view.section import Entry, Line, Section

MOST = 60
"""Entries of a section that a page without its script shows."""

POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; base-uri 'none'; "
    "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
"""What a browser may do with the page."""

PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="{program}">
<title>{event}</title>
<style>{style}</style>
</head>
<body>
<div id="page"></div>
<noscript>
{brief}</noscript>
<script id="model" type="application/json">{model}</script>
<script>{script}</script>
{rows}</body>
</html>
"""

DEVELOPERS = "Build the page's script and style with `make web`, which needs node."

ROWS = (
    "documents",
    "entities",
    "utterances",
    "statements",
    "figures",
    "questions",
    "places",
    "links",
)
"""The model's long lists: their rows come in parts."""

LONGEST = 150_000
"""Letters of a part, but for one that is a single row: a browser reads so many in some 2 ms."""

_SURROGATES = re.compile("[\ud800-\udfff]")
"""Halves of characters: UTF-8 has none."""

DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that turn the words around them: who reads the file's source is not misled either."""

_ESCAPED = {letter: f"\\u{ord(letter):04x}" for letter in f"<>&\u2028\u2029{DIRECTIONS}"}
"""What could end a script's element, begin a comment in it, end one of its lines, or turn them."""


def render(report: Report, brief: Brief) -> bytes:
    """The page of a report in UTF-8; the same report is always the same bytes.

    `brief` is what a reader sees whose browser runs no scripts. Raises ReportError where the page's
    script was never built.
    """
    script, style = _asset("report.js"), _asset("report.css")
    members = codec(Report).encode(report)
    rows = [_part(name, part) for name in ROWS for part in _parts(members[name])]
    policy = POLICY.format(script=digest(script), style=digest(style))
    filled = PAGE.format(
        policy=policy,
        program=escape(f"{report.run.program} {report.run.version}"),
        event=escape(report.event),
        style=style,
        brief=plain(brief),
        model=_data(members | dict.fromkeys(ROWS, ())),
        script=script,
        rows="".join(rows),
    )
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", filled).encode()


def digest(content: str) -> str:
    """How a policy names a script or a style by what it says."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def _asset(name: str) -> str:
    """A file of the page, as it was built."""
    file = resources.files("crosswire.report").joinpath("asset").joinpath(name)
    if not file.is_file():
        raise ReportError(f"crosswire was installed without {name}", remedy=DEVELOPERS)
    return file.read_text("utf-8")


def _parts(rows: Sequence[Any]) -> Iterator[str]:
    """Rows as JSON, some in each part."""
    some: list[str] = []
    length = 0
    for told in map(_data, rows):
        if some and length + len(told) > LONGEST:
            yield f"[{','.join(some)}]"
            some, length = [], 0
        some.append(told)
        length += len(told)
    if some:
        yield f"[{','.join(some)}]"


def _part(name: str, rows: str) -> str:
    """A part of a list of the model."""
    return f'<script type="application/json" data-rows="{name}">{rows}</script>\n'


def _data(value: Any) -> str:
    """A value as JSON that can stand inside a script's element."""
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for letter, escaped in _ESCAPED.items():
        told = told.replace(letter, escaped)
    return told


def plain(brief: Brief) -> str:
    """The brief as HTML, for a browser that runs no scripts: every word in it is escaped."""
    return "".join(_told(brief))


def _told(brief: Brief) -> Iterator[str]:
    yield f"<h1>{escape(brief.event)}</h1>\n<p>{escape(brief.extent)}</p>\n"
    yield "<p>The pictures and the reports open where scripts may run; none is fetched.</p>\n"
    for section in brief.sections:
        yield f"<h2>{escape(section.title)}</h2>\n<ul>\n{''.join(_listed(section))}</ul>\n"


def _listed(section: Section) -> Iterator[str]:
    """The first entries of a section, and how many there are more."""
    shown = section.entries[:MOST]
    yield from (_entry(entry, section.columns) for entry in shown)
    if len(section.entries) > MOST:
        yield f"<li>… and {len(section.entries) - MOST} more</li>\n"


def _entry(entry: Entry, columns: Sequence[str]) -> str:
    """An entry's lines, under its heading where it has one."""
    lines = "".join(f"<li>{_joined(line, columns)}</li>\n" for line in entry.lines)
    if entry.heading is None:
        return lines
    return f"<li>{_joined(entry.heading, ())}\n<ul>\n{lines}</ul>\n</li>\n"


def _joined(line: Line, columns: Sequence[str]) -> str:
    """The cells of a line that are not empty, each after the name of its column."""
    named = zip_longest(columns[: len(line)], line, fillvalue="")
    return escape(" · ".join(f"{name} {inert(cell)}".strip() for name, cell in named if cell))
