"""Claims by how they stand: denied, disowned, contradicted, unverified, confirmed.

Statements that tell one utterance are one line, with the links to what stands against or for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from crosswire.row import Link, LinkKind, Statement
from crosswire.view.count import counted
from crosswire.view.headline import headline
from crosswire.view.label import relation
from crosswire.view.lookup import Lookup
from crosswire.view.section import REFERENCE, Entry, Line, Section
from crosswire.view.utterance import Utterance, articles, fullest

TWO_LINES = 124
"""Letters of a statement that are shown."""

MOST = 2
"""References of one kind that stand beside a claim."""

Test = Callable[[Utterance, Lookup], bool]


def claims(lookup: Lookup) -> tuple[Section, ...]:
    """The sections of claims; each utterance stands in the first that it fits."""
    left = lookup.utterances
    sections = []
    for title, fits in STANDINGS.items():
        mine = sorted((told for told in left if fits(told, lookup)), key=_most_told_first)
        left = tuple(told for told in left if not fits(told, lookup))
        entries = tuple(Entry((line(told, lookup),)) for told in mine)
        sections.append(Section(title, (), (0, 26, REFERENCE), entries, wraps=True))
    return tuple(sections)


def _most_told_first(told: Utterance) -> int:
    return -articles(told)


def _denied(told: Utterance, _: Lookup) -> bool:
    return any(row.act == "denies" for row in told)


def _disowned(told: Utterance, lookup: Lookup) -> bool:
    return any(_met(told, "disowns", lookup))


def _contradicted(told: Utterance, lookup: Lookup) -> bool:
    """Whether what is said is contradicted in words."""
    return any(_met(told, "denies", lookup)) or any(
        link.kind == "contradicts" and not _by_figures(link)
        for row in told
        for link in lookup.links_of.get(row.id, ())
    )


OF_ONE_QUESTION = frozenset(("figure.conflict", "figure.corrected"))
"""The rules by which answers to one question contradict each other."""


def _by_figures(link: Link) -> bool:
    """Whether two numbers stand against each other: they are shown with their question."""
    return "kind" in link.because and link.because["kind"].rule in OF_ONE_QUESTION


def _unverified(told: Utterance, _: Lookup) -> bool:
    return any(row.verification == "unverified" for row in told)


def _confirmed(told: Utterance, lookup: Lookup) -> bool:
    by_itself = any(row.verification == "confirmed" for row in told)
    return by_itself or any(_met(told, "confirms", lookup))


def _met(told: Utterance, kind: LinkKind, lookup: Lookup) -> Iterator[Link]:
    """The links of a kind that go to an utterance."""
    for row in told:
        for link in lookup.links_of.get(row.id, ()):
            if link.kind == kind and link.to_id == row.id:
                yield link


STANDINGS: dict[str, Test] = {
    "DENIED": _denied,
    "DISOWNED": _disowned,
    "CONTRADICTED": _contradicted,
    "UNVERIFIED": _unverified,
    "CONFIRMED": _confirmed,
}
"""How a claim can stand, the gravest first."""


def line(told: Utterance, lookup: Lookup) -> Line:
    """An utterance's line: its fullest wording, who tells it, what stands for or against it."""
    row = fullest(told)
    beside = (_spread(told, lookup), *_links(told, lookup))
    return cut(headline(row, lookup)), "\n".join(beside), lookup.reference(row)


def cut(words: str) -> str:
    """Words that two lines have room for."""
    return words if len(words) <= TWO_LINES else f"{words[: TWO_LINES - 1]}…"


def _spread(told: Utterance, lookup: Lookup) -> str:
    """By which outlet, or by how many articles of how many origins."""
    if articles(told) == 1:
        return lookup.printed_in(told[0].document)
    origins = len({row.origin for row in told})
    return f"{articles(told)} articles, {counted(origins, 'origin')}"


def _links(told: Utterance, lookup: Lookup) -> Iterator[str]:
    """What stands for or against an utterance: "denied by 3f1a, 09bc +2"."""
    found: dict[str, dict[str, None]] = {}
    answered: set[str] = set()
    for kind, other, words in sorted(_relations(told, lookup), key=_gravest_first):
        if kind != "contradicts" or other.id not in answered:
            found.setdefault(words, {})[lookup.reference(other)] = None
        answered.add(other.id)
    for words, references in found.items():
        more = f" +{len(references) - MOST}" if len(references) > MOST else ""
        yield f"{words} {', '.join([*references][:MOST])}{more}"


def _relations(told: Utterance, lookup: Lookup) -> Iterator[tuple[LinkKind, Statement, str]]:
    """The kinds of links that an utterance has, the rows that they lead to, and their words."""
    own = {row.id for row in told}
    for row in told:
        for link in lookup.links_of.get(row.id, ()):
            end = link.to_id if link.from_id == row.id else link.from_id
            other = lookup.statements.get(end)
            numbers = link.kind == "contradicts" and _by_figures(link)
            if link.kind in STANDING_KINDS and other and end not in own and not numbers:
                forward = link.from_id == row.id
                yield link.kind, other, relation(link, forward=forward)


STANDING_KINDS: tuple[LinkKind, ...] = ("denies", "disowns", "contradicts", "confirms")
"""The kinds of links that say how a claim stands, in the order in which they are shown."""


def _gravest_first(found: tuple[LinkKind, Statement, str]) -> int:
    return STANDING_KINDS.index(found[0])


def told_elsewhere(shown: Iterable[Section]) -> frozenset[str]:
    """The references of the claims that sections show."""
    return frozenset(line[-1] for section in shown for line in section.lines)
