"""The signs around a temporal expression: its preposition, and the tense of what it hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from crosswire.extract.time.timex import Bound, Tense
from crosswire.extract.time.view import View
from crosswire.extract.time.vocabulary import vocabulary
from crosswire.parse import Parse, Token
from crosswire.row import Span

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "sha"})
_BACKSHIFTED = frozenset({"would", "could", "should", "might", "may", "can", "must", "'d", "’d"})
_HAVE = frozenset({"have", "has", "had", "'ve", "’ve"})
_BE = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m"})

_BOUND: dict[str, Bound] = {"since": "since", "until": "until", "till": "until"}

PREPOSITIONS = frozenset(
    {"for", "in", "within", "over", "after", "during", "throughout", "across", "through", "until"}
    | {
        "till",
        "since",
        "by",
        "from",
        "before",
        "on",
        "at",
        "of",
        "into",
        "beyond",
        "around",
        "about",
    }
)


@dataclass(frozen=True, slots=True)
class Verb:
    """The tense of a verb, with the word that shows it; `perfect` reaches into the present."""

    tense: Tense
    perfect: bool
    cue: Span
    onset: bool = False
    saying: bool = False


def preposition(view: View, span: Span) -> Token | None:
    """The preposition right before an expression, with an article or hedge between at most."""
    first = view.token(span.start)
    if first is None:
        return None
    word = view.before(first)
    if word is not None and word.lower in ("the", "a", "an", "about", "just", "shortly", "around"):
        further = view.before(word)
        word = further if further is not None and further.lower in PREPOSITIONS else word
    return word if word is not None and word.lower in PREPOSITIONS else None


def bound(view: View, span: Span, word: Token | None) -> Bound | None:
    """Whether a preposition makes the time an end of a longer stretch.

    What is put off or moved "until Monday" is on Monday.
    """
    found = _BOUND.get(word.lower) if word is not None else None
    if found == "until" and any(
        token.lemma in vocabulary().scheduling for token in _above(view, span)
    ):
        return None
    return found


def verb(view: View, span: Span, word: Token | None) -> Verb | None:
    """The tense of the nearest verb above an expression that shows one.

    What is put on the calendar is to come, whatever the tense: "postponed until Monday".
    """
    if (contract := _contract(view, span)) is not None:
        return Verb("future", False, contract.span)
    found = _governing(view, span, word)
    if found is not None and found.tense == "future" and _qualifies(view, span):
        return None
    if word is not None and word.lower in _DEADLINE and (found is None or found.tense == "present"):
        return Verb("future", False, word.span)
    return found


def _contract(view: View, span: Span) -> Token | None:
    """The contract of which an expression is the month: "cocoa for December delivery"."""
    last = view.tokens(span)[-1]
    head = view.parse.tokens[last.head]
    named = last.dep in ("compound", "nmod", "amod") and head.start >= span.end
    return head if named and head.lemma in vocabulary().contract else None


def _qualifies(view: View, span: Span) -> bool:
    """Whether a month only names a noun, whatever is done with it: "to publish the May report"."""
    words = view.tokens(span)
    is_month = len(words) == 1 and words[0].dep in ("compound", "nmod", "amod")
    months = vocabulary().entries.get(words[-1].lower, ())
    return is_month and any(entry.symbol == "MONTH" for entry in months)


def _governing(view: View, span: Span, word: Token | None) -> Verb | None:
    """The tense of the verb, or of what shows it to be planned."""
    if word is not None and _is_ahead(view, word):
        return Verb("future", False, word.span)
    words = vocabulary()
    wished = False
    for token in _above(view, span):
        if _sets(token, word, wished=wished):
            return Verb("future", False, token.span)
        found = _tense(view.parse, token)
        if found is not None and _is_on_calendar(view.parse, token, found, word):
            return Verb("future", False, found.cue)
        if found is not None:
            saying = token.lemma in words.saying and not _is_said(view, span, token)
            return replace(found, onset=token.lemma in words.inception, saying=saying)
        wished = token.tag == "VB"
    return None


def _sets(verb: Token, word: Token | None, *, wished: bool) -> bool:
    """Whether a verb with its preposition sets a time to come: "put off to", "gave them until"."""
    words, before = vocabulary(), word.lower if word is not None else ""
    if verb.lemma in _GRANTING and before in ("until", "till"):
        return True
    if verb.lemma in words.scheduling and before in _TARGET:
        return True
    return verb.lemma in words.prospective and (wished or before in _DEADLINE)


def _is_on_calendar(parse: Parse, verb: Token, found: Verb, word: Token | None) -> bool:
    """Whether a verb puts something on the calendar, though it is in no future tense."""
    placed = word is None or word.lower in ("on", "at", "for")
    return (placed and _is_arranged(verb, found)) or _is_futurate(parse, verb, found)


def _is_futurate(parse: Parse, verb: Token, found: Verb) -> bool:
    """Whether a timetable speaks: "the rule takes effect on 1 June", "they are due on Friday"."""
    below = {parse.tokens[i].lemma for i in parse.children[verb.index]}
    if verb.lemma == "be" and "due" in below:
        return True
    if found.tense != "present" or verb.tag not in ("VBZ", "VBP"):
        return False
    words = vocabulary()
    if verb.lemma in words.futurate:
        return True
    below |= {parse.tokens[j].lemma for i in parse.children[verb.index] for j in parse.children[i]}
    return verb.lemma in _LIGHT and not below.isdisjoint(_FORCE)


_LIGHT = frozenset({"take", "come", "go", "enter"})
_FORCE = frozenset({"effect", "force", "office", "operation", "power"})
"""What a rule comes into, and who is elected takes."""


def _is_said(view: View, span: Span, verb: Token) -> bool:
    """Whether an expression stands in what a verb of saying reports, not beside the verb."""
    for token in view.parse.ancestors(view.tokens(span)[0].index):
        if token.index == verb.index:
            return False
        if token.dep == "ccomp":
            return True
    return False


def _is_arranged(verb: Token, found: Verb) -> bool:
    """Whether a present perfect has put something on the calendar: "has called a vote on Friday".

    It takes no past day itself (Quirk et al. 1985, 4.23), so that the day is that of the plan.
    """
    words = vocabulary()
    return found.perfect and verb.lemma in words.scheduling | words.prospective - {"be", "have"}


def as_of(view: View, word: Token | None) -> bool:
    """Whether it is told how things stood: "as of 9 a.m." is of the day of the report."""
    before = view.before(word) if word is not None and word.lower == "of" else None
    return before is not None and before.lower == "as"


def _is_ahead(view: View, word: Token) -> bool:
    """Whether something is waited for: "ahead of Monday's vote"."""
    before = view.before(word)
    return word.lower == "of" and before is not None and before.lower == "ahead"


_GRANTING = frozenset({"give", "have", "allow", "grant", "extend"})
"""What leaves time: "they gave him until Friday"."""

_DEADLINE = frozenset({"until", "till", "by"})
_TARGET = frozenset({"for", "from", "to", "until", "till"})


def _above(view: View, span: Span) -> Iterator[Token]:
    """The verbs that govern an expression, nearest first."""
    inside = view.tokens(span)
    if not inside:
        return
    numbers = {token.index for token in inside}
    top = next((t for t in inside if t.head not in numbers or t.head == t.index), inside[0])
    for token in (top, *view.parse.ancestors(top.index)):
        if token.index not in numbers and _is_verb(view.parse, token):
            yield token


def _is_verb(parse: Parse, token: Token) -> bool:
    """Whether a word is a verb, be it one that only its auxiliary shows: "would down shutters"."""
    if token.pos in ("VERB", "AUX"):
        return True
    return any(parse.tokens[i].dep == "aux" for i in parse.children[token.index])


def _tense(parse: Parse, verb: Token) -> Verb | None:
    """The tense that a verb shows with its auxiliaries; None for one that shows none."""
    helpers = [parse.tokens[i] for i in parse.children[verb.index]]
    words = {word.lower: word for word in helpers if word.dep in ("aux", "auxpass")}
    for sign in sorted((_FUTURE | _BACKSHIFTED) & words.keys()):
        perfect = not _HAVE.isdisjoint(words)
        return Verb("past" if perfect else "future", perfect, words[sign].span)
    if "to" in words and verb.tag == "VB":
        return _infinitive(parse, verb, words["to"])
    for sign in sorted(_HAVE & words.keys()):
        return Verb("past", sign != "had", words[sign].span)
    return _inflected(verb, words)


def _infinitive(parse: Parse, verb: Token, to: Token) -> Verb | None:
    """An infinitive is to come after a word of plan or wish, else as the verb above it is."""
    head = parse.tokens[verb.head]
    return Verb("future", False, to.span) if head.lemma in vocabulary().prospective else None


def _inflected(verb: Token, words: dict[str, Token]) -> Verb | None:
    past = next((word for word in words.values() if word.tag == "VBD"), None)
    if past is not None:
        return Verb("past", False, past.span)
    if verb.tag == "VBD":
        return Verb("past", False, verb.span)
    present = next((words[sign] for sign in sorted(_BE) if sign in words), None)
    if present is not None and verb.tag == "VBG":
        return Verb("future", False, present.span)
    if present is not None or verb.tag in ("VBZ", "VBP"):
        return Verb("present", False, (present or verb).span)
    return None
