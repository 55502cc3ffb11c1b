"""The sex of people by the pronouns that stand for them where nobody else can be meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from crosswire.extract.mention.naming import Gender, Naming
from crosswire.parse import Parse

PRONOUNS: dict[str, Gender] = {
    "he": "male",
    "his": "male",
    "him": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}
OBJECTS = frozenset(("dobj", "dative", "pobj", "iobj"))
OPENING, CLOSING, SINGLE = frozenset("“„«"), frozenset("”»"), frozenset("'‘’")


def with_sex(parse: Parse, namings: Sequence[Naming]) -> list[Naming]:
    """The names; one that is alone in its sentence with a pronoun behind it gets its sex.

    "Osk said she had left": Osk is a woman. Words in quotation marks are somebody else's.
    """
    inside = quoted(parse)
    people: dict[int, list[Naming]] = defaultdict(list)
    for naming in namings:
        if naming.kind == "person":
            people[parse.tokens[naming.head].sentence].append(naming)
    told: dict[int, Gender] = {}
    for sentence, named in people.items():
        if len({naming.text for naming in named}) == 1 and not inside[named[0].head]:
            sex = _pronoun_behind(parse, inside, named[0], sentence)
            if sex:
                told[named[0].first] = sex
    return [
        replace(naming, gender=told[naming.first])
        if naming.first in told and naming.kind == "person" and naming.gender is None
        else naming
        for naming in namings
    ]


def _pronoun_behind(
    parse: Parse, inside: Sequence[bool], naming: Naming, sentence: int
) -> Gender | None:
    """The sex of the pronouns behind a name in its sentence, where they agree."""
    tokens = parse.tokens[naming.last : parse.sentences[sentence].last]
    found = {
        PRONOUNS[token.lower]
        for token in tokens
        if token.lower in PRONOUNS
        and not inside[token.index]
        and not _other_of_clause(parse, naming, token.index)
    }
    return found.pop() if len(found) == 1 else None


def _other_of_clause(parse: Parse, naming: Naming, at: int) -> bool:
    """Whether a pronoun is the object of the verb whose subject the name is: "Osk told him"."""
    token = parse.tokens[at]
    if token.dep not in OBJECTS or token.lower in ("himself", "herself"):
        return False
    verb = next((above for above in parse.ancestors(at) if above.pos in ("VERB", "AUX")), None)
    return verb is not None and verb.index == parse.tokens[naming.head].head


def quoted(parse: Parse) -> list[bool]:
    """For each word whether it stands between quotation marks; marks count inside a block."""
    inside = [False] * len(parse.tokens)
    for block in _blocks(parse):
        open_ = False
        for at in block:
            text = parse.tokens[at].text
            if text in OPENING:
                open_ = True
            elif text in CLOSING:
                open_ = False
            elif text == '"':
                open_ = not open_
            elif text in SINGLE and parse.tokens[at].tag != "POS":
                open_ = _opens(parse, at)
            else:
                inside[at] = open_
    return inside


def _opens(parse: Parse, at: int) -> bool:
    """Whether a single mark stands right before a word and behind none."""
    tokens = parse.tokens
    free = at == 0 or tokens[at - 1].end < tokens[at].start
    return free and at + 1 < len(tokens) and tokens[at].end == tokens[at + 1].start


def _blocks(parse: Parse) -> Iterator[range]:
    """The words of each block."""
    for _, group in groupby(parse.sentences, key=lambda sentence: sentence.block):
        sentences = list(group)
        yield range(sentences[0].first, sentences[-1].last)
