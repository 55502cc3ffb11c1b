"""The brief: what a duty editor reads first, on two screens.

Labels and the sources' own words, nothing else: no sentence is made up. Every line ends in a
reference that `crosswire show` opens, and nothing denied stands without the word DENIED.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.ledger import Ledger
from crosswire.row import Document, Place, Statement, Window
from crosswire.view.answer import agreed, changed, contested
from crosswire.view.claim import claims
from crosswire.view.count import counted
from crosswire.view.headline import one_line
from crosswire.view.lookup import Lookup, in_order, published, window
from crosswire.view.origin import single
from crosswire.view.section import REFERENCE, Section, plain

UNTITLED = "(no title given)"
"""What stands on top where neither the event nor a report has a title."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What stands on top, and the sections in their order; empty ones are left out."""

    event: str
    extent: str
    sections: tuple[Section, ...]


def brief(ledger: Ledger) -> Brief:
    """What a ledger's brief says, before it is laid out."""
    lookup = Lookup(ledger)
    marked = claims(lookup)
    sections = (
        contested(lookup),
        changed(lookup),
        agreed(lookup),
        *marked,
        single(lookup, marked),
        _quoted(lookup),
        _places(lookup),
        _problems(lookup),
        _articles(lookup),
    )
    return Brief(event(ledger), extent(ledger), tuple(s for s in sections if s.entries))


def event(ledger: Ledger) -> str:
    """What the event is called beside its reports, else the title that most of them carry."""
    named = ledger.run.settings.get("event")
    titles = Counter(document.title for document in ledger.documents if document.title)
    common = min(titles, key=lambda title: (-titles[title], title)) if titles else ""
    return one_line(str(named) if named else common) or UNTITLED


def span(ledger: Ledger) -> Window:
    """From the day of the first report to that of the last.

    Where one report is only known to come after a day, and another before an earlier one, these
    days are the stretch.
    """
    starts = [d.published_from for d in ledger.documents if d.published_from]
    ends = [d.published_to for d in ledger.documents if d.published_to]
    first, last = min(starts, default=None), max(ends, default=None)
    return Window(last, first) if first and last and last < first else Window(first, last)


def extent(ledger: Ledger, *, dated: bool = True) -> str:
    """How many reports of how many outlets, from which day to which if that is not told apart."""
    outlets = {document.outlet for document in ledger.documents if document.outlet}
    parts = [
        counted(len(ledger.documents), "article"),
        counted(len(outlets), "outlet") if outlets else "",
        window(span(ledger)) if dated else "",
        counted(len(ledger.statements), "statement"),
        counted(len(ledger.figures), "figure"),
        counted(len(ledger.problems), "problem") if ledger.problems else "",
    ]
    return " · ".join(part for part in parts if part)


def _articles(lookup: Lookup) -> Section:
    """The reports in the order of their publication."""
    ordered = sorted(lookup.ledger.documents, key=lambda d: (in_order(d), d.id))
    lines = tuple(
        (published(d), _outlet(d, lookup), title(d), lookup.reference(d)) for d in ordered
    )
    return Section("ARTICLES", ("", "outlet", "title", ""), (21, 24, 0, REFERENCE), plain(*lines))


def _outlet(document: Document, lookup: Lookup) -> str:
    """A report's outlet, if it names one, and whether a later version of it is here."""
    return one_line(lookup.printed_in(document.id)) if document.outlet else ""


def title(document: Document) -> str:
    """A report's title, else its first words."""
    if document.title:
        return one_line(document.title)
    first = document.story[0].start if document.story else 0
    return one_line(document.text[first : first + 200])


def _quoted(lookup: Lookup) -> Section:
    """Who is quoted how often, by how many outlets, with which acts."""
    by_speaker: dict[str, list[Statement]] = {}
    for statement in lookup.ledger.statements:
        if statement.speaker in lookup.entities:
            by_speaker.setdefault(statement.speaker or "", []).append(statement)
    ordered = sorted(by_speaker, key=lambda one: (-len(by_speaker[one]), lookup.name(one), one))
    lines = tuple(_speaker(one, by_speaker[one], lookup) for one in ordered)
    columns = ("", "for", "times", "acts", "articles", "")
    return Section("WHO IS QUOTED", columns, (0, 24, 5, 30, 8, REFERENCE), plain(*lines))


def _speaker(entity: str, statements: Sequence[Statement], lookup: Lookup) -> tuple[str, ...]:
    """A speaker's line."""
    row = lookup.entities[entity]
    acts = Counter(statement.act for statement in statements)
    said = ", ".join(f"{act} {acts[act]}" for act in sorted(acts, key=lambda a: (-acts[a], a)))
    articles = len({statement.document for statement in statements})
    return (
        lookup.name(entity),
        lookup.name(row.side, otherwise=""),
        str(len(statements)),
        said,
        str(articles),
        lookup.reference(row),
    )


def _places(lookup: Lookup) -> Section:
    """The places, the most named first."""
    named: dict[tuple[str, str], list[Place]] = {}
    for place in lookup.ledger.places:
        named.setdefault((place.gazetteer_id or place.name, place.country or ""), []).append(place)
    ordered = sorted(named.values(), key=lambda places: (-len(places), places[0].name))
    lines = tuple(
        (
            one_line(places[0].name),
            one_line(places[0].country or ""),
            places[0].precision or "",
            counted(len(places), "mention"),
            counted(len({place.document for place in places}), "article"),
            lookup.reference(places[0]),
        )
        for places in ordered
    )
    return Section("PLACES", (), (0, 2, 8, 12, 11, REFERENCE), plain(*lines))


def _problems(lookup: Lookup) -> Section:
    """What could not be read, and what to do about it."""
    lines = tuple(
        (one_line(p.document), one_line(p.reason), one_line(p.remedy), lookup.reference(p))
        for p in lookup.ledger.problems
    )
    return Section("PROBLEMS", (), (30, 40, 0, REFERENCE), plain(*lines), wraps=True)
