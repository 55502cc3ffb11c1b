"""What looks like a time and is none: names, verbs, counts, and numbers that are no years.

Each check has an example of what it turns away. They look at words and grammar, never at which
name it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosswire.extract.time.lexeme import Lexeme
from crosswire.extract.time.meaning import At, Calendar, Distance, Length, Meaning
from crosswire.extract.time.view import View
from crosswire.extract.time.vocabulary import Vocabulary
from crosswire.parse import Token
from crosswire.row import Span

_NAME_TAGS = ("NNP", "NNPS")
_YEAR_PREPOSITIONS = frozenset(
    {"in", "of", "since", "by", "until", "till", "from", "to", "before", "after", "during", "circa"}
    | {"around", "through", "throughout", "between", "for", "about", "into", "over", "on"}
)
_NUMBER_SIGNS = re.compile(
    r"(?:[#$£€¥§№]|\b(?:no|nos|flight|route|room|page|pp?|chapter|section|article|resolution|act|bus|unit|lot|serial|model)\.?)\s*$",
    re.I,
)
_AFTER_NUMBER = re.compile(
    r"\s*(?:%|°|percent|per cent|km|kg|mm|cm|m\b|ft\b|feet|miles?|metres?|meters?|mph|mw|gw|kw|hz|bn|tonnes?|tons?|pounds?|dollars?|euros?|million|billion)",
    re.I,
)


def is_name(words: Sequence[Lexeme], view: View, vocabulary: Vocabulary) -> bool:
    """Whether a phrase is part of a name, so that no smaller part of it is a time either."""
    span = Span(words[0].start, words[-1].end)
    if _is_bare_year(words):
        return False
    return _in_name(span, words, view, vocabulary) or _titled(words, view, vocabulary)


def admits(meaning: Meaning, words: Sequence[Lexeme], view: View, vocabulary: Vocabulary) -> bool:
    """Whether a phrase of the time grammar is a time where it stands."""
    span = Span(words[0].start, words[-1].end)
    if len(words) == 1 and _short_alone(words[0], vocabulary):
        return False
    if _is_bare_year(words):
        return _year(span, view)
    if _year_is_counted(words, view):
        return False
    if words[0].lower == "that" and _joins_clauses(span, view):
        return False
    if isinstance(meaning, Length):
        return not (_ordinal_second(words, span, view) or _prepositional(words, span, view))
    if isinstance(meaning, Distance):
        return _away(words, span, view)
    return _bare_word(meaning, words, span, view, vocabulary)


def _short_alone(word: Lexeme, vocabulary: Vocabulary) -> bool:
    """Alone "Sun", "Jan" or "Sat" are words and names."""
    return word.lower in vocabulary.short


def _is_bare_year(words: Sequence[Lexeme]) -> bool:
    return len(words) == 1 and words[0].form == "number" and len(words[0].text) == 4


def _year(span: Span, view: View) -> bool:
    """Four digits are a year unless they count ("1939 men"), cost ("$1939") or number something."""
    text = view.parse.text
    token = view.token(span.start)
    if token is None or _NUMBER_SIGNS.search(text, max(0, span.start - 14), span.start):
        return False
    if (
        _AFTER_NUMBER.match(text, span.end)
        or text[span.end : span.end + 1] in "-–"
        and text[span.end + 1 : span.end + 2].isalpha()
    ):
        return text[span.end : span.end + 1] in "-–"
    before = view.before(token)
    if before is not None and before.lower in _HEDGES:
        return False
    if token.start != span.start or token.end != span.end:
        return text[span.start - 1 : span.start] in "-–—/( ‘'’\"“" or token.start == span.start
    if _counts(token, view):
        return False
    return True


_HEDGES = frozenset({"nearly", "almost", "than", "least", "most", "approximately", "roughly"})


def _counts(token: Token, view: View) -> bool:
    """Whether a number counts the noun behind it: "1939 men", but not "the 1939 harvest"."""
    before, after = view.before(token), view.after(token)
    if after is None or after.tag not in ("NNS", "NNPS", "JJ", "NN", "NNP", "CD"):
        return False
    if before is not None and before.lower in _SINGLING:
        return False
    head = view.parse.tokens[token.head]
    if before is not None and before.lower in _YEAR_PREPOSITIONS and after.tag in _NAME_TAGS:
        return False
    counted = head.tag in ("NNS", "NNPS") and head.index > token.index and token.dep == "nummod"
    return counted or (after.tag == "NNS" and token.dep == "nummod" and before is None)


_SINGLING = frozenset(
    {"a", "an", "the", "this", "that", "its", "their", "his", "her", "our", "'s", "’s"}
)
"""Before a number and a noun in the singular these show that the number does not count."""


def _year_is_counted(words: Sequence[Lexeme], view: View) -> bool:
    """The number after a date may count what follows: "on 12 May 1500 soldiers"."""
    last = words[-1]
    if last.form != "number" or len(last.text) != 4 or len(words) < 2:
        return False
    if words[-2].lower in (",", "of", "-", "in", "to", "and", "year"):
        return False
    token = view.token(last.start)
    return token is not None and token.start == last.start and _counts(token, view)


def _in_name(span: Span, words: Sequence[Lexeme], view: View, vocabulary: Vocabulary) -> bool:
    """Part of a longer name: "Sunday Herald", "the May 12 Brigade", "Ms May"."""
    inside = view.tokens(span)
    if not inside or not any(word.text[0].isupper() for word in words):
        return False
    if inside[0].lower == "the":
        inside = inside[1:]
    if not inside or inside[-1].pos == "NUM" and len(inside[-1].text) == 4 and len(inside) > 1:
        return False
    return _name_goes_on(inside[-1], inside[0], view) or _name_comes_before(
        inside[0], view, vocabulary
    )


def _titled(words: Sequence[Lexeme], view: View, vocabulary: Vocabulary) -> bool:
    """Common nouns of time written as a name: "The Daily Today", "her This Week column"."""
    last = words[-1]
    if last.lower not in vocabulary.common or not last.text.istitle():
        return False
    first, token = view.token(words[0].start), view.token(last.start)
    if first is None or token is None or token.tag not in _NAME_TAGS:
        return False
    before = view.before(first)
    if len(words) == 1:
        return before is not None and before.tag in _NAME_TAGS and before.text.istitle()
    return words[0].text.istitle() and before is not None and before.text[0].islower()


def _joins_clauses(span: Span, view: View) -> bool:
    """Whether "that" belongs to a verb: "he said that Thursday was fine"."""
    token = view.token(span.start)
    return token is not None and (token.tag == "IN" or token.dep == "mark")


def _name_goes_on(last: Token, first: Token, view: View) -> bool:
    """A capitalised noun follows that the time words modify."""
    after = view.after(last)
    if after is None or not after.text[0].isupper() or after.tag not in _NAME_TAGS:
        return False
    before = view.before(first)
    if before is not None and before.lower in ("on", "in", "since", "by", "until", "last", "next"):
        return False
    heads = {last.head, first.head}
    return (
        after.index in heads
        or view.parse.tokens[after.index].head in heads
        and last.dep == "compound"
    )


def _name_comes_before(first: Token, view: View, vocabulary: Vocabulary) -> bool:
    """A capitalised word stands before that belongs to one name with the time word."""
    before = view.before(first)
    if before is None or not before.text[0].isupper() or first.text[0].isdigit():
        return False
    if before.lower in vocabulary.named_day:
        return True
    if before.tag == "JJ" and first.tag in _NAME_TAGS:
        return before.head == first.index
    if (
        before.tag in _NAME_TAGS
        and before.head == first.index
        and before.dep in ("compound", "amod")
    ):
        return before.label == first.label != "" and first.label not in ("DATE", "TIME")
    return first.label == "PERSON" and before.label == "PERSON"


def _ordinal_second(words: Sequence[Lexeme], span: Span, view: View) -> bool:
    """An ordinal and a fraction are no durations: "a second attack", "a quarter of them"."""
    last = words[-1].lower
    if last in ("second", "sec", "min", "minute") and words[0].lower in ("a", "an"):
        return last != "minute"
    if last in ("quarter", "quarters") or (last == "day" and _on_a_day(span, words, view)):
        return True
    after = view.parse.text[span.end : span.end + 5]
    return bool(re.match(r"[- ]olds?\b", after))


def _away(words: Sequence[Lexeme], span: Span, view: View) -> bool:
    """A point: "two years on," and "two days before.", but not "for two days before they left"."""
    last = view.tokens(span)[-1]
    after = view.after(last)
    goes_on = after is not None and after.pos not in ("PUNCT", "CCONJ")
    word = words[-1].lower
    if word in ("on", "back", "hence"):
        return not goes_on
    if word in ("earlier", "later"):
        return after is None or after.lower != "than"
    if word in ("before", "prior") and goes_on:
        first = view.token(span.start)
        before = view.before(first) if first is not None else None
        return before is None or before.lower not in _DURING
    return True


_DURING = frozenset({"for", "within", "in", "over", "took", "lasted", "spent"})


def _on_a_day(span: Span, words: Sequence[Lexeme], view: View) -> bool:
    """Some day, no length: "on a day when it rained"."""
    token = view.token(span.start)
    before = view.before(token) if token is not None else None
    return words[0].lower in ("a", "one") and before is not None and before.lower == "on"


def _prepositional(words: Sequence[Lexeme], span: Span, view: View) -> bool:
    """Whether "over" governs the amount; it hedges it after a preposition or a verb of lasting."""
    if words[0].lower != "over":
        return False
    token = view.token(span.start)
    before = view.before(token) if token is not None else None
    if before is None:
        return True
    return before.tag != "IN" and before.lemma not in (
        "last",
        "take",
        "spend",
        "be",
        "wait",
        "just",
    )


def _bare_word(
    meaning: Meaning, words: Sequence[Lexeme], span: Span, view: View, vocabulary: Vocabulary
) -> bool:
    """A single month, season or part of the day must be used as one."""
    if len(words) == 1 and words[0].lower in vocabulary.ambiguous:
        return _licensed(span, view, vocabulary)
    core = words[-1].lower
    if core == "fall" and view.parse.text[span.end : span.end + 4] == " of ":
        return False
    if isinstance(meaning, Calendar) and meaning.day and not meaning.month:
        return _day_alone(span, view)
    if isinstance(meaning, Calendar) and meaning.season and meaning.year is None:
        return (
            _noun(words[-1], view)
            and not _modifies(words[-1], view)
            and (core not in vocabulary.ambiguous_season or _licensed(span, view, vocabulary))
        )
    if isinstance(meaning, Calendar) and len(words) == 1 and meaning.weekday:
        return _noun(words[0], view)
    if isinstance(meaning, At) and meaning.day is None and not meaning.clock.exact:
        return _part_of_day(words, span, view, vocabulary)
    return True


def _modifies(word: Lexeme, view: View) -> bool:
    """The time only describes: "a cold winter night", "the morning shows"."""
    token = view.token(word.start)
    if token is None or token.dep not in ("compound", "nmod", "amod", "npadvmod"):
        return False
    head = view.parse.tokens[token.head]
    return head.index > token.index and head.pos in ("NOUN", "PROPN")


def _day_alone(span: Span, view: View) -> bool:
    """A day by its number: "on the 20th", but not "the 20th attack"."""
    token = view.token(span.start)
    before = view.before(token) if token is not None else None
    last = view.tokens(span)[-1]
    after = view.after(last)
    if before is None or before.lower not in ("on", "by", "until", "till", "from", "since", "of"):
        return False
    return after is None or after.pos not in ("NOUN", "PROPN", "ADJ", "NUM")


def _noun(word: Lexeme, view: View) -> bool:
    token = view.token(word.start)
    return token is not None and token.pos in ("NOUN", "PROPN", "ADV", "ADJ", "NUM", "X")


def _licensed(span: Span, view: View, vocabulary: Vocabulary) -> bool:
    """Whether a preposition or the like before an ambiguous word makes it a time."""
    token = view.token(span.start)
    if token is None or token.pos not in ("PROPN", "NOUN", "DET", "ADJ"):
        return False
    before = view.before(token)
    if token.lower == "the":
        return True
    return before is not None and (
        before.lower in vocabulary.preposition or before.lower in ("the", "'s", "’s")
    )


_PART_PREPOSITIONS = frozenset(
    {"in", "at", "by", "before", "after", "until", "till", "from", "since", "during", "around"}
    | {"through", "throughout", "about", "towards", "toward", "to", "into", "of", "past"}
)


def _part_of_day(words: Sequence[Lexeme], span: Span, view: View, vocabulary: Vocabulary) -> bool:
    """A part of the day: "at night", "overnight", but not "his evening speech"."""
    token = view.token(span.start)
    last = view.token(words[-1].start)
    if token is None or last is None:
        return False
    if words[-1].lower in ("overnight", "midday", "midnight", "noon", "hours"):
        return not _modifies(words[-1], view)
    if _modifies(words[-1], view):
        return False
    before = view.before(token)
    return before is not None and before.lower in _PART_PREPOSITIONS
