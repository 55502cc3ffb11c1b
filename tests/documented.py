"""What the documentation tells people to type."""

from __future__ import annotations

import re
import shlex
from contextlib import redirect_stdout
from pathlib import Path

import click
import pytest

from crosswire.cli import main
from crosswire.cli.group import commands as crosswire

PROJECT = Path(__file__).parent.parent


def blocks(page: str, language: str) -> list[str]:
    """The code blocks of a page that are in a language."""
    text = (PROJECT / page).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.M | re.S)


def commands(page: str) -> list[str]:
    """The calls of crosswire on a page, in their order."""
    lines = "\n".join(blocks(page, "console")).splitlines()
    found = [line.removeprefix("$ ") for line in lines if line.startswith("$ crosswire")]
    assert found, page
    return found


def asked(words: list[str]) -> click.Context:
    """A call of crosswire as its command takes it; raises UsageError for what there is not."""
    context = click.Context(crosswire, info_name="crosswire")
    command: click.Command = crosswire
    while isinstance(command, click.Group):
        name, *words = words
        found = command.get_command(context, name)
        assert found is not None, name
        command = found
    return command.make_context(command.name, words, parent=context)


def run(command: str) -> int:
    """What a command exits with; `> FILE` at its end is where its output goes, `#` a remark."""
    _, *arguments = shlex.split(command, comments=True)
    if ">" not in arguments:
        return _run(arguments)
    *arguments, _, goal = arguments
    with Path(goal).open("w", encoding="utf-8") as file, redirect_stdout(file):
        return _run(arguments)


def _run(arguments: list[str]) -> int:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    return int(left.value.code or 0)
