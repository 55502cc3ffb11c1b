"""Odd documents: the generator, the checks, and the readers and the story under them."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswire.read import Article, read
from crosswire.row import Document, Place, Problem, Span
from crosswire.story import isolate


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    path = Path(__file__).parents[1] / "scripts" / "fuzz.py"
    spec = importlib.util.spec_from_file_location("fuzz", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz"] = module
    spec.loader.exec_module(module)
    return module


def as_rows(paths: list[Path]) -> Iterator[Document | Problem]:
    """The documents and problems alone: a pipeline of two stages."""
    for item in read(paths):
        if isinstance(item, Article):
            spans = isolate(item.text).spans
            yield Document(
                item.id, "", item.raw_sha256, None, None, None, None, None, None, None, None, None,
                item.text, spans,
            )  # fmt: skip
        else:
            yield item


def test_documents_are_the_same_again(fuzz: ModuleType) -> None:
    texts = list(fuzz.documents(7, 300))
    assert texts == list(fuzz.documents(7, 300))
    assert texts[:10] == list(fuzz.documents(7, 10))
    assert texts != list(fuzz.documents(8, 300))
    assert max(map(len, texts)) <= fuzz.LONGEST
    assert len(set(texts)) > 250


def test_readers_and_story_stand_odd_documents(fuzz: ModuleType) -> None:
    assert list(fuzz.fuzz(as_rows, seed=1, count=2_000)) == []


def test_most_odd_documents_are_read(fuzz: ModuleType, tmp_path: Path) -> None:
    for number, text in enumerate(fuzz.documents(1, 200)):
        (tmp_path / f"{number}.txt").write_bytes(text.encode())
    found = list(as_rows([tmp_path]))
    assert sum(isinstance(row, Document) for row in found) > 150


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_story_stands_any_order_of_the_pieces(fuzz: ModuleType, data: st.DataObject) -> None:
    pieces = [piece for kind in fuzz.PIECES.values() for piece in kind]
    text = "".join(data.draw(st.lists(st.sampled_from(pieces), max_size=40)))
    story = isolate(text)
    assert story == isolate(text)
    assert all(block.span.of(text).strip() for block in story.blocks)
    assert all(span.end <= len(text) for span in story.spans)


def test_an_exception_is_found_with_its_document(fuzz: ModuleType) -> None:
    texts = list(fuzz.documents(1, 40))
    bad = texts[17]

    def failing(paths: list[Path]) -> list[Document]:
        for path in sorted(paths[0].iterdir()):
            if path.read_bytes() == bad.encode():
                raise ZeroDivisionError("here")
        return []

    (defect,) = fuzz.fuzz(failing, seed=1, count=40)
    assert defect.text == bad
    assert defect.what == "ZeroDivisionError: here"


def test_a_broken_span_is_found(fuzz: ModuleType) -> None:
    document = Document(
        "d", "", "", None, None, None, None, None, None, None, None, None, "In Velmar.", ()
    )
    good = Place("p", "d", Span(3, 9), "Velmar", "Velmar", *[None] * 5)  # type: ignore[arg-type]
    moved = Place("q", "d", Span(2, 8), "Velmar", "Velmar", *[None] * 5)  # type: ignore[arg-type]
    outside = Place("r", "d", Span(3, 90), "Velmar", "Velmar", *[None] * 5)  # type: ignore[arg-type]
    assert list(fuzz.broken([document, good])) == []
    assert [defect.what[:7] for defect in fuzz.broken([document, moved])] == ["Place q"]
    assert len(list(fuzz.broken([document, outside]))) == 2
