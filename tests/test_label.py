"""Every rule that reconciliation can name has words on a page, and no words are dead."""

from __future__ import annotations

import ast
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
from crosswire.row import Figure, Link, LinkKind, Question, Reason, Statement
from crosswire.view.label import dropped, label, relation
from dispute import dispute

RECONCILE = Path(crosswire.__file__).parent / "reconcile"
WORDS = lexicon.load("label.toml")
FIELDS = ("question", "relation", "text", "origin", "kind", "dropped")
"""The fields that reconciliation derives."""

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


def test_a_rule_without_words_is_shown_by_its_name() -> None:
    assert label("when", "narrated_nearest") == "narrated_nearest"
    assert label("origin", "same_source") == "the same named source"


def test_what_was_dropped_is_found_among_the_reasons() -> None:
    because = {"kind": Reason("same_words"), "dropped_hedge": Reason("dropped_hedge")}
    assert dropped(because) == ("dropped_hedge",)
