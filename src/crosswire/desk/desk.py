"""The desk as a program uses it: open it, give it reports, ask what they say and what changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from crosswire import model as models
from crosswire.desk.change import Logged, since
from crosswire.desk.change.recorder import recorder
from crosswire.desk.derive.derivation import stale
from crosswire.desk.derive.transaction import settled, transaction
from crosswire.desk.derive.union import event_of, ledger_of
from crosswire.desk.derive.workshop import Workshop
from crosswire.desk.event import event
from crosswire.desk.event.event import Event
from crosswire.desk.event.event import resolve as event_named
from crosswire.desk.intake import removal, withdrawal
from crosswire.desk.intake.intake import Aim, Input, Intake
from crosswire.desk.intake.origin import Brought, brought
from crosswire.desk.intake.receipt import Receipt
from crosswire.desk.intake.removal import Doomed
from crosswire.desk.judgement import register as judgements
from crosswire.desk.judgement.history import log
from crosswire.desk.judgement.record import of_event
from crosswire.desk.judgement.site import bearers
from crosswire.desk.review.agreement import Agreement, agreement
from crosswire.desk.review.exchange import Taken, take_lines
from crosswire.desk.review.item import ItemKind
from crosswire.desk.review.plan import plan
from crosswire.desk.review.queue import Queue, queue
from crosswire.desk.search import carrier
from crosswire.desk.search.carrier import Carriers
from crosswire.desk.search.search import LIMIT, Part, Results, search
from crosswire.desk.storage.extraction import load, reader_of
from crosswire.desk.storage.store import Store, utc
from crosswire.desk.submission import Submissions
from crosswire.desk.upkeep import Upkeep
from crosswire.desk.version import version
from crosswire.desk.version.chain import Chain
from crosswire.desk.version.chain import chain as version_chain
from crosswire.desk.version.version import Revision
from crosswire.gazetteer import Gazetteer
from crosswire.judgement.value import Draft, Judgement
from crosswire.ledger import Ledger
from crosswire.pipeline import run as made_by
from crosswire.reading import Reading, Report, Watch, readings, unwatched
from crosswire.row import Run

if TYPE_CHECKING:
    from spacy.language import Language


class Edition(NamedTuple):
    """An event at one moment: its id and revision, its ledger, what was judged of it."""

    event: str
    revision: int
    ledger: Ledger
    judgements: tuple[Judgement, ...]


class Desk:
    """The ledgers of many events in a database; open it with `Desk.open`, in a `with`."""

    def __init__(self, store: Store, *, model: str | None = None, watch: Watch = unwatched) -> None:
        self.store = store
        self._named = model
        self._watch = watch

    @classmethod
    def open(
        cls,
        where: str | Path,
        *,
        create: bool = False,
        model: str | None = None,
        watch: Watch = unwatched,
        clock: Callable[[], datetime] = utc,
    ) -> Self:
        """The desk in the file at a path, or at a `postgresql://` address.

        `create` makes it where there is none; `model` names a spaCy pipeline other than the pinned
        one. Raises DeskError where it cannot be opened.
        """
        return cls(Store.open(where, create=create, clock=clock), model=model, watch=watch)

    def close(self) -> None:
        """Let go of the database, and of the gazetteer."""
        if "_gazetteer" in self.__dict__:
            self._gazetteer.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(
        self,
        inputs: Iterable[Input],
        *,
        event: str | None = None,
        source: str | None = None,
        key: str | None = None,
    ) -> Iterator[Receipt]:
        """Take in articles as `crosswire.read.read` yields them; a receipt for each that is kept.

        Nothing is done before the receipts are asked for. `event` names the event that all goes
        to; without it each report goes where it belongs. `source` names the folder or feed that
        brings them, so that they can be removed with it. Where `key` is given, `event` is but the
        name that a new event has: all that ever comes with one key goes to one event.
        """
        return self._intake.take(inputs, Aim(event, source, key))

    def tick(self) -> tuple[Receipt, ...]:
        """Show the reports whose embargo has ended."""
        return self._intake.tick()

    def doomed(
        self,
        reports: Iterable[str] = (),
        *,
        outlets: Iterable[str] = (),
        sources: Iterable[str] = (),
        only: bool = False,
    ) -> tuple[Doomed, ...]:
        """What `remove` would delete: reports by id or address, of an outlet, of a source.

        With a report go all its versions, unless `only` it is meant. A source is a folder or feed
        that is watched, or a file, folder or page that was added; of it goes what no other brought.
        """
        with self.store.reading() as connection:
            return removal.chosen(connection, reports, outlets=outlets, sources=sources, only=only)

    def brought(self, sources: Iterable[str]) -> tuple[Brought, ...]:
        """The reports that some sources brought, each with the others that brought it too."""
        with self.store.reading() as connection:
            return brought(connection, tuple(sources))

    def remove(
        self,
        reports: Iterable[str] = (),
        *,
        outlets: Iterable[str] = (),
        sources: Iterable[str] = (),
        only: bool = False,
    ) -> tuple[Doomed, ...]:
        """Delete reports and all that rests on them alone; what was deleted."""
        with transaction(self.store, self._workshop) as writing:
            found = removal.chosen(
                writing.connection, reports, outlets=outlets, sources=sources, only=only
            )
            removal.remove(writing, [one.id for one in found])
        self.store.forget()
        return found

    def events(self) -> tuple[Event, ...]:
        """The events, in the order in which they began."""
        with self.store.reading() as connection:
            return event.events(connection)

    def event(self, name: str) -> Event:
        """An event, by its id or a name that it has or had."""
        with self.store.reading() as connection:
            (found,) = event.events(connection, event.resolve(connection, name))
        return found

    def ledger(self, name: str) -> Ledger:
        """What the reports of an event say, by its id or name."""
        with self.store.reading() as connection:
            found = event.resolve(connection, name)
            return ledger_of(connection, found, self._workshop.run)

    @property
    def run(self) -> Run:
        """What makes the ledgers of this desk: program, model, gazetteer."""
        return self._workshop.run

    def edition(self, name: str) -> Edition:
        """An event as it is at one moment: its revision, its ledger, what was judged of it."""
        with self.store.reading() as connection:
            found = event_of(connection, event.resolve(connection, name))
            ledger = ledger_of(connection, found.id, self._workshop.run)
            return Edition(found.id, found.revision, ledger, of_event(connection, found.id))

    def search(
        self,
        words: str,
        *,
        event: str | None = None,
        part: Part = "claims",
        limit: int = LIMIT,
        after: str | None = None,
    ) -> Results:
        """The claims, or articles, that have all these words, the newest report's first.

        `event` names one by its id or name; `after` is that of the page before.
        """
        with self.store.reading() as connection:
            found = event_named(connection, event) if event else None
            return search(connection, words, event=found, part=part, limit=limit, after=after)

    def carriers(self, words: str, *, event: str | None = None) -> Carriers:
        """Every report that prints these words, one after the other, the earliest first."""
        with self.store.reading() as connection:
            found = event_named(connection, event) if event else None
            return carrier.carriers(connection, words, event=found)

    def carriers_of(self, row: str, *, event: str | None = None) -> Carriers:
        """Every report that carries the words of a row, by its id, the earliest first."""
        with self.store.reading() as connection:
            found = event_named(connection, event) if event else None
            return carrier.carriers_of(connection, row, event=found)

    def versions(self, document: str) -> tuple[Revision, ...]:
        """How each version of a report differs from the one before it."""
        with self.store.reading() as connection:
            chain = event.with_versions(connection, [document])
            told = load(connection, withdrawal.shown(connection, chain))
        return tuple(map(version.compare, told, told[1:]))

    def chain(self, document: str) -> Chain:
        """The versions of a report that are shown, each beside the one before it."""
        with self.store.reading() as connection:
            names = event.with_versions(connection, [document])
            return version_chain(load(connection, withdrawal.shown(connection, names)))

    def changes(
        self, mark: int = 0, *, event: str | None = None, questions: Sequence[str] = ()
    ) -> tuple[Logged, ...]:
        """What changed after the change of that number, of an event or of some questions."""
        with self.store.reading() as connection:
            found = event_named(connection, event) if event else None
            return since(connection, mark, event=found, questions=questions)

    def rebuild(self, name: str | None = None, *, reread: bool = False) -> int:
        """Derive an event, or all, from scratch; how many rows were not as they should be.

        `reread` reads the reports from their texts first, as a newer program or model does.
        """
        with self.store.reading() as connection:
            found = event.resolve(connection, name) if name else None
        return self._upkeep.rebuild(found, reread=reread)

    def rename(self, name: str, title: str) -> str:
        """Give an event another name; its id."""
        with transaction(self.store, self._workshop) as writing:
            return event.rename(writing, name, title)

    def split(self, name: str, documents: Sequence[str], *, title: str | None = None) -> str:
        """Put reports of an event, with their versions, into a new one; its id."""
        with transaction(self.store, self._workshop) as writing:
            return event.split(writing, name, documents, title=title)

    def merge(self, name: str, others: Sequence[str]) -> str:
        """Put the reports of other events into one, whose aliases they become; its id."""
        with transaction(self.store, self._workshop) as writing:
            return event.merge(writing, name, others)

    def move(self, documents: Sequence[str], name: str) -> str:
        """Put reports, with their versions, into another event; its id."""
        with transaction(self.store, self._workshop) as writing:
            return event.move(writing, documents, name)

    def judge(self, draft: Draft, *, by: str) -> Judgement:
        """Sign what somebody judges of a row or two, and keep it; what follows is derived later.

        Raises JudgementError where it cannot be judged so, or the rows are not there.
        """
        with self.store.writing() as connection:
            return judgements.judge(self.store, connection, draft, by=by)

    def undo(self, judgement: str, *, by: str, note: str | None = None) -> Judgement:
        """Take back what one has judged, by its id; raises JudgementError for what others did."""
        with self.store.writing() as connection:
            return judgements.undo(self.store, connection, judgement, by=by, note=note)

    def judgements(
        self, name: str | None = None, *, by: str | None = None, subject: str | None = None
    ) -> tuple[Judgement, ...]:
        """All that was judged, undone or not, in the order in which the desk got it.

        In an event, by one reviewer, of one row, where these are given.
        """
        with self.store.reading() as connection:
            found = event.resolve(connection, name) if name else None
            kept = log(connection, event=found, by=by, subject=subject)
        return tuple(one.judgement for one in kept)

    def take_judgements(self, lines: Iterable[bytes]) -> Taken:
        """Keep what was judged elsewhere, as `crosswire judgement export` writes it."""
        with self.store.writing() as connection:
            return take_lines(self.store, connection, lines)

    def queue(
        self, name: str, *, by: str, kinds: Collection[ItemKind] = (), blind: bool = False
    ) -> Queue:
        """What a reviewer is asked of an event, and what was said of it until now.

        Of some kinds, where these are given; who is `blind` sees nothing of what others said.
        """
        with self.store.reading() as connection:
            found = event.resolve(connection, name)
            ledger = ledger_of(connection, found, self._workshop.run)
            said = of_event(connection, found)
        return queue(plan(ledger, said), said, by=by, kinds=kinds, blind=blind)

    def agreement(self, name: str, first: str, second: str) -> Agreement:
        """How far two reviewers agree on an event."""
        with self.store.reading() as connection:
            said = of_event(connection, event.resolve(connection, name))
            mentions = {value for one in said for value in (one.subject, one.value)}
            entities = bearers(connection, (one for one in mentions if isinstance(one, str)))
        return agreement(said, first, second, entities=entities)

    def settle(self, most: int | None = None) -> bool:
        """Derive what must be derived anew since somebody judged; whether there was anything.

        `most` is how many parts of events are derived, where it is not all of them.
        """
        with self.store.reading() as connection:
            is_any = bool(stale(connection))
        return is_any and settled(self.store, self._workshop, most=most)

    @cached_property
    def submissions(self) -> Submissions:
        """What people handed in to be added."""
        return Submissions(self.store, lambda: self._intake)

    @cached_property
    def _model(self) -> models.Model:
        return models.find(self._named)

    @cached_property
    def _nlp(self) -> Language:
        return models.load(self._model)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer.open(progress=self._watch)

    @cached_property
    def _workshop(self) -> Workshop:
        run = made_by(self._model.source, self._gazetteer.source)
        return Workshop(run, self._gazetteer, recorder(self.store))

    @cached_property
    def _intake(self) -> Intake:
        return Intake(self.store, self._workshop, self._reader, self._read)

    @cached_property
    def _upkeep(self) -> Upkeep:
        return Upkeep(self.store, self._workshop, self._reader, self._read)

    @cached_property
    def _reader(self) -> str:
        return reader_of(self._model.source, self._gazetteer.source)

    def _read(self, found: Sequence[Report]) -> Iterable[Reading]:
        """What reports say alone; the language model is loaded when there is one to read."""
        if not found:
            return ()
        return readings(self._nlp, found, self._gazetteer, watch=self._watch)
