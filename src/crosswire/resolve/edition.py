"""Sources without a name in the versions of one article: who is described alike is one.

A described source is one for an article; a later version of it is the same article. So "the coast
guard says 31" and, an hour later at the same address, "the coast guard says 28" are one source's
words, and never two accounts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from crosswire.extract.mention import Reference
from crosswire.resolve.memory import Described, Resolved
from crosswire.resolve.party import Cast

Found = dict[Reference, Resolved]
Key = tuple[str, str, bool]
"""The article, the words of a description in small letters, and whether several are meant."""

ARTICLES = frozenset(("a", "an", "the"))


def united(casts: Sequence[Cast], found: Sequence[Found]) -> list[Found]:
    """Whom each reference means, with those as one whom versions of an article describe alike."""
    articles = first_versions({cast.document: cast.version_of for cast in casts})
    if len(set(articles.values())) == len(casts):
        return list(found)
    first: dict[Key, Described] = {}
    stands: dict[int, Described] = {}
    for number, cast in enumerate(casts):
        for one in _described(found[number]):
            key = articles[cast.document], _words(cast, one), one.plural
            known = first.setdefault(key, one)
            stands[id(one)] = known
            if known is not one:
                known.references.extend(one.references)
    return [{of: _meaning(one, stands) for of, one in each.items()} for each in found]


def first_versions(before: Mapping[str, str | None]) -> Mapping[str, str]:
    """To each document the first version of its article that is here; `before` has the last."""
    first: dict[str, str] = {}
    for name in before:
        at, seen = name, {name}
        while (earlier := before.get(at)) in before and earlier not in seen:
            at = earlier or at
            seen.add(at)
        first[name] = at
    return first


def _described(found: Found) -> Iterator[Described]:
    """The sources of a document that have no name, each once, in the order of the text."""
    seen = set()
    for _, one in sorted(found.items(), key=lambda each: each[0]):
        if isinstance(one.meant, Described) and id(one.meant) not in seen:
            seen.add(id(one.meant))
            yield one.meant


def _words(cast: Cast, one: Described) -> str:
    """The words by which a source is described first, without its article."""
    _, reference = one.references[0]
    words = [token.lower for token in cast.parse.tokens[reference.first : reference.last]]
    return " ".join(words[words[0] in ARTICLES :])


def _meaning(one: Resolved, stands: Mapping[int, Described]) -> Resolved:
    """Whom a reference means, once those who are one are one."""
    known = stands.get(id(one.meant))
    return one if known is None or known is one.meant else replace(one, meant=known)
