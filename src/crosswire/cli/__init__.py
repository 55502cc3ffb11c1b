"""The command line: one module for each command, imported when it is called."""

from __future__ import annotations

from crosswire.cli.group import main

__all__ = ["main"]
