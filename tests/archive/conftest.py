"""A small archive that many tests look at, made once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from archive.inside import Inside
from archive.sample import first_days
from crosswire import model

if TYPE_CHECKING:
    from spacy.language import Language

    from archive.inside import Archive
    from crosswire.archive.engine import Engine
    from crosswire.archive.engine.ray import OnRay
    from crosswire.archive.summary import Summary


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The sources of the first days."""
    return first_days(tmp_path_factory.mktemp("sources"))


@pytest.fixture(scope="session")
def archiving(nlp: Language) -> Archive:
    """`crosswire.archive.run.archive`, with the model that is loaded already."""
    from crosswire.archive.run import archive  # noqa: PLC0415

    def run(sources: Sequence[str], out: Path, engine: Engine) -> Summary:
        with mock.patch.object(model, "load", return_value=nlp):
            return archive(sources, out, engine=engine)

    return run


@pytest.fixture(scope="session")
def made(
    sources: list[str], archiving: Archive, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Summary]:
    """The archive of the first days, and its summary."""
    out = tmp_path_factory.mktemp("archive") / "out"
    return out, archiving(sources, out, Inside())


@pytest.fixture(scope="session")
def archived(made: tuple[Path, Summary]) -> Path:
    """The archive of the first days: look at it, write nothing into it."""
    return made[0]


@pytest.fixture(scope="session")
def few(sources: list[str]) -> list[str]:
    """Those of the sources that have short reports alone: for tests that read them often."""
    return sources[1:]


@pytest.fixture(scope="session")
def few_archived(
    few: list[str], archiving: Archive, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The archive of these: what each way of making it must come to."""
    out = tmp_path_factory.mktemp("few") / "out"
    archiving(few, out, Inside())
    return out


@pytest.fixture(scope="session")
def on_ray() -> Iterator[OnRay]:
    """Two workers of Ray's on this machine, started once for all tests."""
    from crosswire.archive.engine.ray import OnRay  # noqa: PLC0415

    with OnRay(workers=2) as engine:
        yield engine
