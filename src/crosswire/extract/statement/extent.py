"""Where attributed words end: with the verb's branch, or where the outlet's own voice resumes."""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.extract.statement import source
from crosswire.extract.statement.cue import TENSED, Cue
from crosswire.extract.statement.scene import Scene

_INDEPENDENT = frozenset({"ROOT", "ccomp", "conj", "parataxis", "advcl", "dep"})
_SETS_OFF = frozenset({",", "-", "–", "—"})
_GOES_ON = frozenset({"not", "than", "with", "including", "among"})
_RANKED = frozenset({"first", "second", "third", "fourth", "fifth", "latest", "last", "most"})
"""What a report ranks in an apposition: ", the first such closure in ten years"."""

_ONE = frozenset({"a", "an", "another"})
_THE = frozenset({"the", "its", "their", "his", "her"})
_AGAINST = frozenset({"against", "compared", "versus"})
_BACKSHIFTED = frozenset({"would", "could", "might"})
_TAIL = 7
"""How many words may follow the cue that closes a sentence: ", he said in London on Friday"."""

_MEANWHILE = frozenset({"as", "amid", "while"})
_PRESENT = frozenset({"VBZ", "VBP"})

_CAVEAT = frozenset({"though", "although"})


def behind(scene: Scene, cue: Cue, start: int) -> int:
    """The word behind content that begins at `start` to the right of a cue."""
    _, high = scene.window(cue.head)
    end = high
    dependent = scene.token(cue.head).dep == "advcl" and scene.children(cue.head, "mark")
    if dependent or scene.token(cue.head).dep not in _INDEPENDENT:
        end = _branch_end(scene, cue, start, high)
    cuts = [
        next_headline(scene, start, end),
        *_comments(scene, start, end),
        *_branches(scene, cue, start),
        *_later_cues(scene, cue, start),
        *_stops(scene, cue, start, end),
    ]
    end = min([end, *(cut for cut in cuts if cut > start)])
    return _without_contrast(scene, cue, start, end)


def _branch_end(scene: Scene, cue: Cue, start: int, high: int) -> int:
    """Where the branch of a cue ends; where the parse hung the content elsewhere, the next comma:
    "the mayor, who told them there was no danger, resigned"."""
    last = scene.reach(cue.head)[1]
    if last > start:
        return min(high, last)
    commas = (i for i in range(start, high) if scene.text(i) == "," and scene.quoted[i] < 0)
    return next(commas, start + 1)


def goes_on(scene: Scene, part: tuple[int, int]) -> bool:
    """Whether words behind a cue set in commas go on with what was said: "The well is dry, she
    said, and the spring will follow"; not so ", he said, adding", nor ", she said, two days after".

    They do where they hang on the content's words by form: a bare verb form, a "not", a "with"; not
    where they bring a cue, or a subject and a tense: ", police said, and an inquiry was opened".
    """
    first = scene.token(part[0])
    if any(other.kind == "verb" and other.head in range(*part) for other in scene.cues):
        return False
    if first.tag in {"VB", "VBN", "TO"} or first.lower in _GOES_ON:
        return True
    if first.tag != "CC":
        return False
    verb = scene.tensed(part)
    heads = (verb, scene.token(verb).head) if verb is not None else ()
    own = any(source.own_subject(scene.parse, head) in range(*part) for head in heads)
    return not own or (verb is not None and _still_speaks(scene, part[0], verb))


def semicolon(scene: Scene, first: int, last: int) -> int:
    """The first semicolon outside quotations between two words, or the later one."""
    return next(
        (i for i in range(first, last) if scene.text(i) == ";" and scene.quoted[i] < 0), last
    )


def behind_last(scene: Scene, stops: str, first: int, last: int) -> int:
    """The word behind the last of some stops outside quotations between two words, or the first
    word: "The river rose; nine homes were lost, the mayor said."."""
    at = (i for i in range(last - 1, first, -1) if scene.text(i) in {*stops})
    return next((i + 1 for i in at if scene.quoted[i] < 0), first)


def _branches(scene: Scene, cue: Cue, start: int) -> Iterator[int]:
    """Where branches begin that hang on the cue, or on the verb above it, beside the content."""
    for child in scene.children(cue.head, "advcl", "conj", "cc", "parataxis"):
        within = _condition(scene, cue, child) or _belongs(scene, child)
        apart = scene.infinitive(child) is None and not within
        if child > start and apart and _resumes(scene, cue, child, start):
            yield scene.reach(child)[0]
    above = scene.token(cue.head).head
    if above != cue.head:
        for child in scene.children(above, "conj", "cc", "advcl"):
            if child > max(start, cue.head) and _resumes(scene, cue, child, start):
                yield scene.reach(child)[0]


def _belongs(scene: Scene, child: int) -> bool:
    """Whether a branch that hangs on the cue is a part of what was said: ", but that S"; "said it
    had agreed and would send observers"."""
    if any(scene.lower(c) == "that" for c in scene.children(child, "mark")):
        return True
    would = any(scene.lower(c) in _BACKSHIFTED for c in scene.children(child, "aux"))
    return would and source.own_subject(scene.parse, child) is None


def _condition(scene: Scene, cue: Cue, child: int) -> bool:
    """Whether a branch is the condition of a promise: "threatened to resign unless he stopped"."""
    marks = {scene.lower(c) for c in scene.children(child, "mark")}
    return cue.lemma in scene.lexicon.infinitive and bool(marks & {"if", "unless", "until"})


def _resumes(scene: Scene, cue: Cue, child: int, start: int) -> bool:
    """Whether a branch beside the content is not a part of a quotation inside the content."""
    first = scene.reach(child)[0]
    return first > start and scene.quoted[first] == scene.quoted[cue.head]


def _later_cues(scene: Scene, cue: Cue, start: int) -> Iterator[int]:
    """Where a later cue begins that is not a part of what was said: ", adding that"."""
    for other in scene.cues:
        if other.head <= start or scene.quoted[other.head] != scene.quoted[cue.head]:
            continue
        if _closes(scene, other) and scene.sources(other):
            yield min(ref.first for ref in scene.sources(other)) - 1
        if other.kind == "preposition" and scene.text(other.first - 1) == ",":
            yield _trailing_clause(scene, start, other.first - 1)
        participle = scene.token(other.head).tag == "VBG" and scene.text(other.first - 1) == ","
        charges = other.lemma in scene.lexicon.of or other.lemma in scene.lexicon.as_
        if (other.head in scene.partners and participle) or (participle and charges):
            yield other.first - 1
        partner = scene.partners.get(other.head)
        while partner is not None and partner.head != cue.head:
            partner = scene.partners.get(partner.head)
        if partner is not None:
            yield other.first - 1


def _still_speaks(scene: Scene, start: int, verb: int) -> bool:
    """Whether a clause behind ", she said, and" is still hers: one in the present or the future,
    as the words before the cue, while the report itself is in the past."""
    before = scene.tensed((scene.unit.first, start))
    now = _PRESENT | {"MD"}
    will = scene.lower(verb) not in _BACKSHIFTED
    return before is not None and {scene.token(before).tag, scene.token(verb).tag} <= now and will


def _closes(scene: Scene, cue: Cue) -> bool:
    """Whether a cue and its source close a line: "Ferry offered, port says"."""
    verb = cue.kind == "verb" and cue.lemma in scene.lexicon.strong and not cue.passive
    rest = range(cue.last, scene.unit.last)
    short = len(rest) <= _TAIL and scene.tensed((cue.last, scene.unit.last)) is None
    ends = verb and short and all(scene.text(i) not in {",", ":"} for i in rest)
    return ends and any(scene.text(ref.first - 1) == "," for ref in scene.sources(cue))


def _trailing_clause(scene: Scene, start: int, edge: int) -> int:
    """Where the last clause before a phrase like "according to" begins, if commas set it apart:
    "..., with ninety homes lost, according to the fire service"."""
    for index in range(edge - 1, start, -1):
        if scene.text(index) == "," and scene.lower(index + 1) in {"with", "and", "but", "while"}:
            return index
    return edge


def next_headline(scene: Scene, start: int, end: int) -> int:
    """Where the next news of a headline begins, or `end`: "Tribunal orders recount as observers
    leave"; "WHO sees outbreak slowing, aid group pulls out"."""
    return next(_next_headlines(scene, start, end), end) if scene.titled else end


def _next_headlines(scene: Scene, start: int, end: int) -> Iterator[int]:
    """Where further news of a headline begin: behind "as", or behind a comma with their verb."""
    for index in range(start + 1, end):
        if scene.quoted[index] < 0 and (
            _meanwhile(scene, index, end) or _next_news(scene, index, end)
        ):
            yield index


def _meanwhile(scene: Scene, index: int, end: int) -> bool:
    """Whether a word brings in what else happened: "as observers leave", "amid protests"."""
    if scene.lower(index) not in _MEANWHILE:
        return False
    return scene.lower(index) == "amid" or scene.tensed((index, end)) is not None


def _next_news(scene: Scene, comma: int, end: int) -> bool:
    """Whether a comma parts two pieces of news: ", aid group pulls out"; ", demands release"."""
    if scene.text(comma) != ",":
        return False
    following = scene.lower(comma + 1)
    stem = following[:-1]
    if following.endswith("s") and (stem in scene.lexicon.clause or stem in scene.lexicon.object):
        return True
    present = (t for t in scene.parse.tokens[comma + 1 : end] if t.tag in _PRESENT)
    verb = next(present, None)
    return verb is not None and _all_nominal(scene, comma + 1, verb.index)


def _all_nominal(scene: Scene, first: int, last: int) -> bool:
    """Whether nothing but a noun phrase stands between two words."""
    return all(scene.token(i).pos in {"NOUN", "PROPN", "ADJ", "NUM"} for i in range(first, last))


def _stops(scene: Scene, cue: Cue, start: int, end: int) -> Iterator[int]:
    """A semicolon, behind which a new sentence stands, or the colon before words by which somebody
    denies what he was said to deny: "He disputed the toll: “Nobody died.”"."""
    for index in range(start + 1, end):
        if scene.quoted[index] >= 0:
            continue
        quotes = scene.text(index) == ":" and scene.quoted[index + 1] >= 0
        if scene.text(index) == ";" or (quotes and scene.denies(cue)):
            yield index
            return


def _comments(scene: Scene, start: int, end: int) -> Iterator[int]:
    """The comma before the outlet's own comment: ", contradicting the report", ", a claim that",
    ", up from nine on Friday"."""
    for index in range(start + 2, end):
        if (
            scene.quoted[index] < 0
            and _set_off(scene, index)
            and _comment(scene, index, start, end)
        ):
            yield index - (scene.text(index - 1) in _SETS_OFF)


def _comment(scene: Scene, index: int, start: int, end: int) -> bool:
    """Whether words set off by a comma are the outlet's own."""
    token, following = scene.token(index), scene.token(index + 1)
    participle = token.tag == "VBG" and token.lemma in scene.lexicon.comment
    as_shown = token.lower == "as" and (following.tag == "VBN" or _as_said(scene, index))
    sums_up = token.lower in _ONE and following.lemma in scene.lexicon.verdict
    return (
        participle
        or as_shown
        or sums_up
        or _compares(scene, index, end)
        or _ranks(scene, index, start)
    )


def _as_said(scene: Scene, as_: int) -> bool:
    """Whether an "as" brings in somebody who says so too: ", as the army has alleged"."""
    verb = scene.above(as_).index
    return verb > as_ and any(c.kind == "verb" and c.head == verb for c in scene.cues)


def _compares(scene: Scene, index: int, end: int) -> bool:
    """Whether a number is compared with an earlier one: ", up from nine", ", against 12"."""
    moved = scene.lower(index) in {"up", "down"} and scene.lower(index + 1) == "from"
    return (moved or scene.lower(index) in _AGAINST) and not _clause_follows(scene, index, end)


def _ranks(scene: Scene, index: int, start: int) -> bool:
    """Whether an apposition ranks what was told before it: ", the worst flood in ten years"."""
    ranked = scene.token(index + 1).tag == "JJS" or scene.lower(index + 1) in _RANKED
    whole = ranked and scene.tensed((start, index)) is not None
    return whole and scene.lower(index) in _THE


def _set_off(scene: Scene, index: int) -> bool:
    """Whether a comma or a dash stands before a word, or within the quotation that ends there."""
    if scene.quoted[index - 1] >= 0 and scene.text(index - 1) not in _SETS_OFF:
        return scene.text(index - 2) == ","
    return scene.text(index - 1) in _SETS_OFF


def _clause_follows(scene: Scene, index: int, end: int) -> bool:
    """Whether a further clause of the content follows: ", and that 19 were missing"."""
    return any(
        scene.text(i) == "," and scene.token(i + 1).pos == "CCONJ" for i in range(index, end - 1)
    )


def _without_contrast(scene: Scene, cue: Cue, start: int, end: int) -> int:
    """The end of the content without a contrast in the outlet's own voice.

    A caveat behind "though" is the outlet's. Behind a cue in the past, reported clauses are shifted
    back ("had been halted"); a clause joined by "but" in the present or the present perfect is not
    part of what was said.
    """
    for index in range(start + 1, end):
        if scene.quoted[index] >= 0 or scene.text(index - 1) != ",":
            continue
        if scene.lower(index) in _CAVEAT:
            return index
        if scene.lower(index) == "but" and scene.token(cue.head).tag == "VBD":
            verb = scene.tensed((index + 1, end))
            own = verb is not None and scene.token(verb).tag in {"VBZ", "VBP"}
            if own and _past(scene, start, index):
                return index
    return end


def _past(scene: Scene, start: int, end: int) -> bool:
    """Whether the first verb with a tense is in the past."""
    return next((t.tag == "VBD" for t in scene.parse.tokens[start:end] if t.tag in TENSED), False)
