"""A desk to serve: the demo's reports, taken in once for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from shutil import copy
from typing import TYPE_CHECKING

import pytest

from crosswire.read import read
from crosswire.web.app import app
from desk.desks import empty, opened
from web.client import Client

if TYPE_CHECKING:
    from spacy.language import Language

    from crosswire.desk.desk import Desk

DEMO = Path(str(resources.files("crosswire"))) / "demo"


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory, nlp: Language) -> Path:
    """The file of a desk with the demo's reports: copy it, it is for all."""
    path = tmp_path_factory.mktemp("demo") / "desk.sqlite"
    path.write_bytes(empty())
    with opened(str(path), nlp) as desk:
        assert len(list(desk.add(read([DEMO])))) == 10
        desk.rename(desk.events()[0].id, "Dam burst")
    return path


@pytest.fixture
def demo_desk(demo_file: Path, tmp_path: Path, nlp: Language) -> Iterator[Desk]:
    """A desk with the demo's reports, of a test's own."""
    with opened(str(copy(demo_file, tmp_path / "demo.sqlite")), nlp) as desk:
        yield desk


@pytest.fixture(scope="session")
def read_desk(demo_file: Path, nlp: Language) -> Iterator[Desk]:
    """The same desk for all tests that write nothing."""
    with opened(str(demo_file), nlp) as desk:
        yield desk


@pytest.fixture(scope="session")
def reader(read_desk: Desk) -> Client:
    """Asks that desk."""
    return Client(app(read_desk))
