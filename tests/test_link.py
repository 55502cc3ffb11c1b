"""How statements and figures stand to each other: a case is a few reports and all their links."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from crosswire.reconcile import Dossier
from crosswire.reconcile.link import links
from crosswire.reconcile.utterance import Utterances
from crosswire.row import Link, Question
from reported import dossier

CASES = Path(__file__).parent / "cases" / "link"
Wanted = tuple[str, str, str]


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text("utf-8"))["case"], 1):
            yield pytest.param(case, id=f"{path.stem}-{number}")


def alone(one: Dossier) -> Utterances:
    """Every statement an utterance of its own."""
    return Utterances({row.id: row.id for row in one.statements}, ())


def questions(one: Dossier, case: dict[str, Any]) -> tuple[Question, ...]:
    """The questions of a case, with the figures that have their words, in order."""
    found = []
    for number, wanted in enumerate(case.get("questions", ())):
        figures = tuple(row.id for row in one.figures if row.text in wanted["figures"])
        assert len(figures) >= len(wanted["figures"]), [row.text for row in one.figures]
        found.append(Question(f"question-{number}", "", figures, wanted["relation"], (), 1))
    return tuple(found)


def seen(one: Dossier, link: Link) -> Wanted:
    rows = {row.id: row.text for row in one.statements}
    rows |= {row.id: row.text for row in one.figures}
    return (link.kind, rows[link.from_id], rows[link.to_id])


def texts(case: dict[str, Any]) -> dict[str, str]:
    """The reports of a case, each one paragraph."""
    return {name: " ".join(text.split()) for name, text in case["reports"].items()}


def found(nlp: Language, case: dict[str, Any]) -> tuple[Dossier, tuple[Link, ...]]:
    one = dossier(nlp, texts(case), case.get("days"))
    return one, links(one, alone(one), questions(one, case))


@pytest.mark.parametrize("case", list(cases()))
def test_case(nlp: Language, case: dict[str, Any]) -> None:
    one, mine = found(nlp, case)
    said = {seen(one, link) for link in mine if not _of_figures_alone(one, link, case)}
    assert said == {(kind, later, earlier) for kind, later, earlier, *_ in case["links"]}


def _of_figures_alone(one: Dossier, link: Link, case: dict[str, Any]) -> bool:
    """Whether a link between figures is left out of a case that lists none."""
    figures = {row.id for row in one.figures}
    listed = {words for _, *ends in case["links"] for words in ends}
    texts = {row.text for row in one.figures}
    return link.from_id in figures and not listed & texts


@pytest.mark.parametrize("case", list(cases()))
def test_reasons_stand_in_the_reports(nlp: Language, case: dict[str, Any]) -> None:
    _, mine = found(nlp, case)
    for link in mine:
        why = link.because["kind"]
        assert why.rule
        assert why.spans
        shown = [witness.span.of(texts(case)[witness.document]) for witness in why.spans]
        assert all(shown)


def test_a_hedge_is_shown(nlp: Language) -> None:
    looked = 0
    for param in cases():
        case = param.values[0]
        for _, _, _, *hedge in case["links"]:
            _, mine = found(nlp, case)
            spans = [witness for link in mine for witness in link.because["kind"].spans]
            shown = {one.span.of(texts(case)[one.document]) for one in spans}
            assert all(any(words in text for text in shown) for words in hedge)
            assert not hedge or any(link.because["kind"].rule.endswith(".partly") for link in mine)
            looked += bool(hedge)
    assert looked


def test_there_are_cases_with_and_without_links() -> None:
    every = [param.values[0] for param in cases()]
    assert len(every) > 35
    assert {kind for case in every for kind, *_ in case["links"]} == {
        "denies",
        "disowns",
        "contradicts",
        "confirms",
        "supersedes",
    }
    assert any(not case["links"] for case in every)


POOL = [
    {f"{param.id}.{name}": text for name, text in texts(param.values[0]).items()}
    for param in cases()
    if not param.values[0].get("questions")
]
UNRELATED = {"unrelated": "Baker Otto Halm said his rye loaf had won a prize in Oslo."}


def joined(picked: list[dict[str, str]]) -> dict[str, str]:
    return {name: text for reports in picked for name, text in reports.items()}


def written(one: Dossier) -> set[tuple[str, str, str]]:
    return {(link.id, link.from_id, link.to_id) for link in links(one, alone(one), ())}


pools = st.lists(st.sampled_from(POOL), min_size=1, max_size=4, unique_by=min)
few = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@few
@given(picked=pools)
def test_no_row_is_linked_to_itself_and_none_twice(
    nlp: Language, picked: list[dict[str, str]]
) -> None:
    one = dossier(nlp, joined(picked))
    mine = links(one, alone(one), ())
    ids = {row.id for row in one.statements} | {row.id for row in one.figures}
    assert all({link.from_id, link.to_id} <= ids for link in mine)
    ends = [(link.kind, frozenset((link.from_id, link.to_id))) for link in mine]
    assert all(len(pair) == 2 for _, pair in ends)
    assert len(ends) == len(set(ends))
    assert len({link.id for link in mine}) == len(mine)


@few
@given(picked=pools)
def test_the_order_of_the_input_does_not_matter(
    nlp: Language, picked: list[dict[str, str]]
) -> None:
    again = dossier(nlp, joined(picked[::-1]))
    assert written(dossier(nlp, joined(picked))) == written(again)


@few
@given(picked=pools)
def test_an_unrelated_report_changes_no_link(nlp: Language, picked: list[dict[str, str]]) -> None:
    alone_ = dossier(nlp, joined(picked))
    more = dossier(nlp, joined(picked) | UNRELATED)
    assert written(alone_) == written(more)


@few
@given(picked=pools)
def test_a_contradiction_goes_from_the_later_row(
    nlp: Language, picked: list[dict[str, str]]
) -> None:
    one = dossier(nlp, joined(picked))
    place = {row.id: (row.document, row.content.start) for row in one.statements}
    for link in links(one, alone(one), ()):
        if link.kind == "contradicts":
            assert place[link.from_id] > place[link.to_id]


def test_a_group_is_linked_once_and_not_to_itself(nlp: Language) -> None:
    reports = {
        "a": "Ana Ruiz said the ferry had left. The port rejected that account.",
        "b": "Ana Ruiz said the ferry had left the harbour. The port denied that account.",
    }
    one = dossier(nlp, reports)
    said, denied = [
        [row for row in one.statements if row.act == act] for act in ("asserts", "denies")
    ]
    group_of = {row.id: rows[0].id for rows in (said, denied) for row in rows}
    mine = links(one, Utterances(group_of, ()), ())
    assert [link.kind for link in mine] == ["denies", "contradicts"]
    assert {link.to_id for link in mine if link.kind == "denies"} == {said[1].id}
    assert links(one, Utterances({row.id: "one" for row in one.statements}, ()), ()) == ()
