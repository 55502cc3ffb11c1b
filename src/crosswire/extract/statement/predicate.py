"""What a clause says of its subject by way of judgement: "reckless", "a disgrace"."""

from __future__ import annotations

from crosswire.extract.statement.clause import Clause, below
from crosswire.extract.statement.evaluation import adjectives, words
from crosswire.extract.statement.subject import FIRST
from crosswire.parse import Parse, Token

_LIGHT = frozenset({"be", "do", "make", "set", "give", "offer", "play", "pose", "constitute"})
_COPULAS = frozenset({"be", "become", "remain", "seem", "look", "sound", "feel", "appear", "prove"})
_PREDICATED = frozenset({"acomp", "oprd", "conj"})
_DESCRIBING = frozenset({"RB", "JJ", "JJR", "JJS", "VBN", "VBG"})
_GRADED = frozenset({"JJR", "JJS"})


def predicates(parse: Parse, clause: Clause) -> int | None:
    """The word by which a clause judges its subject, or None."""
    for found in (
        _measured(parse, clause),
        _verdict(parse, clause),
        _ground(parse, clause),
        _likened(clause),
        _placed(parse, clause),
        _came_as(parse, clause),
    ):
        if found is not None:
            return found
    return None


def _measured(parse: Parse, clause: Clause) -> int | None:
    """The "too" or "enough" of a judgement of measure, the "as" of a comparison: "the wall was
    raised too fast", "it is as bad as it gets"."""
    for token in clause.below:
        if token.dep == "acomp" and token.lower == "enough":
            return token.index
        if token.pos not in {"ADJ", "ADV"}:
            continue
        for child in below(parse, token.index):
            if child.lower in {"too", "enough"} and child.dep == "advmod":
                return child.index
            compared = child.lower == "as" and child.dep == "advmod" and token.dep == "acomp"
            if compared and token.lemma not in words("adverb", "extent"):
                return child.index
    return None


def _verdict(parse: Parse, clause: Clause) -> int | None:
    """The predicate that judges: "reckless", "brighter", "a disgrace", "a fantastic job"."""
    if clause.subject is not None and clause.subject.lemma in words("noun", "chance"):
        rated = clause.child("acomp")
        if rated is not None:
            return rated.index
    if _is_topic(clause):
        return clause.verb.index
    said = (token for token in clause.below if token.dep != "conj")
    for token in (word for found in said for word in _joined(parse, found)):
        if (
            token.dep in _PREDICATED
            and token.tag in _DESCRIBING
            and _judging_adjective(parse, token)
        ):
            return None if _not_known(clause, token) or _admitted(clause, token) else token.index
        if token.dep in {"attr", "oprd"} or (token.dep == "dobj" and clause.verb.lemma in _LIGHT):
            there_was = clause.past and any(t.dep == "expl" for t in clause.below)
            found = _judging_noun(parse, token, named=token.dep != "dobj" and not there_was)
            if found is not None:
                return found
    described = clause.passive or (clause.verb.tag == "VBG" and clause.child("dobj") is None)
    return clause.verb.index if described and clause.verb.lower in adjectives() else None


def _is_topic(clause: Clause) -> bool:
    """Whether a clause names a topic by way of comment: "the problem is that nobody listens"."""
    subject = clause.subject
    named = subject is not None and subject.lemma in words("noun", "topic")
    return named and clause.verb.lemma == "be" and clause.present


def _joined(parse: Parse, token: Token) -> tuple[Token, ...]:
    """A predicate and those joined to it: "neither free nor fair"."""
    if token.dep not in {"acomp", "attr"}:
        return (token,)
    return (token, *(t for t in below(parse, token.index) if t.dep == "conj"))


def _not_known(clause: Clause, adjective: Token) -> bool:
    """Whether a predicate says that something is not known yet: "it is not clear who"."""
    return adjective.lemma in {"clear", "certain", "sure"} and clause.negation is not None


def _admitted(clause: Clause, adjective: Token) -> bool:
    """Whether the speaker owns up to something: "we were wrong"."""
    own_up = clause.subject is not None and clause.subject.lower in FIRST
    return own_up and adjective.lemma in {"wrong", "guilty", "responsible", "late"}


def _judging_adjective(parse: Parse, token: Token) -> bool:
    """Whether an adjective judges, is stressed, or compares by judgement.

    "Nine times higher" measures.
    """
    if _forms(parse, token) & adjectives() or token.lower in words("adverb", "stance"):
        return True
    around = below(parse, token.index)
    if token.tag in _GRADED:
        measured = any(t.dep in {"npadvmod", "nummod"} for t in around)
        return not measured and all(
            parse.tokens[i].pos != "NUM" for i in parse.subtree(token.index)
        )
    stressed = any(t.lower in words("adverb", "stress") for t in around)
    return stressed and token.lemma not in words("adverb", "bodily")


def _forms(parse: Parse, token: Token) -> frozenset[str]:
    """The forms under which a word may stand in the lexicon: "sighted" in "short-sighted" too."""
    if token.index < _PARTS or parse.tokens[token.index - 1].text != "-":
        return frozenset({token.lemma, token.lower})
    return frozenset({f"{parse.tokens[token.index - _PARTS].lower}-{token.lower}"})


_PARTS = 2


def _judging_noun(parse: Parse, noun: Token, *, named: bool) -> int | None:
    """The word that makes a judgement of a predicate noun: "a disgrace", "a reckless plan"."""
    if named and _forms(parse, noun) & (words("noun", "verdict") | adjectives()):
        return noun.index
    if noun.lower == "one":
        return _one_of(parse, noun)
    for token in below(parse, noun.index):
        if token.dep == "amod" and (_forms(parse, token) & adjectives() or token.tag == "JJS"):
            return token.index
    return None


def _ground(parse: Parse, clause: Clause) -> int | None:
    """What is said to be lacking where that judges: "there is no reason to", "have no idea"."""
    if clause.verb.lemma not in {"be", "have", "see", "leave"}:
        return None
    noun = clause.child("attr", "dobj")
    if noun is None or noun.lemma not in words("noun", "ground"):
        return None
    lacking = any(t.lower in {"no", "little", "every", "any"} for t in below(parse, noun.index))
    return noun.index if lacking else None


def _likened(clause: Clause) -> int | None:
    """The "like" of a likeness: "it was like a film", "it's like breathing soup"."""
    seeming = clause.verb.lemma in {"look", "sound", "feel"} and not clause.past
    if clause.verb.lemma != "be" and not seeming:
        return None
    return next((t.index for t in clause.below if t.lower == "like" and t.dep == "prep"), None)


def _placed(parse: Parse, clause: Clause) -> int | None:
    """The noun of a place that is no place: "on the brink of famine", "under control"."""
    if clause.verb.lemma not in _COPULAS:
        return None
    for token in clause.below:
        if token.dep in {"prep", "acomp", "attr"}:
            for noun in below(parse, token.index):
                if noun.dep == "pobj" and noun.lemma in words("noun", "standing"):
                    return noun.index
    return None


def _one_of(parse: Parse, one: Token) -> int | None:
    """The superlative of "one of the best things"."""
    for prep in below(parse, one.index):
        for noun in below(parse, prep.index) if prep.lower == "of" else ():
            graded = (t.index for t in below(parse, noun.index) if t.tag == "JJS")
            return next(graded, None)
    return None


def _came_as(parse: Parse, clause: Clause) -> int | None:
    """The noun of what something "came as": "it has come as a shock"."""
    if clause.verb.lemma != "come":
        return None
    for prep in clause.below:
        for noun in below(parse, prep.index) if prep.lower == "as" else ():
            if noun.lemma in words("noun", "verdict"):
                return noun.index
    return None
