"""What goes with a report that is removed, and that nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from crosswire.desk.derive.union import ledger_of
from crosswire.desk.desk import Desk
from crosswire.desk.event.event import resolve
from crosswire.desk.storage import schema
from crosswire.desk.storage.schema import assignment, document, episode, intake, row
from crosswire.desk.storage.store import Store
from crosswire.error import DeskError
from crosswire.ledger import Ledger
from crosswire.read import Article
from desk.conftest import NewDesk
from desk.desks import (
    FERRY,
    FIRE,
    ITEM,
    LATER,
    add,
    article,
    everything,
    item,
    kill,
    on_sqlite,
    opened,
    outcomes,
    rows,
    shown,
)

if TYPE_CHECKING:
    from spacy.language import Language

UNIQUE = (
    "Ferry aground near Rovinka\n\nSeventy-seven people died when the ferry ran aground near "
    "Rovinka, deckhand Oskar Quillfeather said. Quillfeather blamed the harbour pilot.\n"
)
"""A report that says what no other does."""

URL = "https://rovinka-post.example/ferry"


@pytest.fixture
def desk(where: str, nlp: Language) -> Iterator[Desk]:
    with opened(where, nlp) as found:
        yield found


def reports() -> list[Article]:
    return [
        article("a.txt", FERRY, outlet="Rovinka Post"),
        article("b.txt", LATER, outlet="Coast Herald"),
        article("c.txt", FERRY + "Holt said the harbour was closed.\n", outlet="Delmar Echo"),
    ]


def secret() -> Article:
    return article("b-secret.txt", UNIQUE, outlet="Delmar Echo", title="A deckhand speaks")


def content(desk: Desk) -> Ledger:
    """The ledger with the ids of its content, which know nothing of what was there before."""
    with desk.store.reading() as connection:
        event = resolve(connection, "ferry")
        return ledger_of(connection, event, desk.ledger("ferry").run, content=True)


@pytest.mark.parametrize("at", [0, 3])
def test_the_rest_is_as_if_it_had_never_come(new_desk: NewDesk, nlp: Language, at: int) -> None:
    """Row for row; and what was there before it has the ids that it had."""
    with opened(new_desk(), nlp) as desk, opened(new_desk(), nlp) as without:
        for number, one in enumerate(reports()):
            if number == at:
                add(desk, secret(), event="ferry")
            add(desk, one, event="ferry")
            add(without, one, event="ferry")
        before = desk.ledger("ferry")
        if at == 3:
            add(desk, secret(), event="ferry")
        (gone,) = desk.remove(["b-secret.txt"])
        assert (gone.id, gone.title) == ("b-secret.txt", "A deckhand speaks")
        left = content(desk)
        assert len(left.documents) == 3
        assert len(left.statements) == 4
        assert list(left) == list(content(without))
        assert at != 3 or desk.ledger("ferry") == before


def test_no_word_of_it_is_left(desk: Desk) -> None:
    """Not in the log of changes, not in the name of an event, nowhere but its own id."""
    for one in (secret(), *reports()):
        add(desk, one)
        if len(desk.events()) > 1:
            first, second = desk.events()
            desk.merge(first.id, [second.id])
    (event,) = desk.events()
    assert event.name == "A deckhand speaks"
    tables = list(schema.metadata.sorted_tables)
    before = everything(desk, *tables)
    words = ["Quillfeather", "deckhand", "Seventy-seven"]
    assert all(word in before for word in words)
    desk.remove(["b-secret.txt"])
    after = everything(desk, *tables)
    assert "Rovinka" in after
    assert [word for word in words if word.casefold() in after.casefold()] == []
    assert desk.events()[0].name == "Ferry aground near Rovinka"
    noted = [(one.outcome, one.document) for one in rows(desk, intake)]
    assert ("taken", "b-secret.txt") in noted
    assert ("removed", "b-secret.txt") in noted


@on_sqlite
def test_a_former_name_goes_with_the_report_that_gave_it(desk: Desk) -> None:
    add(desk, secret())
    (event,) = desk.events()
    desk.rename(event.id, "Ferry")
    add(desk, *reports(), event="A deckhand speaks")
    desk.remove(["b-secret.txt"])
    assert "deckhand" not in everything(desk, schema.event)
    assert desk.events()[0].reports == 3


def test_an_event_goes_with_all_its_names(desk: Desk) -> None:
    """Three that were merged, one after the other, and the reports of the first one removed."""
    third = article("c.txt", FERRY.replace("Four", "Nine"), title="Third", outlet="C")
    add(desk, article("a.txt", FIRE, title="First"), event="A")
    add(desk, secret(), event="B")
    add(desk, third, event="C")
    one, two, three = desk.events()
    desk.merge(two.id, [three.id])
    desk.merge(one.id, [two.id])
    assert desk.ledger("C").documents == desk.ledger(one.id).documents
    desk.remove(["b-secret.txt", "c.txt"])
    assert desk.ledger(three.id).documents[0].id == "a.txt"


def test_events_that_rules_named_go_with_all_their_names(desk: Desk) -> None:
    """What was merged, one after the other, has no trace of its own when the last report goes."""
    texts = {name: FIRE.replace("Tarnow", name) for name in ("Velmar", "Ostrava", "Lodz")}
    for name, text in texts.items():
        add(desk, article(f"{name}.txt", text, title=f"Fire in {name}"))
    while len(desk.events()) > 1:
        *_, one, two = desk.events()
        desk.merge(one.id, [two.id])
    desk.remove(["Lodz.txt"])
    assert "Lodz" not in everything(desk, schema.event)
    desk.remove(["Velmar.txt", "Ostrava.txt"])
    assert rows(desk, schema.event) == rows(desk, episode) == []


@on_sqlite
def test_an_event_goes_with_its_last_report(desk: Desk) -> None:
    add(desk, article("a.txt", FERRY), article("b.txt", FIRE))
    assert len(desk.events()) == 2
    desk.remove(["b.txt"])
    (event,) = desk.events()
    assert event.name == "Ferry aground near Rovinka"
    assert {one.event for one in rows(desk, episode)} == {event.id}
    assert outcomes(add(desk, article("b.txt", FIRE))) == ["taken"]
    assert shown(desk) == ["a.txt", "b.txt"]


@on_sqlite
def test_an_event_that_a_person_named_stays(desk: Desk) -> None:
    add(desk, article("b.txt", FIRE), event="Mills")
    desk.remove(["b.txt"])
    assert [(one.name, one.reports) for one in desk.events()] == [("Mills", 0)]
    assert rows(desk, row) == []


def test_all_versions_go_or_one(desk: Desk) -> None:
    versions = [item(version, FERRY.replace("Four", version)) for version in "123"]
    add(desk, *versions)
    desk.remove([f"{ITEM}#2"], only=True)
    (event,) = desk.events()
    told_of = {one.id: one.version_of for one in desk.ledger(event.id).documents}
    assert told_of == {f"{ITEM}#1": None, f"{ITEM}#3": f"{ITEM}#1"}
    assert [one.id for one in desk.doomed([ITEM])] == [f"{ITEM}#1", f"{ITEM}#3"]
    assert len(desk.remove([f"{ITEM}#3"])) == 2
    assert rows(desk, document) == []


def test_by_address_and_outlet(desk: Desk) -> None:
    add(desk, article("a.html", FERRY, url=URL), article("a2.html", LATER, url=f"{URL}#x"))
    add(desk, article("b.txt", FIRE, outlet="Tarnow Echo"))
    assert [one.id for one in desk.doomed([URL])] == ["a.html", "a2.html"]
    assert [one.id for one in desk.doomed(outlets=["Tarnow Echo"])] == ["b.txt"]
    assert len(rows(desk, document)) == 3


BOX, FEED = "/in/box", "https://rovinka-post.example/rss"


def bring(desk: Desk, source: str | None, *inputs: Any) -> None:
    """Take in what a watched source brings, or a person."""
    list(desk.add(inputs, source=source))


def doomed(desk: Desk, *sources: str) -> list[str]:
    return [one.id for one in desk.doomed(sources=sources)]


def test_all_goes_that_a_source_brought(desk: Desk) -> None:
    """Wire items too, which have no place of their own, versions, what is held, what was killed."""
    bring(desk, BOX, item("1"), item("2", LATER), article("b.txt", FIRE))
    bring(desk, BOX, item("1", of="urn:killed", text=UNIQUE), kill("1", of="urn:killed"))
    bring(desk, BOX, item("1", of="urn:held", text=FIRE, embargoed="2099-01-01"))
    bring(desk, None, article("c.txt", FERRY, outlet="Coast Herald"))
    whole = [f"{ITEM}#1", f"{ITEM}#2", "b.txt", "urn:killed#1", "urn:held#1"]
    assert doomed(desk, BOX) == doomed(desk, "/in") == whole
    desk.remove(sources=[BOX])
    assert [one.id for one in rows(desk, document)] == ["c.txt"]
    with pytest.raises(DeskError, match="'/in/box' brought no report"):
        desk.remove(sources=[BOX])


def test_what_two_sources_brought_goes_with_both(desk: Desk) -> None:
    bring(desk, BOX, item("1"), article("b.txt", FIRE))
    bring(desk, FEED, kill("7", of="urn:else"), item("1"))
    assert doomed(desk, BOX) == ["b.txt"]
    assert doomed(desk, FEED) == []
    assert doomed(desk, BOX, FEED) == [f"{ITEM}#1", "b.txt"]
    told = [(one.id, one.others) for one in desk.brought([BOX])]
    assert told == [(f"{ITEM}#1", (FEED,)), ("b.txt", ())]
    assert [one.id for one in desk.doomed([ITEM])] == [f"{ITEM}#1"]
    desk.remove([ITEM])
    bring(desk, FEED, item("1"))
    assert doomed(desk, FEED) == [f"{ITEM}#1"], "what brought it before it was removed is past"


def test_an_added_folder_or_file_is_a_source(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its path counts with its capitals and to its end, from wherever it is named."""
    places = {
        "a.txt": "box/a.txt",
        "b.txt": "box2/b.txt",
        "c.txt": "BOX/c.txt",
        "d.txt": "box#2/d.txt",
    }
    for (name, place), number in zip(places.items(), "2345", strict=True):
        text = FERRY.replace("Four", number)
        bring(desk, None, article(name, text, found_at=f"{tmp_path}/{place}", outlet=number))
    bring(desk, None, article("w1", FIRE, found_at=f"{tmp_path}/box/wire.xml#w1"))
    (tmp_path / "box").mkdir()
    (tmp_path / "box" / "wire.xml").write_text("")
    monkeypatch.chdir(tmp_path)
    assert doomed(desk, f"{tmp_path}/box/") == ["a.txt", "w1"]
    assert doomed(desk, "box/wire.xml") == ["w1"]
    assert doomed(desk, "BOX") == ["c.txt"]
    assert len(doomed(desk, ".")) == 5


def test_no_reason_names_a_report_that_was_removed(desk: Desk) -> None:
    """The words that two reports share are those of both."""
    first = article("b-secret (1).txt", UNIQUE + FERRY, title="Ferry aground near Rovinka")
    add(desk, first, *reports())
    named = [one.document for one in rows(desk, assignment) if first.id in one.reason]
    assert named
    desk.remove([first.id])
    left = {one.document: one.reason for one in rows(desk, assignment)}
    assert {left[name] for name in named} == {"like a report that was removed"}
    assert "b-secret" not in "".join(left.values())


@on_sqlite
def test_what_is_not_there_is_no_removal(desk: Desk) -> None:
    add(desk, article())
    with pytest.raises(DeskError, match="no report 'nothing'"):
        desk.remove(["a.txt", "nothing"])
    with pytest.raises(DeskError, match="no report of 'nothing'"):
        desk.remove(outlets=["nothing"])
    with pytest.raises(DeskError, match="'nothing' brought no report"):
        desk.remove(sources=["nothing"])
    assert shown(desk) == ["a.txt"]


@on_sqlite
def test_no_word_of_it_is_left_in_the_file(where: str, nlp: Language) -> None:
    with opened(where, nlp) as desk:
        add(desk, *reports(), secret(), event="ferry")
    assert b"Quillfeather" in Path(where).read_bytes()
    with opened(where, nlp) as desk, Store.open(where) as other:
        with other.reading() as connection:
            assert connection.execute(select(document)).all()
        desk.remove(["b-secret.txt"])
        log = Path(f"{where}-wal").read_bytes()
        assert b"Quillfeather" not in log + Path(where).read_bytes()
    assert b"Rovinka" in Path(where).read_bytes()
