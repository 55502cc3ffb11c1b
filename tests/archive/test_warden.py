"""One article's trouble, whatever it is, costs that article and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.toy import Toy, unit
from crosswire.archive.engine.warden import Warden
from crosswire.archive.place import Place
from crosswire.archive.unit import done, undone
from crosswire.error import ArchiveError


@pytest.fixture
def warden(tmp_path: Path) -> Iterator[Warden]:
    with Warden(Toy(Place.of(tmp_path)), limit=30) as made:
        yield made


def part(warden: Warden, name: str = "u") -> list[str]:
    return warden.step.place.read(f"toy/{name}.txt").decode().splitlines()


def test_units_are_done_by_one_child_and_noted(warden: Warden) -> None:
    mine = unit("u", "a", "loud", "b")
    first = warden.done(mine)
    second = warden.done(unit("v", "c"))
    assert first.counts == {"articles": 3, "problems": 0}
    assert part(warden) == ["a", "loud", "b"]
    assert done(warden.step.place, "toy") == {"u": first, "v": second}
    others = [unit("u", "a"), unit("w")]  # one of its name that is given something else, and one
    assert undone(warden.step.place, "toy", [mine, *others]) == others


def test_articles_are_set_aside_and_the_rest_is_done(warden: Warden) -> None:
    found = warden.done(unit("u", "a", "crash", "refuse", "bug", "b"))
    assert found.counts == {"articles": 2, "problems": 3}
    first, crashed, refused, failed, last = part(warden)
    assert (first, last) == ("a", "b")
    assert crashed == "crash: its worker died: Segmentation fault"
    assert refused == "refuse: it is broken"
    assert failed.startswith("bug: the program failed on it: KeyError in bug, line ")


def test_of_several_at_once_the_right_one_is_set_aside(warden: Warden) -> None:
    warden.limit = 1.5
    found = warden.done(unit("u", "a", "hog", "b", at_once=True))
    assert found.counts == {"articles": 2, "problems": 1}
    assert part(warden) == ["a", "hog: it took more than 1.5 seconds", "b"]


def test_what_fails_once_is_no_problem(warden: Warden) -> None:
    found = warden.done(unit("u", "crash_once", last="full_once"))
    assert found.counts == {"articles": 1, "problems": 0}


def test_a_unit_that_fails_for_no_article_is_given_up(warden: Warden) -> None:
    deadly = unit("u", "a", last="crash")
    assert warden.done(deadly).counts == {"problems": 1}
    assert warden.done(unit("v", "a")).counts == {"articles": 1, "problems": 0}
    assert part(warden) == ["its worker died: Segmentation fault"]
    assert not undone(warden.step.place, "toy", [deadly, unit("v", "a")])


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        (lambda place: Toy(place, is_broken=True), "there is no model"),
        (Toy, "No space left on device"),
    ],
)
def test_what_is_nobodys_fault_ends_the_run(
    tmp_path: Path, step: Callable[[Place], Toy], reason: str
) -> None:
    with (
        Warden(step(Place.of(tmp_path)), limit=5) as warden,
        pytest.raises(ArchiveError, match=reason) as told,
    ):
        warden.done(unit("u", last="full"))
    assert told.value.remedy
    assert len(undone(warden.step.place, "toy", [unit("u")])) == 1


LONELY = """
from archive.toy import Toy, unit
from crosswire.archive.place import Place
from crosswire.archive.engine.warden import Warden
warden = Warden(Toy(Place.of({place!r})), limit=60)
warden.done(unit("u"))
print(warden._child.process.pid, flush=True)
warden.done(unit("v", "hog"))
"""


def test_a_child_does_not_outlive_its_warden(tmp_path: Path) -> None:
    lonely = subprocess.Popen(
        [sys.executable, "-c", LONELY.format(place=str(tmp_path))],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with lonely:
        assert lonely.stdout is not None
        child = int(lonely.stdout.readline())
        time.sleep(0.3)  # it is deep in its computation
        assert is_running(child)
        lonely.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 5
    while is_running(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_running(child)


def is_running(process: int) -> bool:
    """Whether there is such a process, and it hasn't ended."""
    try:
        return ") Z" not in Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False
