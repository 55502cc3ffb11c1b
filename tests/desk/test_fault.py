"""A small form of the fault harness, `python -m bench fault`: some kills, and what else happens."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

import pytest
from sqlalchemy import Table, delete, select

from bench.cluster import BenchError
from bench.fault import harness
from bench.fault.place import STORES, Place, place
from bench.fault.process import Stable, stable
from bench.fault.soundness import unsound
from bench.fault.state import state
from bench.fault.task import Case
from crosswire.desk.storage import schema
from crosswire.desk.storage.store import Store

SEED = 7
REPORTS = 9
KILLS = {"add": 3, "watch": 2, "upgrade": 2}


@pytest.fixture(scope="module")
def processes() -> Iterator[Stable]:
    with stable() as found:
        yield found


@pytest.fixture(scope="module")
def reports() -> Iterator[harness.Scene]:
    with harness.scene(REPORTS) as found:
        yield found


@pytest.fixture(scope="module", params=STORES)
def here(request: pytest.FixtureRequest) -> Iterator[Place]:
    opened = place(request.param)
    try:
        found = opened.__enter__()
    except BenchError as error:
        if os.environ.get("CROSSWIRE_REQUIRE_POSTGRES") == "1":
            raise
        pytest.skip(str(error))
    yield found
    opened.__exit__(None, None, None)


@pytest.fixture(scope="module")
def cases(here: Place, processes: Stable, reports: harness.Scene) -> dict[str, Case]:
    return harness.ready(here, processes, reports)


@pytest.mark.parametrize("command", KILLS)
def test_a_desk_outlives_its_programs(command: str, cases: dict[str, Case]) -> None:
    dice = random.Random(SEED)  # noqa: S311 - the same moments each time
    kills = list(harness.killed(cases[command], KILLS[command], dice, fresh=0))
    assert len(kills) == KILLS[command]
    assert any(kill.is_in_work for kill in kills)
    assert [problem for kill in kills for problem in kill.problems] == []


def test_a_desk_outlives_what_else_happens(
    here: Place, cases: dict[str, Case], reports: harness.Scene
) -> None:
    found = list(harness.others(here, cases, reports))
    assert len(found) > 4
    assert [str(one) for one in found if one.problems] == []


@pytest.mark.parametrize("table", [schema.parse, schema.finding, schema.assignment, schema.row])
def test_what_is_there_by_halves_is_found(
    table: Table, here: Place, cases: dict[str, Case]
) -> None:
    where = here.copy(cases["upgrade"].task.prepared)
    assert unsound(where) == []
    with Store.open(where) as store, store.writing() as connection:
        known = select(table.c.document).where(table.c.document.is_not(None))
        one = connection.execute(known.order_by(table.c.document)).scalar()
        connection.execute(delete(table).where(table.c.document == one))
    assert any(str(one) in told for told in unsound(where))
    assert cases["add"].course.wrong(state(where))
