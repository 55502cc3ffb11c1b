"""Judgements, expectations and feelings in plain words.

The classes are those of appraisal (Martin and White 2005) and of modality (Palmer 2001). A word
counts where it is predicated in a main clause: a "disaster" in a clause below judges nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.extract.mention.vocabulary import vocabulary
from crosswire.extract.statement.clause import Clause, below, infinitive, negated
from crosswire.extract.statement.evaluation import words
from crosswire.extract.statement.predicate import predicates
from crosswire.extract.statement.subject import FIRST, Voice, own
from crosswire.parse import Parse, Token

_TOLD = frozenset({"be", "have", "include", "say", "tell", "report", "claim", "add"})
_RECKONING = frozenset({"represent", "amount", "equal", "total", "mean", "correspond"})
_GOING_ON = frozenset({"continue", "begin", "start", "keep", "remain"})
_ANY = frozenset({"a", "an", "every", "neither", "no"})


def judges(parse: Parse, voice: Voice, clause: Clause) -> int | None:
    """The word by which the speaker judges, expects or wishes, in a main clause of what he says."""
    for found in (
        _maxim(parse, clause),
        _feeling(parse, clause),
        _cleft(parse, clause),
        _stance(parse, voice, clause),
        predicates(parse, clause),
        _attitude(parse, clause),
        _manner(clause),
        _foretold(parse, voice, clause),
        _opined(parse, voice, clause),
        _disputed(parse, voice, clause),
        _styled(parse, voice, clause),
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
    if subject.lower in words("anybody", "pronouns") or _generic(parse, clause, subject):
        return subject.index
    if subject.lower == "one" and "can" in clause.helpers:
        return subject.index
    anyone = subject.lower in words("anybody", "nobody") and clause.verb.lemma not in {"be", "have"}
    return subject.index if anyone and not clause.perfect and clause.verb.tag != "VBG" else None


def _generic(parse: Parse, clause: Clause, subject: Token) -> bool:
    """Whether a clause says what a kind of thing does: "promises cool no planet", "a hungry man
    does not ask". What is counted or named is not meant as a kind.
    """
    if not clause.present or clause.passive or clause.verb.lemma in _TOLD:
        return False
    around = below(parse, subject.index)
    indefinite = any(token.lower in _ANY for token in around)
    bare = subject.tag == "NNS" and all(token.dep in {"compound", "amod"} for token in around)
    if not (indefinite or bare):
        return False
    named = {"NUM", "PROPN"}
    return not any(parse.tokens[i].pos in named for i in parse.subtree(clause.verb.index))


def _feeling(parse: Parse, clause: Clause) -> int | None:
    """The subject of a condolence: "our thoughts are with the families"."""
    subject = clause.subject
    if subject is None or subject.lemma not in words("anybody", "feeling"):
        return None
    mine = {token.lower for token in below(parse, subject.index)}
    return subject.index if {"our", "my", "her", "his", "their"} & mine else None


def _cleft(parse: Parse, clause: Clause) -> int | None:
    """The "what" of "what worries me is"."""
    said = clause.child("csubj")
    if said is None or clause.past:
        return None
    return next((t.index for t in below(parse, said.index) if t.lower == "what"), None)


def _stance(parse: Parse, voice: Voice, clause: Clause) -> int | None:
    """The auxiliary or adverb that leaves open whether a thing is so, or says it ought to be."""
    predicate = clause.child("acomp", "attr")
    said = () if predicate is None else below(parse, predicate.index)
    for token in (*clause.below, *said):
        after = parse.tokens[min(token.index + 1, len(parse.tokens) - 1)]
        if (
            token.dep == "advmod"
            and token.lemma in words("adverb", "stance")
            and after.pos != "NUM"
        ):
            return token.index
        if token.dep == "aux" and _leaves_open(parse, voice, clause, token):
            return token.index
    have_to = clause.verb.lemma in {"have", "need", "get"} and clause.present
    return clause.verb.index if have_to and infinitive(parse, clause.verb.index) else None


def _leaves_open(parse: Parse, voice: Voice, clause: Clause, modal: Token) -> bool:
    """Whether a modal is one of doubt or duty.

    Not "could not" (was unable to), "it could confirm" (was able to), nor "may have been" (a report
    of what is not yet known).
    """
    if modal.lower not in words("verb", "modal"):
        return False
    if "have" in clause.helpers and modal.lower in {"may", "might", "could"}:
        return any(t.lower == "well" and t.index == modal.index + 1 for t in clause.below)
    if modal.lower != "could":
        return True
    able = clause.verb.lemma in words("within_reach", "verbs") and clause.subject is not None
    himself = able and clause.subject is not None and own(parse, voice, clause.subject)
    return not himself and not negated(parse, clause.verb.index)


def _attitude(parse: Parse, clause: Clause) -> int | None:
    """The verb of a feeling or a judgement: "we hope", "the offer undervalues us"."""
    verb = clause.verb
    if clause.passive:
        return verb.index if verb.lemma in words("verb", "expecting") and not clause.past else None
    if verb.lemma in {"seem", "appear"} and clause.child("xcomp", "acomp", "oprd"):
        return verb.index if clause.negation is None else None
    if verb.lemma in _GOING_ON:
        verb = clause.child("xcomp") or verb
    if verb.lemma in words("verb", "judging"):
        return verb.index
    if verb.lemma in words("verb", "attitude") and _feels(clause):
        return verb.index
    return _held(parse, clause)


def _feels(clause: Clause) -> bool:
    """Whether the subject can feel or think: "the evidence supports it" is no attitude."""
    subject = clause.subject
    if subject is None or subject.pos in {"PRON", "PROPN"}:
        return True
    lexicon = vocabulary()
    return (
        lexicon.person_noun(subject.lemma)
        or lexicon.body_noun(subject.lemma)
        or (
            subject.tag == "NNS"
            and clause.verb.lemma in {"fear", "hope", "believe", "think", "want"}
        )
    )


def _held(parse: Parse, clause: Clause) -> int | None:
    """The noun of a feeling that somebody has: "we have a lot of respect for them"."""
    noun = clause.child("dobj") if clause.verb.lemma == "have" else None
    if noun is None:
        return None
    for token in [noun, *_within(parse, noun)]:
        if token.lemma in words("noun", "felt"):
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
            and token.lower in words("adverb", "manner")
            and token.index > clause.verb.index
        ):
            return token.index
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
    if clause.verb.lemma in _RECKONING and counted(parse, clause):
        return None
    supposed = voice.direct and clause.supposed
    return will if supposed or not own(parse, voice, clause.subject) else None


def _opined(parse: Parse, voice: Voice, clause: Clause) -> int | None:
    """The verb of what somebody who weighs things up is quoted with in the present tense.

    An analyst is asked for his judgement; what he saw he tells in the past, what he counted with
    a number.
    """
    told = clause.past or clause.perfect or counted(parse, clause)
    return None if voice.kind != "expert" or not voice.direct or told else clause.verb.index


def _disputed(parse: Parse, voice: Voice, clause: Clause) -> int | None:
    """The "not" of what something does not do: "rain does not break a healthy dam"."""
    subject, negation = clause.subject, clause.negation
    if subject is None or negation is None or not voice.direct or not clause.present:
        return None
    plain = clause.verb.tag == "VB" and subject.lower not in FIRST
    return negation if plain and not counted(parse, clause) else None


def _styled(parse: Parse, voice: Voice, clause: Clause) -> int | None:
    """The noun that something at hand is called: "it is a warning shot"."""
    subject, noun = clause.subject, clause.child("attr")
    if subject is None or noun is None or not voice.direct or not clause.present:
        return None
    pointed = subject.lower in {"it", "this", "that"}
    styled = any(t.lower in {"a", "an", "another"} for t in below(parse, noun.index))
    return noun.index if pointed and styled and not counted(parse, clause) else None


def counted(parse: Parse, clause: Clause) -> bool:
    """Whether a clause holds a number."""
    words_ = (parse.tokens[i] for i in parse.subtree(clause.verb.index))
    return any(token.pos == "NUM" and token.lower != "one" for token in words_)
