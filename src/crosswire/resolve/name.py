"""Whether two spellings are one name: romanisations, spelling variants, initials, acronyms.

Romanisations of one name differ by rules (BGN/PCGN, ISO 9 and the press's own: "-skyy", "-skiy",
"-sky"; kh, h; zh, j; ou, u). A word's `skeleton` undoes them; what the rules leave is measured by
edit distance. Two names are one person's only if nothing in them speaks against it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from crosswire.extract.mention.gap import PARTICLES
from crosswire.extract.mention.vocabulary import vocabulary

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)
_APOSTROPHES = re.compile(r"['’‘`ʼʻ´′ʹʺ]")
Rule = tuple[re.Pattern[str], str]


def _rules(*pairs: tuple[str, str]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), to) for pattern, to in pairs)


def _rewritten(text: str, rules: tuple[Rule, ...]) -> str:
    """The text after every rule, in their order."""
    for pattern, to in rules:
        text = pattern.sub(to, text)
    return text


_RULES = _rules(
    (r"shch|sch", "sh"),
    (r"tch", "ch"),
    (r"dzh|dj", "j"),
    (r"zh", "ž"),
    (r"kh", "h"),
    (r"ts|tz", "c"),
    (r"ph", "f"),
    (r"ck|q", "k"),
    (r"ks", "x"),
    (r"w", "v"),
    (r"oo|ou", "u"),
    (r"ee", "i"),
    (r"(?<=[eiy])j|j(?=[iy])|j$", "i"),
    (r"[iy]+", "i"),
    (r"i(?=[eaou])", ""),
    (r"ei$", "e"),
    (r"(?<=[aeiou])h$", ""),
    (r"(.)\1+", r"\1"),
)
_VOWELS = re.compile("[aeiou]")
WEAK_FROM = 5
"""Letters that a word must have for a likeness short of equality to count."""

WEAK_RATIO = 0.6
TYPO_FROM = 6
VAGUE_FROM = 4
"""Letters from which given names before one family name may differ in o and u, e and i."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text in small letters without diacritics and apostrophes."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _APOSTROPHES.sub("", plain)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """A word without what romanisations differ in: "-skyy", "-skiy" and "-sky" become "-ski"."""
    return _rewritten(fold(word), _RULES)


def consonants(word: str) -> str:
    """The consonants of a word's skeleton, with Ukrainian h as Russian g."""
    return _VOWELS.sub("", _hard(word))


@lru_cache(maxsize=65536)
def alike(one: str, other: str) -> bool:
    """Whether two words differ as romanisations or misprints of one word may.

    Ukrainian h is Russian g; Arabic and Hebrew vowels vary, their consonants do not; one letter
    more, less or other in a long word.
    """
    if skeleton(one) == skeleton(other):
        return True
    a, b = _hard(one), _hard(other)
    if min(len(a), len(b)) < WEAK_FROM or _gendered(a, b):
        return False
    if a == b:
        return True
    ratio = Levenshtein.normalized_similarity(a, b)
    consonants = _VOWELS.sub("", a) == _VOWELS.sub("", b)
    if consonants and ratio >= WEAK_RATIO and len(_VOWELS.sub("", a)) > 2:
        return True
    return min(len(a), len(b)) >= TYPO_FROM and Levenshtein.distance(a, b) == 1


def _gendered(a: str, b: str) -> bool:
    """Whether two words differ as the names of a woman and a man do: "Mario", "Maria"."""
    if a[-1] in "ao" and b[-1] in "ao" and a[-1] != b[-1]:
        return True
    return a == f"{b}a" or b == f"{a}a"


def words_of(name: str) -> tuple[str, ...]:
    """The words of a person's name that tell him from others: no particles, no initials' dots."""
    if name.startswith(("@", "#")):
        name = unglued(name)
    parts = re.split(r"[\s.]+", _ARTICLE.sub("", fold(name)))
    joined = (re.sub(r"[\-‐‑–]", "", part) for part in parts)
    return tuple(part for part in joined if part and part not in _SMALL)


def unglued(handle: str) -> str:
    """The words of a handle or hashtag: "@MRuiz" is "M Ruiz", "#SaveOurBay" "Save Our Bay"."""
    return " ".join(_CAMEL.sub(" ", handle.lstrip("@#")).replace("_", " ").split())


_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ARTICLE = re.compile(r"\b(?:al|el|ul|as|ar|ad|at|az)[\-‐‑–]")
_SMALL = PARTICLES - {"abu"}
_SUFFIX = frozenset(("jr", "sr", "ii", "iii", "iv"))


def same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names of two words or more can be one person's.

    The shorter one's words must stand in the longer one in order, its first and last word alike;
    an initial stands for its name. "Ana Ruiz" is "Ana María Ruiz Soto", not "Eva Ruiz".
    """
    a = [word for word in one if word not in _SUFFIX]
    b = [word for word in other if word not in _SUFFIX]
    if "".join(a) == "".join(b):
        return True
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) < 2:
        return False
    family = _family(short, long)
    if family is None:
        return False
    strict = skeleton(short[-1]) == skeleton(long[family])
    return _given(short[:-1], long[:family], strict=strict)


def _family(short: Sequence[str], long: Sequence[str]) -> int | None:
    """Where in the longer name the shorter one's last word stands."""
    exact = [i for i in range(len(long)) if i and skeleton(long[i]) == skeleton(short[-1])]
    if exact:
        return exact[-1]
    return len(long) - 1 if alike(long[-1], short[-1]) else None


def _given(short: Sequence[str], long: Sequence[str], *, strict: bool) -> bool:
    """Whether the given names agree, the first with the first."""
    lettered = len(long) > len(short) and all(len(word) == 1 for word in long)
    if not long or lettered or not _given_word(short[0], long[0], strict=strict):
        return False
    at = 1
    for word in short[1:]:
        while at < len(long) and not _given_word(word, long[at], strict=strict):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True


def _given_word(one: str, other: str, *, strict: bool) -> bool:
    if skeleton(one) == skeleton(other):
        return True
    if not strict:
        return len(one) >= WEAK_FROM and _hard(one) == _hard(other)
    initial = min(len(one), len(other)) == 1 and one[0] == other[0]
    return (
        initial
        or _short(one, other)
        or alike(one, other)
        or (min(len(one), len(other)) >= VAGUE_FROM and _vague(one) == _vague(other))
        or (
            min(len(one), len(other)) > WEAK_FROM
            and not _gendered(skeleton(one), skeleton(other))
            and Levenshtein.normalized_similarity(skeleton(one), skeleton(other)) > 0.74
        )
    )


def _short(one: str, other: str) -> bool:
    """Whether one given name is a short form of the other: "Bill" of "William"."""
    short = vocabulary().short_for
    return other in short.get(one, ()) or one in short.get(other, ())


def _vague(word: str) -> str:
    """A word's skeleton with the vowels that romanisations of Arabic confuse made one."""
    return _hard(word).replace("o", "u").replace("e", "i")


def _hard(word: str) -> str:
    """A word's skeleton with Ukrainian h as Russian g, and French j for zh as English j."""
    return skeleton(word).replace("h", "g").replace("ž", "j")


SHORT = 4
"""Letters from which capitals inside a name count by their first in its acronym: "US" does not."""


def initials(words: Sequence[str]) -> frozenset[str]:
    """The acronyms that a name may have: with and without its small words."""
    parts = [part for word in words for part in re.split(r"[\-–’']", word) if part]
    large = [part for part in parts if part[0].isupper() or part[0].isdigit()]
    whole = [part.replace(".", "") for part in large] if len(large) > 1 else []
    short = (part if part.isupper() and len(part) < SHORT else part[0] for part in whole)
    every = "".join(part[0] for part in parts if part != "the" and part[0].isalpha())
    forms = {"".join(part[0] for part in large).upper(), every.upper(), "".join(short).upper()}
    return frozenset(form for form in forms if len(form) > 1)


_SPELLINGS = _rules(
    (r"(?<=[fc])ence$", "ense"),
    (r"(?<=cent|heat)re$", "er"),
    (r"our$", "or"),
    (r"isation", "ization"),
    (r"programme$", "program"),
)


@lru_cache(maxsize=65536)
def common_spelling(word: str) -> str:
    """A word in one spelling of the two English ones: "defence" and "defense" become one."""
    return _rewritten(fold(word), _SPELLINGS)
