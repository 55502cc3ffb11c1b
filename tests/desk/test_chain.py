"""The versions of a report in two columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.desk.version.chain import Aligned, aligned
from crosswire.desk.version.version import Passage, Sentences, stands
from crosswire.row import Span
from desk.conftest import NewDesk
from desk.desks import ITEM, add, item, kill, on_sqlite, opened
from desk.test_version import AFTER, BEFORE

if TYPE_CHECKING:
    from spacy.language import Language


def lines(found: tuple[Aligned, ...]) -> list[tuple[str, str, str]]:
    """Each line by the first words of its sentences."""

    def begin(one: Passage | None) -> str:
        return " ".join(one.text.split()[:2]) if one else ""

    return [(one.fate, begin(one.before), begin(one.after)) for one in found]


@on_sqlite
def test_versions_stand_side_by_side(where: str, nlp: Language) -> None:
    with opened(where, nlp) as desk:
        add(desk, item("1", BEFORE), item("2", AFTER))
        found = desk.chain(f"{ITEM}#1")
    (side,) = found.sides
    assert [one.id for one in found.documents] == [f"{ITEM}#1", f"{ITEM}#2"]
    assert (side.before, side.after) == (f"{ITEM}#1", f"{ITEM}#2")
    assert lines(side.sentences) == [
        ("changed", "Four people", "Five people"),
        ("moved", "The ferry", "The ferry"),
        ("dropped", '"The weather', ""),
        ("kept", "Divers searched", "Divers searched"),
        ("added", "", "Prosecutor Milo"),
    ]
    changed = side.sentences[0]
    assert changed.before
    assert changed.after
    assert [mark.of(BEFORE) for mark in changed.before.marks] == ["Four"]
    assert [mark.of(AFTER) for mark in changed.after.marks] == ["Five"]
    told = {stands(one.after or one.before or Passage(Span(0, 0), "")) for one in side.claims}
    assert "SAID BY Prosecutor Milo Brand" in told or any("Brand" in one for one in told)


def test_what_is_not_shown_stands_beside_nothing(new_desk: NewDesk, nlp: Language) -> None:
    with opened(new_desk(), nlp) as desk:
        add(desk, item("1", BEFORE))
        assert desk.chain(f"{ITEM}#1").sides == ()
        add(desk, kill())
        with pytest.raises(Exception, match="not shown"):
            desk.chain(f"{ITEM}#1")


@given(st.integers(0, 7), st.permutations(range(7)), st.integers(0, 7), st.data())
def test_every_sentence_has_its_line(
    old: int, order: list[int], new: int, data: st.DataObject
) -> None:
    """Once, those of the later text in their order, and those that did not move too."""
    count = data.draw(st.integers(0, min(old, new)))
    taken = [one for one in order if one < old][:count]
    places = sorted(data.draw(st.permutations(range(new)))[:count])
    befores, afters = (tuple(Passage(Span(at, at), f"{at}") for at in range(n)) for n in (old, new))
    pairs = tuple((i, j, True) for i, j in zip(taken, places, strict=True))
    found = list(aligned(Sentences(befores, afters, pairs, {})))
    assert [one.after for one in found if one.after] == list(afters)
    assert sorted(int(one.before.text) for one in found if one.before) == list(range(old))
    kept = [int(one.before.text) for one in found if one.fate == "kept" and one.before]
    assert kept == sorted(kept)
    assert bool(kept) == bool(count)
