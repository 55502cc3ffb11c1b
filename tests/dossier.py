"""The accounts of reports, as reconciliation gets them from the whole program."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from crosswire import collation, model, pipeline
from crosswire.reconcile import Dossier, reconcile

if TYPE_CHECKING:
    from spacy.language import Language


def dossier(nlp: Language, *paths: Path, published: date | None = None) -> Dossier:
    """The dossier of the reports in files and folders, read with a model that is loaded already."""
    with (
        mock.patch.object(model, "load", return_value=nlp),
        mock.patch.object(collation, "reconcile", wraps=reconcile) as step,
    ):
        pipeline.collate(paths, published=published)
    made = step.call_args.args[0]
    assert isinstance(made, Dossier)
    return made
