"""Claims that were there and read otherwise now: another speaker, another time, another act."""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.desk.change.comparison import Comparison
from crosswire.desk.change.telling import Claim
from crosswire.desk.change.value import Change, Field
from crosswire.lexicon import load
from crosswire.row import Figure, Statement
from crosswire.view.headline import one_line
from crosswire.view.lookup import ACTS, Lookup, published, window


def revised(compared: Comparison) -> Iterator[Change]:
    """The claims that read otherwise, each utterance once, a figure only beside no statement.

    What differs in ids alone, or in the form of one name, is no change.
    """
    told: set[tuple[object, ...]] = set()
    for old, new in compared.pairs.items():
        before, after = compared.before.rows[old], compared.after.rows[new]
        if before == after:
            continue
        if not isinstance(before, Statement | Figure) or not isinstance(after, Statement | Figure):
            continue
        fields = tuple(_fields(before, after, compared))
        key = (compared.key_of.get(new, new), fields)
        if fields and key not in told and not _is_within(after, told, fields, compared):
            told.add(key)
            yield _change(before, after, fields, compared)


def _is_within(
    row: Claim, told: set[tuple[object, ...]], fields: tuple[Field, ...], compared: Comparison
) -> bool:
    """Whether a figure reads otherwise just as its statement does."""
    said = row.statement if isinstance(row, Figure) else None
    return said is not None and (compared.key_of.get(said), fields) in told


def _change(before: Claim, after: Claim, fields: tuple[Field, ...], compared: Comparison) -> Change:
    return Change(
        kind="revised_claim",
        type=compared.now(after).type,
        row=after.id,
        document=after.document,
        question=compared.asked_now.get(after.id),
        before=(compared.was(before),),
        after=(compared.now(after),),
        fields=fields,
    )


def _fields(before: Claim, after: Claim, compared: Comparison) -> Iterator[Field]:
    """The fields that differ in words."""
    dated = published(compared.before.documents[before.document])
    is_redated = dated != published(compared.after.documents[after.document])
    was, now = _words(before, compared.before), _words(after, compared.after)
    for name in was:
        if was[name] != now[name] and not (name == "when" and is_redated):
            if name in _NAMED and _is_one(name, before, after, compared):
                continue
            yield Field(name, *(words or _nothing(name) for words in (was[name], now[name])))


_NAMED = ("speaker", "chain")
"""Fields that name entities."""


def _is_one(name: str, before: Claim, after: Claim, compared: Comparison) -> bool:
    """Whether a field names the same entities as before, under other ids or fuller names."""
    was, now = (getattr(row, name) for row in (before, after))
    if name == "speaker":
        return was is not None and compared.kept(was) == now
    return [compared.kept(one) for one in was] == [*now]


def _words(row: Claim, lookup: Lookup) -> dict[str, str]:
    """What a row says in each field that is told."""
    common = {
        "speaker": lookup.name(row.speaker, otherwise=""),
        "when": window(row.when),
        "place": one_line(row.place or ""),
    }
    if isinstance(row, Figure):
        return common | {"value": _value(row), "of": one_line(row.of or "")}
    chain = (lookup.name(one) for one in row.chain if one != row.speaker)
    checked = "" if row.verification == "none" else row.verification.upper()
    return common | {
        "act": ACTS[row.act],
        "verification": checked,
        "chain": ", ".join(chain),
    }


def _value(row: Figure) -> str:
    """A figure's bounds with its hedge and unit."""
    ends = dict.fromkeys("?" if end is None else f"{end:.10g}" for end in (row.low, row.high))
    return " ".join(part for part in (row.comparator, "-".join(ends), row.unit) if part)


def _nothing(name: str) -> str:
    """What is told of a field that holds nothing."""
    words: dict[str, str] = load("change.toml")["nothing"]
    return words.get(name, "")
