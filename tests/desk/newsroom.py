"""A newsroom with a desk: invented reports of invented events, taken in without the model's help.

Every report is read once for all tests; what a test does with it is only derivation.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select

from crosswire.assignment import EPISODE
from crosswire.desk.derive.derivation import Step, derive
from crosswire.desk.derive.union import ledger_of
from crosswire.desk.derive.workshop import Workshop
from crosswire.desk.event.episode import move, place, settle
from crosswire.desk.judgement.record import of_event
from crosswire.desk.judgement.register import judge, undo
from crosswire.desk.storage import extraction, schema
from crosswire.gazetteer import Gazetteer
from crosswire.judgement.ruling import Rulings, rulings
from crosswire.judgement.value import Draft, Judgement
from crosswire.ledger import Ledger
from crosswire.read import Article
from crosswire.reading import Reading, readings, reports, unwatched
from crosswire.row import Run, Source

if TYPE_CHECKING:
    from spacy.language import Language

    from crosswire.desk.storage.store import Store

RUN = Run(
    program="crosswire",
    version="0",
    model=Source("model", "1", "0"),
    gazetteer=Source("gazetteer", "1", "0"),
)
READER = "reader"
AT = "2031-03-04T05:06:07.000008Z"

FIRST_DAY = date(2031, 3, 3)

SENTENCES = (
    "Mayor Ilka Brandvold said {n} people had died in the flood at Norreby.",
    "The flood killed {n} people, the Norreby police said on Monday.",
    "Fire chief Tomas Ekelund denied that the dam had failed.",
    "The dam had failed, said Ekelund, who spoke to reporters in Norreby.",
    "Brandvold ordered {m} families to leave their homes on Tuesday.",
    "At least {n} people were killed, according to the Delmar Relief Agency.",
    "A rescue worker said that {m} families were still waiting for boats.",
    "The Delmar Relief Agency sent {n} boats to the town, Ana Lundgaard said.",
    "Lundgaard said the boats had been late.",
    "Officials said on Wednesday that the number of dead was {n}.",
    "The mayor said she was sorry for the families.",
    "Engineers in Sweden warned that the bridge at Norreby was not safe, she said.",
    "“We lost everything,” said Petra Aalund, a shopkeeper.",
    "Aalund said that {m} shops were under water.",
)
OUTLETS = ("Norreby Post", "Delmar Echo", "Coast Herald", "Inland Courier")


def articles(number: int, *, seed: int = 7) -> list[Article]:
    """So many short reports of one flood."""
    dice = random.Random(seed)  # noqa: S311 - nothing is secret
    return [_article(at, dice) for at in range(number)]


def _article(at: int, dice: random.Random) -> Article:
    told = dice.sample(SENTENCES, k=dice.randint(2, 4))
    lines = [line.format(n=dice.choice((3, 4, 11)), m=dice.choice((20, 45))) for line in told]
    day = FIRST_DAY + timedelta(days=dice.randrange(6))
    text = f"Flood in Norreby\n\n{' '.join(lines)}\n"
    return Article(
        id=f"{dice.randrange(1000):03}-{at:02}.txt",
        text=text,
        raw_sha256="0" * 64,
        outlet=dice.choice(OUTLETS),
        title="Flood in Norreby",
        published=day,
        dated_by="given",
    )


def read(nlp: Language, found: Sequence[Article], gazetteer: Gazetteer) -> list[Reading]:
    """What articles say, each alone."""
    return list(readings(nlp, reports(found), gazetteer))


@dataclass
class Newsroom:
    """A desk, and all that was read for it by the reports' ids."""

    store: Store
    gazetteer: Gazetteer
    read: Mapping[str, Reading]
    bound: int = EPISODE
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.workshop = self.new_workshop()

    def new_workshop(self) -> Workshop:
        """A workshop that remembers nothing."""
        return Workshop(RUN, self.gazetteer, self._record)

    def _record(self, _: Connection, step: Step) -> None:
        self.steps.append(step)

    def add(self, *names: str, event: str = "flood") -> None:
        """Take in reports, as one batch."""
        with self.store.writing() as connection:
            self._event(connection, event)
            homes = {self._taken(connection, name, event) for name in names}
            derive(connection, homes, self.workshop)

    def _event(self, connection: Connection, event: str) -> None:
        known = connection.execute(select(schema.event.c.id)).scalars()
        if event not in set(known):
            seq = self.store.next_seq(connection, schema.event)
            values = {"id": event, "seq": seq, "name": event, "named_by": "rule", "at": AT}
            connection.execute(insert(schema.event).values(values))

    def _taken(self, connection: Connection, name: str, event: str) -> str:
        reading = self.read[name]
        seq = self.store.next_seq(connection, schema.document)
        extraction.write(
            connection,
            reading,
            reader=READER,
            locator=name,
            item=None,
            version=None,
            at=AT,
            seq=seq,
        )
        home = place(
            connection,
            event,
            self._near(connection, name, event),
            day=reading.document.published,
            close=0.5,
            bound=self.bound,
        )
        connection.execute(
            insert(schema.assignment).values(
                document=name, event=event, episode=home, by="rule", at=AT, reason="alike"
            )
        )
        return home

    def _near(self, connection: Connection, name: str, event: str) -> list[tuple[str, float]]:
        """The reports of an event by the words that they share."""
        table = schema.assignment
        query = select(table.c.document).where(table.c.event == event)
        mine = set(self.read[name].document.text.split())
        found = [
            (len(mine & set(self.read[one].document.text.split())) / len(mine), one)
            for one in connection.execute(query).scalars()
        ]
        return [(one, like) for like, one in sorted(found, reverse=True)[:10]]

    def withdraw(self, *names: str) -> None:
        """Take reports out of every view; they stay at the desk."""
        with self.store.writing() as connection:
            for name in names:
                connection.execute(
                    insert(schema.standing).values(
                        document=name, state="withdrawn", reason="a kill", at=AT
                    )
                )
            derive(connection, self._homes(connection, names), self.workshop)

    def reinstate(self, *names: str) -> None:
        """Show reports again."""
        with self.store.writing() as connection:
            table = schema.standing
            connection.execute(delete(table).where(table.c.document.in_(names)))
            derive(connection, self._homes(connection, names), self.workshop)

    def remove(self, *names: str) -> None:
        """Delete reports."""
        with self.store.writing() as connection:
            homes = self._homes(connection, names)
            table = schema.document
            connection.execute(delete(table).where(table.c.id.in_(names)))
            derive(connection, homes, self.workshop)

    def move(self, *names: str, event: str) -> None:
        """Assign reports to another event."""
        with self.store.writing() as connection:
            self._event(connection, event)
            move(connection, names, event, bound=self.bound)
            derive(connection, self._stale(connection), self.workshop)

    def settle(self, event: str) -> None:
        """Make one episode of an event that has become small."""
        with self.store.writing() as connection:
            settle(connection, event, bound=self.bound)
            derive(connection, self._stale(connection), self.workshop)

    def judge(self, draft: Draft, *, by: str) -> Judgement:
        """Have somebody judge something; what follows is derived by `catch_up`."""
        with self.store.writing() as connection:
            return judge(self.store, connection, draft, by=by)

    def undo(self, judgement: Judgement) -> None:
        """Have somebody take back what he judged."""
        with self.store.writing() as connection:
            undo(self.store, connection, judgement.id, by=judgement.by)

    def catch_up(self) -> None:
        """Derive what must be derived anew."""
        with self.store.writing() as connection:
            derive(connection, self._stale(connection), self.workshop)

    def rulings(self, event: str) -> Rulings:
        """What follows from all that was judged in an event."""
        with self.store.reading() as connection:
            return rulings(of_event(connection, event))

    def _homes(self, connection: Connection, names: Iterable[str]) -> set[str]:
        table = schema.assignment
        query = select(table.c.episode).where(table.c.document.in_(tuple(names)))
        return set(connection.execute(query).scalars())

    def _stale(self, connection: Connection) -> list[str]:
        table = schema.episode
        query = select(table.c.id).where(table.c.stale.is_not(None))
        return list(connection.execute(query).scalars())

    def episodes(self, event: str = "flood") -> dict[str, list[str]]:
        """The reports of each episode of an event."""
        table = schema.assignment
        query = select(table.c.episode, table.c.document).where(table.c.event == event)
        found: dict[str, list[str]] = {}
        with self.store.reading() as connection:
            for home, name in connection.execute(query):
                found.setdefault(home, []).append(name)
        return found

    def live(self, event: str = "flood") -> list[str]:
        """The reports of an event that are shown, by their ids."""
        return [one.id for one in self.ledger(event).documents]

    def ledger(self, event: str = "flood", *, content: bool = False) -> Ledger:
        """The ledger of an event."""
        with self.store.reading() as connection:
            found = ledger_of(connection, event, RUN, content=content)
        return replace(found, run=RUN)

    def tables(self) -> dict[str, list[tuple[object, ...]]]:
        """All that is derived, and the ids that were given."""
        kept = (schema.row, schema.cluster, schema.member, schema.episode)
        with self.store.reading() as connection:
            return {
                table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
                for table in kept
            }


def gazetteer() -> Gazetteer:
    """The places of the world."""
    return Gazetteer.open(progress=unwatched)
