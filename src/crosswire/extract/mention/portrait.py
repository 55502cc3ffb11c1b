"""A name with what stands around it: roles, sex, acronym."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.extract.mention import role
from crosswire.extract.mention.kind import acronym
from crosswire.extract.mention.naming import Gender, Kind, Naming, Role
from crosswire.extract.mention.vocabulary import Vocabulary, vocabulary
from crosswire.parse import Parse, Token

OWNERS = frozenset(("GPE", "LOC", "FAC", "ORG", "NORP"))
"""What the model calls those who hold an office; the tasks of offices it leaves alone."""


def portray(
    parse: Parse,
    run: tuple[int, int],
    kind: Kind,
    *,
    title: tuple[int, int] | None = None,
    owner: tuple[int, int] | None = None,
) -> Naming:
    """A name with the roles, sex and acronym that stand around it."""
    words = vocabulary()
    first, last = run
    span = parse.span(first, last)
    head = head_word(parse, first, last)
    held: tuple[Role, ...] = ()
    begin = title[0] if title else first
    if kind in ("person", "unknown"):
        held = tuple(role.roles(parse, words, begin, last, head))
    if title:
        held = (*_title_roles(parse, words, title), *held)
    reach = (
        min([begin, *(r.first for r in held)]),
        max([last, *(r.last for r in held)]),
    )
    return Naming(
        first,
        last,
        head,
        span,
        span.of(parse.text),
        kind,
        kind != "unknown",
        reach,
        held,
        _gender(parse, words, title, held) or _given_sex(words, parse.tokens[first:last], kind),
        owner,
        _bracketed(parse, last),
    )


def head_word(parse: Parse, first: int, last: int) -> int:
    """The word of the name that the rest of it hangs on."""
    for at in range(last - 1, first - 1, -1):
        if not first <= parse.tokens[at].head < last:
            return at
    return last - 1


def _title_roles(parse: Parse, words: Vocabulary, title: tuple[int, int]) -> Iterator[Role]:
    """The role that a capitalised title tells; an honorific tells none."""
    tokens = parse.tokens
    first, last = title
    while last > first and tokens[last - 1].lower.rstrip(".") in words.honorific:
        last -= 1
    start = first
    while start < last and _owns(words, tokens[start]):
        start += 1
    if start < last:
        owner = (first, start) if start > first else None
        if owner is None and first >= 2 and tokens[first - 1].tag == "POS":
            owner = (first - 2, first - 1)
        yield Role(start, last, last - 1, owner)


def _owns(words: Vocabulary, token: Token) -> bool:
    """Whether a word of a title names a body or a place: "Tarn | Mayor"."""
    task = words.title_word(token.lower) or token.lower in words.portfolio
    return token.label in OWNERS and not task


def _gender(
    parse: Parse, words: Vocabulary, title: tuple[int, int] | None, held: Sequence[Role]
) -> Gender | None:
    """The sex that title and roles tell, where they agree."""
    tokens = parse.tokens
    told = [tokens[i].lower for i in range(*title)] if title else []
    told.extend(tokens[r.head].lower for r in held)
    sexes = {sex for word in told if (sex := role.gender_of(words, word))}
    return sexes.pop() if len(sexes) == 1 else None


def _given_sex(words: Vocabulary, name: Sequence[Token], kind: Kind) -> Gender | None:
    """The sex that a first name tells."""
    if kind not in ("person", "unknown") or len(name) < 2:
        return None
    return words.given_sex(name[0].lower)


def _bracketed(parse: Parse, last: int) -> tuple[int, int] | None:
    """The acronym in brackets behind a name: "International Maritime Organization (IMO)"."""
    tokens = parse.tokens
    if last + 2 < len(tokens) and tokens[last].text == "(" and tokens[last + 2].text == ")":
        return (last + 1, last + 2) if acronym(tokens[last + 1]) else None
    return None
