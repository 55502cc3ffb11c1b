"""What many tests share: the language model, loaded once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from crosswire import model
from crosswire.parse import Parse, parse
from crosswire.story import isolate

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pinned language model."""
    return model.load(model.find())


@pytest.fixture(scope="session")
def parsed(nlp: Language) -> Callable[[str], Parse]:
    """A text's parse: `parsed("The mayor said it would rain.")`."""
    return lambda text: next(iter(parse(nlp, [text], [isolate(text)])))
