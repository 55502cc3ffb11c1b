"""The worker: what it takes in first, what it asks for meanwhile, what it tries again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from crosswire.desk.submission import ATTEMPTS, Offer, Waiting
from crosswire.error import DeskError
from crosswire.web import worker as workers
from crosswire.web.layout import Setup
from crosswire.web.worker import REFUSALS, Worker


@dataclass
class Desk:
    """A desk to which things were handed in: `busy` is how often it still refuses to be written."""

    line: list[Waiting] = field(default_factory=list)
    busy: int = 0
    taken: list[tuple[str, int]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def submissions(self) -> Desk:
        return self

    def waiting(self, kind: str | None = None) -> Waiting | None:
        return next((one for one in self.line if kind in (None, one.offer.kind)), None)

    def begin(self, one: Waiting) -> Waiting | None:
        at = self.line.index(one)
        self.line[at] = replace(one, attempts=one.attempts + 1)
        return self.line[at]

    def take(self, one: Waiting, _: list[Any]) -> None:
        if self.busy:
            self.busy -= 1
            raise DeskError("the desk is busy", remedy="Wait.")
        self.line.remove(one)
        self.taken.append((one.id, one.attempts))

    def refuse(self, one: Waiting, reason: str, _: str) -> None:
        self.line.remove(one)
        self.refused.append(reason)

    def settle(self) -> bool:
        return False

    def tick(self) -> tuple[()]:
        return ()


def handed(*names: str) -> list[Waiting]:
    """What was handed in: of a name with a colon the address, of another a text."""
    return [Waiting(name, Offer("url" if ":" in name else "text", name), 0) for name in names]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was read, in that order; an address is answered at once."""
    found: list[str] = []

    def read(one: Waiting, _: Any) -> list[Any]:
        found.append(one.id)
        return []

    monkeypatch.setattr(workers, "inputs", read)
    return found


def worker(desk: Desk) -> Worker:
    made: Any = desk
    return Worker(made, Setup(where="", cache=""), lambda _: None)


def work(one: Worker, *, rests: bool = True) -> None:
    """Let a worker do all there is to do; `rests` leaves out the pauses after what failed."""
    for _ in range(50):
        if one.fetching:
            one.fetching[1].result()
        if rests:
            one._due.clear()
        one.once()


def test_what_is_elsewhere_is_asked_for_one_after_the_other_and_texts_do_not_wait(
    asked: list[str],
) -> None:
    desk = Desk(handed("a:1", "a:2", "a:3", "text"))
    one = worker(desk)
    one.once()
    assert sum(each.attempts for each in desk.line if each.offer.kind == "url") <= 1
    work(one)
    assert sorted(desk.taken) == [("a:1", 1), ("a:2", 1), ("a:3", 1), ("text", 1)]
    assert sorted(asked) == ["a:1", "a:2", "a:3", "text"]


@pytest.mark.parametrize("name", ["text", "a:1"])
def test_what_a_busy_desk_refuses_is_tried_again_and_not_begun_again(
    name: str, asked: list[str]
) -> None:
    desk = Desk(handed(name), busy=REFUSALS - 1)
    assert desk.busy >= ATTEMPTS
    work(worker(desk))
    assert desk.taken == [(name, 1)] and not desk.refused and asked


def test_what_a_desk_refuses_again_and_again_is_a_problem(asked: list[str]) -> None:
    desk = Desk(handed("text", "other"), busy=REFUSALS)
    work(worker(desk))
    assert desk.refused == ["the desk is busy"] and desk.taken == [("other", 1)] and asked
