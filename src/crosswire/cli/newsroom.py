"""What the commands that work on a desk share: opening it, and naming its events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from crosswire.cli.setting import configured, where
from crosswire.desk.config.config import Config
from crosswire.desk.desk import Desk
from crosswire.desk.storage.place import is_desk
from crosswire.view.inert import inert

SUFFIXES = frozenset({".sqlite", ".sqlite3", ".db", ".desk"})
"""How the file of a desk that is not there yet may be called, so that it is told from a report."""

HANDLE = 8
"""Digits of an event's id that are shown; as many as tell it apart may be given."""


class InOrder(click.Group):
    """A group whose commands stand in the order in which a newcomer meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        """The commands as they are defined."""
        return list(self.commands)


def action(group: click.Group) -> Callable[[str, str], Callable[..., click.Command]]:
    """What makes commands of a group: by a name, and its arguments, which may begin with a desk."""

    def named(name: str, metavar: str) -> Callable[..., click.Command]:
        def made(called: Callable[..., int]) -> click.Command:
            argument = click.argument("arguments", nargs=-1, metavar=f"[DESK] {metavar}".strip())
            return group.command(name=name)(argument(configured(called)))

        return made

    return named


def unpacked(
    arguments: Sequence[str], config: Config, least: int, most: int | None = None
) -> tuple[str, Sequence[str]]:
    """The desk and the other arguments; raises UsageError where they are too few or too many."""
    is_alone = most == 0 and len(arguments) == 1
    desk, rest = (arguments[0], ()) if is_alone else desk_first(arguments, config)
    if len(rest) < least or (most is not None and len(rest) > most):
        wanted = f"{least}" if most == least else f"{least} or more"
        raise click.UsageError(f"It takes {wanted} arguments after the desk, not {len(rest)}.")
    return desk, rest


def desk_first(arguments: Sequence[str], config: Config) -> tuple[str, Sequence[str]]:
    """The desk, and what follows it: the first argument, else the configured desk before all.

    The first argument is a desk if there is one, or if it is called like one that could be made.
    """
    if arguments and (is_desk(arguments[0]) or _could_be(arguments[0])):
        return arguments[0], arguments[1:]
    return where(None, config), arguments


def _could_be(name: str) -> bool:
    """Whether nothing is at a path that is called like a desk's file."""
    path = Path(name)
    return path.suffix.lower() in SUFFIXES and not path.exists()


def must_exist(desk: str) -> bool:
    """Whether a desk is to be opened and not made: it is there, or is no file of one's own."""
    return "://" in desk or Path(desk).exists()


def make(desk: str) -> None:
    """Make a desk, and say so."""
    with Desk.open(desk, create=True) as made:
        click.echo(f"a new desk: {inert(made.store.name)}")


def handle(event: str) -> str:
    """As much of an event's id as is shown."""
    return event.removeprefix("event-")[:HANDLE]
