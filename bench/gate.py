"""The gate: measures, and says of each floor whether its figure holds."""

from __future__ import annotations

from collections.abc import Callable

from bench import floor
from bench.floor import Floors, Verdict
from bench.result import Result
from bench.shared import PROJECT, Shared

FLOORS = PROJECT / "tests" / "floors.toml"

NOTHING_TO_MEASURE = (
    "gate: there are no annotated events beside the project, so NO FIGURE WAS MEASURED; only the\n"
    "history of tests/floors.toml was checked. CROSSWIRE_SHARED names the folder that has them."
)
OTHER_DATA = (
    "gate: the measuring data are not those that the floors were set on, so the figures do not\n"
    "compare. Look at what changed, run `make bench`, and put the new digest into\n"
    "tests/floors.toml: {digest}"
)


def run(shared: Shared | None, measure: Callable[[Shared], Result]) -> int:
    """Check the floors file, then the figures; 0 where all hold, else 1."""
    floors = floor.parse(FLOORS.read_text("utf-8"))
    complaints = floor.unexplained(floors, floor.history(FLOORS))
    for complaint in complaints:
        print(f"gate: {complaint}")
    if shared is None:
        print(NOTHING_TO_MEASURE)
        return 1 if complaints else 0
    if not _same_data(floors, shared):
        return 1
    return 1 if _failed(floor.judge(floors, measure(shared).figures())) or complaints else 0


def _same_data(floors: Floors, shared: Shared) -> bool:
    """Whether the floors were set on these data; says so where not."""
    digest = shared.digest()
    if digest != floors.digest:
        print(OTHER_DATA.format(digest=digest))
    return digest == floors.digest


def _failed(verdicts: list[Verdict]) -> bool:
    """Print each floor beside its figure; true where one does not hold, or there is none."""
    width = max((len(verdict.name) for verdict in verdicts), default=0)
    for verdict in verdicts:
        figure = "none" if verdict.figure is None else f"{verdict.figure:.3f}"
        bound = verdict.floor
        side = "ABOVE ITS CEILING" if bound.is_ceiling else "BELOW ITS FLOOR"
        mark = "" if verdict.holds else f"  {side}"
        print(f"{verdict.name:{width}}  {figure:>7}  ({bound.kind} {bound.at:.3f}){mark}")
    holding = sum(verdict.holds for verdict in verdicts)
    print(f"gate: {holding} passed, {len(verdicts) - holding} failed")
    return holding < len(verdicts) or not verdicts
