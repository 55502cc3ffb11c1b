"""What was derived report by report is what is derived from scratch, whatever happened between."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from crosswire.collation import collated
from crosswire.desk.derive.rebuild import Reader, rebuild
from crosswire.desk.storage.store import Store
from crosswire.gazetteer import Gazetteer
from crosswire.judgement.value import Draft, Judgement
from crosswire.ledger import assemble
from crosswire.reading import Reading, readings
from desk import newsroom
from desk.newsroom import READER, RUN, Newsroom

if TYPE_CHECKING:
    from spacy.language import Language

REPORTS = 12
STEPS = 14

REVIEWERS = ("R. Example", "S. Other")
UNDONE, AT_ONCE = 0.2, 0.6
"""How often something is taken back, and derived before anything else happens."""

BOUND = 4
"""Reports of an episode here, so that a few reports are an event of many episodes."""


@pytest.fixture(scope="module")
def atlas() -> Iterator[Gazetteer]:
    with closing(newsroom.gazetteer()) as opened:
        yield opened


@pytest.fixture(scope="module")
def read(nlp: Language, atlas: Gazetteer) -> Mapping[str, Reading]:
    found = newsroom.read(nlp, newsroom.articles(REPORTS), atlas)
    return {one.document.id: one for one in found}


@pytest.fixture
def room(store: Store, atlas: Gazetteer, read: Mapping[str, Reading]) -> Newsroom:
    return Newsroom(store, atlas, read, bound=BOUND)


class Life:
    """What may happen to the reports of a desk, as the dice fall."""

    def __init__(self, room: Newsroom, dice: random.Random) -> None:
        self.room, self.dice = room, dice
        self.outside = sorted(room.read)
        self.judged: list[Judgement] = []
        self.shown: dict[str, str] = {}
        self.hidden: dict[str, str] = {}

    def step(self) -> None:
        """One of the things that may happen now."""
        able: list[Callable[[], None]] = []
        if self.outside:
            able += [self.add] * 3
        if self.shown:
            able += [self.withdraw, self.remove, self.move, self.judge, self.judge, self.judge]
        if self.hidden:
            able += [self.reinstate]
        self.dice.choice(able)()

    def add(self) -> None:
        event = self.dice.choice(("flood", "flood", "fire"))
        names = self._some(self.outside)
        self.room.add(*names, event=event)
        self.outside = [name for name in self.outside if name not in names]
        self.shown.update(dict.fromkeys(names, event))

    def withdraw(self) -> None:
        names = self._some(self.shown)
        self.room.withdraw(*names)
        self.hidden.update((name, self.shown.pop(name)) for name in names)

    def reinstate(self) -> None:
        names = self._some(self.hidden)
        self.room.reinstate(*names)
        self.shown.update((name, self.hidden.pop(name)) for name in names)

    def remove(self) -> None:
        names = self._some(self.shown)
        self.room.remove(*names)
        for name in names:
            del self.shown[name]
        self.outside += names

    def move(self) -> None:
        event = self.dice.choice(("flood", "fire"))
        names = self._some(self.shown)
        self.room.move(*names, event=event)
        self.shown.update(dict.fromkeys(names, event))

    def judge(self) -> None:
        """Somebody judges two rows of an event, and may take it back; it is derived, or waits."""
        ledger = self.room.ledger(self.dice.choice(sorted(set(self.shown.values()))))
        kind, rows = self.dice.choice(
            (("name", ledger.mentions), ("question", ledger.figures), ("link", ledger.statements))
        )
        if len(rows) > 1:
            one, other = self.dice.sample([row.id for row in rows], k=2)
            by = self.dice.choice(REVIEWERS)
            verdict: Any = self.dice.choice(("accept", "reject"))
            relation = self.dice.choice(("same_statement", "contradicts", "copies"))
            draft: dict[str, Any] = {"kind": kind, "subject": one, "other": other}
            if kind == "link":
                draft["relation"] = relation
            self.judged.append(self.room.judge(Draft(**draft, verdict=verdict), by=by))
            if self.dice.random() < UNDONE:
                self.room.undo(self.judged.pop())
        if self.dice.random() < AT_ONCE:
            self.room.catch_up()

    def _some(self, names: object) -> list[str]:
        line = sorted(names)  # type: ignore[call-overload]
        return self.dice.sample(line, k=min(len(line), self.dice.randint(1, 4)))


def _check(room: Newsroom, shown: Mapping[str, str]) -> None:
    """Each event's ledger is that of its episodes' reports, collated as if for the first time."""
    for event in sorted(set(shown.values())):
        ledger = room.ledger(event, content=True)
        parts = [
            collated(RUN, mine, room.gazetteer, rulings=room.rulings(event))
            for names in room.episodes(event).values()
            if (mine := [room.read[name] for name in sorted(names) if name in shown])
        ]
        whole = assemble(RUN, (row for part in parts for row in part))
        assert ledger == whole
        assert ledger.statements
        kept = room.ledger(event)
        assert len(kept.statements) == len(ledger.statements)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_rebuild_changes_nothing(room: Newsroom, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - nothing is secret
    life = Life(room, dice)
    for _ in range(STEPS):
        life.step()
    while len(life.shown) < BOUND:
        (life.add if life.outside else life.reinstate)()
    room.catch_up()
    assert life.judged
    _check(room, life.shown)
    before, steps = room.tables(), len(room.steps)
    with room.store.writing() as connection:
        assert rebuild(connection, room.workshop) == 0
    assert room.tables() == before
    assert len(room.steps) == steps
    assert len(before["row"]) > 20
    _check(room, life.shown)


def test_a_rebuild_mends_what_was_spoilt(room: Newsroom) -> None:
    room.add(*list(room.read)[:3])
    before = room.tables()
    from crosswire.desk.storage.schema import row  # noqa: PLC0415

    with room.store.writing() as connection:
        gone = connection.execute(row.delete().where(row.c.type == "figure")).rowcount
        assert gone
        assert rebuild(connection, room.workshop) == gone
    assert room.tables() == before


def test_a_rebuild_from_the_texts_is_the_same(room: Newsroom, nlp: Language) -> None:
    room.add(*list(room.read)[:4])
    before = room.tables()
    again = Reader(READER, lambda found: readings(nlp, found, room.gazetteer))
    with room.store.writing() as connection:
        assert rebuild(connection, room.workshop, "flood", reader=again) == 0
    assert room.tables() == before


def test_ids_stay_while_reports_come_and_go(room: Newsroom) -> None:
    """What a reader noted yesterday still means the same person, and the same question."""
    names = sorted(room.read, reverse=True)[:4]
    room.add(names[0])
    first = room.ledger()
    for name in names[1:]:
        room.add(name)
    then = room.ledger()
    kept = {row.id for row in first.entities} & {row.id for row in then.entities}
    assert kept
    content = {row.id for row in room.ledger(content=True).entities}
    assert {row.id for row in then.entities} != content
    room.remove(names[0])
    room.add(names[0])
    assert {row.id for row in room.ledger().entities} == {row.id for row in then.entities}


def test_a_withdrawn_report_leaves_no_name_behind(room: Newsroom) -> None:
    names = sorted(room.read)[:2]
    room.add(*names)
    room.withdraw(*names)
    ledger = room.ledger()
    assert not list(ledger)
    assert not room.tables()["row"]
    assert {row[6] for row in room.tables()["cluster"]} == {""}
    assert room.steps[-1].left == dict.fromkeys(names, "withdrawn")


def test_who_is_who_in_two_episodes_is_as_it_was_judged(room: Newsroom) -> None:
    room.add(*sorted(room.read))
    homes = {name: home for home, names in room.episodes().items() for name in names}
    before = room.ledger()
    entity = {one.id: one.entity for one in before.mentions}
    one, other = next(
        (one, other)
        for one, other in combinations(before.mentions, 2)
        if one.entity == other.entity and homes[one.document] != homes[other.document]
    )
    draft = Draft(kind="name", subject=one.id, other=other.id, verdict="reject")
    rejected = room.judge(draft, by=REVIEWERS[0])
    apart = {row.id: row.entity for row in room.ledger().mentions}
    assert apart[one.id] != apart[other.id]
    room.catch_up()
    assert {row.id: row.entity for row in room.ledger().mentions} == apart
    room.undo(rejected)
    assert {row.id: row.entity for row in room.ledger().mentions} == entity
