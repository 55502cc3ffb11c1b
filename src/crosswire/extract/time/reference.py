"""Rules for words that point to past, present, future or a time told elsewhere."""

from __future__ import annotations

from crosswire.extract.time.chart import Rule
from crosswire.extract.time.meaning import Reference, Unknown

_PRESENT, _PAST, _FUTURE = (Reference(f"{name}_REF") for name in ("PRESENT", "PAST", "FUTURE"))

RULES = (
    Rule("reference", "REF", "REFERENCE", Reference, "now"),
    Rule("reference", "REF", "right now", lambda: _PRESENT, "right now"),
    Rule("reference", "REF", "these days", lambda: _PRESENT, "these days"),
    Rule("reference", "REF", "present - day", lambda: _PRESENT, "present-day"),
    Rule("reference", "REF", "modern - day", lambda: _PRESENT, "modern-day"),
    Rule("reference", "REF", "modern day", lambda: _PRESENT, "modern day"),
    Rule("reference", "REF", "the time being", lambda: _PRESENT, "the time being"),
    Rule("reference", "REF", "the past", lambda: _PAST, "the past"),
    Rule("reference", "REF", "the recent past", lambda: _PAST, "the recent past"),
    Rule("reference", "REF", "the present", lambda: _PRESENT, "the present"),
    Rule("reference", "REF", "the? near? future", lambda: _FUTURE, "the near future"),
    Rule("told elsewhere", "ELSEWHERE", "the? STEP period", lambda _: Unknown(), "this period"),
    Rule("told elsewhere", "ELSEWHERE", "the? STEP time", lambda _: Unknown(), "the same time"),
    Rule("told elsewhere", "ELSEWHERE", "the time", lambda: _PRESENT, "at the time"),
    Rule("told elsewhere", "ELSEWHERE", "some time", Unknown, "for some time"),
    Rule("told elsewhere", "ELSEWHERE", "ARTICLE short time", lambda _: Unknown(), "a short time"),
    Rule("told elsewhere", "ELSEWHERE", "ARTICLE long time", lambda _: Unknown(), "a long time"),
)
