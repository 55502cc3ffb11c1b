"""Which reports are versions of one report, and in which order they follow each other.

Versions have a locator, an address or a wire's item in common. They form a chain, each with the id
of the one before it: in the order of their arrival, but where a wire numbers them a late one is put
where it belongs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Literal

from sqlalchemy import Connection, and_, or_, select, true

from crosswire.codec import codec
from crosswire.desk.storage.extraction import searchable
from crosswire.desk.storage.schema import document
from crosswire.desk.version import locator
from crosswire.read import Article, order
from crosswire.row import Reason

Rule = Literal["stated_version", "changed_text"]


DIGITS = 8
"""Digits of a text's digest that tell its version apart."""


@dataclass(frozen=True, slots=True)
class Known:
    """A report that the desk has, as far as its versions are told by it."""

    id: str
    sha256: str
    version: str | None
    version_of: str | None


_KNOWN = (document.c.id, document.c.sha256, document.c.version, document.c.version_of)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report that arrives belongs: under which id, after and before which other version.

    `same` is the id of the report that it is already, `rule` why it is a version.
    """

    locator: str
    id: str
    before: str | None = None
    after: str | None = None
    rule: Rule = "changed_text"
    same: str | None = None


def place(connection: Connection, article: Article, digest: str) -> Place:
    """Where a report with the text of that digest belongs."""
    where, chain = _home(connection, article, digest)
    if twin := _twin(connection, article, digest, chain):
        return Place(where, twin, same=twin)
    name = _free(connection, article, digest, is_version=bool(chain))
    if not chain:
        return Place(where, name)
    later = _later(chain, article.delivery.version)
    before = later.version_of if later else chain[-1].id
    numbers = {one.id: one.version for one in chain}
    is_stated = bool(article.delivery.version and numbers.get(before or ""))
    rule: Rule = "stated_version" if is_stated else "changed_text"
    return Place(where, name, before, later.id if later else None, rule)


def versions(connection: Connection, name: str) -> tuple[Known, ...]:
    """All versions of a report by its id, item or address, in their order; none where it is not."""
    where = next(iter(places(connection, name)), None)
    return tuple(_at(connection, where)) if where is not None else ()


def places(connection: Connection, name: str) -> list[str]:
    """The locators of the reports that go by an id, an item or an address; an id goes first."""
    wanted = {searchable(name) or "", searchable(locator.canonical(name)) or ""}
    by_id = select(document.c.locator).where(document.c.id == searchable(name))
    if (found := connection.execute(by_id).scalar()) is not None:
        return [found]
    by_place = or_(document.c.locator.in_(wanted), document.c.url.in_(wanted))
    query = select(document.c.locator).where(by_place).distinct().order_by(document.c.locator)
    return list(connection.execute(query).scalars())


def rule_of(connection: Connection, name: str) -> Rule:
    """Why a report is a version."""
    told = connection.execute(select(document.c.row).where(document.c.id == name)).scalar_one()
    because = json.loads(told)["because"].get("version_of", {})
    return "stated_version" if because.get("rule") == "stated_version" else "changed_text"


def relink(connection: Connection, name: str, before: str | None, rule: Rule) -> None:
    """Make one version follow another."""
    told = connection.execute(select(document.c.row).where(document.c.id == name)).scalar_one()
    members = json.loads(told)
    because = {key: why for key, why in members["because"].items() if key != "version_of"}
    if before:
        because["version_of"] = codec(Reason).encode(Reason(rule))
    members |= {"version_of": before, "because": because}
    connection.execute(
        document.update()
        .where(document.c.id == name)
        .values(version_of=before, row=json.dumps(members))
    )


def _home(connection: Connection, article: Article, digest: str) -> tuple[str, list[Known]]:
    """The locator under which a report belongs, and the versions of it that are there."""
    mine = searchable(locator.locator(article, digest)) or ""
    names = {mine, *map(searchable, locator.names(article))}
    addresses = {searchable(article.url), *names} - {None}
    is_alone = document.c.item.is_(None) if article.delivery.item else true()
    found = connection.execute(
        select(document.c.seq, document.c.locator).where(
            or_(
                document.c.locator.in_(sorted(filter(None, names))),
                and_(document.c.url.in_(sorted(filter(None, addresses))), is_alone),
            )
        )
    )
    # The first is chosen here: told to sort, a database reads all reports in the order wanted.
    first = min(((one.seq, one.locator) for one in found), default=None)
    return (first[1], list(_at(connection, first[1]))) if first else (mine, [])


def _at(connection: Connection, where: str) -> Iterator[Known]:
    """The versions at a locator, in their order."""
    rows = connection.execute(
        select(*_KNOWN).where(document.c.locator == where).order_by(document.c.seq)
    )
    return _chain([Known(*row) for row in rows])


def _twin(
    connection: Connection, article: Article, digest: str, chain: Sequence[Known]
) -> str | None:
    """The report that this one is already: the same text at the same place, or the same bytes.

    A copy that another outlet prints, or that has an address of its own, is another report.
    """
    if found := next((one.id for one in chain if one.sha256 == digest), None):
        return found
    if article.url or article.delivery.item:
        return None
    outlet = searchable(article.outlet)
    twins = connection.execute(
        select(document.c.seq, document.c.id).where(
            document.c.sha256 == digest,
            document.c.raw_sha256 == article.raw_sha256,
            document.c.outlet.is_(None) if outlet is None else document.c.outlet == outlet,
            document.c.url.is_(None),
            document.c.item.is_(None),
        )
    )
    return min(((one.seq, one.id) for one in twins), default=(0, None))[1]


def _free(connection: Connection, article: Article, digest: str, *, is_version: bool) -> str:
    """An id that no other report has: its own, with its folder, or with its text's digest."""
    names = _names(article, digest, is_version=is_version)
    return next(name for name in names if not _is_taken(connection, name))


def _names(article: Article, digest: str, *, is_version: bool) -> Iterator[str]:
    """The ids that a report may have, the plainest first."""
    own = searchable(article.id) or ""
    folder = None if is_version else searchable(locator.longer(article))
    yield own
    if folder:
        yield folder
    yield f"{own}#{digest[:DIGITS]}"
    for number in count(2):
        yield f"{own}#{digest[:DIGITS]}-{number}"


def _is_taken(connection: Connection, name: str) -> bool:
    """Whether a report has an id."""
    found = select(document.c.id).where(document.c.id == name)
    return connection.execute(found).first() is not None


def _later(chain: Sequence[Known], version: str | None) -> Known | None:
    """The first version that its wire numbers higher than this one."""
    if not version:
        return None
    return next((one for one in chain if one.version and order(one.version) > order(version)), None)


def _chain(found: Sequence[Known]) -> Iterator[Known]:
    """Versions in their order, each after the one that it names."""
    following = {one.version_of: one for one in reversed(found)}
    ids = {one.id for one in found}
    for head in found:
        link: Known | None = head if head.version_of not in ids else None
        while link is not None:
            yield link
            link = following.get(link.id)
