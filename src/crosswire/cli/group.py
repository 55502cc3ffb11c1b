"""`crosswire`: the group of commands, what they exit with, and how they say what went wrong.

Exit codes: 0 all inputs were read; 1 the work could not be done (no model, a broken ledger);
2 wrong use; 3 some inputs became problems, the rest was read; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from importlib import import_module
from typing import Any, TextIO

import click

from crosswire.cli.terminal import complain
from crosswire.error import CrosswireError, extra

FAILED = 1
INTERRUPTED = 130

COMMANDS = {
    "brief": "What a folder of reports says, on two screens.",
    "ledger": "Every claim as a row of JSON lines.",
    "report": "A page to look at, search and mail: one HTML file.",
    "show": "One row in its context, with its reasons.",
    "export": "The ledger for a spreadsheet, a database, a map, a web of data.",
    "archive": "Millions of articles into stories, and a ledger for each; on one machine or many.",
    "add": "Reports go to a desk, each to the event that it tells of.",
    "watch": "A desk that takes in what comes into folders and feeds.",
    "serve": "A desk in the browser, live: to read, search, judge, add to; with an interface.",
    "changes": "What changed at a desk since you last looked.",
    "search": "Words in the claims and articles of a desk, and who carried them.",
    "review": "What is worth a look, one by one: accept, reject, correct, note, grade.",
    "judgement": "What people judged: the log, how far two agree, to and from a file.",
    "remove": "Reports go from a desk, with all that rests on them alone.",
    "desk": "A desk: make it, look after its events, keep it safe.",
    "token": "Who may use a desk that is served, as what, until when.",
    "stories": "Which stories an archive has, and which some words find.",
    "doctor": "What is wrong with this installation or a desk, and what to do.",
    "gazetteer": "The register of places: build it, or import a larger one.",
}
"""The commands, each a module of this package, with what the overview says of them."""

OF_THE_DESK = (
    "add",
    "changes",
    "desk",
    "judgement",
    "remove",
    "review",
    "search",
    "token",
    "watch",
)

EXTRAS = {
    "archive": "archive",
    "serve": "serve",
    "stories": "archive",
    **dict.fromkeys(OF_THE_DESK, "desk"),
}
"""Those that need an extra, each with it."""


class Commands(click.Group):
    """A group whose commands are imported only when they are called, so that help is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        """The commands in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, from its own module."""
        if cmd_name not in COMMANDS:
            return None
        with extra(EXTRAS[cmd_name]) if cmd_name in EXTRAS else nullcontext():
            module = import_module(f"crosswire.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The overview, without importing the commands for it."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(None, "--version", package_name="crosswire", message="crosswire %(version)s")
def commands() -> None:
    """Read many news reports of one event into an auditable ledger of claims.

    \b
    Exit codes: 0 all read, 1 could not be done, 2 wrong use,
    3 some inputs became problems (the rest was read).
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """The entry point: runs a command and turns every expected failure into one clear line."""
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_a_letter(stream)
    try:
        result = commands.main(arguments, prog_name="crosswire", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as exit_:
        result = exit_.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain("stopped")
        result = INTERRUPTED
    except click.ClickException as error:
        error.show()
        result = error.exit_code
    except CrosswireError as error:
        complain(str(error), error.remedy)
        result = FAILED
    except BrokenPipeError:
        _forget_output()
        result = FAILED
    except OSError as error:
        complain(_told(error))
        result = FAILED
    sys.exit(result if isinstance(result, int) else 0)


def _never_fail_on_a_letter(stream: TextIO | Any) -> None:
    """Where a terminal cannot show a letter it shows the letter's number instead."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")


def _forget_output() -> None:
    """Keep the interpreter from flushing, at exit, into the pipe that is gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _told(error: OSError) -> str:
    """What the system says of a failure, with the file it is about."""
    return f"{error.filename}: {error.strerror}" if error.filename else str(error)
