"""Whether a verb tells of words that were spoken, and who tells of them."""

from __future__ import annotations

from crosswire.extract.statement import source
from crosswire.extract.statement.cue import Cue, modal
from crosswire.extract.statement.scene import Scene

_CONDITION = frozenset({"if", "unless", "until", "whether", "lest"})
_CAUSE = frozenset(
    {
        "prompt", "lead", "push", "cause", "drive", "force", "compel",
        "go", "continue", "begin", "start", "come", "use",
    }
)  # fmt: skip
"""Verbs behind which an infinitive was done: "prompted her to accuse", "went on to say"."""

_NAMELESS = 4
"""How soon behind "asked" the wish for anonymity stands: "asked to remain anonymous"."""

_FIRST_PERSON = frozenset({"i", "we", "you"})


def uttered(scene: Scene, cue: Cue) -> bool:
    """Whether a verb tells of words that were spoken, not of such as may be or are wished for.

    Left out: "would say", "to say" (but not "went on to say"), "if the court says", and, inside a
    quotation, what the speaker says of himself ("I can say").
    """
    if modal(scene.parse, cue) or _as_known(scene, cue) or _conditional(scene, cue):
        return False
    if _comments(scene, cue):
        return False
    if _by_the_outlet(scene, cue) or _below_a_verdict(scene, cue) or _was_asked(scene, cue):
        return False
    if scene.infinitive(cue.head) is not None:
        return scene.above(cue.head).lemma in _CAUSE
    if scene.quoted[cue.head] >= 0:
        speaker = source.subject(scene.parse, cue.head)
        return speaker is not None and scene.lower(speaker) not in _FIRST_PERSON
    return True


def told(scene: Scene, cue: Cue) -> bool:
    """Whether the outlet itself tells of the utterance: outside quotations."""
    return scene.quoted[cue.head] < 0 and uttered(scene, cue)


def _comments(scene: Scene, cue: Cue) -> bool:
    """Whether a participle comments for the outlet: ", underlining how thin the market is"."""
    participle = scene.token(cue.head).tag == "VBG" and scene.text(cue.first - 1) == ","
    return participle and cue.lemma in scene.lexicon.comment


def _conditional(scene: Scene, cue: Cue) -> bool:
    """Whether a cue stands behind "if" or "until", on the same side of quotation marks."""
    return any(
        scene.lower(c) in _CONDITION and scene.quoted[c] == scene.quoted[cue.head]
        for c in scene.children(cue.head, "mark", "advmod")
    )


def _as_known(scene: Scene, cue: Cue) -> bool:
    """Whether a cue only comments, as in "if, as Ames predicts it will, the bank fails"."""
    marks = [c for c in scene.children(cue.head, "mark", "advmod") if scene.lower(c) == "as"]
    clauses = scene.children(cue.head, "ccomp")
    that = any(scene.lower(m) == "that" for c in clauses for m in scene.children(c, "mark"))
    return bool(marks) and not that and scene.text(cue.last) != "that"


def _by_the_outlet(scene: Scene, cue: Cue) -> bool:
    """Whether an outlet speaks of itself: "we reported", "our newspaper found"."""
    own = source.own_subject(scene.parse, cue.head)
    if own is None or cue.passive or scene.quoted[cue.head] >= 0:
        return False
    owners = scene.children(own, "poss")
    return scene.lower(own) in {"we", "i"} or any(scene.lower(c) == "our" for c in owners)


def _was_asked(scene: Scene, cue: Cue) -> bool:
    """Whether a verb only tells that the speaker was asked, or asked for his name to be left out:
    "Ames, asked whether the dam would hold, said no"; "two aides, who asked not to be named"."""
    if cue.lemma != "ask" or cue.passive:
        return False
    behind = {scene.lower(i) for i in range(cue.last, min(cue.last + _NAMELESS, scene.unit.last))}
    if scene.lower(cue.last) == "not" or "anonymous" in behind:
        return True
    answers = (c for c in scene.cues if c.kind == "verb" and c.head > cue.head)
    return scene.text(cue.first - 1) == "," and any(
        scene.text(c.first - 1) == "," and source.own_subject(scene.parse, c.head) is None
        for c in answers
    )


def _below_a_verdict(scene: Scene, cue: Cue) -> bool:
    """Whether a saying is itself denied or charged: "denies having told"; "accused of saying".

    "The bank denied that its chairman had promised to resign" tells of no promise.
    """
    above = scene.above(cue.head)
    match scene.token(cue.head).dep:
        case "xcomp":
            return above.lemma in {"deny", "regret"}
        case "ccomp":
            return above.lemma == "deny" and not scene.children(above.index, "neg")
        case "pcomp":
            return above.lower in {"of", "for"}
        case _:
            return False
