"""The counted noun behind a number: "40 badly burned *trucks*", "six of its *patents*"."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.extract.figure import person
from crosswire.extract.figure.vocabulary import load, words
from crosswire.parse import Parse, Token

ADJECTIVAL = frozenset(("JJ", "JJR", "JJS", "VBN", "VBG", "PRP$", "POS", "AFX", "FW"))
NOMINAL = frozenset(("NN", "NNS", "NNP", "NNPS"))
QUOTES = frozenset("\"“”‘’'`>#")
LINK = frozenset("-‐‑–")
DETERMINERS = frozenset(
    ("the", "these", "those", "its", "his", "her", "their", "our", "my", "your", "all")
)
BEFORE_NUMBER = DETERMINERS | frozenset(
    (
        "more", "than", "about", "nearly", "some", "over", "almost", "roughly", "approximately",
        "around", "an", "estimated", "up", "to", "at", "least", "fewer", "less", "as", "many",
        "every", "other",
    )
)  # fmt: skip
"""What may stand between the "of" of a part and the noun of its whole."""

NO_NOUN = frozenset(
    (
        "others", "more", "least", "today", "tonight", "tomorrow", "yesterday", "monday", "tuesday",
        "wednesday", "thursday", "friday", "saturday", "sunday",
    )
)  # fmt: skip
"""Words tagged as nouns that nobody counts."""

LONGEST = 12
"""No noun phrase has more words between its number and its noun."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun phrase from token `first` up to `last`, its noun `head`, and the unit it gives.

    `partitive` tells "six of its patents" from "six patents"; `attached` tells "two-car".
    """

    first: int
    last: int
    head: int
    unit: str
    partitive: bool = False
    attached: bool = False


def counted(parse: Parse, at: int, ceiling: int, *, one: bool = False) -> Counted | None:
    """The noun that a number before token `at` counts, in the same sentence, or None.

    With `one` the noun may be a singular.
    """
    if at >= ceiling:
        return None
    if parse.tokens[at].text in LINK:
        return _attached(parse, at, ceiling)
    whole = _whole(parse, at, ceiling)
    if whole is not None:
        return _partitive(parse, whole, ceiling)
    head = _head(parse, at, ceiling, one=one)
    return None if head is None else Counted(at, head + 1, head, unit_of(parse, head, at))


def _whole(parse: Parse, at: int, ceiling: int) -> int | None:
    """The "of" before the whole of which a part is counted: "of the", "out of"."""
    token = parse.tokens[at]
    if token.lower == "of":
        return at
    if token.lower == "out" and at + 1 < ceiling:
        return at + 1
    behind_of = at > 0 and parse.tokens[at - 1].lower == "of"
    return at - 1 if behind_of and token.lower in DETERMINERS else None


def unit_of(parse: Parse, head: int, first: int) -> str:
    """ "person" for human beings, else the singular noun with the nouns that make it up."""
    token = parse.tokens[head]
    if person.is_person(token) or token.lower in words("figure_noun", "body"):
        return "person"
    return " ".join([*_compound(parse, head, first), _singular(token)])


def _attached(parse: Parse, at: int, ceiling: int) -> Counted | None:
    """ "two-car", "five-member": the noun stands in the singular behind a hyphen."""
    head = at + 1
    if head >= ceiling:
        return None
    token = parse.tokens[head]
    if token.lower in words("figure_noun", "kind") or token.tag not in ("NN", "NNS", "NNPS"):
        return None
    if token.start != parse.tokens[at].end or not token.lower.isalpha():
        return None
    return Counted(at, head + 1, head, unit_of(parse, head, head), attached=True)


def _partitive(parse: Parse, at: int, ceiling: int) -> Counted | None:
    """ "several of the injured", "hundreds of kidnapped pupils"."""
    start = at + 1
    while start < ceiling and (
        parse.tokens[start].lower in BEFORE_NUMBER
        or parse.tokens[start].text in QUOTES
        or parse.tokens[start].tag == "CD"
    ):
        start += 1
    if start >= ceiling:
        return None
    head = _head(parse, start, ceiling)
    if head is None and parse.tokens[start].lower in words("figure_noun", "body"):
        head = start
    if head is None:
        return None
    return Counted(at, head + 1, head, unit_of(parse, head, start), partitive=True)


def _head(parse: Parse, at: int, ceiling: int, *, one: bool = False) -> int | None:
    """The last noun of the run of adjectives and nouns that begins with token `at`."""
    if _is_predicate(parse, at, ceiling):
        return None
    head: int | None = None
    for index in range(at, min(ceiling, at + LONGEST)):
        if _ends_before(parse, index, head, ceiling):
            break
        if _is_noun(parse, index):
            head = index
        elif parse.tokens[index].text not in LINK:
            head = None
    if head is None or not (one or is_plural(parse.tokens[head])):
        return None
    return head


def _ends_before(parse: Parse, index: int, head: int | None, ceiling: int) -> bool:
    """Whether a noun phrase whose last noun so far is `head` ends before a word."""
    complete = head is not None and is_plural(parse.tokens[head])
    if _is_noun(parse, index):
        return complete and not _continues(parse, head, index)
    if not _may_stand_inside(parse, index, ceiling, seen=head is not None):
        return True
    token = parse.tokens[index]
    if head is None or token.text in LINK:
        return False
    return complete or (token.tag != "POS" and not _leads_to_noun(parse, index, ceiling))


def _is_predicate(parse: Parse, at: int, ceiling: int) -> bool:
    """ "five dead, dozens injured": a state of people that no noun follows."""
    token = parse.tokens[at]
    if token.lower not in words("figure_noun", "body") or token.tag in ("NNS", "NN"):
        return False
    following = parse.tokens[at + 1 : min(ceiling, at + 4)]
    named = next((t for t in following if t.tag != "JJ"), None)
    return named is None or named.tag not in NOMINAL


def is_plural(token: Token) -> bool:
    """Whether a noun stands for more than one."""
    if token.tag in ("NNS", "NNPS") or token.lower in words("figure_noun", "invariant"):
        return True
    plain = token.lower
    if len(plain) > 3 and plain.endswith("s") and not plain.endswith(("ss", "us", "is")):
        return person.is_person_word(plain) or (token.text.istitle() and token.tag == "NN")
    return False


def _is_noun(parse: Parse, index: int) -> bool:
    """Whether a word is a noun, also where the tagger takes a headline's verb for one."""
    token = parse.tokens[index]
    if token.lower in NO_NOUN:
        return False
    if token.tag in NOMINAL:
        return True
    if token.tag in ("VBZ", "JJ", "VBP", "CD", "VB") and token.lower.endswith("s"):
        return person.is_person_word(token.lower)
    return token.lower in ("people", "dead", "wounded", "injured") and token.tag == "NNS"


def _continues(parse: Parse, head: int | None, index: int) -> bool:
    """ "women passengers", "services staff": a plural noun that stands before another."""
    if head is None or index != head + 1:
        return True
    following = parse.tokens[index]
    if following.tag in ("NNP", "NNPS"):
        return parse.tokens[head].tag in ("NNP", "NNPS") and person.is_person(following)
    return following.tag == "NNS" or (
        following.tag == "NN" and parse.tokens[head].dep in ("compound", "nmod", "amod")
    )


def _may_stand_inside(parse: Parse, index: int, ceiling: int, *, seen: bool) -> bool:
    """Whether a word that is no noun may stand between a number and its noun."""
    token = parse.tokens[index]
    if token.text in QUOTES:
        return True
    if token.text in LINK:
        return index + 1 < ceiling
    if token.tag in ("VBN", "VBG", "VBD", "RB", "RBR", "CC", ",", "CD"):
        if token.tag == "," and not _joins_adjectives(parse, index):
            return False
        if token.tag == "CD" and parse.tokens[index - 1].tag == "NNP":
            return _leads_to_noun(parse, index, ceiling)
        return not (seen and token.tag not in ("VBN", "CC")) and _leads_to_noun(
            parse, index, ceiling
        )
    return token.tag in ADJECTIVAL or token.lower in ("more", "other", "such")


def _joins_adjectives(parse: Parse, index: int) -> bool:
    """ "two big, heavy trucks": a comma between adjectives."""
    around = (parse.tokens[index - 1].tag, parse.tokens[min(index + 1, len(parse.tokens) - 1)].tag)
    return all(tag in ("JJ", "VBN", "VBG", "JJR", "JJS") for tag in around)


def _leads_to_noun(parse: Parse, index: int, ceiling: int) -> bool:
    """Whether only adjectives stand between a word and a noun that is in the number's phrase."""
    token = parse.tokens[index]
    if token.tag in ("VBN", "VBD", "VBG") and token.dep not in ("amod", "compound", "nmod", "conj"):
        return False
    for follower in parse.tokens[index + 1 : min(ceiling, index + 5)]:
        if follower.tag in NOMINAL:
            return token.tag not in ("CC", ",", "VBD") or follower.dep not in ("conj", "appos")
        if follower.tag not in ADJECTIVAL and follower.text not in LINK:
            return False
    return False


def _compound(parse: Parse, head: int, first: int) -> list[str]:
    """The common nouns right before a noun that make it up: "glide" in "glide bombs"."""
    parts: list[str] = []
    index = head - 1
    while index >= first and parse.tokens[index].tag == "NN" and parse.tokens[index].text.islower():
        parts.insert(0, parse.tokens[index].lower)
        index -= 1
    if parts and index >= first and parse.tokens[index].text in LINK:
        return parts[1:]
    return parts


def _singular(token: Token) -> str:
    """The singular of a noun: the model's lemma, or by rule where it kept the plural."""
    known = load("figure_noun")["singular"].get(token.lower)
    if known is not None:
        return str(known)
    if token.lemma != token.lower:
        return token.lemma
    return person.singular(token.lower) if is_plural(token) else token.lower
