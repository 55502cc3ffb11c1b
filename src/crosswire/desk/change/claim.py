"""Claims that are new, read otherwise, or are no longer told by any report."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from crosswire.desk.change.comparison import Comparison
from crosswire.desk.change.revision import revised
from crosswire.desk.change.telling import Claim
from crosswire.desk.change.value import Change, Field
from crosswire.lexicon import load
from crosswire.row import Figure, Statement
from crosswire.view.utterance import fullest


def find(compared: Comparison, told: Collection[str]) -> Iterator[Change]:
    """What changed in the claims but for those that are `told` already, by their keys."""
    yield from _new(compared, told)
    yield from _withdrawn(compared)
    yield from _uncounted(compared)
    yield from _doubted(compared)
    yield from revised(compared)


def _new(compared: Comparison, told: Collection[str]) -> Iterator[Change]:
    """Utterances that no report told before; a denial is told as what it is."""
    for key, rows in compared.told_now.items():
        if key in compared.told_before or key in told:
            continue
        fresh = tuple(row for row in rows if row.id in compared.fresh)
        if fresh:
            row = fullest(fresh)
            yield Change(
                kind="new_denial" if row.act == "denies" else "new_claim",
                type="statement",
                row=row.id,
                document=row.document,
                question=compared.asked_now.get(row.id),
                after=(compared.now(row),),
            )


def _withdrawn(compared: Comparison) -> Iterator[Change]:
    """Utterances that no report tells any more."""
    for key, rows in compared.told_before.items():
        lost = tuple(row for row in rows if row.id in compared.lost)
        if key not in compared.told_now and lost:
            yield _gone(fullest(lost), compared)


def _uncounted(compared: Comparison) -> Iterator[Change]:
    """Figures of nobody's statement that are gone, and that no other report gives."""
    given = {_number(one, compared) for one in compared.after.ledger.figures}
    for figure in compared.before.ledger.figures:
        alone = compared.before.is_own_voice(figure) or figure.statement is None
        if figure.id in compared.lost and alone and _number(figure, compared) not in given:
            yield _gone(figure, compared)


def _number(figure: Figure, compared: Comparison) -> tuple[object, ...]:
    return compared.kept(figure.question or figure.id), figure.low, figure.high


def _gone(row: Claim, compared: Comparison) -> Change:
    """That a claim is gone, and why."""
    return Change(
        kind="withdrawn_claim",
        type=compared.was(row).type,
        row=row.id,
        document=row.document,
        question=compared.asked_before.get(row.id),
        before=(compared.was(row),),
        reason=compared.why_gone(row),
    )


def _doubted(compared: Comparison) -> Iterator[Change]:
    """Claims that were told before and that a new report calls unverified, or confirmed."""
    for key, rows in compared.told_now.items():
        known = compared.told_before.get(key, ())
        were = {row.verification for row in known}
        for row in rows:
            if known and row.id in compared.fresh and row.verification not in (were | {"none"}):
                yield _verified(sorted(were - {"none"}), fullest(known), row, compared)
                were |= {row.verification}


def _verified(were: list[str], known: Statement, row: Statement, compared: Comparison) -> Change:
    """That a report says of a claim whether it was verified, as none did before."""
    nothing: str = load("change.toml")["nothing"]["verification"]
    before = ", ".join(were).upper() or nothing
    return Change(
        kind="revised_claim",
        type="statement",
        row=row.id,
        document=row.document,
        question=compared.asked_now.get(row.id),
        before=(compared.was(known),),
        after=(compared.now(row),),
        fields=(Field("verification", before, row.verification.upper()),),
        reason="retold",
    )
