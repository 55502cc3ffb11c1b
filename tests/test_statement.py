"""Who said what in one report: a case is a short text with every statement that it holds."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from crosswire.extract.statement import Attribution, find
from crosswire.parse import Parse, parse
from crosswire.row import hull
from crosswire.story import isolate
from unread import marks

CASES = Path(__file__).parent / "cases" / "statement"
ACTS = {"asserts", "denies", "intends", "evaluates"}


def read(nlp: Language, text: str) -> Parse:
    return next(iter(parse(nlp, [text], [isolate(text)])))


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text("utf-8"))["case"], 1):
            yield pytest.param(case, id=f"{path.stem}-{number}", marks=marks(case))


def seen(parsed: Parse, attribution: Attribution) -> tuple[str, str | None, str, str, str]:
    source = attribution.source
    return (
        hull(attribution.spans).of(parsed.text),
        parsed.span(source.first, source.last).of(parsed.text) if source else None,
        attribution.kind,
        attribution.act,
        attribution.verification,
    )


def wanted(statement: dict[str, Any]) -> tuple[str, str | None, str, str, str]:
    return (
        statement["content"],
        statement.get("source"),
        statement["kind"],
        statement.get("act", "asserts"),
        statement.get("verification", "none"),
    )


@pytest.mark.parametrize("case", list(cases()))
def test_case(nlp: Language, case: dict[str, Any]) -> None:
    parsed = read(nlp, case["text"])
    found = {seen(parsed, attribution) for attribution in find(parsed)}
    assert found == {wanted(statement) for statement in case.get("statement", [])}


def test_there_are_cases_with_and_without_statements() -> None:
    all_cases = [param.values[0] for param in cases()]
    assert len(all_cases) > 100
    assert any(not case.get("statement") for case in all_cases)


def test_every_reason_stands_in_the_document(nlp: Language) -> None:
    text = "“The gate is shut,” said Ana Ruiz, who could not verify the report. It was a disgrace."
    parsed = read(nlp, text)
    found = find(parsed, document="gate.txt")
    assert found
    for attribution in found:
        assert attribution.because["content"].rule
        for reason in attribution.because.values():
            for witness in reason.spans:
                assert witness.document == "gate.txt"
                assert witness.span.of(text)


SCRAPS = st.sampled_from(
    [
        "“", "”", '"', "‘", "’", "'", "«", "»", " said ", " told Radio Lume ", "Ana Ruiz", ", ",
        ". ", ": ", "\n", "He denied that ", "according to ", "the bridge is shut", "—", "🙂",
        "\u202eabc\u202c", "not be verified", "@", "(@ana) ", "that ", "they ", "will ",
    ]
)  # fmt: skip


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(SCRAPS, max_size=40).map("".join))
def test_any_text_gives_sound_spans(nlp: Language, text: str) -> None:
    parsed = read(nlp, text)
    first, again = find(parsed), find(parsed)
    assert first == again
    for attribution in first:
        assert attribution.act in ACTS
        for span in attribution.spans:
            assert any(c.isalnum() for c in span.of(text))
        ends = [span.end for span in attribution.spans]
        assert ends == sorted(ends)


def test_thousands_of_quotation_marks_in_a_row_are_read(nlp: Language) -> None:
    parsed = read(nlp, 'He said "' * 1000 + "“" * 2000)
    assert len(parsed.tokens) > 4000
    find(parsed)
