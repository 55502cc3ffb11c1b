"""What may stand between the capitals of one name: "Office of Tides and Wrecks", "van der Berg"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crosswire.extract.mention.vocabulary import Vocabulary
from crosswire.parse import Parse, Token

PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "dela",
        "delos",
        "los",
        "las",
        "af",
        "av",
        "binti",
        "binte",
        "ould",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "des",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "bin",
        "ibn",
        "bint",
        "al",
        "el",
        "ul",
        "abu",
        "y",
        "e",
        "zu",
    ]
)
"""Lower-case words inside the names of people, in the languages that news in English quotes."""

LINKING = frozenset(
    [
        "en",
        "et",
        "sur",
        "sous",
        "sans",
        "pour",
        "contre",
        "au",
        "aux",
        "para",
        "por",
        "con",
        "em",
        "und",
        "für",
        "och",
        "og",
        "dan",
        "untuk",
    ]
)
"""Small words inside the names of bodies, in the same languages: "Pêcheurs sans Frontières"."""

HYPHENS = "-‐‑–"
APOSTROPHES = "'’"
LANDS = frozenset(("house", "state", "states", "republic"))
CALENDAR = frozenset(("DATE", "TIME"))
AMOUNTS = frozenset(("MONEY", "QUANTITY", "CARDINAL", "PERCENT"))
MONEY = re.compile(r"[A-Z][A-Za-z]{0,2}[$£€¥¢]?\d[\d.,]*(?:bn|tn|mn|m|k|b)?$")
"""An amount glued to its currency: "Rs45", "R310bn"."""
PREFIXES = frozenset(("co", "anti", "counter", "inter", "multi", "non", "pre", "re", "vice"))
"""What a hyphen joins to a small letter inside a name: "Council for Co-operation"."""
PEOPLE = frozenset(("people", "women", "men", "children", "veterans", "youth"))
PEOPLED = frozenset(("PERSON", "GPE", "NORP"))


@dataclass(frozen=True, slots=True)
class Gap:
    """The word at `end`, behind capitals from `first` on, in a sentence up to `last`."""

    parse: Parse
    words: Vocabulary
    first: int
    end: int
    last: int

    @property
    def tokens(self) -> Sequence[Token]:
        """The words of the document."""
        return self.parse.tokens

    def capitals(self, at: int) -> int:
        """The word behind the capitals that begin at a word."""
        while at < self.last and capitalised(self.tokens[at]):
            at += 1
        return at


def capitalised(token: Token) -> bool:
    """Whether a word's capital may be that of a name."""
    if not token.text[0].isupper() or token.label in CALENDAR or token.tag == "PRP":
        return False
    return token.text.isalpha() or not _amount(token)


def _amount(token: Token) -> bool:
    """Whether a word is a number or money, and no club of states: "Rs20", not "G20"."""
    counted = token.label in AMOUNTS and token.text[-1].isdigit()
    return counted or (token.text[0] != "G" and bool(MONEY.match(token.text)))


def across(gap: Gap) -> int:
    """How far the run goes on: over the next capital, over what joins it; `end` if it does not."""
    tokens, end = gap.tokens, gap.end
    if end < gap.last and capitalised(tokens[end]):
        return end + 1
    if end + 1 >= gap.last:
        return end
    if tokens[end].tag == "POS":
        return _over_members(gap)
    if tokens[end].text == "10" and tokens[end - 1].text in ("No", "No.", "Number"):
        return end + 1
    return OVER.get(tokens[end].lower, _over_particle)(gap)


def _over_link(gap: Gap) -> int:
    """ "Tarn & Mell", "Pêcheurs en Route"."""
    return gap.end + 2 if capitalised(gap.tokens[gap.end + 1]) else gap.end


def _over_comma(gap: Gap) -> int:
    """ "Lumo, Inc."; the tasks of one body: "Office of Tides, Wrecks and Salvage"."""
    legal = gap.tokens[gap.end + 1].lower.rstrip(".") in ("inc", "ltd", "llc", "plc")
    return gap.end + 2 if legal else _over_tasks(gap)


def _over_tasks(gap: Gap) -> int:
    """Over a list of tasks up to the last of them, which "and" announces."""
    tokens, end = gap.tokens, gap.end
    of = next((i for i in range(gap.first, end) if tokens[i].lower in ("of", "for")), None)
    if of is None or not gap.words.organisation_head(tokens[of - 1].lower):
        return end
    at, listed = end, False
    while at + 1 < gap.last and tokens[at].lower in (",", "and"):
        listed = "and" in (tokens[at].lower, tokens[at + 1].lower)
        at += 1 + (tokens[at + 1].lower == "and")
        if gap.capitals(at) == at or tokens[at].label in PEOPLED:
            return end
        at = gap.capitals(at)
    return at if listed else end


def _over_members(gap: Gap) -> int:
    """ "Tarn Growers' Union", "Children's Hospital": a name that says whose body it is."""
    tokens, end = gap.tokens, gap.end
    owner, stop = tokens[end - 1], gap.capitals(end + 1)
    if stop == end + 1 or owner.lower in gap.words.demonyms or tokens[end + 1].label == "PERSON":
        return end
    one = owner.lower.removesuffix("s")
    many = owner.lower in PEOPLE or gap.words.person_noun(one) or one in gap.words.maker
    glued = owner.end == tokens[end].start and owner.lower.endswith("s")
    plural = owner.lower in PEOPLE or (glued and tokens[end].text in APOSTROPHES)
    return stop if many and plural else end


def _over_hyphen(gap: Gap) -> int:
    """ "Talgo-Brinex", "Abu-masri" of a person, "Co-operation"."""
    before, mark, after = gap.tokens[gap.end - 1 : gap.end + 2]
    person = before.label == after.label == "PERSON"
    name = after.text[0].isupper() or person or before.lower in PREFIXES
    glued = before.end == mark.start and mark.end == after.start
    return gap.end + 2 if glued and name else gap.end


def _over_particle(gap: Gap) -> int:
    """ "van der Berg", "al-Masri": small words, then a capital."""
    tokens, at = gap.tokens, gap.end
    while at < gap.last and (tokens[at].lower in PARTICLES or tokens[at].text in HYPHENS):
        at += 1
    return at + 1 if at < gap.last and capitalised(tokens[at]) else gap.end


def _over_of(gap: Gap) -> int:
    """ "Ministry of Health", "Centre for the Care of Seabirds"; not "Ruiz of the Herald"."""
    tokens, end = gap.tokens, gap.end
    at = end + 1 + (tokens[end + 1].lower == "the")
    if at >= gap.last or not capitalised(tokens[at]):
        return end
    before = tokens[end - 1].lower
    joined = gap.words.organisation_head(before) or before in LANDS
    one_name = tokens[end - 1].label == tokens[end].label == tokens[at].label == "ORG"
    inner = any(tokens[i].lower in ("of", "for") for i in range(gap.first, end))
    title = tuple(t.lower for t in tokens[end - 1 : at + 1]) in gap.words.title_phrase
    return at + 1 if joined or title or one_name or inner else end


def _over_and(gap: Gap) -> int:
    """ "Board of Salt and Fisheries": one body with two tasks, not two bodies."""
    tokens, end = gap.tokens, gap.end
    if not capitalised(tokens[end + 1]):
        return end
    head = gap.words.organisation_head
    tasks = any(tokens[i].lower in ("of", "for") for i in range(gap.first, end))
    one_name = all(tokens[i].label == "ORG" for i in (end - 1, end, end + 1))
    heads = any(head(tokens[i].lower) for i in range(end + 1, gap.capitals(end + 1)))
    firm = head(tokens[end - 1].lower.rstrip(".")) and not tasks
    if (one_name and not firm) or (tasks and not heads and tokens[end + 1].label != "PERSON"):
        return end + 2
    return end


OVER: Mapping[str, Callable[[Gap], int]] = {
    **dict.fromkeys(sorted(LINKING - PARTICLES), _over_link),
    **dict.fromkeys(HYPHENS, _over_hyphen),
    **dict.fromkeys(APOSTROPHES, _over_members),
    "&": _over_link,
    ",": _over_comma,
    "of": _over_of,
    "for": _over_of,
    "and": _over_and,
}
