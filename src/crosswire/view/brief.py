"""The brief: what a duty editor reads first, on two screens.

Labels and the sources' own words, nothing else: no sentence is made up. Every line ends in a
reference that `crosswire show` opens, and nothing denied stands without the word DENIED.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import token_set_ratio
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from crosswire.ledger import Ledger
from crosswire.row import Document, Figure, Place, Statement
from crosswire.view.headline import headline, one_line
from crosswire.view.inert import inert
from crosswire.view.lookup import Lookup, days, published, window

SAME_THING = 80
"""Of 100, how alike the words must be that say what two figures of one unit measure."""

CAPS = {
    "ARTICLES": 8,
    "WHO IS QUOTED": 8,
    "FIGURES": 22,
    "DENIED": 7,
    "UNVERIFIED": 5,
    "CONFIRMED": 5,
    "PLACES": 8,
    "PROBLEMS": 4,
}
"""Lines of each section that two screens have room for."""

ID = 99
"""The width of references, which are never cut."""

TWO_LINES = 130
"""Letters of a statement that are shown."""


@dataclass(frozen=True, slots=True)
class Section:
    """One block of the brief: lines of cells, the last of which is a reference.

    `widths` are the most that each column may take; the one with 0 takes what the others leave.
    """

    title: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    lines: tuple[tuple[str, ...], ...]

    @property
    def cap(self) -> int:
        """How many lines two screens have room for."""
        return CAPS[self.title]


@dataclass(frozen=True, slots=True)
class Brief:
    """What stands on top, and the sections in their order; empty ones are left out."""

    event: str
    extent: str
    sections: tuple[Section, ...]


def brief(ledger: Ledger) -> Brief:
    """What a ledger's brief says, before it is laid out."""
    lookup = Lookup(ledger)
    sections = (
        _articles(lookup),
        _quoted(lookup),
        _figures(lookup),
        _marked("DENIED", (s for s in ledger.statements if s.act == "denies"), lookup),
        _marked("UNVERIFIED", _verified(ledger, "unverified"), lookup),
        _marked("CONFIRMED", _verified(ledger, "confirmed"), lookup),
        _places(lookup),
        _problems(lookup),
    )
    return Brief(_event(ledger), _extent(ledger), tuple(s for s in sections if s.lines))


def _event(ledger: Ledger) -> str:
    """What the event is called beside its reports, else the title that most of them carry."""
    named = ledger.run.settings.get("event")
    titles = Counter(document.title for document in ledger.documents if document.title)
    common = min(titles, key=lambda title: (-titles[title], title)) if titles else ""
    return one_line(str(named) if named else common)


def _extent(ledger: Ledger) -> str:
    """How many reports of how many outlets, from which day to which."""
    outlets = {document.outlet for document in ledger.documents if document.outlet}
    first = [d.published_from for d in ledger.documents if d.published_from]
    last = [d.published_to for d in ledger.documents if d.published_to]
    parts = [
        _count(len(ledger.documents), "article"),
        _count(len(outlets), "outlet") if outlets else "",
        days(min(first, default=None), max(last, default=None)),
        _count(len(ledger.statements), "statement"),
        _count(len(ledger.figures), "figure"),
        _count(len(ledger.problems), "problem") if ledger.problems else "",
    ]
    return " · ".join(part for part in parts if part)


def _articles(lookup: Lookup) -> Section:
    """The reports in the order of their publication."""
    ordered = sorted(lookup.ledger.documents, key=lambda d: (published(d), d.id))
    lines = tuple(
        (published(d), one_line(d.outlet or ""), _title(d), lookup.reference(d)) for d in ordered
    )
    return Section("ARTICLES", ("published", "outlet", "title", ""), (21, 24, 0, ID), lines)


def _title(document: Document) -> str:
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
    return Section("WHO IS QUOTED", columns, (0, 24, 5, 36, 8, ID), lines)


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


def _figures(lookup: Lookup) -> Section:
    """The figures, those that measure one thing together, the most told thing first."""
    lines = []
    for group in _by_thing(sorted(lookup.ledger.figures, key=lookup.moment)):
        told = dict.fromkeys(_figure(figure, lookup)[:-1] for figure in group)
        rows = {_figure(figure, lookup)[:-1]: figure for figure in reversed(group)}
        for number, cells in enumerate(told):
            thing = cells[0] if number == 0 else ""
            lines.append((thing, *cells[1:], lookup.reference(rows[cells])))
    columns = ("of", "value", "by", "in", "as of", "")
    return Section("FIGURES", columns, (0, 22, 24, 16, 16, ID), tuple(lines))


def _figure(figure: Figure, lookup: Lookup) -> tuple[str, ...]:
    """A figure's line."""
    return (
        one_line(figure.of or figure.unit or ""),
        one_line(figure.text),
        lookup.source(figure),
        lookup.outlet(figure.document),
        window(figure.when),
        lookup.reference(figure),
    )


def _by_thing(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Figures that answer one question, else of one unit and of much the same words, together."""
    groups: list[list[Figure]] = []
    for figure in figures:
        mine = next((group for group in groups if _same_thing(group[0], figure)), None)
        if mine is None:
            groups.append([figure])
        else:
            mine.append(figure)
    return sorted(groups, key=lambda group: (-len({f.document for f in group}), -len(group)))


def _same_thing(one: Figure, other: Figure) -> bool:
    """Whether two figures measure the same thing, as far as their words say."""
    if one.question or other.question:
        return one.question == other.question
    if one.unit != other.unit:
        return False
    words, others = (one.of or "").casefold(), (other.of or "").casefold()
    return words == others or token_set_ratio(words, others) >= SAME_THING


def _verified(ledger: Ledger, verification: str) -> Iterable[Statement]:
    """The statements whose text says that they were confirmed, or that they could not be."""
    return (s for s in ledger.statements if s.verification == verification)


def _marked(title: str, statements: Iterable[Statement], lookup: Lookup) -> Section:
    """Statements under the word that says how they stand."""
    lines = tuple(
        (_cut(headline(s, lookup)), lookup.outlet(s.document), lookup.reference(s))
        for s in sorted(statements, key=lookup.moment)
    )
    return Section(title, (), (0, 22, ID), lines)


def _cut(words: str) -> str:
    """Words that two lines have room for."""
    return words if len(words) <= TWO_LINES else f"{words[: TWO_LINES - 1]}…"


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
            _count(len(places), "mention"),
            _count(len({place.document for place in places}), "article"),
            lookup.reference(places[0]),
        )
        for places in ordered
    )
    return Section("PLACES", (), (0, 2, 8, 12, 11, ID), lines)


def _problems(lookup: Lookup) -> Section:
    """What could not be read, and what to do about it."""
    lines = tuple(
        (one_line(p.document), one_line(p.reason), one_line(p.remedy), lookup.reference(p))
        for p in lookup.ledger.problems
    )
    return Section("PROBLEMS", (), (30, 40, 0, ID), lines)


def _count(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def render(brief: Brief, *, whole: bool = False, ledger: str | None = None) -> RenderableType:
    """The brief as a page; `whole` leaves no line out, `ledger` is the file that holds its rows."""
    parts: list[RenderableType] = [Text(brief.event, "bold"), Text(brief.extent)]
    for section in brief.sections:
        shown = section.lines if whole else section.lines[: section.cap]
        parts += [Text(), _table(section, shown)]
        if len(shown) < len(section.lines):
            left = len(section.lines) - len(shown)
            parts.append(Text(f"... and {left} more: crosswire brief --all", "dim"))
    file = inert(ledger) if ledger else "LEDGER"
    hint = "" if ledger else " (written by crosswire brief -o LEDGER)"
    parts += [Text(), Text(f"crosswire show {file} REFERENCE{hint}", "dim")]
    return Group(*parts)


def _table(section: Section, lines: Sequence[tuple[str, ...]]) -> Table:
    """A section laid out; words are cut to the width, references never."""
    table = Table(
        title=Text(section.title, "bold"),
        title_justify="left",
        box=None,
        padding=(0, 1, 0, 0),
        pad_edge=False,
        expand=True,
        show_header=any(section.columns),
        header_style="dim",
    )
    for cell, width in enumerate(section.widths):
        table.add_column(
            section.columns[cell] if section.columns else "",
            no_wrap=width == ID,
            ratio=None if width else 1,
            max_width=width or None,
        )
    wraps = not section.columns
    for line in lines:
        words = (Text(cell, no_wrap=not wraps, overflow="ellipsis") for cell in line[:-1])
        table.add_row(*words, Text(line[-1], "cyan"))
    return table
