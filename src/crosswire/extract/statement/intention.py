"""Intentions in plain words: promises, plans, demands, orders, refusals, offers.

After Searle's commissives and directives (1976): what the speaker is going to do, and what he wants
done.
"""

from __future__ import annotations

from functools import cache

from crosswire.extract.mention.vocabulary import vocabulary
from crosswire.extract.statement.clause import Clause, below, infinitive
from crosswire.extract.statement.speaker import Kind, bodies
from crosswire.extract.statement.subject import FIRST, Voice, his_body, own
from crosswire.lexicon import load
from crosswire.parse import Parse, Token


@cache
def _words(key: str) -> frozenset[str]:
    """A list of the lexicon of intent."""
    return frozenset(load("act.toml")["intent"][key].split())


def intends(parse: Parse, voice: Voice, clause: Clause) -> int | None:
    """The word by which the speaker tells what he, or what is his to decide, will do."""
    if clause.imperative:
        told_me = any(t.dep in {"dobj", "dative"} and t.lower in {"me", "us"} for t in clause.below)
        idle = clause.verb.lemma in _words("thinking") or (told_me and clause.verb.lemma != "let")
        return None if idle else clause.verb.index
    subject = clause.subject
    if subject is None:
        return _own_course(parse, voice, clause) if clause.present else None
    found = _aim(parse, clause, subject)
    if found is None and (own(parse, voice, subject) or his_body(parse, voice, subject)):
        found = _own_course(parse, voice, clause)
    if found is None and voice.kind not in {"expert", "witness"}:
        found = _scheduled(parse, voice, clause)
    if found is None and voice.kind != "expert":
        found = _on_terms(clause, subject)
    if found is None and voice.kind == "official":
        found = _decided(voice, clause, subject)
    return required(parse, voice.kind, clause) if found is None else found


def _aim(parse: Parse, clause: Clause, subject: Token) -> int | None:
    """The word that names an aim: "our goal is", "the offer stands", "the talks aim to"."""
    verb = clause.verb
    aimed = infinitive(parse, verb.index) is not None
    if subject.lemma in _words("nouns") and verb.lemma in {"be", "remain"} and aimed:
        return subject.index
    if verb.lemma in {"plan", "intend"} and aimed and clause.present:
        return verb.index
    if subject.lemma in _words("offers") and verb.lemma in {"stand", "remain", "stay"}:
        return subject.index
    if verb.lemma == "aim" and subject.lower not in {"he", "she"}:
        return verb.index
    meant = clause.passive and verb.lemma in {"intend", "aim"}
    return verb.index if meant and infinitive(parse, verb.index) else None


def _own_course(parse: Parse, voice: Voice, clause: Clause) -> int | None:
    """The word by which the speaker tells what he will, would not, or wants to do."""
    future = clause.future
    if future is not None:
        idle = voice.direct and clause.supposed
        return None if idle or clause.verb.lemma in _words("befalling") else future
    return (
        _bent(parse, clause)
        or _planned(parse, clause)
        or _asked(clause, direct=voice.direct)
        or _resolve(parse, clause)
    )


def _bent(parse: Parse, clause: Clause) -> int | None:
    """The predicate that tells what its subject is bent on: "is ready to", "is committed to",
    "is not interested in"."""
    for token in clause.below:
        inclined = token.dep in {"acomp", "attr"} and token.lower in _words("adjectives")
        if inclined and (infinitive(parse, token.index) or _on(parse, token)):
            return token.index
        if token.dep == "acomp" and token.lemma == "interested" and clause.negation is not None:
            return token.index
    verb = clause.verb
    is_ = clause.passive or any(t.dep == "aux" and t.lemma == "be" for t in clause.below)
    bent = verb.tag == "VBN" and is_ and verb.lemma in _words("bent")
    aimed = infinitive(parse, verb.index) is not None or _on(parse, verb)
    return verb.index if bent and aimed else None


def _on(parse: Parse, token: Token) -> bool:
    """Whether a preposition with a gerund hangs on a word: "committed to rescuing"."""
    for prep in below(parse, token.index):
        if prep.dep == "prep" and any(t.tag == "VBG" for t in below(parse, prep.index)):
            return True
    return False


def _planned(parse: Parse, clause: Clause) -> int | None:
    """The verb of a plan: "plans to sail", "is going to sail", "we are not leaving"."""
    verb = clause.verb
    aimed = infinitive(parse, verb.index) is not None
    done = clause.perfect or "had" in clause.helpers
    if verb.lemma in _words("verbs") and aimed and not done:
        return verb.index
    if verb.tag != "VBG":
        return None
    if verb.lemma == "go" and aimed:
        return verb.index
    we = clause.subject is not None and clause.subject.lower in FIRST
    refused = clause.negation is not None and we and not clause.past
    moving = verb.lemma in _words("moving") and not clause.past and not clause.perfect
    return verb.index if refused or moving else None


def _asked(clause: Clause, *, direct: bool) -> int | None:
    """The verb of a demand: "we demand a recount", "she wanted answers", "we need help".

    "We asked for help" tells what was done.
    """
    verb = clause.verb
    told = clause.past and (direct or verb.lemma not in {"want", "need"})
    if told or clause.passive or clause.perfect or clause.negation is not None:
        return None
    object_ = clause.child("dobj", "ccomp", "xcomp", "prep")
    if object_ is not None and object_.lemma in _words("minding"):
        return None
    wished = verb.lemma in {"want", "need"} or verb.lemma in _words("asking")
    return verb.index if wished and object_ is not None else None


def _resolve(parse: Parse, clause: Clause) -> int | None:
    """The noun of a plan that the speaker has: "we have no plans to sell"."""
    noun = clause.child("dobj", "attr")
    if noun is None or clause.verb.lemma not in {"have", "be", "make", "reserve", "take"}:
        return None
    kept = clause.verb.lemma == "reserve" and noun.lemma == "right"
    none = any(token.lower == "no" for token in below(parse, noun.index))
    planned = (
        not none and noun.lemma in _words("nouns") and infinitive(parse, noun.index) is not None
    )
    return noun.index if kept or planned else None


def _on_terms(clause: Clause, subject: Token) -> int | None:
    """The "will" of a conditional offer: "the union would only talk once the ban is lifted", "the
    offer will lapse unless it is accepted"."""
    if clause.future is None or not any(t.dep == "advcl" for t in clause.below):
        return None
    only = any(token.lower == "only" for token in clause.below) and _acts(subject)
    return clause.future if only or subject.lemma in _words("offers") else None


def _decided(voice: Voice, clause: Clause, subject: Token) -> int | None:
    """The "will" of what people or a body will do, told by who has a say: "crews will walk out".

    What befalls them, or what they will be, is a forecast from anybody.
    """
    if (
        clause.future is None
        or "have" in clause.helpers
        or clause.verb.lemma in _words("befalling")
    ):
        return None
    supposed = voice.direct and clause.supposed
    acting = subject.pos != "PRON" and _acts(subject) and not supposed
    return clause.future if acting and clause.verb.lemma not in {"be", "have"} else None


def _scheduled(parse: Parse, voice: Voice, clause: Clause) -> int | None:
    """The word that tells what is arranged: "the bridge will be closed", "is due to open"."""
    future = clause.future
    course = _words("course") if voice.kind == "official" else _words("opening")
    if future is not None and not clause.helpers & {"have"}:
        arranged = clause.passive and clause.verb.lemma not in _words("befalling")
        return future if arranged or clause.verb.lemma in course else None
    for token in clause.below:
        due = token.dep in {"acomp", "attr"} and token.lemma in {"due", "set", "slated"}
        if due and infinitive(parse, token.index):
            return token.index
    set_down = clause.passive and clause.verb.lemma in {"schedule", "slate", "set"}
    return clause.verb.index if set_down and infinitive(parse, clause.verb.index) else None


def required(parse: Parse, kind: Kind, clause: Clause) -> int | None:
    """The "must" of a demand: "the vote must be repeated"; "should" where others are told."""
    subject = clause.subject
    if subject is None or subject.pos == "PRON":
        return None
    have_to = clause.verb.lemma in {"have", "need"} and clause.present
    if have_to and infinitive(parse, clause.verb.index):
        return clause.verb.index
    for token in clause.below:
        if token.dep == "aux" and token.lower in {"must", "should"}:
            break
    else:
        return None
    acting = clause.passive or clause.verb.lemma not in {"be", "have", "feel", "remember", "seem"}
    if "have" in clause.helpers or not acting:
        return None
    if token.lower == "must":
        return token.index
    told = clause.passive or _acts(subject)
    return token.index if told and kind != "expert" else None


def _acts(subject: Token) -> bool:
    """Whether a subject is somebody who can do something: people, a body, a name."""
    lemma = subject.lemma
    return (
        subject.label in {"ORG", "GPE", "PERSON", "NORP"}
        or lemma in bodies() | _words("public")
        or vocabulary().person_noun(lemma)
        or vocabulary().body_noun(lemma)
    )


def announced(clause: Clause, *, verb: str) -> int | None:
    """The word by which a decision is announced: "announced that the state would pay", "that it
    is moving"."""
    if verb not in _words("announcing"):
        return None
    if clause.future is not None:
        return clause.future
    moving = clause.verb.tag == "VBG" and not clause.perfect
    return clause.verb.index if moving and clause.verb.lemma in _words("moving") else None
