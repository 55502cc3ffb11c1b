"""Words as they are searched, and what a person writes into a search box."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.desk.search.place import Passage, excerpt, spans_of
from crosswire.desk.search.query import MOST, run_of, understood
from crosswire.desk.storage.fulltext import LARGEST, Term, indexed
from crosswire.desk.storage.word import LONGEST, folded, forms, words
from crosswire.row import Span

ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\"'“”«»-*()+:^{}&|!<>\\ \u202e\u200d\u0301\u00ad\0\ud800🚢é½ß Iİ,1"),
    ),
    max_size=60,
)
"""What nobody writes, and what somebody pastes."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Łódź mill—burnt.", ["the", "lodz", "mill", "burnt"]),
        ("cafe\u0301 CAFÉ café", ["cafe", "cafe", "cafe"]),
        ("12,000 tonnes, 1,2", ["12000", "tonnes", "1", "2"]),
        ("Holt’s co-pilot", ["holt", "s", "co", "pilot"]),
        ("evac\u00aduated \u202eKesh\u202c", ["evacuated", "kesh"]),
        ("Straße STRASSE ﬁre", ["strasse", "strasse", "fire"]),
        ("½ km² １２", ["½", "km2", "12"]),
        ("🚢 … — «»", []),
        ("snake_case", ["snake", "case"]),
        ("नदी", ["नदी"]),
        ("x" * 500, ["x" * LONGEST]),
    ],
)
def test_words_are_folded(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@given(ODD)
def test_words_stand_where_they_say(text: str) -> None:
    found = list(words(text))
    for word in found:
        assert folded(word.span.of(text)) == word.form
        assert forms(word.form) == [word.form], "what was folded is folded"
    assert [word.span for word in found] == sorted({word.span for word in found})
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(ODD)
def test_no_word_is_split_or_quoted_by_a_database(text: str) -> None:
    for form in forms(text):
        assert form.encode("utf-8")
        assert not any(letter.isascii() and not letter.isalnum() for letter in form)
        assert not set(form) & set("§|%'\"\\")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("fire mill", "fire mill"),
        ("  Fire\tMILL fire ", "fire mill"),
        ('"paper mill" fire', '"paper mill" fire'),
        ("“paper mill”*", '"paper mill"*'),
        ('"paper mil*"', '"paper mil"*'),
        ("fire* -drill", "fire* -drill"),
        ('mill -"paper mill"', 'mill -"paper mill"'),
        ("-drill", "drill"),
        ("co-operate", '"co operate"'),
        ("U.S.", '"u s"'),
        ("fire AND (mill OR x:y)", 'fire and mill or "x y"'),
        ('"never closed', "never closed"),
        ('- -- "" * ( ) -* \'', ""),
        ("fire - mill", "fire mill"),
        ("--mill fire", "mill fire"),
        ("🚢", ""),
        ("fire -fire", "fire -fire"),
        ("NEAR(a b, 3)", '"near a" b 3'),
    ],
)
def test_what_is_written_is_understood(written: str, meant: str) -> None:
    assert understood(written).words == meant


@given(ODD)
def test_nothing_that_anybody_writes_is_an_error(written: str) -> None:
    query = understood(written)
    assert understood(query.words) == query
    assert len(query.wanted) + len(query.without) <= MOST
    assert all(term.forms and all(term.forms) for term in (*query.wanted, *query.without))


@given(ODD, st.lists(ODD, max_size=3))
def test_spans_are_what_is_looked_for(text: str, wanted: list[str]) -> None:
    terms = [term for one in wanted for term in run_of(one).wanted]
    whole = Passage.of(text, [Span(0, len(text))])
    for span in spans_of(whole, terms):
        assert any(tuple(forms(span.of(text))) == term.forms for term in terms)
    around = excerpt(text, spans_of(whole, terms), [Span(0, len(text))])
    assert around.span.of(text) == around.text


def test_a_run_goes_over_what_interrupts_it() -> None:
    text = "“The gates,” she said, “were open.”"
    spans = (Span(1, 11), Span(24, 33))
    passage = Passage.of(text, spans)
    (term,) = run_of("the gates were open").wanted
    assert [one.of(text) for one in spans_of(passage, [term])] == ["The gates", "were open"]
    assert list(passage.places(Term(("gates", "wer"), begins=True))) == [
        (Span(5, 10), Span(24, 28))
    ]


def test_what_is_indexed_of_a_row_has_a_bound() -> None:
    line = indexed("articles", ["a", "b"], [], ["é" * 50] * 20_000)
    assert line.startswith(" §articles | a b | é")
    assert LARGEST - 102 < len(line.encode()) <= LARGEST + 1
    assert set(line.split()) == {"§articles", "|", "a", "b", "é" * 50}
