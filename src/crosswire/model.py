"""The language model: found among the installed packages, checked, and loaded from its folder.

A package's own `load` is never called and its `__init__` never imported: both would run code that
nobody has checked. What is loaded are the files whose digest is pinned in `model.toml`.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
import warnings
from dataclasses import dataclass
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from crosswire.error import ModelError
from crosswire.row import Source

if TYPE_CHECKING:
    from spacy.language import Language

UNUSED = ["senter"]
"""Components that the models bring and that crosswire does not need: the parser does their work."""


@dataclass(frozen=True, slots=True)
class Model:
    """A language model's folder, and the name, version and digest that the ledger records."""

    path: Path
    source: Source


def find(name: str | None = None) -> Model:
    """The model that crosswire comes with, or the package or folder that `name` says.

    A model that crosswire knows must be, byte for byte, the one that was pinned; any other is
    taken as it is and its digest recorded. Raises ModelError where there is none.
    """
    pins = _pins()
    wanted = name or str(pins["default"])
    folder = Path(wanted)
    path = folder if (folder / "config.cfg").is_file() else _packaged(wanted)
    model = Model(path, Source(*_label(path), digest(path)))
    pin = pins.get(wanted)
    if isinstance(pin, dict):
        _check(wanted, pin, model.source)
    return model


def load(model: Model) -> Language:
    """The spaCy pipeline of a model that was found."""
    import spacy  # noqa: PLC0415 - 1.4 s that `--help` and `show` need not wait for

    with warnings.catch_warnings():
        # The medium model was trained one minor version ago; what it computes is measured by
        # the project's own gate, so spaCy's warning about the version says nothing more.
        warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
        try:
            return spacy.load(model.path, exclude=UNUSED)
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                f"the language model {model.source.name} cannot be loaded: {error}",
                remedy="Name another with --model, or install the package again.",
            ) from error


def digest(path: Path) -> str:
    """The SHA-256 of a folder: of each file's name, size and bytes, in the order of the names."""
    total = hashlib.sha256()
    files = {file.relative_to(path).as_posix(): file for file in path.rglob("*") if file.is_file()}
    for name in sorted(files):
        content = files[name].read_bytes()
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def _pins() -> dict[str, object]:
    """The models that crosswire knows, by the names of their packages."""
    return tomllib.loads(resources.files("crosswire").joinpath("model.toml").read_text("utf-8"))


def _packaged(name: str) -> Path:
    """The one folder with a model's configuration in an installed package."""
    spec = find_spec(name) if name.isidentifier() else None
    roots = (spec.submodule_search_locations or []) if spec else []
    found = sorted(path.parent for root in roots for path in Path(root).glob("*/config.cfg"))
    if len(found) != 1:
        raise ModelError(
            f"there is no language model called {name!r}",
            remedy="Install crosswire again, which brings its model with it, or give the name of "
            "an installed spaCy pipeline, or its folder, with --model.",
        )
    return found[0]


def _label(path: Path) -> tuple[str, str]:
    """The name and version that the model gives itself."""
    try:
        meta = json.loads((path / "meta.json").read_text("utf-8"))
        return f"{meta['lang']}_{meta['name']}", str(meta["version"])
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            f"the language model's meta.json cannot be read: {error}",
            remedy="Give the folder of a whole spaCy pipeline with --model.",
        ) from error


def _check(name: str, pin: dict[str, str], source: Source) -> None:
    """Refuse a known model whose version or bytes are not the pinned ones."""
    if (source.version, source.digest) != (pin["version"], pin["digest"]):
        raise ModelError(
            f"the language model {name} {source.version} is not the one that was pinned "
            f"({pin['version']}, digest {pin['digest'][:12]})",
            remedy=f"Install it again (pip install --force-reinstall "
            f"{name.replace('_', '-')}=={pin['version']}).",
        )
