"""From the articles of a bucket to the ledgers of its episodes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from archive.shelved import TUESDAY, derived, files, remembered, shelve, told, worker
from crosswire import Ledger, model
from crosswire.archive import problem
from crosswire.archive.ledger import derivation, part
from crosswire.archive.ledger.bucket import buckets
from crosswire.archive.ledger.derivation import LedgerStep, LedgerWorker
from crosswire.archive.place import Place
from crosswire.archive.unit import Setback
from crosswire.codec import codec
from crosswire.collation import collated
from crosswire.error import ArchiveError
from crosswire.export.table import TABLES
from crosswire.ledger import TYPES
from crosswire.reading import reading, reports
from desk.desks import FERRY, FIRE, LATER, PARSES

if TYPE_CHECKING:
    from spacy.language import Language

FOLDERS = ("ledger", "index", "problems")
PART = "day=2031-03-03/0000"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place.of(tmp_path / "archive")


@pytest.fixture
def by(place: Place, nlp: Language) -> LedgerWorker:
    return worker(place, nlp)


def found(place: Place, story: str) -> dict[str, list[Any]]:
    """The rows that an archive has of a story, by the names of the ledger's tables."""
    return {
        TABLES[kind]: [codec(row).decode(one) for _, one in part.rows(place, kind, PART, story)]
        for kind, row in TYPES.items()
    }


def ledger(by: LedgerWorker, *line: Any) -> dict[str, list[Any]]:
    """The rows that `crosswire ledger` writes of reports."""
    mine = reports(sorted((one for one, *_ in line), key=lambda one: one.id))
    read = [reading(one.document, PARSES[one.document.text], by.gazetteer) for one in mine]
    whole = collated(by.run, read, by.gazetteer)
    return {name: list(getattr(whole, name)) for name in TABLES.values() if name != "run"}


def test_a_story_has_the_rows_of_its_ledger(place: Place, by: LedgerWorker) -> None:
    ferry = [told("b", LATER, "b"), told("a", FERRY, "b"), told("c", FERRY, "b", outlet="Echo")]
    fire = [told("d", FIRE, "a")]
    shelve(place, "0001", *ferry, *fire, told("a2", FERRY, "b"), again=["a2"])
    (done,) = derived(place, by)
    assert found(place, "story-b") == ledger(by, *ferry)
    assert found(place, "story-a") == ledger(by, *fire)
    assert found(place, "story-b")["links"]
    assert done.counts["articles"] == done.counts["rows.document"] == 4
    assert [one.reports for one in part.listed(place, PART)] == [1, 3]


def test_only_what_changed_is_derived_again(place: Place, by: LedgerWorker, nlp: Language) -> None:
    first = [told("a", FERRY, "a"), told("b", FIRE, "b")]
    later = told("c", LATER, "a", published=TUESDAY)
    shelve(place, "0001", *first)
    derived(place, by)
    assert derived(place, by) == []
    shelve(place, "0002", later)
    with mock.patch.object(derivation, "collated", wraps=collated) as collating:
        derived(place, by)
    (called,) = collating.call_args_list
    assert [one.document.id for one in called.args[1]] == ["a", "c"]
    before = files(Path(place.url), *FOLDERS)
    for name in ("ledger", "index", "done"):
        place.remove(name)
    derived(place, by)
    assert files(Path(place.url), *FOLDERS) == before  # as if all had been derived at once
    assert found(place, "story-a") == ledger(by, first[0], later)


class Killed(BaseException):
    """A worker's end."""


def test_a_kill_between_two_files_is_repaired(place: Place, by: LedgerWorker) -> None:
    shelve(place, "0001", told("a", FERRY, "a"), told("b", FIRE, "b"))
    derived(place, by)
    shelve(place, "0002", told("c", LATER, "a"))
    unkilled = Place.of(f"{place.url}-unkilled")
    for name in place.names():
        unkilled.write(name, place.read(name))
    derived(unkilled, LedgerWorker(unkilled, by.run, by.nlp, by.gazetteer))
    assert all(derived_or_killed(place, by, after=written) for written in (1, 8))
    assert not derived_or_killed(place, by, after=len(TYPES) + 2)
    assert len(buckets(place)) == 0
    assert files(Path(place.url), *FOLDERS) == files(Path(unkilled.url), *FOLDERS)


def derived_or_killed(place: Place, by: LedgerWorker, *, after: int) -> bool:
    """Derive, until so many files are written; whether that was the end of it."""
    written, write = 0, Place.parquet_write

    def deadly(self: Place, *given: Any, **more: Any) -> None:
        nonlocal written
        if written == after:
            raise Killed
        written += 1
        write(self, *given, **more)

    try:
        with mock.patch.object(Place, "parquet_write", deadly):
            derived(place, by)
    except Killed:
        return True
    return False


def test_what_is_set_aside_is_a_problem_and_the_rest_is_whole(
    place: Place, by: LedgerWorker
) -> None:
    rest, namesake = told("a", FERRY), told("b", FIRE, "b")
    shelve(place, "0001", rest, told("b", LATER), namesake)
    slow = Setback("story-a/0 b", "it took more than 60 seconds", "Leave it out.")
    (done,) = derived(place, by, without={slow.document: slow})
    assert found(place, "story-b") == ledger(by, namesake)
    rows = found(place, "story-a")
    (trouble,) = rows.pop("problems")
    assert (trouble.document, trouble.reason, trouble.remedy) == ("b", slow.reason, slow.remedy)
    assert rows == {name: rows for name, rows in ledger(by, rest).items() if name != "problems"}
    assert done.counts["problems"] == 1
    assert [one.reason for one in problem.troubles(place)] == [slow.reason]


def broken(*_: Any, **__: Any) -> Ledger:
    raise KeyError("words of a report")


@pytest.mark.parametrize(("stage", "documents"), [("report", 0), ("reading", 0), ("collated", 2)])
def test_a_fault_of_ours_is_a_problem(
    place: Place, by: LedgerWorker, stage: str, documents: int
) -> None:
    shelve(place, "0001", told("a", FERRY), told("b", LATER))
    with mock.patch.object(derivation, stage, broken):
        (done,) = derived(place, by)
    rows = found(place, "story-a")
    assert len(rows["documents"]) == documents
    assert {one.document for one in rows["problems"]} == (
        {"story-a/0"} if documents else {"a", "b"}
    )
    assert all("words" not in one.reason for one in rows["problems"])
    assert done.counts["problems"] == len(rows["problems"])


def test_each_article_is_begun_before_it_is_worked_on(place: Place, by: LedgerWorker) -> None:
    shelve(place, "0001", told("a", FERRY), told("b", LATER), told("c", FIRE, "b"))
    (unit,) = buckets(place)
    begun: dict[bool, list[tuple[str, ...]]] = {False: [], True: []}
    for careful, heard in begun.items():
        place.remove("index")
        with remembered():
            by.work(unit, begin=lambda *of, to=heard: to.append(of), without={}, careful=careful)
    hasty, careful_ = begun[False], begun[True]
    assert hasty[0] == hasty[-1] == ()
    names = ("story-a/0 a", "story-a/0 b", "story-b/0 c")
    assert names in hasty
    assert {of for of in careful_ if len(of) > 1} == set()
    alone = {(name,) for name in (*names, "story-a/0", "story-b/0")}
    assert alone <= set(careful_) & set(hasty)


def test_a_machine_with_another_model_is_refused(place: Place, by: LedgerWorker) -> None:
    other: Callable[..., Any] = mock.Mock(return_value=mock.Mock(source=by.gazetteer.source))
    with (
        mock.patch.object(model, "find", other),
        pytest.raises(ArchiveError, match="a worker has"),
    ):
        LedgerStep(place, by.run).open()
