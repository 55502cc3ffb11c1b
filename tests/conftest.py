"""What many tests share: the language model, loaded once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
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


@pytest.fixture(scope="session", autouse=True)
def once() -> Iterator[None]:
    """A language model is loaded once, whatever in this process asks for it."""
    with mock.patch.object(model, "load", cache(model.load)):
        yield


@pytest.fixture(scope="session")
def nlp(once: None) -> Language:
    """The pinned language model."""
    return model.load(model.find())


@pytest.fixture(scope="session")
def demo() -> Ledger:
    """The ledger of the event that ships with crosswire."""
    return collate([Path(str(resources.files("crosswire"))) / "demo"])


@pytest.fixture(scope="session")
def parsed(nlp: Language) -> Callable[[str], Parse]:
    """A text's parse: `parsed("The mayor said it would rain.")`."""
    return lambda text: next(iter(parse(nlp, [text], [isolate(text)])))
