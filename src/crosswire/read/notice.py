"""What a provider says of an article that it took back, or holds back: a problem that names it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from crosswire.read.delivery import Delivery
from crosswire.row import Problem
from crosswire.row.identity import identity

Status = Literal["usable", "withheld", "canceled"]
Refusal = Literal["withheld", "canceled"]

STATUSES: Mapping[str, Status] = MappingProxyType(
    {
        "usable": "usable",
        "withheld": "withheld",
        "canceled": "canceled",
        "cancelled": "canceled",
    }
)
"""The publishing status (IPTC NewsCodes, pubstatusg2), and how else it is spelt."""

_WORDS: Mapping[Refusal, tuple[str, str]] = MappingProxyType(
    {
        "canceled": (
            "canceled by its provider: no claim is read from it",
            "Take the earlier versions of this item out, and what was printed of it.",
        ),
        "withheld": (
            "withheld by its provider: no claim is read from it",
            "Wait for a version that may be used.",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Notice(Problem):
    """A problem that says which article its provider took back (a kill), or holds back.

    `item` is the identifier that all versions of the article share, or its address; None where
    the provider does not say which article it means. `version` is that of the notice itself.
    """

    status: Refusal
    item: str | None = None
    version: str | None = None

    @classmethod
    def of_item(cls, document: str, delivery: Delivery, status: Refusal) -> Notice:
        """The notice about an item that came as `delivery` says."""
        reason, remedy = _WORDS[status]
        name = identity("problem", document, reason)
        return cls(name, document, reason, remedy, status, delivery.item, delivery.version)

    @property
    def problem(self) -> Problem:
        """The row of the ledger that says so."""
        return Problem(self.id, self.document, self.reason, self.remedy)


def stated(members: Mapping[str, object]) -> Status | None:
    """The publishing status among the members of an object of no standard, in any spelling.

    A member that a feed takes from another vocabulary has its prefix before it. None where there
    is no status, or one that is not known.

    >>> stated({"pubStatus": "Canceled"}), stated({"iptc_pubstatus": "stat:withheld"}), stated({})
    ('canceled', 'withheld', None)
    """
    for name, value in members.items():
        if str(name).lower().rpartition("_")[2] == "pubstatus" and isinstance(value, str):
            return STATUSES.get(value.strip().rpartition(":")[2].rpartition("/")[2].lower())
    return None
