"""A step of an archive that does what its articles say: it is slow, it crashes, it kills."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from crosswire.archive.place import Place
from crosswire.archive.unit import Begin, Done, Setback, Unit
from crosswire.error import InputError, ModelError


@dataclass(frozen=True, slots=True)
class Toy:
    """Writes the articles of each unit into a part, and does what is asked of it on the way."""

    place: Place
    name: str = "toy"
    is_broken: bool = False
    nap: float = 0.0

    def open(self) -> Player:
        if self.is_broken:
            raise ModelError("there is no model", remedy="Install one.")
        os.write(1, b"a library greets\n")
        return Player(self)

    def set_aside(self, unit: Unit, setback: Setback) -> Done:
        self.place.write(f"toy/{unit.name}.txt", f"{setback.reason}\n".encode())
        return Done(self.name, unit.name, {"problems": 1})


@dataclass(slots=True)
class Player:
    """The worker of a toy."""

    step: Toy

    def work(
        self, unit: Unit, *, begin: Begin, without: Mapping[str, Setback], careful: bool
    ) -> Done:
        kept, problems = [], 0
        articles = unit.given["articles"]
        if unit.given["at_once"] and not careful:
            begin(*articles)
        for article in articles:
            if article in without:
                kept.append(f"{article}: {without[article].reason}")
                problems += 1
                continue
            if careful or not unit.given["at_once"]:
                begin(article)
            time.sleep(self.step.nap)
            ACTS.get(article.partition(" ")[0], idle)(self.step.place)
            kept.append(article)
        begin()
        ACTS.get(unit.given.get("last", ""), idle)(self.step.place)
        self.step.place.write(f"toy/{unit.name}.txt", "\n".join([*kept, ""]).encode())
        note_try(self.step.place, unit)
        return Done("toy", unit.name, {"articles": len(kept) - problems, "problems": problems})


def note_try(place: Place, unit: Unit) -> None:
    """Count how often a unit was brought to its end."""
    with Path(place.at(f"ended-{unit.name}")).open("a") as file:
        file.write("x")


def idle(place: Place) -> None:
    """Nothing out of the ordinary."""


def loud(place: Place) -> None:
    print("stray words", flush=True)
    os.write(1, b"\n{}\n")
    sys.stderr.write("z" * 300_000)


def crash(place: Place) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def slow(place: Place) -> None:
    time.sleep(30)


def hog(place: Place) -> None:
    """A computation in C that lets no other thread run, and heeds nothing."""
    re.match(r"(a+)+$", "a" * 60 + "b")


def once(act: Callable[[Place], None]) -> Callable[[Place], None]:
    """An act that is done the first time only."""

    def acted(place: Place) -> None:
        try:
            Path(place.at(f"once-{act.__name__}")).touch(exist_ok=False)
        except FileExistsError:
            return
        act(place)

    return acted


def bug(place: Place) -> None:
    raise KeyError("nothing here")


def refuse(place: Place) -> None:
    raise InputError("it is broken", remedy="Mend it.")


def full(place: Place) -> None:
    raise OSError(28, "No space left on device")


def widow(place: Place) -> None:
    """Kills whoever supervises this process."""
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(5)


ACTS: Mapping[str, Callable[[Place], None]] = {
    "loud": loud,
    "crash": crash,
    "slow": slow,
    "hog": hog,
    "crash_once": once(crash),
    "bug": bug,
    "bug_once": once(bug),
    "refuse": refuse,
    "full": full,
    "full_once": once(full),
    "widow": widow,
    "widow_once": once(widow),
}


def unit(name: str, *articles: str, last: str = "", at_once: bool = False) -> Unit:
    """A unit of the toy: its articles, what happens when they are done, how they are worked on."""
    return Unit("toy", name, {"articles": list(articles), "last": last, "at_once": at_once})
