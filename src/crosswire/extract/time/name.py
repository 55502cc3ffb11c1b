"""Time words that are part of a name: "Sunday Herald", "the May 12 Brigade", "Ms May".

The checks look at capitals and grammar, never at which name it is.
"""

from __future__ import annotations

from crosswire.extract.time.phrase import Phrase, is_name
from crosswire.extract.time.vocabulary import Vocabulary
from crosswire.parse import Token

_ADVERBIAL = frozenset({"on", "in", "since", "by", "until", "last", "next"})
"""After these a time stands for itself, whatever comes behind it."""


def in_name(phrase: Phrase, vocabulary: Vocabulary) -> bool:
    """Whether a phrase is part of a name, so that no smaller part of it is a time either."""
    first = _first_own(phrase)
    if not any(word.text[0].isupper() for word in phrase.words) or _ends_in_year(phrase):
        return False
    return (
        _goes_on(phrase, first)
        or _comes_after(phrase, first, vocabulary)
        or _is_title(phrase, vocabulary)
    )


def _first_own(phrase: Phrase) -> Token:
    """The first word of a phrase behind its article."""
    after = phrase.view.after(phrase.first)
    return after if phrase.first.lower == "the" and after and not phrase.single else phrase.first


def _ends_in_year(phrase: Phrase) -> bool:
    return phrase.last.pos == "NUM" and len(phrase.last.text) == 4


def _goes_on(phrase: Phrase, first: Token) -> bool:
    """A capitalised noun follows that the time describes: "the Sunday Herald"."""
    after, before = phrase.after, phrase.view.before(first)
    if after is None or not after.text[0].isupper() or not is_name(after):
        return False
    if before is not None and before.lower in _ADVERBIAL:
        return False
    heads = {phrase.last.head, first.head}
    joined = phrase.view.parse.tokens[after.index].head in heads
    return after.index in heads or (joined and phrase.last.dep == "compound")


def _comes_after(phrase: Phrase, first: Token, vocabulary: Vocabulary) -> bool:
    """A capitalised word before it belongs to one name with it: "Super Tuesday", "Ms May"."""
    before = phrase.view.before(first)
    if before is None or not before.text[0].isupper() or first.text[0].isdigit():
        return False
    if before.lower in vocabulary.named_day:
        return True
    if before.tag == "JJ" and is_name(first):
        return before.head == first.index
    if is_name(before) and before.head == first.index and before.dep in ("compound", "amod"):
        return before.label == first.label and first.label not in ("", "DATE", "TIME")
    return first.label == "PERSON" and before.label == "PERSON"


def _is_title(phrase: Phrase, vocabulary: Vocabulary) -> bool:
    """Common nouns of time with capitals: "The Daily Today", "her This Week column"."""
    word, before = phrase.words[-1], phrase.before
    if word.lower not in vocabulary.common or not word.text.istitle():
        return False
    if before is None or not is_name(phrase.last):
        return False
    if phrase.single:
        return is_name(before) and before.text.istitle()
    return phrase.words[0].text.istitle() and before.text[0].islower()
