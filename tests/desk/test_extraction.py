"""What one report says is read back as it was written, to the last digit."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from crosswire.collation import collated
from crosswire.desk.storage import extraction, grammar
from crosswire.desk.storage.packing import named, packing, shape
from crosswire.desk.storage.schema import document, finding, parse
from crosswire.desk.storage.store import Store
from crosswire.error import DeskError
from crosswire.extract.time import Timex
from crosswire.extract.time.meaning import Amount, Distance
from crosswire.gazetteer import Gazetteer
from crosswire.ledger import Ledger, write
from crosswire.parse import Parse, Token
from crosswire.read import Article, read
from crosswire.reading import Reading, readings, reports
from crosswire.row import Run, Source, Span

if TYPE_CHECKING:
    from spacy.language import Language

CORPUS = Path(__file__).parents[1] / "corpus"
DEMO = Path(str(resources.files("crosswire"))) / "demo"
READER = extraction.reader_of(Source("m", "1", "d"), Source("g", "1", "d"))
RUN = Run("crosswire", "0", Source("m", "1", "d"), Source("g", "1", "d"))

Read = Callable[[Sequence[Article]], list[Reading]]


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    """The register of places."""
    with closing(Gazetteer.open()) as opened:
        yield opened


@pytest.fixture(scope="module")
def read_alone(nlp: Language, gazetteer: Gazetteer) -> Read:
    """What reports say, each alone."""
    return lambda articles: list(readings(nlp, reports(articles), gazetteer))


@pytest.fixture(scope="module")
def events(read_alone: Read) -> list[list[Reading]]:
    """The reports of the demo and of our own annotated events."""
    folders = [DEMO, *sorted(CORPUS.glob("*/articles"))[:3]]
    found = [[one for one in read([folder]) if isinstance(one, Article)] for folder in folders]
    return [read_alone(sorted(articles, key=lambda one: one.id)) for articles in found]


def keep(store: Store, found: Sequence[Reading], *, reader: str = "r") -> list[str]:
    """Writes readings to a desk."""
    with store.writing() as connection:
        for one in found:
            extraction.write(
                connection,
                one,
                reader=reader,
                locator=one.document.id,
                item=None,
                version=None,
                at=store.now(connection),
                seq=store.next_seq(connection, document),
            )
    return [one.document.id for one in found]


def loaded(store: Store, ids: Sequence[str]) -> list[Reading]:
    with store.reading() as connection:
        return list(extraction.load(connection, ids))


def written(ledger: Ledger) -> bytes:
    file = BytesIO()
    write(ledger, file)
    return file.getvalue()


def forget(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(delete(document))


def test_readings_come_back_as_they_were(store: Store, events: list[list[Reading]]) -> None:
    for found in events:
        again = loaded(store, keep(store, found))
        assert again == found
        assert repr(again) == repr(found)  # equal numbers may be of two kinds: 3 and 3.0
        forget(store)
    assert sum(len(one.parse.tokens) for found in events for one in found) > 5_000


def test_ledgers_of_loaded_readings_are_the_same_bytes(
    store: Store, events: list[list[Reading]], gazetteer: Gazetteer
) -> None:
    for found in events[:2]:
        fresh = written(collated(RUN, found, gazetteer))
        again = loaded(store, keep(store, found))
        assert written(collated(RUN, again, gazetteer)) == fresh
        assert fresh.count(b"\n") > 100
        forget(store)


ODD = st.text(
    st.characters(codec="utf-8")
    | st.sampled_from("\U0001f600\u202e\u2066\u200f\u0301\0\x85\u2028\ud83d\udc00\r\n\t ßİ“”’")
)
SENTENCES = st.lists(
    ODD
    | st.sampled_from(["Mayor Ilse Brandvold said on Monday that 12 people had drowned. ", "\n"]),
    max_size=6,
).map("".join)
HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
"""Two halves of a character side by side, which JSON reads as the one character."""


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=SENTENCES.filter(lambda text: not HALVES.search(text)))
def test_odd_texts_come_back_as_they_were(
    store: Store, nlp: Language, read_alone: Read, text: str
) -> None:
    sample = Article(id="odd.txt", text=text, raw_sha256="0" * 64)
    found = read_alone([sample])
    assert loaded(store, keep(store, found)) == found
    forget(store)


def test_a_parse_that_follows_no_rule_comes_back(events: list[list[Reading]]) -> None:
    parsed = events[0][0].parse
    odd = [
        replace(token, text=token.text.upper(), lower="x", lemma="\ud83d\udc00", sentence=7)
        for token in parsed.tokens[:50]
    ]
    changed = replace(parsed, tokens=(*odd, *parsed.tokens[50:]))
    assert grammar.unpack(grammar.pack(changed), parsed.text) == changed


def test_a_story_without_words_comes_back(store: Store, read_alone: Read) -> None:
    found = read_alone([Article(id="empty.txt", text="", raw_sha256="0" * 64)])
    assert not found[0].parse.tokens
    assert loaded(store, keep(store, found)) == found


def test_readings_come_in_the_order_they_are_asked_for(
    store: Store, events: list[list[Reading]]
) -> None:
    ids = keep(store, events[0])
    backward = ids[::-1]
    assert [one.document.id for one in loaded(store, backward)] == backward
    assert loaded(store, []) == []


def test_a_report_that_was_not_read_is_told(store: Store, events: list[list[Reading]]) -> None:
    ids = keep(store, events[0])
    with pytest.raises(DeskError, match=r"has not read nobody\.txt"):
        loaded(store, [*ids, "nobody.txt"])


def test_what_an_older_program_read_is_read_again(
    store: Store, events: list[list[Reading]]
) -> None:
    first, second, *_ = events[0]
    ids = [*keep(store, [first], reader="old"), *keep(store, [second], reader="new")]
    with store.reading() as connection:
        assert extraction.stale(connection, "new") == (ids[0],)
        assert extraction.documents(connection, ids) == (first.document, second.document)
    shorter = replace(first, names=first.names[:2], places=())
    with store.writing() as connection:
        extraction.replace(connection, shorter, reader="new")
        assert extraction.stale(connection, "new") == ()
    assert loaded(store, ids) == [shorter, second]


def test_findings_have_their_place_in_the_text(store: Store, events: list[list[Reading]]) -> None:
    keep(store, events[0])
    texts = {one.document.id: one.document.text for one in events[0]}
    with store.reading() as connection:
        found = connection.execute(select(finding)).all()
    assert len(found) > 500
    for row in found:
        assert 0 <= row.start < row.end <= len(texts[row.document])
    assert {row.kind for row in found} == set(extraction.KINDS)


def test_an_extraction_is_small(store: Store, events: list[list[Reading]]) -> None:
    keep(store, events[0])
    words = sum(len(one.parse.tokens) for one in events[0])
    with store.reading() as connection:
        packed = connection.execute(select(func.sum(func.length(parse.c.data)))).scalar_one()
        told = connection.execute(select(func.sum(func.length(finding.c.data)))).scalar_one()
    assert packed < 12 * words
    assert told < 70 * words


def test_what_a_column_cannot_hold_stays_in_the_row(store: Store, read_alone: Read) -> None:
    title = "Half a \ud83d character, and \0 none"
    url = "https://harbour.example/" + "long/" * 2000
    article = Article(id="odd.txt", text="It rained.", raw_sha256="0" * 64, title=title, url=url)
    found = read_alone([article])
    assert loaded(store, keep(store, found)) == found
    with store.reading() as connection:
        row = connection.execute(select(document)).one()
    assert row.title == "Half a \N{REPLACEMENT CHARACTER} character, and  none"
    assert row.url == extraction.searchable(url)
    assert extraction.searchable(url) != extraction.searchable(url + "x")


def test_another_model_gazetteer_or_shape_is_another_reader() -> None:
    one, other = Source("m", "1", "aa"), Source("m", "1", "bb")
    readers = {extraction.reader_of(*pair) for pair in [(one, one), (one, other), (other, one)]}
    assert len(readers) == 3
    assert extraction.reader_of(one, one) in readers
    assert "prefix" not in shape(Token)
    assert "lemma" in shape(Parse)


@pytest.mark.parametrize("kind", extraction.KINDS.values(), ids=extraction.KINDS)
def test_every_finding_has_a_packing(kind: type) -> None:
    pack, unpack = named(kind)
    assert callable(pack)
    assert callable(unpack)


def test_a_reader_is_the_same_in_every_process() -> None:
    told = (
        "from crosswire.desk.storage.extraction import reader_of; from crosswire.row import Source;"
        "print(reader_of(Source('m', '1', 'd'), Source('g', '1', 'd')))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", told],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert found == {READER}


def test_a_choice_remembers_its_class() -> None:
    meaning = Distance(Amount(2, "day"), -1, "then", origin=Distance(Amount(2.0, "week"), 1, "now"))
    timex = Timex(Span(3, 9), "DATE", meaning, "date", "rule")
    pack, unpack = named(Timex)
    assert repr(unpack(pack(timex))) == repr(timex)
    assert pack(timex)["meaning"] == [
        "Distance",
        [[2, "day"], -1, "then", ["Distance", [[2.0, "week"], 1, "now"]]],
    ]


def test_what_no_rule_packs_is_refused() -> None:
    with pytest.raises(TypeError, match="nothing says how"):
        packing(set[int])
