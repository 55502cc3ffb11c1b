"""Who said what in one report, as its own words give it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crosswire.extract.mention.reference import Reference
from crosswire.extract.statement import content, cue, quotation, unit
from crosswire.extract.statement.attribution import Attribution
from crosswire.extract.statement.frame import drafts
from crosswire.extract.statement.scene import Draft, Scene, partners
from crosswire.extract.statement.lexicon import Lexicon, lexicon
from crosswire.parse import Parse
from crosswire.row import Span, reason

_SHORT = 3


def find(parse: Parse) -> tuple[Attribution, ...]:
    words = lexicon()
    quotations = quotation.find(parse)
    units = unit.find(parse, quotations)
    quoted = marked(parse, quotations)
    cues = cue.find(parse, words)
    found: list[Draft] = []
    at = 0
    last: Draft | None = None
    last_block = -1
    for u in units:
        mine = []
        while at < len(cues) and cues[at].head < u.last:
            if cues[at].head >= u.first:
                mine.append(cues[at])
            at += 1
        scene = Scene(
            parse, words, u, tuple(mine), quoted, quotations, partners(parse, mine, quoted, words)
        )
        ds = list(select(scene, drafts(scene)))
        free = free_speech(scene, ds)
        if free and last is not None and last.source is not None and (u.block - last_block <= 1):
            cuer = last.cue if u.block == last_block else ()
            ds += [
                Draft((part,), cuer, last.source, "asserts", "same speaker", -1, last.carriers)
                for part in free
            ]
        elif free:
            pass
        found += ds
        out = [d for d in ds if quoted[d.head] < 0 or d.head < 0]
        if out:
            last = out[-1]
            last_block = u.block
        elif u.block != last_block:
            last = None
    return tuple(a for d in found if (a := finish(parse, d, quotations)))


def marked(parse, quotations):
    inside = [-1] * len(parse.tokens)
    for n, q in enumerate(quotations):
        first, last = q.first, q.last
        while first and parse.tokens[first - 1].start >= q.outer.start:
            first -= 1
        while last < len(inside) and parse.tokens[last].end <= q.outer.end:
            last += 1
        inside[first:last] = [n] * (last - first)
    return inside


def free_speech(scene, ds):
    """sentential quotations covering the unit, unattributed."""
    out = []
    p = scene.parse
    for q in scene.unit.quotations:
        if any(
            d.first < q.last and d.last > q.first and (d.head < 0 or scene.quoted[d.head] < 0)
            for d in ds
        ):
            continue
        outside = [
            i
            for i in range(scene.unit.first, scene.unit.last)
            if scene.quoted[i] < 0 and p.tokens[i].pos != "PUNCT"
        ]
        if outside:
            continue
        if scene.tensed((q.first, q.last)) is not None and q.last - q.first > 3:
            out.append((q.first, q.last))
    return out


def select(scene, ds):
    kept = []
    for d in ds:
        kept.append(d)
    whole = [d for d in kept if d.rule != "adverb"]
    if whole:
        kept = whole
    return kept


def finish(parse, d, quotations):
    r = content.spans(parse, d.parts, quotations)
    if r is None:
        return None
    sp, kind = r
    cues = tuple(parse.span(a, b) for a, b in d.cue)
    return Attribution(
        sp, kind, cues, d.source, d.carriers, d.act, "none", {"content": reason(d.rule, "", *cues)}
    )
