"""Which figures answer one question, and how their answers relate."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from crosswire.lexicon import load
from crosswire.reconcile import Reconciliation, reconcile
from crosswire.reconcile.question import linkage
from crosswire.reconcile.question.evidence import SIGNS, scale
from crosswire.reconcile.question.linkage import linked
from crosswire.reconcile.term import CLASSES, concepts
from dossier import dossier
from unread import marks

if TYPE_CHECKING:
    from spacy.language import Language

CASES = Path(__file__).parent / "cases" / "question"


def _cases(key: str) -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            if key in case:
                yield pytest.param(case, id=case["phenomenon"], marks=marks(case))


def reconciled(case: dict[str, Any], nlp: Language, folder: Path) -> Reconciliation:
    """A case's reports, read and reconciled."""
    articles = []
    for day, text in case["reports"].items():
        (folder / f"{day}.txt").write_text(text, "utf-8")
        articles.append({"file": f"{day}.txt", "outlet": f"Paper of {day}", "published": day})
    meta = {"event": "an event", "articles": articles}
    (folder / "meta.json").write_text(json.dumps(meta), "utf-8")
    return reconcile(dossier(nlp, folder))


@pytest.mark.parametrize("case", list(_cases("questions")))
def test_figures_of_one_question(case: dict[str, Any], nlp: Language, tmp_path: Path) -> None:
    found = reconciled(case, nlp, tmp_path)
    texts = {figure.id: figure.text for figure in found.figures}
    groups = sorted([texts[one] for one in question.figures] for question in found.questions)
    assert groups == sorted(case["questions"])


@pytest.mark.parametrize("case", list(_cases("relation")))
def test_relation_of_answers(case: dict[str, Any], nlp: Language, tmp_path: Path) -> None:
    found = reconciled(case, nlp, tmp_path)
    largest = max(found.questions, key=lambda question: len(question.figures))
    assert largest.relation == case["relation"]


def test_there_are_cases() -> None:
    assert len(list(_cases("questions"))) >= 10
    assert {case.values[0]["relation"] for case in _cases("relation")} >= {
        "agree", "update", "conflict", "single",
    }  # fmt: skip


def test_what_is_denied_is_no_answer(nlp: Language, tmp_path: Path) -> None:
    text = "The rebels said 20 soldiers were killed at Orla. The army denied that 20 soldiers were killed at Orla."  # noqa: E501
    found = reconciled({"reports": {"2031-05-04": text}}, nlp, tmp_path)
    denied = {row.id for row in found.statements if row.act == "denies"}
    figures = {figure.id for figure in found.figures if figure.statement in denied}
    assert figures
    answered = {one for question in found.questions for a in question.answers for one in a.figures}
    assert answered
    assert not figures & answered


def test_every_sign_has_a_weight_and_every_weight_a_sign() -> None:
    assert set(load("evidence.toml")["weight"]) == {sign.__name__ for sign in SIGNS}
    assert scale().least < 0


def test_no_word_stands_for_two_concepts() -> None:
    listed = [
        word
        for name in CLASSES
        for words in load("concept.toml")[name].values()
        for word in words.split()
    ]
    assert len(listed) > 300
    assert sorted(listed) == sorted(set(listed)) == sorted(concepts())


def _nearness(one: float, other: float) -> float:
    return 1.0 - abs(one - other)


def test_average_linkage_keeps_apart_what_one_pair_alone_would_join() -> None:
    chain = [0.0, 0.9, 1.8, 2.7]
    assert linked(chain, _nearness, least=0.0) == [(0.0, 0.9), (1.8, 2.7)]


def test_linkage_in_chunks_finds_the_same_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    things = [float(10 * (number % 5)) + number / 10_000 for number in range(100)]
    whole = linked(things, _nearness, least=0.0, traits=lambda one: (one // 10,))
    monkeypatch.setattr(linkage, "CHUNK", 16)
    groups = linked(things, _nearness, least=0.0, traits=lambda one: (one // 10,))
    assert groups == whole
    assert len(groups) == 5
    assert sorted(one for group in groups for one in group) == sorted(things)


def test_what_is_told_alike_is_one_from_the_start() -> None:
    things = [0.0, 5.0, 0.0, 5.0]
    groups = linked(things, _nearness, least=0.9, likeness=lambda one: one)
    assert groups == [(0.0, 0.0), (5.0, 5.0)]
