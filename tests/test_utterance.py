"""Which statements of several reports tell one utterance, by the signs of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from crosswire.reconcile import Dossier
from crosswire.reconcile.utterance import Utterances, utterances
from dossier import dossier
from unread import marks

if TYPE_CHECKING:
    from spacy.language import Language

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['phenomenon']}", marks=marks(case))
    for path in sorted((Path(__file__).parent / "cases" / "utterance").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


@pytest.mark.parametrize("case", CASES)
def test_case(case: Mapping[str, Any], nlp: Language, tmp_path: Path) -> None:
    for number, text in enumerate(case["reports"]):
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    made = dossier(nlp, tmp_path)
    assert len({row.document for row in made.statements}) > 1
    found = utterances(made)
    groups = sorted(sorted(group) for group in _groups(made, found))
    assert groups == sorted(sorted(group) for group in case["same"])


def _groups(made: Dossier, found: Utterances) -> Iterator[list[str]]:
    """The groups of two or more, each statement as the cases write it."""
    groups: dict[str, list[str]] = {}
    joint = _joint(made)
    for row in made.statements:
        name = f" ({made.entities[row.speaker].name})" if row.id in joint and row.speaker else ""
        words = f"{row.document.removesuffix('.txt')}: {row.text}{name}"
        groups.setdefault(found.group_of[row.id], []).append(words)
    yield from (group for group in groups.values() if len(group) > 1)


def _joint(made: Dossier) -> set[str]:
    """The statements of sources that speak at once."""
    rows = list(made.statements)
    at = [(row.document, row.content) for row in rows]
    return {row.id for row in rows if at.count((row.document, row.content)) > 1}


def test_each_link_joins_two_members_of_a_group(nlp: Language, tmp_path: Path) -> None:
    for number in range(3):
        text = "“The sluice was left open on purpose,” the miller Arne Quell said."
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    made = dossier(nlp, tmp_path)
    found = utterances(made)
    documents = {row.id: row.document for row in made.statements}
    assert [documents[link.from_id] for link in found.links] == ["1.txt", "2.txt"]
    assert {documents[link.to_id] for link in found.links} == {"0.txt"}
    assert len(set(found.group_of.values())) == 1
