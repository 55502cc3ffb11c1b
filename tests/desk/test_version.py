"""What a later version of a report dropped, added and changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.codec import codec
from crosswire.desk.version.version import Difference, Passage, Revision, compare, stands
from crosswire.gazetteer import Gazetteer
from crosswire.read import Article
from crosswire.reading import Reading, readings, reports

if TYPE_CHECKING:
    from spacy.language import Language

BEFORE = """\
Four people died when a ferry ran aground near Rovinka on Monday, the coast guard said.

"The weather was calm," harbour master Lena Holt told reporters.

Divers searched the wreck until dusk. The ferry carried 112 passengers.
"""
AFTER = """\
Five people died when a ferry ran aground near Rovinka on Monday, the coast guard said.

The ferry carried 112 passengers. Divers searched the wreck until dusk.

Prosecutor Milo Brand said the captain had been arrested.
"""


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    with closing(Gazetteer.open()) as opened:
        yield opened


def read_alone(nlp: Language, gazetteer: Gazetteer, name: str, text: str) -> Reading:
    (one,) = readings(nlp, reports([Article(name, text, "")]), gazetteer)
    return one


@pytest.fixture(scope="module")
def revision(nlp: Language, gazetteer: Gazetteer) -> Revision:
    before = read_alone(nlp, gazetteer, "a.txt", BEFORE)
    return compare(before, read_alone(nlp, gazetteer, "a.txt#2", AFTER))


def told(revision: Revision, part: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (
            one.fate,
            one.before.text if one.before else None,
            one.after.text if one.after else None,
        )
        for one in revision.differences
        if one.part == part
    ]


def test_sentences(revision: Revision) -> None:
    """A sentence that only moved is no difference."""
    assert (revision.before, revision.after) == ("a.txt", "a.txt#2")
    first = BEFORE.partition("\n")[0]
    assert told(revision, "sentence") == [
        ("changed", first, first.replace("Four", "Five")),
        ("dropped", '"The weather was calm," harbour master Lena Holt told reporters.', None),
        ("added", None, "Prosecutor Milo Brand said the captain had been arrested."),
    ]


def test_claims(revision: Revision) -> None:
    died = "people died when a ferry ran aground near Rovinka on Monday"
    assert told(revision, "statement") == [
        ("changed", f"Four {died}", f"Five {died}"),
        ("dropped", "The weather was calm", None),
        ("added", None, "the captain had been arrested"),
    ]
    assert told(revision, "figure") == [("changed", "Four people", "Five people")]


def test_the_changed_words_are_marked(revision: Revision) -> None:
    changed = [one for one in revision.differences if one.fate == "changed"]
    assert len(changed) == 3
    for one in changed:
        assert one.before
        assert one.after
        assert [mark.of(BEFORE) for mark in one.before.marks] == ["Four"]
        assert [mark.of(AFTER) for mark in one.after.marks] == ["Five"]


def test_a_statement_has_its_source(revision: Revision) -> None:
    sources = [
        (one.before or one.after)
        for one in revision.differences
        if one.part == "statement" and one.fate != "changed"
    ]
    named = [one.about.text for one in sources if one and one.about]
    assert named == ["harbour master Lena Holt", "Prosecutor Milo Brand"]


def test_as_data_and_back(revision: Revision) -> None:
    assert revision.differences
    assert codec(Revision).decode(codec(Revision).encode(revision)) == revision


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # Another source for the same words.
        ("The mayor said the dam was safe.", "The governor said the dam was safe.", "changed"),
        # What was asserted is denied.
        ("Pilots said they were drunk.", "Pilots denied they were drunk.", "changed"),
        # Marks and capitals alone.
        ("The mayor said the dam is safe.", "The mayor said the Dam is safe…", None),
    ],
)
def test_what_a_statement_is(
    nlp: Language, gazetteer: Gazetteer, before: str, after: str, expected: str | None
) -> None:
    old, new = (read_alone(nlp, gazetteer, "a", text) for text in (before, after))
    assert old.statements
    assert new.statements
    fates = [one.fate for one in compare(old, new).differences if one.part == "statement"]
    assert fates == ([expected] if expected else [])


def test_a_figure_is_changed_only_within_its_sentence(nlp: Language, gazetteer: Gazetteer) -> None:
    old = read_alone(nlp, gazetteer, "a", "Nine boats sank off Rovinka in the storm on Monday.")
    new = read_alone(nlp, gazetteer, "a", "Insurers will replace six boats, they have promised.")
    figures = [one for one in compare(old, new).differences if one.part == "figure"]
    assert [one.fate for one in figures] == ["dropped", "added"]


SENTENCES = st.lists(
    st.sampled_from(
        [
            *BEFORE.split("\n\n"),
            *AFTER.split("\n\n"),
            "\u202eesrever, said \U0001f468\u200d\U0001f692.",
            "…",
        ]
    ),
    min_size=1,
    max_size=4,
).map("\n\n".join)


@settings(max_examples=12)
@given(before=SENTENCES, after=SENTENCES)
def test_any_two_texts(nlp: Language, gazetteer: Gazetteer, before: str, after: str) -> None:
    """Each passage stands where it says; a version does not differ from itself."""
    old = read_alone(nlp, gazetteer, "a", before)
    new = read_alone(nlp, gazetteer, "b", after)
    for one in compare(old, new).differences:
        assert_extractive(one, before, after)
    assert compare(old, old).differences == ()


def assert_extractive(one: Difference, before: str, after: str) -> None:
    for passage, text in ((one.before, before), (one.after, after)):
        if passage:
            assert_stands(passage, text)
    assert (one.fate == "added") == (one.before is None)
    assert (one.fate == "dropped") == (one.after is None)


def assert_stands(passage: Passage, text: str) -> None:
    assert passage.span.of(text) == passage.text
    for mark in passage.marks:
        assert mark in passage.span
    for words in filter(None, (passage.about, passage.measures)):
        assert words.span.of(text) == words.text


def test_a_denial_is_no_assertion(nlp: Language, gazetteer: Gazetteer) -> None:
    no = (
        "The mayor Ilse Brandvold denied that the dam had burst. "
        '"I did not say that nine people died," she said.'
    )
    before = read_alone(nlp, gazetteer, "a.txt", BEFORE)
    found = compare(before, read_alone(nlp, gazetteer, "a.txt#2", no))
    claims = [one.after for one in found.differences if one.part == "statement" and one.after]
    assert [(one.act, one.is_own_no) for one in claims] == [("denies", False), ("denies", True)]


def test_a_figure_that_is_denied_is_told_as_denied(nlp: Language, gazetteer: Gazetteer) -> None:
    before = "Mayor Ana Lind denied that 12 people had died. The dam is old."
    after = read_alone(nlp, gazetteer, "a.txt#2", "The dam is old.")
    found = compare(read_alone(nlp, gazetteer, "a.txt", before), after)
    (figure,) = (one.before for one in found.differences if one.part == "figure" and one.before)
    assert figure.text == "12 people" and figure.measures
    assert stands(figure) == "DENIED BY Mayor Ana Lind"
