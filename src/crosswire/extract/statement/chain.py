"""Through whom words came: a source inside another's words, an agency that was told them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crosswire.extract.mention.reference import Reference
from crosswire.extract.mention.vocabulary import vocabulary
from crosswire.extract.statement import source
from crosswire.extract.statement.lexicon import Lexicon
from crosswire.extract.statement.scene import NOMINAL, Draft
from crosswire.parse import Parse

TOLD = "told"
"""How words come that somebody told a news organisation: so do those that he says next."""

_SHOWING = frozenset(
    {"post", "publish", "release", "share", "air", "broadcast", "carry", "upload", "leak", "run"}
)
_TELLING = frozenset({"tell", "inform", "brief"})
_SPOKE_TO = frozenset({"interview", "remark", "comment", "phone", "telephone", "call", "email"})


def carried(parse: Parse, drafts: Sequence[Draft], lexicon: Lexicon) -> tuple[Draft, ...]:
    """The drafts with those through whom each came, nearest to the outlet first.

    Who "told the agency" has the agency before him; what a source says inside another's words has
    that other before it; "the radio said, citing the mayor" has the mayor at the end.
    """
    told = [_cited(parse, _posted(parse, _told(parse, draft, lexicon))) for draft in drafts]
    return tuple(_inside(told, draft) for draft in told)


def _told(parse: Parse, draft: Draft, lexicon: Lexicon) -> Draft:
    """The draft with the news organisation that was told, if one was."""
    if draft.head < 0 or draft.carriers:
        return draft
    outlet = _addressee(parse, draft.head)
    if outlet is None or not _is_medium(parse, outlet, lexicon):
        return draft
    return replace(draft, carriers=(source.phrase(parse, outlet),), via=TOLD)


def _posted(parse: Parse, draft: Draft) -> Draft:
    """The draft with him who showed the text: "said in a video posted on Osk's channel"."""
    if draft.head < 0 or draft.carriers or draft.source is None:
        return draft
    for text in _texts(parse, draft.head):
        for child in parse.children[text]:
            if parse.tokens[child].dep == "acl" and parse.tokens[child].lemma in _SHOWING:
                shower = _shower(parse, child)
                if shower is not None:
                    return replace(draft, carriers=(source.phrase(parse, shower),), via=TOLD)
    return draft


def _texts(parse: Parse, verb: int) -> Iterator[int]:
    """The texts in which words stand: "said in a | letter", "In a | note, she said"."""
    for child in parse.children[verb]:
        if parse.tokens[child].dep == "prep" and parse.tokens[child].lower == "in":
            yield from (
                below
                for below in parse.children[child]
                if parse.tokens[below].lemma in vocabulary().text
            )


def _shower(parse: Parse, participle: int) -> int | None:
    """Who posted a text, or on whose channel it was posted; nobody whom a pronoun names."""
    for child in parse.children[participle]:
        token = parse.tokens[child]
        for below in parse.children[child]:
            if parse.tokens[below].dep != "pobj":
                continue
            if token.dep == "agent":
                return below if parse.tokens[below].pos in NOMINAL else None
            if token.lower in {"on", "to"}:
                owners = (c for c in parse.children[below] if parse.tokens[c].dep == "poss")
                return next((c for c in owners if parse.tokens[c].pos == "PROPN"), None)
    return None


def _addressee(parse: Parse, verb: int) -> int | None:
    """The one who is told: "told Orbis News", "said in an interview with Radio Lume"."""
    token = parse.tokens[verb]
    for child in parse.children[verb]:
        below = parse.tokens[child]
        if token.lemma in _TELLING and below.dep in {"dobj", "dative", "obj"}:
            return child
        if below.dep == "prep" and below.lower in {"to", "in"}:
            found = _spoken_to(parse, child)
            if found is not None:
                return found
    return None


def _spoken_to(parse: Parse, preposition: int) -> int | None:
    """The one spoken to in "in an interview with X", "in remarks to X"; or in "said to X"."""
    for child in parse.children[preposition]:
        token = parse.tokens[child]
        if token.dep != "pobj":
            continue
        if token.lemma in _SPOKE_TO:
            for grandchild in parse.children[child]:
                if parse.tokens[grandchild].lower in {"with", "to", "by"}:
                    return next(
                        (c for c in parse.children[grandchild] if parse.tokens[c].dep == "pobj"),
                        None,
                    )
        elif parse.tokens[preposition].lower == "to":
            return child
    return None


def _is_medium(parse: Parse, head: int, lexicon: Lexicon) -> bool:
    """Whether a noun phrase names a news organisation: by a word of its name, or as initials."""
    token = parse.tokens[head]
    if token.pos != "PROPN" and token.label != "ORG":
        return token.lemma in lexicon.medium_noun
    if token.label in {"PERSON", "GPE", "NORP", "DATE"}:
        return _has_medium_word(parse, head, lexicon)
    initials = token.text.isupper() and 2 <= len(token.text) <= 5
    return initials or _has_medium_word(parse, head, lexicon)


def _has_medium_word(parse: Parse, head: int, lexicon: Lexicon) -> bool:
    """Whether a word of a name says that it is a medium: "News", "Times", "Radio"."""
    ref = source.phrase(parse, head)
    return any(token.lower in lexicon.medium_word for token in parse.tokens[ref.first : ref.last])


def _cited(parse: Parse, draft: Draft) -> Draft:
    """The draft with the source that its own source cites: "the radio said, citing the mayor"."""
    if draft.head < 0 or draft.source is None or draft.rule not in {"clause", "object"}:
        return draft
    before = range(draft.cue[0][1], draft.first) if draft.cue else range(0)
    for child in (*parse.children[draft.head], *before):
        token = parse.tokens[child]
        if token.lemma in {"cite", "quote"} and token.tag == "VBG":
            objects = {"dobj", "pobj", "npadvmod"}
            below = [c for c in parse.children[child] if parse.tokens[c].dep in objects]
            cited = below[0] if below else None
            if cited is not None and parse.tokens[cited].pos in NOMINAL:
                carriers = (*draft.carriers, draft.source)
                cited_source = source.phrase(parse, cited)
                return replace(draft, source=cited_source, carriers=carriers, via="cited")
    return draft


def _inside(drafts: Sequence[Draft], draft: Draft) -> Draft:
    """The draft with the sources in whose words it stands, outermost first."""
    if draft.head < 0 or draft.source is None:
        return draft
    outer = [
        other
        for other in drafts
        if other.source is not None and other.source != draft.source and _within(draft, other)
    ]
    outer.sort(key=lambda other: (other.first - other.last, other.first))
    above: list[Reference] = []
    for other in outer:
        above += [ref for ref in (*other.carriers, other.source) if ref and ref not in above]
    kept = [ref for ref in above if ref != draft.source and ref not in draft.carriers]
    if not kept:
        return draft
    return replace(draft, carriers=(*kept, *draft.carriers), via="inside")


def _within(draft: Draft, other: Draft) -> bool:
    """Whether a draft, its cue included, stands inside another's content."""
    if other.head == draft.head:
        return False
    return any(
        first <= draft.head < last and first <= draft.first and draft.last <= last
        for first, last in other.parts
    )
