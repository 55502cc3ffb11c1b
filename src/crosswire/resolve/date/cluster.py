"""The days of reports that state none, from what they tell beside the other reports of the event.

What each tells ties its day of publication to the days of what happened, those to the days of
other reports; the constraints are solved together, the surest first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crosswire.resolve.date.almanac import Almanac
from crosswire.resolve.date.constraint import Solution, solve
from crosswire.resolve.date.evidence import TOLD, Evidence
from crosswire.resolve.date.issue import Dating, Issue
from crosswire.resolve.date.onset import is_onset
from crosswire.row import Reason

LONGEST = 7
"""Days of the longest window that says anything of a day."""

REACH = 200
"""Days before the first and after the last dated report in which the others are looked for."""


def infer(issues: Sequence[Issue]) -> Mapping[str, Dating]:
    """The days of those reports that have none, where what all of them tell leaves few.

    At least one report is dated.
    """
    known = sorted(issue.published for issue in issues if issue.published)
    almanac = Almanac.around(known, reach=REACH)
    solution = solve(Evidence.of(issues, almanac, near=known[len(known) // 2]).clues(), almanac)
    return {
        issue.document: dating
        for issue in issues
        if issue.published is None and (dating := _dating(issue.document, solution, almanac))
    }


def _dating(document: str, solution: Solution, almanac: Almanac) -> Dating | None:
    """What is left of the days of a report, where they are few and nothing sure speaks against."""
    days = solution.days.get(document)
    if days is None or is_disputed(document, solution):
        return None
    window = almanac.window(days)
    if window.first is None or window.last is None or (window.last - window.first).days >= LONGEST:
        return None
    return Dating(window, reason_for(document, solution))


def is_disputed(document: str, solution: Solution) -> bool:
    """Whether a constraint that names a report does not fit, and is as sure as one that does."""
    sure = [one.rank for one in solution.because[document] if one.rank >= TOLD]
    least = min(sure, default=TOLD)
    return any(
        one.rank >= least and any(witness.document == document for witness in one.witnesses)
        for one in solution.refused
    )


def reason_for(document: str, solution: Solution) -> Reason:
    """The rules that left a report its days, and their words, those about the onset with them."""
    direct = [one for one in solution.because[document] if one.witnesses]
    onsets = dict.fromkeys(one.earlier for one in direct if is_onset(one.earlier))
    begun = [one for onset in onsets for one in solution.because[onset] if one.witnesses]
    rule = ", ".join(dict.fromkeys(one.rule for one in direct))
    spans = dict.fromkeys(witness for one in (*direct, *begun) for witness in one.witnesses)
    return Reason(rule, tuple(spans))
