"""What a cue opens: the words that it attributes, found by its grammar.

Each rule takes a cue in its scene and gives drafts: ranges of words, not yet trimmed. The frames
are those of reported speech in English (Quirk et al. 1985, 14.28-14.35; Levin 1993, class 37).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crosswire.extract.mention.reference import Reference
from crosswire.extract.statement import source
from crosswire.extract.statement.cue import Cue, finite
from crosswire.extract.statement.lexicon import Lexicon
from crosswire.extract.statement.quotation import Quotation
from crosswire.extract.statement.unit import Unit
from crosswire.parse import Parse, Token
from crosswire.row import Act

Range = tuple[int, int]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_CLAUSAL = frozenset({"ccomp", "xcomp"})
_OPENING = frozenset({"“", '"', "‘", "'", "``", "«", "„"})
_DASH = frozenset({"—", "–", "-", "--"})
_LINK = frozenset({",", ":", "“", '"', "‘", "'", "that", "—", "–", "``", "«", "..."})
_TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CUTS = frozenset({"advcl", "conj", "cc", "parataxis"})


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution in words: the parts of its content, its cue, its source, and the rule."""

    parts: tuple[Range, ...]
    cue: tuple[Range, ...]
    source: Reference | None
    act: Act
    rule: str
    head: int
    carriers: tuple[Reference, ...] = ()

    @property
    def first(self) -> int:
        """The first word of the content."""
        return self.parts[0][0]

    @property
    def last(self) -> int:
        """The word behind the content."""
        return self.parts[-1][1]


@dataclass(frozen=True, slots=True)
class Scene:
    """A unit as the frames see it: its words, cues and quotations.

    `quoted[i]` is the number of the quotation that word i stands in, marks included, or -1.
    """

    parse: Parse
    lexicon: Lexicon
    unit: Unit
    cues: tuple[Cue, ...]
    quoted: Sequence[int]
    quotations: Sequence[Quotation]

    def window(self, index: int) -> Range:
        """The words in which a cue may find its content: its quotation's sentence, or its unit."""
        number = self.quoted[index]
        if number < 0:
            return self.unit.first, self.unit.last
        quotation = self.quotations[number]
        sentence = self.parse.sentences[self.parse.tokens[index].sentence]
        return max(quotation.first, sentence.first), min(quotation.last, sentence.last)

    def token(self, index: int) -> Token:
        """A word by its number."""
        return self.parse.tokens[index]

    def text(self, index: int) -> str:
        """A word's letters by its number, or "" outside the document."""
        return self.parse.tokens[index].text if 0 <= index < len(self.parse.tokens) else ""

    def children(self, index: int, *deps: str) -> list[int]:
        """The words that hang on a word by one of the relations `deps`."""
        return [c for c in self.parse.children[index] if self.parse.tokens[c].dep in deps]

    def reach(self, index: int) -> Range:
        """From the first to behind the last word that hangs on a word."""
        branch = self.parse.subtree(index)
        return branch[0], branch[-1] + 1

    def has_verb(self, part: Range) -> bool:
        """Whether a range holds a verb with a tense."""
        return any(token.tag in _TENSED for token in self.parse.tokens[part[0] : part[1]])


@dataclass(frozen=True, slots=True)
class _Group:
    """A cue with the sources beside it: words `first` to `last`."""

    first: int
    last: int
    sources: tuple[Reference, ...]


def drafts(scene: Scene) -> Iterator[Draft]:
    """All that the cues of a unit attribute."""
    for cue in scene.cues:
        match cue.kind:
            case "verb":
                yield from _verb(scene, cue)
            case "noun":
                yield from noun(scene, cue)
            case "preposition":
                yield from according_to(scene, cue)
            case "adverb":
                yield from adverb(scene, cue)


def _verb(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """The first frame of a verb that finds content."""
    for rule in (
        quoted_as_saying,
        passive,
        evidence,
        accusation,
        judgement,
        command,
        intention,
        clause,
        object_of_saying,
    ):
        found = tuple(rule(scene, cue))
        if found:
            yield from found
            return


def _group(scene: Scene, cue: Cue) -> _Group:
    """The cue with its sources, as far as they stand in the same window."""
    low, high = scene.window(cue.head)
    sources = source.of_verb(scene.parse, cue)
    if not sources:
        sources = _beside(scene, cue)
    inside = [ref for ref in sources if low <= ref.first and ref.last <= high]
    if not inside:
        return _Group(cue.first, cue.last, sources)
    left = [ref.first for ref in inside if ref.head < cue.first]
    right = [ref.last for ref in inside if ref.head >= cue.last]
    near = _inverted(scene, cue, right)
    return _Group(min([cue.first, *left]), near, sources)


def _inverted(scene: Scene, cue: Cue, right: list[int]) -> int:
    """Where the group of a cue ends: behind a source that follows it ("said the minister")."""
    return max([cue.last, *right])


def _beside(scene: Scene, cue: Cue) -> tuple[Reference, ...]:
    """A source that the parse missed: the noun right before or right behind the cue.

    Only beside a quotation, where the order of the words leaves no doubt: "Go," Ames said.
    """
    parse = scene.parse
    low, high = scene.window(cue.head)
    if not scene.unit.quotations or scene.quoted[cue.head] >= 0 or not finite(parse, cue):
        return ()
    before, after = cue.first - 1, cue.last
    if before >= low and scene.quoted[before] < 0 and parse.tokens[before].pos in _NOMINAL:
        return (source.phrase(parse, source.noun_head(parse, before)),)
    while after < high and parse.tokens[after].pos in {"DET", "ADJ", "PUNCT"}:
        after += 1
    if after < high and scene.quoted[after] < 0 and parse.tokens[after].pos in _NOMINAL:
        return (source.phrase(parse, source.noun_head(parse, after)),)
    return ()


def _each(
    draft: Draft, sources: Sequence[Reference], carriers: tuple[Reference, ...] = ()
) -> Iterator[Draft]:
    """The draft once for each of joint sources, or once without any."""
    for ref in sources or (None,):
        yield replace(draft, source=ref, carriers=carriers)


# ---------------------------------------------------------------------------------------------
# X said (that) S; S, X said; "S," said X


def clause(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """A verb of saying with a clause: "The mayor said the bridge was shut."."""
    act = scene.lexicon.clause.get(cue.lemma)
    if act is None or cue.passive:
        return
    group = _group(scene, cue)
    if not _speaks(scene, cue, group):
        return
    right = _right(scene, cue, group)
    left = _left(scene, cue, group) if right is None or _interrupts(scene, group, right) else None
    parts = tuple(part for part in (left, right) if part)
    if not parts or not any(_is_clause(scene, part) for part in parts):
        return
    cue_range = (cue.first, cue.last)
    yield from _each(Draft(parts, (cue_range,), None, act, "clause", cue.head), group.sources)


def _speaks(scene: Scene, cue: Cue, group: _Group) -> bool:
    """Whether the verb has somebody or something that can say things as its source."""
    if not group.sources:
        return cue.lemma not in scene.lexicon.mental and cue.lemma in {"say", "add", "tell"}
    heads = [ref.head for ref in group.sources]
    able = all(
        source.can_speak(scene.parse, head, scene.lexicon)
        or source.is_evidence(scene.parse, head, scene.lexicon)
        for head in heads
    )
    if not able or not _mental_utterance(scene, cue, heads):
        return False
    return not cue.negated or cue.lemma in scene.lexicon.mental


def _mental_utterance(scene: Scene, cue: Cue, heads: list[int]) -> bool:
    """Whether a verb of thinking reports what a source let be known: "officials believe S".

    "She believes" and "I think" tell of a mind; bodies, experts and officials speak through it.
    """
    if cue.lemma not in scene.lexicon.mental:
        return True
    return all(scene.token(head).pos != "PRON" for head in heads)


def _is_clause(scene: Scene, part: Range) -> bool:
    """Whether a part is long enough to be content, or stands in quotation marks."""
    return scene.has_verb(part) or any(scene.quoted[i] >= 0 for i in range(*part))


def _right(scene: Scene, cue: Cue, group: _Group) -> Range | None:
    """The content behind a cue, or None."""
    low, high = scene.window(cue.head)
    start = _right_start(scene, cue, group, high)
    if start is None:
        return None
    end = _right_end(scene, cue, start, high)
    return (start, end) if start < end else None


def _right_start(scene: Scene, cue: Cue, group: _Group, high: int) -> int | None:
    """Where content begins behind a cue: a "that", a colon, a quotation, or the clause."""
    at = group.last
    complement = _complement(scene, cue, at, high)
    limit = complement[0] if complement else high
    for index in range(at, min(limit + 1, high, at + 25)):
        word = scene.token(index)
        if word.lower == "that" and word.tag in {"IN", "WDT"} and _opens_clause(scene, index, high):
            return index + 1
        if word.text == ":" and index + 1 < high:
            return index + 1
        if scene.quoted[index] >= 0 and scene.quoted[cue.head] < 0 and _new(scene, index):
            if complement is None or index <= limit:
                return index
        if word.tag in _TENSED and scene.quoted[index] < 0:
            break
    if complement is None:
        return None
    start = complement[0]
    while start < high and scene.token(start).lower in {"that", ","}:
        start += 1
    return start


def _opens_clause(scene: Scene, index: int, high: int) -> bool:
    """Whether a "that" is followed by a verb with a tense."""
    return scene.has_verb((index + 1, high))


def _new(scene: Scene, index: int) -> bool:
    """Whether a quotation begins at a word."""
    return index == 0 or scene.quoted[index - 1] != scene.quoted[index]


def _complement(scene: Scene, cue: Cue, at: int, high: int) -> Range | None:
    """The clause that the parse hangs on the verb, behind the group."""
    for child in scene.children(cue.head, "ccomp", "xcomp", "conj", "dep", "acl", "advcl"):
        token = scene.token(child)
        if child < at or child >= high:
            continue
        first, last = scene.reach(child)
        first = max(first, at)
        if token.dep == "ccomp" and (token.pos in {"VERB", "AUX"} or scene.has_verb((first, last))):
            return first, min(last, high)
    return None


def _right_end(scene: Scene, cue: Cue, start: int, high: int) -> int:
    """Where content behind a cue ends: with the verb's own branch, or where the outlet resumes."""
    end = high
    if scene.token(cue.head).dep not in {"ROOT", "ccomp", "conj", "parataxis", "advcl"}:
        end = max(start + 1, min(high, scene.reach(cue.head)[1]))
    cuts = [
        scene.reach(child)[0]
        for child in scene.children(cue.head, *_CUTS)
        if child > start and _resumes(scene, child, start)
    ]
    above = scene.token(cue.head).head
    if above != cue.head:
        cuts += [
            scene.reach(child)[0]
            for child in scene.children(above, "conj", "cc", "advcl")
            if child > start and child > cue.head and _resumes(scene, child, start)
        ]
    cuts += [other for other in _next_cues(scene, cue, start)]
    end = min([end, *(cut for cut in cuts if cut > start)])
    return _without_comment(scene, cue, start, end)


def _resumes(scene: Scene, child: int, start: int) -> bool:
    """Whether a branch beside the content is the outlet's own again, not a part of a quotation."""
    first = scene.reach(child)[0]
    number = scene.quoted[child]
    return first > start and (number < 0 or number != scene.quoted[start])


def _next_cues(scene: Scene, cue: Cue, start: int) -> Iterator[int]:
    """Where a later cue of the same source begins: ", adding that", ", according to"."""
    for other in scene.cues:
        if other.head <= start or scene.quoted[other.head] != scene.quoted[cue.head]:
            continue
        before = scene.text(other.first - 1)
        if other.kind == "preposition" and before == ",":
            yield other.first - 1
        token = scene.token(other.head)
        if (
            other.kind == "verb"
            and token.tag == "VBG"
            and before in {",", "while", "before", "and"}
            and other.lemma in scene.lexicon.clause
            and token.dep in {"advcl", "conj", "xcomp", "acl"}
            and not _deep(scene, other.head, cue.head, start)
        ):
            yield other.first - 1


def _deep(scene: Scene, index: int, top: int, start: int) -> bool:
    """Whether a word hangs on a subject of its own inside the content."""
    subject = source.subject(scene.parse, index)
    return subject is not None and subject >= start and scene.token(subject).pos == "PROPN"


def _without_comment(scene: Scene, cue: Cue, start: int, end: int) -> int:
    """The end of the content without a "but" clause in the outlet's own voice.

    Behind a cue in the past, reported clauses are shifted back ("had been halted"); a clause
    joined by "but" in the present or the present perfect is not part of what was said.
    """
    if scene.token(cue.head).tag != "VBD":
        return end
    for index in range(start + 1, end):
        if scene.token(index).lower in {"but", "though", "although"} and scene.quoted[index] < 0:
            rest = scene.parse.tokens[index + 1 : end]
            verb = next((word for word in rest if word.tag in _TENSED), None)
            if verb is not None and verb.tag in {"VBZ", "VBP"} and scene.text(index - 1) == ",":
                return index
    return end


def _left(scene: Scene, cue: Cue, group: _Group) -> Range | None:
    """The content before a cue that stands at the end: "The bridge is shut, the mayor said."."""
    low, _ = scene.window(cue.head)
    edge = group.first
    if edge - 1 <= low:
        return None
    before = scene.token(edge - 1)
    closes = scene.quoted[edge - 1] >= 0 and scene.quoted[cue.head] < 0
    if not (before.text in {",", "?", "!"} or before.text in _DASH or closes):
        return None
    if not finite(scene.parse, cue) and not closes:
        return None
    start = low
    last_cue = [c.last for c in scene.cues if c.last <= edge and _ends_clause(scene, c, edge)]
    if last_cue:
        return None
    return start, edge


def _ends_clause(scene: Scene, cue: Cue, edge: int) -> bool:
    """Whether nothing but marks stands between a cue and the edge."""
    return all(scene.token(i).pos == "PUNCT" for i in range(cue.last, edge))


def _interrupts(scene: Scene, group: _Group, right: Range) -> bool:
    """Whether a cue stands in the middle of its content: "The dam, he said, would hold."."""
    before, after = scene.text(group.first - 1), scene.text(group.last)
    if scene.quoted[group.first - 1] >= 0 and scene.quoted[right[0]] >= 0:
        return scene.quoted[group.first - 1] != scene.quoted[right[0]]
    return before == "," and after == ","


# ---------------------------------------------------------------------------------------------
# X vowed to VP


def intention(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """A promise or offer in the infinitive: "The union vowed to fight the closure."."""
    act = scene.lexicon.infinitive.get(cue.lemma)
    if act is None or cue.passive:
        return
    complement = next((c for c in scene.children(cue.head, "xcomp") if c >= cue.last), None)
    if complement is None:
        return
    to = next((c for c in scene.children(complement, "aux") if scene.text(c) == "to"), None)
    if to is None or to > complement:
        return
    group = _group(scene, cue)
    if not group.sources or not _speaks(scene, cue, group):
        return
    end = _branch_end(scene, complement, to + 1)
    draft = Draft(((to + 1, end),), ((cue.first, to + 1),), None, act, "intention", cue.head)
    yield from _each(draft, group.sources)


def _branch_end(scene: Scene, index: int, start: int) -> int:
    """Where a branch ends, inside its window."""
    _, high = scene.window(index)
    return max(start + 1, min(high, scene.reach(index)[1]))


# ---------------------------------------------------------------------------------------------
# X urged NP to VP; X called on NP to VP; X called for NP


def command(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """An appeal or order to somebody: "The coast guard urged boats to stay in port."."""
    act = scene.lexicon.object_infinitive.get(cue.lemma)
    if act is None or cue.passive:
        return
    start = _addressee(scene, cue)
    if start is None:
        return
    group = _group(scene, cue)
    if not group.sources or not _speaks(scene, cue, group):
        return
    end = _to_end(scene, cue, start)
    draft = Draft(((start, end),), ((cue.first, cue.last),), None, act, "command", cue.head)
    yield from _each(draft, group.sources)


def _addressee(scene: Scene, cue: Cue) -> int | None:
    """Where the one who is told to do something begins; None where nobody is told to do a thing."""
    _, high = scene.window(cue.head)
    at = cue.last
    if scene.text(at) in {"on", "upon", "to", "for"}:
        if cue.lemma not in {"call", "appeal", "plead", "press", "push"}:
            return None
        if scene.text(at) == "for":
            return at + 1
        at += 1
    for child in scene.parse.children[cue.head]:
        token = scene.token(child)
        if child < cue.last:
            continue
        if token.dep in {"xcomp", "ccomp", "advcl"} and _infinitive(scene, child):
            to = next(c for c in scene.children(child, "aux") if scene.text(c) == "to")
            return at if at < to < high else None
    return None


def _infinitive(scene: Scene, index: int) -> bool:
    """Whether a verb stands in the infinitive with "to"."""
    return any(scene.text(c) == "to" for c in scene.children(index, "aux"))


def _to_end(scene: Scene, cue: Cue, start: int) -> int:
    """Where the words behind a verb end, without clauses that are joined to it."""
    _, high = scene.window(cue.head)
    end = min(high, scene.reach(cue.head)[1])
    cuts = [
        scene.reach(c)[0]
        for c in scene.children(cue.head, "conj", "cc", "advcl", "parataxis")
        if c > start and not _infinitive(scene, c)
    ]
    return min([end, *(cut for cut in cuts if cut > start)])


# ---------------------------------------------------------------------------------------------
# X accused Y of Z; X described Y as Z; X called Y Z


def accusation(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """A charge against somebody: "Villagers accused the mine of poisoning the well."."""
    act = scene.lexicon.of.get(cue.lemma)
    if act is None or cue.passive:
        return
    charged = [
        c
        for c in scene.children(cue.head, "prep")
        if scene.token(c).lower in {"of", "for", "with"} and c > cue.last
    ]
    objects = scene.children(cue.head, "dobj", "obj")
    nested = [c for o in objects for c in scene.children(o, "prep") if scene.text(c) == "of"]
    if not (charged or nested) or not objects:
        return
    yield from _behind(scene, cue, act, "accusation")


def judgement(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """A judgement of something: "Critics described the plan as reckless."; "He called it theft."."""
    act = scene.lexicon.as_.get(cue.lemma)
    if act is not None and not cue.passive:
        as_ = [c for c in _descendants(scene, cue) if scene.token(c).lower == "as"]
        if as_:
            yield from _behind(scene, cue, act, "judgement")
            return
    act = scene.lexicon.complement.get(cue.lemma)
    if act is None or cue.passive:
        return
    predicate = scene.children(cue.head, "oprd", "ccomp", "xcomp", "acomp")
    behind = [c for c in predicate if c >= cue.last and not _infinitive(scene, c)]
    if behind and scene.text(cue.last) not in {"for", "on", "that", ",", ":"}:
        yield from _behind(scene, cue, act, "judgement")


def _descendants(scene: Scene, cue: Cue) -> Iterator[int]:
    """The prepositions that hang on a verb or on its object, behind the verb."""
    for child in scene.parse.children[cue.head]:
        if child >= cue.last:
            yield child
            if scene.token(child).dep in {"dobj", "obj"}:
                yield from scene.parse.children[child]


def _behind(scene: Scene, cue: Cue, act: Act, rule: str) -> Iterator[Draft]:
    """All that stands behind a verb as its content."""
    group = _group(scene, cue)
    if not group.sources or cue.negated:
        return
    if not all(source.can_speak(scene.parse, r.head, scene.lexicon) for r in group.sources):
        return
    start = max(cue.last, group.last)
    end = _to_end(scene, cue, start)
    if start < end:
        draft = Draft(((start, end),), ((cue.first, cue.last),), None, act, rule, cue.head)
        yield from _each(draft, group.sources)


# ---------------------------------------------------------------------------------------------
# X denied NP; X reported NP


def object_of_saying(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """A verb of saying with a noun for what is said: "The firm confirmed the layoffs."."""
    act = scene.lexicon.object.get(cue.lemma)
    if act is None or cue.passive or cue.negated:
        return
    child = next(
        (c for c in scene.children(cue.head, "dobj", "obj", "xcomp", "pcomp") if c >= cue.last),
        None,
    )
    if child is None or _empty_object(scene, child):
        return
    group = _group(scene, cue)
    able = [r for r in group.sources if source.can_speak(scene.parse, r.head, scene.lexicon)]
    if not able:
        return
    start, end = scene.reach(child)
    _, high = scene.window(cue.head)
    start, end = max(start, group.last), min(end, high)
    inner = _claimed(scene, child)
    if inner is not None:
        start = inner
    if start < end:
        end = max(start + 1, _object_end(scene, cue, start, end))
        draft = Draft(((start, end),), ((cue.first, cue.last),), None, act, "object", cue.head)
        yield from _each(draft, able)


def _object_end(scene: Scene, cue: Cue, start: int, end: int) -> int:
    """Where the object of a verb of saying ends: a participle in the source's name follows."""
    return min([end, *(cut for cut in _next_cues(scene, cue, start) if cut > start)])


def _empty_object(scene: Scene, child: int) -> bool:
    """Whether an object says nothing of what was said: "it", "a statement", "its report"."""
    token = scene.token(child)
    if token.pos == "PRON" and not scene.children(child, "relcl", "acl", "prep"):
        return True
    return token.lemma in scene.lexicon.text_noun and _claimed(scene, child) is None


def _claimed(scene: Scene, child: int) -> int | None:
    """Where the clause begins inside "reports that S", or None."""
    for below in scene.children(child, "acl", "ccomp", "relcl"):
        mark = [c for c in scene.children(below, "mark") if scene.text(c) == "that"]
        if mark:
            return mark[0] + 1
    return None


# ---------------------------------------------------------------------------------------------
# X was reported; X is believed to VP; it was reported that S; X was quoted as saying S


def passive(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """A report without its reporter: "Two ships were reported lost."; "It is feared that S."."""
    act = scene.lexicon.passive.get(cue.lemma)
    if act is None or not cue.passive:
        return
    sources = source.of_verb(scene.parse, cue)
    part = _passive_content(scene, cue)
    if part is None or part[0] >= part[1]:
        return
    draft = Draft((part,), ((cue.first, cue.last),), None, act, "passive", cue.head)
    yield from _each(draft, sources)


def _passive_content(scene: Scene, cue: Cue) -> Range | None:
    """What is reported: the clause behind "that", the infinitive, or the whole clause."""
    low, high = scene.window(cue.head)
    expletive = any(
        scene.token(c).lower == "it" for c in scene.children(cue.head, "nsubjpass", "expl", "nsubj")
    )
    that = next((c for c in scene.children(cue.head, "ccomp") if c > cue.head), None)
    if that is not None and (expletive or _marked(scene, that)):
        first, last = scene.reach(that)
        first = max(first, cue.last)
        return (first + (scene.text(first) == "that"), min(last, high))
    infinitive = next((c for c in scene.children(cue.head, "xcomp") if c >= cue.last), None)
    if infinitive is not None and _infinitive(scene, infinitive):
        to = next(c for c in scene.children(infinitive, "aux") if scene.text(c) == "to")
        start = to + 1
        return (start, _branch_end(scene, infinitive, start))
    if cue.lemma in {"describe", "characterize", "characterise", "see", "regard", "consider"}:
        return _described(scene, cue)
    if expletive or cue.lemma not in _REPORTED:
        return None
    first, last = scene.reach(cue.head)
    return max(first, low), min(last, high)


_REPORTED = frozenset({"report", "confirm", "deny", "acknowledge", "allege", "fear", "rumor"})


def _marked(scene: Scene, index: int) -> bool:
    """Whether a clause begins with "that"."""
    return any(scene.text(c) == "that" for c in scene.children(index, "mark"))


def _described(scene: Scene, cue: Cue) -> Range | None:
    """What something was described as."""
    as_ = next((c for c in scene.children(cue.head, "prep") if scene.text(c) == "as"), None)
    if as_ is None:
        return None
    return as_ + 1, _branch_end(scene, as_, as_ + 1)


def quoted_as_saying(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """Words out of another's mouth: "The radio quoted the mayor as saying S"; "X was quoted ..."."""
    if cue.lemma not in {"quote", "cite"}:
        return
    low, high = scene.window(cue.head)
    at = next(
        (
            i
            for i in range(cue.last, min(high - 1, cue.last + 20))
            if scene.token(i).lower == "as" and scene.token(i + 1).tag == "VBG"
        ),
        None,
    )
    if at is None:
        return
    saying = scene.token(at + 1)
    carriers: tuple[Reference, ...]
    if cue.passive:
        own = source.subject(scene.parse, cue.head)
        speakers = source.joint(scene.parse, own) if own is not None else ()
        carriers = source.of_verb(scene.parse, cue)
    else:
        objects = scene.children(cue.head, "dobj", "obj")
        speakers = source.joint(scene.parse, objects[0]) if objects else ()
        carriers = source.of_verb(scene.parse, cue)
    start = at + 2
    while start < high and scene.token(start).lower in {"that", ",", ":"}:
        start += 1
    part: Range | None = (start, high) if start < high else None
    left = None
    if part is None or not _is_clause(scene, part):
        left, part = _left_of_subject(scene, cue, low), None
    found = part or left
    if found is None:
        return
    cue_range = (cue.first, at + 2)
    act = scene.lexicon.clause.get(saying.lemma, "asserts")
    yield from _each(
        Draft((found,), (cue_range,), None, act, "quoted as saying", cue.head),
        speakers,
        carriers[:1],
    )


def _left_of_subject(scene: Scene, cue: Cue, low: int) -> Range | None:
    """What stands before the one who was quoted."""
    own = source.subject(scene.parse, cue.head)
    first = source.phrase(scene.parse, own).first if own is not None else cue.first
    return (low, first) if first - 1 > low else None


# ---------------------------------------------------------------------------------------------
# footage shows S; a video purporting to show NP


def evidence(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """Things that show: "Footage showed flames."; "They issued a video purporting to show NP."."""
    if cue.lemma not in scene.lexicon.evidence_verb or cue.passive or cue.negated:
        return
    head = source.subject(scene.parse, cue.head)
    if head is None or not source.is_evidence(scene.parse, head, scene.lexicon):
        return
    start = cue.last
    if scene.text(start) == "to" and cue.lemma in {"purport", "appear"}:
        start += 2
    if cue.lemma in {"appear", "purport"} and start == cue.last:
        return
    _, high = scene.window(cue.head)
    while start < high and scene.token(start).lower in {"that", ","}:
        start += 1
    end = _to_end(scene, cue, start) if start < high else start
    if start >= end or not any(scene.token(i).pos in _NOMINAL for i in range(start, end)):
        return
    yield Draft(
        ((start, end),),
        ((cue.first, start),),
        source.phrase(scene.parse, head, keep_off=frozenset(range(cue.first, end))),
        "asserts",
        "evidence",
        cue.head,
    )


# ---------------------------------------------------------------------------------------------
# X's claim that S; allegations of NP


def noun(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """A noun of saying with what it says: "The bank's claim that S"; "allegations of fraud"."""
    start = _noun_content(scene, cue)
    if start is None:
        return
    first, end = start
    _, high = scene.window(cue.head)
    owner = next(iter(scene.children(cue.head, "poss")), None)
    by = _by_whom(scene, cue.head)
    head = owner if owner is not None else by
    refs = source.joint(scene.parse, head) if head is not None else ()
    draft = Draft(
        ((first, min(end, high)),),
        ((cue.first, first),),
        None,
        scene.lexicon.noun[cue.lemma],
        "noun",
        cue.head,
    )
    if first < min(end, high):
        yield from _each(draft, refs)


def _noun_content(scene: Scene, cue: Cue) -> Range | None:
    """The clause or, for nouns that take one, the of-phrase behind a noun of saying."""
    for child in scene.children(cue.head, "acl", "ccomp", "relcl", "appos"):
        marks = [c for c in scene.children(child, "mark") if scene.text(c) == "that"]
        if marks and marks[0] == cue.last:
            return marks[0] + 1, scene.reach(child)[1]
    if cue.lemma in scene.lexicon.noun_of and scene.text(cue.last) == "of":
        return cue.last + 1, scene.reach(cue.last)[1]
    return None


def _by_whom(scene: Scene, head: int) -> int | None:
    """The one from whom a report comes: "reports from residents", "a claim by the union"."""
    for child in scene.children(head, "prep"):
        if scene.token(child).lower in {"by", "from"}:
            return next(iter(scene.children(child, "pobj")), None)
    return None


# ---------------------------------------------------------------------------------------------
# according to X; reportedly


def according_to(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """A source in a phrase: "According to the port, S."; "S, according to the port."."""
    low, high = scene.window(cue.head)
    head = _object_of(scene, cue, high)
    if head is None:
        return
    refs = source.joint(scene.parse, head)
    end = max(ref.last for ref in refs)
    parts = _around(scene, cue, low, end, high)
    if not parts:
        return
    draft = Draft(parts, ((cue.first, cue.last),), None, "asserts", "according to", cue.head)
    yield from _each(draft, refs)


def _object_of(scene: Scene, cue: Cue, high: int) -> int | None:
    """The head of the noun phrase behind a preposition."""
    for index in range(cue.first, min(cue.last, high)):
        for child in scene.children(index, "pobj"):
            if child >= cue.last:
                return child
    for index in range(cue.last, min(high, cue.last + 8)):
        if scene.token(index).pos in _NOMINAL:
            return source.noun_head(scene.parse, index)
    return None


def _around(scene: Scene, cue: Cue, low: int, end: int, high: int) -> tuple[Range, ...]:
    """The content before and behind a phrase of attribution."""
    if all(scene.token(i).pos in {"PUNCT", "CCONJ", "ADV"} for i in range(low, cue.first)):
        start = _after_comma(scene, end, high)
        return ((start, high),) if start < high and scene.has_verb((start, high)) else ()
    before = (low, cue.first)
    behind = (end + 1, high)
    middle = scene.text(end) == "," and scene.text(cue.first - 1) == ","
    if middle and behind[0] < high and not scene.has_verb(before) and scene.has_verb(behind):
        return before, behind
    return (before,)


def _after_comma(scene: Scene, end: int, high: int) -> int:
    """The word behind the comma that ends a phrase at the head of a sentence."""
    for index in range(end, min(high, end + 30)):
        if scene.text(index) == ",":
            return index + 1
        if scene.token(index).tag in _TENSED:
            return end
    return end


def adverb(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """A report in an adverb: "The ship reportedly sank at dawn."."""
    low, high = scene.window(cue.head)
    if not scene.has_verb((low, high)) or scene.quoted[cue.head] >= 0:
        return
    act = scene.lexicon.adverb[cue.lemma]
    yield Draft(((low, high),), ((cue.first, cue.last),), None, act, "adverb", cue.head)
