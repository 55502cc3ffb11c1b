"""Ids that are given once: kept by the largest overlap, merged, split, taken up again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from crosswire import Ledger
from crosswire.desk.derive.cluster import Cluster, Group, Naming, named, root
from crosswire.renaming import renamed
from crosswire.row import Entity, Statement

Told = Mapping[str, str]
"""Members of each group, a letter each, by the group's content; `{"a": "abc"}`."""


class Desk:
    """Clusters over several derivations of one episode, or of some."""

    def __init__(self) -> None:
        self.clusters: dict[str, Cluster] = {}
        self.of: dict[str, str] = {}

    def derive(self, *groups: str, home: str = "home", also: Iterable[str] = ()) -> Naming:
        """Give ids to groups ("abc" has the members a, b, c, and is called after the first)."""
        found = [Group(f"entity-{one[0]}", home, frozenset(one)) for one in groups]
        here = {home, *also}
        naming = named(found, self.of, self.clusters.get, episodes=here)
        again = named(reversed(found), self.of, self.clusters.get, episodes=here)
        assert naming == again
        self._keep(found, naming, here)
        return naming

    def _keep(self, found: Iterable[Group], naming: Naming, here: set[str]) -> None:
        for name, cluster in self.clusters.items():
            if cluster.episode in here and name not in naming.given.values():
                into = naming.merged.get(name)
                self.clusters[name] = replace(cluster, episode=None, merged_into=into)
        for group in found:
            name = naming.given[group.content]
            seq = self.clusters[name].seq if name in self.clusters else len(self.clusters)
            self.clusters[name] = Cluster(name, seq, group.episode)
            self.of.update(dict.fromkeys(group.members, name))


def test_an_id_is_first_that_of_the_content() -> None:
    naming = Desk().derive("abc", "de")
    assert naming == Naming({"entity-a": "entity-a", "entity-d": "entity-d"})


def test_a_new_first_member_changes_no_id() -> None:
    desk = Desk()
    desk.derive("bc")
    assert desk.derive("abc") == Naming({"entity-a": "entity-b"})


def test_of_two_that_become_one_the_older_id_stays() -> None:
    desk = Desk()
    desk.derive("xy")
    desk.derive("xy", "abcd")
    naming = desk.derive("abcdxy")
    assert naming.given == {"entity-a": "entity-x"}
    assert naming.merged == {"entity-a": "entity-x"}
    assert desk.derive("abcdexy").given == {"entity-a": "entity-x"}


def test_of_one_that_becomes_two_the_larger_part_keeps_the_id() -> None:
    desk = Desk()
    desk.derive("abcde")
    naming = desk.derive("ab", "cde")
    assert naming.given["entity-c"] == "entity-a"
    assert naming.given["entity-a"] not in ("entity-a", "entity-c")
    assert naming.split == {naming.given["entity-a"]: "entity-a"}


def test_who_is_split_off_again_is_called_as_before() -> None:
    desk = Desk()
    desk.derive("wxyz", "abc")
    assert desk.derive("abcwxyz").merged == {"entity-a": "entity-w"}
    naming = desk.derive("abc", "wxyz")
    assert naming.given == {"entity-a": "entity-a", "entity-w": "entity-w"}


def test_what_is_left_alone_is_called_as_before_when_its_members_return() -> None:
    desk = Desk()
    desk.derive("bc", "xy")
    desk.derive("xy")
    assert desk.clusters["entity-b"].episode is None
    assert desk.derive("abc", "xy").given["entity-a"] == "entity-b"


def test_its_id_is_not_given_to_another_who_goes_on() -> None:
    desk = Desk()
    desk.derive("bc", "xy")
    desk.derive("xy")
    assert desk.derive("bxy").given == {"entity-b": "entity-x"}


def test_an_id_stays_in_the_episode_where_most_of_it_is() -> None:
    desk = Desk()
    desk.derive("abcde")
    naming = desk.derive("ab", home="other")
    assert naming.split == {naming.given["entity-a"]: "entity-a"}
    assert desk.clusters["entity-a"].episode == "home"


def test_an_id_moves_with_all_its_members() -> None:
    desk = Desk()
    desk.derive("abc", "xy")
    naming = desk.derive("abc", home="other", also=["home"])
    assert naming.given == {"entity-a": "entity-a"}
    assert desk.clusters["entity-a"].episode == "other"
    assert desk.clusters["entity-x"].episode is None


def test_a_part_goes_on_where_the_whole_cannot() -> None:
    desk = Desk()
    desk.derive("xyz")
    desk.derive("xyz", "abc")
    naming = desk.derive("xyzab", "c")
    assert naming.given == {"entity-x": "entity-x", "entity-c": "entity-a"}
    assert not naming.merged


def test_an_id_does_not_go_on_in_what_is_left_of_another_that_went_into_it() -> None:
    desk = Desk()
    desk.derive("abcdefghl", "i", "jk")
    desk.derive("abcdefghl", "ij")
    naming = desk.derive("abcdefghijl", "k")
    assert naming.merged == {"entity-i": "entity-a"}
    assert naming.given["entity-k"] == "entity-k"


PARTITIONS = st.lists(
    st.lists(st.integers(0, 5), min_size=12, max_size=12).map(
        lambda parts: [
            mine
            for part in range(5)  # the sixth part is of members that are not there
            if (
                mine := "".join(
                    letter for letter, at in zip("abcdefghijkl", parts, strict=True) if at == part
                )
            )
        ]
    ),
    min_size=1,
    max_size=6,
)


@given(PARTITIONS)
def test_every_group_has_one_id_and_keeps_it(history: list[list[str]]) -> None:
    desk = Desk()
    for groups in history:
        naming = desk.derive(*groups)
        assert len(set(naming.given.values())) == len(groups)
        assert not set(naming.merged) & set(naming.given.values())
        assert set(naming.merged.values()) <= set(naming.given.values())
        again = desk.derive(*groups)
        assert again == Naming(naming.given)


@example([["abcdefghl", "i", "jk"], ["abcdefghl", "ij"], ["abcdefghijl", "k"]])
@given(PARTITIONS)
def test_the_largest_part_of_a_cluster_keeps_its_id_or_an_older_one(
    history: list[list[str]],
) -> None:
    desk = Desk()
    for groups in history:
        before, of = dict(desk.clusters), dict(desk.of)
        naming = desk.derive(*groups)
        for name, cluster in before.items():
            mine = {one for one, its in of.items() if root(before[its], before.get) is cluster}
            if cluster.episode is None or not any(mine & set(one) for one in groups):
                continue
            kept = {naming.given[f"entity-{one[0]}"] for one in groups if mine & set(one)}
            into = naming.merged.get(name, name)
            assert into in kept
            assert before[into].seq <= cluster.seq


@st.composite
def renamings(draw: st.DrawFn) -> tuple[str, int]:
    """A prefix and a turn: which other name each id gets."""
    return draw(st.text(st.characters(codec="utf-8"), min_size=1, max_size=3)), draw(
        st.integers(0, 40)
    )


@settings(max_examples=15)
@given(renamings())
def test_renaming_back_gives_the_ledger_back(demo: Ledger, how: tuple[str, int]) -> None:
    prefix, turn = how
    old = _ids(demo)
    names = {name: prefix + old[at - turn] for at, name in enumerate(old)}
    other = renamed(demo, names)
    assert len(old) > 20
    assert set(_ids(other)) == set(names.values())
    assert not _mentioned(other) & (set(old) - set(names.values()))
    assert renamed(other, {new: name for name, new in names.items()}) == demo


def _ids(ledger: Ledger) -> list[str]:
    return [row.id for row in ledger.entities] + [row.id for row in ledger.questions]


def _mentioned(ledger: Ledger) -> set[str]:
    """Every text in every field of a ledger's rows that may be an id."""
    found: set[str] = set()
    for row in (*ledger.mentions, *ledger.statements, *ledger.figures, *ledger.questions):
        found.update(_texts(row))
    for entity in ledger.entities:
        found.update((entity.id, entity.side or ""))
    for link in ledger.links:
        found.update((link.from_id, link.to_id))
    return found


def _texts(value: object) -> Iterable[str]:
    """The texts in a row, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _texts(getattr(value, name))


def test_a_renaming_reaches_every_pointer(demo: Ledger) -> None:
    names = {row.id: f"new {row.id}" for row in demo.entities}
    other = renamed(demo, names)
    pairs = zip(demo.statements, other.statements, strict=True)
    spoken = [(one, new) for one, new in pairs if isinstance(one, Statement) and one.speaker]
    assert spoken
    for one, new in spoken:
        assert new.speaker == f"new {one.speaker}"
        assert new.chain == tuple(f"new {name}" for name in one.chain)
        assert new.origin == one.origin
    sides = [row.side for row in other.entities if isinstance(row, Entity) and row.side]
    assert sides
    assert all(side.startswith("new ") for side in sides)
