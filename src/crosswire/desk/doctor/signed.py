"""Whether what people judged is as they signed it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from crosswire.desk.doctor.check import Check, among, fault, well
from crosswire.desk.judgement.record import by_id
from crosswire.desk.storage.schema import judgement
from crosswire.error import JudgementError
from crosswire.judgement.form import as_json, from_json
from crosswire.judgement.value import Judgement

RESTORE = "Restore the last backup: crosswire desk restore BACKUP NEW_DESK"


def judgements(connection: Connection) -> Iterator[Check]:
    """Whether each judgement says what was signed: its id is made of all that it says."""
    names = list(connection.execute(select(judgement.c.id).order_by(judgement.c.seq)).scalars())
    kept = by_id(connection, names)
    altered = [name for name in names if not _is_as_signed(kept[name][0])]
    if altered:
        says = among(altered, len(names), "not as they were signed")
        yield fault("judgements", says, RESTORE, looked=len(names))
    else:
        yield well("judgements", len(names), "each is as it was signed")


def _is_as_signed(one: Judgement) -> bool:
    """Whether nobody altered a judgement since."""
    try:
        return from_json(as_json(one)) == one
    except JudgementError:
        return False
