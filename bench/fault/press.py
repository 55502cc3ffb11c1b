"""Invented reports of three events, short ones, so that a run of many takes seconds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

FIRST_DAY = date(2031, 3, 4)
OUTLETS = ("Harbour Post", "Coast Echo", "Upland Gazette", "Daily Whistle", "Ferry Lane Herald")


@dataclass(frozen=True, slots=True)
class Scene:
    """An event: its headline, its dateline, and what is said of it, with numbers to be drawn."""

    headline: str
    town: str
    told: Sequence[str]


SCENES = (
    Scene(
        "Ferry Alma Corlay runs aground off Varna with {a} passengers",
        "VARNA, Bulgaria",
        (
            "The ferry Alma Corlay ran aground off Cape Galata with {a} passengers on board,"
            " harbour master Bero Dovrin said on {day}.",
            '"We brought {b} passengers ashore before the tide turned," Dovrin told reporters.',
            "The coast guard said at least {c} sailors were injured in the engine room.",
            "Corlay Ferries denied that the ferry had left Varna with a broken rudder.",
            "A union of sailors said {d} tonnes of diesel had leaked into the bay; the claim could"
            " not be independently verified.",
        ),
    ),
    Scene(
        "Warehouse of Brennock burns in the docks of Linz, {c} treated",
        "LINZ, Austria",
        (
            "A warehouse of the chemical maker Brennock burned down in the eastern docks of Linz,"
            " fire chief Edda Holm said on {day}.",
            '"More than {a} firefighters were on the Danube quay all night," said Holm.',
            "The hospital of Linz treated {c} workers for smoke, doctor Ilse Ellerbeck said.",
            "Brennock spokesman Falk Grindel denied that chlorine was stored in the warehouse.",
            "Greenpeace activists measured {d} milligrams of solvent in the river, and said {b}"
            " households should keep their windows shut.",
        ),
    ),
    Scene(
        "Landslide buries road near Cusco, {c} missing",
        "CUSCO, Peru",
        (
            "A hillside slid onto the mountain road near the village of Aldervik Alto after a week"
            " of rain, governor Hanno Quillay said on {day}.",
            '"{c} farmers are missing and {b} houses lie under the mud," Quillay said.',
            "The miners' union accused the quarry of blasting above the village in January.",
            "Engineer Gerta Farrowgate said up to {a} families would be moved to tents.",
            "The quarry's owner denied that it had blasted there, and promised {d} blankets.",
        ),
    ),
)


def texts(count: int, *, seed: int = 1) -> list[str]:
    """So many reports, of the events in turn; the same seed gives the same words."""
    dice = random.Random(seed)  # noqa: S311 - invented words, no secret
    return [_text(dice, number, SCENES[number % len(SCENES)]) for number in range(count)]


def write(folder: Path, texts: Sequence[str], *, first: int = 0) -> list[Path]:
    """A file for each report."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:03}.txt" for number in range(first, first + len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8", newline="")
    return paths


def _text(dice: random.Random, number: int, scene: Scene) -> str:
    """A headline, a dateline, and some of what is told, each time with other numbers."""
    day = FIRST_DAY + timedelta(days=number // (4 * len(SCENES)))
    drawn = {
        name: dice.randint(3, 9) * size for name, size in zip("abcd", (40, 11, 1, 5), strict=True)
    }
    first, *others = (told.format(day=f"{day:%A}", **drawn) for told in scene.told)
    dateline = f"{scene.town}, {day:%B} {day.day} ({dice.choice(OUTLETS)}) - {first}"
    return "\n\n".join([scene.headline.format(**drawn), dateline, *dice.sample(others, 3)])
