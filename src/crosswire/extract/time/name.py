"""Time words that are part of a name: "Sunday Herald", "the May 12 Brigade", "Ms May".

The checks look at capitals and grammar, never at which name it is.
"""

from __future__ import annotations

from crosswire.extract.time.meaning import Calendar
from crosswire.extract.time.phrase import Phrase, is_name
from crosswire.extract.time.vocabulary import Vocabulary
from crosswire.parse import Token

_FREE = frozenset({"on", "in", "since", "by", "until", "last", "next", "a", "an"})
"""After these a time is part of no name, whatever comes behind it: "a July Senate hearing"."""


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
    if before is not None and before.lower in _FREE:
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
    if phrase.words[-1].lower not in vocabulary.common or not _is_capitalised(phrase):
        return False
    if isinstance(phrase.meaning, Calendar):
        return False
    before = phrase.before
    if before is None or not is_name(phrase.last):
        return False
    if before.text in _OPENING:
        return phrase.following[:1] in _CLOSING
    if phrase.single:
        return is_name(before) and before.text[0].isupper() and _amid_small(phrase)
    return before.text[0].islower() or (is_name(before) and _amid_small(phrase))


_OPENING = frozenset({"“", '"', "‘", "``", "''"})
_CLOSING = frozenset({"”", '"', "’"})


def _is_capitalised(phrase: Phrase) -> bool:
    """Whether all its words have capitals, or are written in them as the word before is."""
    before = phrase.before
    if all(word.text.istitle() for word in phrase.words):
        return True
    return phrase.words[-1].text.isupper() and before is not None and before.text.isupper()


def _amid_small(phrase: Phrase) -> bool:
    """Whether capitals mean something in this sentence: a headline writes its verbs with them."""
    parse = phrase.view.parse
    words = parse.words(parse.sentences[phrase.first.sentence])
    return any(word.pos in ("VERB", "AUX") and word.text[0].islower() for word in words)
