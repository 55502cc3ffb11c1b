"""Rules for what comes back: "every day", "twice a week", "Tuesdays"."""

from __future__ import annotations

from crosswire.extract.time.amount import vague
from crosswire.extract.time.chart import Rule
from crosswire.extract.time.meaning import Amount, Calendar, Meaning, Modified, Recurrence, Unit
from crosswire.extract.time.value import duration

_FIELDS: dict[Unit, str] = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "month": "XXXX-XX",
    "year": "XXXX",
}


def _every(number: float, unit: Unit) -> Recurrence:
    """P2W for "every two weeks"; "every day" is the field of the day that comes back."""
    field = _FIELDS.get(unit) if number == 1 else None
    return Recurrence(field or duration(Amount(number, unit)))


def _per(unit: Unit) -> Recurrence:
    return Recurrence(duration(Amount(1, unit)))


def _every_weekday(_: object, weekday: int) -> Recurrence:
    return Recurrence(f"XXXX-WXX-{weekday}")


def _every_date(_: object, calendar: Meaning) -> Recurrence | None:
    if isinstance(calendar, Modified):
        return _every_date(_, calendar.whole)
    if not isinstance(calendar, Calendar):
        return None
    if calendar.month:
        return Recurrence(f"XXXX-{calendar.month:02}")
    return Recurrence(f"XXXX-{calendar.season}") if calendar.season else None


RULES = (
    Rule("every", "RECUR", "EVERY UNIT", _every, "every day"),
    Rule("every", "RECUR", "EVERY NUM UNITS", lambda _, n, u: _every(n, u), "every two weeks"),
    Rule(
        "every",
        "RECUR",
        "EVERY few UNITS",
        lambda _, u: Recurrence(duration(vague(u))),
        "every few weeks",
    ),
    Rule("every", "RECUR", "EVERY WDAY", _every_weekday, "every Tuesday"),
    Rule(
        "every",
        "RECUR",
        "EVERY WDAY DAYPART",
        lambda e, d, _: _every_weekday(e, d),
        "every Tuesday morning",
    ),
    Rule(
        "every",
        "RECUR",
        "EVERY DAYPART",
        lambda _, c: Recurrence(f"XXXX-XX-XXT{c.part}") if c.part else None,
        "every morning",
    ),
    Rule("every", "RECUR", "EVERY DATE", _every_date, "every June"),
    Rule("per", "RECUR", "per UNIT", _per, "per day"),
    Rule("times a unit", "RECUR", "once ARTICLE UNIT", lambda _, u: _per(u), "once a week"),
    Rule("times a unit", "RECUR", "twice ARTICLE UNIT", lambda _, u: _per(u), "twice a week"),
    Rule(
        "times a unit",
        "RECUR",
        "NUM times ARTICLE UNIT",
        lambda _, __, u: _per(u),
        "three times a day",
    ),
    Rule("frequency", "RECUR", "FREQUENCY", Recurrence, "daily"),
    Rule("weekdays", "RECUR", "WEEKDAYS", lambda d: Recurrence(f"XXXX-WXX-{d}"), "Tuesdays"),
    Rule("parts", "RECUR", "PARTS", lambda p: Recurrence(f"XXXX-XX-XXT{p}"), "evenings"),
    Rule(
        "parts",
        "RECUR",
        "WDAY PARTS",
        lambda d, p: Recurrence(f"XXXX-WXX-{d}T{p}"),
        "Tuesday evenings",
    ),
)
