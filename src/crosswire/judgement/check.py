"""Whether a judgement says what a judgement of its kind can say, in words that tell what to do."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

from crosswire.error import JudgementError
from crosswire.judgement.value import (
    CLAIMS,
    GRADES,
    KINDS,
    PAIRS,
    RELATIONS,
    VERDICTS,
    DateField,
    Days,
    Draft,
)

LONGEST_NOTE = 4000
"""Letters of a note."""

LONGEST_ID = 2000
"""What an index of either database takes, in bytes."""

_ID = re.compile(r"([a-z]+)-[0-9a-f]{16}")


def checked(draft: Draft) -> Draft:
    """A draft as it is kept: pairs in their order, the note trimmed; raises JudgementError."""
    _check_words(draft)
    whole = replace(draft, note=(draft.note or "").strip() or None)
    if draft.kind in PAIRS and draft.other is not None:
        first, second = sorted((draft.subject, draft.other))
        whole = replace(whole, subject=first, other=second)
    if whole.verdict == "undo":
        _check_undo(whole)
    else:
        _check_judged(whole)
    return whole


def refused(message: str, remedy: str) -> JudgementError:
    """What is raised of a judgement that cannot be kept."""
    return JudgementError(message, remedy=remedy)


def _check_words(draft: Draft) -> None:
    """Refuses words outside of the closed vocabularies, and what cannot be written."""
    _one_of("kind", draft.kind, KINDS)
    _one_of("verdict", draft.verdict, (*VERDICTS[draft.kind], "undo"))
    if draft.relation is not None:
        _one_of("relation", draft.relation, RELATIONS)
    for name in ("subject", "other", "undoes"):
        words = getattr(draft, name) or ""
        if _is_unwritable(words) or len(words.encode()) > LONGEST_ID:
            raise refused(f"its {name} cannot be kept", "Write the id of a row as it is.")
    note = draft.note or ""
    if _is_unwritable(note) or len(note) > LONGEST_NOTE:
        remedy = f"Write at most {LONGEST_NOTE} letters of plain text."
        raise refused("its note cannot be kept", remedy)


def _is_unwritable(words: str) -> bool:
    """Whether a text has what no database keeps: a null, half of a surrogate pair."""
    return any(one == "\0" or "\ud800" <= one <= "\udfff" for one in words)


def _check_undo(draft: Draft) -> None:
    """Refuses an undo that undoes nothing, or says more than that."""
    _one_of("undoes", _kind_of(draft.undoes), ("judgement",))
    if draft.value is not None:
        raise refused("an undo has no value", "Leave its value out.")


def _check_judged(draft: Draft) -> None:
    """Refuses a judgement whose rows or value are not those of its kind."""
    if draft.undoes is not None:
        raise refused("only an undo undoes", "Leave `undoes` out.")
    _check_rows(draft)
    _CHECKS[draft.kind](draft)
    if draft.kind == "note" and not draft.note:
        raise refused("a note without words", "Write the note.")


def _check_rows(draft: Draft) -> None:
    """Refuses rows that are missing, too many, twice the same."""
    is_pair = draft.kind in PAIRS or draft.kind == "link" or (draft.kind == "note" and draft.other)
    if not draft.subject or bool(is_pair) != bool(draft.other) or draft.subject == draft.other:
        raise refused(
            f"a judgement of a {draft.kind} is about {'two rows' if is_pair else 'one row'}",
            "Name them by their ids in `subject` and `other`."
            if is_pair
            else "Name it by its id in `subject`, and leave `other` out.",
        )
    if (draft.kind == "link") != (draft.relation is not None):
        raise refused(
            "a link is judged by its kind, and nothing else is",
            f"Give one of {', '.join(RELATIONS)} as `relation` of a link, and only there.",
        )


def _check_pair(draft: Draft) -> None:
    for one in (draft.subject, draft.other):
        _one_of("row", _kind_of(one), (PAIRS[draft.kind],))
    _check_empty(draft)


def _check_empty(draft: Draft) -> None:
    if draft.value is not None:
        raise refused(f"a judgement of a {draft.kind} has no value", "Leave its value out.")


def _check_speaker(draft: Draft) -> None:
    _one_of("row", _kind_of(draft.subject), CLAIMS)
    if draft.value is not None:
        _one_of("value", _kind_of(draft.value), ("mention",))


def _check_date(draft: Draft) -> None:
    if not isinstance(draft.value, Days):
        raise refused("a date is corrected to days", 'Write {"field", "from", "to"} as `value`.')
    _one_of("field", draft.value.field, get_args(DateField))
    kind = _kind_of(draft.subject)
    if draft.value.field != "published":
        _one_of("row", kind, ("statement",) if draft.value.field == "said" else CLAIMS)
    elif kind in CLAIMS:
        raise refused("a document is published, no row of it", "Name the document as `subject`.")
    first, last = draft.value.first, draft.value.last
    if first and last and last < first:
        raise refused(f"{first} to {last} runs backward", "Name the earlier day first.")


def _check_grade(draft: Draft) -> None:
    rows = ("mention",) if draft.kind == "reliability" else CLAIMS
    _one_of("row", _kind_of(draft.subject), rows)
    _one_of("grade", draft.value, tuple(GRADES[draft.kind]))


_CHECKS = {
    "link": _check_empty,
    "name": _check_pair,
    "question": _check_pair,
    "speaker": _check_speaker,
    "date": _check_date,
    "note": _check_empty,
    "reliability": _check_grade,
    "credibility": _check_grade,
}


def _kind_of(name: object) -> str:
    """Of which type the row with an id is; the id itself where it is none that we give."""
    found = _ID.fullmatch(name) if isinstance(name, str) else None
    return found[1] if found else f"{name}"


def _one_of(name: str, found: object, allowed: tuple[str, ...]) -> None:
    """Refuses what is none of a few words."""
    if not isinstance(found, str) or found not in allowed:
        raise refused(
            f"its {name} is {found!r:.60}", f"It is {_listed(allowed)}: see docs/review.md."
        )


def _listed(words: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
