"""A cue together with the sources that stand beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crosswire.extract.mention.reference import Reference
from crosswire.extract.statement import source
from crosswire.extract.statement.cue import TENSED, Cue, finite
from crosswire.extract.statement.scene import NOMINAL, Draft, Scene

_FAR = 25
"""How many words a source may take up between a quotation and its cue."""

ADDRESSED = frozenset({"tell", "inform", "remind", "assure", "warn", "advise", "notify", "brief"})
"""Verbs behind which comes the one who is told."""

_IN_PHRASE = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "ADP", "PART"})


@dataclass(frozen=True, slots=True)
class Group:
    """A cue with the sources beside it: words `first` to `last`."""

    first: int
    last: int
    sources: tuple[Reference, ...]


def each(
    draft: Draft, sources: Sequence[Reference], carriers: tuple[Reference, ...] = ()
) -> Iterator[Draft]:
    """The draft once for each of joint sources, or once without any."""
    for ref in sources or (None,):
        yield replace(draft, source=ref, carriers=carriers)


def group(scene: Scene, cue: Cue) -> Group:
    """The cue with its sources, as far as they stand in the same window."""
    low, high = scene.window(cue.head)
    sources = _beside_quotation(scene, cue) or scene.sources(cue)
    inside = [ref for ref in sources if low <= ref.first and ref.last <= high]
    if cue.head in scene.partners:
        inside = []
    left = [ref.first for ref in inside if ref.head < cue.first]
    left += _from_quotation(scene, cue, low)
    right = [ref.last for ref in inside if ref.head >= cue.last]
    return Group(min([cue.first, *left]), max([cue.last, *right]), sources)


def _from_quotation(scene: Scene, cue: Cue, low: int) -> list[int]:
    """The word behind a quotation, if all between it and the cue is the source: "Go," he said."""
    if scene.quoted[cue.head] >= 0:
        return []
    edge = cue.first - 1
    while edge >= low and scene.quoted[edge] < 0 and scene.token(edge).tag not in TENSED:
        edge -= 1
    closes = edge >= low and scene.quoted[edge] >= 0 and edge + 1 < cue.first
    return [edge + 1] if closes and cue.first - edge < _FAR else []


def _beside_quotation(scene: Scene, cue: Cue) -> tuple[Reference, ...]:
    """The noun phrase between a quotation and a cue, or behind a cue that follows a quotation.

    Beside a quotation the order of the words leaves no doubt about the source, while the parse
    often takes a word of the quotation for it: "Go," Ames said; "Go," said Ames.
    """
    parse = scene.parse
    low, high = scene.window(cue.head)
    if scene.quoted[cue.head] >= 0 or not finite(parse, cue):
        return ()
    if not scene.unit.quotations or scene.token(cue.head).dep in {"acl", "relcl"}:
        return _set_off(scene, cue)
    own = source.own_subject(parse, cue.head)
    inverted = scene.titled and _inverted(scene, cue, own)
    if (
        not inverted
        and own is not None
        and scene.quoted[own] < 0
        and scene.token(own).pos in NOMINAL
    ):
        return ()
    if inverted or (cue.first - 1 >= low and scene.quoted[cue.first - 1] >= 0):
        return _named_behind(scene, cue.last, high)
    before = cue.first - 1
    if before >= low and scene.token(before).pos in NOMINAL:
        return (source.phrase(parse, source.noun_head(parse, before)),)
    return ()


def _set_off(scene: Scene, cue: Cue) -> tuple[Reference, ...]:
    """The noun phrase between a comma and a cue behind its content, where the parse has no subject
    for the cue: "Bridge shut, Turin says"; "..., two aides with knowledge of it said on Friday"."""
    low, high = scene.window(cue.head)
    own = source.own_subject(scene.parse, cue.head)
    if _inverted(scene, cue, own):
        return _named_behind(scene, cue.last, high)
    at = cue.first
    while at > low and scene.token(at - 1).pos in _IN_PHRASE:
        at -= 1
    apart = at - 1 > low and scene.text(at - 1) == "," and at < cue.first
    if not apart or (own is not None and own >= at):
        return ()
    inside = range(at, cue.first)
    heads = [
        i for i in inside if scene.token(i).pos in NOMINAL and scene.token(i).head not in inside
    ]
    return (Reference(at, cue.first, heads[0] if heads else cue.first - 1),)


def _inverted(scene: Scene, cue: Cue, own: int | None) -> bool:
    """Whether the source follows a cue that the parse gave a subject before it: "thirty were hurt,
    five of them badly, said Ana Ruiz, a surgeon"."""
    _, high = scene.window(cue.head)
    before = own is not None and own < cue.first and scene.text(cue.first - 1) == ","
    named = scene.token(cue.last).pos == "PROPN" or (scene.titled and cue.lemma == "say")
    named = named and cue.last < high
    if cue.lemma in ADDRESSED:
        return False
    return before and named and scene.tensed((cue.last, high)) is None


def _named_behind(scene: Scene, at: int, high: int) -> tuple[Reference, ...]:
    """The noun phrase that begins at a word."""
    parse = scene.parse
    first = at
    while at < high and scene.token(at).pos in {"DET", "ADJ", "PUNCT", "ADP"}:
        at += 1
    last = at
    while last < high and (
        scene.token(last).pos in NOMINAL | {"ADJ", "PART"} or scene.token(last).tag == "VB"
    ):
        last += 1
    if at == last:
        return ()
    head = source.noun_head(parse, last - 1)
    head = head if at <= head < last else last - 1
    phrase = source.phrase(parse, head)
    return (Reference(min(first, phrase.first), max(last, phrase.last), head),)
