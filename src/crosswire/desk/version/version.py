"""What a later version of a report dropped, added and changed: its sentences, and what they claim.

Two versions are compared by their words alone, without marks and capitals. What stands in both is
kept, wherever it moved to; of the rest the likest are one thing that was changed, the best pair
first (word-level edit similarity without substitution, as rapidfuzz computes it). All that is told
are words of the two texts, with their places.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import Indel

from crosswire.extract.figure import Quantity
from crosswire.extract.statement import Attribution
from crosswire.parse import Parse, Token
from crosswire.reading import Reading
from crosswire.row import Span
from crosswire.row.span import hull
from crosswire.row.statement import Act
from crosswire.view.inert import inert
from crosswire.view.lookup import ACTS, NOBODY, OWN_DENIALS

Part = Literal["sentence", "statement", "figure"]
Fate = Literal["dropped", "added", "changed"]

LIKE = 0.5
"""From which similarity on two sentences, or two claims, are one that was changed."""

RIVALS = 5
"""The likest counterparts of one part that are considered."""


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a version, and where they stand."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or claim of one version; `marks` are its words that the other does not have.

    Of a statement it is the content, `about` is who says it, and `act` what he does with it: what
    is denied is never shown without; `is_own_no` where the words of a denial are the source's own
    no. A figure stands as the statement does that it is in; `measures` is what it counts.
    """

    span: Span
    text: str
    marks: tuple[Span, ...] = ()
    about: Words | None = None
    act: Act | None = None
    is_own_no: bool = False
    measures: Words | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One sentence or claim that stands in one version only, or otherwise in the other."""

    part: Part
    fate: Fate
    before: Passage | None
    after: Passage | None


@dataclass(frozen=True, slots=True)
class Revision:
    """How a version differs from the one before it; both are named by their documents."""

    before: str
    after: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of two versions, and which are one: by their numbers, and whether it is kept.

    Of a pair that is not kept the words differ.
    """

    old: tuple[Passage, ...]
    new: tuple[Passage, ...]
    pairs: tuple[tuple[int, int, bool], ...]
    marked: Mapping[tuple[int, int], tuple[Passage, Passage]]

    @classmethod
    def of(cls, before: Reading, after: Reading) -> Sentences:
        """Those of two versions."""
        found = _Matching(*map(_sentences, (before, after)))
        kept = ((*pair, True) for pair in found.kept)
        changed = ((*pair, False) for pair in found.changed)
        return cls(
            tuple(one.passage for one in found.old),
            tuple(one.passage for one in found.new),
            (*kept, *changed),
            {(i, j): _marked(found.old[i], found.new[j]) for i, j in found.changed},
        )

    def sides(self, i: int, j: int) -> tuple[Passage, Passage]:
        """A pair of sentences, in each the words marked that the other does not have."""
        return self.marked.get((i, j)) or (self.old[i], self.new[j])


@dataclass(frozen=True, slots=True)
class _Claim:
    """A sentence, statement or figure as it is compared: two with equal keys are the same.

    `words` are what is like or unlike, `tokens` those of the passage, `sentence` where it stands.
    """

    key: tuple[object, ...]
    words: tuple[str, ...]
    passage: Passage
    tokens: tuple[Token, ...]
    sentence: int


_Pair = tuple[int, int]


def compare(before: Reading, after: Reading) -> Revision:
    """What the later of two versions dropped, added and changed, in the order of the texts."""
    sentences = _Matching(*map(_sentences, (before, after)))
    statements = _Matching(*map(_statements, (before, after)))
    figures = _Matching(*map(_figures, (before, after)), beside=sentences)
    found = (
        *sentences.differences("sentence"),
        *statements.differences("statement"),
        *figures.differences("figure"),
    )
    return Revision(before.document.id, after.document.id, found)


def stands(passage: Passage) -> str:
    """Whose a claim is and in which sense ("DENIED BY the mayor"); "" for a sentence.

    Of a figure that is in no statement too.
    """
    if passage.act is None:
        return ""
    words = " ".join(inert(passage.about.text).split()) if passage.about else NOBODY
    return f"{ACTS[passage.act]} {words}{', in these words' if passage.is_own_no else ''}"


def _sentences(one: Reading) -> list[_Claim]:
    """The sentences of a version, by their words."""
    found = (_claim(one.parse, [sentence.span]) for sentence in one.parse.sentences)
    return [sentence for sentence in found if sentence.words]


def _statements(one: Reading) -> list[_Claim]:
    """The statements: the same if content, source and what the source does with it are."""
    return [_statement(one.parse, statement) for statement in one.statements]


def _statement(parse: Parse, statement: Attribution) -> _Claim:
    """A statement, as it is compared."""
    claim = _claim(parse, statement.spans)
    named = statement.source
    span = parse.span(named.first, named.last) if named else None
    source = Words(span, span.of(parse.text)) if span else None
    key = (claim.words, source and source.text.lower(), statement.act)
    why = statement.because.get("act")
    own = statement.act == "denies" and why is not None and why.rule in OWN_DENIALS
    passage = replace(claim.passage, about=source, act=statement.act, is_own_no=own)
    return replace(claim, key=key, passage=passage)


def _figures(one: Reading) -> list[_Claim]:
    """The figures: the same if their bounds, their unit and what they measure are."""
    said = [_statement(one.parse, statement).passage for statement in one.statements]
    said.sort(key=lambda passage: len(passage.span))
    return [_figure(one.parse, figure, said) for figure in one.figures]


def _figure(parse: Parse, figure: Quantity, said: Iterable[Passage]) -> _Claim:
    """A figure, as it is compared; two are alike by what they count, not by how many.

    It stands as the first of the statements does that it is in.
    """
    of = tuple(token.lower for span in figure.of for token in _tokens(parse, span))
    key = (figure.low, figure.high, figure.unit, figure.comparator, of)
    claim = _claim(parse, [figure.span])
    span = hull(figure.of) if figure.of else None
    home = next((passage for passage in said if figure.span in passage.span), claim.passage)
    return replace(
        claim,
        key=key,
        passage=replace(
            home,
            span=claim.passage.span,
            text=claim.passage.text,
            measures=Words(span, span.of(parse.text)) if span else None,
        ),
        words=(figure.unit or "", *of),
        sentence=parse.tokens[figure.head].sentence,
    )


def _claim(parse: Parse, spans: Sequence[Span]) -> _Claim:
    """Some stretches of a text, as they are compared."""
    tokens = tuple(token for span in spans for token in _tokens(parse, span))
    words = tuple(token.lower for token in tokens)
    whole = hull(tuple(spans))
    sentence = tokens[0].sentence if tokens else -1
    return _Claim(words, words, Passage(whole, whole.of(parse.text)), tokens, sentence)


def _tokens(parse: Parse, span: Span) -> Iterator[Token]:
    """The words in a stretch of the text, without its marks."""
    first = bisect_left(parse.tokens, span.start, key=lambda token: token.start)
    for token in islice(parse.tokens, first, None):
        if token.start >= span.end:
            return
        if any(map(str.isalnum, token.text)):
            yield token


class _Matching:
    """Which claims of two versions are one; `beside` is how the sentences around them match."""

    def __init__(
        self, old: Sequence[_Claim], new: Sequence[_Claim], *, beside: _Matching | None = None
    ) -> None:
        self.old, self.new = old, new
        self._around = beside.sentences() if beside else None
        self.kept = tuple(self._same())
        self.changed = tuple(self._alike())

    def differences(self, part: Part) -> list[Difference]:
        """What is not the same in both, in the order of the later text."""
        changed = [
            Difference(part, "changed", *_marked(self.old[i], self.new[j])) for i, j in self.changed
        ]
        gone, come = self._left(self.changed)
        dropped = [Difference(part, "dropped", self.old[i].passage, None) for i in gone]
        added = [Difference(part, "added", None, self.new[j].passage) for j in come]
        return sorted([*dropped, *added, *changed], key=_place)

    def sentences(self) -> frozenset[_Pair]:
        """The sentences in which claims stand that both versions have, alike or the same."""
        both = (*self.kept, *self.changed)
        return frozenset((self.old[i].sentence, self.new[j].sentence) for i, j in both)

    def _same(self) -> Iterator[_Pair]:
        """The pairs with equal keys, in their order."""
        waiting: dict[tuple[object, ...], deque[int]] = defaultdict(deque)
        for j, claim in enumerate(self.new):
            waiting[claim.key].append(j)
        for i, claim in enumerate(self.old):
            if waiting[claim.key]:
                yield i, waiting[claim.key].popleft()

    def _left(self, more: Iterable[_Pair] = ()) -> tuple[list[int], list[int]]:
        """What has no counterpart, in the earlier and in the later version."""
        taken = (*self.kept, *more)
        old, new = {i for i, _ in taken}, {j for _, j in taken}
        return (
            [i for i in range(len(self.old)) if i not in old],
            [j for j in range(len(self.new)) if j not in new],
        )

    def _alike(self) -> Iterator[_Pair]:
        """The pairs that are alike, each claim once, the likest first."""
        gone, come = self._left()
        rivals = sorted(pair for i in gone for pair in self._rivals(i, come))
        old, new = set[int](), set[int]()
        for _, i, j in rivals:
            if i not in old and j not in new:
                old.add(i)
                new.add(j)
                yield i, j

    def _rivals(self, i: int, come: Sequence[int]) -> Iterator[tuple[float, int, int]]:
        """The likest later claims for an earlier one, each with how unlike it is."""
        near = [j for j in come if self._is_near(i, j)]
        words = [self.new[j].words for j in near]
        scored = process.extract(
            self.old[i].words,
            words,
            scorer=Indel.normalized_similarity,
            score_cutoff=LIKE,
            limit=RIVALS,
        )
        for _, score, at in scored:
            yield -score, i, near[at]

    def _is_near(self, i: int, j: int) -> bool:
        """Whether two claims may be one: figures only where their sentences are."""
        return self._around is None or (self.old[i].sentence, self.new[j].sentence) in self._around


def _marked(old: _Claim, new: _Claim) -> tuple[Passage, Passage]:
    """The passages of a changed claim, in each the words that the other does not have."""
    before: list[Span] = []
    after: list[Span] = []
    steps = Indel.opcodes([one.lower for one in old.tokens], [one.lower for one in new.tokens])
    for step in steps:
        if step.tag == "delete":
            before.append(_run(old.tokens[step.src_start : step.src_end]))
        elif step.tag == "insert":
            after.append(_run(new.tokens[step.dest_start : step.dest_end]))
    return (
        replace(old.passage, marks=tuple(before)),
        replace(new.passage, marks=tuple(after)),
    )


def _run(tokens: Sequence[Token]) -> Span:
    """The stretch of some words that follow each other."""
    return Span(tokens[0].start, tokens[-1].end)


def _place(one: Difference) -> tuple[int, int]:
    """Where a difference is told: at its place in a text, what was dropped first."""
    passage = one.after or one.before
    return (passage.span.start if passage else 0, one.after is not None)
