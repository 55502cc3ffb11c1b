"""Times: what the grammar finds, what it means, and where it lies on the calendar."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.extract.time import find, located, timex3
from crosswire.extract.time.chart import Grammar, Node, Rule
from crosswire.extract.time.lexeme import Lexeme, cut, leaves
from crosswire.extract.time.passage import grammar
from crosswire.extract.time.vocabulary import vocabulary
from crosswire.parse import Parse, Sentence, Token
from crosswire.resolve.date import resolve
from crosswire.resolve.date.granule import Grain, Granule, easter, third
from crosswire.row import Span, Time
from crosswire.story import isolate
from unread import marks

CASES = Path(__file__).parent / "cases" / "time"
PUBLISHED = date(2031, 5, 14)
VIEWS = {"located": located, "timex3": timex3}

Parsed = Callable[[str], Parse]


def _cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for number, case in enumerate(table["case"], 1):
            yield pytest.param(table, case, id=f"{path.stem}-{number}", marks=marks(case))


def _shown(row: Time) -> list[str]:
    """A row as the cases write it: words, value, and its day or its first and last."""
    days = [str(day) if day else ".." for day in (row.first, row.last)]
    if row.first is None and row.last is None:
        return [row.text, row.value]
    return [row.text, row.value, *(days[:1] if row.first == row.last else days)]


@pytest.mark.parametrize(("table", "case"), list(_cases()))
def test_case(parsed: Parsed, table: dict[str, Any], case: dict[str, Any]) -> None:
    parse = parsed(case["text"])
    timexes = VIEWS[table.get("view", "located")](find(parse))
    rows = resolve(
        timexes,
        parse,
        document="report",
        anchor=table["published"],
        genre=table.get("genre", "news"),
    )
    assert [_shown(row) for row in rows] == case["times"]


def test_there_are_cases() -> None:
    assert len(list(_cases())) > 100


RULES = [
    pytest.param(rule, id=f"{rule.left}-{rule.name}-{n}") for n, rule in enumerate(grammar().rules)
]


def _readings(rules: Grammar, text: str) -> set[tuple[str, int, int, str]]:
    lexemes = cut(text, 0, len(text))
    words = leaves(lexemes, vocabulary(), rules.words)
    _add_adjectives(lexemes, words)
    chart = rules.chart(words, 0, len(lexemes))
    return {(n.symbol, n.first, n.last, n.rule) for nodes in chart.values() for n in nodes}


def _add_adjectives(lexemes: list[Lexeme], words: list[list[Node]]) -> None:
    for at, lexeme in enumerate(lexemes):
        if not words[at] and lexeme.form == "long":
            words[at].append(Node("ADJ", at, at + 1, lexeme.lower, "ADJ"))


@pytest.mark.parametrize("rule", RULES)
def test_rule_reads_its_example(rule: Rule) -> None:
    read = _readings(grammar(), rule.example)
    assert any(symbol == rule.left and name == rule.name for symbol, _, _, name in read)


def test_no_rule_stands_twice() -> None:
    seen = [(rule.left, rule.right) for rule in grammar().rules]
    assert len(seen) == len(set(seen)) > 200


def test_every_symbol_can_be_made() -> None:
    """A right side never asks for what neither a rule nor the lexicon makes."""
    made = {rule.left for rule in grammar().rules}
    made |= {entry.symbol for found in vocabulary().entries.values() for entry in found}
    made |= {
        "NUMBER",
        "INT",
        "DAYNUM",
        "TWODIGIT",
        "YEARNUM",
        "MILITARY",
        "ISO",
        "CLOCK",
        "ARTICLE",
    }
    made |= {"DECADE", "DECADEBC", "DAYORD", "SHORTYEAR", "QUARTER", "MERIDIEM", "ERA", "ADJ"}
    asked = {s.rstrip("?") for rule in grammar().rules for s in rule.right.split()}
    assert {symbol for symbol in asked if symbol.isupper()} <= made


def test_every_reading_is_used() -> None:
    """The lexicon holds no table that no rule asks for."""
    asked = {s.rstrip("?") for rule in grammar().rules for s in rule.right.split()}
    symbols = {entry.symbol for found in vocabulary().entries.values() for entry in found}
    assert symbols <= asked


def test_lexicon_has_all_months_and_weekdays() -> None:
    entries = [entry for found in vocabulary().entries.values() for entry in found]
    for symbol, size in (("MONTH", 12), ("WEEKDAY", 7), ("SEASON", 4)):
        assert len({entry.value for entry in entries if entry.symbol == symbol}) == size


def test_no_word_has_two_readings_of_one_kind() -> None:
    for found in vocabulary().entries.values():
        keys = [(entry.words, entry.symbol) for entry in found]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("granule", "value", "first", "last"),
    [
        (Granule("day", 2031, 5, 14), "2031-05-14", (2031, 5, 14), (2031, 5, 14)),
        (Granule("week", 2032, index=53), "2032-W53", (2032, 12, 27), (2033, 1, 2)),
        (Granule("weekend", 2031, index=20), "2031-W20-WE", (2031, 5, 17), (2031, 5, 18)),
        (Granule("month", 2032, 2), "2032-02", (2032, 2, 1), (2032, 2, 29)),
        (Granule("season", 2031, index=4), "2031-WI", (2031, 12, 1), (2032, 2, 29)),
        (Granule("quarter", 2031, index=4), "2031-Q4", (2031, 10, 1), (2031, 12, 31)),
        (Granule("half", 2031, index=1), "2031-H1", (2031, 1, 1), (2031, 6, 30)),
        (Granule("decade", index=203), "203", (2030, 1, 1), (2039, 12, 31)),
        (Granule("century", index=20), "20", (2001, 1, 1), (2100, 12, 31)),
    ],
)
def test_granule(
    granule: Granule, value: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert granule.value == value
    assert granule.window == (date(*first), date(*last))


@given(
    st.dates(date(1600, 1, 1), date(2400, 12, 31)),
    st.sampled_from(["day", "weekend", "week", "month", "season", "quarter", "half", "year"]),
    st.integers(-400, 400),
)
def test_shift_and_back(day: date, grain: Grain, count: int) -> None:
    around = Granule.of(day).up(grain)
    assert around is not None
    there = around.shift(count)
    assert there is not None
    assert there.shift(-count) == around
    if grain not in ("weekend",):
        assert around.window is not None
        assert around.window[0] <= day <= around.window[1]


def test_there_is_no_year_zero() -> None:
    assert Granule("year", -1).shift(1) == Granule("year", 1)
    assert Granule("year", 1).shift(-1) == Granule("year", -1)
    assert Granule("year", -490).value == "BC0490"


@pytest.mark.parametrize(
    "day", [date(1954, 4, 18), date(2000, 4, 23), date(2024, 3, 31), date(2038, 4, 25)]
)
def test_easter(day: date) -> None:
    assert easter(day.year) == day


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["month", "year", "decade"]))
def test_thirds_tile_their_window(day: date, grain: Grain) -> None:
    granule = Granule.of(day).up(grain)
    assert granule is not None
    assert granule.window is not None
    parts = [third(granule.window, mod) for mod in ("start", "mid", "end")]
    assert parts[0][0] == granule.window[0]
    assert parts[2][1] == granule.window[1]
    for one, two in pairwise(parts):
        assert (two[0] - one[1]).days == 1


def _bare(text: str) -> Parse:
    """A parse without grammar: every word a noun that hangs on itself."""
    blocks = isolate(text).blocks
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, block in enumerate(blocks):
        first = len(tokens)
        for lexeme in cut(text, block.span.start, block.span.end):
            at = len(tokens)
            word = lexeme.text
            lower = word.lower()
            tokens.append(
                Token(
                    at,
                    lexeme.start,
                    lexeme.end,
                    word,
                    lower,
                    lower,
                    "NOUN",
                    "NN",
                    "dep",
                    at,
                    number,
                    "",
                )
            )
        if len(tokens) > first:
            sentences.append(Sentence(number, first, len(tokens), number, block.span))
    return Parse(text, blocks, tuple(tokens), tuple(sentences), (), tuple(() for _ in tokens))


WORDS = st.sampled_from(
    [
        *("on", "in", "since", "by", "until", "the", "last", "next", "two", "12", "31", "1942"),
        *("0300", "May", "March", "Tuesday", "week", "days", "ago", "later", "of", "and", "to"),
        *("-", ",", "(", ")", "’s", "early", "mid", "end", "6", "a.m.", "GMT", "BC", "century"),
        *("1990s", "every", "night", "winter", "half", "year", "quarter", "first", "sixth"),
        *("Christmas", "Easter", "from", "between", "99:99", "30", "Feb.", "2031-02-30", "9999"),
        *("31/02/2031", "\U0001f600", "\u202e", "‘", "“", "past", "few", "'s", "before", "after"),
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=25).map(" ".join)))
def test_any_text_is_read(text: str) -> None:
    parse = _bare(text)
    timexes = find(parse)
    rows = resolve(timexes, parse, document="d", anchor=PUBLISHED, genre="news")
    assert len(rows) == len(timexes)
    for row in rows:
        assert text[row.span.start : row.span.end] == row.text
        assert row.value
        assert not (row.first and row.last) or row.first <= row.last
        assert row.because["value"].rule
    assert rows == resolve(find(parse), parse, document="d", anchor=PUBLISHED, genre="news")
    resolve(timex3(timexes), parse, document="d", anchor=None, genre="narrative")


def test_times_do_not_overlap(parsed: Parsed) -> None:
    text = "It began on 3 May 2030, two days after the vote of March, and by June it was over."
    spans = [timex.span for timex in find(parsed(text))]
    assert len(spans) == 4
    assert not any(a.overlaps(b) for a, b in pairwise(spans))


def test_without_publication_what_needs_it_stays_open(parsed: Parsed) -> None:
    parse = parsed("The dam failed on Tuesday, in June, and on 3 May 2030.")
    rows = resolve(find(parse), parse, document="d", anchor=None, genre="news")
    assert [(row.value, row.first) for row in rows] == [
        ("XXXX-WXX-2", None),
        ("XXXX-06", None),
        ("2030-05-03", date(2030, 5, 3)),
    ]


def test_reasons_name_the_rule_and_the_anchor(parsed: Parsed) -> None:
    text = "The army entered Velm on 3 March 2030. Two days later it left."
    parse = parsed(text)
    first, second = resolve(find(parse), parse, document="d", anchor=PUBLISHED, genre="news")
    assert first.because["from"].rule == "full date"
    assert second.because["value"].rule == "away"
    assert second.because["from"].rule == "last mentioned time"
    for field in ("value", "from", "to"):
        assert first.span in [witness.span for witness in second.because[field].spans]


def test_ends_of_a_range_are_marked_one_by_one_in_timex3(parsed: Parsed) -> None:
    text = "The fair ran from 3 to 5 March."
    timexes = find(parsed(text))
    assert [timex.span.of(text) for timex in timexes] == ["from 3 to 5 March"]
    assert [timex.span.of(text) for timex in timex3(timexes)] == ["3", "5 March"]
    assert isinstance(timexes[0].span, Span)
