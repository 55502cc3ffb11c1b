"""Disclaimers: the words by which a text says that something could not be verified, and of what.

"The footage could not be verified" speaks of what was just said to be filmed; "neither claim" of
the last two; "her account" of all that she said; "the girls' release" of whatever tells of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.extract.statement.clause import akin, below, negated
from crosswire.extract.statement.scene import Draft
from crosswire.extract.statement.speaker import Speaker
from crosswire.extract.statement.unit import Unit
from crosswire.lexicon import load
from crosswire.parse import Parse, Token
from crosswire.row import Act

_NEGATION = frozenset({"not", "none", "n't", "n’t", "never", "no", "neither", "nor", "cannot"})
_FLAGGED = frozenset({"nsubjpass", "nsubj", "dobj"})
_PAIRED = frozenset({"either", "neither", "both"})
_PRONOUN = frozenset({"it", "this", "that", "them", "these", "those", "which"})


@dataclass(frozen=True, slots=True)
class Disclaimer:
    """A word of checking that is negated, and the head of what could not be checked, or None."""

    word: Token
    flagged: Token | None


@cache
def _words(key: str) -> frozenset[str]:
    """A list of the lexicon of what is unverified."""
    return frozenset(load("act.toml")["unverified"][key].split())


def find(parse: Parse) -> Iterator[Disclaimer]:
    """The disclaimers of a text, in order.

    "The footage could not be independently verified"; "there was no confirmation of the toll".
    """
    verbs, nouns = _words("verbs"), _words("nouns")
    for token in parse.tokens:
        hindered = token.lemma in verbs and _hindered(parse, token)
        missing = token.lemma in nouns and _denied_noun(parse, token)
        if hindered or missing:
            yield Disclaimer(token, _meant(parse, token, _object(parse, token)))


def doubted(
    parse: Parse,
    drafts: Sequence[Draft],
    cast: Sequence[Speaker],
    acts: Sequence[Act],
    units: Sequence[Unit],
) -> Mapping[int, int]:
    """The drafts that a disclaimer speaks of, by number, each with the disclaimer's word.

    What is denied or intended asserts nothing that could be verified.
    """
    found: dict[int, int] = {}
    disclaimers = tuple(find(parse))
    if not disclaimers:
        return found
    firsts = [unit.first for unit in units]
    order = _paragraphs(parse, units)
    placed = [
        _Placed(number, draft, at, order[units[at].block], who.name)
        for number, (draft, who) in enumerate(zip(drafts, cast, strict=True))
        for at in [bisect_right(firsts, draft.first) - 1]
        if acts[number] in {"asserts", "evaluates"}
    ]
    for disclaimer in disclaimers:
        at = bisect_right(firsts, disclaimer.word.index) - 1
        here = _Place(at, order[units[at].block])
        spoken_of = _spoken_of(parse, disclaimer, placed, here)
        for one in [*spoken_of, *_repeated(parse, spoken_of, placed)]:
            found.setdefault(one.number, disclaimer.word.index)
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a disclaimer stands: the number of its unit and of its paragraph."""

    unit: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class _Placed:
    """A draft with its number, its unit, its paragraph and what names its source."""

    number: int
    draft: Draft
    unit: int
    paragraph: int
    source: str


def _paragraphs(parse: Parse, units: Sequence[Unit]) -> dict[int, int]:
    """The number of each block, where captions and headings count with what stands before them."""
    order: dict[int, int] = {}
    count = 0
    for unit in units:
        if unit.block not in order:
            count += parse.blocks[unit.block].kind == "paragraph"
            order[unit.block] = count
    return order


def _spoken_of(
    parse: Parse, disclaimer: Disclaimer, placed: Sequence[_Placed], here: _Place
) -> Sequence[_Placed]:
    """The drafts that a disclaimer speaks of."""
    word, flagged = disclaimer.word.index, disclaimer.flagged
    same = [d for d in placed if d.unit == here.unit and not _holds(d.draft, word)]
    if same:
        return [d for d in same if d.draft.last <= word] or _introduced(parse, disclaimer, same)
    before = [d for d in placed if d.unit < here.unit and here.paragraph - d.paragraph <= 1]
    if flagged is None or flagged.lower in _PRONOUN or flagged.lemma in _words("said"):
        return _last(before, many=_many(parse, flagged))
    if flagged.lemma in _words("told"):
        return _account(parse, flagged, [d for d in placed if d.unit < here.unit], before)
    if flagged.lemma in _words("measure"):
        counted = [d for d in before if _counts(parse, d.draft)]
        return _last(counted, many=_many(parse, flagged))
    if flagged.lemma in _words("shown"):
        shown = [d for d in before if _shows(parse, d.draft)]
        return _last(shown, many=False)
    return [d for d in placed if _tells_of(parse, d.draft, flagged)]


def _repeated(
    parse: Parse, flagged: Sequence[_Placed], placed: Sequence[_Placed]
) -> Iterator[_Placed]:
    """Where the same source says the same in other places, in a headline above all."""
    for one in flagged:
        said = _lemmas(parse, one.draft)
        for other in placed:
            again = _lemmas(parse, other.draft)
            shared = len(said & again)
            same = other.source == one.source and shared >= _TWO
            if same and _HALF * shared >= min(len(said), len(again)):
                yield other


def _lemmas(parse: Parse, draft: Draft) -> frozenset[str]:
    """The nouns, verbs, names and numbers of a content."""
    tokens = (parse.tokens[i] for a, b in draft.parts for i in range(a, b))
    return frozenset(token.lemma for token in tokens if token.pos in _NAMING)


_HALF = 2


def _account(
    parse: Parse, flagged: Token, earlier: Sequence[_Placed], before: Sequence[_Placed]
) -> Sequence[_Placed]:
    """All that the one who spoke last has told; none where two sides are meant."""
    if _paired(parse, flagged):
        return ()
    sources = {d.source for d in _last(before, many=False)}
    return [d for d in earlier if d.source in sources]


def _holds(draft: Draft, word: int) -> bool:
    """Whether a word is part of a content."""
    return any(first <= word < last for first, last in draft.parts)


def _introduced(parse: Parse, disclaimer: Disclaimer, same: Sequence[_Placed]) -> Sequence[_Placed]:
    """What follows in the sentence: "In a claim that could not be verified, they said ..."."""
    above = parse.tokens[disclaimer.word.head]
    headed = disclaimer.word.dep in {"relcl", "acl"} and above.lemma in (
        _words("said") | _words("told") | _words("measure")
    )
    return same if headed else ()


def _last(before: Sequence[_Placed], *, many: bool) -> Sequence[_Placed]:
    """The drafts of the last unit that has any; of the last two sources where two are meant."""
    if not before:
        return ()
    last = max(d.unit for d in before)
    if not many:
        return [d for d in before if d.unit == last]
    sources: list[str] = []
    for one in sorted(before, key=lambda d: -d.draft.first):
        if one.source not in sources and len(sources) < _TWO:
            sources.append(one.source)
    near = [d for d in before if d.paragraph == max(x.paragraph for x in before)]
    return [d for d in near if d.source in sources]


_TWO = 2


def _many(parse: Parse, flagged: Token | None) -> bool:
    """Whether more than one thing is flagged: "neither figure", "these claims"."""
    if flagged is None:
        return False
    return _paired(parse, flagged) or flagged.lower == "them" or flagged.tag == "NNS"


def _paired(parse: Parse, flagged: Token) -> bool:
    """Whether two sides are meant: "either account", "neither", "both claims"."""
    words = {token.lower for token in below(parse, flagged.index)} | {flagged.lower}
    return bool(words & _PAIRED)


def _counts(parse: Parse, draft: Draft) -> bool:
    """Whether a content holds a number."""
    return any(parse.tokens[i].pos == "NUM" for a, b in draft.parts for i in range(a, b))


def _shows(parse: Parse, draft: Draft) -> bool:
    """Whether a draft rests on something that shows: a video, a document."""
    first = draft.source.first if draft.source else draft.first
    words = parse.tokens[min(first, draft.first) : draft.last]
    return draft.rule == "evidence" or any(t.lemma in _words("shown") for t in words)


def _tells_of(parse: Parse, draft: Draft, flagged: Token) -> bool:
    """Whether a content tells of what is flagged: its head and one more of its words."""
    content = [parse.tokens[i] for a, b in draft.parts for i in range(a, b)]
    if any(token.dep == "neg" for token in content):
        return False
    wanted = [
        token.lemma
        for token in (parse.tokens[i] for i in parse.subtree(flagged.index))
        if token.pos in _NAMING and token.index != flagged.index
    ]
    lemmas = [token.lemma for token in content if token.pos in _NAMING]
    return _among(flagged.lemma, lemmas) and any(_among(word, lemmas) for word in wanted)


_NAMING = frozenset({"NOUN", "PROPN", "VERB", "NUM"})


def _among(word: str, lemmas: Sequence[str]) -> bool:
    """Whether one of the lemmas is a word's own, its verb's or a compound with it."""
    return any(akin(word, lemma) for lemma in lemmas)


def _object(parse: Parse, token: Token) -> Token | None:
    """What could not be checked: the object, or the subject of the passive; None where not told."""
    if token.pos == "NOUN":
        for prep in below(parse, token.index):
            if prep.dep == "prep":
                return next((t for t in below(parse, prep.index) if t.dep == "pobj"), None)
        return None
    if token.dep in {"relcl", "acl"} and parse.tokens[token.head].pos in {"NOUN", "PROPN"}:
        return parse.tokens[token.head]
    passive = any(t.dep == "auxpass" for t in below(parse, token.index))
    wanted = {"nsubjpass"} if passive else {"dobj", "ccomp"}
    found = next((t for t in below(parse, token.index) if t.dep in wanted), None)
    if found is not None and found.lemma in {"authenticity", "accuracy", "truth", "veracity"}:
        return next(
            (
                t
                for p in below(parse, found.index)
                if p.dep == "prep"
                for t in below(parse, p.index)
                if t.dep == "pobj"
            ),
            found,
        )
    return found


def _meant(parse: Parse, word: Token, flagged: Token | None) -> Token | None:
    """The noun that a pronoun stands for: "emails support her account, but it is not verified"."""
    if flagged is None or flagged.lower not in _PRONOUN:
        return flagged
    told = _words("told") | _words("said") | _words("measure") | _words("shown")
    first = parse.sentences[word.sentence].first
    before = (parse.tokens[i] for i in range(flagged.index - 1, first - 1, -1))
    return next((t for t in before if t.pos == "NOUN" and t.lemma in told), flagged)


def _hindered(parse: Parse, token: Token) -> bool:
    """Whether checking is negated, or the verb above says that it failed: "unable to verify"."""
    beside = list(below(parse, token.index))
    subject = [t for t in beside if t.dep in {"nsubj", "nsubjpass"}]
    beside += [word for noun in subject for word in below(parse, noun.index)]
    if any(child.dep == "neg" or child.lower in _NEGATION for child in beside):
        return True
    above = parse.tokens[token.head]
    if above.index == token.index:
        return False
    if above.lemma == "able" and negated(parse, above.head):
        return True
    around = [parse.tokens[c].lemma for c in parse.children[above.index]]
    obstacles = _words("obstacles")
    barred = token.dep in {"xcomp", "acl", "relcl"} and obstacles.intersection(around)
    return above.lemma in obstacles or bool(barred)


def _denied_noun(parse: Parse, token: Token) -> bool:
    """Whether a noun of checking stands with "no"."""
    return any(t.lower in {"no", "without"} for t in below(parse, token.index))
