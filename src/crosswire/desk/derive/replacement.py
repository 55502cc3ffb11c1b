"""An episode's rows in the database, replaced by those that are derived now: what differs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from sqlalchemy import Connection, delete, select

from crosswire.codec import codec
from crosswire.desk.derive.workshop import Digested, RowKey, Workshop
from crosswire.desk.storage import schema, wording
from crosswire.desk.storage.chunk import chunks
from crosswire.desk.storage.stored import row_of
from crosswire.ledger import Ledger, Row, kind_of
from crosswire.row import Document

DIGEST_BYTES = 16

ROW = schema.row


@dataclass(frozen=True, slots=True)
class Replacement:
    """The rows of an episode before and after, and how many of them differ."""

    before: tuple[Row, ...]
    after: tuple[Row, ...]
    changed: int


def replaced(
    connection: Connection, episode: str, ledger: Ledger, workshop: Workshop, *, whole: bool = False
) -> Replacement:
    """Write the rows of an episode's ledger; `whole` reads and writes every one of them."""
    stored = _stored(connection, episode)
    texts: dict[RowKey, str] = {}
    now = dict(_digested(ledger, {} if whole else workshop.rows.get(episode) or {}, texts))
    gone = stored.keys() - now.keys()
    differing = {key for key, (_, digest) in now.items() if whole or stored.get(key) != digest}
    old = _read(connection, episode, gone | (differing & stored.keys()))
    _erase(connection, episode, old.keys())
    for key in differing - texts.keys():
        texts[key] = text_of(now[key][0])
    _write(connection, episode, {key: (now[key], texts[key]) for key in sorted(differing)})
    workshop.rows.keep(episode, now)
    wording.keep(connection, episode, ledger)
    same = tuple(row for key, (row, _) in now.items() if key not in differing)
    fresh = {key: row_of(key[0], texts[key]) for key in sorted(differing)}
    changed = gone | {key for key in differing if old.get(key) != fresh[key]}
    return Replacement((*same, *old.values()), (*same, *fresh.values()), len(changed))


def text_of(row: Row) -> str:
    """A row as JSON; a document's without its text, which is kept as it came."""
    members = codec(type(row)).encode(row)
    if isinstance(row, Document):
        del members["text"]
    return json.dumps(members, separators=(",", ":"), allow_nan=False)


def digest(episode: str, ledger: Ledger, workshop: Workshop) -> None:
    """Remember the digests of the rows that an episode's ledger is likely to have."""
    known = workshop.rows.get(episode) or {}
    workshop.rows.keep(episode, dict(_digested(ledger, known, {})))


def _digested(
    rows: Iterable[Row], known: Digested, texts: dict[RowKey, str]
) -> Iterator[tuple[RowKey, tuple[Row, str]]]:
    """Rows with the digests of their JSON; `texts` gets that of those that are not `known`."""
    for row in rows:
        key = kind_of(row), row.id
        if key in known and known[key][0] == row:
            yield key, (row, known[key][1])
        else:
            texts[key] = text_of(row)
            yield key, (row, blake2b(texts[key].encode(), digest_size=DIGEST_BYTES).hexdigest())


def _stored(connection: Connection, episode: str) -> dict[RowKey, str]:
    """The digests of an episode's rows."""
    query = select(ROW.c.type, ROW.c.id, ROW.c.digest).where(ROW.c.episode == episode)
    return {(kind, name): digest for kind, name, digest in connection.execute(query)}


def _read(connection: Connection, episode: str, keys: Iterable[RowKey]) -> dict[RowKey, Row]:
    """Rows of an episode."""
    found = {}
    for kind, names in _by_kind(keys):
        query = select(ROW.c.id, ROW.c.data).where(
            ROW.c.episode == episode, ROW.c.type == kind, ROW.c.id.in_(names)
        )
        for name, data in connection.execute(query):
            found[kind, name] = row_of(kind, data)
    return dict(sorted(found.items()))


def _erase(connection: Connection, episode: str, keys: Iterable[RowKey]) -> None:
    """Takes rows out."""
    for kind, names in _by_kind(keys):
        connection.execute(
            delete(ROW).where(ROW.c.episode == episode, ROW.c.type == kind, ROW.c.id.in_(names))
        )


def _write(
    connection: Connection, episode: str, rows: Mapping[RowKey, tuple[tuple[Row, str], str]]
) -> None:
    """Puts rows in, each with its digest and its JSON."""
    values = [
        {
            "episode": episode,
            "type": kind,
            "id": name,
            "document": name if kind == "document" else getattr(row, "document", None),
            "digest": digest,
            "data": data,
        }
        for (kind, name), ((row, digest), data) in rows.items()
    ]
    if values:
        connection.execute(ROW.insert(), values)


def _by_kind(keys: Iterable[RowKey]) -> Iterator[tuple[str, list[str]]]:
    """The ids of each type, as many at a time as a query takes."""
    names: dict[str, list[str]] = {}
    for kind, name in sorted(keys):
        names.setdefault(kind, []).append(name)
    for kind, mine in names.items():
        yield from ((kind, some) for some in chunks(mine))
