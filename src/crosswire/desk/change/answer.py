"""Questions that are new, contested or settled; answers that came, moved or left; origins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswire.desk.change.comparison import Comparison
from crosswire.desk.change.party import Value, Voice, matched, number, voices
from crosswire.desk.change.value import Change, Field, Kind, Telling
from crosswire.row import Figure, Question
from crosswire.view.answer import CONTESTED, figures_of
from crosswire.view.lookup import Lookup
from crosswire.view.origin import is_single

MOST = 12
"""Answers that are listed, at most."""


def find(compared: Comparison) -> Iterator[Change]:
    """What changed in the questions, in the order of the ledger; then the figures replaced."""
    told: set[str] = set()
    for question in compared.after.ledger.questions:
        for change in _of(question, compared):
            told.add(question.id)
            yield change
    yield from _left(compared)
    yield from _superseded(compared, told)


def _of(question: Question, compared: Comparison) -> Iterator[Change]:
    """What changed in a question, or that it is new."""
    earlier = compared.earlier(question)
    if earlier == (question,):
        return
    asked = Asked(
        question,
        earlier,
        tuple(v for one in earlier for v in voices(one, compared.before, compared)),
        voices(question, compared.after, compared),
        compared,
    )
    if not earlier:
        yield from asked.new()
        return
    yield from asked.standing()
    yield from asked.answers()
    yield from asked.origins()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its parties, before and after."""

    question: Question
    earlier: tuple[Question, ...]
    before: tuple[Voice, ...]
    after: tuple[Voice, ...]
    compared: Comparison

    def new(self) -> Iterator[Change]:
        """A question of which nobody spoke before: one account alone is told as a claim."""
        fresh = [one for one in self._figures if one.id in self.compared.fresh]
        if not fresh:
            return
        if self._is_contested:
            yield self._change(
                "question_contested", after=self._told(self.after), reason=self._relation
            )
        elif not is_single(self.question):
            yield self._change("new_question", after=self._told(self.after), reason=self._relation)
        elif all(one.statement not in self.compared.after.statements for one in fresh):
            yield Change(
                kind="new_claim",
                type="figure",
                row=fresh[0].id,
                document=fresh[0].document,
                question=self.question.id,
                topic=self.compared.now(self.question),
                after=(self.compared.now(fresh[0]),),
            )

    def standing(self) -> Iterator[Change]:
        """Whether the answers can all hold, where that is not as before."""
        if self._was_contested != self._is_contested:
            kind: Kind = "question_contested" if self._is_contested else "question_settled"
            before, after = self._were(self.before), self._told(self.after)
            yield self._change(kind, before=before, after=after, reason=self._relation)

    @property
    def _was_contested(self) -> bool:
        return any(one.relation in CONTESTED for one in self.earlier)

    @property
    def _is_contested(self) -> bool:
        return self.question.relation in CONTESTED

    def answers(self) -> Iterator[Change]:
        """Parties that answer for the first time, answer otherwise than before, or no more.

        An outlet, or a source that nobody names, is told only where it gives a number that no
        other party gave: it repeats what it has read.
        """
        known = {each for voice in self.before for each in voice.numbers}
        seen: list[Voice] = []
        for old, voice in matched(self.before, self.after, self.compared):
            seen += [old] if old else []
            if voice.is_named or not voice.last_numbers <= known:
                yield from self._answer(old, voice)
            known |= voice.last_numbers
        for voice in self.before:
            if voice not in seen and self._is_lost(voice):
                yield self._change("answer_withdrawn", before=self._were([voice]))

    def _answer(self, old: Voice | None, voice: Voice) -> Iterator[Change]:
        """A party's answer, if it is another than before, or new and not told as a clash of all."""
        fresh = any(one.id in self.compared.fresh for one in voice.figures)
        if old is None and fresh and (self._was_contested or not self._is_contested):
            yield self._change("new_answer", after=self._told([voice]), voice=voice)
        elif old is not None and old.values != voice.values and self._is_moved(old, voice):
            before, after = self._were([old]), self._told([voice])
            yield self._change("answer_moved", before=before, after=after, voice=voice)

    def _is_moved(self, old: Voice, voice: Voice) -> bool:
        """Whether an answer is another by what was told or taken back, not by sorting anew."""
        told = any(one.id in self.compared.fresh for one in voice.last)
        lost = any(one.id in self.compared.lost for one in old.figures)
        return told or (lost and not any(map(self._is_sorted, old.last)))

    def _is_sorted(self, figure: Figure) -> bool:
        """Whether a figure of before is still given, and answers another question now."""
        now = self.compared.after.figures.get(self.compared.pairs.get(figure.id, ""))
        return now is not None and now.question != self.question.id

    def _is_lost(self, voice: Voice) -> bool:
        """Whether no figure of a party is left; what nobody named said, if nobody says it."""
        given = {each for one in self.after for each in one.numbers}
        gone = all(one.id in self.compared.lost for one in voice.figures)
        return gone and (voice.is_named or not voice.last_numbers <= given)

    def origins(self) -> Iterator[Change]:
        """The number of independent origins, where it is another than before."""
        was, now = self.earlier[0].origins, self.question.origins
        if len(self.earlier) == 1 and was != now and not self._is_split:
            fields = (Field("origins", str(was), str(now)),)
            yield self._change("origins_changed", fields=fields, reason=self._why(was, now))

    @property
    def _is_split(self) -> bool:
        split = self.compared.step.split
        return self.question.id in split or self.question.id in split.values()

    def _why(self, was: int, now: int) -> str:
        """Why a question rests on another number of origins."""
        old = {one.id for question in self.earlier for one in self._of_before(question)}
        if any(one in self.compared.lost for one in old):
            return "left"
        if now > was and any(self._is_new(one) for one in self._figures):
            return "came"
        return "apart" if now > was else "one_account"

    def _is_new(self, figure: Figure) -> bool:
        """Whether a figure came with a report, a new one or one from another event."""
        document = figure.document
        return figure.id in self.compared.fresh or document not in self.compared.before.documents

    def _of_before(self, question: Question) -> tuple[Figure, ...]:
        return figures_of(question, self.compared.before)

    @property
    def _figures(self) -> tuple[Figure, ...]:
        return figures_of(self.question, self.compared.after)

    @property
    def _relation(self) -> str | None:
        """The rule by which the answers stand to each other as they do."""
        why = self.question.because.get("relation")
        return why.rule if why else None

    def _told(self, voices: Sequence[Voice]) -> tuple[Telling, ...]:
        return tuple(self.compared.now(one) for voice in voices for one in voice.last)[:MOST]

    def _were(self, voices: Sequence[Voice]) -> tuple[Telling, ...]:
        return tuple(self.compared.was(one) for voice in voices for one in voice.last)[:MOST]

    def _change(  # noqa: PLR0913 - each is a part of what is told
        self,
        kind: Kind,
        *,
        before: tuple[Telling, ...] = (),
        after: tuple[Telling, ...] = (),
        voice: Voice | None = None,
        fields: tuple[Field, ...] = (),
        reason: str | None = None,
    ) -> Change:
        """A change of this question, by the report that came last with a figure for it."""
        figures = voice.figures if voice else self._figures
        fresh = [one.document for one in figures if one.id in self.compared.fresh]
        return Change(
            kind=kind,
            type="question",
            row=self.question.id,
            document=fresh[-1] if fresh else None,
            question=self.question.id,
            topic=self.compared.now(self.question),
            before=before,
            after=after,
            fields=fields,
            reason=reason,
        )


def _left(compared: Comparison) -> Iterator[Change]:
    """Questions of several accounts that no report answers any more."""
    for question in compared.before.ledger.questions:
        figures = figures_of(question, compared.before)
        gone = figures and all(one.id in compared.lost for one in figures)
        if gone and not is_single(question):
            told = tuple(map(compared.was, figures))[:MOST]
            name = question.id
            topic = compared.was(question)
            yield Change(
                "question_withdrawn", "question", name, question=name, topic=topic, before=told
            )


def _superseded(compared: Comparison, told: set[str]) -> Iterator[Change]:
    """Figures that replace earlier ones, in questions of which nothing else is told."""
    known = {_replaced(*pair, compared) for pair, _ in _pairs(compared.before)}
    for (later, earlier), rule in _pairs(compared.after):
        asked = later.question
        key = _replaced(later, earlier, compared)
        is_news = later.id in compared.fresh and number(later) != number(earlier)
        if is_news and asked not in told and key not in known:
            known.add(key)
            yield Change(
                kind="superseded",
                type="figure",
                row=later.id,
                document=later.document,
                question=asked,
                topic=_topic(asked, compared),
                before=(compared.now(earlier),),
                after=(compared.now(later),),
                reason=rule,
            )


def _topic(asked: str | None, compared: Comparison) -> Telling | None:
    question = compared.after.questions.get(asked or "")
    return compared.now(question) if question else None


def _pairs(lookup: Lookup) -> Iterator[tuple[tuple[Figure, Figure], str | None]]:
    """Each figure that replaces an earlier one, with the rule that says so."""
    for link in lookup.ledger.links:
        later, earlier = lookup.figures.get(link.from_id), lookup.figures.get(link.to_id)
        if link.kind == "supersedes" and later and earlier:
            why = link.because.get("kind")
            yield (later, earlier), why.rule if why else None


def _replaced(
    later: Figure, earlier: Figure, compared: Comparison
) -> tuple[str | None, Value, Value]:
    """What is the same for all reports that tell of one step from a value to another."""
    asked = compared.kept(later.question) if later.question else None
    return asked, (later.low, later.high), (earlier.low, earlier.high)
