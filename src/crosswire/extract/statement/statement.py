"""Who said what in one report, as its own words give it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswire.extract.statement import (
    act,
    chain,
    content,
    cue,
    disclaimer,
    quotation,
    speaker,
    speech,
    unit,
    verification,
)
from crosswire.extract.statement.attribution import Attribution
from crosswire.extract.statement.frame import drafts
from crosswire.extract.statement.lexicon import lexicon
from crosswire.extract.statement.quotation import Quotation
from crosswire.extract.statement.scene import Draft, Scene, partners
from crosswire.extract.statement.unit import Unit
from crosswire.parse import Parse
from crosswire.row import Act, Reason, Span, Verification, Witness

_SPEECH = frozenset({"clause", "same speaker", "quoted as saying", "announced"})
"""Rules whose speaker may go on in the next quotation."""


def find(parse: Parse, *, document: str = "") -> tuple[Attribution, ...]:
    """All that a report attributes to somebody, in the order of the text.

    `document` is the id that the reasons' spans carry.
    """
    words = lexicon()
    quotations = quotation.find(parse)
    scenes = tuple(_scenes(parse, quotations))
    found = [draft for drafts_of_unit in _spoken(scenes) for draft in drafts_of_unit]
    carried = tuple(chain.carried(parse, found, words))
    cast = speaker.speakers(parse, [draft.source for draft in carried])
    acts = [
        act.act(parse, draft, who, quotations) for draft, who in zip(carried, cast, strict=True)
    ]
    units = tuple(scene.unit for scene in scenes)
    doubts = disclaimer.doubted(parse, carried, cast, [does for does, _ in acts], units)
    reader = _Reader(parse, quotations, document)
    read = (
        reader.read(draft, does, why, doubts.get(number))
        for number, (draft, (does, why)) in enumerate(zip(carried, acts, strict=True))
    )
    return _once([attribution for attribution in read if attribution])


def _scenes(parse: Parse, quotations: Sequence[Quotation]) -> Iterator[Scene]:
    """The units of a story with their cues."""
    words = lexicon()
    quoted = [*quotation.numbered(parse, quotations), -1]
    cues = cue.find(parse, words)
    heads = [c.head for c in cues]
    for u in unit.find(parse, quotations):
        mine = cues[bisect_left(heads, u.first) : bisect_left(heads, u.last)]
        joined = partners(parse, mine, quoted, words)
        yield Scene(parse, words, u, mine, quoted, quotations, joined)


def _spoken(scenes: Sequence[Scene]) -> Iterator[list[Draft]]:
    """What each unit attributes; a quotation without a cue goes to the one who spoke last."""
    last: Draft | None = None
    last_block = -2
    order = _paragraphs(scenes)
    posted = _posts(scenes)
    for scene in scenes:
        block = order[scene.unit.block]
        if scene.unit.block in posted:
            post = posted[scene.unit.block]
            yield [post] if post.first == scene.unit.first else []
            continue
        found = _of_unit(scene)
        open_parts = tuple(speech.open_quotations(scene, found))
        if open_parts and last is not None and block - last_block <= 1:
            found += speech.same_speaker(scene, open_parts, last, near=block == last_block)
        yield found
        spoken = [d for d in found if d.rule in _SPEECH and _outside(scene, d)]
        announced = speech.announced(scene)
        if announced is not None:
            last, last_block = speech.speaker_of(announced, scene.unit.last), block
        elif spoken:
            last, last_block = spoken[-1], block
        elif block != last_block:
            last, last_block = speech.introduced(scene), block


def _paragraphs(scenes: Sequence[Scene]) -> dict[int, int]:
    """The number of each block, captions and headings not counted: speech goes on past them."""
    order: dict[int, int] = {}
    count = -1
    for scene in scenes:
        block = scene.unit.block
        if block not in order:
            count += scene.parse.blocks[block].kind == "paragraph"
            order[block] = count
    return order


def _posts(scenes: Sequence[Scene]) -> dict[int, Draft]:
    """The posts set into the page, by their block; the block's other units hold nothing more."""
    ranges: dict[int, tuple[int, int]] = {}
    for scene in scenes:
        first, _ = ranges.get(scene.unit.block, (scene.unit.first, 0))
        ranges[scene.unit.block] = (first, scene.unit.last)
    parse = scenes[0].parse if scenes else None
    return {
        block: draft
        for block, (first, last) in ranges.items()
        if parse is not None and (draft := speech.post(parse, first, last))
    }


def _outside(scene: Scene, draft: Draft) -> bool:
    """Whether the cue of a draft stands outside quotations."""
    return draft.head < 0 or scene.quoted[draft.head] < 0


def _of_unit(scene: Scene) -> list[Draft]:
    """What a unit attributes by its own words.

    An adverb such as "reportedly", or a passive that names nobody, counts only where nobody else
    is named for the same words.
    """
    found = list(drafts(scene))
    found += speech.behind_colons(scene, found)
    found += speech.signed(scene)
    if not found and _is_headline(scene.parse, scene.unit):
        found = list(speech.headline(scene)) or list(speech.spoken_headline(scene))
    return [
        draft
        for draft in found
        if draft.source is not None
        or draft.rule not in {"adverb", "passive"}
        or not any(_covers(other, draft) for other in found if other is not draft)
    ]


def _covers(other: Draft, draft: Draft) -> bool:
    """Whether another draft with a source holds at least the first word of this one's content."""
    return other.source is not None and any(
        first <= draft.head < last for first, last in other.parts
    )


def _is_headline(parse: Parse, of: Unit) -> bool:
    """Whether a unit is a heading, or opens the report without a full stop at its end."""
    block = parse.blocks[of.block]
    return block.kind == "heading" or (of.block == 0 and parse.tokens[of.last - 1].text != ".")


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns drafts of one report into attributions: characters, act, verification, reasons."""

    parse: Parse
    quotations: Sequence[Quotation]
    document: str

    def read(
        self, draft: Draft, does: Act, why: act.Finding, doubt: int | None
    ) -> Attribution | None:
        """The attribution that a draft stands for, or None where no words are left."""
        read = content.spans(self.parse, draft.parts, self.quotations)
        if read is None:
            return None
        verified, seen = self._verified(draft, does, doubt)
        because = {
            "content": self._reason(draft.rule, draft.cue),
            "act": self._reason(why.rule, [(i, i + 1) for i in why.words]),
        }
        if draft.carriers:
            heads = [(ref.first, ref.last) for ref in draft.carriers]
            because["chain"] = self._reason(draft.via or draft.rule, heads)
        if seen is not None:
            because["verification"] = self._reason(seen.rule, [(i, i + 1) for i in seen.words])
        cues = tuple(self.parse.span(first, last) for first, last in draft.cue if first < last)
        return Attribution(*read, cues, draft.source, draft.carriers, does, verified, because)

    def _reason(self, rule: str, ranges: Sequence[tuple[int, int]]) -> Reason:
        """A reason from ranges of words."""
        spans = (self.parse.span(first, last) for first, last in ranges if first < last)
        return Reason(rule, tuple(Witness(self.document, span) for span in spans))

    def _verified(
        self, draft: Draft, does: Act, doubt: int | None
    ) -> tuple[Verification, act.Finding | None]:
        """How far a draft is verified, by its own words or by a disclaimer that speaks of it.

        A plan that is confirmed is announced, and not yet true.
        """
        verified, finding = verification.verification(self.parse, draft)
        if verified != "unverified" and doubt is not None:
            return "unverified", act.Finding("a disclaimer speaks of it", (doubt,))
        if verified == "confirmed" and does == "intends":
            return "none", None
        return verified, finding


def _once(read: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions in the order of the text, none twice."""
    kept: dict[tuple[object, ...], Attribution] = {}
    for attribution in read:
        kept.setdefault((attribution.spans, attribution.source), attribution)
    return tuple(sorted(kept.values(), key=_place))


def _place(attribution: Attribution) -> tuple[int, int, int]:
    """Where an attribution stands: by its content, then by its source."""
    first: Span = attribution.spans[0]
    source = attribution.source
    return first.start, attribution.spans[-1].end, source.first if source else -1
