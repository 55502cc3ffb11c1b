"""Tokens and sessions in the database: given out once, known by a digest, ended at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from crosswire.cli import main
from crosswire.desk.access import session, token
from crosswire.desk.access.role import ROLES, may
from crosswire.desk.access.token import stamp
from crosswire.desk.storage import schema
from crosswire.error import DeskError
from desk.desks import empty

if TYPE_CHECKING:
    from pathlib import Path

    from crosswire.desk.storage.store import Store

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)


def granted(store: Store, name: str = "Rhea Example", **more: datetime) -> str:
    with store.writing() as connection:
        return token.grant(store, connection, name, "reviewer", **more)


def known(store: Store, words: str, now: datetime = NOON) -> str | None:
    with store.reading() as connection:
        found = token.known(connection, words, now=stamp(now))
    return found.name if found else None


def signed_in(store: Store, words: str, now: datetime = NOON) -> str:
    with store.writing() as connection:
        return session.begin(connection, words.split(".")[1], now=now)


def of(store: Store, cookie: str, now: datetime = NOON) -> str | None:
    with store.reading() as connection:
        found = session.of(connection, cookie, now=now)
    return found.token.name if found else None


def test_a_role_may_what_those_before_it_may() -> None:
    assert [[may(one, other) for other in ROLES] for one in ROLES] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]


def test_a_token_is_known_and_kept_nowhere(store: Store) -> None:
    words = granted(store)
    assert known(store, words) == "Rhea Example"
    assert granted(store) != words
    with store.reading() as connection:
        kept = [str(value) for row in connection.execute(select(schema.token)) for value in row]
    assert len(kept) > 8
    assert not any(words.split(".")[2] in one for one in kept)


def test_a_token_ends_when_it_was_to(store: Store) -> None:
    words = granted(store, until=NOON)
    assert known(store, words, NOON - timedelta(microseconds=1)) == "Rhea Example"
    assert known(store, words, NOON) is None


def test_a_token_is_revoked_with_its_sessions_and_no_other(store: Store) -> None:
    words, other = granted(store), granted(store, "Bo Example")
    cookie, theirs = signed_in(store, words), signed_in(store, other)
    assert (of(store, cookie), of(store, theirs)) == ("Rhea Example", "Bo Example")
    with store.writing() as connection:
        token.revoke(store, connection, "Rhea Example")
    assert (known(store, words), of(store, cookie)) == (None, None)
    assert (known(store, other), of(store, theirs)) == ("Bo Example", "Bo Example")
    with pytest.raises(DeskError, match="no token is called"), store.writing() as connection:
        token.revoke(store, connection, words.split(".")[1])


def test_a_session_ends_with_its_hours_and_with_its_token(store: Store) -> None:
    cookie = signed_in(store, granted(store))
    assert of(store, cookie, NOON + session.LASTS - timedelta(seconds=1))
    assert of(store, cookie, NOON + session.LASTS) is None
    short = signed_in(store, granted(store, until=NOON + timedelta(hours=1)))
    assert of(store, short)
    assert of(store, short, NOON + timedelta(hours=1)) is None


def test_a_session_is_given_another_secret_and_the_old_one_ends(store: Store) -> None:
    cookie = signed_in(store, granted(store))
    later = NOON + session.ROTATES + timedelta(minutes=5)
    with store.writing() as connection:
        assert session.rotate(connection, cookie, now=NOON) is None
        new = session.rotate(connection, cookie, now=later)
        assert new
        assert session.rotate(connection, cookie, now=later) is None
    assert of(store, cookie, later) == of(store, new, later) == "Rhea Example"
    assert of(store, cookie, later + session.GRACE) is None
    assert of(store, new, NOON + session.LASTS - timedelta(seconds=1))
    assert of(store, new, NOON + session.LASTS) is None


def test_one_signs_out(store: Store) -> None:
    words = granted(store)
    cookie, other = signed_in(store, words), signed_in(store, words)
    with store.writing() as connection:
        session.end(connection, cookie)
    assert (of(store, cookie), of(store, other)) == (None, "Rhea Example")


def test_sessions_do_not_pile_up(store: Store) -> None:
    words = granted(store)
    cookies = [
        signed_in(store, words, NOON + timedelta(seconds=n)) for n in range(session.MOST + 3)
    ]
    soon = NOON + timedelta(minutes=1)
    assert [bool(of(store, one, soon)) for one in cookies] == [False] * 3 + [True] * session.MOST
    signed_in(store, words, NOON + timedelta(days=1))
    with store.reading() as connection:
        assert len(connection.execute(select(schema.session)).all()) == 1


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    """What a command prints."""
    with pytest.raises(SystemExit) as ended:
        main(["token", *arguments])
    out, err = capsys.readouterr()
    assert ended.value.code == code, err
    return out if code == 0 else err


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = str(tmp_path / "desk.sqlite")
    (tmp_path / "desk.sqlite").write_bytes(empty())
    words = told(capsys, "add", desk, "Rhea  Example", "--role", "editor", "--until", "90d").strip()
    ident, secret = words.split(".")[1:]
    listed = told(capsys, "list", desk)
    assert listed.split()[:2] == [ident, "editor"]
    assert secret not in listed
    assert told(capsys, "revoke", desk, ident).startswith(f"revoked {ident}")
    assert "revoked 2" in told(capsys, "list", desk)
    assert "no token" in told(capsys, "revoke", desk, ident, code=1)
    for wrong in (
        ["add", desk],
        ["add", desk, "A\nB"],
        ["add", desk, "A", "--until", "2001-01-01"],
    ):
        told(capsys, *wrong, code=2)
    assert "neither a day" in told(capsys, "add", desk, "A", "--until", "soon", code=2)
