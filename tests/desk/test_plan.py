"""No table is walked through to take in one report, so that it costs as much however many came.

SQLite tells how it goes about a statement; that does not depend on what is in the tables, of which
it keeps no statistics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from crosswire.desk.desk import Desk
from crosswire.desk.storage import schema
from crosswire.judgement.value import Draft
from crosswire.row import identity
from desk.desks import FERRY, FIRE, LATER, add, article, item, kill, on_sqlite, opened

if TYPE_CHECKING:
    from spacy.language import Language

FEW = "ix_episode_seq"
"""An index that holds only the episodes that wait to be derived."""

BEGUN = identity("event", "a.txt")
"""The event that the first report begins."""

NOTE = Draft(kind="note", subject="a.txt", verdict="note", note="See page two.")

WORK: dict[str, Callable[[Desk], object]] = {
    "a report": lambda desk: add(desk, article("b.txt", FIRE)),
    "the same": lambda desk: add(desk, article("a.txt", FERRY)),
    "a version": lambda desk: add(desk, article("a.txt", LATER)),
    "into an event": lambda desk: add(desk, article("c.txt", FIRE), event=BEGUN),
    "of a wire": lambda desk: add(desk, item("1", FIRE), item("2", FIRE + "More.\n"), kill("3")),
    "an embargo": lambda desk: add(desk, item("1", FIRE, embargoed="2031-03-09")),
    "tick": lambda desk: desk.tick(),
    "a judgement": lambda desk: desk.judge(NOTE, by="Ada Example"),
    "an undo": lambda desk: desk.undo(desk.judge(NOTE, by="Ada Example").id, by="Ada Example"),
    "those of a report": lambda desk: desk.judgements(subject="a.txt"),
    "those of an event": lambda desk: desk.judgements(BEGUN),
}


@contextmanager
def executed(desk: Desk) -> Iterator[dict[str, tuple[Any, ...]]]:
    """The statements that are executed, each with some of its values."""
    found: dict[str, tuple[Any, ...]] = {}

    def note(_: Any, __: Any, statement: str, values: Any, ___: Any, is_many: bool) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            found[statement] = tuple(values[0] if is_many else values)

    engine = desk.store._engine
    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


BY_TYPE = "ix_row_type_id (type=?)"
"""All rows of a type: as good as the whole table."""


def walked(
    desk: Desk, statements: dict[str, tuple[Any, ...]], *, among: str | None = None
) -> list[str]:
    """The tables that are walked through from end to end, and by which statement.

    `among` is the end of a step that walks through as good as all of one.
    """
    names = {f"SCAN {name}": name for name in schema.metadata.tables}
    found = []
    with desk.store.reading() as connection:
        for statement, values in statements.items():
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            steps = [str(step[-1]) for step in plan if FEW not in step[-1]]
            found += [f"{one}: {statement}" for one in steps if " ".join(one.split()[:2]) in names]
            found += [f"{one}: {statement}" for one in steps if among and one.endswith(among)]
    return found


@on_sqlite
@pytest.mark.parametrize("name", WORK)
def test_no_table_is_walked_through(where: str, nlp: Language, name: str) -> None:
    with opened(where, nlp) as desk:
        (first,) = add(desk, article("a.txt", FERRY))
        assert first.event == BEGUN
        with executed(desk) as statements:
            WORK[name](desk)
        assert len(statements) > 1
        assert walked(desk, statements) == []
