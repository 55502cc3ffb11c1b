"""What is measured of the desk: an event of any size, and the cost of one report more."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from bench import chronicle, desk
from bench.chronicle import Told
from crosswire import model
from crosswire.desk.derive.union import ledger_of
from crosswire.desk.storage.store import Store
from desk.newsroom import RUN, gazetteer, read

if TYPE_CHECKING:
    from spacy.language import Language


def test_incidents_have_names_of_their_own() -> None:
    told = list(islice(chronicle.stream(), 200))
    assert len(set(told)) == 200
    texts = [chronicle.article(one).text for one in told]
    assert len(set(texts)) == 200
    places = [chronicle.names(one).place for one in range(20)]
    assert len(set(places)) == 20
    assert not any(mark in text for text in texts for mark in "{|}")


def test_a_report_is_retold_in_its_fellow_s_words(nlp: Language) -> None:
    one = Told(chronicle.KINDS * 3 + 1, 4)
    fellow, other = chronicle.first_of_its_kind(one), chronicle.article(one)
    atlas = gazetteer()
    (known,) = read(nlp, [chronicle.article(fellow)], atlas)
    (right,) = read(nlp, [other], atlas)
    atlas.close()
    retold = chronicle.retold(known, one)
    assert retold.document == right.document
    assert [token.text for token in retold.parse.tokens] == [
        token.text for token in right.parse.tokens
    ]
    assert len(retold.names) > 5
    assert all(name.span.of(other.text) == name.text for name in retold.names)


def test_the_cost_of_a_report_is_that_of_adding_it_alone(nlp: Language, tmp_path: Path) -> None:
    where = str(tmp_path / "desk.sqlite")
    with mock.patch.object(model, "load", return_value=nlp):
        (row,) = desk.measure(where, most=10, adds=2)
    assert row.reports == 10
    assert [one.neighbours for one in row.costs] == [10, 10]
    assert all(min(one.parse, one.cold, one.warm) > 0 for one in row.costs)
    with Store.open(where) as store, store.reading() as connection:
        (event,) = connection.exec_driver_sql("SELECT id FROM event").scalars()
        assert len(ledger_of(connection, event, RUN).documents) == 10
