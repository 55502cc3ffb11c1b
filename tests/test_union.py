"""The ledgers of an event's episodes are one ledger; one of a single episode is that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crosswire import Ledger
from crosswire.error import LedgerError
from crosswire.ledger import assemble
from crosswire.row import Document, Entity, Mention, Run, Source, Span
from crosswire.union import whole

RUN = Run("crosswire", "0", Source("model", "1", "0"), Source("gazetteer", "1", "0"))


def episode(report: str, text: str) -> Ledger:
    """A ledger of one report that names one person twice, by the full name and by half of it."""
    facts = {"sha256": "", "raw_sha256": "", "outlet": None, "title": None, "url": None}
    days = {"published": None, "published_from": None, "published_to": None, "dated_by": None}
    document = Document(report, **facts, **days, language="en", encoding=None, text=text, story=())  # type: ignore[arg-type]
    full, half = text.split(",")[:2]
    names = [(full, Span(0, len(full))), (half, Span(len(full) + 1, len(full) + 1 + len(half)))]
    mentions = [Mention(f"m-{report}-{at}", report, span, name, f"e-{report}")
                for at, (name, span) in enumerate(names)]  # fmt: skip
    entity = Entity(f"e-{report}", full, "person", (full, half))
    return assemble(RUN, [document, entity, *mentions])


def test_a_full_name_in_two_episodes_is_one_entity() -> None:
    first, second = episode("b.txt", "Ilka Osk,Osk"), episode("a.txt", "Ilka Osk,Mayor Osk")
    found = whole(RUN, [first, second])
    assert [one.id for one in found.documents] == ["a.txt", "b.txt"]
    (entity,) = found.entities
    assert (entity.id, entity.variants) == ("e-b.txt", ("Ilka Osk", "Osk", "Mayor Osk"))
    assert {one.entity for one in found.mentions} == {"e-b.txt"}
    assert whole(RUN, [second, first]).entities[0].id == "e-a.txt"


def test_other_names_stay_apart() -> None:
    found = whole(RUN, [episode("a.txt", "Ilka Osk,Osk"), episode("b.txt", "Timo Osk,Osk")])
    assert [one.name for one in found.entities] == ["Ilka Osk", "Timo Osk"]


def test_one_episode_is_its_ledger(demo: Ledger) -> None:
    assert whole(demo.run, [demo]) == demo


def test_a_report_stands_in_one_episode() -> None:
    twice = episode("a.txt", "Ilka Osk,Osk")
    with pytest.raises(LedgerError, match="used twice"):
        whole(RUN, [twice, twice])


def test_words_stand_where_they_should() -> None:
    one = episode("a.txt", "Ilka Osk,Osk")
    other = replace(one, documents=(replace(one.documents[0], text="Tilde Osk,Osk"),))
    with pytest.raises(LedgerError, match="not at its offsets"):
        whole(RUN, [other])
