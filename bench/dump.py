"""The articles of an archive as researchers get them: JSON lines, WARC, Parquet; and the truth.

Each outlet comes in one form, so that most stories are spread over all three. A broken article is
broken as its form breaks: a line that is cut off, a compressed record with a byte flipped, a row
without a text.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path
from uuid import UUID

from bench.corpus import Told

TRUTH = "truth.jsonl"
"""Beside the folder of the archive, not in it."""

FORMS = {"jsonl": 6, "warc": 2, "parquet": 2}
"""The forms, by how many in ten outlets come in each."""

WEEK = 7
"""Days of which the pages are in one WARC file, and the rows in one Parquet file."""

GROUP = 500
"""Rows of a row group."""

PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:site_name" content="{outlet}">
<meta property="og:title" content="{title}">{published}
<link rel="canonical" href="{url}"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<article><h1>{title}</h1>
{paragraphs}
</article>
<footer><p>All rights reserved.</p></footer></body></html>
"""


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of the article of an address; `lines` are the sentences that it is made of."""

    url: str
    story: str
    language: str
    kind: str | None
    original: str | None
    lines: tuple[str, ...] = ()

    @staticmethod
    def read(path: Path) -> list[Truth]:
        """The truth of all articles of an archive."""
        return [Truth(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def write(told: Sequence[Told], folder: Path, *, form: str | None = None) -> Path:
    """Write an archive into a new folder, all in one form or each outlet in its own.

    The truth stands beside the folder that is returned, so that nobody reads it for an article.
    Where all forms are mixed, every second file of JSON lines is compressed.
    """
    goal = folder / "archive"
    goal.mkdir(parents=True)
    parts: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        parts[form or _form(one.outlet)].append(one)
    for name, mine in sorted(parts.items()):
        _WRITERS[name](mine, goal)
    if form is None:
        _pack(sorted(goal.glob("*.jsonl"))[::2])
    (folder / TRUTH).write_text("".join(map(_truth, told)), "utf-8")
    return goal


def _form(outlet: str) -> str:
    """The form in which an outlet's articles come."""
    forms = [form for form, many in FORMS.items() for _ in range(many)]
    return forms[sha256(outlet.encode()).digest()[0] % len(forms)]


def _truth(one: Told) -> str:
    truth = {
        "url": one.url,
        "story": one.story,
        "language": one.language,
        "kind": one.kind,
        "original": one.original,
        "lines": sorted(f"{report}.{line}" for report, line in one.lines),
    }
    return json.dumps(truth) + "\n"


def _parted(told: Iterable[Told], key: Callable[[Told], str]) -> Mapping[str, list[Told]]:
    """The articles by the file that they come in."""
    found: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        found[key(one)].append(one)
    return found


def _week(one: Told) -> str:
    """The week of an article."""
    return f"{one.seen.year}-{(one.seen.timetuple().tm_yday - 1) // WEEK:02}"


# -- JSON lines: a file a day


def _jsonl(told: Sequence[Told], goal: Path) -> None:
    for day, mine in _parted(told, lambda one: one.seen.isoformat()).items():
        (goal / f"{day}.jsonl").write_bytes(b"".join(map(_line, mine)))


def _pack(paths: Iterable[Path]) -> None:
    """Compress files."""
    for path in paths:
        path.with_suffix(".jsonl.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
        path.unlink()


def _line(one: Told) -> bytes:
    line = json.dumps(_fields(one), ensure_ascii=False).encode()
    return (line[: len(line) // 2] if one.kind == "broken" else line) + b"\n"


def _fields(one: Told) -> dict[str, str | None]:
    return {
        "id": one.url,
        "url": one.url,
        "outlet": one.outlet,
        "title": one.title,
        "published": one.published.isoformat() if one.published else None,
        "text": one.text,
    }


# -- WARC: a file a week, each record a gzip member


def _warc(told: Sequence[Told], goal: Path) -> None:
    for week, mine in _parted(told, _week).items():
        (goal / f"crawl-{week}.warc.gz").write_bytes(b"".join(map(_member, mine)))


def _member(one: Told) -> bytes:
    """The record of a page, compressed; of a broken one some bytes in the middle are others."""
    packed = gzip.compress(_record(one), mtime=0)
    if one.kind != "broken":
        return packed
    middle = len(packed) // 2
    flipped = bytes(byte ^ 0xFF for byte in packed[middle : middle + 16])
    return packed[:middle] + flipped + packed[middle + 16 :]


def _record(one: Told) -> bytes:
    """A response as WARC 1.0 keeps it."""
    body = _page(one).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
    block = head.encode() + body
    name = UUID(bytes=sha256(f"{one.url} {one.kind}".encode()).digest()[:16])
    fields = {
        "WARC-Type": "response",
        "WARC-Record-ID": f"<urn:uuid:{name}>",
        "WARC-Date": f"{one.seen.isoformat()}T12:00:00Z",
        "WARC-Target-URI": one.url,
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    }
    told = "".join(f"{field}: {value}\r\n" for field, value in fields.items())
    return f"WARC/1.0\r\n{told}\r\n".encode() + block + b"\r\n\r\n"


def _page(one: Told) -> str:
    """The article as a page."""
    published = f'\n<meta property="article:published_time" content="{one.published}">'
    return PAGE.format(
        language=one.language,
        title=escape(one.title),
        outlet=escape(one.outlet),
        url=one.url,
        published=published if one.published else "",
        paragraphs="\n".join(f"<p>{escape(line)}</p>" for line in one.text.split("\n\n")),
    )


# -- Parquet: a file a week


def _parquet(told: Sequence[Told], goal: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415 - an extra
    from pyarrow import parquet  # noqa: PLC0415 - as above

    for week, mine in _parted(told, _week).items():
        rows = [{**_fields(one), **_broken(one)} for one in mine]
        parquet.write_table(pa.Table.from_pylist(rows), goal / f"{week}.parquet", GROUP)


def _broken(one: Told) -> dict[str, None]:
    """What a row lacks that is broken."""
    return {"text": None} if one.kind == "broken" else {}


_WRITERS: Mapping[str, Callable[[Sequence[Told], Path], None]] = {
    "jsonl": _jsonl,
    "warc": _warc,
    "parquet": _parquet,
}
