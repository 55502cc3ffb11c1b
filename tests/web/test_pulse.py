"""The pulse: who listens is told what happened, in order, once, and nobody holds up the others."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from crosswire.desk.beat import Beat, Happening
from crosswire.error import DeskError
from crosswire.web import pulse as pulses
from crosswire.web.pulse import BEHIND, COMMENT, Listener, Pulse


@dataclass
class Desk:
    """A desk as it is looked at."""

    beat: Beat = field(default_factory=Beat)
    log: list[Happening] = field(default_factory=list)
    submissions: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    away: int = 0
    faults: int = 0

    def now(self) -> Beat:
        if self.away:
            self.away -= 1
            raise DeskError("the desk is away", remedy="Wait.")
        return self.beat

    def since(self, old: Beat) -> list[Happening]:
        if self.faults:
            self.faults -= 1
            raise OSError("a line that broke")
        return [one for one in self.log if one.beat.revision > old.revision]

    def waiting(self) -> Mapping[str, Mapping[str, Any]]:
        return dict(self.submissions)

    def happen(self, event: str | None = "a", what: Any = "changes") -> None:
        self.beat = Beat(self.beat.revision + 1, submission=self.beat.submission)
        told = {"event": event, "revision": self.beat.revision}
        self.log.append(Happening(what, event, told, self.beat))


def run(desk: Desk, visit: Callable[[Pulse], Awaitable[None]]) -> None:
    """Looks at a desk while somebody visits."""

    async def both() -> None:
        pulse = Pulse(desk, every=0.001)
        looking = asyncio.create_task(pulse.run())
        while pulse.beat is None:
            await asyncio.sleep(0.001)
        try:
            async with asyncio.timeout(5):
                await visit(pulse)
        finally:
            pulse.close()
            await looking

    asyncio.run(both())


async def heard(listener: Listener, number: int) -> list[tuple[str, str, Any]]:
    """The next messages: name, number, data."""
    found: list[tuple[str, str, Any]] = []
    async for sent in listener.messages():
        name, at, data = (line.partition(": ")[2] for line in sent.decode().split("\n")[:3])
        found.append((name, at, json.loads(data)))
        if len(found) == number:
            break
    return found


def test_who_listens_is_told_what_happened() -> None:
    desk = Desk()

    async def visit(pulse: Pulse) -> None:
        async with pulse.listening("a") as mine, pulse.listening(None) as every:
            desk.happen("b")
            desk.happen("a")
            desk.happen(None)
            assert [one[:2] for one in await heard(mine, 3)] == [
                ("hello", "0-0-0-0"),
                ("changes", "2-0-0-0"),
                ("changes", "3-0-0-0"),
            ]
            assert [one[2].get("event", "-") for one in await heard(every, 4)] == [
                "-",
                "b",
                "a",
                None,
            ]
        assert not pulse.listeners

    run(desk, visit)


def test_who_comes_back_is_told_what_he_missed() -> None:
    desk = Desk()
    for name in "abc":
        desk.happen(name)

    async def visit(pulse: Pulse) -> None:
        async with pulse.listening(None, "1-0-0-0") as back:
            told = await heard(back, 3)
        assert [one[1] for one in told] == ["2-0-0-0", "3-0-0-0", "3-0-0-0"]
        assert [one[0] for one in told] == ["changes", "changes", "hello"]
        async with pulse.listening(None, "what?") as odd:
            assert [one[0] for one in await heard(odd, 1)] == ["hello"]

    run(desk, visit)


def test_a_submission_is_told_when_it_comes_and_when_it_is_done() -> None:
    desk = Desk()

    async def visit(pulse: Pulse) -> None:
        async with pulse.listening("a") as mine:
            coming: list[dict[str, Mapping[str, Any]]] = [
                {"s": {"id": "s", "state": "waiting", "event": None}},
                {},
            ]
            for waiting in coming:
                desk.submissions = waiting
                desk.beat = Beat(submission=desk.beat.submission + 1)
                await asyncio.sleep(0.05)
            told = await heard(mine, 3)
        assert [(one[0], one[2].get("state")) for one in told[1:]] == [
            ("submission", "waiting"),
            ("submission", "done"),
        ]

    run(desk, visit)


def test_who_does_not_keep_up_is_let_go_and_nobody_else() -> None:
    desk = Desk()

    async def visit(pulse: Pulse) -> None:
        async with pulse.listening(None) as slow, pulse.listening(None) as quick:
            for _ in range(BEHIND + 1):
                desk.happen()
                await heard(quick, 1)
            await asyncio.sleep(0.05)
            assert not slow.is_open and quick.is_open
            told = await heard(slow, BEHIND + 9)
            assert [one[1] for one in told] == [f"{at}-0-0-0" for at in range(BEHIND)]

    run(desk, visit)


def test_who_missed_very_much_is_told_all_of_it_at_once() -> None:
    desk = Desk()
    for _ in range(2 * BEHIND):
        desk.happen()

    async def visit(pulse: Pulse) -> None:
        async with pulse.listening(None, "0-0-0-0") as back:
            told = await heard(back, 2 * BEHIND + 1)
            assert told[-1][0] == "hello" and len(told) == 2 * BEHIND + 1 and back.is_open

    run(desk, visit)


def test_a_quiet_line_has_a_heartbeat_and_an_end() -> None:
    async def visit(pulse: Pulse) -> None:
        async with pulse.listening(None) as mine:
            sent = [one async for one in mine.messages(heartbeat=0.01, lifetime=0.05)]
        assert sent[0].startswith(b"event: hello") and set(sent[1:]) == {COMMENT}

    run(Desk(), visit)


def test_a_desk_that_is_away_for_a_moment_is_looked_at_again(monkeypatch: Any) -> None:
    monkeypatch.setattr(pulses, "PATIENCE", 0.001)
    desk = Desk()

    async def visit(pulse: Pulse) -> None:
        async with pulse.listening(None) as mine:
            desk.away = 2
            desk.happen()
            assert [one[0] for one in await heard(mine, 2)] == ["hello", "changes"]

    run(desk, visit)


def test_what_one_look_could_not_read_the_next_one_tells(monkeypatch: Any) -> None:
    monkeypatch.setattr(pulses, "PATIENCE", 0.001)
    desk = Desk()

    async def visit(pulse: Pulse) -> None:
        async with pulse.listening(None) as mine:
            desk.faults = 2
            desk.happen()
            assert [one[0] for one in await heard(mine, 2)] == ["hello", "changes"]
        assert desk.faults == 0

    run(desk, visit)


def test_at_the_end_all_are_let_go() -> None:
    async def visit(pulse: Pulse) -> None:
        async with pulse.listening(None) as mine:
            pulse.close()
            assert [one[0] for one in await heard(mine, 9)] == ["hello"]
            assert not mine.is_open and pulse.is_full

    run(Desk(), visit)
