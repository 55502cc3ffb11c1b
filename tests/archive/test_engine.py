"""Whatever shares out the units, and whoever dies meanwhile: the same comes of it, once."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archive.toy import Toy, unit
from crosswire.archive.engine import Engine
from crosswire.archive.engine.alone import Alone
from crosswire.archive.place import Place
from crosswire.archive.unit import Done, Unit, done
from crosswire.error import ArchiveError, ExtraError

if TYPE_CHECKING:
    from crosswire.archive.engine.ray import OnRay

UNITS = [
    unit("a", "one", "loud", "two"),
    unit("b", "three", "hog", "four"),
    unit("c", "crash_once", "five"),
    unit("d", "refuse"),
    *(unit(f"e{n}", f"six {n}") for n in range(6)),
]

PARTS = {
    "a": "one\nloud\ntwo\n",
    "b": "three\nhog: it took more than 1.5 seconds\nfour\n",
    "c": "crash_once\nfive\n",
    "d": "refuse: it is broken\n",
    **{f"e{n}": f"six {n}\n" for n in range(6)},
}


@pytest.fixture(params=["none", "ray"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    if request.param == "none":
        yield Alone(limit=1.5)
        return
    found: OnRay = request.getfixturevalue("on_ray")
    before, found.limit = found.limit, 1.5
    yield found
    found.limit = before


@pytest.fixture
def step(tmp_path: Path) -> Toy:
    return Toy(Place.of(tmp_path))


def written(step: Toy) -> dict[str, str]:
    names = step.place.names("toy")
    return {Path(name).stem: step.place.read(name).decode() for name in names}


def tries(step: Toy, one: Unit) -> int:
    return Path(step.place.at(f"ended-{one.name}")).stat().st_size


def test_all_units_are_done_once(
    engine: Engine, step: Toy, capfd: pytest.CaptureFixture[str]
) -> None:
    found = list(engine.run(step, UNITS))
    assert sorted(note.unit for note in found) == sorted(one.name for one in UNITS)
    assert {note.unit: note for note in found} == done(step.place, "toy")
    assert written(step) == PARTS
    assert sum(note.counts["problems"] for note in found) == 2
    assert {tries(step, one) for one in UNITS} == {1}
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("last", ["", "full"])
def test_what_is_no_units_fault_ends_the_run_in_one_line(
    engine: Engine, step: Toy, last: str
) -> None:
    broken = Toy(step.place, is_broken=not last)
    with pytest.raises(ArchiveError) as told:
        list(engine.run(broken, [unit("a", last=last)]))
    assert str(told.value) == ("No space left on device" if last else "there is no model")
    assert told.value.remedy
    assert not done(step.place, "toy")


def test_a_unit_whose_worker_is_killed_is_done_again_and_one_that_kills_is_set_aside(
    on_ray: OnRay, step: Toy, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("crosswire.archive.engine.ray.TRIES", 2)
    monkeypatch.setattr(on_ray, "workers", 1)
    units = [unit("a", "widow_once"), unit("b", "widow"), unit("c", "one")]
    found = {note.unit: note.counts for note in on_ray.run(step, units)}
    assert found == {
        "a": {"articles": 1, "problems": 0},
        "b": {"problems": 1},
        "c": {"articles": 1, "problems": 0},
    }
    assert written(step)["b"] == "all of its 2 workers died\n"
    assert capfd.readouterr() == ("", "")


def test_a_cluster_that_is_not_there_is_told_in_one_line(step: Toy) -> None:
    ray = import_module("crosswire.archive.engine.ray")
    with pytest.raises(ArchiveError, match="there is no cluster at") as told:
        ray.OnRay(address="127.0.0.1:9").open()
    assert "ray start --head" in told.value.remedy


def test_a_dashboard_wants_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    ray = import_module("crosswire.archive.engine.ray")
    monkeypatch.setitem(__import__("sys").modules, "ray.dashboard.optional_deps", None)
    with pytest.raises(ExtraError) as told:
        ray.OnRay(workers=1, dashboard=True).open()
    assert told.value.remedy == "pip install 'crosswire[dashboard]'"


def test_a_unit_that_is_noted_but_was_not_heard_of_is_done(
    step: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    ray = import_module("crosswire.archive.engine.ray")

    def unheard(_: object, step: Toy, units: list[Unit]) -> Iterator[Done]:
        for one in units[:1]:  # its node dies when the note is written
            note = Done("toy", one.name, {"articles": 1}, digest=one.digest)
            step.place.write(one.note, note.written())
        yield from ()

    monkeypatch.setattr(ray.OnRay, "open", lambda _: None)
    monkeypatch.setattr(ray.OnRay, "_round", unheard)
    units = [unit("a", "one"), unit("b", "two")]
    assert [note.unit for note in ray.OnRay(workers=2).run(step, units)] == ["a", "b"]


def test_a_run_ends_when_the_engine_fails_again_and_again(
    step: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    ray = import_module("crosswire.archive.engine.ray")
    begun = []

    def failing(*_: object) -> Iterator[Done]:
        begun.append(1)
        raise ray._RayError("the head of the cluster is gone")

    monkeypatch.setattr(ray.OnRay, "open", lambda _: None)
    monkeypatch.setattr(ray.OnRay, "_round", failing)
    with pytest.raises(ArchiveError, match="Ray cannot go on: the head of the cluster is gone"):
        list(ray.OnRay(workers=2).run(step, [unit("a", "one")]))
    assert len(begun) == ray.IDLE


def test_on_one_machine_nobody_elsewhere_reaches_it(on_ray: OnRay) -> None:
    on_ray.open()
    sockets = {link for pid in family(os.getpid()) for link in links(pid)}
    listening = [address for address, link in listeners() if link in sockets]
    assert len(listening) > 3
    assert [address for address in listening if not LOOPBACK.fullmatch(address)] == []


LOOPBACK = re.compile("0100007F|0{24}01000000|0{16}FFFF00000100007F|0{16}0000FFFF0100007F")
"""127.0.0.1, ::1 and the first as the second has it, as the system writes them."""


def listeners() -> Iterator[tuple[str, str]]:
    """Where somebody listens, and by which socket."""
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A":
                yield fields[1].partition(":")[0], f"socket:[{fields[9]}]"


def links(pid: int) -> Iterator[str]:
    """What a process has open."""
    with suppress(OSError):
        for one in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                yield str(one.readlink())


def family(root: int) -> set[int]:
    """A process and all that descend from it."""
    found, parents = {root}, dict[int, int]()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found
