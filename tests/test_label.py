"""Every rule that is shown on a page is told in words, and no words are dead."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import crosswire
from crosswire import lexicon
from crosswire.ledger import Ledger
from crosswire.reconcile.question.evidence import SIGNS
from crosswire.reconcile.utterance.likeness import _SIGNS
from crosswire.row import (
    Document,
    Entity,
    Figure,
    Link,
    LinkKind,
    Place,
    Question,
    Reason,
    Statement,
)
from crosswire.view.label import dropped, field_name, label, relation
from dispute import dispute

SOURCE = Path(crosswire.__file__).parent
RECONCILE = SOURCE / "reconcile"
WORDS = lexicon.load("label.toml")
FIELDS = ("question", "relation", "text", "origin", "kind", "dropped")
"""The fields that reconciliation derives."""

READ = ("act", "chain", "comparator", "low", "of", "place", "side", "speaker", "unit", "when")
"""The fields that are read in one report, and whose rules are no plain words."""

GIVES_REASON = frozenset(("Reason", "_by", "_both", "follow", "_link"))
"""What is called with a rule's name."""


@cache
def constants() -> tuple[ast.Constant | ast.Call | ast.Tuple, ...]:
    """The texts, calls and tuples in the code of reconciliation; what events say is in no row."""
    paths = (path for path in sorted(RECONCILE.rglob("*.py")) if path.parent.name != "event")
    trees = (ast.parse(path.read_text("utf-8")) for path in paths)
    kinds = (ast.Constant, ast.Call, ast.Tuple)
    return tuple(node for tree in trees for node in ast.walk(tree) if isinstance(node, kinds))


def composed() -> Iterator[str]:
    """The names that the code puts together."""
    yield from (f"question.{sign.__name__}" for sign in SIGNS)
    yield from (f"opposed.{name}" for name in lexicon.load("link.toml")["opposed"])
    yield from (rule for rule, _ in _SIGNS)


def named() -> set[str]:
    """The rules that the code names for certain."""
    found = set(composed())
    for node in constants():
        match node:
            case ast.Constant(value=str(text)):
                if re.fullmatch(r"[a-z]+\.(?!toml)[a-z_.]+|dropped_[a-z]+", text):
                    found.add(text)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args):
                if name in GIVES_REASON:
                    found.update(_names(args))
            case ast.Tuple(elts=[ast.Constant(value=str(text)), ast.Attribute(), _, _]):
                found.add(text)  # how an agency is credited
    return found


def _names(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and re.fullmatch(r"[a-z_.]+", str(node.value)):
            yield str(node.value)


def reasons(ledger: Ledger) -> Iterator[tuple[str, Reason]]:
    """The reasons that reconciliation gives in a ledger, by field."""
    rows: list[Statement | Figure | Question | Link] = [*ledger.statements, *ledger.figures]
    for row in (*rows, *ledger.questions, *ledger.links):
        for field, reason in row.because.items():
            if field in FIELDS or field.startswith("dropped_"):
                yield field.partition("_")[0] if "_" in field else field, reason


def test_every_rule_in_the_code_has_words() -> None:
    rules = named()
    known = {rule for field in FIELDS for rule in WORDS[field]}
    assert len(rules) > 60
    assert rules - known == set()


def test_every_rule_in_a_ledger_has_words(demo: Ledger) -> None:
    looked = set()
    for ledger in (dispute(), demo):
        for field, reason in reasons(ledger):
            assert label(field, reason.rule) != reason.rule, field
            looked.add(reason.rule)
    assert len(looked) > 20


def test_no_words_are_dead() -> None:
    texts = {str(node.value) for node in constants() if isinstance(node, ast.Constant)}
    known = {rule for field in FIELDS for rule in WORDS[field]}
    assert known - texts - set(composed()) == set()
    assert {f".{suffix}" for suffix in WORDS["suffix"]} <= texts


def test_no_two_rules_of_a_field_have_one_label() -> None:
    for field in FIELDS:
        words = list(WORDS[field].values())
        assert len(words) == len(set(words)), field


def test_every_kind_of_link_has_words_both_ways() -> None:
    assert set(WORDS["link"]) == set(get_args(LinkKind))
    for kind in get_args(LinkKind):
        link = Link("link-1", kind, "a", "b")
        assert relation(link, forward=True)
        assert relation(link, forward=False)


def test_a_confirmation_in_part_says_so() -> None:
    because = {"kind": Reason("confirmation.matched.partly")}
    link = Link("link-1", "confirms", "a", "b", because)
    assert relation(link, forward=False) == "confirmed in part by"
    assert label("kind", "confirmation.matched.partly").endswith("with the claim, in part")


def test_rules_of_reading_are_words_too(demo: Ledger) -> None:
    rows: list[Statement | Figure | Entity | Document]
    rows = [*demo.statements, *demo.figures, *demo.entities, *demo.documents]
    shown = {
        (field, reason.rule, label(field, reason.rule))
        for row in rows
        for field, reason in row.because.items()
        if not field.startswith("dropped_")
    }
    assert len(shown) > 60
    assert [one for one in shown if "_" in one[2] or "frame:" in one[2]] == []


def test_no_words_of_rules_of_reading_are_dead() -> None:
    modules = [path for area in ("extract", "resolve") for path in (SOURCE / area).rglob("*.py")]
    lexicons = [path for path in (SOURCE / "lexicon").glob("*.toml") if path.name != "label.toml"]
    known = "".join(path.read_text("utf-8") for path in (*modules, *lexicons))
    rules = [rule for field in READ for rule in WORDS[field]]
    assert len(rules) > 60
    names = [rule.removeprefix("frame: ") for rule in rules]
    assert [one for one in names if one not in known and one.replace("_", " ") not in known] == []


def test_every_derived_field_has_a_name_and_no_name_is_dead(demo: Ledger) -> None:
    rows: list[Statement | Figure | Entity | Document | Question | Link | Place]
    rows = [*demo.statements, *demo.figures, *demo.entities, *demo.documents]
    rows += [*demo.questions, *demo.links, *demo.places]
    derived = {name for row in rows for name in row.because if not name.startswith("dropped_")}
    assert len(derived) > 20
    assert derived - set(WORDS["field"]) == set()
    ledger_fields = {part.name for row in rows for part in dataclasses.fields(row)}
    assert set(WORDS["field"]) - ledger_fields == set()
    assert field_name("low") == field_name("high") == "number"


def test_the_signs_of_a_place_are_words(demo: Ledger) -> None:
    rules = {sign for row in demo.places for sign in row.because["span"].rule.split("; ")}
    assert len(rules) > 8
    assert rules - set(WORDS["span"]) == set()
    code = "".join(path.read_text("utf-8") for path in (SOURCE / "extract/place").rglob("*.py"))
    assert [rule for rule in WORDS["span"] if f'"{rule}"' not in code] == []
    assert label("span", "in the gazetteer; locative") == (
        "the gazetteer has it; a preposition of place"
    )


def test_low_and_high_share_their_words() -> None:
    assert label("high", "digit") == label("low", "digit") == "a number in digits"


def test_a_rule_without_words_is_shown_by_its_name() -> None:
    assert label("when", "some_new_rule") == "some new rule"
    assert label("verification", "the cue says so") == "the cue says so"
    assert label("origin", "same_source") == "the same named source"


def test_what_was_dropped_is_found_among_the_reasons() -> None:
    because = {"kind": Reason("same_words"), "dropped_hedge": Reason("dropped_hedge")}
    assert dropped(because) == ("dropped_hedge",)
