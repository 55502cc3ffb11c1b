"""Cases that the rules do not read yet are expected to fail: one that begins to pass is seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest


def marks(case: Mapping[str, Any]) -> list[pytest.MarkDecorator]:
    """The marks of a case: none, or a strict failure for the reason that its `unread` gives."""
    if "unread" not in case:
        return []
    return [pytest.mark.xfail(reason=case["unread"], strict=True)]
