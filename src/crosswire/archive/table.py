"""The articles of an archive as a table: one row for each, and from a row the very article again.

Beside the article a row has what its story is found by: the day that orders it, the spans of its
own story, its profile, the sketch by which near copies are known, and where a language model places
it if one was asked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import pyarrow as pa

from crosswire.archive.encoder import Encoder
from crosswire.archive.sketch import sketch
from crosswire.assignment import encode, profile
from crosswire.error import InputError
from crosswire.read import Article, Delivery, day
from crosswire.row import Span
from crosswire.row.identity import identity
from crosswire.story import isolate

FOLDER = "articles"

GROUP = 32
"""Rows of a row group: what is read to get at one article."""

DELIVERY = pa.struct(
    [
        ("item", pa.string()),
        ("version", pa.string()),
        ("byline", pa.string()),
        ("credit", pa.list_(pa.string())),
        ("fetched", pa.string()),
        ("embargoed", pa.string()),
    ]
)

SCHEMA = pa.schema(
    [
        pa.field("key", pa.string(), nullable=False),
        pa.field("id", pa.string(), nullable=False),
        ("day", pa.date32()),
        pa.field("sha256", pa.string(), nullable=False),
        pa.field("raw_sha256", pa.string(), nullable=False),
        ("outlet", pa.string()),
        ("title", pa.string()),
        ("url", pa.string()),
        ("published", pa.date32()),
        ("dated_by", pa.string()),
        ("language", pa.string()),
        ("encoding", pa.string()),
        ("encoding_by", pa.string()),
        ("delivery", DELIVERY),
        pa.field("source", pa.string(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        ("story", pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))),
        pa.field("profile", pa.string(), nullable=False),
        pa.field("sketch", pa.binary(), nullable=False),
        ("embedding", pa.binary()),
    ]
)
"""The columns of articles/*.parquet."""

BOUNDED = ("key", "id", "day")
"""The columns of which a row group tells the least and the most."""

STATED = tuple(
    name
    for name in SCHEMA.names
    if name not in {"key", "day", "sha256", "story", "profile", "sketch", "embedding"}
)
"""The columns that an article is made of again."""

_SAME = (
    *("id", "text", "raw_sha256", "outlet", "title", "url", "published", "dated_by"),
    *("language", "encoding", "encoding_by"),
)
"""What an article and its row call alike."""


@dataclass(frozen=True, slots=True, order=True)
class Rank:
    """Where an article stands among others: by its day, those without one last, then its id."""

    is_undated: bool
    day: date
    id: str
    key: str


def path(part: str) -> str:
    """Where a part of the articles stands, by its name."""
    return f"{FOLDER}/{part}.parquet"


def row(article: Article, *, source: str, encoder: Encoder | None = None) -> dict[str, Any]:
    """The row of an article; `source` is the file it was read from, and its place there.

    Raises InputError for what a table cannot hold.
    """
    _refuse_halves(article)
    digest = sha256(article.text.encode()).hexdigest()
    spans = isolate(article.text).spans
    by = ordered_by(article)
    made = profile(article.text, title=article.title, day=by, spans=spans)
    return {name: getattr(article, name) for name in _SAME} | {
        "key": identity("article", article.id, digest),
        "day": by,
        "sha256": digest,
        "delivery": _delivery(article.delivery),
        "source": source,
        "story": [{"start": span.start, "end": span.end} for span in spans],
        "profile": json.dumps(encode(made), ensure_ascii=False, separators=(",", ":")),
        "sketch": sketch(article.text, spans=spans),
        "embedding": encoder(_told(article, spans)) if encoder else None,
    }


def _told(article: Article, spans: Sequence[Span]) -> str:
    """What an article tells: its title, once, and its own story."""
    story = "\n\n".join(span.of(article.text) for span in spans) or article.text
    is_titled = not article.title or story.lstrip().startswith(article.title)
    return story if is_titled else f"{article.title}\n\n{story}"


def article(found: Mapping[str, Any]) -> Article:
    """The article of a row, as its reader made it."""
    delivery = dict(found["delivery"])
    delivery["credit"] = tuple(delivery["credit"] or ())
    return Article(
        **{name: found[name] for name in _SAME},
        delivery=Delivery(**delivery),
        found_at=found["source"],
    )


def spans(found: Mapping[str, Any]) -> tuple[Span, ...]:
    """The spans of a row's own story."""
    return tuple(Span(one["start"], one["end"]) for one in found["story"])


def rank(found: Mapping[str, Any]) -> Rank:
    """Where a row stands in its table."""
    return Rank(found["day"] is None, found["day"] or date.min, found["id"], found["key"])


def ordered_by(article: Article) -> date | None:
    """The day by which an article is ordered: that of publication, else when it was fetched."""
    if article.published or not article.delivery.fetched:
        return article.published
    try:
        return day(article.delivery.fetched)
    except InputError:
        return None


def _refuse_halves(article: Article) -> None:
    """Raises InputError for half of a character (a lone surrogate), which no table can hold."""
    stated = {**_delivery(article.delivery), "credit": " ".join(article.delivery.credit)}
    for part, value in (stated | {name: getattr(article, name) for name in _SAME}).items():
        try:
            (value if isinstance(value, str) else "").encode()
        except UnicodeEncodeError as error:
            raise InputError(
                f"half of a character in its {part}, at {error.start}",
                remedy="Write its characters whole, in UTF-8.",
            ) from error


def _delivery(found: Delivery) -> dict[str, Any]:
    """What is stated beside an article, as a table holds it."""
    names = (DELIVERY.field(at).name for at in range(DELIVERY.num_fields))
    return {name: getattr(found, name) for name in names}
