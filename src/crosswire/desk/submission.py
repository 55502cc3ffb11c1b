"""What people hand in to be added: kept before it is acknowledged, taken in once, then forgotten.

A submission is a text or an address, with what is known of it. It waits in the database until a
worker takes it in; what came of it is written in the transaction that takes its reports in. So
whatever is killed, and whenever, each is taken in once. Its words are deleted in that transaction.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Connection, func, insert, select, update

from crosswire.codec import codec
from crosswire.desk.derive.transaction import Transaction
from crosswire.desk.intake.intake import Aim, Input, Intake
from crosswire.desk.intake.receipt import Receipt
from crosswire.desk.storage.schema import submission
from crosswire.desk.storage.store import Store
from crosswire.error import CrosswireError
from crosswire.read import Article, Given, pasted
from crosswire.row import Problem

if TYPE_CHECKING:
    from crosswire.fetch import Fetcher

MOST = 500
"""Submissions that may wait: with the longest texts a quarter of a gigabyte."""

ATTEMPTS = 3
"""How often a submission is begun: one that ends the program each time is a problem."""

NOTHING = ("there is no report in it", "Give the page of a report.")
ENDED = (
    "the program ended while it was working on it, each time that it tried",
    "Give its plain text; and report this, with the text.",
)

Kind = Literal["text", "url"]
State = Literal["waiting", "done"]


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody hands in: a text or an address, what is known of it, the event it goes to."""

    kind: Kind
    content: str = field(repr=False)
    outlet: str | None = None
    title: str | None = None
    published: date | None = None
    event: str | None = None

    @property
    def given(self) -> Given:
        """What is known of it, as readers take it."""
        return Given(outlet=self.outlet, title=self.title, published=self.published)


@dataclass(frozen=True, slots=True)
class Submission:
    """What was handed in, by whom and when, and once it is `done` what came of it."""

    id: str
    at: str
    by: str
    kind: Kind
    state: State
    event: str | None = None
    receipts: tuple[Receipt, ...] = ()
    done_at: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submission that is to be taken in, and how often that was begun."""

    id: str
    offer: Offer
    attempts: int

    @property
    def name(self) -> str:
        """What its problems go by: its address, or the name of a text."""
        return self.offer.content if self.offer.kind == "url" else f"pasted-{self.id[:12]}.txt"


class FullError(CrosswireError):
    """Too much was handed in that nobody has taken in yet."""

    def __init__(self) -> None:
        super().__init__(
            f"{MOST} texts and addresses wait to be taken in",
            remedy="Hand it in again when some of them are done.",
        )


class TakenAlreadyError(CrosswireError):
    """Another worker has taken a submission in meanwhile."""

    def __init__(self) -> None:
        super().__init__("it is taken in already", remedy="There is nothing to do.")


@dataclass(frozen=True, slots=True)
class Submissions:
    """What was handed in to a desk; `intake` is asked for when something is to be taken in."""

    store: Store
    intake: Callable[[], Intake]

    def submit(self, offer: Offer, *, by: str) -> Submission:
        """Keep what somebody hands in; raises FullError where too much waits already."""
        with self.store.writing() as connection:
            if _waits(connection) >= MOST:
                raise FullError
            one = Submission(
                id=secrets.token_hex(16),
                at=self.store.now(connection),
                by=by,
                kind=offer.kind,
                state="waiting",
                event=offer.event,
            )
            values = {"id": one.id, "at": one.at, "by": by, "kind": one.kind, "event": one.event}
            content = offer.content.encode("utf-8", "replace")
            connection.execute(
                insert(submission).values(
                    **values,
                    seq=self.store.next_seq(connection, submission),
                    about=_about(offer, 0),
                    content=content,
                    state="waiting",
                )
            )
        return one

    def find(self, name: str) -> Submission | None:
        """What was handed in under an id."""
        with self.store.reading() as connection:
            query = select(submission).where(submission.c.id == name)
            row = connection.execute(query).one_or_none()
        return None if row is None else _submission(row)

    def waiting(self, kind: Kind | None = None) -> Waiting | None:
        """The oldest that waits, of a kind where one is named."""
        table = submission
        query = select(table).where(table.c.state == "waiting")
        if kind is not None:
            query = query.where(table.c.kind == kind)
        with self.store.reading() as connection:
            row = connection.execute(query.order_by(table.c.seq).limit(1)).one_or_none()
        return None if row is None else _waiting(row)

    def oldest(self) -> float:
        """Seconds that the one waits which has waited for longest; 0 where none does."""
        with self.store.reading() as connection:
            query = select(func.min(submission.c.at)).where(submission.c.state == "waiting")
            at = connection.execute(query).scalar()
        return 0.0 if at is None else max(0.0, self.store.seconds_since(at))

    def begin(self, one: Waiting) -> Waiting | None:
        """Note that work on it begins; None where that was noted too often, and it is a problem."""
        if one.attempts >= ATTEMPTS:
            self.refuse(one, *ENDED)
            return None
        begun = replace(one, attempts=one.attempts + 1)
        is_it = (submission.c.id == one.id) & (submission.c.state == "waiting")
        with self.store.writing() as connection:
            about = _about(one.offer, begun.attempts)
            connection.execute(update(submission).where(is_it).values(about=about))
        return begun

    def take(self, one: Waiting, inputs: Sequence[Input]) -> None:
        """Take in what it was read as, and note what came of each; nothing where that is done."""
        if not inputs:
            self.refuse(one, *NOTHING)

        def note(writing: Transaction, receipts: Sequence[Receipt]) -> None:
            _note(writing.connection, writing.store, one, receipts, expected=len(inputs))

        try:
            for _ in self.intake().take(inputs, Aim(one.offer.event), note=note):
                pass
        except TakenAlreadyError:
            return

    def refuse(self, one: Waiting, reason: str, remedy: str) -> None:
        """Note that it cannot be taken in."""
        problem = Problem.of(one.name, reason, remedy)
        receipt = Receipt(problem.document, "problem", reason=problem.reason, remedy=problem.remedy)
        with suppress(TakenAlreadyError), self.store.writing() as connection:
            _note(connection, self.store, one, [receipt], expected=0)


def inputs(one: Waiting, fetcher: Callable[[], Fetcher]) -> list[Input]:
    """What a submission is read as: an article, those at its address, or what is wrong with it."""
    offer = one.offer
    if offer.kind == "text":
        return list(pasted(one.name, offer.content, given=offer.given))
    from crosswire.fetch import articles  # noqa: PLC0415 - slow to import, for few

    return list(_found(articles(fetcher(), [offer.content], given=offer.given), offer.content))


def _found(read: Iterable[Input], url: str) -> Iterator[Input]:
    """What was found at an address, with the address that was asked for it."""
    for one in read:
        is_named = isinstance(one, Article) and (one.url or one.delivery.item)
        yield replace(one, found_at=url) if is_named and isinstance(one, Article) else one


def _note(
    connection: Connection,
    store: Store,
    one: Waiting,
    receipts: Sequence[Receipt],
    *,
    expected: int,
) -> None:
    """Write what came of some of a submission; with the last of what is expected it is done.

    Raises TakenAlreadyError where it is done already.
    """
    is_it = (submission.c.id == one.id) & (submission.c.state == "waiting")
    query = select(submission.c.receipts).where(is_it)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise TakenAlreadyError
    told = _told(row.receipts)
    before = {each.document: each for begun, each in told if begun < one.attempts}
    mine = [each for begun, each in told if begun == one.attempts]
    mine += [
        before.get(each.document, each) if each.outcome == "same" else each for each in receipts
    ]
    others = [(begun, each) for begun, each in told if begun != one.attempts]
    now = [(one.attempts, each) for each in mine]
    values: dict[str, Any] = {"receipts": _written([*others, *now])}
    if len(mine) >= expected:
        values = {"receipts": _written(now), "state": "done", "done_at": store.now(connection)}
        values |= {"content": None, "about": "{}"}
        store.next_seq(connection, submission)  # who waits for it learns of it by this number
    connection.execute(update(submission).where(is_it).values(values))


def _waits(connection: Connection) -> int:
    """How many submissions wait."""
    query = select(func.count()).where(submission.c.state == "waiting")
    return int(connection.execute(query).scalar_one())


def _about(offer: Offer, attempts: int) -> str:
    """What is known of an offer, and how often work on it was begun."""
    day = offer.published and offer.published.isoformat()
    known = {"outlet": offer.outlet, "title": offer.title, "published": day}
    return json.dumps({**{key: value for key, value in known.items() if value}, "begun": attempts})


def _waiting(row: Any) -> Waiting:
    """A submission that waits, from its row."""
    about: Mapping[str, Any] = json.loads(row.about)
    day = about.get("published")
    offer = Offer(
        kind=row.kind,
        content=row.content.decode("utf-8", "replace"),
        outlet=about.get("outlet"),
        title=about.get("title"),
        published=date.fromisoformat(day) if day else None,
        event=row.event,
    )
    return Waiting(row.id, offer, int(about.get("begun", 0)))


def _submission(row: Any) -> Submission:
    """A submission, from its row."""
    told = tuple(each for _, each in _told(row.receipts)) if row.state == "done" else ()
    return Submission(row.id, row.at, row.by, row.kind, row.state, row.event, told, row.done_at)


def _told(written: str | None) -> list[tuple[int, Receipt]]:
    """What came of a submission until now, each with the number of the attempt at it."""
    found = json.loads(written or "[]")
    return [(begun, codec(Receipt).decode(each)) for begun, each in found]


def _written(told: Iterable[tuple[int, Receipt]]) -> str:
    """The same as it is kept."""
    return json.dumps([(begun, codec(Receipt).encode(each)) for begun, each in told])
