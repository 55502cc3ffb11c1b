"""Judgements, expectations and feelings in plain words.

The classes are those of appraisal (Martin and White 2005) and of modality (Palmer 2001). A word
counts where it is predicated in a main clause: a "disaster" in a clause below judges nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.extract.statement.clause import Clause, below, infinitive, negated
from crosswire.extract.statement.quotation import Quotation
from crosswire.extract.statement.subject import FIRST, Voice, own
from crosswire.lexicon import load
from crosswire.parse import Parse, Token

_LIGHT = frozenset({"be", "do", "make", "set", "give", "offer", "play", "pose", "constitute"})
_COPULAS = frozenset({"be", "become", "remain", "seem", "look", "sound", "feel", "appear", "prove"})
_GOING_ON = frozenset({"continue", "begin", "start", "seem", "appear", "keep", "remain"})
_GRADED = frozenset({"JJR", "JJS"})


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon of evaluation."""

    adjective: frozenset[str]
    verdict: frozenset[str]
    ground: frozenset[str]
    judging: frozenset[str]
    expecting: frozenset[str]
    felt: frozenset[str]
    extent: frozenset[str]
    bodily: frozenset[str]
    attitude: frozenset[str]
    modal: frozenset[str]
    stance: frozenset[str]
    manner: frozenset[str]
    anybody: frozenset[str]
    nobody: frozenset[str]
    feeling: frozenset[str]
    standing: frozenset[str]
    foreboding: frozenset[str]
    within_reach: frozenset[str]


@cache
def words() -> Words:
    """The lexicon of evaluation, read once."""
    table = load("evaluation.toml")

    def take(section: str, key: str) -> frozenset[str]:
        return frozenset(table[section][key].split())

    return Words(
        adjective=frozenset().union(*(text.split() for text in table["adjective"].values())),
        verdict=take("noun", "verdict"),
        ground=take("noun", "ground"),
        judging=take("verb", "judging"),
        expecting=take("verb", "expecting"),
        felt=take("noun", "felt"),
        extent=take("adverb", "extent"),
        bodily=take("adverb", "bodily"),
        attitude=take("verb", "attitude"),
        modal=take("verb", "modal"),
        stance=take("adverb", "stance"),
        manner=take("adverb", "manner"),
        anybody=take("anybody", "pronouns"),
        nobody=take("anybody", "nobody"),
        feeling=take("anybody", "feeling"),
        standing=take("noun", "standing"),
        foreboding=take("foreboding", "verbs"),
        within_reach=take("within_reach", "verbs"),
    )


def judges(parse: Parse, voice: Voice, clause: Clause) -> int | None:
    """The word by which the speaker judges, expects or wishes, in a main clause of what he says."""
    for found in (
        _maxim(parse, clause),
        _feeling(parse, clause),
        _measured(parse, clause),
        _stance(parse, voice, clause),
        _verdict(parse, clause),
        _attitude(parse, clause),
        _manner(clause),
        _ground(parse, clause),
        _likened(clause),
        _placed(parse, clause),
        _foretold(parse, voice, clause),
    ):
        if found is not None:
            return found
    return None


def asks(parse: Parse, content: Sequence[Token]) -> tuple[int, ...]:
    """The mark of a question that the speaker puts: "Who will pay for this?"."""
    if not content:
        return ()
    after = content[-1].index + 1
    ends = [*content[-2:], *parse.tokens[after : after + 1]]
    return tuple(token.index for token in ends if token.text == "?")[:1]


def _maxim(parse: Parse, clause: Clause) -> int | None:
    """The subject of a maxim: "you cannot nurse with bare hands", "nobody wants a war"."""
    subject, tensed = clause.subject, clause.verb.tag in {"VBZ", "VBP", "VB"}
    if subject is None or not tensed or clause.past:
        return None
    if subject.lower in words().anybody or _generic(parse, clause, subject):
        return subject.index
    if subject.lower == "one" and "can" in clause.helpers:
        return subject.index
    anyone = subject.lower in words().nobody and clause.verb.lemma not in {"be", "have"}
    return subject.index if anyone and not clause.perfect and clause.verb.tag != "VBG" else None


def _generic(parse: Parse, clause: Clause, subject: Token) -> bool:
    """Whether a clause says what a kind of thing does: "promises cool no planet", "a hungry man
    does not ask". What is counted or named is not meant as a kind.
    """
    if not clause.present or clause.passive or clause.verb.lemma in {"be", "have", "include"}:
        return False
    around = below(parse, subject.index)
    indefinite = any(token.lower in {"a", "an"} for token in around)
    bare = subject.tag == "NNS" and all(token.dep in {"compound", "amod"} for token in around)
    if not (indefinite or bare):
        return False
    named = {"NUM", "PROPN"}
    return not any(parse.tokens[i].pos in named for i in parse.subtree(clause.verb.index))


def _feeling(parse: Parse, clause: Clause) -> int | None:
    """The subject of a condolence: "our thoughts are with the families"."""
    subject = clause.subject
    if subject is None or subject.lemma not in words().feeling:
        return None
    mine = {token.lower for token in below(parse, subject.index)}
    return subject.index if {"our", "my", "her", "his", "their"} & mine else None


def _measured(parse: Parse, clause: Clause) -> int | None:
    """The "too" or "enough" of a judgement of measure, the "as" of a comparison: "the wall was
    raised too fast", "it is as bad as it gets"."""
    for token in clause.below:
        if token.pos not in {"ADJ", "ADV"}:
            continue
        for child in below(parse, token.index):
            if child.lower in {"too", "enough"} and child.dep == "advmod":
                return child.index
            compared = child.lower == "as" and child.dep == "advmod" and token.dep == "acomp"
            if compared and token.lemma not in words().extent:
                return child.index
    return None


def _stance(parse: Parse, voice: Voice, clause: Clause) -> int | None:
    """The auxiliary or adverb that leaves open whether a thing is so, or says it ought to be."""
    for token in clause.below:
        after = parse.tokens[min(token.index + 1, len(parse.tokens) - 1)]
        if token.dep == "advmod" and token.lemma in words().stance and after.pos != "NUM":
            return token.index
        if token.dep == "aux" and _leaves_open(parse, voice, clause, token):
            return token.index
    return None


def _leaves_open(parse: Parse, voice: Voice, clause: Clause, modal: Token) -> bool:
    """Whether a modal is one of doubt or duty.

    Not "could not" (was unable to), "it could confirm" (was able to), nor "may have been" (a report
    of what is not yet known).
    """
    if modal.lower not in words().modal:
        return False
    if "have" in clause.helpers and modal.lower in {"may", "might", "could"}:
        return False
    if modal.lower != "could":
        return True
    able = clause.verb.lemma in words().within_reach and clause.subject is not None
    himself = able and clause.subject is not None and own(parse, voice, clause.subject)
    return not himself and not negated(parse, clause.verb.index)


def _verdict(parse: Parse, clause: Clause) -> int | None:
    """The predicate that judges: "reckless", "brighter", "a disgrace", "a fantastic job"."""
    for token in clause.below:
        if token.dep in {"acomp", "oprd"} and _judging_adjective(parse, token):
            return None if _not_known(clause, token) or _admitted(clause, token) else token.index
        if token.dep in {"attr", "oprd"} or (token.dep == "dobj" and clause.verb.lemma in _LIGHT):
            found = _judging_noun(parse, token, named=token.dep != "dobj")
            if found is not None:
                return found
    judged = clause.passive and clause.verb.lower in words().adjective
    return clause.verb.index if judged else None


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
    lexicon = words()
    if token.lemma in lexicon.adjective or token.lower in lexicon.stance:
        return True
    around = below(parse, token.index)
    if token.tag in _GRADED:
        return not any(t.dep in {"npadvmod", "nummod"} or t.pos == "NUM" for t in around)
    return any(t.lower in {"very", "so", "extremely", "really", "incredibly"} for t in around) and (
        token.lemma not in lexicon.bodily
    )


def _judging_noun(parse: Parse, noun: Token, *, named: bool) -> int | None:
    """The word that makes a judgement of a predicate noun: "a disgrace", "a reckless plan"."""
    if named and noun.lemma in words().verdict:
        return noun.index
    for token in below(parse, noun.index):
        if token.dep == "amod" and (token.lemma in words().adjective or token.tag == "JJS"):
            return token.index
    return None


def _attitude(parse: Parse, clause: Clause) -> int | None:
    """The verb of a feeling or a judgement: "we hope", "the offer undervalues us"."""
    verb = clause.verb
    if clause.passive:
        return verb.index if verb.lemma in words().expecting and not clause.past else None
    if verb.lemma in _GOING_ON:
        verb = clause.child("xcomp") or verb
    if verb.lemma in words().judging or verb.lemma in words().attitude:
        return verb.index
    return _held(parse, clause)


def _held(parse: Parse, clause: Clause) -> int | None:
    """The noun of a feeling that somebody has: "we have a lot of respect for them"."""
    noun = clause.child("dobj") if clause.verb.lemma == "have" else None
    if noun is None:
        return None
    for token in [noun, *_within(parse, noun)]:
        if token.lemma in words().felt:
            return token.index
    return None


def _within(parse: Parse, noun: Token) -> list[Token]:
    """What a noun of amount is full of: "respect" in "a lot of respect"."""
    if noun.lemma not in {"lot", "deal", "amount", "bit"}:
        return []
    return [t for prep in below(parse, noun.index) for t in below(parse, prep.index)]


def _manner(clause: Clause) -> int | None:
    """The adverb that judges how something was done: "the council behaved disgracefully"."""
    for token in clause.below:
        if (
            token.dep == "advmod"
            and token.lower in words().manner
            and token.index > clause.verb.index
        ):
            return token.index
    return None


def _ground(parse: Parse, clause: Clause) -> int | None:
    """What is said to be lacking where that judges: "there is no reason to", "have no idea"."""
    if clause.verb.lemma not in {"be", "have", "see", "leave"}:
        return None
    noun = clause.child("attr", "dobj", "nsubj")
    if noun is None or noun.lemma not in words().ground:
        return None
    lacking = any(t.lower in {"no", "little", "every", "any"} for t in below(parse, noun.index))
    return noun.index if lacking else None


def _likened(clause: Clause) -> int | None:
    """The "like" of a likeness: "it was like a film", "it's like breathing soup"."""
    if clause.verb.lemma != "be":
        return None
    return next((t.index for t in clause.below if t.lower == "like" and t.dep == "prep"), None)


def _placed(parse: Parse, clause: Clause) -> int | None:
    """The noun of a place that is no place: "on the brink of famine", "under control"."""
    if clause.verb.lemma not in _COPULAS:
        return None
    for token in clause.below:
        if token.dep in {"prep", "acomp", "attr"}:
            for noun in below(parse, token.index):
                if noun.dep == "pobj" and noun.lemma in words().standing:
                    return noun.index
    return None


def _foretold(parse: Parse, voice: Voice, clause: Clause) -> int | None:
    """The "will" of what somebody else will do: "the fund will survive".

    "That would be 5 percent of the total" only reckons.
    """
    will = clause.future
    going = clause.verb.lemma == "go" and clause.verb.tag == "VBG"
    if will is None and going and infinitive(parse, clause.verb.index):
        will = clause.verb.index
    if will is None or clause.subject is None or "have" in clause.helpers:
        return None
    reckoned = clause.child("dobj", "attr")
    if reckoned is not None and any(t.pos == "NUM" for t in below(parse, reckoned.index)):
        return None
    return None if own(parse, voice, clause.subject) else will


def in_quotes(
    content: Sequence[Token], parse: Parse, quotations: Sequence[Quotation]
) -> tuple[int, ...]:
    """A judging word that an outlet left in quotation marks: the plan was "reckless".

    Outlets quote a few words of a clause where these are the speaker's own view.
    """
    inside = {token.index for token in content}
    for quotation in quotations:
        if quotation.first not in inside or quotation.last - quotation.first > _FRAGMENT:
            continue
        for token in parse.tokens[quotation.first : quotation.last]:
            if token.pos == "ADJ" and token.lemma in words().adjective:
                return (token.index,)
            if token.pos == "NOUN" and token.lemma in words().verdict:
                return (token.index,)
    return ()


_FRAGMENT = 8
"""Words of a quotation that is a fragment of a sentence rather than one."""
