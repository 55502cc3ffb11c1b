"""Archives with a language model's vectors; the model itself is tried where it is installed."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from operator import mul
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.archive import encoder, table
from crosswire.assignment import Vector, alike, pack, unpack
from crosswire.cli import main
from crosswire.error import ExtraError, ModelError
from crosswire.read import Article

MISSING = [one for one in (encoder.PACKAGE, *encoder.LIBRARIES) if find_spec(one) is None]
INSTALLED = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

DIRECTION = st.lists(st.floats(-1, 1), min_size=4, max_size=4).filter(
    lambda one: max(map(abs, one)) > 0.01
)

TOLD = (
    "The dam above Orrin gave way on Monday, and three people drowned.",
    "Three people were drowned on Monday when a dam burst above Orrin.",
    "The central bank of Norland left its rate where it was.",
)


@given(DIRECTION, DIRECTION)
def test_a_packed_direction_is_nearly_what_it_was(one: list[float], other: list[float]) -> None:
    a, b = unpack(pack(one)), unpack(pack(other))
    assert a
    assert b
    assert len(pack(one)) == len(one)
    cosine = math.fsum(map(mul, one, other)) / (math.hypot(*one) * math.hypot(*other))
    assert a.cosine(b) == b.cosine(a) == pytest.approx(max(0.0, cosine), abs=0.02)
    assert a.cosine(a) == pytest.approx(1)


def test_no_direction_is_like_nothing() -> None:
    nowhere, up = unpack(pack([0.0, 0.0])), unpack(pack([0.0, 0.3]))
    assert nowhere
    assert up
    assert nowhere.cosine(up) == 0
    assert unpack(b"") is unpack(None) is None


def test_the_model_has_its_part_of_a_likeness_where_it_placed_both() -> None:
    plain = Vector(None, True, {"term:flood": 0.6}, {"name:orrin": 0.8})
    up, down = (replace(plain, embedding=unpack(pack([0.0, y]))) for y in (1.0, -1.0))
    assert alike(plain, plain) == alike(plain, up) == alike(up, up) == 1
    assert 0.5 <= alike(up, down) < 1


def test_an_article_is_placed_by_its_title_and_its_own_story() -> None:
    seen = []

    def stand_in(text: str) -> bytes:
        seen.append(text)
        return pack([0.0, 1.0])

    article = Article(
        id="a", text=TOLD[0], raw_sha256="0" * 64, title="Dam bursts", published=date(2031, 3, 4)
    )
    made = table.row(article, source="a.jsonl", encoder=stand_in)
    assert made["embedding"] == bytes([0, 127])
    assert seen == [f"Dam bursts\n\n{TOLD[0]}"]
    assert table.row(article, source="a.jsonl")["embedding"] is None


@pytest.mark.skipif(not MISSING, reason="it is installed")
def test_without_the_extra_it_is_named() -> None:
    with pytest.raises(ExtraError) as caught:
        encoder.find()
    assert caught.value.remedy == "pip install 'crosswire[vectors]'"


@pytest.mark.skipif(not MISSING, reason="it is installed")
def test_the_command_says_what_to_install_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "a.txt", tmp_path / "out"
    source.write_text(TOLD[0], "utf-8")
    asked = ["archive", str(source), "-o", str(out), "--engine", "none", "--likeness", "vectors"]
    with pytest.raises(SystemExit) as left:
        main(asked)
    assert left.value.code == 1
    assert "crosswire[vectors]" in capsys.readouterr().err
    assert not list(out.glob("[!.]*"))


def test_other_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weights = tmp_path / encoder.PACKAGE / "model" / "model.safetensors"
    weights.parent.mkdir(parents=True)
    weights.write_bytes(b"others")
    for library in encoder.LIBRARIES:
        (tmp_path / f"{library}.py").touch()
    (tmp_path / encoder.PACKAGE / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModelError, match="pinned"):
        encoder.find()


@INSTALLED
def test_what_says_the_like_is_near() -> None:
    encoded = encoder.load()
    dam, burst, bank = (unpack(encoded(text)) for text in TOLD)
    assert dam
    assert burst
    assert bank
    assert dam.cosine(burst) > 0.8
    assert dam.cosine(bank) < 0.4
    assert encoded(TOLD[0]) == encoded(TOLD[0])
