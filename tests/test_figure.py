"""Figures: how they are written, bounded, counted, and what is none."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswire.extract.figure import Quantity, find, person
from crosswire.extract.figure.cardinal import compose
from crosswire.extract.figure.unit import convert, currency
from crosswire.extract.figure.vocabulary import load
from crosswire.extract.mention import Reference
from crosswire.parse import Parse
from crosswire.resolve.figure import settle
from crosswire.row import Figure, Place, Span, Statement, Time, Window
from unread import marks

Parsed = Callable[[str], Parse]
CASES = Path(__file__).parent / "cases" / "figure"
HARD = "🧨\u202e“12\u200b km”\u00a0½ of № 5 — ٣ men £ $$ 1,2,3 % 9..9 a a hundred and"


def _cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield pytest.param(case, id=f"{path.stem}: {case['name']}", marks=marks(case))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.9f}".rstrip("0").rstrip(".")


def _shown(text: str, found: Quantity) -> str:
    low, high = _number(found.low), _number(found.high)
    value = low if low == high and low else f"{low}..{high}"
    return f"{found.span.of(text)} | {value} {found.unit} {found.comparator}"


@pytest.mark.parametrize("case", list(_cases()))
def test_case(case: dict[str, Any], parsed: Parsed) -> None:
    text = case["text"]
    found = find(parsed(text))
    assert [_shown(text, one) for one in found] == case["figures"]
    if "of" in case:
        assert [" ".join(span.of(text) for span in one.of) for one in found] == case["of"]


def test_every_file_of_cases_is_read() -> None:
    assert len(list(CASES.glob("*.toml"))) == 8
    assert sum(1 for _ in _cases()) > 70


def test_a_time_is_no_figure_but_how_long_is(parsed: Parsed) -> None:
    text = "The strike went on for six days from 12 June."
    span = Span(text.index("for six"), len(text) - 1)
    assert [one.span.of(text) for one in find(parsed(text), taken=[span])] == ["six days"]


def test_rules_and_their_words_are_kept(parsed: Parsed) -> None:
    text = "More than 40 drones fell."
    (found,) = find(parsed(text))
    rule, spans = found.rules["comparator"]
    assert (rule, [span.of(text) for span in spans]) == ("more_than", ["More than"])
    assert found.rules["unit"][0] == "counted_noun"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two hundred and six", 206.0),
        ("three million four hundred thousand and ten", 3_400_010.0),
        ("two and a half", 2.5),
        ("two dozen", 24.0),
        ("two six", None),
        ("twenty twelve", None),
    ],
)
def test_number_words(words: str, value: float | None) -> None:
    assert compose(words.split()) == value


def test_every_unit_of_the_lexicon_converts() -> None:
    measures = [(unit, name) for unit, names in load("unit").items() for name in names]
    pure = {"times", "magnitude"}
    converted = [convert(3.0, name=name, unit=unit) for unit, name in measures if unit not in pure]
    assert len(converted) > 60
    assert all(value for value in converted)
    assert convert(104.0, name="fahrenheit", unit="celsius") == 40.0
    assert convert(1.0, name="mile", unit="km") == pytest.approx(1.609344)


def test_every_spelling_has_one_unit() -> None:
    spelled = [
        form for names in load("unit").values() for forms in names.values() for form in forms
    ]
    assert len(spelled) > 200
    assert sorted(spelled) == sorted(set(spelled))
    assert all(form == form.lower() for form in spelled)


GIVERS = tomllib.loads((CASES.with_name("figure_giver") / "giver.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", GIVERS, ids=lambda case: case["name"])
def test_who_gives_a_number(case: dict[str, Any], parsed: Parsed) -> None:
    parse = parsed(case["text"])
    givers = [one.giver for one in find(parse)]
    assert [_words(parse, giver) for giver in givers] == case["givers"]


def _words(parse: Parse, giver: Reference | None) -> str:
    return parse.span(giver.first, giver.last).of(parse.text) if giver else ""


def test_currencies_are_codes() -> None:
    money = load("unit_money")
    tables = ("sign", "word", "named", "hundredth")
    codes = {code for table in tables for code in money[table].values()}
    assert len(codes) > 70
    assert all(len(code) == 3 and code.isupper() for code in codes)
    assert currency("US$") == "USD"
    assert currency("RMB ") == "CNY"


def test_hedges_belong_to_one_class() -> None:
    for table in load("figure_hedge"), {"before": load("figure_hedge")["after"]}:
        phrases = [phrase for kind in table["before"].values() for phrase in kind]
        assert len(phrases) > 15
        assert sorted(phrases) == sorted(set(phrases))


def test_no_list_of_nouns_repeats_itself() -> None:
    lists = [words for table in load("figure_noun").values() for words in table.values()]
    named = [words for words in lists if isinstance(words, list)]
    assert len(named) > 20
    assert all(len(words) == len(set(words)) for words in named)


def test_peoples_are_listed_once() -> None:
    nationals = {noun.lower() for nouns in load("demonym").values() for noun in nouns}
    peoples = load("person_demonym")["word"]["words"]
    assert len(peoples) > 50
    assert not nationals & set(peoples)


def test_nouns_for_people_are_no_things() -> None:
    table = load("person")
    listed = {word for name in person.CLASSES for word in table[name]["words"]}
    things = {word for words in table["thing"].values() for word in words}
    assert len(listed) > 500
    assert not listed & things
    assert not any(person.is_person_word(word) for word in things)


@pytest.mark.parametrize("word", ["florists", "canvassers", "policemen", "refugees", "churchgoers"])
def test_endings_make_people(word: str) -> None:
    assert person.is_person_word(word)


@pytest.mark.parametrize("word", ["committees", "printers", "degrees", "towers", "lists", "makers"])
def test_endings_deceive(word: str) -> None:
    assert not person.is_person_word(word)


WORDS = [*HARD.split(), "between", "and", "to", "miles", "(", ")", "of", "the", "killed", "."]
ODD = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.one_of(ODD, st.text(max_size=60)))
def test_any_text_gives_spans_in_order(text: str, parsed: Parsed) -> None:
    parse = parsed(text)
    found = find(parse)
    assert found == find(parse)
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start
    for one in found:
        assert one.span.of(text).strip() == one.span.of(text) != ""
        assert all(span in Span(0, len(text)) for span in one.of)
        assert one.low is None or one.high is None or one.low <= one.high


STORY = (
    "Floods hit Arden on Monday. In 2009 a flood in Brask killed 90 people."
    " The mayor said 12 homes were lost in Colm."
)


def _settled(parsed: Parsed, text: str, *, statements: bool = False) -> tuple[Figure, ...]:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    def time(words: str, first: date, last: date) -> Time:
        return Time(words, "d", span(words), words, "DATE", "", first, last)

    def place(words: str) -> Place:
        return Place(words, "d", span(words), words, words, None, None, None, None, None)

    said = span("12 homes were lost in Colm")
    statement = Statement(
        "s",
        "d",
        said,
        (said,),
        said.of(text),
        "indirect",
        None,
        None,
        "mayor",
        (),
        "asserts",
        "none",
    )
    parse = parsed(text)
    return settle(
        find(parse),
        parse,
        document="d",
        published=Window.day(date(2020, 3, 11)),
        statements=[statement] if statements else [],
        times=[
            time("Monday", date(2020, 3, 9), date(2020, 3, 9)),
            time("2009", date(2009, 1, 1), date(2009, 12, 31)),
        ],
        places=[place("Arden"), place("Brask"), place("Colm")],
    )


def test_a_figure_takes_the_time_and_place_of_its_clause(parsed: Parsed) -> None:
    killed, _ = _settled(parsed, STORY)
    assert killed.when == Window(date(2009, 1, 1), date(2009, 12, 31))
    assert killed.place == killed.place_id == "Brask"
    assert killed.because["when"].rule == "in_the_clause"
    assert killed.text == "90 people"


def test_a_figure_takes_the_speaker_of_its_statement(parsed: Parsed) -> None:
    killed, lost = _settled(parsed, STORY, statements=True)
    assert (killed.statement, killed.speaker) == (None, None)
    assert (lost.statement, lost.speaker, lost.place) == ("s", "mayor", "Colm")


def test_without_a_time_the_event_is_now(parsed: Parsed) -> None:
    text = (
        "Floods hit Arden on Monday. Brask lost 12 homes. Colm, 2009, is dry."
        " 12 homes were lost in Colm"
    )
    lost = _settled(parsed, text)[0]
    assert lost.when == Window(date(2020, 3, 9), date(2020, 3, 11))
    assert lost.because["when"].rule == "narrated_nearest"


def _dated(parsed: Parsed, text: str, *days: tuple[str, date]) -> tuple[Figure, ...]:
    """The figures of a text in which some words are days."""
    parse = parsed(text)
    times = [
        Time(words, "d", Span(at, at + len(words)), words, "DATE", "", day, day)
        for words, day in days
        if (at := text.index(words)) >= 0
    ]
    published = Window.day(date(2020, 3, 11))
    return settle(
        find(parse),
        parse,
        document="d",
        published=published,
        statements=[],
        times=times,
        places=[],
    )


def test_what_is_said_on_a_day_is_of_it_or_of_the_event_before(parsed: Parsed) -> None:
    text = "The slide came on Sunday. The mayor said on Tuesday that 12 homes had been lost."
    sunday, tuesday = date(2020, 3, 8), date(2020, 3, 10)
    (lost,) = _dated(parsed, text, ("Sunday", sunday), ("Tuesday", tuesday))
    assert lost.when == Window(sunday, tuesday)
    assert lost.because["when"].rule == "in_a_clause_above"


def test_a_day_that_names_a_noun_begins_the_event(parsed: Parsed) -> None:
    text = "Sunday's slide has shaken Colm. Some 12 homes are gone."
    sunday = date(2020, 3, 8)
    (gone,) = _dated(
        parsed, text + " Rain fell on Monday.", ("Sunday", sunday), ("Monday", date(2020, 3, 9))
    )
    assert gone.when == Window(sunday, date(2020, 3, 11))


def test_a_part_is_not_dated_by_what_narrows_its_whole(parsed: Parsed) -> None:
    text = "Brask said on Tuesday that it had found 12 of the 90 sheep that were lost in January."
    found = _dated(parsed, text, ("Tuesday", date(2020, 3, 10)), ("January", date(2020, 1, 5)))
    assert found[0].when == Window.day(date(2020, 3, 10))
