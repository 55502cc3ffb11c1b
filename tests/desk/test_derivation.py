"""A desk's ledger is that of its reports, whatever the order in which they came."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import closing
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crosswire import Ledger
from crosswire.collation import collated
from crosswire.desk.storage.store import Store
from crosswire.gazetteer import Gazetteer
from crosswire.ledger import write
from crosswire.read import Article
from crosswire.read import read as read_paths
from crosswire.reading import Reading
from desk import newsroom
from desk.newsroom import RUN, Newsroom

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="module")
def atlas() -> Iterator[Gazetteer]:
    with closing(newsroom.gazetteer()) as opened:
        yield opened


@pytest.fixture(scope="module")
def demo_readings(nlp: Language, atlas: Gazetteer) -> Mapping[str, Reading]:
    folder = Path(str(resources.files("crosswire"))) / "demo"
    found = sorted(
        (one for one in read_paths([folder]) if isinstance(one, Article)), key=lambda one: one.id
    )
    return {one.document.id: one for one in newsroom.read(nlp, found, atlas)}


@pytest.fixture
def room(store: Store, atlas: Gazetteer, demo_readings: Mapping[str, Reading]) -> Newsroom:
    return Newsroom(store, atlas, demo_readings)


def _bytes(ledger: Ledger) -> bytes:
    file = BytesIO()
    write(ledger, file)
    return file.getvalue()


def _collated(room: Newsroom, names: list[str]) -> bytes:
    readings = [room.read[name] for name in sorted(names)]
    return _bytes(collated(RUN, readings, room.gazetteer))


def test_one_batch_is_what_the_ledger_command_writes(room: Newsroom) -> None:
    room.add(*room.read)
    assert len(room.read) > 5
    assert _bytes(room.ledger()) == _collated(room, list(room.read))
    assert room.ledger() == room.ledger(content=True)


def test_any_order_in_any_batches(room: Newsroom, kind: str) -> None:
    dice = random.Random(kind)  # noqa: S311 - nothing is secret; each database has its own order
    names = list(room.read)
    dice.shuffle(names)
    there: list[str] = []
    while names:
        size = dice.randint(1, 3)
        batch, names = names[:size], names[size:]
        room.add(*batch)
        there += batch
        assert _bytes(room.ledger(content=True)) == _collated(room, there)
