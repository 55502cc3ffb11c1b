"""The interface does what its description says: schemathesis tries it, with what nobody would.

All of its checks are on: no fault of the server, only statuses, media types, headers and bodies
that are described, nothing taken that the description forbids, nothing refused that it allows.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copy
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.core import NOT_SET
from schemathesis.python.asgi import HOST
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from crosswire.web.app import app
from crosswire.web.contract import LINES
from crosswire.web.reach import Reach
from crosswire.web.setting import Settings
from desk.desks import opened

if TYPE_CHECKING:
    from fastapi import FastAPI
    from schemathesis import Case
    from schemathesis.checks import CheckFunction
    from spacy.language import Language

EXAMPLES = 2

RULES = ["400", "413", "421", "431"]
"""Statuses of requests that break the rules of HTTP, or the guards', which no schema can say."""

WORDS = ("after", "since")
"""Parameters with a grammar of their own: what `next` said, a time in words."""

MEANT = {"POST /api/judgements", "POST /api/submissions"}
"""What must make sense besides being as described: two rows that are two, an address."""


FEW = ["links", "row", "judge", "undo", "judgements"]
"""Routes of which each bound of each parameter is tried: the others are made of the same parts."""


LINE_BY_LINE = {"POST /api/judgements/import"}
"""What tells of each line whether it was refused."""


@schemathesis.serializer(LINES)
def as_lines(_: object, value: object) -> bytes:
    """JSON lines are sent as they are."""
    return value if isinstance(value, bytes) else str(value).encode()


@pytest.fixture(scope="module")
def served(
    demo_file: Path, tmp_path_factory: pytest.TempPathFactory, nlp: Language
) -> Iterator[Any]:
    """A desk that all may write to."""
    path = copy(demo_file, tmp_path_factory.mktemp("schema") / "desk.sqlite")
    reach = Settings(reach=Reach(names=frozenset([HOST])))
    with opened(str(path), nlp) as desk:
        yield app(desk, reach)


def described(served: FastAPI, *phases: str) -> Any:
    """Its description, of which some things are tried."""
    found = schemathesis.openapi.from_asgi("/openapi.json", served)
    found.config.phases.update(phases=list(phases))
    checks = found.config.checks
    for check in (checks.positive_data_acceptance, checks.negative_data_rejection):
        check.expected_statuses = [*check.expected_statuses, *RULES]
    return found


@pytest.fixture(scope="module")
def api(served: FastAPI) -> Any:
    return described(served, "examples", "fuzzing")


@pytest.fixture(scope="module")
def parts(served: FastAPI) -> Any:
    return described(served, "coverage")


@pytest.fixture(autouse=True)
def known(request: pytest.FixtureRequest) -> None:
    """schemathesis 4.32 asks for a name that nodes of pytest 9.2 do not have."""
    request.node._nodeid = request.node.nodeid


QUICK = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)

schema = schemathesis.pytest.from_fixture("api").exclude(path="/api/stream")
bounds = schemathesis.pytest.from_fixture("parts").include(operation_id=FEW)


@schema.parametrize()
@QUICK
def test_every_answer_is_as_described(case: Case[Any]) -> None:
    check(case)


@bounds.parametrize()
@QUICK
def test_every_bound_is_as_described(case: Case[Any]) -> None:
    check(case)


def check(case: Case[Any]) -> None:
    """Ask as the case has it, by name; all that is answered is as described."""
    named = {"X-Crosswire-Name": "R. Example"}
    is_meant = case.meta is not None and case.meta.generation.mode.is_positive
    if is_meant and isinstance(case.query, dict):
        for word in WORDS:
            case.query.pop(word, None)
    if case.method != case.operation.method.upper():  # 405 comes after what says it was meant
        named["X-Crosswire"] = "1"
        case.body = NOT_SET
    label = case.operation.label
    excluded: list[CheckFunction] = [positive_data_acceptance] if label in MEANT else []
    excluded += [negative_data_rejection] if label in LINE_BY_LINE else []
    case.call_and_validate(headers=named, excluded_checks=excluded)
