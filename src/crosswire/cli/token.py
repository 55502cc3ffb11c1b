"""`crosswire token`: who may use a desk that is served, as what, until when."""

from __future__ import annotations

from datetime import datetime, timedelta

import click

from crosswire.cli.newsroom import InOrder, action, unpacked
from crosswire.cli.terminal import complain
from crosswire.desk.access import token
from crosswire.desk.access.role import ROLES, Role
from crosswire.desk.access.token import Token, stamp
from crosswire.desk.config.config import Config
from crosswire.desk.config.setting import seconds
from crosswire.desk.storage.store import Store, utc
from crosswire.error import JudgementError
from crosswire.judgement.signing import signature
from crosswire.view.inert import inert

NAMES = {"reader": "reads", "reviewer": "reads and judges", "editor": "reads, judges and adds"}
"""What each role may do, in words."""


@click.group(name="token", cls=InOrder)
def command() -> None:
    """Let people use a desk that is served: give out tokens, list them, revoke them.

    A reader reads, a reviewer also judges, an editor also adds and imports. DESK is a
    file or postgresql://..., and may be left out where crosswire.toml names one.
    """


_action = action(command)


def _end(_: click.Context, __: click.Parameter, words: str | None) -> datetime | None:
    """When a token ends: a day (with all of it), a time, or a stretch from now on."""
    if words is None:
        return None
    try:
        found = _moment(words)
    except (ValueError, OverflowError):
        raise click.BadParameter(
            f"{words!r} is neither a day (2031-03-04), a time (2031-03-04T18:00), nor 12h or 90d"
        ) from None
    if found <= utc():
        raise click.BadParameter(f"{words!r} is over already")
    return found


def _moment(words: str) -> datetime:
    """The moment that is meant, in the zone of this machine; raises ValueError."""
    if words[-1:] in ("s", "m", "h", "d"):
        return utc() + timedelta(seconds=seconds(words))
    found = datetime.fromisoformat(words)
    if len(words) == len("2031-03-04"):
        found += timedelta(days=1)
    return found if found.tzinfo else found.astimezone()


@_action("add", "NAME")
@click.option(
    "--role",
    type=click.Choice(ROLES),
    default="reader",
    show_default=True,
    help="; ".join(f"{role}: {may}" for role, may in NAMES.items()) + ".",
)
@click.option(
    "--until",
    callback=_end,
    metavar="TIME",
    help="When it ends: 2031-03-04 (with that day), 2031-03-04T18:00, or 12h, 90d from now on.",
)
def add(arguments: tuple[str, ...], *, role: Role, until: datetime | None, config: Config) -> int:
    """Give out a token to a person, whose name signs what they judge; it is shown this once."""
    desk, (words,) = unpacked(arguments, config, 1, 1)
    try:
        name = signature(words)
    except JudgementError as error:
        raise click.UsageError(str(error)) from error
    with Store.open(desk) as store, store.writing() as connection:
        given = token.grant(store, connection, name, role, until=until)
    complain(f"{inert(name)} {NAMES[role]}; it is not shown again:")
    click.echo(given)
    return 0


@_action("list", "")
def list_(arguments: tuple[str, ...], *, config: Config) -> int:
    """List the tokens: id, role, since when, until when, whose."""
    desk, _ = unpacked(arguments, config, 0, 0)
    with Store.open(desk) as store, store.reading() as connection:
        found = token.tokens(connection)
    for one in found:
        click.echo(_line(one))
    return 0


@_action("revoke", "TOKEN|NAME")
def revoke(arguments: tuple[str, ...], *, config: Config) -> int:
    """End a token, by its id, or all tokens of a person; browsers are signed out at once."""
    desk, (which,) = unpacked(arguments, config, 1, 1)
    with Store.open(desk) as store, store.writing() as connection:
        found = token.revoke(store, connection, which)
    for one in found:
        click.echo(f"revoked {one.id}  {one.role:<8}  {inert(one.name)}")
    return 0


def _line(one: Token) -> str:
    """A token on one line."""
    return f"{one.id}  {one.role:<8}  {one.at[:10]}  {_standing(one):<24}  {inert(one.name)}"


def _standing(one: Token) -> str:
    """Whether a token holds."""
    if one.revoked:
        return f"revoked {one.revoked[:10]}"
    if one.until is None:
        return "holds"
    word = "until" if one.holds(stamp(utc())) else "ended"
    return f"{word} {one.until[:16]}Z"
