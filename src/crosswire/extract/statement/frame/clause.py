"""X said (that) S; S, X said; "S," said X."""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.extract.statement import extent, source
from crosswire.extract.statement.cue import TENSED, Cue, finite
from crosswire.extract.statement.frame import aside
from crosswire.extract.statement.frame.group import ADDRESSED, Group, each, group
from crosswire.extract.statement.frame.utterance import told, uttered
from crosswire.extract.statement.scene import Draft, Range, Scene
from crosswire.parse import Token

_DASH = frozenset({"—", "–", "-", "--"})
_FAR = 25
_HEARING = frozenset(
    {"court", "jury", "inquest", "trial", "tribunal", "inquiry", "hearing", "panel", "committee"}
)
"""Where words are heard that others spoke: "The inquest heard that the lamp was broken."."""

_NOBODY = frozenset({"nobody", "none", "nothing"})
_FIRST = frozenset({"i", "we", "you"})
_SHORT = 8
_LEAST = 3
_SUBORDINATE = frozenset(
    {
        "if", "when", "unless", "until", "once", "whether", "because", "as", "after", "before",
        "while", "where",
    }
)  # fmt: skip
_RELATIVE = frozenset({"who", "which", "whom", "whose", "that"})


def clause(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """A verb of saying with a clause: "The mayor said the bridge was shut."."""
    act = scene.lexicon.clause.get(cue.lemma)
    if act is None or cue.passive or not uttered(scene, cue) or _as_saying(scene, cue):
        return
    together = group(scene, cue)
    if not _speaks(scene, cue, together):
        return
    right = _right(scene, cue, together) or aside.resumed(scene, cue, together)
    if right is not None and _ends_quotation(scene, together) and scene.quoted[right[0]] < 0:
        right = None
    if right is not None and aside.names_a_work(scene, together, right):
        right = None
    left = None
    if right is None or aside.interrupts(scene, together, right):
        left = _left(scene, cue, together)
    if left is not None and right is not None and aside.only_introduces(scene, left, right):
        left = None
    if left is not None and right is not None and scene.quoted[right[0]] < 0:
        left = extent.behind_last(scene, ";:", *left), left[1]
    parts = tuple(part for part in (left, right) if part)
    if cue.lemma in scene.lexicon.manner and not any(_quotes(scene, part) for part in parts):
        return
    if any(_is_clause(scene, part) or _headline(scene, cue, *part) for part in parts):
        draft = Draft(parts, ((cue.first, cue.last),), None, act, "clause", cue.head)
        yield from each(draft, () if cue.lemma == "hear" else together.sources)


def conviction(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """What somebody is sure or afraid of: "The owner is confident the roof will hold."."""
    refs = tuple(ref for ref in scene.able(cue) if scene.lower(ref.head) not in _FIRST)
    start = cue.last + (scene.lower(cue.last) == "that")
    if refs and not cue.negated and told(scene, cue) and _opens_clause(scene, cue, start):
        act = scene.lexicon.adjective[cue.lemma]
        part = (start, extent.behind(scene, cue, start))
        draft = Draft((part,), ((cue.first, cue.last),), None, act, "conviction", cue.head)
        yield from each(draft, refs)


def _opens_clause(scene: Scene, cue: Cue, start: int) -> bool:
    """Whether a clause begins at a word, behind a "that" or with its own subject."""
    verb = scene.tensed((start, scene.window(cue.head)[1]))
    if verb is None or start > cue.last:
        return verb is not None
    between = [scene.token(i).pos for i in range(start, verb)]
    return _has_subject(scene, verb, start) and "PUNCT" not in between and between[0] != "ADP"


def _ends_quotation(scene: Scene, together: Group) -> bool:
    """Whether a quotation that opens the unit ends right before a cue and its source."""
    edge = together.first - 1
    opens = scene.quoted[scene.unit.first]
    return edge >= scene.unit.first and opens >= 0 and scene.quoted[edge] == opens


def _as_saying(scene: Scene, cue: Cue) -> bool:
    """Whether a participle belongs to "quoted as saying", which is a frame of its own."""
    return scene.token(cue.head).tag == "VBG" and scene.lower(cue.first - 1) == "as"


def _speaks(scene: Scene, cue: Cue, together: Group) -> bool:
    """Whether the verb has somebody or something that can say things as its source."""
    heads = [ref.head for ref in together.sources]
    if not heads:
        return cue.lemma in {"say", "add", "tell"} and finite(scene.parse, cue)
    if any(scene.lower(head) in _NOBODY for head in heads):
        return False
    if cue.lemma in scene.lexicon.strong and not cue.negated:
        return True
    if cue.lemma in scene.lexicon.mental:
        return _thinks_aloud(scene, together)
    return not cue.negated and all(_fits(scene, cue, head) for head in heads)


def _fits(scene: Scene, cue: Cue, head: int) -> bool:
    """Whether a noun may be the source of a verb: a court of "heard", a thing of "showed"."""
    able = source.can_speak(scene.parse, head, scene.lexicon)
    thing = source.is_evidence(scene.parse, head, scene.lexicon)
    match cue.lemma:
        case "hear":
            return scene.token(head).lemma in _HEARING
        case "show":
            return thing
        case _:
            return able or thing


def _thinks_aloud(scene: Scene, together: Group) -> bool:
    """Whether what somebody thinks is told of his words: he is named, or it is said in passing."""
    able = all(
        source.can_speak(scene.parse, ref.head, scene.lexicon)
        or source.is_evidence(scene.parse, ref.head, scene.lexicon)
        for ref in together.sources
    )
    aside = scene.text(together.first - 1) == "," and scene.text(together.last) == ","
    named = all(scene.token(ref.head).pos != "PRON" for ref in together.sources)
    return able and (named or aside)


def _quotes(scene: Scene, part: Range) -> bool:
    """Whether a part holds a quotation."""
    return any(scene.quoted[i] >= 0 for i in range(*part))


def _is_clause(scene: Scene, part: Range) -> bool:
    """Whether a part can be content: it has a verb, or stands in quotation marks.

    In headlines a participle does for a verb: "Girls freed by rebels, army says"; behind "that" a
    subjunctive: "recommended that the strait be closed".
    """
    subjunctive = {"VB"} if scene.lower(part[0] - 1) == "that" else set()
    tags = TENSED | {"VBN"} | subjunctive
    return any(
        token.tag in tags
        or scene.quoted[token.index] >= 0
        or _verb_taken_for_noun(scene, token, part)
        for token in scene.parse.tokens[part[0] : part[1]]
    )


def _verb_taken_for_noun(scene: Scene, token: Token, part: Range) -> bool:
    """Whether a noun has a subject in what is said: "A dam holding back waste burst, ..."."""
    clause = token.dep == "ccomp" and token.tag == "NN"
    return clause and source.own_subject(scene.parse, token.index) in range(*part)


def _right(scene: Scene, cue: Cue, together: Group) -> Range | None:
    """The content behind a cue, or None."""
    if scene.text(together.last) == ";":
        return None
    start = _right_start(scene, cue, together)
    if start is None:
        return None
    end = extent.behind(scene, cue, start)
    return (start, end) if start < end else None


def _right_start(scene: Scene, cue: Cue, together: Group) -> int | None:
    """Where content begins behind a cue: a "that", a colon, a quotation, or the clause."""
    _, high = scene.window(cue.head)
    complement = _complement(scene, cue, together.last, high)
    if complement is not None and _cites(scene, complement):
        complement = None
    limit = complement if complement is not None else high
    reduced = scene.lexicon.reduced
    heads = {c.head for c in scene.cues if c.kind == "verb" and c.lemma not in reduced}
    for index in range(together.last, min(limit + 1, high, together.last + _FAR)):
        word = scene.token(index)
        if word.lower == "that" and _complementizer(scene, index, together.last, high):
            return index + 1
        if word.text == ":" and index + 1 < high:
            return index + 1
        if _quotation_begins(scene, cue, index):
            return index
        if word.tag in TENSED or (index in heads and word.lemma != "cite"):
            break
    if complement is None:
        bare = _bare_clause(scene, cue, together.last, high)
        return (
            together.last if bare is None and _headline(scene, cue, together.last, high) else bare
        )
    if _subject_apart(scene, cue, together.last, complement):
        return together.last
    return _past_that(scene, complement, high)


def _past_that(scene: Scene, start: int, high: int) -> int:
    """The word behind the "that" of a clause; "that position" keeps its own."""
    while start < high and (
        scene.text(start) == ","
        or (scene.lower(start) == "that" and scene.token(start).tag != "DT")
    ):
        start += 1
    return start


def _headline(scene: Scene, cue: Cue, at: int, high: int) -> bool:
    """Whether all behind "says" is said, in a line without a full stop whose verb the parse takes
    for a noun: "Regulator says traces match samples"."""
    titled = scene.titled and high == scene.unit.last
    opens = scene.token(at).pos in {"NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET"}
    return titled and opens and cue.lemma == "say" and high - at >= _LEAST


def _cites(scene: Scene, index: int) -> bool:
    """Whether words name a further source before the content: ", citing two nurses, that"."""
    return "citing" in {scene.lower(index), scene.lower(index + 1)}


def _subject_apart(scene: Scene, cue: Cue, at: int, complement: int) -> bool:
    """Whether the words before a clause are its subject, which the parse hung elsewhere.

    Not after verbs that take the one who is told ("told reporters"), nor for a day ("said Monday").
    """
    if at >= complement or cue.lemma in ADDRESSED:
        return False
    first = scene.token(at)
    if first.lower == "between":
        return True
    apart = first.pos in {"DET", "NUM", "PROPN", "NOUN", "ADJ", "PRON"}
    return apart and first.label not in {"DATE", "TIME"} and first.dep != "npadvmod"


def _complementizer(scene: Scene, index: int, at: int, high: int) -> bool:
    """Whether a "that" opens a reported clause: not "the front that", not "that day"."""
    word = scene.token(index)
    rest = scene.parse.tokens[index + 1 : high]
    if word.tag == "DT" or not any(token.pos in {"VERB", "AUX"} for token in rest):
        return False
    if _belongs_to_noun(scene, index, at):
        return False
    relative = word.tag == "WDT" or word.dep in {"nsubj", "nsubjpass", "dobj"}
    return not relative or index == at


def _belongs_to_noun(scene: Scene, that: int, at: int) -> bool:
    """Whether a "that" opens the clause of a noun: "found nothing to support his claim that S"."""
    clause = scene.above(that)
    noun = scene.above(clause.index)
    of_noun = clause.dep in {"acl", "relcl"} and noun.index >= at
    return of_noun and noun.lemma in scene.lexicon.noun and not scene.in_passing(noun.index)


def _quotation_begins(scene: Scene, cue: Cue, index: int) -> bool:
    """Whether a quotation begins at a word, outside of which the cue stands."""
    if scene.quoted[cue.head] >= 0 or scene.quoted[index] < 0:
        return False
    return index == 0 or scene.quoted[index - 1] != scene.quoted[index]


def _complement(scene: Scene, cue: Cue, at: int, high: int) -> int | None:
    """Where the clause begins that the parse hangs on the verb, behind the group."""
    for child in scene.children(cue.head, "ccomp"):
        if at <= child < high:
            first, last = scene.reach(child)
            first = max(first, at)
            if scene.token(child).pos in {"VERB", "AUX"} or scene.tensed((first, last)) is not None:
                return first
    return None


def _bare_clause(scene: Scene, cue: Cue, at: int, high: int) -> int | None:
    """A clause without "that" which the parse took for something else: a noun and its verb."""
    if at >= high or scene.quoted[cue.head] >= 0 or not finite(scene.parse, cue):
        return None
    if scene.token(at).pos == "ADP":
        return _behind_phrase(scene, at, high)
    if scene.token(at).pos not in {"DET", "PRON", "PROPN", "NOUN", "NUM", "ADJ"}:
        return None
    for index in range(at, high):
        word = scene.token(index)
        if word.tag in TENSED or _misread_past(scene, cue, index, at):
            return _subject_start(scene, cue, index, at) if index > at else None
        if word.lower in _RELATIVE | _SUBORDINATE or word.text in {",", ";", ":"}:
            return None
    return None


def _subject_start(scene: Scene, cue: Cue, verb: int, at: int) -> int | None:
    """Where the clause of a verb begins behind a cue; behind "told" comes the one who is told."""
    if not _has_subject(scene, verb, at):
        return None
    own = [c for c in scene.children(verb, "nsubj", "nsubjpass", "expl") if at <= c < verb]
    if cue.lemma in ADDRESSED and own and own[0] > at:
        return max(at, scene.reach(own[0])[0])
    return at


def _behind_phrase(scene: Scene, at: int, high: int) -> int | None:
    """Where a clause begins behind a phrase such as "in a statement": at its subject pronoun."""
    for index in range(at + 1, min(high, at + _SHORT)):
        word = scene.token(index)
        if word.pos == "PRON" and word.dep in {"nsubj", "nsubjpass"} and word.tag == "PRP":
            verb = scene.tensed((index, high))
            return index if verb is not None and _has_subject(scene, verb, index) else None
        if word.pos not in {"DET", "NOUN", "ADJ", "PROPN", "NUM"}:
            return None
    return None


def _misread_past(scene: Scene, cue: Cue, index: int, at: int) -> bool:
    """Whether a past tense was read as a participle: "says the flight left on time"."""
    word = scene.token(index)
    return cue.lemma == "say" and word.tag == "VBN" and word.dep == "acl" and word.head >= at


def _has_subject(scene: Scene, verb: int, at: int) -> bool:
    """Whether a verb, or the one that it helps, has its subject behind the cue."""
    if scene.token(verb).dep == "acl":
        return True
    heads = (verb, scene.token(verb).head)
    return any(
        at <= own < verb
        for head in heads
        for own in scene.children(head, "nsubj", "nsubjpass", "csubj", "expl")
    )


def _left(scene: Scene, cue: Cue, together: Group) -> Range | None:
    """The content before a cue that stands at the end: "The bridge is shut, the mayor said."."""
    low, _ = scene.window(cue.head)
    edge = together.first
    if edge - 1 <= low or cue.head in scene.partners:
        return None
    before = scene.token(edge - 1)
    closes = scene.quoted[edge - 1] >= 0 and scene.quoted[cue.head] < 0
    if not (before.text in {",", "?", "!"} or before.text in _DASH or closes):
        return None
    if not closes and (not finite(scene.parse, cue) or _has_object(scene, cue)):
        return None
    if _subordinate(scene, cue, low, edge):
        return None
    return aside.relative_start(scene, extent.behind_last(scene, ";", low, edge), edge), edge


def _has_object(scene: Scene, cue: Cue) -> bool:
    """Whether a verb that takes nouns for what is said has one: "experts predict a fight"."""
    behind = [c for c in scene.children(cue.head, "dobj", "obj") if c >= cue.last]
    return bool(behind) and cue.lemma in scene.lexicon.object


def _subordinate(scene: Scene, cue: Cue, low: int, edge: int) -> bool:
    """Whether what stands before a cue only says when or why it was said: "As crowds grew, ..."."""
    for child in scene.children(cue.head, "advcl"):
        first, last = scene.reach(child)
        if low <= first < edge and last >= edge - 1 and scene.children(child, "mark", "advmod"):
            return scene.quoted[child] < 0
    return False
