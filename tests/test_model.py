"""The language model is found by name, checked by its bytes, and never run before that."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from crosswire import model
from crosswire.error import ModelError


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with what `find` looks at in a pipeline."""
    path = model.find().path
    for name in ("config.cfg", "meta.json"):
        shutil.copy(path / name, tmp_path)
    return tmp_path


def test_the_pinned_model_is_found_and_named() -> None:
    found = model.find()
    assert found.source.version
    assert len(found.source.digest) == 64
    assert not Path(found.source.name).is_absolute()


def test_the_package_of_the_model_is_not_run() -> None:
    model.find()
    assert not [name for name in sys.modules if name.startswith("en_core_web")]


def test_a_folder_is_taken_as_it_is_and_its_digest_recorded(copy: Path) -> None:
    found = model.find(str(copy))
    assert found.path == copy
    assert found.source.digest == model.digest(copy) != model.find().source.digest
    assert str(copy) not in found.source.name


def test_the_digest_sees_every_byte_and_every_name(copy: Path) -> None:
    digests = {model.digest(copy)}
    (copy / "more").write_bytes(b"")
    digests.add(model.digest(copy))
    (copy / "more").rename(copy / "other")
    digests.add(model.digest(copy))
    (copy / "other").write_bytes(b"x")
    digests.add(model.digest(copy))
    assert len(digests) == 4


@pytest.mark.parametrize("name", ["no_such_model", "no-such-model", "../..", "json", "os.path"])
def test_a_model_that_is_not_there_is_an_error_with_a_remedy(name: str) -> None:
    with pytest.raises(ModelError) as caught:
        model.find(name)
    assert caught.value.remedy


def test_a_known_model_with_other_bytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "digest", lambda _: "0" * 64)
    with pytest.raises(ModelError, match="not the one that was pinned"):
        model.find()


def test_a_broken_folder_is_an_error_with_a_remedy(copy: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        model.load(model.find(str(copy)))
    (copy / "meta.json").write_text("{")
    with pytest.raises(ModelError, match=r"meta\.json cannot be read"):
        model.find(str(copy))
