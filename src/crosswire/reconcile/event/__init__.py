"""Which figures are about another event than the reports' own, or about an earlier one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from crosswire.reconcile.account import Account, Dossier
from crosswire.reconcile.event.anchor import anchors
from crosswire.reconcile.event.partition import partition
from crosswire.reconcile.event.passage import asides, earlier
from crosswire.row import Reason

Partition = Mapping[str, tuple[str, Reason]]


def parted(dossier: Dossier) -> tuple[Dossier, ...]:
    """The accounts of each event by themselves, in the order of their first documents."""
    groups = _telling(dossier, _partition(dossier))
    return tuple(replace(dossier, accounts=tuple(accounts)) for accounts in groups.values())


def events(dossier: Dossier) -> Mapping[str, tuple[str, Reason]]:
    """The event that each figure is about, by the figure's id, and why.

    Figures of different events never answer one question. An event goes by the id of the first
    document that tells of it; an earlier event that these documents tell of, by that and the day on
    which it began.
    """
    of = _partition(dossier)
    found = {row.id: of[row.document] for row in dossier.figures}
    for event, accounts in _telling(dossier, of).items():
        for figure, (day, because) in _earlier(accounts).items():
            found[figure] = (f"{event} {day}", because)
    return found


def _partition(dossier: Dossier) -> Partition:
    """The event of each document, and why it belongs to it."""
    return partition([anchors(account, dossier.entities) for account in dossier.accounts])


def _telling(dossier: Dossier, of: Partition) -> Mapping[str, list[Account]]:
    """The accounts of each event, in the order of their first documents."""
    telling: dict[str, list[Account]] = defaultdict(list)
    for account in dossier.accounts:
        telling[of[account.document.id][0]].append(account)
    return telling


def _earlier(accounts: Sequence[Account]) -> Mapping[str, tuple[str, Reason]]:
    """The figures of one event's reports that are about earlier ones, with the day of each."""
    days = [one.document.published_from or one.document.published_to for one in accounts]
    begun = min((day for day in days if day), default=None)
    if begun is None:
        return {}
    found = [aside for account in accounts for aside in asides(account, begun)]
    aside = {one.figure.id for one in found}
    others = (row for account in accounts for row in account.figures if row.id not in aside)
    return earlier(found, others)
