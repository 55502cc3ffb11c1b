"""What the rules behind derived rows are called on a page: fixed words, the same for all events."""

from __future__ import annotations

from collections.abc import Mapping

from crosswire.lexicon import load
from crosswire.row import Because, Link
from crosswire.view.inert import inert


def label(field: str, rule: str) -> str:
    """A rule in words, by the field that it explains; its name, where it has no words."""
    words: Mapping[str, str] = load("label.toml").get(field, {})
    base, suffix = _parts(rule)
    return words[base] + suffix if base in words else inert(rule)


def relation(link: Link, *, forward: bool) -> str:
    """What a link says of the row that it comes from, or of the one that it goes to."""
    words = load("label.toml")["link"][link.kind]
    reason = link.because.get("kind")
    _, suffix = _parts(reason.rule if reason else "")
    found: str = (words.get("partly", words) if suffix else words)["from" if forward else "to"]
    return found


def _parts(rule: str) -> tuple[str, str]:
    """A rule's name, and what its end adds in words: "confirmation.matched.partly"."""
    base, _, end = rule.rpartition(".")
    suffix: str = load("label.toml")["suffix"].get(end, "")
    return (base, suffix) if suffix else (rule, "")


def dropped(because: Because) -> tuple[str, ...]:
    """Of a link's reasons, the names of those that tell what either end dropped of the other."""
    return tuple(name for name in sorted(because) if name in load("label.toml")["dropped"])
