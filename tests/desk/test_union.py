"""Who is the same in all episodes of an event is one row; in doubt two stay two."""

from __future__ import annotations

from crosswire.desk.derive.grouping import bearers
from crosswire.ledger import Ledger, assemble
from crosswire.row import Entity, EntityKind, Mention, Run, Source, Span, Statement
from crosswire.union import Known, same_names, united

RUN = Run("crosswire", "0", Source("model", "1", "0"), Source("gazetteer", "1", "0"))


def _known(name: str, key: str | None, episode: str | None, seq: int) -> Known:
    return Known(name, seq, key, episode)


def test_one_key_in_two_episodes_is_shown_under_the_older_id() -> None:
    known = [
        _known("b", "osk", "two", 2),
        _known("a", "osk", "one", 1),
        _known("c", None, "two", 3),
    ]
    assert same_names(known, {}) == {"b": "a"}


def test_two_of_one_episode_leave_all_of_the_name_apart() -> None:
    known = [
        _known("a", "osk", "one", 1),
        _known("b", "osk", "two", 2),
        _known("c", "osk", "two", 3),
    ]
    assert same_names(known, {}) == {}


def test_who_speaks_for_two_sides_is_two() -> None:
    known = [_known("a", "osk", "one", 1), _known("b", "osk", "two", 2)]
    assert same_names(known, {"a": "navy", "b": "army"}) == {}
    assert same_names(known, {"a": "navy", "b": None}) == {"b": "a"}


def test_sides_that_are_one_are_no_doubt() -> None:
    known = [
        _known("a", "osk", "one", 1),
        _known("b", "osk", "two", 2),
        _known("navy1", "navy", "one", 3),
        _known("navy2", "navy", "two", 4),
    ]
    sides = {"a": "navy1", "b": "navy2"}
    assert same_names(known, sides) == {"b": "a", "navy2": "navy1"}


def test_an_id_of_which_nothing_is_left_is_still_the_first() -> None:
    known = [
        _known("a", "osk", None, 1),
        _known("b", "osk", "two", 2),
        _known("c", "osk", "three", 3),
    ]
    assert same_names(known, {}) == {"b": "a", "c": "a"}


def test_one_row_has_all_forms_and_roles() -> None:
    first = Entity("b", "Ilka Osk", "person", ("Osk", "Ilka Osk"), ("mayor",))
    second = Entity(
        "a", "Ilka Osk", "person", ("Ilka Osk", "Mayor Osk"), ("mayor", "chair"), "navy"
    )
    words = Statement(
        "s",
        "d",
        Span(0, 1),
        (Span(0, 1),),
        "x",
        "direct",
        None,
        None,
        "a",
        ("b", "a"),
        "asserts",
        "none",
    )
    mention = Mention("m", "d", Span(0, 1), "x", "a")
    whole = united(assemble(RUN, [first, second, words, mention]), {"a": "b"})
    assert whole.entities == (
        Entity(
            "b", "Ilka Osk", "person", ("Osk", "Ilka Osk", "Mayor Osk"), ("mayor", "chair"), "navy"
        ),
    )
    assert whole.statements[0].speaker == "b"
    assert whole.mentions[0].entity == "b"


def _key(name: str, kind: EntityKind) -> str | None:
    ledger = Ledger(RUN, entities=(Entity("a", name, kind, (name,)),))
    (bearer,) = bearers(ledger, "one")
    return bearer.key


def test_a_full_name_is_a_key() -> None:
    assert _key("Ilka Osk", "person") == _key("ilka osk", "person")
    assert _key("Ilka Osk", "person") != _key("Ilka Osk", "organisation")
    assert _key("Delmar Relief Agency", "organisation")
    assert _key("Norway", "government")


def test_what_two_may_share_is_none() -> None:
    assert _key("Osk", "person") is None
    assert _key("I. Osk", "person") is None
    assert _key("Police", "organisation") is None
    assert _key("two harbour pilots", "described") is None
