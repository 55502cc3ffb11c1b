"""Rows straight from the tables are the ledger's, in its order, wherever one begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, insert

from crosswire.desk.derive.excerpt import lookup_of
from crosswire.desk.derive.listing import ROW, Listing, Wanted, home
from crosswire.desk.derive.replacement import text_of
from crosswire.desk.judgement.history import log
from crosswire.desk.judgement.register import judge
from crosswire.desk.storage.stored import row_of
from crosswire.judgement.value import Draft
from crosswire.ledger import TYPES, Ledger, kind_of, write
from crosswire.row import Entity, Figure, Statement
from crosswire.view.lookup import Lookup
from desk import newsroom
from desk.desks import on_sqlite
from desk.newsroom import Newsroom

if TYPE_CHECKING:
    from spacy.language import Language

    from crosswire.desk.storage.store import Store
    from crosswire.gazetteer import Gazetteer
    from crosswire.reading import Reading

REPORTS = 10
BOUND = 2
"""Reports of an episode: so few that the event has several."""


@pytest.fixture(scope="module")
def atlas() -> Iterator[Gazetteer]:
    with closing(newsroom.gazetteer()) as opened:
        yield opened


@pytest.fixture(scope="module")
def read(nlp: Language, atlas: Gazetteer) -> Mapping[str, Reading]:
    articles = newsroom.articles(REPORTS)
    found = newsroom.read(nlp, articles, atlas)
    return {one.document.id: one for one in found}


@pytest.fixture
def room(store: Store, atlas: Gazetteer, read: Mapping[str, Reading]) -> Newsroom:
    room = Newsroom(store, atlas, read, bound=BOUND)
    room.add(*sorted(read))
    assert len(room.episodes()) > 1
    return room


def lines(ledger: Ledger) -> list[bytes]:
    """The lines of a ledger's file, but for the first."""
    file = BytesIO()
    write(ledger, file)
    return file.getvalue().splitlines(keepends=True)[1:]


def test_all_rows_are_the_lines_of_the_ledger(room: Newsroom) -> None:
    ledger = room.ledger()
    with room.store.reading() as connection:
        listing = Listing(connection, "flood")
        assert len(listing.names) > 2  # some are told of in several episodes
        assert list(listing.lines()) == lines(ledger)


@on_sqlite
def test_what_was_judged_of_an_entity_is_told_in_all_episodes_of_it(room: Newsroom) -> None:
    ledger = room.ledger()
    with room.store.writing() as connection:
        listing = Listing(connection, "flood")
        goal, *others = next(ids for ids in listing.bearers.values() if len(ids) > 1)
        homes = {one.id: one.document for one in ledger.mentions if one.entity == goal}
        assert len(set(homes.values())) > 1
        for name in homes:
            draft = Draft(kind="note", subject=name, verdict="note", note="Ask them.")
            judge(room.store, connection, draft, by="R. Example")
        for asked in (goal, *others):
            told = log(connection, subject=asked, known_as=listing.ids(asked))
            assert {one.judgement.subject for one in told} == set(homes)


def test_pages_are_the_whole_wherever_one_begins(room: Newsroom) -> None:
    ledger = room.ledger()
    with room.store.reading() as connection:
        for kind in TYPES:
            whole = [row.id for row in ledger if kind_of(row) == kind]
            listing = Listing(connection, "flood")
            found, after = [], None
            while page := list(islice(listing.rows(kind, after=after), 3)):
                found += [row.at.id for row in page]
                after = page[-1].at
            assert found == whole
            assert whole or kind == "problem"


def test_a_filter_takes_what_has_the_value_and_nothing_else(room: Newsroom) -> None:
    ledger = room.ledger()
    speakers = {one.speaker for one in ledger.statements if one.speaker}
    shared = sorted(speakers & {one.id for one in ledger.entities})
    with room.store.reading() as connection:
        listing = Listing(connection, "flood")
        for speaker in shared:
            found = listing.rows("statement", Wanted(fields={"speaker": (speaker,)}))
            told = [one.id for one in ledger.statements if one.speaker == speaker]
            assert [row.at.id for row in found] == told
        assert any(name in listing.bearers for name in shared)
        found = listing.rows("entity", Wanted(fields={"kind": ("person",)}))
        people = [one.id for one in ledger.entities if one.kind == "person"]
        assert [row.at.id for row in found] == people
        assert len(people) > 3
        some = frozenset([ledger.documents[2].id])
        found = listing.rows("figure", Wanted(some))
        assert [row.at.id for row in found] == [
            one.id for one in ledger.figures if one.document in some
        ]


def test_a_row_is_found_under_any_id_that_it_had(room: Newsroom) -> None:
    ledger = room.ledger()
    people = {one.id: one for one in ledger.entities}
    with room.store.reading() as connection:
        listing = Listing(connection, "flood")
        assert len(listing.names) > 2
        for old, shown in listing.names.items():
            (found,) = listing.find("entity", [old])
            assert row_of("entity", found.data) == people[shown]
            assert home(connection, old) == ("entity", "flood")
        assert home(connection, ledger.documents[0].id) == ("document", "flood")
        assert home(connection, "statement-0") is None


def test_what_labels_a_row_alone_is_what_labels_it_in_the_ledger(room: Newsroom) -> None:
    ledger = room.ledger()
    whole, checked = Lookup(ledger), 0
    with room.store.reading() as connection:
        claims: list[Statement | Figure] = [*ledger.statements[::5], *ledger.figures[::5]]
        for row in claims:
            part = lookup_of(Listing(connection, "flood"), [row])
            if isinstance(row, Statement):
                assert part.status(row) == whole.status(row)
            else:
                assert part.source(row) == whole.source(row)
            checked += 1
    assert checked > 5


def test_words_that_look_like_a_member_are_no_member(room: Newsroom) -> None:
    """A report may say anything, also what the tables' own JSON looks like."""
    hostile = '","kind":"person","x":"'
    row = Entity("entity-0123456789abcdef", hostile, "group", (hostile,))
    with room.store.writing() as connection:
        values = {"episode": next(iter(room.episodes())), "type": "entity", "id": row.id}
        connection.execute(insert(ROW).values(**values, digest="0", data=text_of(row)))
    with room.store.reading() as connection:
        listing = Listing(connection, "flood")
        people = [one.at.id for one in listing.rows("entity", Wanted(fields={"kind": ("person",)}))]
        groups = [one.at.id for one in listing.rows("entity", Wanted(fields={"kind": ("group",)}))]
    assert people
    assert row.id not in people
    assert row.id in groups


@on_sqlite
def test_no_page_is_looked_for_among_all_events(room: Newsroom) -> None:
    """Rows are found by a report, an episode or an id: by their type there are too many."""
    asked: dict[str, tuple[object, ...]] = {}

    def note(
        _: object, __: object, statement: str, values: tuple[object, ...], *___: object
    ) -> None:
        if statement.startswith("SELECT"):
            asked[statement] = values

    engine = room.store._engine
    event.listen(engine, "before_cursor_execute", note)
    with room.store.reading() as connection:
        for kind in TYPES:
            next(Listing(connection, "flood").rows(kind), None)
    event.remove(engine, "before_cursor_execute", note)
    plans = []
    with room.store.reading() as connection:
        for statement, values in asked.items():
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            plans += [str(step[-1]) for step in plan]
    assert len(plans) > 5
    walked = [one for one in plans if one.startswith("SCAN") or "(type=?)" in one]
    assert [one for one in walked if "sqlite_schema" not in one] == []
