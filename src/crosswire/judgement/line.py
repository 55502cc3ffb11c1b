"""Judgements as JSON lines: what desks, files and those who count them exchange.

A line is a judgement as it was signed; lines stand in the order in which they were made, so that
the same judgements are the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from crosswire.error import JudgementError
from crosswire.judgement.form import as_json, from_json
from crosswire.judgement.standing import order
from crosswire.judgement.value import Judgement

LONGEST = 40_000
"""Bytes of a line: more than the longest note takes, and its rows."""

AS_EXPORTED = "Write it as `crosswire judgement export` does, a JSON object a line, in UTF-8."


def lines(judgements: Iterable[Judgement]) -> Iterator[str]:
    """Judgements as JSON lines, each with its line end, in the order in which they were made."""
    for one in sorted(set(judgements), key=order):
        yield json.dumps(as_json(one), ensure_ascii=False, separators=(",", ":")) + "\n"


def read(line: bytes) -> Judgement:
    """The judgement of a line; raises JudgementError where it says none."""
    if len(line) > LONGEST:
        raise JudgementError(f"the line has more than {LONGEST} bytes", remedy=AS_EXPORTED)
    try:
        return from_json(json.loads(line.removeprefix(b"\xef\xbb\xbf").decode()))
    except (ValueError, RecursionError) as error:
        raise JudgementError(f"it is no JSON: {error!s:.80}", remedy=AS_EXPORTED) from None


def read_all(found: Iterable[bytes], *, name: str) -> Iterator[Judgement]:
    """The judgements of the lines of a file; raises JudgementError with the line that says none."""
    for number, line in enumerate(found, 1):
        if line.strip():
            try:
                yield read(line)
            except JudgementError as error:
                told = f"{name}, line {number}: {error}"
                raise JudgementError(told, remedy=error.remedy) from None
