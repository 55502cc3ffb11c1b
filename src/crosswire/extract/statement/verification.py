"""How far a text's own words verify what is said: confirmed, unverified, or neither."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from crosswire.extract.statement.act import Finding, main_verb, negated
from crosswire.extract.statement.scene import Draft
from crosswire.lexicon import load
from crosswire.parse import Parse, Token
from crosswire.row import Verification

_NEGATION = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "cannot"})


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon of verification."""

    confirming: frozenset[str]
    doubtful: frozenset[str]
    checking_verb: frozenset[str]
    checking_noun: frozenset[str]
    obstacle: frozenset[str]


@cache
def words() -> Words:
    """The lexicon of verification, read once."""
    table = load("act.toml")
    return Words(
        confirming=frozenset(table["confirmed"]["verbs"].split()),
        doubtful=frozenset(table["unverified"]["words"].split()),
        checking_verb=frozenset(table["unverified"]["verbs"].split()),
        checking_noun=frozenset(table["unverified"]["nouns"].split()),
        obstacle=frozenset(table["unverified"]["obstacles"].split()),
    )


def verification(parse: Parse, draft: Draft) -> tuple[Verification, Finding | None]:
    """Whether the text's own words confirm what is said, or call it unverified."""
    lexicon = words()
    spoken = [i for first, last in draft.cue for i in range(first, last)]
    named = list(range(draft.source.first, draft.source.last)) if draft.source else []
    for index in [*spoken, *named]:
        token = parse.tokens[index]
        if token.lower in lexicon.doubtful or token.lemma == "purport":
            return "unverified", Finding("the cue or the source's name says so", (index,))
    for index in spoken:
        if parse.tokens[index].lemma in lexicon.confirming and not negated(parse, index):
            return "confirmed", Finding("the cue says so", (index,))
    main = _confirmed_inside(parse, draft, lexicon)
    if main is not None:
        return "confirmed", Finding("the content says so", (main,))
    return "none", None


def _confirmed_inside(parse: Parse, draft: Draft, lexicon: Words) -> int | None:
    """A main verb of the content that says that the rest is confirmed: "is confirmed dead"."""
    content = [parse.tokens[i] for first, last in draft.parts for i in range(first, last)]
    verb = main_verb(parse, content)
    if verb is not None and verb.lemma in lexicon.confirming and not negated(parse, verb.index):
        return verb.index
    return None


def disclaimers(parse: Parse) -> Iterator[int]:
    """The words by which a text says that something could not be verified, in order.

    "The footage could not be independently verified"; "there was no confirmation of the toll".
    """
    lexicon = words()
    for token in parse.tokens:
        hindered = token.lemma in lexicon.checking_verb and _hindered(parse, token, lexicon)
        missing = token.lemma in lexicon.checking_noun and _denied_noun(parse, token)
        if hindered or missing:
            yield token.index


def _hindered(parse: Parse, token: Token, lexicon: Words) -> bool:
    """Whether checking is negated, or the verb above says that it failed: "unable to verify"."""
    below = [parse.tokens[c] for c in parse.children[token.index]]
    if any(child.dep == "neg" or child.lower in _NEGATION for child in below):
        return True
    above = parse.tokens[token.head]
    if above.index == token.index:
        return False
    if above.lemma == "able" and negated(parse, above.head):
        return True
    beside = [parse.tokens[c].lemma for c in parse.children[above.index]]
    barred = token.dep in {"xcomp", "acl", "relcl"} and lexicon.obstacle.intersection(beside)
    return above.lemma in lexicon.obstacle or bool(barred)


def _denied_noun(parse: Parse, token: Token) -> bool:
    """Whether a noun of checking stands with "no"."""
    return any(parse.tokens[c].lower in {"no", "without"} for c in parse.children[token.index])
