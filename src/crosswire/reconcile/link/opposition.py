"""Claims whose predicates cannot both hold: "the letter is genuine" against "a fake"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from crosswire.extract.place.vocabulary import demonyms
from crosswire.lexicon import load
from crosswire.parse import Token
from crosswire.reconcile.link.claim import Claim, apart
from crosswire.reconcile.link.index import Index
from crosswire.reconcile.link.lexicon import words
from crosswire.reconcile.link.negation import negations
from crosswire.row import Witness

SUBJECT = 2.0
"""The least weight of what two claims with opposed predicates have in common besides them."""

NEWS_CYCLE = 2
"""How many days apart two reports may be that speak of one state of a thing that moves."""

STEM = 3
"""The least number of letters that a name and the adjective of it have in common."""

_PREDICATE = frozenset(
    (
        "ROOT",
        "ccomp",
        "xcomp",
        "acomp",
        "attr",
        "oprd",
        "relcl",
        "acl",
        "advcl",
        "conj",
        "pcomp",
        "dep",
    )
)
"""The grammatical roles in which a word is said of something."""


@dataclass(frozen=True, slots=True)
class Opposed:
    """Two claims and the predicates by which they stand against each other."""

    claim: Claim
    against: Claim
    rule: str
    marks: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with the word by which it says something of a thing."""

    claim: Claim
    mark: Token

    def witness(self) -> Witness:
        """The word, as what a reason rests on."""
        return Witness(self.claim.row.document, self.mark.span)


def opposed(index: Index) -> Iterator[Opposed]:
    """All claims that stand against each other by their predicates."""
    claims = sorted(index.fullest.values(), key=lambda claim: claim.order)
    told = [claim for claim in claims if claim.row.act in ("asserts", "evaluates")]
    yield from _checked(told)
    yield from _judged([claim for claim in claims if claim.row.act == "evaluates"])
    for name, (ones, others) in _pairs().items():
        left = [one for claim in told for one in _predicates(claim, ones)]
        right = [one for claim in told for one in _predicates(claim, others)]
        for one, other in _about_one(index, left, right):
            yield _opposed(f"opposed.{name}", one, other)


@cache
def _pairs() -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    """The two sides of each pair of opposed predicates, by the pair's name."""
    pairs = load("link.toml")["opposed"]
    return {
        name: (frozenset(pair["one"].split()), frozenset(pair["other"].split()))
        for name, pair in pairs.items()
    }


def _predicates(claim: Claim, lexicon: frozenset[str]) -> Iterator[Said]:
    """The words of a lexicon that a claim says of something and does not negate."""
    found = [word for word in claim.words if word.lemma in lexicon and word.dep in _PREDICATE]
    denied = [one.scope for one in negations(claim)] if found else []
    yield from (
        Said(claim, word) for word in found if not any(word.index in scope for scope in denied)
    )


def _about_one(
    index: Index, left: Iterable[Said], right: Iterable[Said]
) -> Iterator[tuple[Said, Said]]:
    """The opposed predicates that are said of one thing, by two sources."""
    holding: dict[object, list[Said]] = defaultdict(list)
    for one in right:
        for key in (*one.claim.terms, one.claim.report):
            holding[key].append(one)
    for one in left:
        keys = (*sorted(one.claim.terms), one.claim.report)
        near = dict.fromkeys(other for key in keys for other in holding.get(key, ()))
        yield from ((one, other) for other in near if _of_one_thing(index, one, other))


def _of_one_thing(index: Index, one: Said, other: Said) -> bool:
    """Whether two predicates are said of one thing: what stands beside them shows it."""
    claim, against = one.claim, other.claim
    if claim.group == against.group or not apart(claim, against):
        return False
    about = claim.terms - {one.mark.lemma, other.mark.lemma}
    return _next_to(claim, against) or index.shared(about, claim, against)[0] >= SUBJECT


def _next_to(one: Claim, other: Claim) -> bool:
    """Whether one claim follows the other in its report, so that they speak of one thing."""
    between = min(abs(one.first - other.last), abs(other.first - one.last))
    return one.report == other.report and between <= 1


def _checked(told: Iterable[Claim]) -> Iterator[Opposed]:
    """Who is said to be stopped and says that he goes on.

    "The marsh rebels have been stopped" against the rebels' own "we go on advancing".
    """
    claims = tuple(told)
    going: dict[str, list[Said]] = defaultdict(list)
    for claim in claims:
        for one in _predicates(claim, words("checked", "going")):
            for party in sorted(claim.parties):
                going[party[:STEM]].append(one)
    for claim in claims:
        for one in _predicates(claim, words("checked", "checking")):
            for other in _met(one, going):
                if apart(claim, other.claim) and _at_one_time(claim, other.claim):
                    yield _opposed("opposed.checked", one, other)


def _met(one: Said, going: Mapping[str, list[Said]]) -> Iterator[Said]:
    """What those say who are said to be checked: they are named under the word for it."""
    below = (one.claim.parse.tokens[i].lower for i in one.claim.parse.subtree(one.mark.index))
    named = tuple(dict.fromkeys(name for word in below for name in (word, *lands(word))))
    found = dict.fromkeys(other for name in named for other in going.get(name[:STEM], ()))
    for other in found:
        if any(akin(name, party) for name in named for party in other.claim.parties):
            yield other


def lands(word: str) -> tuple[str, ...]:
    """The codes of the countries whose people a word stands for."""
    return demonyms().get(word, ())


def akin(word: str, name: str) -> bool:
    """Whether a word is a name, or the adjective of it: "Arvanian" and "Arvania"."""
    if word == name:
        return True
    stem = min(len(word), len(name)) - 1
    return stem >= STEM and word[:stem] == name[:stem]


def _at_one_time(one: Claim, other: Claim) -> bool:
    """Whether two reports may speak of one state of a thing that moves."""
    if one.day is None or other.day is None:
        return one.report == other.report
    return abs((one.day - other.day).days) <= NEWS_CYCLE


def _judged(told: Iterable[Claim]) -> Iterator[Opposed]:
    """Two judgements of one thing, or of what the other side does: "generous" and "too low"."""
    claims = tuple(told)
    good = [one for claim in claims for one in _verdict(claim, "good", "bad")]
    bad = [one for claim in claims for one in _verdict(claim, "bad", "good")]
    for one in good:
        for other in bad:
            if apart(one.claim, other.claim) and _of_ours(one.claim, other.claim):
                yield _opposed("opposed.judged", one, other)


def _of_ours(claim: Claim, other: Claim) -> bool:
    """Whether the second judges what the first does: by its name, or by the thing's."""
    named = any(akin(word.lower, party) for word in other.words for party in claim.parties)
    return named or bool(claim.terms & other.terms)


def _verdict(claim: Claim, this: str, that: str) -> Iterator[Said]:
    """The word by which a claim judges this way, where none judges that way."""
    denied = [one.scope for one in negations(claim)]
    found = []
    for word in claim.words:
        turned = any(word.index in scope for scope in denied)
        if word.tag in ("JJR", "JJS", "RBR", "RBS"):
            continue
        if word.lemma in words("judged", that if turned else this):
            found.append(Said(claim, word))
        elif word.lemma in words("judged", this if turned else that):
            return
    yield from found[:1]


def _opposed(rule: str, one: Said, other: Said) -> Opposed:
    """The two claims with their predicates."""
    return Opposed(one.claim, other.claim, rule, (one.witness(), other.witness()))
