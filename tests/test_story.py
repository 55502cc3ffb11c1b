"""The story of a page, by phenomenon (`cases/story`), and what holds for any text."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.story import isolate
from crosswire.story.furniture import Rule, lexicon
from crosswire.story.paragraph import LONGEST
from unread import marks

FILES = sorted((Path(__file__).parent / "cases" / "story").glob("*.toml"))
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}", marks=marks(case))
    for file in FILES
    for case in tomllib.loads(file.read_text("utf-8"))["case"]
]
RULES = [rule for group in lexicon().rules.values() for rule in group]
HOSTILE = ["“", '"', "A", "A b", "(", "[", "AP/", "A. ", "Aa, ", "—", "By A ", "1.", "* ", "a: "]


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    blocks = isolate(text).blocks
    assert [block.span.of(text) for block in blocks] == case["story"]
    if "kinds" in case:
        assert [block.kind for block in blocks] == case["kinds"]


def test_cases_are_there() -> None:
    assert len(CASES) >= 20


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_is_alive(rule: Rule) -> None:
    assert rule.example
    for example in rule.example:
        assert len(example) <= rule.longest
        assert _applies(rule, example), example


def _applies(rule: Rule, example: str) -> bool:
    """Whether a rule takes away what it says it takes away."""
    if rule.where in ("start", "opening", "caption"):
        return rule.pattern.match(example) is not None
    if rule.where == "end":
        return any(found.end() == len(example) for found in rule.pattern.finditer(example))
    if rule.where == "anywhere":
        return rule.pattern.search(example) is not None
    return rule.pattern.fullmatch(example) is not None


def test_lexicon_has_nothing_twice() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names)) > 30
    for words in (lexicon().phrases, lexicon().common):
        assert len(words) == len(set(words)) > 0


@pytest.mark.parametrize("unit", HOSTILE)
def test_no_rule_is_slow_on_hostile_lines(unit: str) -> None:
    for line in ((unit * 500)[:500], (unit * 100)[:200] + "!", "Photo " + unit * 40):
        start = perf_counter()
        isolate(f"{line}\n{line}")
        assert perf_counter() - start < 0.5, line[:20]


@pytest.mark.parametrize(
    "text",
    [
        "Read more\n" + "Yes.\n" * 30_000,
        "The mayor said so. " + "(AP) " * 30_000,
        "The mayor said that it was so, and that was all.\n" * 20
        + "PORTS: The mayor spoke.\n" * 5_000,
        "A b c d\n" * 20_000,
        "“" * 100_000,
        "[" * 100_000,
        "A" * 100_000 + " -",
    ],
    ids=lambda text: text[:12],
)
def test_time_is_bounded_on_hostile_pages(text: str) -> None:
    start = perf_counter()
    isolate(text)
    assert perf_counter() - start < 8


@given(st.text(max_size=400) | st.text(alphabet="Aa.“” \n\r\t—:[…]()", max_size=400))
def test_blocks_and_stretches_stand_in_order(text: str) -> None:
    story = isolate(text)
    assert story == isolate(text)
    ends = 0
    for block in story.blocks:
        words = block.span.of(text)
        assert block.span.start >= ends
        assert words
        assert words == words.strip()
        ends = block.span.end
    for block in story.blocks:
        assert any(block.span in stretch for stretch in story.spans)
    for one, two in zip(story.spans, story.spans[1:], strict=False):
        assert text[one.end : two.start].strip()


def test_endless_line_is_cut_at_sentences() -> None:
    text = "The mayor of Velmar spoke for an hour. " * 2_000
    blocks = isolate(text).blocks
    assert len(blocks) > 7
    assert all(len(block.span) <= LONGEST for block in blocks)
    assert all(block.span.of(text).endswith("hour.") for block in blocks)
    assert isolate(text).spans == (isolate(text).spans[0],)


def test_endless_word_is_cut_all_the_same() -> None:
    text = "x" * 35_000
    assert [len(block.span) for block in isolate(text).blocks] == [10_000, 10_000, 10_000, 5_000]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends_of_any_kind(ends: str) -> None:
    lines = ["The harbour was closed on Monday, the mayor said.", "Nobody knew why."]
    text = ends.join(lines)
    assert [block.span.of(text) for block in isolate(text).blocks] == lines


def test_isolation_is_quick() -> None:
    paragraph = "The harbour of Velmar was closed on Monday after a tanker ran aground. "
    text = "\n".join(re.sub("harbour", f"harbour {n}", paragraph * 2) for n in range(25))
    isolate(text)
    start = perf_counter()
    for _ in range(20):
        isolate(text)
    assert (perf_counter() - start) / 20 < 0.02
