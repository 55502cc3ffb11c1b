"""Of what kind the bearer of a name is: by the form of the name, then by the words around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from crosswire.extract.mention.naming import Kind
from crosswire.extract.mention.vocabulary import Vocabulary
from crosswire.parse import Token

ACRONYM_LONGEST = 6
COUNTY = 2
"""Words in the name of a county that says so first: "Co Osk"."""

PLACED_FIRST = frozenset(("co", "county", "avenue", "boulevard", "rue", "calle", "mount", "cape"))

GATHERED = frozenset(
    ["girls", "boys", "women", "men", "mothers", "sisters", "kids", "children", "widows", "orphans"]
)
"""Plurals that end the name of many: "Osk Mothers"."""
LABELS: Mapping[str, Kind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}


def by_form(words: Vocabulary, tokens: Sequence[Token]) -> Kind | None:
    """The kind that a name's own words tell: "Reed Hospital", "Kivu Bank", "White House"."""
    lower = [token.lower.rstrip(".") for token in tokens]
    whole = " ".join(lower)
    if whole in words.metonym_body:
        return "organisation"
    if lower[0] in PLACED_FIRST and len(lower) == COUNTY and tokens[0].text[0].isupper():
        return "place"
    if lower[-1] in GATHERED and len(lower) > 1:
        return "group"
    if whole in words.metonym_whole or (lower[-1] in words.government and len(lower) > 1):
        return "government"
    until = next((i for i, word in enumerate(lower) if i and word in ("of", "for")), len(lower))
    if len(lower) > 1 and (
        words.organisation_head(lower[until - 1])
        or words.organisation_head(lower[-1])
        or "&" in lower
    ):
        return "organisation"
    return None


def acronym(token: Token) -> bool:
    """Whether a word is spelled in capitals, as bodies are: "OSCE"; "TfL" too."""
    letters = token.text.replace(".", "")
    if not (2 <= len(letters) <= ACRONYM_LONGEST and letters.isalnum() and letters[0].isalpha()):
        return False
    return sum(letter.isupper() for letter in letters) > len(letters) / 2 and letters[-1].isupper()


def label_of(tokens: Sequence[Token]) -> Kind | None:
    """What the language model takes most of the words for."""
    votes = Counter(kind for token in tokens if (kind := LABELS.get(token.label)))
    return votes.most_common(1)[0][0] if votes else None
