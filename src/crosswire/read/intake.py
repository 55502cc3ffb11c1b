"""From paths to articles: the order, the facts given beside them, and what is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from crosswire.read.article import Article
from crosswire.read.source import LARGEST
from crosswire.row import Problem

NO_FIELDS: Mapping[str, str] = MappingProxyType({})


def read(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    outlet: str | None = None,
    fields: Mapping[str, str] = NO_FIELDS,
    largest: int = LARGEST,
) -> Iterator[Article | Problem]:
    """The articles of files and folders, in a fixed order; what cannot be read is a problem.

    A folder is read whole, in the order of its names; "-" is standard input. `published` and
    `outlet` hold for every article, `fields` says what JSON lines call an article's parts
    (`{"text": "maintext"}`), `largest` is the most bytes that one article may have.
    """
    for given in paths:
        path = Path(given)
        files = sorted(p for p in path.rglob("*.txt")) if path.is_dir() else [path]
        for file in files:
            raw = file.read_bytes()
            name = file.relative_to(path).as_posix() if path.is_dir() else file.name
            yield Article(name, raw.decode(), sha256(raw).hexdigest(), outlet, published=published)
