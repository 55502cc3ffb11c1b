"""For whom a pronoun can stand: by number, sex and life."""

from __future__ import annotations

from collections.abc import Callable

from crosswire.extract.mention.naming import Gender
from crosswire.resolve.scene import Actor

MALE = frozenset(("he", "him", "his", "himself"))
FEMALE = frozenset(("she", "her", "hers", "herself"))
NEUTER = frozenset(("it", "its", "itself"))
SINGULAR = MALE | FEMALE | frozenset(("it",))
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
FIRST = frozenset(("i", "we", "me", "us", "my", "our"))
PRONOUNS = MALE | FEMALE | NEUTER | PLURAL | FIRST
WHAT = frozenset(("organisation", "government", "group", "body", "open", "country"))
"""Kinds of actors for whom "it" stands."""


def agreement(pronoun: str) -> Callable[[Actor], bool]:
    """Whom a pronoun of the third person can stand for."""
    if pronoun in NEUTER:
        return lambda actor: actor.kind in WHAT
    if pronoun in PLURAL:
        return lambda actor: actor.plural or actor.kind in WHAT
    sex: Gender = "male" if pronoun in MALE else "female"
    return lambda actor: (
        actor.kind in ("person", "described", "open")
        and not actor.plural
        and agrees(actor.gender, sex)
    )


def agrees(one: Gender | None, other: Gender | None) -> bool:
    """Whether two sexes do not contradict each other."""
    return one is None or other is None or one == other
