"""X was reported; X is believed to VP; it is feared that S; X was quoted as saying S."""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.extract.mention.reference import Reference
from crosswire.extract.statement import extent, source
from crosswire.extract.statement.cue import Cue
from crosswire.extract.statement.frame.group import each
from crosswire.extract.statement.frame.utterance import told
from crosswire.extract.statement.scene import Draft, Range, Scene
from crosswire.row import Act

_REPORTED = frozenset(
    {
        "report",
        "confirm",
        "deny",
        "acknowledge",
        "allege",
        "rumor",
        "rumour",
        "announce",
        "disclose",
    }
)
_TOLD = frozenset({"tell", "inform", "notify", "warn", "assure", "remind", "advise", "promise"})
_DESCRIBED = frozenset({"describe", "characterize", "characterise", "regard"})
_FAR = 20


def passive(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """A report without its reporter: "Two ships were reported lost."; "It is feared that S."."""
    act = _act(scene, cue)
    if act is None or not cue.passive or not told(scene, cue) or _only_when(scene, cue):
        return
    part = _content(scene, cue)
    if part is not None and part[0] < part[1]:
        draft = Draft((part,), ((cue.first, cue.last),), None, act, "passive", cue.head)
        yield from each(draft, source.of_verb(scene.parse, cue, scene.lexicon))


def _act(scene: Scene, cue: Cue) -> Act | None:
    """What a verb performs in the passive; a verb of counting only right behind its number."""
    words = scene.lexicon
    if cue.lemma in words.reduced and scene.token(cue.head).dep != "acl":
        return None
    frames = (words.passive, words.as_, words.complement, words.reduced)
    return next((frame[cue.lemma] for frame in frames if cue.lemma in frame), None)


def _content(scene: Scene, cue: Cue) -> Range | None:
    """What is reported: the clause behind "that", the infinitive, or the whole clause."""
    if cue.lemma in _DESCRIBED or (cue.lemma in scene.lexicon.as_ and scene.able(cue)):
        return _description(scene, cue)
    if cue.lemma in scene.lexicon.complement:
        return _label(scene, cue)
    start = _clause_start(scene, cue) or _infinitive_start(scene, cue)
    if start is not None:
        return start, extent.behind(scene, cue, start)
    return None if _expletive(scene, cue) or cue.negated else _unmarked(scene, cue)


def _unmarked(scene: Scene, cue: Cue) -> Range | None:
    """What is reported without a "that" or a "to": a noun phrase, or the whole clause."""
    if scene.token(cue.head).dep == "acl":
        return _reduced(scene, cue)
    return _whole(scene, cue) if cue.lemma in _REPORTED else None


def _only_when(scene: Scene, cue: Cue) -> bool:
    """Whether a clause only says when something was reported: "since the recall was announced"."""
    marks = scene.children(cue.head, "mark", "advmod")
    return scene.token(cue.head).dep != "ROOT" and any(
        scene.lower(c) in {"since", "after", "before", "when", "until", "once"} for c in marks
    )


def _expletive(scene: Scene, cue: Cue) -> bool:
    """Whether "it" stands for the clause that follows: "it is feared that S"."""
    subjects = scene.children(cue.head, "nsubjpass", "expl", "nsubj")
    return any(scene.lower(c) == "it" for c in subjects)


def _clause_start(scene: Scene, cue: Cue) -> int | None:
    """Where S begins in "it is feared that S" and "she was told that S"."""
    if not (_expletive(scene, cue) or cue.lemma in _TOLD):
        return None
    that = next((c for c in scene.children(cue.head, "ccomp") if c > cue.head), None)
    if that is None:
        return None
    start = max(scene.reach(that)[0], cue.last)
    return start + (scene.lower(start) == "that")


def _infinitive_start(scene: Scene, cue: Cue) -> int | None:
    """Where VP begins in "is believed to VP"; "was told to VP" is an order, not a report."""
    follows = scene.token(cue.last + 1).tag in {"VB", "VBN"}
    reports = scene.lower(cue.last) == "to" and follows and cue.lemma not in _TOLD
    return cue.last + 1 if reports else None


def _whole(scene: Scene, cue: Cue) -> Range:
    """The clause of a passive; where somebody is named as reporting, only what he reported."""
    low, high = scene.window(cue.head)
    own = source.own_subject(scene.parse, cue.head)
    named = own is not None and source.of_verb(scene.parse, cue, scene.lexicon)
    first, last = scene.reach(own if own is not None and named else cue.head)
    return max(first, low), min(last, high)


def _reduced(scene: Scene, cue: Cue) -> Range | None:
    """The noun phrase that a reduced relative follows: "nine deaths reported by the clinic"."""
    by = scene.able(cue)
    low, _ = scene.window(cue.head)
    first, _ = scene.reach(scene.token(cue.head).head)
    part = (max(low, first), cue.first)
    known = cue.lemma in _REPORTED or any(scene.token(i).pos == "NUM" for i in range(*part))
    return part if by and known else None


def _label(scene: Scene, cue: Cue) -> Range | None:
    """What something was called: "The fire has been branded an act of war."."""
    predicate = [c for c in scene.children(cue.head, "oprd", "attr", "dobj") if c >= cue.last]
    return (cue.last, extent.behind(scene, cue, cue.last)) if predicate else None


def _description(scene: Scene, cue: Cue) -> Range | None:
    """What something was described as."""
    as_ = next((c for c in scene.children(cue.head, "prep") if scene.lower(c) == "as"), None)
    if as_ is None:
        return None
    words = range(as_ + 1, scene.unit.last)
    by = next((i for i in words if scene.lower(i) == "by"), scene.unit.last)
    end = extent.behind(scene, cue, as_ + 1)
    return as_ + 1, min(end, by) if by > as_ else end


def quoted_as_saying(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """Words from another's mouth: "The radio quoted the mayor as saying S"."""
    if cue.lemma not in {"quote", "cite"}:
        return
    at = _as_saying(scene, cue)
    if at is None:
        return
    speaker = _quoted_speaker(scene, cue)
    found = _said(scene, cue, at)
    if speaker is None or found is None:
        return
    lemma = scene.token(at + 1).lemma
    act = scene.lexicon.clause.get(lemma, "asserts")
    draft = Draft((found,), ((cue.first, at + 2),), None, act, "quoted as saying", cue.head)
    carriers = source.of_verb(scene.parse, cue, scene.lexicon)[:1]
    yield from each(draft, source.joint(scene.parse, speaker), carriers)


def _as_saying(scene: Scene, cue: Cue) -> int | None:
    """The "as" of "as saying", or None."""
    _, high = scene.window(cue.head)
    for index in range(cue.last, min(high - 1, cue.last + _FAR)):
        if scene.lower(index) == "as" and scene.token(index + 1).tag == "VBG":
            return index
    return None


def _quoted_speaker(scene: Scene, cue: Cue) -> int | None:
    """The one who was quoted: the subject of the passive, the object of the active."""
    if cue.passive:
        return source.subject(scene.parse, cue.head)
    return next(iter(scene.children(cue.head, "dobj", "obj")), None)


def _said(scene: Scene, cue: Cue, at: int) -> Range | None:
    """What stands behind "as saying", or before the one who was quoted."""
    low, high = scene.window(cue.head)
    start = at + 2
    while start < high and scene.lower(start) in {"that", ",", ":"}:
        start += 1
    end = extent.behind(scene, cue, start) if start < high else start
    if scene.tensed((start, end)) is not None:
        return start, end
    own: Reference | None = None
    head = source.subject(scene.parse, cue.head)
    if head is not None:
        own = source.phrase(scene.parse, head)
    edge = own.first if own is not None else cue.first
    return (low, edge) if edge - 1 > low else None
