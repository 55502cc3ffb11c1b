"""What makes two statements one utterance: measures and signs, whatever the statements."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from bench.shared import CORPUS
from crosswire.lexicon import load
from crosswire.reconcile import Dossier, term
from crosswire.reconcile.standing import Sources
from crosswire.reconcile.utterance import utterances
from crosswire.reconcile.utterance.likeness import clash, likeness, repeated
from crosswire.reconcile.utterance.overlap import Measure, Overlap
from crosswire.reconcile.utterance.telling import Telling, versions
from dossier import dossier

if TYPE_CHECKING:
    from spacy.language import Language

Told = tuple[list[Telling], Measure]


@pytest.fixture(scope="module", params=["airliner", "ransom"])
def event(request: pytest.FixtureRequest, nlp: Language) -> Dossier:
    """One of our own events."""
    return dossier(nlp, CORPUS / str(request.param) / "articles")


@pytest.fixture(scope="module")
def told(event: Dossier) -> Told:
    """Its statements, and the measure over them."""
    found = [version.first for version in versions(event.accounts)]
    return found, Measure.of(Sources(event.entities), found)


def test_it_is_the_same_from_either_side(told: Told) -> None:
    found, measure = told
    pairs = list(combinations(found, 2))
    assert len(pairs) > 1000
    for one, other in pairs:
        assert clash(one, other) == clash(other, one)
        assert likeness(one, other, measure) == likeness(other, one, measure)
        assert repeated(one, other, measure) == repeated(other, one, measure)


def test_shares_are_shares(told: Told) -> None:
    found, measure = told
    seen = 0
    for one, other in combinations(found, 2):
        shared = Overlap.of(one, other, measure)
        seen += shared.terms > 0
        for share in (shared.row, shared.within, shared.over, shared.degree):
            assert -1e-9 <= share <= 1 + 1e-9
        assert shared.over <= shared.within + 1e-9
        assert shared.run <= shared.words
    assert seen > 100


def test_a_statement_is_all_like_itself(told: Told) -> None:
    found, measure = told
    for one in found:
        shared = Overlap.of(one, one, measure)
        assert shared.within == shared.over == (1.0 if one.terms else 0.0)
        assert not shared.opposed
        assert not clash(one, one)


def test_links_are_a_forest_from_later_to_earlier(event: Dossier) -> None:
    found = utterances(event)
    rows = [row.id for row in event.statements]
    order = {one: at for at, one in enumerate(rows)}
    assert found.links
    assert len(found.links) == len(rows) - len(set(found.group_of.values()))
    for link in found.links:
        assert order[link.from_id] > order[link.to_id]
        assert found.group_of[link.from_id] == found.group_of[link.to_id]
        assert [spot.document for spot in link.because["kind"].spans]
    for one, group in found.group_of.items():
        assert order[group] <= order[one]


def test_no_member_of_a_group_clashes(event: Dossier, told: Told) -> None:
    found, _ = told
    group_of = utterances(event).group_of
    together = [
        (one, other)
        for one, other in combinations(found, 2)
        if group_of[one.row.id] == group_of[other.row.id]
    ]
    assert together
    assert not any(clash(one, other) for one, other in together)


def test_how_two_sources_stand_is_the_same_from_either_side(event: Dossier) -> None:
    sources = Sources(event.entities)
    mirrored = [
        sources.standing(one, other) == sources.standing(other, one)
        for one, other in combinations([None, *event.entities], 2)
    ]
    assert len(mirrored) > 100
    assert all(mirrored)


def test_every_synonym_has_one_meaning_and_is_no_concept() -> None:
    meanings = [
        listed.split() for group in load("synonym.toml").values() for listed in group.values()
    ]
    words = Counter(word for listed in meanings for word in listed)
    assert len(words) > 400
    assert [word for word, times in words.items() if times > 1] == []
    assert sorted(words.keys() & term.concepts().keys()) == []
    assert [listed for listed in meanings if len(listed) < 2] == []
    assert all(word == word.lower() for word in words)
    assert sorted(words.keys() & term._EMPTY) == []
