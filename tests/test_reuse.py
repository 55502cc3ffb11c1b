"""Runs of words that reports share: equal, as long as they go, and each once."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from crosswire.parse import Parse, Token
from crosswire.reconcile import Account
from crosswire.reconcile.reuse import SHINGLE, Reuse
from crosswire.row import Document, Span

TREES = ("alder", "birch", "cedar", "elm", "fir", "hazel", "maple", "oak")

WORDS = st.lists(st.sampled_from(TREES), max_size=40)


def account(name: str, text: str) -> Account:
    """A report that is nothing but words with a space between."""
    words = text.split()
    tokens, at = [], 0
    for number, word in enumerate(words):
        tokens.append(_token(number, at, word))
        at += len(word) + 1
    nothing = (None,) * 7
    document = Document(name, "", "", *nothing, "en", None, text, (Span(0, len(text)),))
    return Account(document, Parse(text, (), tuple(tokens), (), (), ((),) * len(tokens)))


def _token(number: int, at: int, word: str) -> Token:
    return Token(number, at, at + len(word), word, word.lower(), word, "", "", "", number, 0, "")


def _words(reports: Sequence[Account], name: str, span: Span) -> list[str]:
    text = {one.document.id: one.document.text for one in reports}[name]
    return span.of(text).lower().replace(",", "").split()


def test_the_longest_run_is_found_once() -> None:
    one = account("a", "we saw the old ferry leave the pier at dawn with nobody aboard")
    other = account("b", "they say The old Ferry leave the pier at dawn , and then")
    (run,) = Reuse.of([one, other]).runs
    assert run.here.span.of(one.document.text) == "the old ferry leave the pier at dawn"
    assert run.there.span.of(other.document.text) == "The old Ferry leave the pier at dawn"
    assert run.words == 8


def test_spelling_and_marks_make_no_difference() -> None:
    one = account("a", "the coloured harbour lights , forty metres high , went out")
    other = account("b", "the colored harbor lights forty meters high went out")
    assert [run.words for run in Reuse.of([one, other]).runs] == [9]


def test_four_words_are_no_run() -> None:
    one, other = (
        account("a", "said in a statement"),
        account("b", "said in a statement"),
    )
    assert Reuse.of([one, other]).runs == ()


def test_what_many_hold_is_traced_to_the_first() -> None:
    words = "the gates of the dam were left open"
    reports = [account(f"{number:02}", words) for number in range(30)]
    found = Reuse.of(reports).runs
    assert {run.here.document for run in found} == {"00", "01"}
    assert {run.there.document for run in found} == {report.document.id for report in reports[1:]}


@given(first=WORDS, second=WORDS)
def test_of_any_two_reports(first: list[str], second: list[str]) -> None:
    reports = [account("a", " ".join(first)), account("b", " ".join(second))]
    found = Reuse.of(reports).runs
    assert len(set(found)) == len(found)
    for run in found:
        here = _words(reports, "a", run.here.span)
        assert here == _words(reports, "b", run.there.span)
        assert len(here) == run.words >= SHINGLE
    seeds = {tuple(first[at : at + SHINGLE]) for at in range(len(first) - SHINGLE + 1)}
    shared = any(
        tuple(second[at : at + SHINGLE]) in seeds for at in range(len(second) - SHINGLE + 1)
    )
    assert bool(found) == shared


@given(first=WORDS, second=WORDS)
def test_no_run_can_be_longer(first: list[str], second: list[str]) -> None:
    reports = [account("a", " ".join(first)), account("b", " ".join(second))]
    for run in Reuse.of(reports).runs:
        here = len(_words(reports, "a", Span(0, run.here.span.start)))
        there = len(_words(reports, "b", Span(0, run.there.span.start)))
        assert not here or not there or first[here - 1] != second[there - 1]
        after = here + run.words, there + run.words
        assert (
            after[0] == len(first) or after[1] == len(second) or first[after[0]] != second[after[1]]
        )


@given(first=WORDS, second=WORDS, low=st.integers(0, 40), size=st.integers(1, 20))
def test_a_stretch_shares_what_lies_in_it(
    first: list[str], second: list[str], low: int, size: int
) -> None:
    reports = [account("a", " ".join(first)), account("b", " ".join(second))]
    tokens = reports[0].parse.tokens[low : low + size]
    if not tokens:
        return
    span = Span(tokens[0].start, tokens[-1].end)
    for run in Reuse.of(reports).over("a", span):
        assert run.here.span in span
        assert _words(reports, "a", run.here.span) == _words(reports, "b", run.there.span)
