"""What the log is told when the program itself fails: the kind of the error, and where it was.

No traceback, and no word of the request or of a report, which an error's own words may well have.
"""

from __future__ import annotations

import traceback
from pathlib import Path

from crosswire.desk.log import tell
from crosswire.error import DeskError


def note(error: BaseException) -> None:
    """Tell the log of an error, in one line."""
    if isinstance(error, DeskError):
        tell("server.busy", reason=str(error), remedy=error.remedy)
        return
    frames = traceback.extract_tb(error.__traceback__)
    at = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    tell("server.fault", kind=type(error).__name__, at=at)
