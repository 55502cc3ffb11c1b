"""Writes what a derivation changed into the log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection

from crosswire.desk.change import changes, record
from crosswire.desk.derive.derivation import Step
from crosswire.desk.storage.extraction import documents
from crosswire.desk.storage.store import Store
from crosswire.ledger import Ledger


def recorder(store: Store) -> Callable[[Connection, Step], None]:
    """What logs the changes of one step, at the time of the store."""

    def recorded(connection: Connection, step: Step) -> None:
        found = changes(
            step.before,
            _with_new_versions(connection, step),
            merged=step.merged,
            split=step.split,
            left=step.left,
            came=step.came,
            judged=step.judged,
        )
        record(connection, step.event, found, at=store.now(connection))

    return recorded


def _with_new_versions(connection: Connection, step: Step) -> Ledger:
    """The ledger of after with the texts of new versions: what they dropped is looked for there."""
    known = {one.id for one in step.before.documents}
    came = [one.id for one in step.after.documents if one.version_of and one.id not in known]
    texts = {one.id: one.text for one in documents(connection, came)}
    told = (replace(one, text=texts.get(one.id, one.text)) for one in step.after.documents)
    return replace(step.after, documents=tuple(told)) if texts else step.after
