"""What the rules behind derived rows are called on a page: fixed words, the same for all events."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from crosswire.lexicon import load
from crosswire.row import Because, Link
from crosswire.view.inert import inert


@lru_cache(maxsize=4096)
def label(field: str, rule: str) -> str:
    """A rule in words, by the field that it explains; its name, where that is words already.

    Of several signs that spoke together, the words of each.
    """
    table = load("label.toml")
    words: Mapping[str, str] = table.get(table["same"].get(field, field), {})
    return "; ".join(_words(one, words) for one in rule.split("; "))


def field_name(field: str) -> str:
    """What a derived field is called where no data are shown: "what is measured" for `of`."""
    names: Mapping[str, str] = load("label.toml")["field"]
    return names[field] if field in names else inert(field).replace("_", " ")


def _words(rule: str, words: Mapping[str, str]) -> str:
    """The words of one rule; those of how a statement's verb stands hold for its words too."""
    base, suffix = _parts(rule)
    for known in (base, f"frame: {base}"):
        if known in words:
            return words[known] + suffix
    return inert(rule).replace("_", " ")


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
