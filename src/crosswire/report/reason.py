"""Why derived fields have their values, as the reading pane shows it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from crosswire.report.index import Index, Witness
from crosswire.row import Because
from crosswire.view.label import field_name, label


@dataclass(frozen=True, slots=True)
class Reason:
    """Fields, the rule that gave them their values, in words, and what the rule looked at."""

    field: str
    rule: str
    spans: tuple[Witness, ...]


def reasons(because: Because, index: Index, *, but: Collection[str] = ()) -> tuple[Reason, ...]:
    """A row's reasons, one for all fields that owe their values to the same words."""
    fields: dict[tuple[str, tuple[Witness, ...]], list[str]] = {}
    for name in sorted(set(because) - set(but)):
        shown = (label(name, because[name].rule), index.witnesses(because[name].spans))
        fields.setdefault(shown, []).append(field_name(name))
    return tuple(Reason(", ".join(dict.fromkeys(names)), *shown) for shown, names in fields.items())
