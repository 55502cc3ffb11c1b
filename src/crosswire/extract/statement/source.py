"""Who is said to speak: the noun phrases behind a cue, by its grammar."""

from __future__ import annotations

from collections.abc import Iterable

from crosswire.extract.mention.reference import Reference
from crosswire.extract.mention.vocabulary import vocabulary
from crosswire.extract.statement.cue import Cue, finite
from crosswire.extract.statement.lexicon import Lexicon
from crosswire.parse import Parse, Token

_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_NAMING = frozenset({"PROPN", "NOUN", "ADJ", "DET"})
_NEVER_SUBJECT = frozenset({"ADV", "ADJ", "VERB", "INTJ", "ADP", "X"})
"""Kinds of words that are no subject: one that the parse makes a subject is a name."""

_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_SPEAKING_ENDINGS = ("man", "woman", "men", "women", "ist", "ists", "person", "people")


_SHORTEST = 3
_PHRASE = frozenset({"PROPN", "NOUN", "ADJ", "DET", "PART", "NUM"})
_WITHIN = frozenset({"of", "for"})
"""Prepositions within a title: "the head of the guard", "the spokesman for the mine"."""
_NOT_BEFORE = frozenset({"cc", "conj", "relcl", "advcl", "preconj"})
_PAIRING = frozenset({"both", "either", "neither"})


def of_verb(parse: Parse, cue: Cue, lexicon: Lexicon) -> tuple[Reference, ...]:
    """The sources of a verb: its subject, or the by-phrase of a passive; each of joint ones."""
    if cue.passive:
        agent = _agent(parse, cue.head)
        return () if agent is None else joint(parse, agent, keep_off=range(cue.first, cue.last))
    own = own_subject(parse, cue.head)
    if own is None or not can_speak(parse, own, lexicon):
        apposed = _apposed(parse, cue)
        if apposed is not None:
            return (apposed,)
    head = subject(parse, cue.head)
    if head is None:
        return _adjacent(parse, cue, lexicon)
    return joint(parse, head, keep_off=range(cue.first, cue.last))


def _adjacent(parse: Parse, cue: Cue, lexicon: Lexicon) -> tuple[Reference, ...]:
    """The name right before a finite verb to which the parse gave no subject: "In a letter on
    Sunday Ms Roth had warned that ...", where it takes "Sunday Ms Roth" for one name."""
    last = cue.first
    if not finite(parse, cue) or last < 1 or parse.tokens[last - 1].pos not in _NAMING:
        return ()
    first = _back(parse, last, _NAMING, stop=lexicon.calendar)
    return (Reference(first, last, last - 1),) if first < last else ()


def _apposed(parse: Parse, cue: Cue) -> Reference | None:
    """A name and what stands beside it in commas before a verb: "Ana Ruiz, the governor of the
    bank, said"; "the governor of the bank, Ana Ruiz, said"."""
    last = cue.first - 1
    if last < _SHORTEST or parse.tokens[last].text != "," or not finite(parse, cue):
        return None
    inner = _back(parse, last, _PHRASE)
    if inner in (0, last) or parse.tokens[inner - 1].text != ",":
        return None
    first = _back(parse, inner - 1, _PHRASE)
    if first == inner - 1:
        return None
    named = [i for i in range(inner, last) if parse.tokens[i].label == "PERSON"]
    outer = [i for i in range(first, inner - 1) if parse.tokens[i].pos == "PROPN"]
    heads = named or outer
    return Reference(first, last, heads[-1]) if heads else None


def _back(
    parse: Parse, end: int, kinds: frozenset[str], *, stop: frozenset[str] = frozenset()
) -> int:
    """The first of the words of some kinds that stand right before a word."""
    first = end
    while first > 0 and parse.tokens[first - 1].lower not in stop:
        before = parse.tokens[first - 1]
        if before.pos not in kinds and before.tag != "PRP$" and before.lower not in _WITHIN:
            break
        first -= 1
    return first


def subject(parse: Parse, verb: int, *, depth: int = 4) -> int | None:
    """The head of a verb's subject, looked for in the verbs that it is joined to, or None.

    "who" stands for the noun before it; "adding" has the subject of the verb it hangs on.
    """
    token = parse.tokens[verb]
    own = own_subject(parse, verb)
    if own is not None:
        return _antecedent(parse, token, own)
    above = parse.tokens[token.head]
    if depth == 0 or above.index == verb:
        return None
    if token.dep in {"acl", "relcl"} and above.pos in _NOMINAL:
        return above.index
    if token.dep in {"conj", "advcl", "xcomp", "ccomp", "dep", "parataxis", "acl", "pcomp"}:
        if above.pos in {"VERB", "AUX"}:
            return subject(parse, above.index, depth=depth - 1)
        if token.dep == "pcomp" and above.head != above.index:
            return subject(parse, above.head, depth=depth - 1)
    return None


def own_subject(parse: Parse, verb: int) -> int | None:
    """The word that the parse hangs on a verb as its subject, or None; of several before it the
    nearest: "a step he welcomed; a spokesman for the mine said"."""
    found = [c for c in parse.children[verb] if parse.tokens[c].dep in _SUBJECT]
    before = [c for c in found if c < verb]
    before = [c for c in before if parse.tokens[c].dep != "expl"] or before
    return max(before) if before else next(iter(found), None)


def _antecedent(parse: Parse, verb: Token, own: int) -> int | None:
    """The noun that a relative pronoun stands for; any other subject stands for itself."""
    token = parse.tokens[own]
    if token.dep == "expl" or (token.lower in {"it", "there"} and token.dep == "nsubjpass"):
        return None
    if token.lower in _RELATIVE and verb.dep in {"relcl", "acl", "ccomp", "conj"}:
        above = parse.tokens[verb.head]
        if above.pos in _NOMINAL and above.index < own:
            return _human(parse, above) if token.lower == "who" else above.index
        return _noun_before(parse, own)
    return own


def _human(parse: Parse, noun: Token) -> int:
    """Who is meant by "who" behind a body: "Osk of broker Lumo & Tarn, who", not the broker."""
    for above in (noun, *parse.ancestors(noun.index)):
        if above.pos not in _NOMINAL and above.pos != "ADP":
            break
        human = above.label == "PERSON" or vocabulary().person_noun(above.lemma)
        if human or above.tag in {"NNS", "NNPS"}:
            return above.index
    return noun.index


def _noun_before(parse: Parse, index: int) -> int | None:
    """The head of the noun phrase that ends right before a word."""
    at = index - 1
    if at >= 0 and parse.tokens[at].text == ",":
        at -= 1
    if at < 0 or parse.tokens[at].pos not in _NOMINAL:
        return None
    return noun_head(parse, at)


def noun_head(parse: Parse, index: int) -> int:
    """The head of the noun phrase that a word belongs to."""
    while True:
        token = parse.tokens[index]
        above = parse.tokens[token.head]
        if token.dep not in {"compound", "nmod", "poss", "amod", "flat", "nummod"}:
            return index
        if above.index == index or token.dep == "poss":
            return index
        index = above.index


def _agent(parse: Parse, verb: int) -> int | None:
    """The head of the by-phrase of a passive verb, or None."""
    for child in (*parse.children[verb], *_behind_as(parse, verb)):
        token = parse.tokens[child]
        if token.dep == "agent" or (token.lower == "by" and token.dep == "prep"):
            return next((c for c in parse.children[child] if parse.tokens[c].dep == "pobj"), None)
    return None


def _behind_as(parse: Parse, verb: int) -> tuple[int, ...]:
    """The words that hang on the noun behind "as": "hailed as a heroine by parents"."""
    nouns = (
        below
        for child in parse.children[verb]
        if parse.tokens[child].lower == "as"
        for below in parse.children[child]
    )
    return tuple(word for noun in nouns for word in parse.children[noun])


def joint(parse: Parse, head: int, *, keep_off: Iterable[int] = ()) -> tuple[Reference, ...]:
    """A noun phrase, and each that is joined to it by "and": "the ministry and the governor"."""
    heads = [head]
    for at in heads:
        heads.extend(
            child
            for child in parse.children[at]
            if parse.tokens[child].dep == "conj" and parse.tokens[child].pos in _NOMINAL
            if _and_joins(parse, at, child)
        )
    off = frozenset(keep_off)
    return tuple(phrase(parse, at, keep_off=off | frozenset(heads) - {at}) for at in heads)


def _and_joins(parse: Parse, first: int, second: int) -> bool:
    """Whether two nouns that the parse joins have an "and" or a further noun behind them; else the
    second stands in apposition: "the head of the guard, Ana Ruiz, said"."""
    joins = any(parse.tokens[i].pos == "CCONJ" for i in range(first, second))
    listed = any(parse.tokens[c].dep in {"cc", "conj"} for c in parse.children[second])
    slash = parse.tokens[second - 1].text in {"&", "/"}
    return joins or listed or slash


def phrase(parse: Parse, head: int, *, keep_off: frozenset[int] = frozenset()) -> Reference:
    """The noun phrase around a head, without the words of `keep_off` and what hangs on them."""
    first, last = head, head + 1
    for child in reversed(parse.children[head]):
        token = parse.tokens[child]
        if child < head and token.dep not in _NOT_BEFORE and token.lower not in _PAIRING:
            branch = parse.subtree(child)
            if branch[-1] + 1 >= first and not keep_off.intersection(branch):
                first = min(first, branch[0])
    for child in parse.children[head]:
        token = parse.tokens[child]
        if child > head and token.dep in {"prep", "appos", "acl", "nummod", "compound", "amod"}:
            branch = parse.subtree(child)
            joined = all(parse.tokens[i].pos in {"PUNCT", "PART"} for i in range(last, branch[0]))
            if joined and not keep_off.intersection(range(last, branch[-1] + 1)):
                last = branch[-1] + 1
    first = _past_marks(parse, first, head)
    return Reference(
        first, _bracket_closed(parse, first, _before_relative(parse, head, last)), head
    )


def _before_relative(parse: Parse, head: int, last: int) -> int:
    """The end of a phrase without a relative clause that commas set off: "Ana Ruiz, who ..."."""
    for index in range(head + 1, last - 1):
        relative = parse.tokens[index + 1].tag in {"WP", "WDT", "WP$"}
        if relative and parse.tokens[index].text == ",":
            return index
    return last


def _bracket_closed(parse: Parse, first: int, last: int) -> int:
    """The end of a phrase with the bracket that closes its short form: "the Mining Board (MB)"."""
    text = [token.text for token in parse.tokens[first : last + 1]]
    return last + 1 if "(" in text and ")" not in text[:-1] and text[-1] == ")" else last


def _past_marks(parse: Parse, first: int, head: int) -> int:
    """The first word of a phrase that is no mark: a closing quotation mark is no part of a name."""
    while first < head and parse.tokens[first].pos == "PUNCT":
        first += 1
    return first


def can_speak(parse: Parse, head: int, lexicon: Lexicon) -> bool:
    """Whether a noun may stand for somebody who says something, or for a text that does."""
    token = parse.tokens[head]
    if token.pos == "PRON" or token.lower in lexicon.pronoun:
        return token.lower in lexicon.pronoun
    if token.pos == "PROPN" or token.label in _NAMED or _capitalised(parse, token):
        return True
    if (
        token.pos in _NEVER_SUBJECT
        and token.lower not in lexicon.pronoun
        and token.dep == "nsubj"
        and token.text[:1].isupper()
    ):
        return True
    return (
        _bare_name(parse, token)
        or any(
            parse.tokens[c].label in _NAMED
            for c in parse.children[head]
            if parse.tokens[c].dep == "appos"
        )
        or token.lemma in lexicon.speaker_noun
        or token.lemma in lexicon.text_noun
        or token.lower.endswith(_SPEAKING_ENDINGS)
        or _doer(token.lemma, lexicon)
    )


def _bare_name(parse: Parse, token: Token) -> bool:
    """Whether a singular noun that opens a sentence is a name: others would need an article."""
    alone = token.tag == "NN" and token.dep == "nsubj" and not parse.children[token.index]
    first = token.index == parse.sentences[token.sentence].first
    return alone and first and token.text[:1].isupper()


def _doer(lemma: str, lexicon: Lexicon) -> bool:
    """Whether a noun names somebody by what he does: "trawlerman", "inspector", "appointee"."""
    ends = len(lemma) > 5 and lemma.endswith(("er", "or", "ian", "ee"))
    return ends and lemma not in lexicon.thing_noun


def _capitalised(parse: Parse, token: Token) -> bool:
    """Whether a word other than the first of its sentence has a capital, as in odd names."""
    first = parse.sentences[token.sentence].first
    return token.text[:1].isupper() and token.index > first


def is_evidence(parse: Parse, head: int, lexicon: Lexicon) -> bool:
    """Whether a noun names a thing that shows: footage, figures, a report."""
    return parse.tokens[head].lemma in lexicon.evidence_noun
