"""How far a text's own words verify what is said: confirmed, unverified, or neither."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from crosswire.extract.statement.act import Finding
from crosswire.extract.statement.clause import below, main_verb, negated
from crosswire.extract.statement.scene import Draft
from crosswire.lexicon import load
from crosswire.parse import Parse
from crosswire.row import Verification


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon of verification."""

    confirming: frozenset[str]
    doubtful: frozenset[str]
    said: frozenset[str]


@cache
def words() -> Words:
    """The lexicon of verification, read once."""
    table = load("act.toml")
    return Words(
        confirming=frozenset(table["confirmed"]["verbs"].split()),
        said=frozenset(table["unverified"]["said"].split()) | {"account", "story"},
        doubtful=frozenset(table["unverified"]["words"].split()),
    )


def verification(parse: Parse, draft: Draft) -> tuple[Verification, Finding | None]:
    """Whether the text's own words confirm what is said, or call it unverified."""
    lexicon = words()
    spoken = [i for first, last in draft.cue for i in range(first, last)]
    named = list(range(draft.source.first, draft.source.last)) if draft.source else []
    for index in [*spoken, *named]:
        token = parse.tokens[index]
        shows = token.lemma in {"appear", "seem"} and _depicts(parse, draft)
        if token.lower in lexicon.doubtful or token.lemma == "purport" or shows:
            return "unverified", Finding("the cue or the source's name says so", (index,))
    for index in spoken:
        if parse.tokens[index].lemma in lexicon.confirming and not negated(parse, index):
            return "confirmed", Finding("the cue says so", (index,))
    beside = _confirming(parse, draft, lexicon)
    if beside is not None:
        return "confirmed", Finding("the source confirms it by saying so", (beside,))
    main = _confirmed_inside(parse, draft, lexicon)
    if main is not None:
        return "confirmed", Finding("the content says so", (main,))
    return "none", None


def _depicts(parse: Parse, draft: Draft) -> bool:
    """Whether a cue says what a picture shows: "appears to show"."""
    words = {parse.tokens[i].lemma for first, last in draft.cue for i in range(first, last)}
    return bool(words & {"show", "depict", "capture", "portray"})


def _confirming(parse: Parse, draft: Draft, lexicon: Words) -> int | None:
    """A participle beside the cue: "confirming the report, the clerk said that ..."."""
    if draft.head < 0:
        return None
    for child in parse.children[draft.head]:
        token = parse.tokens[child]
        said = any(t.dep == "dobj" and t.lemma in lexicon.said for t in below(parse, child))
        before = token.tag == "VBG" and child < draft.head
        if before and said and token.lemma in lexicon.confirming:
            return child
    return None


def _confirmed_inside(parse: Parse, draft: Draft, lexicon: Words) -> int | None:
    """A main verb of the content that says that the rest is confirmed: "is confirmed dead"."""
    content = [parse.tokens[i] for first, last in draft.parts for i in range(first, last)]
    if all(token.lemma not in lexicon.confirming for token in content):
        return None
    verb = main_verb(parse, content)
    denied = verb is not None and any(
        word.lower in {"no", "neither", "none"}
        for noun in below(parse, verb.index)
        for word in (noun, *below(parse, noun.index))
    )
    if denied:
        return None
    if verb is not None and verb.lemma in lexicon.confirming and not negated(parse, verb.index):
        return verb.index
    return None
