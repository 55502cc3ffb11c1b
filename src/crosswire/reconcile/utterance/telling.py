"""A statement as it is compared with others: its words, its quotations, its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, islice, zip_longest
from operator import itemgetter

from crosswire.lexicon import load
from crosswire.parse import Parse, Token
from crosswire.reconcile.account import Account
from crosswire.reconcile.amount import bounds, telling_number
from crosswire.reconcile.term import term, words
from crosswire.reconcile.wording import folded, is_word
from crosswire.row import Figure, Span, Statement

Gram = tuple[str, ...]
"""Words in a row."""

_NOT = frozenset(
    (
        "no", "not", "n't", "never", "none", "nothing", "nobody", "nowhere", "neither", "nor",
        "cannot", "hardly", "scarcely", "barely",
    )
)  # fmt: skip
_LACKING = frozenset(("without", "lack", "fail", "refuse", "stop", "prevent", "absence"))
"""Words that turn what hangs on them, or what follows them, into its opposite (Quirk et al. 1985,
sections 10.54-10.59)."""

_HANGING = frozenset(("ccomp", "xcomp"))
"""How a clause hangs on the verb that says, promises or thinks it (Universal Dependencies)."""

_OPENING, _CLOSING = "“\"‘'", "”\"’'"


@dataclass(frozen=True, slots=True)
class Telling:
    """One report's way to tell what a source said.

    `words` are all its words and `content` those that tell what it is about; `stretches` are two or
    three of them in a row, `triples` three, `quoted` those that stand between quotation marks;
    `quotations` are all that stands between two marks; `terms` are what it is about, `negated`
    those of them that it negates, `numbers` the figures that tell one statement from another.
    `joint` statements are those that one report gives to two sources at once.
    """

    row: Statement
    words: Gram
    content: frozenset[str]
    stretches: frozenset[Gram]
    triples: frozenset[Gram]
    quoted: frozenset[Gram]
    quotations: frozenset[Gram]
    terms: frozenset[str]
    figures: tuple[Figure, ...]
    numbers: frozenset[str]
    negated: frozenset[str]
    joint: bool


@dataclass(frozen=True, slots=True)
class Version:
    """A source's statement in the same words: how it is told, and all rows that tell it so."""

    first: Telling
    rows: tuple[Statement, ...]
    documents: frozenset[str]


def versions(
    accounts: Sequence[Account], apart: Iterable[tuple[str, str]] = ()
) -> tuple[Version, ...]:
    """The statements of all accounts, those that are equal word for word together, in order.

    What a wire sends to a hundred outlets is read once. Pairs that were judged to be `apart` are
    not together whatever their words.
    """
    parted = {frozenset(pair) for pair in apart}
    equal: dict[object, list[_Words]] = {}
    for account in accounts:
        joint = Counter(row.content for row in account.statements)
        for row in account.statements:
            said = _Words(account, row, _tokens(account, row), joint[row.content] > 1)
            twins = equal.setdefault(said.key, [])
            if parted and any(frozenset((row.id, twin.row.id)) in parted for twin in twins):
                twins = equal.setdefault(row.id, [])
            twins.append(said)
    return tuple(_version(group) for group in equal.values())


@dataclass(frozen=True, slots=True)
class _Words:
    """A statement with its words, before they are compared."""

    account: Account
    row: Statement
    tokens: tuple[Token, ...]
    joint: bool

    @property
    def key(self) -> object:
        """What is equal of two statements that are one version."""
        row, told = self.row, tuple(map(folded, self.tokens))
        if row.speaker is None or not told:
            return row.id
        return row.speaker, told, row.act == "denies", row.kind == "direct", self.joint


def _tokens(account: Account, row: Statement) -> tuple[Token, ...]:
    """The words of a statement, without those of others that stand inside it."""
    inner = tuple(_inner(account, row))
    return tuple(
        token
        for span in row.spans
        for token in words(account.parse, span)
        if is_word(token) and not any(token.span in other for other in inner)
    )


def _inner(account: Account, row: Statement) -> Iterator[Span]:
    """The words of others that stand inside a statement: "the map, which the ministry says ..."."""
    for other in account.statements:
        inside = other.content in row.content and other.content != row.content
        if inside and other.speaker != row.speaker:
            yield other.content


def _version(group: Sequence[_Words]) -> Version:
    rows = tuple(said.row for said in group)
    return Version(_telling(group[0]), rows, frozenset(row.document for row in rows))


def _telling(said: _Words) -> Telling:
    row, tokens, parse = said.row, said.tokens, said.account.parse
    told = tuple(map(folded, tokens))
    inside = _inside_marks(row, parse, tokens)
    figures = tuple(f for f in said.account.figures if any(f.span in span for span in row.spans))
    triples = frozenset(grams(told, 3))
    return Telling(
        row=row,
        words=told,
        content=frozenset(folded(token) for token in tokens if term(token)),
        stretches=triples | frozenset(grams(told, 2)),
        triples=triples,
        quoted=frozenset(_quoted(tokens, inside)),
        quotations=frozenset(_quotations(tokens, inside)),
        terms=frozenset((*_terms(tokens), *map(_number, figures))),
        figures=figures,
        numbers=frozenset(_number(figure) for figure in figures if telling_number(figure)),
        negated=frozenset(_negated(parse, tokens)),
        joint=said.joint,
    )


def _terms(tokens: Sequence[Token]) -> Iterator[str]:
    """What the words are about; a name of several words counts once, by its last."""
    for token, after in zip_longest(tokens, tokens[1:]):
        named = token.pos == "PROPN" and after is not None and after.pos == "PROPN"
        one = sense(token)
        if one and not (named and after.index == token.index + 1):
            yield one


def sense(token: Token) -> str | None:
    """What a word tells: its term, or the meaning that it shares with its synonyms."""
    one = term(token)
    return _meanings().get(one, one) if one else None


@cache
def _meanings() -> Mapping[str, str]:
    """The meaning of each word that has synonyms."""
    return {
        word: f"~{meaning}"
        for meanings in load("synonym.toml").values()
        for meaning, listed in meanings.items()
        for word in listed.split()
    }


def _number(figure: Figure) -> str:
    """A figure as a term."""
    return " ".join((*(f"{bound:g}" for bound in bounds(figure)), figure.unit or ""))


def _negated(parse: Parse, tokens: Sequence[Token]) -> Iterator[str]:
    """The terms that a negation turns: "no siren *sounded*", "without *warning*".

    Who "never *promised* to *pay*" does not say what "we will pay" says: what hangs on a negated
    verb is turned with it.
    """
    for at, token in enumerate(tokens):
        if token.lower in _NOT or token.lemma in _LACKING:
            turned = sense(parse.tokens[token.head]) if token.lower in _NOT else None
            after = (one for one in map(sense, tokens[at + 1 :]) if one)
            yield from [turned] if turned else islice(after, 1)
        if token.lower in _NOT:
            hanging = (one for one in tokens if one.head == token.head and one.dep in _HANGING)
            yield from filter(None, map(sense, hanging))


def grams(told: Gram, size: int) -> Iterator[Gram]:
    """All stretches of `size` words."""
    return zip(*(told[at:] for at in range(size)), strict=False)


def _inside_marks(row: Statement, parse: Parse, tokens: Sequence[Token]) -> tuple[bool, ...]:
    """Of each word, whether it stands between quotation marks."""
    if row.kind == "direct":
        return (True,) * len(tokens)
    marked = tuple(_marked(row, parse.text))
    return tuple(
        any(span.start <= token.start and token.end <= span.end for span in marked)
        for token in tokens
    )


def _marked(row: Statement, text: str) -> Iterator[Span]:
    """The stretches between quotation marks in a statement."""
    for span in row.spans:
        opened = None
        for at in range(span.start, span.end):
            mark = text[at]
            if opened is None and mark in _OPENING and _outer(text, at, -1):
                opened = at
            elif opened is not None and mark in _CLOSING and _outer(text, at, 1):
                yield Span(opened, at)
                opened = None
        if opened is not None:
            yield Span(opened, span.end)


def _outer(text: str, at: int, step: int) -> bool:
    """Whether a mark has no letter on its outer side, as an apostrophe has."""
    beside = text[at + step : at + step + 1] if step > 0 else text[max(0, at - 1) : at]
    return not beside.isalnum()


def _quotations(tokens: Sequence[Token], inside: Sequence[bool]) -> Iterator[Gram]:
    """What stands between two quotation marks, where it says something."""
    for quoted, group in groupby(zip(tokens, inside, strict=True), key=itemgetter(1)):
        said = [token for token, _ in group]
        if quoted and any(map(term, said)):
            yield tuple(map(folded, said))


def _quoted(tokens: Sequence[Token], inside: Sequence[bool]) -> Iterator[Gram]:
    """Pairs and triples of quoted words of which one at least is a word of content."""
    for size in (2, 3):
        for at in range(len(tokens) - size + 1):
            if all(inside[at : at + size]) and any(term(t) for t in tokens[at : at + size]):
                yield tuple(folded(token) for token in tokens[at : at + size])
