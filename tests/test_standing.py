"""How sources stand to each other, and which figures give one number."""

from __future__ import annotations

import pytest

from crosswire.reconcile.amount import agree, converted, telling_number
from crosswire.reconcile.standing import Sources
from crosswire.row import Entity, EntityKind, Figure, Span


def entity(id_: str, name: str, kind: EntityKind, side: str | None = None) -> Entity:
    return Entity(id_, name, kind, (name,), (), side)


SOURCES = Sources(
    {
        one.id: one
        for one in (
            entity("lind", "Oskar Lind", "person", "navy"),
            entity("navy", "Tarrow Navy", "organisation", "tarrow"),
            entity("tarrow", "Tarrow", "government"),
            entity("vane", "Petra Vane", "person", "tarrow"),
            entity("loop", "Loop", "organisation", "loop"),
            entity("sailor", "a young sailor", "described"),
            entity("seaman", "the sailor", "described"),
            entity("sailors", "sailors", "described"),
            entity("crews", "two sailors", "described"),
        )
    }
)


@pytest.mark.parametrize(
    ("one", "other", "standing"),
    [
        ("lind", "lind", "same"),
        ("lind", "navy", "speaks_for"),
        ("lind", "tarrow", "speaks_for"),
        ("lind", "vane", "apart"),
        ("lind", "loop", "apart"),
        ("sailor", "seaman", "alike"),
        ("sailors", "crews", "unknown"),
        ("sailor", "lind", "unknown"),
        (None, "lind", "unknown"),
        (None, None, "unknown"),
    ],
)
def test_standing(one: str | None, other: str | None, standing: str) -> None:
    assert SOURCES.standing(one, other) == SOURCES.standing(other, one) == standing


def test_house_is_the_highest_body() -> None:
    assert [SOURCES.house(one) for one in ("lind", "navy", "tarrow", "loop", None)] == [
        "tarrow",
        "tarrow",
        "tarrow",
        "loop",
        "",
    ]


def test_described_as() -> None:
    assert SOURCES.described_as("sailors", "crews")
    assert not SOURCES.described_as("sailor", "crews")
    assert not SOURCES.described_as("sailors", "lind")
    assert not SOURCES.described_as(None, None)


def figure(text: str, low: float | None, high: float | None, unit: str = "person") -> Figure:
    return Figure("figure-1", "0.txt", Span(0, 1), text, low, high, unit, "exactly", None)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (figure("20 people", 20, 20), figure("at least 20", 20, None), True),
        (figure("20 people", 20, 20), figure("21 people", 21, 21), False),
        (figure("20 to 25", 20, 25), figure("20", 20, 20), False),
        (figure("20 to 25", 20, 25), figure("20-25", 20, 25), True),
        (figure("15 square miles", 38.8, 38.8, "km2"), figure("40 km2", 40, 40, "km2"), True),
        (figure("39 km2", 39, 39, "km2"), figure("40 km2", 40, 40, "km2"), False),
        (figure("20 metres", 20, 20, "m"), figure("20 people", 20, 20), False),
        (figure("1.5 million", 1.5e6, 1.5e6), figure("1.52 million", 1.52e6, 1.52e6), False),
    ],
)
def test_agree(one: Figure, other: Figure, same: bool) -> None:
    assert agree(one, other) == agree(other, one) == same


def test_converted() -> None:
    assert converted(figure("15 square miles", 38.8, 38.8, "km2"))
    assert converted(figure("nine miles", 14.5, 14.5, "km"))
    assert not converted(figure("143 million", 143e6, 143e6))
    assert not converted(figure("nine people", 9, 9))


def test_telling_number() -> None:
    assert telling_number(figure("640 houses", 640, 640, "house"))
    assert not telling_number(figure("a dozen people", 12, 12))
    assert not telling_number(figure("72 hours", 72, 72, "hour"))
