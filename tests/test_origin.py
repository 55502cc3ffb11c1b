"""On which origin rows rest: sources, carriers, copies, and the outlet's own voice."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from crosswire.reconcile import Dossier, reconcile
from crosswire.row import Figure, Statement
from dossier import dossier
from unread import marks

if TYPE_CHECKING:
    from spacy.language import Language

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['phenomenon']}", marks=marks(case))
    for path in sorted((Path(__file__).parent / "cases" / "origin").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def _made(case: Mapping[str, Any], nlp: Language, folder: Path) -> Dossier:
    articles = []
    for number, (text, outlet) in enumerate(zip(case["reports"], case["outlets"], strict=True)):
        (folder / f"{number}.txt").write_text(text, "utf-8")
        articles.append({"file": f"{number}.txt", "outlet": outlet, "published": "2031-05-14"})
    (folder / "meta.json").write_text(json.dumps({"event": "A case", "articles": articles}))
    return dossier(nlp, folder)


def _name(row: Statement | Figure) -> str:
    return f"{row.document.removesuffix('.txt')}: {row.text}"


@pytest.mark.parametrize("case", CASES)
def test_case(case: Mapping[str, Any], nlp: Language, tmp_path: Path) -> None:
    found = reconcile(_made(case, nlp, tmp_path))
    rows: list[Statement | Figure] = [*found.statements, *found.figures]
    groups: dict[str | None, list[Statement | Figure]] = {}
    for row in rows:
        groups.setdefault(row.origin, []).append(row)
    names = {origin: sorted(map(_name, group)) for origin, group in groups.items()}
    assert sorted(names.values()) == sorted(map(sorted, case["origins"]))
    last = {_name(row): row for row in rows}[case["origins"][0][-1]]
    assert last.because["origin"].rule == case["rule"]


def test_an_origin_is_called_after_its_first_row(nlp: Language, tmp_path: Path) -> None:
    case = {
        "outlets": ["Harbour Gazette", "Evening Ferry"],
        "reports": ["Mayor Ilse Brandt said 40 mills had burned in Tarrow."] * 2,
    }
    found = reconcile(_made(case, nlp, tmp_path))
    first = found.statements[0].id
    assert {row.origin for row in found.statements} == {first}
    assert {row.origin for row in found.figures} == {first}
