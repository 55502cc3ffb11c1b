"""Footage shows S; a clip purporting to show NP; the bank's claim that S; allegations of NP."""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.extract.mention.reference import Reference
from crosswire.extract.statement import extent, source
from crosswire.extract.statement.cue import Cue
from crosswire.extract.statement.frame.group import each
from crosswire.extract.statement.frame.utterance import told
from crosswire.extract.statement.scene import NOMINAL, Draft, Range, Scene

_STILL = frozenset({"photo", "photograph", "picture", "image", "screenshot", "map", "graph"})
_SEEMING = frozenset({"appear", "purport", "seem", "claim"})
_UNSAID = frozenset({"plan", "intention"})
"""Nouns of intent that need no words: "her plan to sail" is told only where she announces it."""

_MAKE = frozenset({"make", "repeat", "issue", "give"})
_APART = 10
"""How many words may stand between a noun of saying and its "that"."""

_CHECKED = frozenset({"verify", "confirm", "corroborate", "authenticate", "check"})
_RELEASE = frozenset(
    {"release", "post", "publish", "share", "issue", "air", "broadcast", "upload", "circulate"}
)


def evidence(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """Things that show: "Footage showed flames."; "They issued a clip purporting to show NP."."""
    if cue.lemma not in scene.lexicon.evidence_verb or cue.passive or cue.negated:
        return
    thing = source.subject(scene.parse, cue.head)
    if thing is None or not source.is_evidence(scene.parse, thing, scene.lexicon):
        return
    if not told(scene, cue):
        return
    start = _shown(scene, cue)
    if start is None:
        return
    end = extent.behind(scene, cue, start)
    if any(scene.token(i).pos in NOMINAL for i in range(start, end)) and (
        cue.lemma in _SEEMING or _tells(scene, thing, (start, end))
    ):
        who = _shower(scene, cue, thing, end)
        cue_range = (cue.first, start)
        yield Draft(((start, end),), (cue_range,), who, "asserts", "evidence", cue.head)


def _tells(scene: Scene, thing: int, part: Range) -> bool:
    """Whether what a thing shows is told: not by a caption, "The photo shows a man"."""
    if scene.token(thing).lemma not in _STILL:
        return True
    counts = any(scene.token(i).pos == "NUM" for i in range(*part))
    return counts or scene.tensed(part) is not None


def _shown(scene: Scene, cue: Cue) -> int | None:
    """Where begins what is shown; None for the second verb of "appears to show"."""
    _, high = scene.window(cue.head)
    start = cue.last
    to = scene.infinitive(cue.head)
    if to is not None:
        return None
    if cue.lemma in _SEEMING:
        seen = scene.token(start + 1).lemma in scene.lexicon.evidence_verb
        if scene.lower(start) != "to" or not seen:
            return None
        start += 2
    while start < high and scene.lower(start) in {"that", ","}:
        start += 1
    return start if start < high else None


def _shower(scene: Scene, cue: Cue, thing: int, end: int) -> Reference:
    """Who shows it: the one who released the thing, else the thing itself."""
    above = scene.token(thing).head
    if scene.token(thing).dep == "dobj" and scene.token(above).lemma in _RELEASE:
        releaser = source.subject(scene.parse, above)
        if releaser is not None:
            return source.phrase(scene.parse, releaser)
    return source.phrase(scene.parse, thing, keep_off=frozenset(range(cue.first, end)))


def noun(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """A noun of saying with what it says: "The bank's claim that S"; "allegations of fraud"."""
    content = _noun_content(scene, cue) or _behind_colon(scene, cue)
    if content is None or scene.quoted[cue.head] >= 0 or scene.in_passing(cue.head):
        return
    if any(scene.lower(c) == "our" for c in scene.children(cue.head, "poss")):
        return
    _, high = scene.window(cue.head)
    first, last = content[0], min(content[1], high)
    if first < last:
        owner = _owner(scene, cue.head)
        refs = source.joint(scene.parse, owner) if owner is not None else _told_by(scene, cue.head)
        act = scene.lexicon.colon[cue.lemma]
        yield from each(
            Draft(((first, last),), ((cue.first, first),), None, act, "noun", cue.head), refs
        )


def _told_by(scene: Scene, head: int) -> tuple[Reference, ...]:
    """The reports themselves, where words before them say of what kind: "media reports"."""
    kinds = scene.children(head, "amod", "compound")
    if scene.token(head).lemma in scene.lexicon.text_noun - scene.lexicon.evidence_noun:
        return ()
    return (Reference(kinds[0], head + 1, head),) if kinds and kinds[0] < head else ()


def _noun_content(scene: Scene, cue: Cue) -> Range | None:
    """The clause or, for nouns that take one, the of-phrase behind a noun of saying."""
    for child in scene.children(cue.head, "acl", "ccomp", "relcl", "appos"):
        marks = [c for c in scene.children(child, "mark") if scene.lower(c) == "that"]
        if scene.token(child).lemma in _CHECKED or _checks(scene, child):
            return None
        if marks and marks[0] >= cue.last:
            return marks[0] + 1, _clause_end(scene, cue, child)
        to = scene.infinitive(child)
        if to == cue.last and cue.lemma in scene.lexicon.noun_to and _told_of(scene, cue):
            return to + 1, scene.reach(child)[1]
    that = _that_apart(scene, cue)
    if that is not None:
        return that + 1, scene.window(cue.head)[1]
    if cue.lemma in scene.lexicon.noun_of and scene.lower(cue.last) == "of":
        return cue.last + 1, scene.reach(cue.last)[1]
    return None


def _behind_colon(scene: Scene, cue: Cue) -> Range | None:
    """What stands behind the colon of a noun with an owner: "The mine's answer: the dam held"."""
    _, high = scene.window(cue.head)
    colon = next((i for i in range(cue.last, high) if scene.text(i) == ":"), high)
    verbless = scene.tensed((scene.unit.first, cue.first)) is None
    if colon + 1 >= high or not verbless or _owner(scene, cue.head) is None:
        return None
    behind = (colon + 1, high)
    return behind if scene.tensed(behind) is not None or scene.quoted[behind[0]] >= 0 else None


def _that_apart(scene: Scene, cue: Cue) -> int | None:
    """A "that" set apart from its noun: "his promise in court last week that S"."""
    if not scene.children(cue.head, "poss"):
        return None
    _, high = scene.window(cue.head)
    for index in range(cue.last, min(high, cue.last + _APART)):
        word = scene.token(index)
        if word.lower == "that" and word.pos == "SCONJ":
            return index if scene.tensed((index, high)) is not None else None
        if word.pos in {"VERB", "AUX", "PUNCT"}:
            return None
    return None


def _checks(scene: Scene, clause: int) -> bool:
    """Whether a clause tells of checking a claim, not of what it says: "a claim that we could not
    verify"."""
    below = scene.children(clause, "xcomp", "acomp")
    deeper = [g for c in below for g in (c, *scene.children(c, "xcomp"))]
    return any(scene.token(c).lemma in _CHECKED for c in deeper)


def _clause_end(scene: Scene, cue: Cue, child: int) -> int:
    """Where the clause behind a noun ends: "There are fears that S" goes on to the full stop."""
    token = scene.token(cue.head)
    verdict = token.dep == "dobj" and scene.lexicon.as_.get(scene.token(token.head).lemma)
    last = scene.reach(child)[1]
    if verdict:
        return next((i for i in range(child + 1, last) if scene.verdict_as(i)), last)
    existential = token.dep in {"attr", "nsubj"} and scene.children(token.head, "expl")
    return scene.window(cue.head)[1] if existential else last


def _told_of(scene: Scene, cue: Cue) -> bool:
    """Whether somebody's intent is told: "her pledge to VP", "announced plans to VP"."""
    above = scene.token(scene.token(cue.head).head)
    said = scene.token(cue.head).dep == "dobj" and above.lemma in scene.lexicon.object
    return said or (cue.lemma not in _UNSAID and bool(scene.children(cue.head, "poss")))


def _owner(scene: Scene, head: int) -> int | None:
    """Whose claim it is: "the bank's claim", "reports from residents", "made the claim"."""
    for child in scene.children(head, "poss"):
        return child
    for child in scene.children(head, "prep"):
        if scene.lower(child) in {"by", "from"}:
            return next(iter(scene.children(child, "pobj")), None)
    for child in scene.children(head, "compound", "nmod"):
        if source.can_speak(scene.parse, child, scene.lexicon):
            return child
    above = scene.token(head).head
    if scene.token(head).dep == "dobj" and scene.token(above).lemma in _MAKE | set(
        scene.lexicon.object
    ):
        return source.subject(scene.parse, above)
    return None
