"""What a figure measures, as far as its report tells: the thing, who and what for, how much of it.

Everything here comes from one report, so that a figure's description does not change with the
reports around it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from crosswire.extract.place.vocabulary import demonyms
from crosswire.lexicon import load
from crosswire.parse import Parse, Sentence, Token
from crosswire.reconcile.account import Account
from crosswire.reconcile.term import members, term, words
from crosswire.row import Figure, Place, Span

PEOPLE = "person"
COUNTED = "count"

SAME_DIMENSION = {"m": "km", "m2": "km2", "second": "day", "basis point": "percent"}
"""Units in which one dimension is given: they are compared after conversion."""

IN_BASE = {"m": 0.001, "m2": 1e-6, "second": 1 / 86_400, "basis point": 0.01}

BEFORE = 3
"""Words before a figure in which a sign of its scope is looked for."""

CLOSE = frozenset(("in_the_phrase", "in_the_clause"))
"""Rules by which the figure's own clause says so."""

LOCATED = frozenset(("in_the_phrase", "in_the_clause", "in_the_sentence"))
"""Rules by which the sentence itself says where a figure holds."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with the terms that say what it measures.

    `kind` is what its unit measures ("person", a currency, "km", or "count" with the counted noun
    in `noun`); `low`, `high` and `value`, the bound that is known, are in the base unit of that
    kind; `day` numbers the last day that it is about. `own` are the terms that hang on the number
    itself, `near` those of its sentence; `state` is what befell the people counted by the number's
    own words, `fate` by these or else by its sentence; `people` the kinds of them, `nations` their
    countries, `names` what else narrows them. The flags: `added` to a count given before, a `part`
    of another, set `against` one, `former` by its own words, of the `grave` or light cases, in the
    `title`. From the other reports come the `utterance` that it is part of, and the figures that
    stand in the words `copied` between them.
    """

    figure: Figure
    kind: str
    noun: str | None
    low: float | None
    high: float | None
    value: float
    day: int | None
    own: frozenset[str]
    near: frozenset[str]
    state: frozenset[str]
    fate: frozenset[str]
    measure: frozenset[str]
    people: frozenset[str]
    names: frozenset[str]
    nations: frozenset[str]
    added: bool
    part: bool
    against: bool
    former: bool
    grave: bool
    title: bool
    sentence: int
    place: Place | None
    country: str | None
    utterance: str | None = None
    copied: frozenset[str] = frozenset()

    def likeness(self) -> Hashable:
        """What figures have in common that give one number in the same sentence."""
        words = (self.noun, self.own, self.near, self.people, self.names, self.nations)
        scope = (self.added, self.part, self.against, self.former, self.grave)
        when = self.figure.when
        return (self.kind, self.figure.unit, self.low, self.high, words, scope, when, self.country)


def measured(account: Account) -> Iterator[Measured]:
    """The figures of a report, each with what it measures."""
    page = _Page(account)
    return (_measured(figure, page) for figure in account.figures)


class _Page:
    """A report's parse, with what must be known of it for each of its figures."""

    __slots__ = ("account", "parse", "places", "silent", "title")

    def __init__(self, account: Account) -> None:
        self.account = account
        self.parse = account.parse
        self.places = {place.id: place for place in account.places}
        self.silent = _inside(account.parse, [time.span for time in account.times])
        self.silent |= _inside(account.parse, [f.span for f in account.figures if _silent(f)])
        self.title = next(
            (block.span for block in account.parse.blocks if block.kind == "heading"), None
        )


def _silent(figure: Figure) -> bool:
    """Whether a figure's words tell of nothing but a number and a unit."""
    return kind_of(figure) not in (PEOPLE, COUNTED)


def _inside(parse: Parse, spans: Iterable[Span]) -> set[int]:
    """The words that lie in any of the spans."""
    return {token.index for span in spans for token in words(parse, span)}


def _measured(figure: Figure, page: _Page) -> Measured:
    """One figure with what it measures."""
    parse = page.parse
    mine = words(parse, figure.span)
    kind = kind_of(figure)
    sentence = parse.sentences[mine[0].sentence] if mine else None
    thing = _thing(mine, kind)
    said = [*thing, *(token for token in _said_of(figure, parse) if token not in mine)]
    own = _terms(said)
    near = own | _terms(_near(sentence, page))
    state = own & members("state")
    scale = IN_BASE.get(figure.unit or "", 1.0)
    return Measured(
        figure=figure,
        kind=kind,
        noun=_noun(thing, kind),
        low=None if figure.low is None else figure.low * scale,
        high=None if figure.high is None else figure.high * scale,
        value=_value(figure) * scale,
        day=_day(figure),
        own=own,
        near=near,
        state=state,
        fate=state or near & members("state"),
        measure=own & members("measure"),
        people=_terms(thing) & members("people"),
        names=frozenset(token.lemma for token in said if _names(token)),
        nations=_nations(thing),
        added=_added(mine, parse),
        part=_part(mine, sentence, parse),
        against=_against(mine, sentence, parse),
        former=_told("former", mine, said, parse),
        grave=_told("grave", mine, said, parse),
        title=page.title is not None and figure.span in page.title,
        sentence=sentence.index if sentence else -1,
        place=_place(figure, page),
        country=_country(figure, page),
    )


def _value(figure: Figure) -> float:
    """The bound that is known, the lower one where both are."""
    bound = figure.low if figure.low is not None else figure.high
    return bound if bound is not None else 0.0


def _day(figure: Figure) -> int | None:
    """The number of the last day that a figure is about, else of the first."""
    when = figure.when
    day = (when.last or when.first) if when else None
    return day.toordinal() if day else None


def kind_of(figure: Figure) -> str:
    """What a figure's unit measures: figures of different kinds are never compared."""
    unit = figure.unit or COUNTED
    if unit in SAME_DIMENSION:
        return SAME_DIMENSION[unit]
    measures = unit == PEOPLE or unit in _units() or (len(unit) == 3 and unit.isupper())
    return unit if measures else COUNTED


def _units() -> frozenset[str]:
    """The units of the ledger that are no counted nouns."""
    return frozenset(("km", "km2", "km/h", "kg", "celsius", "day", "percent", "magnitude"))


def _thing(mine: Sequence[Token], kind: str) -> list[Token]:
    """The words for what is counted, inside the figure itself; a measure has none there."""
    if kind not in (PEOPLE, COUNTED):
        return []
    return [t for t in mine if t.pos in ("NOUN", "PROPN", "ADJ") and t.tag != "CD"]


def _noun(thing: Sequence[Token], kind: str) -> str | None:
    """The term of the counted noun; None where people are counted by a word for anybody."""
    nouns = [token for token in thing if token.pos != "ADJ"]
    found = term(nouns[-1]) if nouns and kind in (PEOPLE, COUNTED) else None
    return None if found in members("general") else found


def _said_of(figure: Figure, parse: Parse) -> Iterator[Token]:
    """The words that say what is measured, outside the figure."""
    because = figure.because.get("of")
    for witness in because.spans if because else ():
        yield from words(parse, witness.span)


def _terms(tokens: Iterable[Token]) -> frozenset[str]:
    """The terms of words, without those for anybody and numbers in letters."""
    found = (
        term(token) for token in tokens if token.tag != "CD" and token.lower not in _numerals()
    )
    return frozenset(one for one in found if one) - members("general")


@cache
def _numerals() -> frozenset[str]:
    """Words for numbers that are nouns too: "dozens", "hundreds"."""
    return frozenset(load("concept.toml")["scope"]["numeral"].split())


def _near(sentence: Sentence | None, page: _Page) -> Iterator[Token]:
    """The words of a sentence, but those of its figures and dates."""
    if sentence is not None:
        for token in page.parse.words(sentence):
            if token.index not in page.silent:
                yield token


def _names(token: Token) -> bool:
    """Whether a word narrows by a name: "the *Orla* drivers"; a title is in capitals throughout."""
    return token.pos == "PROPN" and token.text[:1].isupper() and not token.text.isupper()


def _nations(thing: Sequence[Token]) -> frozenset[str]:
    """The countries by whose names those counted are narrowed: "five *Lao* soldiers"."""
    return frozenset(code for token in thing for code in demonyms().get(token.lower, ()))


def _country(figure: Figure, page: _Page) -> str | None:
    """The country in which the figure's own clause says that it holds."""
    because = figure.because.get("place")
    if because is None or because.rule not in CLOSE:
        return None
    place = page.places.get(figure.place_id or "")
    return place.country if place else None


def _scope(name: str) -> frozenset[str]:
    """A list of the signs of scope."""
    listed: str = load("concept.toml")["scope"][name]
    return frozenset(listed.split())


def _added(mine: Sequence[Token], parse: Parse) -> bool:
    """Whether a count comes on top of another: "24 *more* bodies", but not "more than 24"."""
    if not mine:
        return False
    around = [t.lower for t in parse.tokens[max(0, mine[0].index - 1) : mine[-1].index + 2]]
    signs = zip(around, [*around[1:], ""], strict=True)
    return any(word in _scope("added") and after != "than" for word, after in signs)


def _part(mine: Sequence[Token], sentence: Sentence | None, parse: Parse) -> bool:
    """Whether a count is told as part of another: "*including* nine children", "four *of them*"."""
    if sentence is None:
        return False
    if not _scope("part").isdisjoint(_before(mine, sentence, parse)):
        return True
    words_on = [t.lower for t in parse.tokens[mine[0].index : mine[-1].index + 3]]
    return any(word == "of" and after in _scope("whole") for word, after in pairwise(words_on))


def _against(mine: Sequence[Token], sentence: Sentence | None, parse: Parse) -> bool:
    """Whether a figure is what another is set against: "rose to 61, *from* 37"."""
    found = _before(mine, sentence, parse) if sentence else []
    return not _scope("against").isdisjoint(found)


def _told(sign: str, mine: Sequence[Token], said: Sequence[Token], parse: Parse) -> bool:
    """Whether a sign of scope stands beside a figure or in its words: "an *initial* 20 million"."""
    if not mine:
        return False
    around = parse.tokens[max(0, mine[0].index - BEFORE) : mine[-1].index + BEFORE]
    near = (t.lower for t in (*around, *said) if t.sentence == mine[0].sentence)
    return not _scope(sign).isdisjoint(near)


def _before(mine: Sequence[Token], sentence: Sentence, parse: Parse) -> list[str]:
    """The words just before a figure, in its sentence."""
    first = max(sentence.first, mine[0].index - BEFORE)
    return [token.lower for token in parse.tokens[first : mine[0].index]]


def _place(figure: Figure, page: _Page) -> Place | None:
    """Where the figure's own sentence says that it holds."""
    because = figure.because.get("place")
    located = because is not None and because.rule in LOCATED
    return page.places.get(figure.place_id or "") if located else None
