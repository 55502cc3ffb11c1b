"""X vowed to VP; X urged NP to VP; X called for NP."""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.extract.mention.reference import Reference
from crosswire.extract.statement import extent, source
from crosswire.extract.statement.cue import Cue
from crosswire.extract.statement.frame.group import each
from crosswire.extract.statement.frame.utterance import told
from crosswire.extract.statement.scene import Draft, Scene

_WARNING = frozenset({"warn", "caution", "advise", "counsel"})
_ASKING = frozenset({"ask", "beg", "petition", "press"})
_AID = frozenset({"help", "backup", "assistance", "reinforcements"})
"""What is called for by those in need, who demand nothing."""

_NO_ADDRESSEE = frozenset({"itself", "himself", "herself", "themselves"})
_NO_ORDER = frozenset({"call", "press", "appeal", "invite", "encourage"})
"""Verbs of appeal whose passive tells of no words: "was called to the bar", "was pressed to"."""

_ON = frozenset({"on", "upon", "to", "for"})


def intention(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """A promise or offer in the infinitive: "The union vowed to fight the closure."."""
    act = scene.lexicon.infinitive.get(cue.lemma)
    if act is None or cue.passive or cue.negated or not told(scene, cue):
        return
    start = _infinitive_start(scene, cue)
    sources = scene.able(cue)
    if start is None or not sources or (cue.lemma == "ask" and scene.lower(cue.last) != "to"):
        return
    end = extent.behind(scene, cue, start)
    if start < end:
        draft = Draft(((start, end),), ((cue.first, start),), None, act, "intention", cue.head)
        yield from each(draft, sources)


def _tells_the_question(scene: Scene, cue: Cue) -> bool:
    """Whether a verb only tells how an answer came about: "When asked for details"; "asked us"."""
    when = scene.children(cue.head, "advmod", "mark")
    return scene.lower(cue.last) in {"us", "me"} or any(scene.lower(c) == "when" for c in when)


def _infinitive_start(scene: Scene, cue: Cue) -> int | None:
    """The word behind the "to" that follows a verb: "vowed to fight"; "committed to closing"."""
    _, high = scene.window(cue.head)
    for child in scene.children(cue.head, "xcomp"):
        to = scene.infinitive(child)
        if to is not None and cue.last <= to < high:
            return to - 1 if scene.lower(to - 1) in {"not", "never"} else to + 1
    if scene.lower(cue.last) == "to" and cue.last + 1 < high:
        following = scene.token(cue.last + 1)
        if following.tag == "VB" or scene.quoted[following.index] >= 0:
            return following.index
        return following.index if cue.lemma == "commit" else None
    return None


def command(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """An appeal or order to somebody: "The coast guard urged boats to stay in port."."""
    act = scene.lexicon.object_infinitive.get(cue.lemma) or scene.lexicon.for_.get(cue.lemma)
    if act is None or cue.passive or cue.negated or not told(scene, cue):
        return
    if cue.lemma == "ask" and _tells_the_question(scene, cue):
        return
    start = _addressee(scene, cue)
    sources = scene.able(cue)
    if start is None or not sources:
        return
    end = extent.behind(scene, cue, start)
    if start < end:
        draft = Draft(((start, end),), ((cue.first, cue.last),), None, act, "command", cue.head)
        yield from each(draft, sources)


def ordered(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """An order in the passive: "The crew was told to leave the ship by the harbour master."."""
    act = scene.lexicon.object_infinitive.get(cue.lemma)
    if act != "intends" or not cue.passive or cue.negated or not told(scene, cue):
        return
    start = None if cue.lemma in _NO_ORDER else _ordered_start(scene, cue)
    if start is None:
        return
    end = extent.behind(scene, cue, start)
    by, who = _orderer(scene, start, end)
    draft = Draft(((start, by),), ((cue.first, start),), None, act, "ordered", cue.head)
    yield from each(draft, who)


def _ordered_start(scene: Scene, cue: Cue) -> int | None:
    """The word behind the "to" of an order, or its "not": "told to leave"; "told not to leave"."""
    negated = scene.lower(cue.last) in {"not", "never"}
    to = cue.last + negated
    if scene.lower(to) != "to" or scene.token(to + 1).tag != "VB":
        return None
    return cue.last if negated else to + 1


def _orderer(scene: Scene, start: int, end: int) -> tuple[int, tuple[Reference, ...]]:
    """Where a "by" with somebody who orders begins, and who it is; "by noon" is nobody."""
    for index in range(start, end):
        agent = next(iter(scene.children(index, "pobj")), None)
        by = scene.lower(index) == "by" and agent is not None
        if by and agent is not None and source.can_speak(scene.parse, agent, scene.lexicon):
            return index, source.joint(scene.parse, agent)
    return end, ()


def _addressee(scene: Scene, cue: Cue) -> int | None:
    """Where those begin who are told to do something, or what is called for; else None."""
    _, high = scene.window(cue.head)
    at = cue.last
    if at >= high:
        return None
    if scene.token(at).pos in {"PART", "VERB", "AUX"} or scene.lower(at) in _NO_ADDRESSEE:
        return None
    if scene.lower(at) in _ON:
        if cue.lemma not in scene.lexicon.for_:
            return None
        aid = cue.lemma == "call" and scene.lower(at + 1) in _AID
        asks = scene.lower(at) == "for" and not aid
        return at + 1 if asks or _to_later(scene, cue, at, high) else None
    if _against(scene, cue, at, high) or (
        _to_later(scene, cue, at, high) and (cue.lemma != "call" or _somebody(scene, cue))
    ):
        return at
    return _asked_for(scene, cue, high)


def _somebody(scene: Scene, cue: Cue) -> bool:
    """Whether the object of a verb is somebody who can act: not so in "called a strike"."""
    objects = scene.children(cue.head, "dobj", "obj")
    return any(source.can_speak(scene.parse, c, scene.lexicon) for c in objects)


def _against(scene: Scene, cue: Cue, at: int, high: int) -> bool:
    """Whether somebody is told to keep from something: "warned sailors against the strait"."""
    behind = (c for c in _phrases(scene, cue, "against") if at <= c < high)
    return cue.lemma in _WARNING and next(behind, None) is not None


def _asked_for(scene: Scene, cue: Cue, high: int) -> int | None:
    """Where the thing begins that somebody is asked for: "asked its neighbours for pumps"."""
    if cue.lemma not in _ASKING:
        return None
    return next((c + 1 for c in _phrases(scene, cue, "for") if cue.last < c < high), None)


def _phrases(scene: Scene, cue: Cue, preposition: str) -> list[int]:
    """The prepositions of a kind that hang on a verb or on its object."""
    objects = scene.children(cue.head, "dobj", "obj")
    heads = [cue.head, *objects]
    below = [c for head in heads for c in scene.children(head, "prep")]
    return [c for c in below if scene.lower(c) == preposition]


def _to_later(scene: Scene, cue: Cue, at: int, high: int) -> bool:
    """Whether somebody and then an infinitive follows: "urged boats to stay"."""
    for child in scene.children(cue.head, "xcomp", "ccomp", "advcl"):
        to = scene.infinitive(child)
        if to is not None and at < to < high:
            return True
    return False
