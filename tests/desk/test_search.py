"""What is found at a desk: the same on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import func, select

from crosswire.desk.desk import Desk
from crosswire.desk.search.search import Hit, Part
from crosswire.desk.storage import schema, wording
from crosswire.desk.storage.backup import backup, restore
from crosswire.error import DeskError, SearchError
from desk.conftest import NewDesk
from desk.desks import FERRY, FIRE, add, article, empty, item, kill, on_sqlite, opened
from desk.test_plan import BY_TYPE, executed, walked
from desk.test_search_words import ODD

if TYPE_CHECKING:
    from spacy.language import Language

DENIAL = (
    "Mill owner answers\n\nThe mill’s owner, Tarnow Paper, denied that it had locked the doors of "
    "the paper mill. “We lost twelve friends,” director Ania Sowa said, “and three machines.”\n"
)
LETTERS = (
    "Café in Łódź\n\n"
    "Baker José Núñez said on Friday that 12,000 loaves had burnt. 🚢 \u202eabc\u202c\n"
)


def reports() -> list[Any]:
    return [
        article("a.txt", FIRE, outlet="Tarnow Echo"),
        article("b.txt", DENIAL, outlet="Coast Herald", published=None, dated_by=None),
        article("c.txt", LETTERS, outlet="Delmar Post"),
        article("d.txt", FERRY, outlet="Coast Herald"),
    ]


@pytest.fixture(scope="module")
def desks(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk of several reports, which no test here writes to."""
    where = tmp_path_factory.mktemp("search") / "desk.sqlite"
    where.write_bytes(empty())
    with opened(str(where), nlp) as desk:
        add(desk, *reports())
        yield desk


@pytest.fixture
def desk(where: str, nlp: Language) -> Iterator[Desk]:
    with opened(where, nlp) as found:
        add(found, *reports())
        yield found


def found(desk: Desk, words: str, part: Part = "claims", **more: Any) -> list[Hit]:
    """What is found, each hit with its words where it says."""
    hits = list(desk.search(words, part=part, **more).hits)
    for hit in hits:
        texts = {one.id: one.text for one in desk.ledger(hit.event).documents}
        whole = texts[hit.telling.document or ""]
        assert hit.excerpt.span.of(whole) == hit.excerpt.text
        assert all(span.of(whole) for span in hit.spans)
    return hits


def told(hits: list[Hit]) -> list[str]:
    return [f"{hit.telling.label}: {hit.telling.words}".lstrip(": ") for hit in hits]


QUERIES = [
    "mill",
    "MILL fire",
    "mil*",
    '"paper mill"',
    '"mill paper"',
    "paper -hurt",
    'mill -"paper mill"',
    "lodz",
    "nunez",
    "12000",
    "12,000",
    "loav*",
    "denied",
    '"denied by"',
    "herald",
    "“friends and three”",
    "abc",
    "🚢",
    "",
    "a* -b* the",
    "nothing",
]


def test_both_databases_find_alike(desk: Desk, desks: Desk) -> None:
    some = 0
    for part in ("claims", "articles"):
        for words in QUERIES:
            hits = desk.search(words, part=part)
            assert hits == desks.search(words, part=part), words
            some += len(hits.hits)
    assert some > 30


def test_what_is_found(desks: Desk) -> None:
    assert told(found(desks, "doors")) == [
        "DENIED BY Tarnow Paper: it had locked the doors of the paper mill"
    ]
    (hit,) = found(desks, "“friends and three”")
    texts = desks.ledger(hit.event).documents
    whole = next(one.text for one in texts if one.id == "b.txt")
    assert [span.of(whole) for span in hit.spans] == ["friends", "and three"]
    assert hit.telling.label == "SAID BY Ania Sowa"
    assert {hit.telling.document for hit in found(desks, "JOSE loaves")} == {"c.txt"}
    assert found(desks, "doors -locked") == []


def test_an_article_s_excerpt_says_what_is_denied(desks: Desk) -> None:
    """It holds the words of the denial too, and its label."""
    (hit,) = found(desks, '"the paper mill"', "articles")
    assert "denied that it had locked the doors of the paper mill" in hit.excerpt.text
    assert "DENIED BY Tarnow Paper" in [one.label for one in hit.labels]
    assert hit.telling.type == "document"
    assert (hit.telling.outlet, hit.telling.day) == ("Coast Herald", "undated")


def test_the_newest_comes_first_and_pages_join(desks: Desk) -> None:
    names = [hit.telling.document for hit in found(desks, "a*", "articles")]
    assert names == ["a.txt", "c.txt", "d.txt", "b.txt"], "what is undated comes last"
    for part in ("claims", "articles"):
        hits = desks.search("a*", part=part).hits
        assert len(hits) > 2
        pages: list[Hit] = []
        after = None
        while not pages or after:
            page = desks.search("a*", part=part, limit=1, after=after)
            pages += page.hits
            after = page.after
        assert tuple(pages) == hits


def test_one_event_alone(desks: Desk) -> None:
    for event in desks.events():
        hits = found(desks, "said", "articles", event=event.id)
        assert {hit.event for hit in hits} <= {event.id}
        assert len(hits) == event.reports or event.reports > 20
    with pytest.raises(DeskError, match="no event"):
        desks.search("mill", event="nothing")


@pytest.mark.parametrize(
    "after",
    ["x", "", "W10", "WzEsMl0", "é", "WyIxIiwiMiIsMywiXHVkODAwIl0", "W1siMSJdLCIyIiwzLCI0Il0"],
)
def test_a_page_that_none_gave_is_told(desks: Desk, after: str) -> None:
    with pytest.raises(SearchError, match="no page"):
        desks.search("mill", after=after)


def test_what_is_withdrawn_or_held_is_never_found(where: str, nlp: Language) -> None:
    with opened(where, nlp) as desk:
        add(desk, item("1", FIRE), item("1", FERRY, of="urn:held", embargoed="2099-01-01"))
        assert found(desk, "tarnow")
        assert found(desk, "tarnow", "articles")
        assert found(desk, "rovinka", "articles") == found(desk, "rovinka") == []
        add(desk, kill())
        assert found(desk, "tarnow", "articles") == found(desk, "tarnow") == []
        with desk.store.reading() as connection:
            assert not connection.execute(select(func.count()).select_from(schema.wording)).scalar()


def test_a_claim_is_found_by_what_its_speaker_is_called_now(where: str, nlp: Language) -> None:
    """A fuller name comes with another report: the claims of the first are found by it."""
    short = "Mill burns\n\nThe doors were shut, Brand said.\n"
    with opened(where, nlp) as desk:
        add(desk, article("a.txt", FIRE.replace("Milo Brand", "Brand")), event="fire")
        before = len(found(desk, "milo"))
        add(desk, article("b.txt", FIRE + short), event="fire")
        assert len(found(desk, "milo")) > before
        assert {hit.telling.document for hit in found(desk, "milo")} >= {"b.txt"}


def test_moving_merging_and_rebuilding_keep_it(desk: Desk) -> None:
    names = {hit.telling.document: hit.event for hit in found(desk, "said", "articles")}
    first, *others = desk.events()
    desk.merge(first.id, [one.id for one in others])
    hits = found(desk, "said", "articles", event=first.id)
    assert {hit.telling.document for hit in hits} == names.keys()
    before = desk.search("a* b*")
    desk.split(first.id, ["b.txt"])
    assert len(found(desk, "said", "articles", event=first.id)) == len(names) - 1
    assert desk.rebuild() == 0
    again = desk.search("a* b*")
    assert [one.telling for one in again.hits] == [one.telling for one in before.hits]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ODD)
def test_no_query_is_an_error(desks: Desk, words: str) -> None:
    for part in ("claims", "articles"):
        assert len(desks.search(words, part=part, limit=3).hits) <= 3


HOSTILE = [
    "mill " * 500,
    '"' + "fire mill " * 500 + '"',
    '" OR "" : NEAR(',
    "'; DROP TABLE wording--",
    "%_",
    "\0\ud800'\\",
]


def test_hostile_queries_are_words(desk: Desk) -> None:
    for words in HOSTILE:
        for part in ("claims", "articles"):
            assert len(desk.search(words, part=part).hits) < 10
        assert desk.carriers(words).is_whole
    assert desk.search("mill", part="articles").hits


@on_sqlite
def test_nothing_of_a_removed_report_is_in_the_file(where: str, nlp: Language) -> None:
    """FTS5 strikes words out and keeps them until it merges; a removal has it merge."""
    secret = FERRY.replace("Lena Holt", "Oskar Quillfeather").replace("ferry", "quagmire")
    with opened(where, nlp) as desk:
        add(desk, article("b-secret.txt", secret), *reports(), event="all")
        assert found(desk, "quillfeather")
    words = (b"quillfeather", b"quagmire", b"Quillfeather")
    assert all(word in Path(where).read_bytes() for word in words)
    with opened(where, nlp) as desk:
        desk.remove(["b-secret.txt"])
        assert not found(desk, "quillfeather")
        assert found(desk, "holt")
    left = Path(where).read_bytes()
    assert [word for word in words if word in left] == []
    assert b"rovinka" in left


@on_sqlite
def test_no_table_is_walked_through_to_find(desk: Desk) -> None:
    with executed(desk) as statements:
        for part in ("claims", "articles"):
            desk.search('mill "paper mill" -drill', part=part)
            desk.search("mill", part=part, event=desk.events()[0].id)
    mine = {words: values for words, values in statements.items() if "wording_index" in words}
    assert len(mine) == 2
    others = {words: values for words, values in statements.items() if "count(" not in words}
    assert walked(desk, others, among=BY_TYPE) == []


def test_a_desk_of_before_is_indexed_and_a_backup_finds(
    desk: Desk, new_place: NewDesk, nlp: Language, tmp_path: Path
) -> None:
    before = desk.search("mill paper")
    assert before.hits
    with desk.store.writing() as connection:
        connection.execute(schema.wording.delete())
        wording.fill(connection)
    assert desk.search("mill paper") == before
    backup(desk.store, tmp_path / "desk.gz")
    restore(tmp_path / "desk.gz", where := new_place())
    with opened(where, nlp) as restored:
        assert restored.search("mill paper") == before
        restored.remove(["a.txt"])
        assert not restored.search("firefighters").hits
