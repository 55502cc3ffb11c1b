"""Main clauses of what is said: verb, subject, tense and mood, and of whom they speak."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswire.extract.statement.cue import TENSED
from crosswire.parse import Parse, Token

_PAST_HELPERS = frozenset({"did", "was", "were", "had"})
_D = frozenset({"'d", "’d"})
_CONTRACTED = frozenset({"'s", "’s", "'re", "’re", "'m", "’m"})
_BEFORE_ORDER = frozenset({"aux", "neg", "intj", "punct", "advmod", "advcl", "cc", "npadvmod"})
_FUTURE = frozenset({"will", "would", "'ll", "’ll", "shall", "wo"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A main clause of a content: its verb, its subject, and what else hangs on the verb."""

    verb: Token
    subject: Token | None
    below: tuple[Token, ...]

    @property
    def helpers(self) -> frozenset[str]:
        """The auxiliaries, in small letters."""
        return frozenset(t.lower for t in self.below if t.dep in {"aux", "auxpass"})

    @property
    def passive(self) -> bool:
        """Whether the clause is in the passive."""
        return any(token.dep == "auxpass" for token in self.below)

    @property
    def past(self) -> bool:
        """Whether the verb group is in the past tense: "fell", "was falling", "did not fall"."""
        told = self.verb.tag == "VBD" and self.verb.lower not in _CONTRACTED
        had = any(t.lower in _D and t.tag == "VBD" for t in self.below if t.dep == "aux")
        return told or had or bool(self.helpers & _PAST_HELPERS)

    @property
    def perfect(self) -> bool:
        """Whether the verb group is in the present perfect: "has fallen"."""
        return bool(self.helpers & {"has", "have", "'ve", "’ve"})

    @property
    def present(self) -> bool:
        """Whether the verb alone carries a present tense: "falls", "does not fall"."""
        if self.verb.tag in {"VBZ", "VBP"} or self.verb.lower in _CONTRACTED:
            return not self.helpers
        return self.verb.tag == "VB" and bool(self.helpers & {"do", "does"})

    @property
    def future(self) -> int | None:
        """The "will" or "would" of the clause."""
        for token in self.below:
            would = token.lower in _D and token.tag == "MD"
            if token.dep == "aux" and (would or token.lower in _FUTURE):
                return token.index
        return None

    @property
    def supposed(self) -> bool:
        """Whether the verb group has a "would"."""
        return any(t.lower == "would" or (t.lower in _D and t.tag == "MD") for t in self.below)

    @property
    def negation(self) -> int | None:
        """The "not" or "never" of the clause."""
        return next((token.index for token in self.below if token.dep == "neg"), None)

    @property
    def imperative(self) -> bool:
        """Whether the clause is an order: "stay at home", "please do not drive"."""
        if self.subject is not None or self.verb.tag not in {"VB", "VBP"}:
            return False
        before = [token for token in self.below if token.index < self.verb.index]
        bare = self.verb.lower == self.verb.lemma
        return (
            bare and self.helpers <= {"do"} and all(token.dep in _BEFORE_ORDER for token in before)
        )

    def child(self, *deps: str) -> Token | None:
        """The first word that hangs on the verb by one of the relations `deps`."""
        return next((token for token in self.below if token.dep in deps), None)


def clauses(parse: Parse, content: Sequence[Token]) -> Iterator[Clause]:
    """The main clauses of a content: its first verb, those joined to it, those of later sentences.

    A clause without a subject of its own has that of the clause it is joined to. Where the parse
    shows no main verb, the first verb stands for it.
    """
    inside = {token.index for token in content}
    verbs: dict[int, Token] = {}
    for token in content:
        if token.tag in TENSED or _orders(token, content):
            verb = _helped(parse, token, inside)
            verbs.setdefault(verb.index, verb)
    main = {v.index for v in verbs.values() if v.head not in inside or v.dep == "ROOT"}
    main = main or set(list(verbs)[:1])
    for verb in verbs.values():
        if verb.index in main or (verb.dep == "conj" and verb.head in main):
            main.add(verb.index)
            yield Clause(verb, _subject(parse, verb), below(parse, verb.index))


def _orders(token: Token, content: Sequence[Token]) -> bool:
    """Whether a bare verb opens a sentence of the content: "Stay away from the river"."""
    if token.tag != "VB" or token.dep not in {"ROOT", "ccomp", "parataxis"}:
        return False
    before = [t for t in content if t.sentence == token.sentence and t.index < token.index]
    return all(t.pos in {"ADV", "INTJ", "PUNCT", "AUX", "PART"} for t in before[-3:])


def _helped(parse: Parse, token: Token, inside: set[int]) -> Token:
    """The verb that an auxiliary helps, as far as it stands inside; any other verb itself."""
    while token.head in inside and token.dep in {"aux", "auxpass"}:
        token = parse.tokens[token.head]
    return token


def _subject(parse: Parse, verb: Token) -> Token | None:
    """The subject of a verb, or of the one that it is joined to."""
    while True:
        for child in parse.children[verb.index]:
            if parse.tokens[child].dep in {"nsubj", "nsubjpass"}:
                return parse.tokens[child]
        if verb.dep != "conj":
            return None
        verb = parse.tokens[verb.head]


def main_verb(parse: Parse, content: Sequence[Token]) -> Token | None:
    """The main verb of the first clause of a content."""
    first = next(clauses(parse, content), None)
    return None if first is None else first.verb


def below(parse: Parse, index: int) -> tuple[Token, ...]:
    """The words that hang on a word."""
    return tuple(parse.tokens[c] for c in parse.children[index])


def negated(parse: Parse, index: int) -> bool:
    """Whether a "not" hangs on a word."""
    return any(parse.tokens[c].dep == "neg" for c in parse.children[index])


def infinitive(parse: Parse, index: int) -> Token | None:
    """The verb of an infinitive with "to" that hangs on a word: "plans to sail"."""
    for token in below(parse, index):
        if token.dep in {"xcomp", "acl", "ccomp", "advcl", "relcl"} and any(
            t.lower == "to" and t.dep == "aux" for t in below(parse, token.index)
        ):
            return token
    return None


def akin(word: str, lemma: str) -> bool:
    """Whether two lemmas share a stem ("release", "releasing"), or one is a compound with the
    other."""
    stem = min(len(word), len(lemma), _STEM)
    joined = lemma.removesuffix("s").endswith(word)
    return joined or (stem >= _SHORTEST and word[:stem] == lemma[:stem])


_STEM = 5
_SHORTEST = 4
