"""What the grammar reads as a time and is none where it stands: verbs, counts, descriptions."""

from __future__ import annotations

import re

from crosswire.extract.time.meaning import At, Calendar, Distance, Length
from crosswire.extract.time.phrase import Phrase, is_name
from crosswire.extract.time.vocabulary import Vocabulary
from crosswire.extract.time.year import counts_or_numbers, ends_in_count, is_bare_year

_DURING = frozenset({"for", "within", "in", "over", "took", "lasted", "spent"})
_LASTING = frozenset({"last", "take", "spend", "be", "wait", "just"})
_DEGREE = frozenset({"early", "late", "recently", "soon", "far", "back", "long"})
"""Between "as" and "as" before a time: "as recently as March"."""

_SPENDING = frozenset(
    {"serve", "spend", "wait", "last", "take", "need", "require", "stay", "endure"}
)
_POSSESSIVE = frozenset({"the", "'s", "’s"})
_BEFORE_DAY = frozenset({"on", "by", "until", "till", "from", "since", "of"})
_BEFORE_PART = frozenset(
    {"in", "at", "by", "before", "after", "until", "till", "from", "since", "during", "around"}
    | {"through", "throughout", "about", "towards", "toward", "to", "into", "of", "past"}
)
_LEFT = re.compile(r"\s+(?:left|remaining|to (?:go|play)|into)\b")
_ALWAYS_A_PART = frozenset({"overnight", "midday", "midnight", "noon", "hours"})
_BUSINESS_AFTER = frozenset({"in", "during", "by", "at", "before", "until", "till", "after"})


def admits(phrase: Phrase, vocabulary: Vocabulary) -> bool:
    """Whether a phrase of the time grammar is a time where it stands."""
    if is_bare_year(phrase):
        return not counts_or_numbers(phrase, vocabulary)
    short = phrase.single and phrase.words[0].lower in vocabulary.short
    if short or ends_in_count(phrase, vocabulary) or _joins_clauses(phrase):
        return False
    return _is_used_so(phrase, vocabulary)


def _is_used_so(phrase: Phrase, vocabulary: Vocabulary) -> bool:
    """Whether the words around a phrase let it mean what the grammar reads in it."""
    if phrase.words[-1].lower in vocabulary.business:
        return phrase.previous in _BUSINESS_AFTER
    match phrase.meaning:
        case Length():
            return _lasts(phrase)
        case Distance():
            return _is_away(phrase)
        case Calendar():
            return _is_date(phrase, phrase.meaning, vocabulary)
        case At(day=None):
            return _is_time_of_day(phrase, exact=phrase.meaning.clock.exact)
        case _:
            return not _only_verb(phrase, vocabulary)


def _joins_clauses(phrase: Phrase) -> bool:
    """Whether "that" belongs to a verb: "he said that Thursday was fine"."""
    first = phrase.first
    return phrase.words[0].lower == "that" and (first.tag == "IN" or first.dep == "mark")


def _only_verb(phrase: Phrase, vocabulary: Vocabulary) -> bool:
    """An ambiguous word alone that nothing shows to be a time."""
    word = phrase.words[0].lower
    return phrase.single and word in vocabulary.ambiguous and not _is_licensed(phrase, vocabulary)


def _lasts(phrase: Phrase) -> bool:
    """A length, but no ordinal, fraction or age: "a second attack", "a quarter", "30 years old"."""
    first, last = phrase.words[0].lower, phrase.words[-1].lower
    if last in ("quarter", "quarters") or (last in ("second", "sec") and first in ("a", "an")):
        return False
    if last == "day" and first in ("a", "one") and phrase.previous == "on":
        return False
    if phrase.following.lstrip(" -").startswith("old"):
        return False
    return first != "over" or _is_hedged_by_over(phrase)


def _is_hedged_by_over(phrase: Phrase) -> bool:
    """After a preposition or a verb of lasting "over" belongs to the amount: "for over a month"."""
    before = phrase.before
    return before is not None and (before.tag == "IN" or before.lemma in _LASTING)


def _is_away(phrase: Phrase) -> bool:
    """A point: "two years on," and "two days before.", but not "for two days before they left"."""
    after, word = phrase.after, phrase.words[-1].lower
    goes_on = after is not None and after.pos not in ("PUNCT", "CCONJ")
    if word in ("on", "back", "hence"):
        return not goes_on
    if word in ("earlier", "later"):
        return after is None or after.lower != "than"
    if word not in ("before", "prior") or not goes_on:
        return True
    return phrase.previous not in _DURING and not _spends(phrase)


def _spends(phrase: Phrase) -> bool:
    """Whether somebody spends the time: "he must serve nine years before he can go free"."""
    return phrase.before is not None and phrase.before.lemma in _SPENDING


def _is_date(phrase: Phrase, date: Calendar, vocabulary: Vocabulary) -> bool:
    """A month, season, weekday or bare day must be used as one."""
    if date.day and not date.month:
        return _is_day_alone(phrase)
    if date.half and date.year is None:
        return phrase.following.startswith(" of ")
    if date.season and date.year is None:
        return _is_season(phrase, vocabulary)
    if phrase.single and date.weekday:
        return phrase.last.pos in ("NOUN", "PROPN", "ADV", "ADJ", "NUM", "X")
    return not _only_verb(phrase, vocabulary)


def _is_day_alone(phrase: Phrase) -> bool:
    """A day by its number: "on the 20th", but not "the 20th attack"."""
    after = phrase.after
    named = after is not None and after.pos in ("NOUN", "PROPN", "ADJ", "NUM")
    return phrase.previous in _BEFORE_DAY and not named


def _is_season(phrase: Phrase, vocabulary: Vocabulary) -> bool:
    """A season, but not "the fall of the fort", "a fall in prices" or "a cold winter night"."""
    word = phrase.words[-1].lower
    if phrase.last.pos not in ("NOUN", "PROPN", "ADV", "ADJ") or phrase.modifies:
        return False
    if word not in vocabulary.ambiguous_season:
        return True
    falls = phrase.following.startswith((" of ", " in ")) or phrase.previous in ("'s", "’s")
    return not falls and _is_licensed(phrase, vocabulary)


def _is_licensed(phrase: Phrase, vocabulary: Vocabulary) -> bool:
    """Whether the word before an ambiguous one shows it to be a time: "in May", "a June report"."""
    if phrase.first.pos not in ("PROPN", "NOUN", "DET", "ADJ"):
        return False
    if phrase.first.lower == "the" or phrase.previous in _POSSESSIVE:
        return True
    if phrase.previous == "as" and phrase.before is not None:
        degree = phrase.view.before(phrase.before)
        return degree is not None and degree.lower in _DEGREE
    if phrase.previous in ("a", "an"):
        after = phrase.after
        return after is not None and after.tag == "NN" and not is_name(after)
    return phrase.previous in vocabulary.preposition


def _is_time_of_day(phrase: Phrase, *, exact: bool) -> bool:
    """A time of day, but not "his evening speech", nor what a match has left: "11:43 to play"."""
    if exact:
        return not _LEFT.match(phrase.following)
    if phrase.modifies:
        return False
    return phrase.words[-1].lower in _ALWAYS_A_PART or phrase.previous in _BEFORE_PART
