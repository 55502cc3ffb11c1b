"""According to X, S; for X, S; reportedly."""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.extract.mention.reference import Reference
from crosswire.extract.statement import extent, source
from crosswire.extract.statement.cue import TENSED, Cue
from crosswire.extract.statement.frame.group import each
from crosswire.extract.statement.scene import NOMINAL, Draft, Range, Scene

_FAR = 30
_AS_SAID = frozenset(
    {
        "say",
        "tell",
        "put",
        "note",
        "remark",
        "observe",
        "point-out",
        "warn",
        "explain",
        "argue",
        "allege",
        "claim",
        "contend",
        "maintain",
    }
)
_OUTLETS_OWN = frozenset({"my", "our", "your"})
_NOT_SOURCES = frozenset({"plan", "schedule", "rule", "need", "size", "age", "custom", "tradition"})
"""What things are done according to, without anybody who says so."""


def according_to(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """A source in a phrase: "According to the port, S."; "S, according to the port."."""
    head = _object(scene, cue)
    if cue.lemma == "per" and scene.text(cue.first - 1) != ",":
        return
    if head is None or scene.token(head).lemma in _NOT_SOURCES or _our_own(scene, head):
        return
    refs = tuple(_before_comma(scene, cue, ref) for ref in source.joint(scene.parse, head))
    parts = _around(scene, cue, max(ref.last for ref in refs))
    if parts:
        cue_range = (cue.first, cue.last)
        draft = Draft(parts, (cue_range,), None, "asserts", "according to", cue.head)
        yield from each(draft, refs)


def _our_own(scene: Scene, head: int) -> bool:
    """Whether an outlet names itself as its source: "according to our own count"."""
    return any(scene.lower(c) == "our" for c in scene.children(head, "poss"))


def _before_comma(scene: Scene, cue: Cue, ref: Reference) -> Reference:
    """The source without what follows its last comma, where that is the subject of the sentence.

    "According to mayor Ines Roth, the bridge is shut": the parse takes the bridge for the mayor.
    """
    _, high = scene.window(cue.head)
    commas = [i for i in range(ref.head + 1, ref.last) if scene.text(i) == ","]
    follows = ref.last < high and scene.token(ref.last).tag in TENSED
    return Reference(ref.first, commas[-1], ref.head) if commas and follows else ref


def _object(scene: Scene, cue: Cue) -> int | None:
    """The head of the noun phrase behind a preposition."""
    _, high = scene.window(cue.head)
    for index in range(cue.first, min(cue.last, high)):
        for child in scene.children(index, "pobj"):
            if child >= cue.last:
                return child
    for index in range(cue.last, min(high, cue.last + 8)):
        if scene.token(index).pos in NOMINAL:
            return source.noun_head(scene.parse, index)
    return None


def _around(scene: Scene, cue: Cue, end: int) -> tuple[Range, ...]:
    """The content before and behind a phrase of attribution that ends at `end`."""
    low, high = scene.window(cue.head)
    low, high = extent.behind_last(scene, ";", low, cue.first), extent.semicolon(scene, end, high)
    if all(scene.token(i).pos in {"PUNCT", "CCONJ", "ADV"} for i in range(low, cue.first)):
        start = _after_comma(scene, end, high)
        return ((start, high),) if scene.tensed((start, high)) is not None else ()
    middle = scene.text(end) == "," and scene.text(cue.first - 1) == ","
    middle = middle and scene.token(end + 1).tag not in {"WDT", "WP", "WP$"}
    goes_on = scene.tensed((end + 1, high)) is not None or extent.goes_on(scene, (end + 1, high))
    if middle and end + 1 < high and goes_on:
        low, high = _own_clause(scene, cue, low, high)
        return (low, cue.first), (end + 1, high)
    return ((_clause_start(scene, cue, low), cue.first),)


def _own_clause(scene: Scene, cue: Cue, low: int, high: int) -> Range:
    """The clause into which a phrase is set: its verb's branch, without a relative pronoun."""
    verb = scene.token(scene.token(cue.first).head)
    first, last = scene.reach(verb.index)
    if verb.dep != "relcl" or not first < cue.first < last:
        return low, high
    return max(low, first + (scene.token(first).tag in {"WP", "WDT"})), min(high, last)


def _clause_start(scene: Scene, cue: Cue, low: int) -> int:
    """Where begins what a phrase at the end attributes: its sentence, or the last clause of one
    that another source has already spoken for."""
    if not any(
        other.kind == "verb" and other.lemma in scene.lexicon.clause and other.last < cue.first
        for other in scene.cues
    ):
        return low
    for index in range(cue.first - 2, low, -1):
        if scene.text(index) == "," and scene.lower(index + 1) in {"with", "and", "but", "while"}:
            return index + 2
    return low


def _after_comma(scene: Scene, end: int, high: int) -> int:
    """The word behind the comma that ends a phrase at the head of a sentence."""
    for index in range(end, min(high, end + _FAR)):
        if scene.text(index) == ",":
            return index + 1
        if scene.token(index).tag in TENSED:
            return end
    return end


def standpoint(scene: Scene) -> Iterator[Draft]:
    """A view in a phrase at the head of a sentence: "For Ms. Ames, the deal is dead."."""
    first, last = scene.unit.first, scene.unit.last
    if scene.lower(first) not in {"for", "to"} or scene.quoted[first] >= 0:
        return
    head = next(iter(scene.children(first, "pobj")), None)
    if head is None or not _somebody(scene, head):
        return
    start = _after_comma(scene, _past_apposition(scene, head, last), last)
    if scene.text(start - 1) == "," and scene.tensed((start, last)) is not None:
        ref = source.phrase(scene.parse, head)
        yield Draft(((start, last),), ((first, first + 1),), ref, "evaluates", "standpoint", first)


def _somebody(scene: Scene, head: int) -> bool:
    """Whether a noun phrase names a person, as its label or a person in apposition says."""
    beside = [head, *scene.children(head, "appos")]
    named = [i for i in beside[1:] if scene.token(i).pos == "PROPN"]
    return bool(named) or scene.token(head).label == "PERSON"


def _past_apposition(scene: Scene, head: int, last: int) -> int:
    """The word behind a name and what stands beside it in commas: before the subject of the first
    verb with a tense."""
    above = scene.token(scene.unit.first).head
    verb = above if head < above < last else scene.tensed((head, last))
    own = source.own_subject(scene.parse, verb) if verb is not None else None
    return max(head + 1, scene.reach(own)[0] - 1) if own is not None and own > head else head + 1


def as_said(scene: Scene) -> Iterator[Draft]:
    """A source in a clause with "as": "As a dealer once told us, the market hears everything"; "The
    deal is dead, as one of them put it."."""
    for cue in scene.cues:
        as_ = _as_of(scene, cue)
        if as_ is None:
            continue
        refs = [ref for ref in scene.able(cue) if ref.first > as_]
        last = _after_comma(scene, cue.last, scene.window(cue.head)[1])
        closed = scene.text(last - 1) == "," or last == scene.unit.last
        if not refs or not closed or scene.lower(refs[0].head) in {"i", "we", "you"}:
            continue
        parts = _beside(scene, as_, last)
        if parts:
            act = scene.lexicon.clause.get(cue.lemma, "asserts")
            words = ((as_, as_ + 1), (cue.first, cue.last))
            yield from each(Draft(parts, words, None, act, "as said", cue.head), refs)


def _as_of(scene: Scene, cue: Cue) -> int | None:
    """The "as" before a verb of saying that the outlet itself tells, or None."""
    if (
        cue.kind != "verb"
        or cue.passive
        or cue.lemma not in _AS_SAID
        or scene.quoted[cue.head] >= 0
    ):
        return None
    marks = scene.children(cue.head, "mark", "advmod")
    as_ = next((c for c in marks if scene.lower(c) == "as"), None)
    return as_ if as_ is not None and scene.tensed((as_, cue.last)) is not None else None


def _beside(scene: Scene, first: int, last: int) -> tuple[Range, ...]:
    """The words of a sentence around a clause set in commas, if they have a tense."""
    low, high = scene.unit.first, scene.unit.last
    parts = tuple(p for p in ((low, first - 1), (last, high)) if p[1] > p[0])
    return parts if any(scene.tensed(p) is not None for p in parts) else ()


def owned(scene: Scene) -> Iterator[Draft]:
    """A phrase with its owner: "In their view, S."; "S, by the port's own count."."""
    for index in range(scene.unit.first, scene.unit.last):
        if scene.lower(index) not in scene.lexicon.owned_preposition or scene.quoted[index] >= 0:
            continue
        noun = next(iter(scene.children(index, "pobj")), None)
        act = scene.lexicon.owned.get(scene.token(noun).lemma) if noun is not None else None
        owner = next(iter(scene.children(noun, "poss")), None) if noun is not None else None
        if noun is None or act is None or owner is None or not _set_apart(scene, index, noun + 1):
            continue
        if scene.lower(owner) in _OUTLETS_OWN:
            continue
        cue = Cue("preposition", index, noun + 1, index, scene.lower(index))
        parts = _around(scene, cue, noun + 1)
        ref = source.phrase(scene.parse, owner)
        yield Draft(parts, ((index, noun + 1),), ref, act, "owned", index)


def _set_apart(scene: Scene, first: int, last: int) -> bool:
    """Whether a phrase stands between commas, or between a comma and an end of its sentence."""
    before = first == scene.unit.first or scene.text(first - 1) in {",", "("}
    return before and (last >= scene.unit.last or scene.text(last) in {",", ".", ")", ";"})


def adverb(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """A report in an adverb: "The ship reportedly sank at dawn."."""
    low, high = scene.window(cue.head)
    main = scene.above(cue.head).tag in TENSED or scene.above(cue.head).tag == "VBN"
    if main and scene.quoted[cue.head] < 0:
        act = scene.lexicon.adverb[cue.lemma]
        yield Draft(((low, high),), ((cue.first, cue.last),), None, act, "adverb", cue.head)
