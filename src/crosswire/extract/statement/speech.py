"""Words that are attributed without a cue of their own: speech that goes on, posts, headlines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crosswire.extract.mention.reference import Reference
from crosswire.extract.statement import extent, source
from crosswire.extract.statement.quotation import Quotation
from crosswire.extract.statement.scene import NOMINAL, Draft, Range, Scene
from crosswire.parse import Parse

_LEAST = 4
"""Words that a quotation needs to be speech on its own rather than a name or a term."""
_POST = re.compile(r"[—–-]\s*(?P<name>[^—–()@\n]{2,60}?)\s*\(@\w{1,30}\)")
_LONGEST_NAME = 9
_SIGNATURE = 5
_DASH = frozenset({"—", "–", "-", "--"})
_CLOCK = 5


def open_quotations(scene: Scene, found: Sequence[Draft]) -> Iterator[Range]:
    """Quotations that fill a unit by themselves and that no cue has taken."""
    for quotation in scene.unit.quotations:
        taken = any(
            draft.first < quotation.last
            and quotation.first < draft.last
            and (draft.head < 0 or scene.quoted[draft.head] < 0)
            for draft in found
        )
        if not taken and _alone(scene) and _is_speech(scene, quotation):
            yield quotation.first, quotation.last


def signed(scene: Scene) -> Iterator[Draft]:
    """A quotation with its author behind a dash: "“The river took it.” — Ana Ruiz, fisher"."""
    if len(scene.unit.quotations) != 1:
        return
    quotation = scene.unit.quotations[0]
    outside = [i for i in range(scene.unit.first, scene.unit.last) if scene.quoted[i] < 0]
    if not outside or scene.text(outside[0]) not in _DASH or outside[0] < quotation.last:
        return
    named = outside[1:]
    nominal = [i for i in named if scene.token(i).pos in NOMINAL]
    if nominal and scene.tensed((named[0], named[-1] + 1)) is None and _is_speech(scene, quotation):
        ref = Reference(named[0], named[-1] + 1, source.noun_head(scene.parse, nominal[0]))
        yield Draft(((quotation.first, quotation.last),), (), ref, "asserts", "signed", -1)


def introduced(scene: Scene) -> Draft | None:
    """Who is on the scene, where speech follows: "The matron sat down. “I have not slept.”"."""
    people = [
        index
        for index in range(scene.unit.first, scene.unit.last)
        if scene.quoted[index] < 0
        and scene.token(index).dep in {"nsubj", "nsubjpass"}
        and (scene.token(index).label == "PERSON" or scene.lower(index) in {"he", "she"})
    ]
    if len(people) != 1:
        return None
    return speaker_of(source.phrase(scene.parse, people[0]), scene.unit.last)


def behind_colons(scene: Scene, found: Sequence[Draft]) -> Iterator[Draft]:
    """Speech behind a colon without a cue of its own: "He disputed the toll: “Nobody died.”"."""
    for quotation in scene.unit.quotations:
        edge = quotation.first - 1
        while edge > scene.unit.first and scene.quoted[edge] >= 0:
            edge -= 1
        if scene.text(edge) != ":" or not _is_speech(scene, quotation):
            continue
        if any(draft.first < quotation.last and quotation.first < draft.last for draft in found):
            continue
        speaker = _subject_of_unit(scene, found)
        if speaker is not None:
            part = (quotation.first, quotation.last)
            yield Draft((part,), ((edge, edge + 1),), speaker, "asserts", "same speaker", -1)


def _subject_of_unit(scene: Scene, found: Sequence[Draft]) -> Reference | None:
    """Who speaks in a unit: the source of what it attributes, else the subject of its sentence."""
    named = [draft.source for draft in found if draft.source is not None and draft.rule != "noun"]
    if named:
        return named[-1]
    for index in range(scene.unit.first, scene.unit.last):
        token = scene.token(index)
        if (
            scene.quoted[index] < 0
            and token.dep == "nsubj"
            and (token.label == "PERSON" or token.lower in {"he", "she", "they"})
        ):
            return source.phrase(scene.parse, index)
    return None


def _alone(scene: Scene) -> bool:
    """Whether a unit holds nothing but quotations."""
    return all(
        scene.quoted[i] >= 0 or scene.token(i).pos in {"PUNCT", "CCONJ", "SPACE"}
        for i in range(scene.unit.first, scene.unit.last)
    )


def _is_speech(scene: Scene, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence rather than a term."""
    part = (quotation.first, quotation.last)
    return part[1] - part[0] >= _LEAST and scene.tensed(part) is not None


def announced(scene: Scene) -> Reference | None:
    """Who speaks next, where a unit ends on a cue and a colon: "The mayor told reporters:"."""
    last = scene.unit.last - 1
    if scene.text(last) != ":":
        return None
    for cue in reversed(scene.cues):
        if cue.kind == "verb" and cue.lemma in scene.lexicon.clause and not cue.passive:
            return next(iter(scene.able(cue)), None)
    return None


def post(parse: Parse, first: int, last: int) -> Draft | None:
    """A post set into the page, its author behind it: "... — Ana Ruiz (@anaruiz) May 3".

    `first` and `last` are the words of a block.
    """
    span = parse.span(first, last)
    match = _POST.search(span.of(parse.text))
    if match is None:
        return None
    start, end = span.start + match.start("name"), span.start + match.end("name")
    words = parse.tokens[first:last]
    named = [word.index for word in words if start <= word.start and word.end <= end]
    edge = next((w.index for w in words if w.start >= span.start + match.start()), first)
    if not named or edge - first < _LEAST:
        return None
    ref = Reference(named[0], named[-1] + 1, named[-1])
    return Draft(((first, edge),), (), ref, "asserts", "post", -1)


def headline(scene: Scene) -> Iterator[Draft]:
    """A source set apart by a colon in a headline: "Ferry too full: inspector"."""
    first, last = _past_clock(scene), scene.unit.last
    yield from _dashed(scene, first, last)
    colons = [i for i in range(first + 1, last - 1) if scene.text(i) == ":"]
    if len(colons) != 1:
        return
    before, behind = (first, colons[0]), (colons[0] + 1, last)
    for named, content in ((before, behind), (behind, before)):
        ref = _short_source(scene, named)
        if ref is not None and content[1] - content[0] >= _LEAST:
            cue = (colons[0], colons[0] + 1)
            yield Draft((content,), (cue,), ref, "asserts", "headline", colons[0])
            return


def _dashed(scene: Scene, first: int, last: int) -> Iterator[Draft]:
    """A source behind the dash that ends a headline: "Ferry was too full - inspector"."""
    dashes = [i for i in range(first + _LEAST, last - 1) if scene.text(i) in _DASH]
    if not dashes or scene.text(dashes[-1] + 1) == ":":
        return
    at = dashes[-1]
    spaced = scene.parse.text[scene.token(at).start - 1 : scene.token(at).start].isspace()
    ref = _short_source(scene, (at + 1, last)) if spaced else None
    if ref is not None and last - at <= _SIGNATURE:
        yield Draft(((first, at),), ((at, at + 1),), ref, "asserts", "headline", at)


def _past_clock(scene: Scene) -> int:
    """The first word behind a time that opens an entry of a running report: "17:05 - Mayor ..."."""
    first = scene.unit.first
    for index in range(first, min(first + _CLOCK, scene.unit.last - 1)):
        if scene.text(index) in {"-", "–", "—", "|"} and scene.text(first)[:1].isdigit():
            return index + 1
    return first


def spoken_headline(scene: Scene) -> Iterator[Draft]:
    """A headline whose verb the parse takes for a noun: "Mayor denies cover-up"."""
    first, last = _past_clock(scene), scene.unit.last
    for index in range(first + 1, min(last - 1, first + _LONGEST_NAME)):
        lemma = _third_person(scene.lower(index))
        frame = scene.lexicon.object if lemma in scene.lexicon.object else scene.lexicon.clause
        to = scene.lower(index + 1) == "to"
        frame = scene.lexicon.infinitive if to else frame
        if lemma is None or lemma not in frame or lemma in scene.lexicon.mental:
            continue
        ref = _short_source(scene, (first, index))
        if ref is not None:
            cue = (index, index + 1 + to)
            part = (index + 1 + to, extent.next_headline(scene, index + 1, last))
            yield Draft((part,), (cue,), ref, frame[lemma], "headline", index)
        return


def _third_person(word: str) -> str | None:
    """The verb whose third person a word may be: "denies", "confirms"."""
    if not word.endswith("s") or len(word) < _LEAST:
        return None
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


def _short_source(scene: Scene, part: Range) -> Reference | None:
    """The source that a part of a headline is, if it is a short name of somebody."""
    first, last = part
    if last - first > _LONGEST_NAME or scene.tensed(part) is not None:
        return None
    if first == last:
        return None
    heads = [i for i in range(first, last) if scene.token(i).pos in NOMINAL]
    head = heads[-1] if heads else last - 1
    token = scene.token(head)
    nouns = scene.lexicon.speaker_noun | scene.lexicon.text_noun | scene.lexicon.evidence_noun
    speaks = token.lemma in nouns or token.label in {"PERSON", "ORG"}
    return Reference(first, last, head) if speaks and _whole(scene, part) else None


def _whole(scene: Scene, part: Range) -> bool:
    """Whether all words of a part belong to one name: nouns, adjectives, articles, "of"."""
    fits = NOMINAL | {"ADJ", "DET", "ADP", "PART"}
    return all(scene.token(i).pos in fits for i in range(*part))


def same_speaker(scene: Scene, parts: Sequence[Range], last: Draft, *, near: bool) -> list[Draft]:
    """Quotations that go on in the name of the one who spoke last.

    In the paragraph of the last cue the cue holds for them too; in the next one they have none.
    """
    cue = last.cue if near else ()
    return [
        Draft((part,), cue, last.source, "asserts", "same speaker", -1, last.carriers)
        for part in parts
        if last.source is not None and scene.unit.first <= part[0]
    ]


def speaker_of(reference: Reference, head: int) -> Draft:
    """A draft without content that says who speaks next."""
    return Draft(((head, head),), (), reference, "asserts", "announced", -1)
