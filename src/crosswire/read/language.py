"""Which language a text is in: only English is read, and English must not be refused."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from crosswire.error import InputError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

ENGLISH = "en"

SAMPLE = 3_000
"""Characters that are looked at."""

SURE = 0.8
"""Probability from which another language is believed."""

FEWEST_WORDS = 8
"""Words without which a language cannot be told."""

LAST_LATIN = "\u024f"
"""The last letter of the Latin blocks."""

ENGLISH_ENOUGH = 0.12
"""Share of function words that only English text has, however many foreign names stand in it."""

_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION_WORD = re.compile(
    "the|of|and|to|that|is|was|for|on|with|as|by|at|from|were|been|has|have|had|are|be|this|which|"
    "who|he|she|they|it|its|their|his|her|said|says|would|could|will|not|or|an|after|before|than|"
    "but|when|where|while|there|more|one|two|into|over|about"
)


class ForeignError(InputError):
    """A text in another language than English, by its ISO 639 code."""

    def __init__(self, language: str) -> None:
        super().__init__(
            f"not in English but, as far as can be told, in the language {language!r}",
            remedy="Give a report in English: no other language is read.",
        )
        self.language = language


def language(text: str) -> str | None:
    """The ISO 639 code of the text's language, or None where it cannot be told.

    English is told by its function words first, because names mislead a classifier by letters
    (py3langid, after Lui and Baldwin, 2012).
    """
    words = _WORD.findall(text[:SAMPLE].lower())
    if len(words) < FEWEST_WORDS and not _is_other_script(words):
        return None
    if sum(_FUNCTION_WORD.fullmatch(word) is not None for word in words) >= ENGLISH_ENOUGH * len(
        words
    ):
        return ENGLISH
    code, probability = _identifier().classify(text[:SAMPLE])
    return str(code) if probability >= SURE else None


def _is_other_script(words: list[str]) -> bool:
    """Whether most letters are not Latin: some such scripts set no space between words."""
    letters = "".join(words)
    return sum(letter > LAST_LATIN for letter in letters) > max(len(letters) / 2, FEWEST_WORDS)


@cache
def _identifier() -> LanguageIdentifier:
    """The classifier, with probabilities; loading takes half a second, so it waits until asked."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
