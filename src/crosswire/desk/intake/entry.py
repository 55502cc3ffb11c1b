"""What one transaction does with what came: where it goes, how it stands, what is noted of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import insert, select

from crosswire.desk.derive.transaction import Transaction
from crosswire.desk.event import event
from crosswire.desk.event.home import Housing
from crosswire.desk.intake import embargo, withdrawal
from crosswire.desk.intake.arrival import Arrival, fitted, reported
from crosswire.desk.intake.origin import origin
from crosswire.desk.intake.receipt import Outcome, Receipt
from crosswire.desk.intake.withdrawal import HELD_BACK, WITHDRAWN, WITHHELD, Standing
from crosswire.desk.storage import extraction
from crosswire.desk.storage.extraction import searchable
from crosswire.desk.storage.schema import assignment, document, intake
from crosswire.desk.version import lineage, locator
from crosswire.desk.version.lineage import Place
from crosswire.read import Article, Notice
from crosswire.reading import Reading, Report
from crosswire.row import Problem
from crosswire.view.count import counted

Read = Callable[[Sequence[Report]], Iterable[Reading]]
"""Reads reports alone, in order."""


SURE = 8
"""Digits of an id that cannot be meant as the name of a new event."""

PRINTED = "Take out what was printed of it."


@dataclass(slots=True)
class Entry:
    """Takes in what came, in one transaction.

    `goal` is the event that a person wants it in, `source` what brings it, `key` what tells that
    event whatever it is called.
    """

    writing: Transaction
    reader: str
    read: Read
    goal: str | None = None
    source: str | None = None
    key: str | None = None
    housing: Housing = field(init=False)
    wanted: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.housing = Housing.of(self.writing.connection)

    def report(self, one: Arrival) -> Receipt:
        """Take in a report, or tell that the desk has it."""
        place = lineage.place(self.writing.connection, one.article, one.digest)
        if place.same:
            return self._again(one, place, place.same)
        self._write(one, place)
        state = self._judged(one.article, place)
        if state:
            withdrawal.stand(self.writing.connection, place.id, state, self.writing.at)
            self._promise(place, state)
        else:
            self._assign(place.id, before=place.before or place.after)
            self._lift(place.locator)
        is_version = bool(place.before or place.after)
        outcome: Outcome = "version" if is_version else "taken"
        return self._noted(one, place, _outcome(state) if state else outcome, state)

    def notice(self, one: Notice) -> Receipt:
        """Do as a provider says of an item: withdraw it, or hold it back."""
        where = withdrawal.named(one)
        if where is None:
            return self.problem(one)
        names = withdrawal.apply(self.writing.connection, one, self.writing.at)
        for name in names:
            self._leave(name)
        is_kill = one.status == "canceled"
        what = withdrawal.KILLED if is_kill else HELD_BACK
        self._note(
            where, WITHDRAWN if is_kill else WITHHELD, document=one.document, reason=one.reason
        )
        first = names[0] if names else None
        return Receipt(
            where,
            "withdrawn" if is_kill else "held",
            first,
            self._event_of(first) if first else None,
            reason=f"{what}: {counted(len(names), 'version')}",
            remedy=PRINTED if is_kill else one.remedy,
        )

    def problem(self, one: Problem) -> Receipt:
        """Note what could not be read or used."""
        self._note(one.document, "problem", reason=one.reason, remedy=one.remedy)
        return Receipt(one.document, "problem", reason=one.reason, remedy=one.remedy)

    def release(self) -> list[Receipt]:
        """Show the reports whose embargo has ended."""
        names = embargo.due(self.writing.connection, self.writing.at)
        return [self._released(name) for name in names]

    def _write(self, one: Arrival, place: Place) -> None:
        """Write what a report says, and put it between the versions around it."""
        connection, article = self.writing.connection, one.article
        found = one.reading
        if found is None:  # it was there when it was looked for, and was removed since
            (found,) = self.read([reported(one, place)])
        elif place != one.place:
            found = fitted(found, place, self.writing.workshop.gazetteer)
        seq = self.writing.next_seq(document)
        extraction.write(
            connection,
            found,
            reader=self.reader,
            locator=place.locator,
            item=article.delivery.item,
            version=article.delivery.version,
            at=self.writing.at,
            seq=seq,
        )
        if place.after:
            lineage.relink(connection, place.after, place.id, place.rule)
            self.writing.touch(place.after)

    def _judged(self, article: Article, place: Place) -> Standing | None:
        """How a report stands as it comes."""
        connection = self.writing.connection
        chain = lineage.versions(connection, place.id)
        names = {place.locator, *filter(None, map(searchable, locator.names(article)))}
        return withdrawal.judged(connection, article, names, chain, self.writing.at)

    def _again(self, one: Arrival, place: Place, name: str) -> Receipt:
        """A report that the desk has: nothing new, unless it is no longer under its embargo."""
        state = withdrawal.standing_of(self.writing.connection, name)
        is_embargoed = state and state.state == embargo.HELD and state.reason != HELD_BACK
        if is_embargoed and not embargo.reason(one.article.delivery.embargoed, self.writing.at):
            self._released(name)
            state = None
        return self._noted(one, place, _outcome(state) if state else "same", state)

    def _lift(self, where: str) -> None:
        """Show the versions that were withheld until one came that may be used."""
        for name in withdrawal.lifted(self.writing.connection, where):
            told = select(document.c.embargoed).where(document.c.id == name)
            until = self.writing.connection.execute(told).scalar()
            if held := embargo.reason(until, self.writing.at):
                state = Standing(embargo.HELD, held[1], held[0])
                withdrawal.stand(self.writing.connection, name, state, self.writing.at)
            else:
                self._released(name)

    def _released(self, name: str) -> Receipt:
        """Show a report that was held."""
        withdrawal.stand(self.writing.connection, name, None, self.writing.at)
        self.writing.came[name] = "released"
        if not self.writing.touch(name):
            chain = [one.id for one in lineage.versions(self.writing.connection, name)]
            others = (one for one in chain if one != name and self._event_of(one))
            self._assign(name, before=next(others, None))
        told = select(document.c.locator).where(document.c.id == name)
        where = self.writing.connection.execute(told).scalar_one()
        self._note(where, "released", document=name)
        return Receipt(where, "released", name, self._event_of(name))

    def _leave(self, name: str) -> None:
        """Take a report that is no longer shown out of what rests on it."""
        connection = self.writing.connection
        self.writing.touch(name)
        event.retitle(connection, [event.called(event.titled(connection, name))])

    def plan(self, batch: Iterable[Arrival]) -> None:
        """Look at the reports of a batch together that come without an event of their own."""
        if self.goal is None:
            free = (one for one in batch if not (one.place.before or one.place.after))
            self.housing.plan([one.reading.document for one in free if one.reading])

    def _promise(self, place: Place, state: Standing) -> None:
        """Put a report that is held where a person wants it, so that it is there when it is shown.

        No rule does so: the event that it begins would tell of it.
        """
        if self.goal is not None and state.state == embargo.HELD:
            self._assign(place.id, before=place.before or place.after)

    def _assign(self, name: str, *, before: str | None) -> None:
        """Put a report into the event where it belongs; a version goes where the others are."""
        (report,) = extraction.documents(self.writing.connection, [name])
        by: event.By = "rule" if self.goal is None else "person"
        there, reason = self._told(before)
        home = self.housing.home(report, event=there)
        goal = home.event or self._begun(name)
        why = reason if there else home.reason
        event.put(self.writing, name, goal, by=by, reason=why, near=home.near, close=home.close)
        self.housing.keep(report, goal)

    def _told(self, before: str | None) -> tuple[str | None, str]:
        """The event that a person wants, or that of another version; and why it is that one."""
        if self.goal is not None:
            return self._wanted(self.goal), "given"
        return (self._event_of(before) if before else None), "version"

    def _begun(self, name: str) -> str:
        """A new event that begins with a report."""
        title = event.titled(self.writing.connection, name)
        return event.begin(self.writing, title, of=name, by="rule")

    def _wanted(self, told: str) -> str:
        """The event that a person wants, begun where there is none of that name."""
        if told not in self.wanted:
            found = self._there(told)
            name = self.key or told
            self.wanted[told] = found or event.begin(self.writing, told, of=name, by="person")
        return self.wanted[told]

    def _there(self, told: str) -> str | None:
        """The event that a person wants, if the desk has it."""
        if self.key is not None:
            return event.of_key(self.writing.connection, self.key)
        found = event.find(self.writing.connection, told, least=SURE)
        if found is None and told.startswith(event.PREFIX):
            found = event.resolve(self.writing.connection, told)
        return found

    def _event_of(self, name: str) -> str | None:
        """The event that a report is in."""
        query = select(assignment.c.event).where(assignment.c.document == name)
        return self.writing.connection.execute(query).scalar()

    def _noted(
        self, one: Arrival, place: Place, outcome: Outcome, state: Standing | None
    ) -> Receipt:
        """The receipt of a report, noted for good."""
        reason = state.reason if state else None
        raw = one.article.raw_sha256
        source = origin(one.article, self.source, place.locator)
        self._note(place.locator, outcome, document=place.id, raw=raw, reason=reason, source=source)
        return Receipt(place.locator, outcome, place.id, self._event_of(place.id), reason)

    def _note(  # noqa: PLR0913 - what is noted of an arrival
        self,
        where: str,
        outcome: str,
        *,
        document: str | None = None,
        raw: str | None = None,
        reason: str | None = None,
        remedy: str | None = None,
        source: str | None = None,
    ) -> None:
        """Note that something came, and what became of it."""
        self.writing.connection.execute(
            insert(intake).values(
                at=self.writing.at,
                locator=searchable(where),
                raw_sha256=raw,
                outcome=outcome,
                document=searchable(document),
                reason=searchable(reason),
                remedy=searchable(remedy),
                source=source,
            )
        )


def _outcome(state: Standing) -> Outcome:
    """What became of a report that stands so."""
    return "withdrawn" if state.state == WITHDRAWN else "held"
