"""Words that attribute: where they stand and which frames they open.

A cue is the verb group ("has claimed"), the noun ("claim"), the preposition ("according to") or the
adverb ("reportedly") by which a text ascribes words to a source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from crosswire.extract.statement.lexicon import Frame, Lexicon
from crosswire.parse import Parse, Token

CueKind = Literal["verb", "adjective", "noun", "preposition", "adverb"]

_VERBAL = frozenset({"VERB", "AUX"})
_BEFORE_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})
TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NEVER = frozenset({"never", "hardly", "longer", "neither", "nor"})
_STATES = frozenset({"be", "feel", "sound", "remain"})
_BE = frozenset({"be", "get"})


@dataclass(frozen=True, slots=True)
class Cue:
    """Words `first` to `last` exclusive that attribute; `head` is the word that decides.

    `passive` for "was reported"; `negated` for "did not say".
    """

    kind: CueKind
    first: int
    last: int
    head: int
    lemma: str
    passive: bool = False
    negated: bool = False


def find(parse: Parse, lexicon: Lexicon) -> tuple[Cue, ...]:
    """All words of a story that may attribute, in the order of the text."""
    known = _known_verbs(lexicon)
    phrasal = {lemma.partition("-")[0] for lemma in known if "-" in lemma}
    found: list[Cue] = []
    for token in parse.tokens:
        if (token.lemma in known or token.lemma in phrasal) and (
            token.pos in _VERBAL or _misread(parse, token)
        ):
            found.extend(_verb(parse, token, token.lemma, known))
        elif token.lower in _FORMS and _misread(parse, token):
            found.extend(_verb(parse, token, _FORMS[token.lower], known))
        elif token.lower in lexicon.adjective:
            found.extend(_adjective(parse, token))
        elif token.pos == "NOUN" and token.lemma in _nouns(parse, token, lexicon):
            found.append(Cue("noun", token.index, token.index + 1, token.index, token.lemma))
        elif token.lower in lexicon.adverb:
            found.append(Cue("adverb", token.index, token.index + 1, token.index, token.lower))
        else:
            found.extend(_preposition(parse, token, lexicon))
    return tuple(found)


def _adjective(parse: Parse, token: Token) -> Iterator[Cue]:
    """The verb and the adjective of "is confident that S", up to the adjective."""
    above = parse.tokens[token.head]
    if token.dep in {"acomp", "oprd"} and above.lemma in _STATES:
        helper = next(
            (c for c in parse.children[above.index] if parse.tokens[c].dep == "aux"), None
        )
        first = helper if helper is not None else above.index
        negated = any(parse.tokens[c].dep == "neg" for c in parse.children[above.index])
        yield Cue("adjective", first, token.index + 1, above.index, token.lower, False, negated)


def _nouns(parse: Parse, token: Token, lexicon: Lexicon) -> Frame:
    """The nouns that may attribute where a word stands: more of them before a colon."""
    if token.lemma in lexicon.noun or token.lemma not in lexicon.colon:
        return lexicon.noun
    colon = parse.subtree(token.index)[-1] + 1
    before = parse.text[token.end : token.end + 1] == ":" or (
        colon < len(parse.tokens) and parse.tokens[colon].text == ":"
    )
    return lexicon.colon if before else lexicon.noun


def _known_verbs(lexicon: Lexicon) -> frozenset[str]:
    """All lemmas that attribute as verbs, whatever the frame."""
    frames = (
        lexicon.clause,
        lexicon.infinitive,
        lexicon.object,
        lexicon.as_,
        lexicon.complement,
        lexicon.of,
        lexicon.object_infinitive,
        lexicon.for_,
        lexicon.at,
        lexicon.speaking_of,
        lexicon.passive,
        lexicon.reduced,
    )
    return frozenset().union(*frames, lexicon.evidence_verb)


_FORMS = {
    "says": "say",
    "said": "say",
    "warns": "warn",
    "claims": "claim",
    "reports": "report",
    "denies": "deny",
    "vows": "vow",
    "tells": "tell",
    "adds": "add",
    "announces": "announce",
    "confirms": "confirm",
    "insists": "insist",
    "read": "read",
    "reads": "read",
}
"""Finite forms that the model takes for nouns, above all in headlines."""


def _misread(parse: Parse, token: Token) -> bool:
    """Whether a finite form of a reporting verb was taken for a noun: "Fire spreads, mayor says".

    Only at the end of a sentence, before a quotation or before "that", where a noun is unlikely.
    """
    if token.pos not in {"NOUN", "PROPN", "ADJ"}:
        return False
    if _closing(parse, token):
        return True
    if token.lower not in _FORMS or token.index == parse.sentences[token.sentence].first:
        return False
    if token.index and parse.tokens[token.index - 1].pos in {"DET", "ADJ", "ADP", "NUM"}:
        return False
    before = parse.tokens[parse.sentences[token.sentence].first : token.index]
    if any(word.tag in TENSED for word in before):
        return False
    following = parse.tokens[token.index + 1] if token.index + 1 < len(parse.tokens) else None
    return (
        following is None
        or following.sentence != token.sentence
        or following.lower in {"that", "“", '"', "'", "‘", ":"}
    )


def _closing(parse: Parse, token: Token) -> bool:
    """Whether a word in -s behind a name set off by a comma closes a sentence as its verb: "The
    pier is unsafe, Roth & Lindqvist estimates"."""
    last = parse.sentences[token.sentence].last
    ends = all(parse.tokens[i].pos == "PUNCT" for i in range(token.index + 1, last))
    first = token.index
    while first and (parse.tokens[first - 1].pos == "PROPN" or parse.tokens[first - 1].text == "&"):
        first -= 1
    plural = token.tag in {"NNS", "NNPS"} and ends and first < token.index
    return plural and first > 0 and parse.tokens[first - 1].text == ","


def _verb(parse: Parse, token: Token, lemma: str, known: frozenset[str]) -> Iterator[Cue]:
    """The verb group around `token`: auxiliaries, negation and adverbs before it, a particle."""
    first = token.index
    helpers = [parse.tokens[child] for child in parse.children[token.index]]
    for helper in reversed(helpers):
        if helper.dep in _BEFORE_VERB and helper.index == first - 1:
            first = helper.index
    last = token.index + 1
    for helper in helpers:
        if helper.dep in {"prt", "advmod"} and helper.index == last:
            phrasal = f"{lemma}-{helper.lower}"
            lemma = phrasal if phrasal in known else lemma
            last += helper.dep == "prt" or phrasal in known
    negated = any(
        helper.index < token.index and (helper.dep == "neg" or helper.lower in _NEVER)
        for helper in helpers
    )
    yield Cue("verb", first, last, token.index, lemma, _passive(token, helpers), negated)


def _passive(token: Token, helpers: Sequence[Token]) -> bool:
    """Whether a verb is in the passive: "was reported", "deaths reported by the clinic"."""
    if token.tag != "VBN":
        return False
    if token.dep == "acl" and any(helper.dep == "agent" for helper in helpers):
        return True
    return any(
        helper.dep == "auxpass" or (helper.dep == "aux" and helper.lemma in _BE)
        for helper in helpers
    )


def _preposition(parse: Parse, token: Token, lexicon: Lexicon) -> Iterator[Cue]:
    """A fixed phrase such as "according to" that begins at `token`."""
    for phrase in lexicon.preposition:
        if token.lower == phrase[0]:
            last = token.index + len(phrase)
            words = tuple(word.lower for word in parse.tokens[token.index : last])
            if words == phrase:
                yield Cue("preposition", token.index, last, token.index, " ".join(phrase))


def finite(parse: Parse, cue: Cue) -> bool:
    """Whether the verb group of a cue has a tense: "says", "has said", but not "saying"."""
    words = parse.tokens[cue.first : cue.last]
    misread = parse.tokens[cue.head].tag in {"NNS", "NNPS"}
    return misread or any(word.tag in TENSED for word in words)


def tense(parse: Parse, cue: Cue) -> str:
    """The tag of the verb that carries the tense of a cue, or "" where none does."""
    words = parse.tokens[cue.first : cue.last]
    return next((word.tag for word in words if word.tag in TENSED), "")


def modal(parse: Parse, cue: Cue) -> bool:
    """Whether the verb tells what may or will be said, not what was: "would say"."""
    return tense(parse, cue) == "MD"
