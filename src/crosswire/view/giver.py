"""Who gives an answer, with the doubt and the acts of the figures that the answer is made of."""

from __future__ import annotations

from crosswire.row import Answer, Figure
from crosswire.view.lookup import ACTS, NOBODY, OWN_VOICE, Lookup, window


def given_by(answer: Answer, lookup: Lookup) -> str:
    """Who answers: "UNVERIFIED: the mayor", "JUDGED BY the mayor", "the mayor".

    A doubt that one of his figures stands under is a doubt of the answer.
    """
    told = _figures(answer, lookup)
    acts = dict.fromkeys(ACTS[_act(one, lookup)] for one in told)
    own = dict.fromkeys(OWN_VOICE if lookup.is_own_voice(one) else NOBODY for one in told)
    name = lookup.name(answer.by, otherwise=", ".join(own) or NOBODY)
    said = name if acts.keys() <= {ACTS["asserts"]} else f"{', '.join(acts)} {name}"
    return f"UNVERIFIED: {said}" if is_doubted(answer, lookup) else said


def is_doubted(answer: Answer, lookup: Lookup) -> bool:
    """Whether one of its figures could not be verified, as a report says."""
    return any(map(lookup.is_doubted, _figures(answer, lookup)))


def answered(answer: Answer, lookup: Lookup) -> str:
    """Who answers what, as of when."""
    days = window(answer.as_of)
    said = f"{given_by(answer, lookup)}: {bounds(answer)}"
    return f"{said} (as of {days})" if days else said


def bounds(answer: Answer) -> str:
    """An answer's bounds: "12", "12-15", "15-?" where there is no upper one."""
    ends = dict.fromkeys("?" if end is None else f"{end:.10g}" for end in (answer.low, answer.high))
    return "-".join(ends)


def _figures(answer: Answer, lookup: Lookup) -> list[Figure]:
    """The figures that an answer is made of."""
    return [lookup.figures[one] for one in answer.figures if one in lookup.figures]


def _act(figure: Figure, lookup: Lookup) -> str:
    """What is done with a figure by the statement that it stands in."""
    statement = lookup.statements.get(figure.statement or "")
    return statement.act if statement else "asserts"
