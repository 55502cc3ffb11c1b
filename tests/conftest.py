"""What many tests share: the language model, loaded once."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest
from hypothesis import settings

from crosswire import Ledger, collate, model
from crosswire.parse import Parse, parse
from crosswire.story import isolate

if TYPE_CHECKING:
    from spacy.language import Language

settings.register_profile("untimed", deadline=None)
settings.load_profile(
    "untimed"
)  # speed is measured in benchmarks, on a machine that others use too


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pinned language model."""
    return model.load(model.find())


@pytest.fixture(scope="session")
def demo(nlp: Language) -> Ledger:
    """The ledger of the event that ships with crosswire."""
    folder = Path(str(resources.files("crosswire"))) / "demo"
    with mock.patch.object(model, "load", return_value=nlp):
        return collate([folder])


@pytest.fixture(scope="session")
def parsed(nlp: Language) -> Callable[[str], Parse]:
    """A text's parse: `parsed("The mayor said it would rain.")`."""
    return lambda text: next(iter(parse(nlp, [text], [isolate(text)])))
