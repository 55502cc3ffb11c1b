"""What was done to the desks, and what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.fault.probe import Phase
from bench.fault.trial import Kill

MEANING = {
    Phase.START: "starting",
    Phase.WORK: "between transactions",
    Phase.WRITE: "in a transaction",
    Phase.COMMIT: "committing",
    Phase.TELL: "before the acknowledgement",
    Phase.END: "ending",
}


@dataclass(frozen=True, slots=True)
class Mishap:
    """Something else that was done to a desk, and what was wrong then; or why it was not done."""

    store: str
    name: str
    problems: tuple[str, ...] = ()
    skipped: str | None = None

    def __str__(self) -> str:
        """As the harness tells it."""
        if self.skipped:
            return f"{self.store}: {self.name}: not done: {self.skipped}"
        return f"{self.store}: {self.name}: {'; '.join(self.problems) or 'as it must be'}"


def lines(kills: Sequence[Kill]) -> Iterator[str]:
    """How many kills hit which command, on which store, where."""
    yield (
        f"{'':22}{'kills':>6}{'fresh':>6}"
        + "".join(f"{phase.name.lower():>8}" for phase in Phase)
        + f"{'acknowledged':>14}{'problems':>10}"
    )
    cases = sorted({(one.task, one.store) for one in kills})
    for case in [*cases, None]:
        chosen = [one for one in kills if case in (None, (one.task, one.store))]
        yield _line(" on ".join(case) if case else "in all", chosen)
    yield "; ".join(f"{phase.name.lower()}: {told}" for phase, told in MEANING.items())


def _line(name: str, kills: Sequence[Kill]) -> str:
    """The counts of some kills."""
    phases = Counter(one.phase for one in kills)
    fresh, told = sum(one.fresh for one in kills), sum(one.acknowledged for one in kills)
    wrong = sum(bool(one.problems) for one in kills)
    return (
        f"{name:22}{len(kills):6}{fresh:6}"
        + "".join(f"{phases[phase]:8}" for phase in Phase)
        + f"{told:14}{wrong:10}"
    )


def missed(kills: Sequence[Kill]) -> Iterator[str]:
    """Commands that no kill hit while they wrote: the harness then has shown nothing of them."""
    for case in sorted({(one.task, one.store) for one in kills}):
        hit = {one.phase for one in kills if (one.task, one.store) == case}
        if not hit & {Phase.WRITE, Phase.COMMIT}:
            yield f"no kill hit {' on '.join(case)} while it wrote"
