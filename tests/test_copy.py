"""Which rows are copied from another report, and what the copy dropped."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from crosswire.reconcile import Dossier
from crosswire.reconcile.origin.copy import copies
from crosswire.reconcile.reuse import Reuse
from crosswire.row import Figure, Statement
from dossier import dossier
from unread import marks

if TYPE_CHECKING:
    from spacy.language import Language

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['phenomenon']}", marks=marks(case))
    for path in sorted((Path(__file__).parent / "cases" / "copy").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def _made(case: Mapping[str, Any], nlp: Language, folder: Path) -> Dossier:
    days = case["published"]
    for number, text in enumerate(case["reports"]):
        (folder / f"{number}.txt").write_text(text, "utf-8")
    articles = [{"file": f"{n}.txt", "published": day} for n, day in enumerate(days)]
    (folder / "meta.json").write_text(json.dumps({"event": "A case", "articles": articles}))
    return dossier(nlp, folder)


@pytest.mark.parametrize("case", CASES)
def test_case(case: Mapping[str, Any], nlp: Language, tmp_path: Path) -> None:
    made = _made(case, nlp, tmp_path)
    found = copies(made, Reuse.of(made.accounts))
    both: list[Statement | Figure] = [*made.statements, *made.figures]
    rows = {row.id: row for row in both}
    name = {one: f"{row.document.removesuffix('.txt')}: {row.text}" for one, row in rows.items()}
    assert [[name[link.from_id], name[link.to_id]] for link in found] == case["copies"]
    texts = {account.document.id: account.document.text for account in made.accounts}
    lost = {
        key: [spot.span.of(texts[spot.document]) for spot in why.spans]
        for link in found
        for key, why in link.because.items()
        if key != "kind"
    }
    assert lost == case.get("dropped", {})
    assert len(rows) > 1
