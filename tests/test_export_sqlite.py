"""The database: Datasette started on it follows its keys and finds words; its views say in words
what the terminal says."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

import crosswire
from crosswire.export import choose, export
from crosswire.export.sqlite import READ, view_names
from crosswire.export.table import TABLES
from crosswire.ledger import Ledger, assemble
from crosswire.row import Figure, Question, Statement
from crosswire.row.question import Answer
from crosswire.view.lookup import OWN_VOICE, Lookup
from exported import LISTS, ledger, sheets
from hostile import injected
from sample import rows as sample_rows
from sample import run, sample


@pytest.fixture(scope="module")
def event() -> Ledger:
    """The ledger of the demo, as it is committed."""
    return ledger("demo")


@pytest.fixture(scope="module")
def database(event: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("sqlite") / "event.sqlite"
    export(event, choose("sqlite"), path)
    yield path


def asked(path: Path, *addresses: str) -> list[Any]:
    """What Datasette, started on a database, answers."""

    async def ask() -> list[Any]:
        datasette = Datasette([str(path)], settings={"num_sql_threads": 0})
        answers = [await datasette.client.get(one) for one in addresses]
        assert [answer.status_code for answer in answers] == [200] * len(addresses)
        return [one.json() if ".json" in str(one.url) else one.text for one in answers]

    return asyncio.run(ask())


def test_datasette_shows_every_table(event: Ledger, database: Path) -> None:
    (found,) = asked(database, "/event.json")
    counts = {one["name"]: one["count"] for one in found["tables"] if not one["hidden"]}
    assert counts.keys() == {*TABLES.values()} | LISTS | {"odd_rows"}
    for table in sorted({*TABLES.values()} - {"run"}):
        assert counts[table] == len(getattr(event, table))
    assert counts["odd_rows"] == 0
    searched = {one["name"] for one in found["tables"] if one["fts_table"] and not one["hidden"]}
    assert searched == {"documents", "figures", "statements"}
    assert len(found["views"]) == len(event.questions) + 8


def test_datasette_follows_foreign_keys_and_calls_rows_by_their_titles(
    event: Ledger, database: Path
) -> None:
    statements, chain = asked(
        database,
        "/event/statements.json?_labels=on&_shape=objects&speaker__notnull=1",
        "/event/statement_chain.json?_labels=on&_shape=objects&_size=max",
    )
    names = {entity.id: entity.name for entity in event.entities}
    assert statements["rows"]
    for row in statements["rows"]:
        assert row["speaker"]["label"] == names[row["speaker"]["value"]]
    denied = {row.id for row in event.statements if row.act == "denies" and row.chain}
    assert denied
    told = {row["statement"]["value"]: row["statement"]["label"] for row in chain["rows"]}
    assert {one for one, label in told.items() if label.startswith("DENIED BY ")} == denied


def test_datasette_finds_words(event: Ledger, database: Path) -> None:
    searches = ("statements", "figures", "documents")
    found = asked(
        database, *(f"/event/{one}.json?_search=killing&_shape=objects" for one in searches)
    )
    words = [[str(row["text"]).lower() for row in one["rows"]] for one in found]
    assert all(words)
    assert all("kill" in text for text in words[0] + words[2])


def test_datasette_answers_each_question(event: Ledger, database: Path) -> None:
    views = view_names(Lookup(event))
    chosen = event.questions[:: max(1, len(event.questions) // 8)]
    found = asked(database, *(f"/event/{views[one.id]}.json?_shape=objects" for one in chosen))
    for question, answer in zip(chosen, found, strict=True):
        assert {row["id"] for row in answer["rows"]} == {*question.figures}
        assert {row["question"] for row in answer["rows"]} == {question.text}
    contested = sorted(
        views[one.id] for one in event.questions if one.relation in ("conflict", "mixed")
    )
    assert contested == sorted(views.values())[: len(contested)]
    assert contested


def test_every_view_answers(event: Ledger, database: Path) -> None:
    with closing(sqlite3.connect(database)) as opened:
        named = "SELECT name FROM sqlite_master WHERE type = 'view'"
        views = [name for (name,) in opened.execute(named)]
        count = "SELECT count(*) FROM "
        counts = {view: opened.execute(count + view).fetchone()[0] for view in views}
        voices = {row[0] for row in opened.execute("SELECT given_by FROM answers_in_words")}
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert all(counts.values())
    assert counts["statements_in_words"] == len(event.statements)
    assert counts["figures_in_words"] == len(event.figures)
    assert counts["links_in_words"] == len(event.links)
    assert counts["answers_in_words"] == sum(len(row.answers) for row in event.questions)
    assert OWN_VOICE in voices


def test_what_a_person_reads_is_what_the_views_of_the_terminal_say(
    event: Ledger, database: Path
) -> None:
    lookup = Lookup(event)
    with closing(sqlite3.connect(database)) as opened:
        statuses = dict(opened.execute("SELECT id, status FROM statements"))
        givers = dict(opened.execute("SELECT id, given_by FROM figures"))
        columns = {
            table: {name for _, name, *_ in opened.execute(f"PRAGMA table_info({table})")}
            for table in READ
        }
    assert statuses == {row.id: lookup.status(row) for row in event.statements}
    assert givers == {row.id: lookup.source(row) for row in event.figures}
    assert all({*READ[table]} < columns[table] for table in READ)


def test_an_answer_has_the_doubt_and_the_act_of_its_figures(
    event: Ledger, database: Path, tmp_path: Path
) -> None:
    by_number = "SELECT question, answer, given_by FROM question_answers"
    with closing(sqlite3.connect(database)) as opened:
        given = {(asked, at): by for asked, at, by in opened.execute(by_number)}
    sheet = sheets(event, tmp_path / "event")["question_answers"]
    assert {(row["question"], int(row["answer"])): row["given_by"] for row in sheet} == given
    lookup, looked = Lookup(event), Counter[str]()
    for question in event.questions:
        for at, answer in enumerate(question.answers):
            by = given[question.id, at]
            told = [
                lookup.statements.get(lookup.figures[f].statement or "") for f in answer.figures
            ]
            doubted = any(one and one.verification == "unverified" for one in told)
            acts = {one.act if one else "asserts" for one in told}
            assert by.startswith("UNVERIFIED: ") is doubted
            assert ("JUDGED BY " in by) is ("evaluates" in acts)
            assert ("INTENDED BY " in by) is ("intends" in acts)
            looked.update(acts, unverified=doubted)
    assert min(looked[one] for one in ("unverified", "evaluates", "intends")) > 2


def test_the_queries_of_the_documentation_answer(database: Path) -> None:
    page = (Path(__file__).parents[1] / "docs" / "export.md").read_text("utf-8")
    blocks = [one.partition("```")[0] for one in page.split("```sql\n")[1:]]
    queries = [one for block in blocks if "DuckDB" not in block for one in block.split(";")[:-1]]
    queries.append("SELECT title" + page.partition("`SELECT title")[2].partition("`")[0])
    assert len(queries) > 3
    with closing(sqlite3.connect(database)) as opened:
        found = [opened.execute(query).fetchall() for query in queries]
    assert all(found)


def test_the_outlets_that_carry_one_origin(event: Ledger, database: Path) -> None:
    with closing(sqlite3.connect(database)) as opened:
        found = opened.execute("SELECT id, origin, outlets, carried_by FROM origins_in_words")
        rows = found.fetchall()
    lookup = Lookup(event)
    assert {row[0] for row in rows} == lookup.resting_on.keys()
    assert rows[0][2] > 3
    for origin, name, outlets, carried_by in rows:
        told = {lookup.outlet(row.document) for row in lookup.resting_on[origin]}
        assert (name, outlets) == (lookup.origin(origin), len(told))
        assert all(one in carried_by for one in told)


def test_no_text_of_a_question_breaks_its_view(tmp_path: Path) -> None:
    ledger, path = injected(), tmp_path / "event.sqlite"
    export(ledger, choose("sqlite"), path)
    assert crosswire.load(path) == ledger
    views = view_names(Lookup(ledger))
    assert sorted(views.values())[0].startswith("question_1")
    assert all(
        view.isascii() and view.isidentifier() and len(view) < 200 for view in views.values()
    )
    with closing(sqlite3.connect(path)) as opened:
        for view in views.values():
            assert opened.execute(f"SELECT * FROM {view}").fetchall() == []  # noqa: S608
        assert opened.execute("SELECT count(*) FROM run").fetchone() == (1,)
    page, _ = asked(path, "/event/documents", "/event/questions")
    assert "<script>alert" not in page


def test_what_is_bigger_than_a_cell_takes(tmp_path: Path) -> None:
    (question,) = sample().questions
    big = replace(question, answers=(Answer(None, 1e25, 1e30 / 2, None, (), ()),))
    ledger = assemble(
        run(), [row for row in sample_rows() if not isinstance(row, Question)] + [big]
    )
    export(ledger, choose("sqlite"), tmp_path / "event.sqlite")
    assert crosswire.load(tmp_path / "event.sqlite") == ledger
    assert any(isinstance(row, Figure | Statement) for row in ledger)
