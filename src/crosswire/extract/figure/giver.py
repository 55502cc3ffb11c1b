"""Who gives a figure that stands in no statement: "the company's estimate of 12", "which Ana Ruiz
put at 12", "seeks $200 million".

A noun of estimation with a possessor, or a verb that gives a number to something, attributes the
number alone, not the words around it (Pareti, PARC 3.0, 2016, calls such cues nominal).
"""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.extract.figure.reading import Reading
from crosswire.extract.figure.vocabulary import words
from crosswire.extract.mention.reference import Reference
from crosswire.extract.statement.source import phrase, subject
from crosswire.parse import Parse, Token

STEPS = 5
"""Words between a number and the word that gives it, up the tree, at most."""

BEHIND = 4
"""Words behind a figure in which "by its own count" begins."""

OBJECTS = frozenset(
    ("dobj", "attr", "nummod", "pobj", "prep", "quantmod", "oprd", "npadvmod", "compound", "nmod")
)
"""Roles by which a number hangs on what gives it."""


def giver(parse: Parse, reading: Reading) -> Reference | None:
    """The noun phrase of who gives a number, or None."""
    path = tuple(_path(parse, reading))
    for token in (parse.tokens[reading.head], *path):
        given = _in_clause(parse, token)
        if given is not None:
            return given
    for token in path:
        found = _of_noun(parse, token) or _of_verb(parse, token, path)
        if found is not None:
            return found
    return _by_count(parse, reading)


def _path(parse: Parse, reading: Reading) -> Iterator[Token]:
    """The words above a number that it is an object of, nearest first."""
    token = parse.tokens[reading.head]
    for _ in range(STEPS):
        if token.dep not in OBJECTS or token.head == token.index:
            return
        token = parse.tokens[token.head]
        yield token


def _in_clause(parse: Parse, token: Token) -> Reference | None:
    """ "the $2.3 million that she gave on Wednesday"."""
    if token.pos not in ("NOUN", "NUM", "SYM", "PROPN"):
        return None
    for at in parse.children[token.index]:
        verb = parse.tokens[at]
        if verb.dep == "relcl" and verb.lemma in words("figure_noun", "telling"):
            head = subject(parse, at)
            relative = head is None or parse.tokens[head].tag in ("WDT", "WP")
            return None if relative or head is None else phrase(parse, head)
    return None


def _of_noun(parse: Parse, token: Token) -> Reference | None:
    """ "the company's estimate of 12", "the company's estimate remains 12"."""
    if token.lemma in words("figure_noun", "estimation"):
        return _possessor(parse, token)
    if token.lemma not in words("figure_noun", "amounting"):
        return None
    subjects = (parse.tokens[at] for at in parse.children[token.index])
    named = (
        one
        for one in subjects
        if one.dep == "nsubj" and one.lemma in words("figure_noun", "estimation")
    )
    return next((found for one in named if (found := _possessor(parse, one))), None)


def _possessor(parse: Parse, noun: Token) -> Reference | None:
    """Whose an estimate is, if not the outlet's own."""
    owners = (at for at in parse.children[noun.index] if parse.tokens[at].dep == "poss")
    owner = next(owners, None)
    outlet = owner is not None and parse.tokens[owner].lower in ("my", "our")
    return None if owner is None or outlet else phrase(parse, owner)


def _of_verb(parse: Parse, token: Token, path: tuple[Token, ...]) -> Reference | None:
    """ "puts it at 12", "insists on 12", "seeks $200 million"."""
    if token.pos != "VERB":
        return None
    at = path.index(token)
    through = path[at - 1].lower if at and path[at - 1].tag == "IN" else ""
    told = through == "at" and token.lemma in words("figure_noun", "putting")
    stood = through in ("on", "of") and token.lemma in words("figure_noun", "insisting")
    sought = not through and token.lemma in words("figure_noun", "seeking")
    if not (told or stood or sought):
        return None
    head = subject(parse, token.index)
    if head is not None and _is_whose(parse, head):
        head = _name_before(parse, token.index)
    if head is None or (sought and not _may_want(parse.tokens[head])):
        return None
    return phrase(parse, head, keep_off=frozenset((token.index,)))


def _is_whose(parse: Parse, head: int) -> bool:
    """Whether a noun is what a relative clause is about: "whose losses Ana Ruiz put at 12"."""
    return any(parse.tokens[at].tag == "WP$" for at in parse.subtree(head))


def _name_before(parse: Parse, verb: int) -> int | None:
    """The name right before a verb, a comma between them or not."""
    at = verb - 1
    while at > 0 and parse.tokens[at].text == ",":
        at -= 1
    return at if at >= 0 and parse.tokens[at].pos == "PROPN" else None


def _may_want(token: Token) -> bool:
    """Whether a subject is somebody: a name or a pronoun of persons."""
    return token.pos == "PROPN" or token.lower in ("he", "she", "they")


def _by_count(parse: Parse, reading: Reading) -> Reference | None:
    """ "Eleven walked out, by the mayor's count": behind the figure, in its clause."""
    sentence = parse.sentences[parse.tokens[reading.head].sentence]
    behind = parse.tokens[reading.last : sentence.last]
    for token in behind[: BEHIND + len(behind) // 2]:
        if token.lower not in ("by", "on") or token.dep != "prep":
            continue
        for child in parse.children[token.index]:
            noun = parse.tokens[child]
            if noun.dep == "pobj" and noun.lemma in words("figure_noun", "estimation"):
                return _possessor(parse, noun)
    return None
