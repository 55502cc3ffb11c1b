"""What a source does by its words: assert, deny, intend or judge.

The cue's frame gives a first answer; a plain "said" leaves it to the words that were said: "we will
rebuild" is an intention, "it was a disgrace" a judgement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.extract.statement.cue import TENSED
from crosswire.extract.statement.quotation import Quotation
from crosswire.extract.statement.scene import Draft
from crosswire.lexicon import load
from crosswire.parse import Parse, Token
from crosswire.row import Act

_FIRST = frozenset({"i", "we"})
_THIRD = frozenset({"he", "she", "it", "they"})


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon of acts."""

    intent_modal: frozenset[str]
    intent_verb: frozenset[str]
    intent_adjective: frozenset[str]
    intent_noun: frozenset[str]
    stance_modal: frozenset[str]
    stance_adverb: frozenset[str]
    stance_verb: frozenset[str]
    judgement_adjective: frozenset[str]
    judgement_noun: frozenset[str]
    course: frozenset[str]
    announcing: frozenset[str]
    foreboding: frozenset[str]
    anybody: frozenset[str]
    feeling: frozenset[str]
    within_reach: frozenset[str]
    undeniable: frozenset[str]


@cache
def words() -> Words:
    """The lexicon of acts, read once."""
    table = load("act.toml")

    def take(section: str, key: str) -> frozenset[str]:
        return frozenset(table[section][key].split())

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
        course=take("intent", "course"),
        announcing=take("intent", "announcing"),
        foreboding=take("stance", "foreboding"),
        anybody=take("stance", "anybody"),
        feeling=take("stance", "feeling"),
        within_reach=take("stance", "within_reach"),
        undeniable=take("denial", "not_done"),
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer with the rule that gave it and the words that the rule looked at."""

    rule: str
    words: tuple[int, ...] = ()


def act(parse: Parse, draft: Draft, quotations: Sequence[Quotation]) -> tuple[Act, Finding]:
    """What a source does by the words of a draft, and why."""
    cue = tuple(range(*draft.cue[0])) if draft.cue else ()
    if draft.act != "asserts" or draft.rule not in _OPEN:
        return draft.act, Finding(f"frame: {draft.rule}", cue)
    content = [parse.tokens[i] for first, last in draft.parts for i in range(first, last)]
    clauses = tuple(_clauses(parse, content))
    foretold = _foretold(parse, draft, clauses)
    if foretold is not None:
        return foretold
    for act_, rule, test in _TESTS:
        found = _mostly(tuple(test(parse, draft, clause) for clause in clauses))
        if found:
            return act_, Finding(rule, found)
    quoted = _judged_in_quotes(parse, content, quotations)
    if quoted:
        return "evaluates", Finding("the source judges in the words that are quoted", quoted)
    return "asserts", Finding(f"frame: {draft.rule}", cue)


def _foretold(parse: Parse, draft: Draft, clauses: Sequence[_Clause]) -> tuple[Act, Finding] | None:
    """The act of a cue that looks ahead, where the content does too: "warned it would rise",
    "announced that the state would pay"."""
    if not draft.cue or not clauses:
        return None
    future = _future(clauses[0])
    lemmas = {token.lemma for token in parse.tokens[draft.cue[0][0] : draft.cue[0][1]]}
    if future is None:
        return None
    if lemmas & words().foreboding:
        return "evaluates", Finding("the source warns of what will be", (future,))
    if lemmas & words().announcing:
        return "intends", Finding("the source announces what will be done", (future,))
    return None


_OPEN = frozenset(
    {"clause", "same speaker", "according to", "quoted as saying", "headline", "post"}
)
"""Rules whose cue leaves the act to the content."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A main clause of a content: its verb, its subject, and what else hangs on the verb."""

    verb: Token
    subject: Token | None
    below: tuple[Token, ...]


def _mostly(found: Sequence[int | None]) -> tuple[int, ...]:
    """The words found, where at least half of the clauses have one."""
    words_found = tuple(index for index in found if index is not None)
    return words_found if 2 * len(words_found) >= len(found) else ()


def _clauses(parse: Parse, content: Sequence[Token]) -> Iterator[_Clause]:
    """The main clauses of a content: its first verb, those joined to it, those of later sentences.

    A clause without a subject of its own has that of the clause it is joined to.
    """
    inside = {token.index for token in content}
    seen: set[int] = set()
    for token in content:
        if token.tag not in TENSED:
            continue
        verb = _helped(parse, token, inside)
        top = verb.head not in inside or verb.dep == "ROOT"
        joined = verb.dep == "conj" and verb.head in seen
        if verb.index not in seen and (not seen or top or joined):
            seen.add(verb.index)
            below = tuple(parse.tokens[c] for c in parse.children[verb.index])
            yield _Clause(verb, _subject(parse, verb), below)


def _helped(parse: Parse, token: Token, inside: set[int]) -> Token:
    """The verb that an auxiliary helps, as far as it stands inside; any other verb itself."""
    while token.head in inside and token.dep in {"aux", "auxpass"}:
        token = parse.tokens[token.head]
    return token


def main_verb(parse: Parse, content: Sequence[Token]) -> Token | None:
    """The main verb of the first clause of a content."""
    inside = {token.index for token in content}
    first = next((token for token in content if token.tag in TENSED), None)
    return None if first is None else _helped(parse, first, inside)


def _subject(parse: Parse, verb: Token) -> Token | None:
    """The subject of a verb, or of the one that it is joined to."""
    while True:
        for child in parse.children[verb.index]:
            if parse.tokens[child].dep in {"nsubj", "nsubjpass"}:
                return parse.tokens[child]
        if verb.dep != "conj":
            return None
        verb = parse.tokens[verb.head]


def _intends(parse: Parse, draft: Draft, clause: _Clause) -> int | None:
    """The word by which the speaker tells what he, or what is his to decide, will do."""
    lexicon = words()
    verb, subject = clause.verb, clause.subject
    if subject is None:
        return None
    if subject.lemma in lexicon.intent_noun and verb.lemma == "be":
        return subject.index
    future = _future(clause)
    if _speaks_of_himself(parse, draft, subject):
        return future if future is not None else _resolve_of(parse, clause)
    scheduled = _is_passive(clause) or verb.lemma in lexicon.course
    return future if scheduled else None


def _future(clause: _Clause) -> int | None:
    """The "will" or "would" of a clause."""
    modals = words().intent_modal
    return next((t.index for t in clause.below if t.dep == "aux" and t.lower in modals), None)


def _resolve_of(parse: Parse, clause: _Clause) -> int | None:
    """The word that says what its subject is bent on: "plans to", "is ready to", "is going to"."""
    lexicon, verb = words(), clause.verb
    for token in clause.below:
        if token.dep == "acomp" and token.lemma in lexicon.intent_adjective and _to(parse, token):
            return token.index
    bent = verb.lemma in {"commit", "focus", "determine"} and verb.tag == "VBN"
    going = verb.lemma == "go" and verb.tag == "VBG"
    planned = (verb.lemma in lexicon.intent_verb or going) and _to(parse, verb)
    return verb.index if bent or planned else None


def _is_passive(clause: _Clause) -> bool:
    """Whether a clause is in the passive."""
    return any(token.dep == "auxpass" for token in clause.below)


def _to(parse: Parse, token: Token) -> bool:
    """Whether an infinitive with "to" hangs on a word."""
    return any(
        parse.tokens[c].dep == "xcomp"
        and any(parse.tokens[g].lower == "to" for g in parse.children[c])
        for c in parse.children[token.index]
    )


def _speaks_of_himself(parse: Parse, draft: Draft, subject: Token) -> bool:
    """Whether the subject of what was said is the one who says it, or his own: "we", "our crews",
    or "it" and "its board" in "the firm said it would pay"."""
    own = [parse.tokens[c] for c in parse.children[subject.index] if parse.tokens[c].tag == "PRP$"]
    if subject.lower in _FIRST or any(token.lower in {"our", "my"} for token in own):
        return True
    if draft.source is None:
        return False
    source = parse.tokens[draft.source.head]
    if subject.lower in _THIRD:
        return _may_stand_for(subject, source)
    if own:
        return own[0].lower in {"its", "his", "her", "their"}
    return subject.lemma == source.lemma and subject.pos != "PRON"


def _may_stand_for(pronoun: Token, source: Token) -> bool:
    """Whether a pronoun may stand for the source: "it" for no plural, "he" for no company."""
    plural = source.tag in {"NNS", "NNPS"}
    if pronoun.lower == "they":
        return plural or source.label != "PERSON"
    if pronoun.lower == "it":
        return not plural and source.label != "PERSON" and source.lower not in {"he", "she"}
    return not plural and source.lower not in {"it", "they"}


def _denies(parse: Parse, draft: Draft, clause: _Clause) -> int | None:
    """The word by which the speaker negates an act of his own: "we did not start this fire"."""
    subject, verb = clause.subject, clause.verb
    if subject is None or verb.lemma in words().undeniable:
        return None
    never = next((t.index for t in clause.below if t.dep == "neg"), None)
    told = {token.lower for token in clause.below if token.dep == "aux"}
    past = verb.tag == "VBD" or bool(told & {"did", "has", "have", "had"})
    own = subject.lower in _FIRST | _THIRD and _speaks_of_himself(parse, draft, subject)
    return never if past and own else None


def _judges(parse: Parse, draft: Draft, clause: _Clause) -> int | None:
    """The word by which the speaker judges, expects or wishes, in a main clause of what he says.

    A "could" or "disaster" in a clause below does not make a judgement of the whole.
    """
    general = _speaks_of_anybody(clause) or _feels(parse, clause) or _too_much(parse, clause)
    if general is not None:
        return general
    for token in clause.below:
        if _takes_stance(parse, draft, clause, token) or _is_verdict(token):
            return token.index
        if token.dep in {"attr", "oprd"}:
            judged = _judged_noun(parse, token, words())
            if judged is not None:
                return judged
    verb = clause.verb
    if verb.lemma in words().stance_verb and not _is_passive(clause):
        return verb.index
    judged_so = _is_passive(clause) and verb.lower in words().judgement_adjective
    return verb.index if judged_so else None


def _speaks_of_anybody(clause: _Clause) -> int | None:
    """The subject of a maxim: "you cannot nurse with bare hands"."""
    subject, tensed = clause.subject, clause.verb.tag in {"VBZ", "VBP", "VB"}
    if subject is None or not tensed or subject.lower not in words().anybody:
        return None
    past = any(token.dep == "aux" and token.tag == "VBD" for token in clause.below)
    return None if past else subject.index


def _feels(parse: Parse, clause: _Clause) -> int | None:
    """The subject of a condolence: "our thoughts are with the families"."""
    subject = clause.subject
    if subject is None or subject.lemma not in words().feeling:
        return None
    own = [parse.tokens[c].lower for c in parse.children[subject.index]]
    return subject.index if {"our", "my", "her", "his", "their"}.intersection(own) else None


def _too_much(parse: Parse, clause: _Clause) -> int | None:
    """The "too" of a judgement of measure: "the wall was raised too fast"."""
    for token in clause.below:
        for child in parse.children[token.index]:
            if parse.tokens[child].lower == "too" and token.pos in {"ADJ", "ADV"}:
                return child
    return None


def _takes_stance(parse: Parse, draft: Draft, clause: _Clause, token: Token) -> bool:
    """Whether an auxiliary or adverb leaves open whether a thing is so, or says it ought to be.

    Not "could not" (was unable to), "it could confirm" (was able to), nor "may have been" (a report
    of what is not yet known).
    """
    if token.dep == "advmod":
        return token.lemma in words().stance_adverb
    if token.dep != "aux" or token.lower not in words().stance_modal:
        return False
    perfect = any(other.dep == "aux" and other.lower == "have" for other in clause.below)
    if perfect and token.lower in {"may", "might", "could"}:
        return False
    if token.lower != "could":
        return True
    able = clause.verb.lemma in words().within_reach and clause.subject is not None
    himself = able and clause.subject and _speaks_of_himself(parse, draft, clause.subject)
    return not himself and not negated(parse, clause.verb.index)


def _is_verdict(token: Token) -> bool:
    """Whether a predicate is a judgement: "reckless", "brighter", "likely"."""
    if token.dep not in {"acomp", "oprd"}:
        return False
    lexicon = words()
    return (
        token.lemma in lexicon.judgement_adjective
        or token.lower in lexicon.stance_adverb
        or token.tag in {"JJR", "JJS"}
    )


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


def _judged_in_quotes(
    parse: Parse, content: Sequence[Token], quotations: Sequence[Quotation]
) -> tuple[int, ...]:
    """A judging word that an outlet left in quotation marks: the plan was "reckless".

    Outlets quote a few words of a clause where these are the speaker's own view.
    """
    lexicon = words()
    inside = {token.index for token in content}
    for quotation in quotations:
        if quotation.first not in inside or quotation.last - quotation.first > _FRAGMENT:
            continue
        for token in parse.tokens[quotation.first : quotation.last]:
            if token.pos == "ADJ" and token.lemma in lexicon.judgement_adjective:
                return (token.index,)
            if token.pos == "NOUN" and token.lemma in lexicon.judgement_noun:
                return (token.index,)
    return ()


_Test = Callable[[Parse, Draft, _Clause], int | None]

_TESTS: Sequence[tuple[Act, str, _Test]] = (
    ("denies", "the source negates an act of its own", _denies),
    ("intends", "the source tells what will be done", _intends),
    ("evaluates", "the source judges or expects", _judges),
)
"""What the clauses of a content are tried for, in this order."""

_FRAGMENT = 8
"""Words of a quotation that is a fragment of a sentence rather than one."""


def negated(parse: Parse, index: int) -> bool:
    """Whether a "not" hangs on a word."""
    return any(parse.tokens[c].dep == "neg" for c in parse.children[index])
