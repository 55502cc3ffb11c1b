"""`crosswire doctor`: what is wrong with an installation or a desk, and what to do about it."""

from __future__ import annotations

import json

import click

from crosswire.cli.group import FAILED
from crosswire.cli.option import to
from crosswire.cli.setting import CONFIG
from crosswire.codec import codec
from crosswire.desk.config.config import Config, configured
from crosswire.desk.doctor.check import Check, fault
from crosswire.desk.doctor.doctor import Examination, examine
from crosswire.error import ConfigError
from crosswire.view.count import counted
from crosswire.view.inert import inert

STYLES = {"ok": "green", "warning": "yellow", "fault": "red"}


@click.command(name="doctor")
@click.argument("desk", required=False)
@CONFIG
@to("text", "json", words="For a person, or for a program.")
def command(desk: str | None, *, config_file: str | None, form: str) -> int:
    """Examine this installation, and the DESK that is named here or in crosswire.toml.

    Nothing is changed. A line for each thing: ok, warning or fault, and what to do. It exits with
    1 where there is a fault.
    """
    wrong: list[Check] = []
    try:
        config = configured(config_file)
    except ConfigError as error:
        config = Config()
        wrong.append(fault("configuration", str(error), error.remedy))
    found = examine(config, desk or config.desk.where)
    kept = [one for one in found.checks if not (wrong and one.name == "configuration")]
    found = Examination((*kept, *wrong))
    click.echo(_json(found) if form == "json" else _text(found))
    return FAILED if found.count("fault") else 0


def _text(found: Examination) -> str:
    """A line for each check, then how many there were."""
    width = max(len(check.name) for check in found.checks)
    lines = [_line(check, width) for check in found.checks]
    counts = f"{found.count('ok')} ok, {counted(found.count('warning'), 'warning')}"
    counts += f", {counted(found.count('fault'), 'fault')}"
    return "\n".join([*lines, "", f"{counts}; {found.looked:,} things looked at"])


def _line(check: Check, width: int) -> str:
    """How a check ended, of what, and what to do about it."""
    level = click.style(f"{check.level:<7}", fg=STYLES[check.level])
    remedy = f" - {check.remedy}" if check.remedy else ""
    return f"{level}  {check.name:<{width}}  {inert(check.says + remedy)}"


def _json(found: Examination) -> str:
    """The examination as one JSON object."""
    levels = {level: found.count(level) for level in ("ok", "warning", "fault")}
    checks = [codec(Check).encode(check) for check in found.checks]
    return json.dumps({"looked": found.looked, **levels, "checks": checks}, indent=2)
