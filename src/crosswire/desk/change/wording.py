"""What is said of a change: fixed labels and the reports' own words, harmless and on one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from crosswire.desk.change.value import Change, Field, Kind, Telling
from crosswire.lexicon import load
from crosswire.view.headline import one_line
from crosswire.view.label import label

HIDDEN = "(not shown, as its report is not)"
"""What stands for the words of a report that was withdrawn, is held or was removed."""

ONLY_NOW = frozenset(("question_contested", "question_settled", "revised_claim", "new_version"))
"""Changes of which only what holds now is shown."""

OF_RULES = {"question": "relation", "statement": "kind", "figure": "kind"}
"""Which field the rule explains that is the reason of a change of such a row."""

Line = tuple[str, Telling | None]
"""Some words, and the row that they lead to."""


def kind_words(kind: Kind) -> Mapping[str, str]:
    """What a kind of change is called."""
    words: Mapping[str, str] = load("change.toml")["kind"][kind]
    return words


def said(telling: Telling, *, topic: Telling | None = None) -> str:
    """A row in its words: "DENIED BY the mayor: the gates were opened"; a report by its title.

    What a figure measures is left out where it is the `topic` under which it stands.
    """
    if telling.type == "document":
        return one_line(telling.words or telling.row)
    if telling.hidden:
        return HIDDEN
    of = telling.facts.get("of")
    words = telling.words if not of or (topic and topic.words == of) else f"{telling.words} ({of})"
    return one_line(f"{telling.label}: {words}" if telling.label else words)


def place(telling: Telling) -> tuple[str, str]:
    """The outlet in which a row stands, and the day that it is about, or of its report."""
    if telling.type in ("question", "entity"):
        return "", ""
    day = telling.facts.get("as_of") or telling.day
    return one_line(telling.outlet or telling.document or ""), one_line(day or "")


def headline(change: Change) -> str:
    """A change on one line: "NOW CONTESTED: drowned", "DENIED: DENIED BY the mayor: ..."."""
    parts = [kind_words(change.kind)["one"]]
    if change.topic and not change.topic.hidden:
        parts.append(one_line(change.topic.words))
    told = (*change.after, *change.before)
    if change.kind in ("merged", "split"):
        parts.append(" → ".join(said(one) for one in (*change.before, *change.after)))
    elif change.type != "question" and told:
        parts.append(said(told[0], topic=change.topic))
    elif change.kind in ("answer_moved", "new_answer") and change.after:
        parts.append(said(change.after[0], topic=change.topic))
    elif change.fields:
        parts.append(altered(change.fields[0]))
    return ": ".join(parts)


def altered(field: Field) -> str:
    """A field before and after: "speaker: Ole → the bishop"."""
    name = load("change.toml")["field"].get(field.name, field.name)
    return one_line(f"{name}: {field.before} → {field.after}")


def lines(change: Change) -> Iterator[Line]:
    """All that is said of a change, but for its topic."""
    for sign, one in told(change):
        yield f"{sign}{said(one, topic=change.topic)}", one
    yield from ((f"  {words}", None) for words in notes(change))


def notes(change: Change) -> Iterator[str]:
    """What is said of a change beside the rows that it tells: what reads otherwise, and why."""
    if change.kind in ("report_withdrawn", "new_report", "new_version"):
        yield " · ".join(f"{_name(one)}: {max(one.before, one.after)}" for one in change.fields)
    else:
        yield from map(altered, change.fields)
    if words := why(change):
        yield words


def _name(field: Field) -> str:
    found: str = load("change.toml")["field"].get(field.name, field.name)
    return found


def told(change: Change) -> Iterator[tuple[str, Telling]]:
    """What was told and is told, in the order in which it is read; "→ " marks what is new."""
    beside = kind_words(change.kind).get("beside")
    known = {one.row for one in change.before}
    if beside and change.after:
        yield from _under("", change.after)
        yield from _under(f"  {beside}: ", change.before)
    elif change.kind == "question_contested" and known:
        for one in change.after:
            yield "  " if one.row in known else "→ ", one
    elif change.kind in ONLY_NOW and change.reason != "reworded":
        yield from _under("", change.after)
    elif change.before and change.after:
        yield from _under("  ", change.before)
        yield from _under("→ ", change.after)
    else:
        yield from _under("", (*change.before, *change.after))


def _under(sign: str, tellings: Iterable[Telling]) -> Iterator[tuple[str, Telling]]:
    yield from ((sign, one) for one in tellings)


def why(change: Change) -> str:
    """The reason of a change in words; "" where none is known beside what is shown."""
    table: dict[str, Any] = load("change.toml")
    if change.reason is None:
        return ""
    if change.reason in table["reason"]:
        return str(table["reason"][change.reason])
    if change.kind == "withdrawn_relation":
        return one_line(f"was: {change.reason}")
    return one_line(label(OF_RULES.get(change.type, "kind"), change.reason))
