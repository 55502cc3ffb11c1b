"""For whom somebody speaks, read from the words of the text alone.

"Norway's fisheries minister", "the Norwegian navy", "a spokesman for the union", "head of the
port": the owner of a role or of a body is its side. Where the texts give two, there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from crosswire.resolve.party import Cast, Party, Sighting
from crosswire.row import Reason, Span, reason

Lookup = Callable[[int, int, int], Party | None]
"""The party that words `first` to `last` of document `number` name."""


def side(casts: Sequence[Cast], party: Party, owner_of: Lookup) -> tuple[Party, Reason] | None:
    """The party for whom another speaks, with the words that say so."""
    found: list[tuple[Party, Reason]] = []
    for sighting in party.sightings:
        for words in _owners(sighting):
            owner = owner_of(sighting.cast, *words)
            if owner is not None and owner is not party:
                span = _span(casts[sighting.cast], words)
                document = casts[sighting.cast].document
                found.append((owner, reason("owner", document, span)))
    owners = {id(owner) for owner, _ in found}
    return found[0] if len(owners) == 1 else _most(found)


def _most(found: list[tuple[Party, Reason]]) -> tuple[Party, Reason] | None:
    """The owner that more than half of the words name."""
    for owner, why in found:
        if 2 * sum(other is owner for other, _ in found) > len(found):
            return owner, why
    return None


def _owners(sighting: Sighting) -> Iterator[tuple[int, int]]:
    naming = sighting.naming
    if naming.owner:
        yield naming.owner
    for role in naming.roles:
        if role.owner:
            yield role.owner


def _span(cast: Cast, words: tuple[int, int]) -> Span:
    return cast.parse.span(*words)
