"""Days that are not known, the constraints between them, and what the constraints leave.

A disjunctive temporal network (Dechter, Meiri and Pearl 1991): each variable is a day, each
constraint leaves it some days, or ties it to another variable by the numbers of days that may lie
between them. Arc consistency (Mackworth 1977) carries what one learns to its neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from crosswire.resolve.date.almanac import Almanac, Days
from crosswire.row import Witness

Variable = Hashable
"""What a day is looked for: the id of a document, or the name of something that happened."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """What some words say of the days of one or two variables.

    With `earlier`, the day of `later` lies one of `gaps` after that of `earlier`; without, the day
    of `later` is one of `days`. The higher the `rank`, the surer.
    """

    rule: str
    rank: int
    witnesses: tuple[Witness, ...]
    later: Variable
    days: Days = 0
    earlier: Variable | None = None
    gaps: frozenset[int] = frozenset()


Clue = tuple[Constraint, ...]
"""Constraints that hold together or not at all, of one rank."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The days that are left for each variable, and the constraints that left no more.

    `refused` are those that left nothing together with surer ones.
    """

    days: Mapping[Variable, Days]
    because: Mapping[Variable, tuple[Constraint, ...]]
    refused: tuple[Constraint, ...]


def solve(clues: Iterable[Clue], almanac: Almanac) -> Solution:
    """The days that all clues leave, the first of them first; one that leaves none is refused."""
    network = _Network(almanac)
    refused = [constraint for clue in clues if not network.admit(clue) for constraint in clue]
    because = {variable: tuple(found) for variable, found in network.because.items()}
    return Solution(network.days, because, tuple(refused))


@dataclass(slots=True)
class _Network:
    """The constraints admitted so far and the days that they leave."""

    almanac: Almanac
    days: dict[Variable, Days] = field(default_factory=dict)
    because: dict[Variable, dict[Constraint, None]] = field(default_factory=dict)
    ties: defaultdict[Variable, list[Constraint]] = field(default_factory=lambda: defaultdict(list))

    def admit(self, clue: Clue) -> bool:
        """Whether a clue leaves every variable a day; if so, it holds from now on."""
        before: dict[Variable, tuple[Days, int]] = {}
        for constraint in clue:
            self._tie(constraint)
        if all(self._spread(constraint, before) for constraint in clue):
            return True
        self._undo(before)
        for constraint in clue:
            self._untie(constraint)
        return False

    def _tie(self, constraint: Constraint) -> None:
        if constraint.earlier is not None:
            self.ties[constraint.later].append(constraint)
            self.ties[constraint.earlier].append(constraint)

    def _untie(self, constraint: Constraint) -> None:
        if constraint.earlier is not None:
            self.ties[constraint.later].pop()
            self.ties[constraint.earlier].pop()

    def _spread(self, first: Constraint, before: dict[Variable, tuple[Days, int]]) -> bool:
        """Cuts the days of a constraint's variables, and of all that hang on them."""
        agenda = [first]
        for constraint in agenda:
            for variable, left in self._cuts(constraint):
                had = self.days.get(variable, self.almanac.all)
                if left == had:
                    continue
                because = self.because.setdefault(variable, {})
                before.setdefault(variable, (had, len(because)))
                self.days[variable] = left
                because[constraint] = None
                if not left:
                    return False
                agenda += self.ties[variable]
        return True

    def _cuts(self, one: Constraint) -> Sequence[tuple[Variable, Days]]:
        """What a constraint leaves of each of its variables."""
        later = self.days.get(one.later, self.almanac.all)
        if one.earlier is None:
            return ((one.later, later & one.days),)
        earlier = self.days.get(one.earlier, self.almanac.all)
        later &= self.almanac.later(earlier, one.gaps)
        earlier &= self.almanac.later(later, (-gap for gap in one.gaps))
        return (one.later, later), (one.earlier, earlier)

    def _undo(self, before: Mapping[Variable, tuple[Days, int]]) -> None:
        for variable, (days, number) in before.items():
            self.days[variable] = days
            self.because[variable] = dict.fromkeys(list(self.because[variable])[:number])
