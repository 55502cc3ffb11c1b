"""Names found again where nothing but the rest of the document tells them: headlines, surnames."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crosswire.extract.mention.capital import headline_blocks
from crosswire.extract.mention.gap import HYPHENS, PARTICLES, capitalised
from crosswire.extract.mention.naming import Naming
from crosswire.extract.mention.portrait import head_word
from crosswire.parse import Parse


def echoes(parse: Parse, found: Sequence[Naming]) -> Iterator[Naming]:
    """Family names alone that were not found by themselves: at the start of a sentence."""
    taken = {at for naming in found for at in range(*naming.reach)}
    full = {
        parse.tokens[naming.last - 1].text: naming
        for naming in found
        if naming.kind == "person" and naming.last - naming.first > 1
    }
    for token in parse.tokens:
        naming = full.get(token.text)
        if naming and token.index not in taken and capitalised(token):
            span = token.span
            at = token.index
            yield Naming(
                at,
                at + 1,
                at,
                span,
                token.text,
                "person",
                False,
                (at, at + 1),
                gender=naming.gender,
            )


def with_particles(parse: Parse, found: Sequence[Naming]) -> Iterator[Naming]:
    """The names, lone family names with the small words that the full name has before them:
    "Pieter van der Osk ... | van der Osk"."""
    tokens = parse.tokens
    full = {
        tuple(t.lower for t in tokens[start : naming.last]): naming
        for naming in found
        if naming.last - naming.first > 1 and tokens[naming.first].lower not in PARTICLES
        if (start := _particles(parse, naming.last - 1, naming.first + 1)) < naming.last - 1
    }
    for naming in found:
        first = _particles(parse, naming.first, parse.sentences[tokens[naming.head].sentence].first)
        lone = naming.last - naming.first == 1 and first < naming.first
        whole = tuple(t.lower for t in tokens[first : naming.last])
        yield _from(parse, naming, first, full[whole]) if lone and whole in full else naming


def _particles(parse: Parse, at: int, least: int) -> int:
    """Where the particles before a word begin, no earlier than at the word `least`."""
    while at > least and (
        parse.tokens[at - 1].lower in PARTICLES or parse.tokens[at - 1].text in HYPHENS
    ):
        at -= 1
    return at


def _from(parse: Parse, naming: Naming, first: int, full: Naming) -> Naming:
    """A name that begins some words earlier, its bearer of the kind of him who has the full one."""
    span = parse.span(first, naming.last)
    reach = (min(first, naming.reach[0]), naming.reach[1])
    kind = naming.kind if naming.certain else full.kind
    return replace(naming, first=first, span=span, text=span.of(parse.text), reach=reach, kind=kind)


def in_headlines(parse: Parse, found: Sequence[Naming]) -> Iterator[Naming]:
    """Names in blocks in title case, known from the rest of the document."""
    forms: dict[str, list[tuple[tuple[str, ...], Naming]]] = defaultdict(list)
    for naming in found:
        form = tuple(t.lower for t in parse.tokens[naming.first : naming.last])
        if all(form != known for known, _ in forms[form[0]]):
            forms[form[0]].append((form, naming))
    titled = headline_blocks(parse)
    for sentence in parse.sentences:
        if sentence.block not in titled:
            continue
        at = sentence.first
        while at < sentence.last:
            match = _longest(parse, forms, at, sentence.last)
            if match:
                yield _copy(parse, match, at)
                at += match.last - match.first
            else:
                at += 1


def _longest(
    parse: Parse,
    forms: dict[str, list[tuple[tuple[str, ...], Naming]]],
    at: int,
    end: int,
) -> Naming | None:
    token = parse.tokens[at]
    if not token.text[0].isupper() or token.lower not in forms:
        return None
    best: Naming | None = None
    for form, naming in forms[token.lower]:
        here = tuple(t.lower for t in parse.tokens[at : min(at + len(form), end)])
        if here == form and (best is None or len(form) > best.last - best.first):
            best = naming
    return best


def _copy(parse: Parse, like: Naming, at: int) -> Naming:
    last = at + like.last - like.first
    span = parse.span(at, last)
    return Naming(
        at,
        last,
        head_word(parse, at, last),
        span,
        span.of(parse.text),
        like.kind,
        False,
        (at, last),
        gender=like.gender,
    )
