"""Where an export goes: a file or a folder that is written whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from crosswire.error import ExportError
from crosswire.export.format import Format
from crosswire.ledger import Ledger


def export(ledger: Ledger, form: Format, path: str | Path) -> None:
    """Write a ledger in a format, whole or not at all.

    A file that is there is replaced; a folder only if it is empty or an earlier export. Raises
    ExportError where the goal cannot be written to, ExtraError where the format's extra is missing.
    """
    goal = Path(path)
    check(form, goal)
    if _is_special(goal):
        _pour(ledger, form, goal)
    else:
        _replace(ledger, form, goal.resolve())


def check(form: Format, path: str | Path) -> None:
    """Raise ExportError where a format cannot be written to a path, before any work is done."""
    goal = Path(path)
    if not (_is_special(goal) or goal.resolve().parent.is_dir()):
        raise ExportError(f"there is no folder {goal.resolve().parent}", remedy="Make it first.")
    if form.suffix and goal.is_dir():
        raise ExportError(f"{goal} is a folder", remedy=f"{form.name} is one file: name a file.")
    if not form.suffix and goal.exists() and not goal.is_dir():
        raise ExportError(f"{goal} is no folder", remedy=f"{form.name} is a folder: name one.")


def _is_special(goal: Path) -> bool:
    """Whether a path is a pipe or a device, which has no half-written state."""
    return goal.exists() and not (goal.is_file() or goal.is_dir())


def _pour(ledger: Ledger, form: Format, goal: Path) -> None:
    """Write to a pipe or device what was first written elsewhere."""
    with TemporaryDirectory(prefix="crosswire-") as folder:
        whole = Path(folder) / f"export{form.suffix}"
        form.write(ledger, whole)
        with whole.open("rb") as source, goal.open("wb") as sink:
            shutil.copyfileobj(source, sink)


def _replace(ledger: Ledger, form: Format, goal: Path) -> None:
    """Write into a folder beside the goal, then put what was written in the goal's place."""
    with TemporaryDirectory(prefix=".crosswire-", dir=goal.parent) as folder:
        part = Path(folder) / goal.name
        form.write(ledger, part)
        if goal.is_dir():
            _give_way(goal, part)
        part.replace(goal)


def _give_way(goal: Path, part: Path) -> None:
    """Remove the folder that an earlier export made; ExportError where it holds anything else."""
    ours = {path.name for path in part.iterdir()}
    others = sorted(path.name for path in goal.iterdir() if path.name not in ours or path.is_dir())
    if others:
        raise ExportError(
            f"{goal} holds what this export does not write ({others[0]:.60})",
            remedy="Name a folder that is new or empty.",
        )
    shutil.rmtree(goal)
