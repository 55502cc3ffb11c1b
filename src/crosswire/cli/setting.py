"""What every command of the desk takes: its configuration, and the desk that it works on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from crosswire.desk.config.config import Config
from crosswire.desk.config.config import configured as read_config
from crosswire.desk.config.setting import seconds
from crosswire.desk.log import set_up

if TYPE_CHECKING:
    from crosswire.fetch import Fetcher

CONFIG = click.option(
    "--config",
    "config_file",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="The configuration, in place of CROSSWIRE_CONFIG's or the working folder's.",
)
_LOG = click.option(
    "--log",
    "log_form",
    type=click.Choice(["text", "json"]),
    help="How events are told on standard error: for a person, or as JSON lines.",
)


def configured(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--config` and `--log`; it is called with `config=` and events are told."""

    @wraps(command)
    def called(*args: Any, config_file: str | None, log_form: Any, **kwargs: Any) -> Any:
        config = read_config(config_file)
        if log_form:
            config = replace(config, log=replace(config.log, format=log_form))
        set_up(config.log.format, config.log.level)
        return command(*args, config=config, **kwargs)

    return CONFIG(_LOG(called))


def where(desk: str | None, config: Config) -> str:
    """The desk that was named, else the configured one; raises UsageError where there is none."""
    if chosen := desk or config.desk.where:
        return chosen
    raise click.UsageError(
        "Name a desk: a file or postgresql://..., here or as `where` of crosswire.toml."
    )


def stretch(_: click.Context, __: click.Parameter, value: str | None) -> float | None:
    """The seconds of an option that is a time with its unit."""
    try:
        return None if value is None else seconds(value, least=1)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no time with its unit: 30s, 5m, 2h, 1d") from None


def fetcher(config: Config) -> Fetcher:
    """What asks other machines, with the configured manners."""
    from crosswire.fetch import Allowed, Fetcher, Limits, Manners  # noqa: PLC0415 - an extra

    wanted = config.fetch
    return Fetcher(
        limits=Limits(largest=wanted.largest, whole=wanted.deadline),
        manners=Manners(contact=wanted.contact, pause=wanted.pause),
        allowed=Allowed.of(wanted.allow),
    )
