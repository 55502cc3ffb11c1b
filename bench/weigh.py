"""The weights of the signs by which figures are put to one question, fitted on our own events.

Logistic regression over pairs of figures that can be compared, as for the linkage of records; a
pair of an event weighs less the more pairs its event has. The events of others are not used, so
that they measure what the weights are worth. Beside the weights it prints what they reach on each
own event when they were fitted without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from unittest import mock

import numpy as np

from bench.shared import Event, Shared
from crosswire import collation, model, pipeline
from crosswire.reconcile import Dossier, reconcile
from crosswire.reconcile.question.evidence import SIGNS, comparable, scale
from crosswire.reconcile.question.linkage import linked
from crosswire.reconcile.question.measured import Measured
from crosswire.reconcile.question.topic import NEVER, described
from crosswire.reconcile.reuse import Reuse
from crosswire.reconcile.utterance import utterances

RIDGE = 0.5
"""How strongly weights are drawn towards nothing."""

STEPS = 60

Weights = np.ndarray[tuple[int], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Sample:
    """An event's figures that the annotation knows, each with the question it answers or None."""

    name: str
    figures: tuple[Measured, ...]
    questions: tuple[str | None, ...]

    def pairs(self) -> Iterator[tuple[list[float], bool]]:
        """What speaks for and against each pair, and whether it belongs together."""
        for one, other in combinations(range(len(self.figures)), 2):
            here, there = self.figures[one], self.figures[other]
            asked = self.questions[one], self.questions[other]
            if any(asked) and comparable(here, there):
                yield [sign(here, there) for sign in SIGNS], asked[0] == asked[1]


def samples(shared: Shared) -> list[Sample]:
    """The figures of our own events, the closed ones left out."""
    nlp = model.load(model.find(None))
    with mock.patch.object(model, "load", return_value=nlp):
        return [_sample(event, shared) for event in shared.own()]


def _sample(event: Event, shared: Shared) -> Sample:
    """An event's figures, paired with those of its annotation as the scorer pairs them."""
    dossier = _dossier(event)
    figures = list(described(dossier, Reuse.of(dossier.accounts), utterances(dossier)))
    spans = [
        {"document": one.figure.document, "span": [one.figure.span.start, one.figure.span.end]}
        for one in figures
    ]
    gold = shared.scorer("score.py", "load_gold")(event.gold, event.articles)["figure"]
    pair_up, inside = (shared.scorer("score.py", name) for name in ("pair_up", "inside"))
    met = {found: at for at, found in pair_up(gold, spans, "span", "span", 0.6, inside)}
    known = tuple(one for at, one in enumerate(figures) if at in met)
    questions = tuple(gold[met[at]].get("question") for at in range(len(figures)) if at in met)
    return Sample(event.name, known, questions)


def _dossier(event: Event) -> Dossier:
    """An event's accounts, as reconciliation gets them."""
    with mock.patch.object(collation, "reconcile", wraps=reconcile) as step:
        pipeline.collate([event.articles])
    dossier: Dossier = step.call_args.args[0]
    return dossier


def fit(events: Iterable[Sample]) -> Weights:
    """The weights of the signs, and last what a pair has without any (Newton's method)."""
    rows: list[list[float]] = []
    belong: list[bool] = []
    worth: list[float] = []
    for event in events:
        pairs = list(event.pairs())
        rows += [[*signs, 1.0] for signs, _ in pairs]
        belong += [together for _, together in pairs]
        worth += [len(pairs) ** -0.5] * len(pairs)
    signs, target = np.array(rows), np.array(belong, dtype=float)
    share = np.array(worth) / np.mean(worth)
    pull = np.full(signs.shape[1], RIDGE)
    pull[-1] = 1e-9
    weights = np.zeros(signs.shape[1])
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-signs @ weights))
        curve = (signs.T * (share * odds * (1 - odds))) @ signs + np.diag(pull)
        weights += np.linalg.solve(curve, signs.T @ (share * (target - odds)) - pull * weights)
    return weights


def groups(sample: Sample, weights: Weights) -> list[tuple[Measured, ...]]:
    """An event's figures by question, with some weights."""

    def weigh(one: Measured, other: Measured) -> float:
        if not comparable(one, other):
            return NEVER
        signs = zip(weights[:-1], SIGNS, strict=True)
        return float(weights[-1] + sum(weight * sign(one, other) for weight, sign in signs))

    kinds = dict.fromkeys(one.kind for one in sample.figures)
    blocks = ([one for one in sample.figures if one.kind == kind] for kind in kinds)
    return [group for block in blocks for group in linked(block, weigh, least=scale().least)]


def pairs_f1(sample: Sample, found: Sequence[tuple[Measured, ...]]) -> float:
    """F1 of the pairs of figures that answer one question."""
    question_of = {
        one.figure.id: asked
        for one, asked in zip(sample.figures, sample.questions, strict=True)
        if asked
    }
    mine = {
        frozenset((one.figure.id, other.figure.id))
        for group in found
        for one, other in combinations(group, 2)
        if one.figure.id in question_of and other.figure.id in question_of
    }
    gold = {
        frozenset(pair)
        for pair in combinations(question_of, 2)
        if question_of[pair[0]] == question_of[pair[1]]
    }
    return 2 * len(mine & gold) / (len(mine) + len(gold)) if mine or gold else 1.0


def run(shared: Shared) -> Iterator[str]:
    """The data file of the weights, and what they reach on events that they were not fitted on."""
    known = samples(shared)
    weights = fit(known)
    yield f"start = {weights[-1]:.2f}"
    yield f"least = {scale().least}"
    yield "\n[weight]"
    for sign, weight in zip(SIGNS, weights[:-1], strict=True):
        yield f"{sign.__name__} = {weight:.2f}"
    yield "\n# F1 of pairs, each event with weights fitted on the others"
    scores = []
    for left_out in known:
        without = fit([one for one in known if one is not left_out])
        scores.append(pairs_f1(left_out, groups(left_out, without)))
        yield f"# {left_out.name:12} {scores[-1]:.3f}"
    yield f"# {'mean':12} {np.mean(scores):.3f}"
