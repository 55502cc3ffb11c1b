"""On which independent origin each row rests, however many outlets carry it.

An origin is a source, as a journalist counts sources: who speaks twice is one source, and so is he
whom ten outlets carry. It is judged for each claim, not for the report: one report has as many
origins as the sources it names. In doubt two rows share theirs, since independence is what must not
be invented:

- rows that tell one utterance rest on the source that the first of them names;
- a named source is one origin, whoever carries it: who "told" an agency, and an agency's analysis
  of a body's data, rest on the last of the chain, and where a report names the carrier alone, the
  row rests on him whom the carrier carries elsewhere;
- a number in the outlet's own voice is nobody's yet: it rests on the source of the same number for
  the same question, of its own report first, else on the only source that its report names for the
  question;
- a source that is only described ("officials") is one with those who are described so elsewhere and
  give the same number;
- what copies another report's words rests on what those rest on;
- what is left in the outlet's voice is one account for all reports of its publisher, and for all
  reports that credit one agency.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from crosswire.judgement.ruling import Ruling
from crosswire.reconcile.account import Dossier, witness
from crosswire.reconcile.amount import agree, bounds
from crosswire.reconcile.origin.credit import Voice, agency, plain, voice
from crosswire.reconcile.question import Topic
from crosswire.reconcile.reuse import Reuse
from crosswire.reconcile.standing import Sources
from crosswire.reconcile.utterance import Utterances
from crosswire.resolve.edition import first_versions
from crosswire.row import Document, Figure, Reason, Span, Statement, Witness

COPIED = 12
"""Words in a row that make a row the copy of another's, whose source is named."""

COPIED_VOICE = 8
"""Words in a row that make an outlet's own words those of another outlet."""

Row = Statement | Figure


@dataclass(frozen=True, slots=True)
class Origin:
    """An origin: the id of the first row that rests on it, and why a row does."""

    id: str
    because: Reason


def origins(
    dossier: Dossier, reuse: Reuse, said: Utterances, asked: Sequence[Topic]
) -> Mapping[str, Origin]:
    """The origin of every statement and figure, by its id; in doubt, two rows share theirs."""
    rows = tuple(_in_order(dossier))
    traced = _Trace.of(dossier, rows)
    long = reuse.only(lambda run: run.words >= COPIED)
    traced.named(said)
    traced.carried(asked)
    traced.copied(long)
    traced.described(said, asked)
    traced.numbers(asked)
    traced.voices(reuse.only(lambda run: run.words >= COPIED_VOICE))
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(traced.source[row.id], row)
    return {row.id: traced.origin(row, first[traced.source[row.id]]) for row in rows}


def _voices(documents: Sequence[Document]) -> Mapping[str, Voice]:
    """In whose voice each report speaks; where no publisher is known, all its versions in one."""
    own = {document.id: voice(document) for document in documents}
    first = first_versions({document.id: document.version_of for document in documents})
    return {
        name: own[first[name]] if mine.because.rule == "own_voice" else mine
        for name, mine in own.items()
    }


def _in_order(dossier: Dossier) -> Iterator[Row]:
    """Statements and figures by report and place, the longer first."""
    for account in dossier.accounts:
        rows: list[Row] = [*account.statements, *account.figures]
        yield from sorted(rows, key=lambda row: (span(row).start, -span(row).end, row.id))


def span(row: Row) -> Span:
    """Where a row stands."""
    return row.content if isinstance(row, Statement) else row.span


@dataclass(slots=True)
class _Trace:
    """What each row rests on, as it is found out: `source` by the row's id, and `because`."""

    dossier: Dossier
    sources: Sources
    rows: Mapping[str, Row]
    own: Mapping[str, Voice]
    known: Mapping[str, str]
    judged: Mapping[str, Sequence[tuple[Row, Ruling]]]
    source: dict[str, str] = field(default_factory=dict)
    because: dict[str, Reason] = field(default_factory=dict)

    @classmethod
    def of(cls, dossier: Dossier, rows: Sequence[Row]) -> _Trace:
        documents = [account.document for account in dossier.accounts]
        own = _voices(documents)
        known = {plain(each.outlet): own[each.id].id for each in documents if each.outlet}
        of = {row.id: row for row in rows}
        return cls(dossier, Sources(dossier.entities), of, own, known, _judged(dossier, of))

    def origin(self, row: Row, first: Row) -> Origin:
        """A row's origin; where no other words moved it, its reason shows it and the first row."""
        why = self.because[row.id]
        if why.spans or row is first:
            return Origin(first.id, why)
        return Origin(first.id, Reason(why.rule, (witness(row), witness(first))))

    def rest(self, row: Row, source: str, because: Reason) -> None:
        if row.id not in self.source:
            self.source[row.id] = source
            self.because[row.id] = because

    def follow(self, row: Row, other: Row, rule: str) -> None:
        """Let a row rest on what another rests on."""
        self.rest(row, self.source[other.id], _both(rule, row, other))

    def named(self, said: Utterances) -> None:
        """Rows of named sources, and the utterances that one report at least names a source of."""
        statements = [row for row in self.rows.values() if isinstance(row, Statement)]
        teller = self._tellers(statements, said)
        for row in statements:
            first = teller.get(said.group_of[row.id])
            if first is not None:
                because = Reason("same_source")
                if first.speaker != row.speaker:
                    because = _both("same_utterance", row, first)
                self.rest(row, self._named(first.speaker), because)
        for figure in self.rows.values():
            if isinstance(figure, Figure):
                self._figure(figure)

    def _tellers(self, statements: Sequence[Statement], said: Utterances) -> dict[str, Statement]:
        """The statement of each utterance that names its source; whom he carries, before a carrier.

        "The ministry told the agency" in one report and "the agency said" in another.
        """
        groups: dict[str, list[Statement]] = {}
        for row in statements:
            if self.sources.named(row.speaker):
                groups.setdefault(said.group_of[row.id], []).append(row)
        found = {}
        for group, rows in groups.items():
            carriers = {carrier for row in rows for carrier in row.chain[:-1]}
            found[group] = next((row for row in rows if row.speaker not in carriers), rows[0])
        return found

    def _figure(self, row: Figure) -> None:
        """A figure rests on what its statement rests on, else on its own source."""
        whole = self.rows.get(row.statement or "")
        if whole is not None and whole.id in self.source and row.speaker == whole.speaker:
            self.follow(row, whole, "same_statement")
        elif self.sources.named(row.speaker):
            self.rest(row, self._named(row.speaker), Reason("same_source"))

    def _named(self, speaker: str | None) -> str:
        """The source that a named speaker is: himself, or a publisher or agency of the dossier."""
        entity = self.sources.entities[speaker or ""]
        for name in entity.variants:
            if found := self.known.get(plain(name)) or agency(name):
                return found
        return entity.id

    def carried(self, asked: Sequence[Topic]) -> None:
        """A number of a carrier's is that of the source whom he carries in another report."""
        for topic in asked:
            figures = self._figures(topic)
            carried = self._carried(figures)
            for row in figures if carried else ():
                mine = carried.get(row.speaker or "", ())
                whole = next((other for other in mine if agree(row, other)), None)
                if whole is not None and self.source.get(row.id) != self.source[whole.id]:
                    self.source.pop(row.id, None)
                    self.follow(row, whole, "carrier")

    def _carried(self, figures: Sequence[Figure]) -> dict[str, list[Figure]]:
        """The figures by those who carry them."""
        found: dict[str, list[Figure]] = {}
        for row in figures:
            whole = self.rows.get(row.statement or "")
            carriers = whole.chain[:-1] if isinstance(whole, Statement) else ()
            for carrier in carriers if row.id in self.source else ():
                found.setdefault(carrier, []).append(row)
        return found

    def described(self, said: Utterances, asked: Sequence[Topic]) -> None:
        """Sources that are described alike and tell one thing are one, by the first of them."""
        first: dict[str, Row] = {}
        for group in chain(self._told(said), map(self._figures, asked)):
            self._first_described(group, first)
        for row in self.rows.values():
            other = first.get(row.speaker or "")
            if row.speaker and other is not None and row.id not in self.source:
                self.rest(row, other.speaker or "", _both("described_alike", row, other))
            elif row.speaker:
                self.rest(row, row.speaker, Reason("described_source"))

    def _first_described(self, group: Iterable[Row], first: dict[str, Row]) -> None:
        """Find to each described source of a group the first that is described so."""
        heads: dict[object, list[Row]] = {}
        for row in group:
            if row.speaker is None or row.id in self.source:
                continue
            mine = heads.setdefault(_told_by(row), [])
            head = next((head for head in mine if self._alike(head, row)), None)
            if head is None:
                mine.append(row)
            elif head.speaker != row.speaker and row.speaker not in first:
                first[row.speaker] = first.get(head.speaker or "", head)

    def _told(self, said: Utterances) -> Iterator[Sequence[Row]]:
        """The utterances that several statements tell."""
        groups: dict[str, list[Row]] = {}
        for row in self.rows.values():
            if isinstance(row, Statement):
                groups.setdefault(said.group_of[row.id], []).append(row)
        yield from (group for group in groups.values() if len(group) > 1)

    def _alike(self, one: Row, other: Row) -> bool:
        """Whether two described sources of one utterance, or of one question's answer, are one."""
        both = isinstance(one, Statement), isinstance(other, Statement)
        return all(both) or self.sources.described_as(one.speaker, other.speaker)

    def numbers(self, asked: Sequence[Topic]) -> None:
        """Figures in an outlet's own voice rest on the source of their number."""
        for topic in asked:
            figures = self._figures(topic)
            given = _Given.of(row for row in figures if row.id in self.source)
            for row in figures:
                if row.id not in self.source:
                    self._number(row, given)

    def _number(self, row: Figure, given: _Given) -> None:
        """The source of the number, of this report first; else the only one that the report names.

        "The mayor counted 40 houses. ... About 30 were rebuilt": whose count else?
        """
        same = given.like(row)
        beside = given.beside.get(row.document, ())
        if same is not None:
            self.follow(row, same, "same_number")
        elif len({self.source[other.id] for other in beside}) == 1:
            self.follow(row, beside[0], "only_source_of_the_report")

    def _figures(self, topic: Topic) -> list[Figure]:
        rows = (self.rows[one] for one in topic.figures)
        return [row for row in rows if isinstance(row, Figure)]

    def copied(self, reuse: Reuse) -> None:
        """Rows of nobody's that copy another report's words rest on what those rest on."""
        placed = _Placed.of(self.rows.values())
        for row in self.rows.values():
            if row.id not in self.source:
                self._copied(row, reuse, placed)

    def _copied(self, row: Row, reuse: Reuse, placed: _Placed) -> None:
        """Let a row rest on what it was judged to be a copy of, else on what its words are of."""
        for whole, ruling in self.judged.get(row.id, ()):
            if whole.id in self.source:
                because = ruling.reason(witness(row), witness(whole))
                return self.rest(row, self.source[whole.id], because)
        for run in reuse.over(row.document, span(row)):
            other = placed.at(run.there, type(row))
            most = 2 * run.words > reuse.words(row.document, span(row))
            if most and other is not None and other.id in self.source:
                because = Reason("shared_words", (run.here, run.there))
                return self.rest(row, self.source[other.id], because)
        return None

    def voices(self, reuse: Reuse) -> None:
        """What is left is the outlet's own, or that of the outlet whose words it copies."""
        placed = _Placed.of(self.rows.values())
        for row in self.rows.values():
            if row.id not in self.source:
                self._copied(row, reuse, placed)
                own = self.own[row.document]
                self.rest(row, own.id, own.because)


def _judged(
    dossier: Dossier, rows: Mapping[str, Row]
) -> Mapping[str, Sequence[tuple[Row, Ruling]]]:
    """What each row was judged to be a copy of."""
    found: dict[str, list[tuple[Row, Ruling]]] = {}
    for (one, other), ruling in dossier.rulings.linked("copies", accepts=True):
        if one in rows and other in rows:
            found.setdefault(one, []).append((rows[other], ruling))
    return found


@dataclass(frozen=True, slots=True)
class _Placed:
    """The rows by report, to find which stands at a place."""

    rows: Mapping[str, Sequence[Row]]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> _Placed:
        by_document: dict[str, list[Row]] = {}
        for row in rows:
            by_document.setdefault(row.document, []).append(row)
        return cls(by_document)

    def at(self, place: Witness, kind: type[Row]) -> Row | None:
        """The first row of a kind that a stretch overlaps."""
        for row in self.rows.get(place.document, ()):
            if isinstance(row, kind) and span(row).overlaps(place.span):
                return row
        return None


@dataclass(frozen=True, slots=True)
class _Given:
    """The figures of a question whose source is known: the first of each number, and by report."""

    first: Sequence[Figure]
    beside: Mapping[str, Sequence[Figure]]

    @classmethod
    def of(cls, figures: Iterable[Figure]) -> _Given:
        first: dict[object, Figure] = {}
        beside: dict[str, list[Figure]] = {}
        for row in figures:
            first.setdefault(_told_by(row), row)
            beside.setdefault(row.document, []).append(row)
        return cls(tuple(first.values()), beside)

    def like(self, row: Figure) -> Figure | None:
        """A figure of the same number, of the same report where there is one."""
        near = (*self.beside.get(row.document, ()), *self.first)
        return next((other for other in near if agree(row, other)), None)


def _told_by(row: Row) -> object:
    """The number that a row gives, by which rows may be one; a statement gives none."""
    return (row.unit, bounds(row)) if isinstance(row, Figure) else None


def _both(rule: str, one: Row, other: Row) -> Reason:
    return Reason(rule, (witness(one), witness(other)))
