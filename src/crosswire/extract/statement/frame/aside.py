"""A cue in the middle of what was said: "The dam, he said, would hold"."""

from __future__ import annotations

from crosswire.extract.statement import extent, source
from crosswire.extract.statement.cue import Cue
from crosswire.extract.statement.frame.group import ADDRESSED, Group
from crosswire.extract.statement.scene import Range, Scene


def resumed(scene: Scene, cue: Cue, together: Group) -> Range | None:
    """The rest of a clause that a cue has cut in two: "The vote, she said, was counted again."."""
    low, high = scene.window(cue.head)
    last = past_addressee(scene, cue, together.last)
    commas = scene.text(together.first - 1) == "," and scene.text(last) == ","
    if not commas or together.first - 1 <= low or cue.head in scene.partners:
        return None
    low = extent.behind_last(scene, ";:", low, together.first)
    before, behind = (low, together.first - 1), (last + 1, high)
    behind = (behind[0], extent.semicolon(scene, *behind))
    relative = scene.lower(before[1] - 1) in {"which", "who"}
    cut = relative or (scene.tensed(before) is None and scene.tensed(behind) is not None)
    return behind if cut or extent.goes_on(scene, behind) else None


def past_addressee(scene: Scene, cue: Cue, at: int) -> int:
    """The word behind the one who is told, in "told visitors"."""
    objects = scene.children(cue.head, "dobj", "dative", "obj") if cue.lemma in ADDRESSED else []
    return next((scene.reach(c)[1] for c in objects if c >= at), at)


def interrupts(scene: Scene, together: Group, right: Range) -> bool:
    """Whether a cue stands in the middle of its content: "The dam, he said, would hold."."""
    before, after = together.first - 1, together.last
    if before < 0 or after >= len(scene.parse.tokens):
        return False
    if scene.quoted[before] >= 0 and scene.quoted[right[0]] >= 0:
        return scene.quoted[before] != scene.quoted[right[0]]
    if scene.text(before) != ",":
        return False
    resumes = scene.quoted[right[0]] >= 0 and scene.text(right[0] - 1) == ","
    cut = resumes and scene.tensed((scene.unit.first, before)) is not None
    goes_on = scene.quoted[right[0]] < 0 and scene.text(right[0] - 1) == ","
    return cut or goes_on or scene.text(after) == ","


def only_introduces(scene: Scene, left: Range, right: Range) -> bool:
    """Whether words without a tense only lead to a quotation that is a sentence by itself: "In the
    end, she says, “the orchard paid for itself.”"."""
    if scene.quoted[right[0]] < 0 or scene.quoted[left[0]] >= 0 or scene.tensed(left) is not None:
        return False
    verb = scene.tensed(right)
    return verb is not None and source.own_subject(scene.parse, verb) in range(*right)


def names_a_work(scene: Scene, together: Group, right: Range) -> bool:
    """Whether a quotation behind a cue is a title, where what was said stands before: "The dam will
    hold, she said in her book, “Rivers.”"."""
    quoted = scene.quoted[right[0]] >= 0 and scene.quoted[right[1] - 1] == scene.quoted[right[0]]
    before = scene.text(together.first - 1) == "," and right[0] - together.last > 1
    said = scene.tensed((scene.unit.first, max(scene.unit.first, together.first - 1))) is not None
    return quoted and before and said and scene.tensed(right) is None


def relative_start(scene: Scene, low: int, edge: int) -> int:
    """Where the content begins before a cue that is set into a relative clause: "a debt which,
    traders say, has doubled" begins with its "which"."""
    if scene.lower(edge - 2) not in {"which", "who", "whom"}:
        return low
    return edge - 3 if scene.token(edge - 3).pos == "ADP" else edge - 2
