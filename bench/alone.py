"""Each text of a public set read alone through the whole program, as an event of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from unittest import mock

from crosswire import model, pipeline
from crosswire.ledger import Ledger


def ledgers(texts: Iterable[str]) -> list[Ledger]:
    """The ledger of each text; the language model is loaded once for all of them."""
    with tempfile.TemporaryDirectory() as folder, mock.patch.object(model, "load", _load()):
        return [_ledger(Path(folder, "report.txt"), text) for text in texts]


def _load() -> object:
    """`model.load`, once for each model."""
    return cache(model.load)


def _ledger(file: Path, text: str) -> Ledger:
    """The ledger of one text."""
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    return pipeline.collate([file])
