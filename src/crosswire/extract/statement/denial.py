"""Denials in plain words: what was put to a source and is negated by him."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from crosswire.extract.statement.clause import Clause, below, infinitive
from crosswire.extract.statement.evaluation import words
from crosswire.extract.statement.speaker import Kind
from crosswire.extract.statement.subject import Voice, own
from crosswire.lexicon import load
from crosswire.parse import Parse, Token

_TOTAL = frozenset({"any", "anything", "anyone", "anybody", "ever", "anywhere", "one", "single"})
_POINTING = frozenset({"that", "this", "it", "these", "those", "they"})


@cache
def _words(key: str) -> frozenset[str]:
    """A list of the lexicon of denial."""
    return frozenset(load("act.toml")["denial"][key].split())


@cache
def _untrue_words() -> frozenset[str]:
    """Words by which something is called untrue."""
    return frozenset(load("act.toml")["untrue"]["words"].split())


@cache
def rejecting() -> frozenset[str]:
    """Verbs by which a claim is rejected."""
    return _words("rejecting")


def of_himself(parse: Parse, voice: Voice, clause: Clause) -> int | None:
    """The word by which the speaker negates an act of his own: "we did not start this fire"."""
    subject, verb = clause.subject, clause.verb
    if subject is None or clause.passive or not own(parse, voice, subject):
        return None
    if verb.lemma == "be":
        return _charged(clause)
    if verb.lemma in _words("not_done") | words("verb", "attitude"):
        return None
    if verb.tag == "VBG":
        return _not_doing(voice, clause)
    return _nothing_done(clause) or _not_done(parse, clause)


def _charged(clause: Clause) -> int | None:
    """The "not" of "I am not guilty"."""
    accused = clause.child("acomp")
    charged = accused is not None and accused.lemma in _words("charged")
    return clause.negation if charged else None


def _not_doing(voice: Voice, clause: Clause) -> int | None:
    """The "not" of "said it was not selling": a refusal in direct speech, a denial in indirect."""
    later = clause.perfect or clause.future is not None
    busy = clause.verb.lemma != "go" and not voice.direct and not later
    return clause.negation if busy else None


def _nothing_done(clause: Clause) -> int | None:
    """The "nothing" of "we hid nothing"."""
    object_ = clause.child("dobj")
    told = clause.past or clause.perfect
    nothing = object_ is not None and object_.lower == "nothing"
    return object_.index if object_ is not None and nothing and told else None


def _not_done(parse: Parse, clause: Clause) -> int | None:
    """The "not" of what was not done.

    "We have not decided" reports a state; "we have never paid" and "have not paid anybody" answer
    a charge.
    """
    open_ = clause.perfect and not _total(parse, clause)
    able = clause.helpers & {"could", "would", "should"}
    if open_ or able or not (clause.past or clause.perfect):
        return None
    return clause.negation


def _total(parse: Parse, clause: Clause) -> bool:
    """Whether a negation leaves nothing out: "never", "not ... any"."""
    words = {parse.tokens[i].lower for i in parse.subtree(clause.verb.index)}
    return "never" in words or bool(words & _TOTAL)


def put_to_him(parse: Parse, kind: Kind, cue: frozenset[str], clause: Clause) -> int | None:
    """The word of a negation that nobody makes unasked: "no such words were spoken", "not one
    bean left the port", "no server has ever been touched"; after "insisted", any "there is no".
    """
    no = _nothing(parse, clause)
    if no is None:
        found = _no_part(parse, clause) or _not_one(parse, clause)
        return found or (_has_no(parse, clause) if cue & _words("insisting") else None)
    noun = parse.tokens[no.head]
    beside = {token.lower for token in below(parse, noun.index)} | {
        token.lower for token in clause.below
    }
    if no.lower in {"one", "single"}:
        return no.index if kind == "official" else None
    if "such" in beside:
        return no.index
    if clause.verb.lemma in _words("not_done") - {"be"}:
        return None
    if beside & {"ever", "never"} or _repeated(parse, clause):
        return no.index
    reported = noun.lemma in _words("sought") or _ground(noun)
    return no.index if cue & _words("insisting") and not reported else None


def _no_part(parse: Parse, clause: Clause) -> int | None:
    """The "nothing" of "had nothing to do with it"."""
    nothing = clause.child("dobj", "attr")
    if clause.verb.lemma != "have" or nothing is None or nothing.lower != "nothing":
        return None
    done = infinitive(parse, nothing.index)
    return nothing.index if done is not None and done.lemma == "do" else None


def _not_one(parse: Parse, clause: Clause) -> int | None:
    """The "not" of "has not shipped a single crate"."""
    object_ = clause.child("dobj")
    if object_ is None or clause.negation is None or clause.verb.lemma in _words("not_done"):
        return None
    if not (clause.past or clause.perfect):
        return None
    single = {t.lower for t in below(parse, object_.index)} & {"one", "single"}
    return clause.negation if single and object_.tag == "NN" else None


def _has_no(parse: Parse, clause: Clause) -> int | None:
    """The "no" of what one is said to have: "insisted that he had no part in it"."""
    object_ = clause.child("dobj")
    if object_ is None or clause.verb.lemma != "have" or object_.lemma not in _words("had"):
        return None
    return next((t.index for t in below(parse, object_.index) if t.lower == "no"), None)


def _nothing(parse: Parse, clause: Clause) -> Token | None:
    """The "no" or "not one" of a clause's subject, or of what there "is"."""
    nouns = [clause.subject] if clause.subject else []
    if clause.verb.lemma == "be":
        nouns += [token for token in clause.below if token.dep == "attr"]
    for noun in nouns:
        for token in below(parse, noun.index):
            if token.lower == "no" and token.dep in {"det", "neg"}:
                return token
            one = token.lower in {"one", "single"} and noun.tag == "NN"
            if one and parse.tokens[_first(parse, noun)].lower == "not":
                return token
    return None


def _first(parse: Parse, noun: Token) -> int:
    """The first word of a noun phrase."""
    return parse.subtree(noun.index)[0]


def _repeated(parse: Parse, clause: Clause) -> bool:
    """Whether a denial says it twice: "there is no cap and there was no cap"."""
    joined = [token for token in clause.below if token.dep in {"conj", "ccomp", "parataxis"}]
    return any(t.lower in {"no", "never"} for verb in joined for t in _near(parse, verb))


def _near(parse: Parse, verb: Token) -> Sequence[Token]:
    """The words that hang on a verb, and those that hang on them."""
    first = below(parse, verb.index)
    return [*first, *(token for word in first for token in below(parse, word.index))]


def _ground(noun: Token) -> bool:
    """Whether the absence of a thing is a judgement: "no need", "no doubt"."""
    return noun.lemma in frozenset(load("evaluation.toml")["noun"]["ground"].split())


def rejects(parse: Parse, content: Sequence[Token], found: Sequence[Clause]) -> tuple[int, ...]:
    """The words by which a whole statement says no: "No, that is wrong", "that is not true"."""
    words = [token for token in content if token.pos != "PUNCT"]
    if not words:
        return ()
    if words[0].lower in {"no", "nope"} and _stands_alone(parse, words[0]):
        return (words[0].index,)
    opening = [token.lower for token in words[:2]]
    if opening in (["absolutely", "not"], ["certainly", "not"], ["not", "true"]):
        return (words[0].index, words[1].index)
    return _untrue(parse, found[0]) if found else ()


def _stands_alone(parse: Parse, word: Token) -> bool:
    """Whether a mark follows a word: "No, ..."."""
    after = word.index + 1
    return after < len(parse.tokens) and parse.tokens[after].text in {",", ".", "!", "—", "–", ";"}


def _untrue(parse: Parse, clause: Clause) -> tuple[int, ...]:
    """The word that calls what was put to the speaker untrue: "that is simply false"."""
    be, first = clause.verb, clause.subject
    claimed = first is not None and first.lemma in _words("put")
    if claimed and clause.passive and be.lower in _words("dismissing"):
        return (be.index,)
    if be.lemma != "be":
        return ()
    if first is not None and first.lower not in _POINTING and not claimed:
        return ()
    negated = any(token.dep == "neg" for token in below(parse, be.index))
    for token in below(parse, be.index):
        if token.dep in {"acomp", "attr"} and abs(token.index - be.index) < _SHORT:
            untrue = _untrue_words() | (_words("dismissing") if claimed else frozenset())
            if not negated and {token.lemma, token.lower} & untrue:
                return (token.index,)
            if negated and token.lemma in _words("true"):
                return (token.index,)
    return ()


_SHORT = 7
"""Words from "is" to the word that rejects what was put, at most."""
