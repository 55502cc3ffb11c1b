"""What a source does by its words - assert, deny, intend, judge - and how far they are verified.

The cue's frame gives a first answer; a plain "said" leaves it to the words that were said: "we will
rebuild" is an intention, "it was a disgrace" a judgement.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import cast

from crosswire.extract.statement.scene import TENSED, Draft
from crosswire.parse import Parse, Token
from crosswire.row import Act, Verification

_FIRST = frozenset({"i", "we"})
_THIRD = frozenset({"he", "she", "it", "they"})
_NEGATION = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "cannot"})


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon of acts and of verification."""

    intent_modal: frozenset[str]
    intent_verb: frozenset[str]
    intent_adjective: frozenset[str]
    intent_noun: frozenset[str]
    stance_modal: frozenset[str]
    stance_adverb: frozenset[str]
    stance_verb: frozenset[str]
    judgement_adjective: frozenset[str]
    judgement_noun: frozenset[str]
    confirming: frozenset[str]
    doubtful: frozenset[str]
    checking_verb: frozenset[str]
    checking_noun: frozenset[str]
    obstacle: frozenset[str]


@cache
def words() -> Words:
    """The lexicon of acts, read once."""
    path = resources.files("crosswire") / "lexicon" / "act.toml"
    table = tomllib.loads(path.read_text("utf-8"))

    def take(section: str, key: str) -> frozenset[str]:
        return frozenset(cast(str, table[section][key]).split())

    return Words(
        intent_modal=take("intent", "modal"),
        intent_verb=take("intent", "verbs"),
        intent_adjective=take("intent", "adjectives"),
        intent_noun=take("intent", "nouns"),
        stance_modal=take("stance", "modal"),
        stance_adverb=take("stance", "adverbs"),
        stance_verb=take("stance", "verbs"),
        judgement_adjective=take("judgement", "adjectives"),
        judgement_noun=take("judgement", "nouns"),
        confirming=take("confirmed", "verbs"),
        doubtful=take("unverified", "words"),
        checking_verb=take("unverified", "verbs"),
        checking_noun=take("unverified", "nouns"),
        obstacle=take("unverified", "obstacles"),
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer with the rule that gave it and the words that the rule looked at."""

    rule: str
    words: tuple[int, ...] = ()


def act(parse: Parse, draft: Draft) -> tuple[Act, Finding]:
    """What a source does by the words of a draft, and why."""
    cue = tuple(range(*draft.cue[0])) if draft.cue else ()
    if draft.act != "asserts" or draft.rule not in _OPEN:
        return draft.act, Finding(f"frame: {draft.rule}", cue)
    content = [parse.tokens[i] for first, last in draft.parts for i in range(first, last)]
    intends = _intends(parse, draft, content)
    if intends is not None:
        return "intends", Finding("the source tells what it will do", (intends,))
    judges = _judges(parse, content)
    if judges is not None:
        return "evaluates", Finding("the source judges or expects", (judges,))
    return "asserts", Finding(f"frame: {draft.rule}", cue)


_OPEN = frozenset(
    {"clause", "same speaker", "according to", "quoted as saying", "headline", "post", "standpoint"}
)
"""Rules whose cue leaves the act to the content."""


def _main_verb(parse: Parse, content: Sequence[Token]) -> Token | None:
    """The main verb of the first sentence of a content."""
    inside = {token.index for token in content}
    first = next((token for token in content if token.tag in TENSED), None)
    while first is not None and first.head in inside and first.dep in {"aux", "auxpass"}:
        first = parse.tokens[first.head]
    return first


def _intends(parse: Parse, draft: Draft, content: Sequence[Token]) -> int | None:
    """The word by which the speaker tells what he will do, where he is the subject himself."""
    lexicon = words()
    verb = _main_verb(parse, content)
    if verb is None:
        return None
    below = [parse.tokens[c] for c in parse.children[verb.index]]
    subject = next((t for t in below if t.dep in {"nsubj", "nsubjpass"}), None)
    if subject is None:
        return None
    if not _speaks_of_himself(parse, draft, subject):
        if subject.lemma in lexicon.intent_noun and verb.lemma == "be":
            return subject.index
        return None
    for token in below:
        if token.dep == "aux" and token.lower in lexicon.intent_modal:
            return token.index
        if token.dep == "acomp" and token.lemma in lexicon.intent_adjective and _to(parse, token):
            return token.index
    if verb.lemma in lexicon.intent_verb and _to(parse, verb):
        return verb.index
    if verb.lemma == "go" and verb.tag == "VBG" and _to(parse, verb):
        return verb.index
    return None


def _to(parse: Parse, token: Token) -> bool:
    """Whether an infinitive with "to" hangs on a word."""
    return any(
        parse.tokens[c].dep == "xcomp"
        and any(parse.tokens[g].lower == "to" for g in parse.children[c])
        for c in parse.children[token.index]
    )


def _speaks_of_himself(parse: Parse, draft: Draft, subject: Token) -> bool:
    """Whether the subject of what was said is the one who says it: "we", or "it" in "the firm said
    it would pay"."""
    if subject.lower in _FIRST:
        return True
    if draft.source is None:
        return False
    source = parse.tokens[draft.source.head]
    if subject.lower in _THIRD:
        return _may_stand_for(subject, source)
    return subject.lemma == source.lemma and subject.pos != "PRON"


def _may_stand_for(pronoun: Token, source: Token) -> bool:
    """Whether a pronoun may stand for the source: "it" for no plural, "he" for no company."""
    plural = source.tag in {"NNS", "NNPS"}
    if pronoun.lower == "they":
        return plural or source.label != "PERSON"
    if pronoun.lower == "it":
        return not plural and source.label != "PERSON" and source.lower not in {"he", "she"}
    return not plural and source.lower not in {"it", "they"}


def _judges(parse: Parse, content: Sequence[Token]) -> int | None:
    """The word by which the speaker judges, expects or wishes, in the main clause of what he says.

    A "could" or "disaster" in a clause below does not make a judgement of the whole.
    """
    lexicon = words()
    verb = _main_verb(parse, content)
    if verb is None:
        return None
    below = [parse.tokens[c] for c in parse.children[verb.index]]
    for token in below:
        if token.dep == "aux" and token.lower in lexicon.stance_modal:
            if token.lower == "could" and _negated(parse, verb.index):
                continue
            return token.index
        if token.dep in {"advmod", "acomp"} and token.lemma in lexicon.stance_adverb:
            return token.index
        if token.dep in {"acomp", "oprd"} and token.lemma in lexicon.judgement_adjective:
            return token.index
        if token.dep in {"attr", "oprd"}:
            judged = _judged_noun(parse, token, lexicon)
            if judged is not None:
                return judged
    if verb.lemma in lexicon.stance_verb and not _infinitive_of(parse, verb):
        return verb.index
    return None


def _judged_noun(parse: Parse, noun: Token, lexicon: Words) -> int | None:
    """The word that makes a judgement of a predicate noun: "a disgrace", "a reckless plan"."""
    if noun.lemma in lexicon.judgement_noun:
        return noun.index
    for child in parse.children[noun.index]:
        token = parse.tokens[child]
        if token.dep == "amod" and (
            token.lemma in lexicon.judgement_adjective or token.tag == "JJS"
        ):
            return token.index
    return None


def _infinitive_of(parse: Parse, verb: Token) -> bool:
    """Whether a verb stands below "to"."""
    return any(parse.tokens[c].lower == "to" for c in parse.children[verb.index])


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
        if parse.tokens[index].lemma in lexicon.confirming and not _negated(parse, index):
            return "confirmed", Finding("the cue says so", (index,))
    main = _confirmed_inside(parse, draft, lexicon)
    if main is not None:
        return "confirmed", Finding("the content says so", (main,))
    return "none", None


def _confirmed_inside(parse: Parse, draft: Draft, lexicon: Words) -> int | None:
    """A main verb of the content that says that the rest of it is confirmed: "is confirmed dead"."""
    content = [parse.tokens[i] for first, last in draft.parts for i in range(first, last)]
    verb = _main_verb(parse, content)
    if verb is not None and verb.lemma in lexicon.confirming and not _negated(parse, verb.index):
        return verb.index
    return None


def _negated(parse: Parse, index: int) -> bool:
    """Whether a "not" hangs on a word."""
    return any(parse.tokens[c].dep == "neg" for c in parse.children[index])


def disclaimers(parse: Parse) -> Iterator[int]:
    """The words by which a text says that something could not be verified, in order.

    "The footage could not be independently verified"; "there was no confirmation of the toll".
    """
    lexicon = words()
    for token in parse.tokens:
        if token.lemma in lexicon.checking_verb and _hindered(parse, token, lexicon):
            yield token.index
        elif token.lemma in lexicon.checking_noun and _denied_noun(parse, token):
            yield token.index


def _hindered(parse: Parse, token: Token, lexicon: Words) -> bool:
    """Whether checking is negated, or the verb above says that it failed: "unable to verify"."""
    if _negated(parse, token.index):
        return True
    if any(parse.tokens[c].lower in _NEGATION for c in parse.children[token.index]):
        return True
    above = parse.tokens[token.head]
    return above.index != token.index and (
        above.lemma in lexicon.obstacle
        or any(parse.tokens[c].lemma in lexicon.obstacle for c in parse.children[above.index])
        and token.dep in {"xcomp", "acl", "relcl"}
    )


def _denied_noun(parse: Parse, token: Token) -> bool:
    """Whether a noun of checking stands with "no"."""
    return any(parse.tokens[c].lower in {"no", "without"} for c in parse.children[token.index])
