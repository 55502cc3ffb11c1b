"""The log: a closed list of events, no words of reports, no passwords."""

from __future__ import annotations

import ast
import json
import logging
import string
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

import crosswire
from crosswire.desk import log
from crosswire.desk.intake.receipt import OUTCOMES
from crosswire.desk.log import tell, vocabulary

SOURCE = Path(crosswire.__file__).parent

MAY_BE_TOLD = {
    "address", "at", "batch", "bytes", "code", "desk", "document", "event", "failures", "files",
    "id", "job", "kind", "method", "name", "outcome", "outcomes", "process", "reason", "remedy",
    "requests", "role", "route", "seconds", "source", "sources", "status", "submission", "token",
    "visits", *OUTCOMES,
}  # fmt: skip
"""No field for the words of a report (text, title, excerpt, quote), none for a secret: `token` is
the id of one, `name` whose it is, `submission` an id, `route` an address of the program, `at` a
line of it."""


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Leaves logging as it was."""
    root = logging.getLogger(log.ROOT)
    before = root.handlers, root.propagate, root.level
    yield
    root.handlers, root.propagate, root.level = before


def told(form: log.Form, level: str = "info") -> StringIO:
    """Where events go from now on."""
    stream = StringIO()
    log.set_up(form, level, stream=stream)
    return stream


def calls() -> Iterator[tuple[str, set[str | None], Path]]:
    """Every event that is told anywhere in the package, with the fields that it is given."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "tell":
                name = node.args[0]
                assert isinstance(name, ast.Constant), (
                    f"{path}: the name of an event is written out"
                )
                yield str(name.value), {one.arg for one in node.keywords}, path


def test_what_is_told_is_in_the_list_and_what_is_in_the_list_is_told() -> None:
    found = list(calls())
    assert len(found) > 10
    for name, fields, path in found:
        assert name in vocabulary(), path
        assert fields == set(vocabulary()[name].fields), f"{path}: {name}"
    assert {name for name, _, _ in found} == vocabulary().keys()


def test_each_event_has_a_line_with_its_own_fields_only() -> None:
    assert len(vocabulary()) > 10
    for event in vocabulary().values():
        named = {field for _, field, _, _ in string.Formatter().parse(event.says) if field}
        assert named <= set(event.fields), event.name
        assert event.level in log.LEVELS, event.name
        assert set(event.fields) <= MAY_BE_TOLD, event.name


def test_a_line_for_a_person() -> None:
    stream = told("text")
    numbers = dict.fromkeys(OUTCOMES, 0) | {"taken": 2, "same": 1}
    told_so = "2 taken, 1 same"
    tell("source.visited", source="incoming", outcomes=told_so, seconds=0.25, **numbers)
    tell("source.failed", source="a", reason="b", remedy="c", failures=1, seconds=60.0)
    first, second = stream.getvalue().splitlines()
    assert first[8:] == "Z incoming: 2 taken, 1 same"
    assert second[8:] == "Z warning: a: b - c; tried again in 60 s"


def test_an_object_for_a_program() -> None:
    stream = told("json")
    tell("report.taken", source="incoming", document="a\nb.txt", outcome="taken")
    found = json.loads(stream.getvalue())
    assert list(found) == ["time", "level", "event", "source", "document", "outcome"]
    assert found["time"].endswith("Z") and found["event"] == "report.taken"
    assert stream.getvalue().count("\n") == 1 and found["document"] == "a\nb.txt"


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_password_and_no_control_character_is_told(form: log.Form) -> None:
    stream = told(form)
    tell(
        "source.failed",
        source="https://ana:rain@a.example/rss?token=rain",
        reason="x\x1b[2J\n" + "y" * 9000,
        remedy="\u202e",
        failures=1,
        seconds=1,
    )
    said = stream.getvalue()
    assert "rain" not in said and "***" in said
    assert said.count("\n") == 1 and "\x1b" not in said and "\u202e" not in said
    assert len(said) < 2000


def test_the_level_is_the_least_that_is_told() -> None:
    stream = told("text", "warning")
    tell("watch.started", sources=1)
    assert stream.getvalue() == ""
    tell("file.unsettled", source="a", files=1)
    assert "warning: a: still being written" in stream.getvalue()


def test_what_is_not_in_the_list_cannot_be_told() -> None:
    with pytest.raises(ValueError, match=r"no event 'report\.text'"):
        tell("report.text")
    with pytest.raises(ValueError, match="with the fields"):
        tell("watch.started", text="what a report says")


def test_what_other_libraries_tell_is_not_told() -> None:
    stream = told("json")
    logging.getLogger("httpx").error("GET https://a.example/?token=rain")
    assert stream.getvalue() == ""
