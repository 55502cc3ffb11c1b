"""The desk as a program uses it: open it, give it reports, ask what they say and what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from crosswire import model as models
from crosswire.desk.change import Logged, since
from crosswire.desk.change.recorder import recorder
from crosswire.desk.derive.transaction import transaction
from crosswire.desk.derive.union import ledger_of
from crosswire.desk.derive.workshop import Workshop
from crosswire.desk.event import event
from crosswire.desk.event.event import Event
from crosswire.desk.event.event import resolve as event_named
from crosswire.desk.intake import removal, withdrawal
from crosswire.desk.intake.intake import Aim, Input, Intake
from crosswire.desk.intake.origin import Brought, brought
from crosswire.desk.intake.receipt import Receipt
from crosswire.desk.intake.removal import Doomed
from crosswire.desk.storage.extraction import load, reader_of
from crosswire.desk.storage.store import Store, utc
from crosswire.desk.upkeep import Upkeep
from crosswire.desk.version import version
from crosswire.desk.version.version import Revision
from crosswire.gazetteer import Gazetteer
from crosswire.ledger import Ledger
from crosswire.pipeline import run
from crosswire.reading import Reading, Report, Watch, readings, unwatched

if TYPE_CHECKING:
    from spacy.language import Language


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

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def add(
        self, inputs: Iterable[Input], *, event: str | None = None, source: str | None = None
    ) -> Iterator[Receipt]:
        """Take in articles as `crosswire.read.read` yields them; a receipt for each that is kept.

        Nothing is done before the receipts are asked for. `event` names the event that all goes
        to; without it each report goes where it belongs. `source` names the folder or feed that
        brings them, so that they can be removed with it.
        """
        return self._intake.take(inputs, Aim(event, source))

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

    def versions(self, document: str) -> tuple[Revision, ...]:
        """How each version of a report differs from the one before it."""
        with self.store.reading() as connection:
            chain = event.with_versions(connection, [document])
            told = load(connection, withdrawal.shown(connection, chain))
        return tuple(map(version.compare, told, told[1:]))

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
        made_by = run(self._model.source, self._gazetteer.source)
        return Workshop(made_by, self._gazetteer, recorder(self.store))

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
