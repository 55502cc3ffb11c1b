"""The names of a document: where they stand, of what kind their bearers are, their roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crosswire.extract.mention.agreement import agreed
from crosswire.extract.mention.body import bodies
from crosswire.extract.mention.capital import Run, runs
from crosswire.extract.mention.context import body_behind, named_by_context, peoples
from crosswire.extract.mention.echo import echoes, in_headlines, with_particles
from crosswire.extract.mention.kind import by_form, label_of
from crosswire.extract.mention.naming import Kind, Naming
from crosswire.extract.mention.portrait import portray
from crosswire.extract.mention.role import introduced
from crosswire.extract.mention.sex import with_sex
from crosswire.extract.mention.vocabulary import Vocabulary, vocabulary
from crosswire.parse import Parse, Token

LONGEST_TITLE = 4
"""Words in the longest title that is one by all its words: "Leader of the Opposition"."""

NUMBERED = frozenset(
    ["flight", "route", "highway", "article", "section", "chapter", "clause", "phase", "runway"]
)
"""Nouns whose capital tells that a number belongs to them, and nobody's name: "Flight 12"."""

MOST_SHOUTED = 2
"""Words in capitals throughout, above which a run is a heading in the text."""


def find(parse: Parse) -> tuple[Naming, ...]:
    """The names of people, bodies, governments and groups, in the order of the text.

    A name in a headline is found where the story has it too, or the language model is sure of it.
    """
    words = vocabulary()
    found = [naming for run in runs(parse) for naming in _of_run(parse, words, run)]
    found = agreed(parse, words, _with_bodies(parse, found))
    found.extend(in_headlines(parse, found))
    found.extend(echoes(parse, found))
    found = list(with_particles(parse, found))
    found = with_sex(parse, found)
    return tuple(sorted(found, key=lambda naming: (naming.first, naming.last)))


def _of_run(parse: Parse, words: Vocabulary, run: Run) -> Iterator[Naming]:
    """The name in a run of capitals: without titles, nationality, and parts that only own it."""
    tokens = parse.tokens
    first, last = _trimmed(tokens, run)
    if first >= last:
        return
    kind = by_form(words, tokens[first:last])
    if kind is None and last - first == 1 and words.organisation_head(tokens[first].lower):
        if first and tokens[first - 1].tag == "POS":
            kind = "organisation"
        elif _general(words, tokens[first]):
            return
        elif first and tokens[first - 1].lower == "the":
            yield replace(portray(parse, (first, last), "organisation"), certain=False)
            return
    if kind:
        owner, start = _owner(parse, words, first, last, kind)
        yield portray(parse, (start, last), kind, owner=owner)
        return
    yield from _of_plain_run(parse, words, first, last)


def _of_plain_run(parse: Parse, words: Vocabulary, first: int, last: int) -> Iterator[Naming]:
    """The name in a run that has not the form of a body's name."""
    tokens = parse.tokens
    if sum(len(t.text) > 1 and t.text.isupper() for t in tokens[first:last]) > MOST_SHOUTED:
        return
    if tokens[last - 1].lower in words.work and last - first > 1:
        yield replace(portray(parse, (first, last), "unknown"), certain=True)
        return
    if last - first == 1 and tokens[first].text.istitle() and _common(parse, first):
        return
    title = _past_hyphen(words, tokens, _title(words, tokens, first, last), last)
    if title == last and body_behind(parse, words, last):
        title = None
    name = title or _person_tail(tokens, first, last)
    land = tokens[last - 1].label in ("LOC", "FAC") or tokens[last - 1].lower in words.land
    while name < last - 1 and tokens[name].lower in words.demonyms and not land:
        name += 1
    if name >= last or tokens[name].lower in words.demonyms:
        return
    if title:
        if title > first:
            yield from _owner_in_title(parse, words, first, title)
        yield portray(parse, (name, last), "person", title=(first, title))
    elif not peoples(parse, words, name, last) or introduced(parse, words, name):
        yield named_by_context(parse, words, name, last)


def _common(parse: Parse, at: int) -> bool:
    """Whether a lone noun is no name: "Airline admits mistakes", "Flight 12 took off"."""
    token = parse.tokens[at]
    opens = parse.sentences[token.sentence].first == at or not parse.tokens[at - 1].text.isalnum()
    words = vocabulary()
    firm = opens and token.lower in words.common_company
    return firm or token.lower in NUMBERED or token.lower in words.band


def _trimmed(tokens: Sequence[Token], run: Run) -> Run:
    """The run without a leading article and trailing marks."""
    first, last = run
    while first < last and tokens[first].lower in ("the", "a", "an"):
        first += 1
    if last - first > 1 and _only_tells(tokens, first):
        first += 1
    if first and tokens[first - 1].text == "#" and tokens[first - 1].end == tokens[first].start:
        first -= 1
    half = (last - first) // 2
    again = [t.text for t in tokens[first + half : last]]
    if half and [t.text for t in tokens[first : first + half]] == again:
        last -= half
    while first < last and not _lettered(tokens[last - 1]):
        last -= 1
    while last - first > 2 and postnominal(tokens[last - 1]):
        last -= 1
    short = vocabulary().abbreviation
    while first < last and tokens[first].lower in short and tokens[first].text.isupper():
        first += 1
    while first < last and tokens[last - 1].lower in short and tokens[last - 1].text.isupper():
        last -= 1
    return first, last


def _lettered(token: Token) -> bool:
    """Whether a word may end a name; of numbers only that of the house of a premier may."""
    return any(c.isalpha() for c in token.text) or token.text == "10"


def _only_tells(tokens: Sequence[Token], first: int) -> bool:
    """Whether a noun in a capital that opens a sentence tells what the name is: "Maker Lumo"."""
    words = vocabulary()
    opens = first == 0 or tokens[first - 1].sentence != tokens[first].sentence
    noun = tokens[first].lower in words.maker and not words.organisation_head(tokens[first].lower)
    return opens and (noun or tokens[first].lower in ("maker", "former", "late", "ex"))


def postnominal(token: Token) -> bool:
    """Whether letters behind a name tell an honour or a seat: "Ana Osk | KC"."""
    return token.text.isupper() and token.lower.rstrip(".") in vocabulary().postnominal


def _general(words: Vocabulary, token: Token) -> bool:
    """Whether a lone capitalised word is a body's common noun: "Army chief"; not "Congress"."""
    return token.lower in words.institution and token.lower not in words.unique


def _title(words: Vocabulary, tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Where the name behind the last title begins; None without a title.

    A run that holds nothing but titles has its "name" at its end.
    """
    for at in range(last - 1, first - 1, -1):
        lower = tokens[at].lower.rstrip(".")
        glued = at > first and tokens[at - 1].text == "-"
        if at == last - 1 and at == first and tokens[at].text.isupper():
            return None
        if words.title_word(lower) and at == last - 1 and _family_name(words, tokens, first, at):
            return None
        title = lower in words.title or lower.removesuffix("s") in words.title
        title = title or _what_he_is(words, tokens, first, at, last)
        if (lower in words.honorific and not _in_place(tokens, at, last)) or (title and not glued):
            return at + 1
        if any(
            tuple(t.lower for t in tokens[start : at + 1]) in words.title_phrase
            for start in range(max(first, at - LONGEST_TITLE + 1), at)
        ):
            return at + 1
    return None


def _past_hyphen(
    words: Vocabulary, tokens: Sequence[Token], name: int | None, last: int
) -> int | None:
    """Where the name begins behind a title of two words: "Director-General | Ana Osk"."""
    if name is None or name + 1 >= last or tokens[name].tag != "HYPH":
        return name
    return name + 2 if words.title_word(tokens[name + 1].lower) else name


def _in_place(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether an honorific is part of the name of a place: "Saint Lucia", "Sri Lanka"."""
    placed = all(t.label in ("GPE", "LOC", "FAC") for t in tokens[at:last])
    named = " ".join(t.lower for t in tokens[at:last])
    return at + 1 < last and (placed or named in vocabulary().countries)


def _what_he_is(words: Vocabulary, tokens: Sequence[Token], first: int, at: int, last: int) -> bool:
    """Whether a noun for people opens the run of somebody's name: "Deputy Ana Osk"."""
    named = at == first and at + 2 < last and tokens[at + 1].label == "PERSON"
    return named and tokens[at].lower in words.person | words.male | words.female


def _person_tail(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where a person's name begins behind words of another kind: "Democrat | Ana Osk"."""
    start = last
    while start > first and tokens[start - 1].label == "PERSON":
        start -= 1
    mixed = first < start < last - 1 and all(t.text[0].isupper() for t in tokens[first:start])
    foreign = all(t.label != "PERSON" and t.text.isalpha() for t in tokens[first:start])
    return start if mixed and foreign else first


def _family_name(words: Vocabulary, tokens: Sequence[Token], first: int, at: int) -> bool:
    """Whether a title's word ends the name of somebody who is called so: "Ann Bishop"."""
    before = tokens[at - 1] if at > first else None
    return bool(
        before
        and before.label == tokens[at].label == "PERSON"
        and not words.title_word(before.lower)
    )


def _owner_in_title(parse: Parse, words: Vocabulary, first: int, title: int) -> Iterator[Naming]:
    """The body or place that a capitalised title begins with: "Tarn Valley | Governor"."""
    tokens = parse.tokens
    last = first
    while last < title and not words.title_word(tokens[last].lower):
        last += 1
    if all(t.lower in words.portfolio for t in tokens[first:last]):
        return
    while first < last and tokens[first].lower in words.demonyms:
        first += 1
    if first < last < title:
        kind = by_form(words, tokens[first:last]) or label_of(tokens[first:last])
        if kind and kind != "person":
            yield replace(portray(parse, (first, last), kind), certain=False)


def _owner_outside(tokens: Sequence[Token], first: int) -> tuple[int, int] | None:
    """Who owns a body whose name is whole without him: "Norway's | Institute of Oceans"."""
    begin = first - 1
    if first < 2 or tokens[begin].tag != "POS":
        return None
    while begin > 0 and tokens[begin - 1].pos == "PROPN":
        begin -= 1
    return (begin, first - 1) if begin < first - 1 else None


def _owner(
    parse: Parse, words: Vocabulary, first: int, last: int, kind: Kind
) -> tuple[tuple[int, int] | None, int]:
    """Whose body it is, and where its name begins: "Norway's | Defence Ministry" is one name."""
    tokens = parse.tokens
    if any(token.lower in ("of", "for") for token in tokens[first:last]) or (
        first >= 2 and words.organisation_head(tokens[first - 2].lower)
    ):
        return _owner_outside(tokens, first), first
    official = last - first == 1 or tokens[last - 1].lower in words.institution
    official = official or tokens[first].lower in words.institution
    if first >= 2 and tokens[first - 1].tag == "POS" and kind == "organisation" and official:
        begin = first - 1
        while (
            begin > 0
            and tokens[begin - 1].pos == "PROPN"
            and (tokens[begin - 1].sentence == tokens[first].sentence)
        ):
            begin -= 1
        if begin < first - 1:
            return (begin, first - 1), begin
    end = first
    while end < last - 1 and tokens[end].lower in words.demonyms:
        end += 1
    return ((first, end), first) if end > first else (None, first)


def _with_bodies(parse: Parse, found: list[Naming]) -> list[Naming]:
    """The names with the lower-case bodies, which take in the names that own them."""
    added = []
    words = vocabulary()
    for (first, last), owner in bodies(parse, words):
        kind: Kind = (
            "government" if parse.tokens[last - 1].lower in words.government else ("organisation")
        )
        added.append(portray(parse, (first, last), kind, owner=owner))
    return _joined(parse, found, added)


def _joined(parse: Parse, found: list[Naming], added: list[Naming]) -> list[Naming]:
    """Both lists as one: "Joint Staff of the Danish" and "Danish navy" are one name."""
    ends = {naming.last: naming for naming in found}
    out = {(naming.first, naming.last): naming for naming in found}
    for body in added:
        out[body.first, body.last] = body
        left = next((ends[at] for at in range(body.first + 1, body.last) if at in ends), None)
        if left and left.first < body.first:
            out.pop((left.first, left.last), None)
            whole = portray(parse, (left.first, body.last), "organisation")
            out[left.first, body.last] = replace(whole, owner=left.owner or body.owner)
    return list(out.values())
