"""From paths to articles: the order, the facts given beside them, and what is refused."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from io import BufferedReader, BytesIO
from pathlib import Path
from types import MappingProxyType

from crosswire.error import CrosswireError, InputError, UnreachableError
from crosswire.read.article import LONGEST, Article
from crosswire.read.given import UNKNOWN, Given
from crosswire.read.language import ENGLISH, ForeignError, language
from crosswire.read.reader import Draft, Reader, choose, readers
from crosswire.read.sent import Sent
from crosswire.read.source import LARGEST, Source, Stream
from crosswire.read.text import TextReader
from crosswire.read.walk import File, unreadable, walk, writable
from crosswire.row import Problem

NO_FIELDS: Mapping[str, str] = MappingProxyType({})

MOST_PROBLEMS = 1_000
"""Problems of one input that are listed one by one."""

LONGEST_STREAK = 10_000
"""Problems of one input one after the other, without a report, after which it is left."""

Complete = Callable[[Draft], Iterator[Draft | Problem]]
"""Makes of a draft what is to be read in its place."""


def as_it_is(draft: Draft) -> Iterator[Draft | Problem]:
    """A draft as it is."""
    yield draft


def read(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    outlet: str | None = None,
    fields: Mapping[str, str] = NO_FIELDS,
    largest: int = LARGEST,
) -> Iterator[Article | Problem]:
    """The articles of files and folders, in a fixed order; what cannot be read is a problem.

    A folder is read whole, in the order of its names; "-" is standard input. `published` and
    `outlet` hold for every article, `fields` says what JSON lines call an article's parts
    (`{"text": "maintext"}`), `largest` is the most bytes of a file, or of a line of JSON, that
    are read. An article of more than LONGEST characters is refused.
    """
    _, problems = readers()
    yield from problems
    given = Given(outlet=outlet, published=published)
    yield from articles(walk(paths), given=given, fields=fields, largest=largest)


def articles(
    files: Iterable[File | Problem],
    *,
    given: Given = UNKNOWN,
    fields: Mapping[str, str] = NO_FIELDS,
    largest: int = LARGEST,
) -> Iterator[Article | Problem]:
    """The articles of some of the files that `walk` finds, as `read` has them among all others."""
    available, _ = readers()
    desk = _Desk(given)
    for file in files:
        if isinstance(file, Problem):
            yield file
        elif twice := desk.twice(file):
            yield twice
        else:
            for draft in _drafts(file, available, fields, largest):
                yield draft if isinstance(draft, Problem) else desk.article(file, draft)


def received(
    inputs: Iterable[Sent | Problem],
    *,
    given: Given = UNKNOWN,
    complete: Complete = as_it_is,
) -> Iterator[Article | Problem]:
    """The articles in what was fetched from addresses, taken in as those of files are.

    `given` holds for every article. `complete` makes of each draft what is read in its place: an
    entry of a feed may lead to its page.
    """
    available, problems = readers()
    yield from problems
    desk = _Desk(given)
    for sent in inputs:
        if isinstance(sent, Problem):
            yield sent
            continue
        file = File(sent.id, None, sent=sent)
        for draft in _drafts(file, available, NO_FIELDS, LARGEST):
            if isinstance(draft, Problem):
                yield draft
                continue
            for whole in complete(sent.delivered(draft)):
                yield whole if isinstance(whole, Problem) else desk.article(file, whole)


def pasted(name: str, text: str, *, given: Given = UNKNOWN) -> Iterator[Article | Problem]:
    """The article that a text is which somebody hands in: plain text, whatever it looks like."""
    raw = text.encode("utf-8", "replace")
    file = File(name, None, sent=Sent(name, raw, "text/plain", "utf-8", ""))
    for draft in _drafts(file, (TextReader(),), NO_FIELDS, LARGEST):
        yield draft if isinstance(draft, Problem) else _Desk(given).article(file, draft)


def page(sent: Sent) -> Iterator[Draft | Problem]:
    """The drafts in what was fetched from one address, before they are taken in."""
    available, _ = readers()
    for draft in _drafts(File(sent.id, None, sent=sent), available, NO_FIELDS, LARGEST):
        yield draft if isinstance(draft, Problem) else sent.delivered(draft)


def _few(name: str, found: Iterator[Draft | Problem]) -> Iterator[Draft | Problem]:
    """What was read, but only so many of its problems: of the others, how many there are.

    Where nothing but problems comes for too long, the rest is left.
    """
    problems = streak = 0
    for one in found:
        if not isinstance(one, Problem):
            streak = 0
            yield one
            continue
        problems, streak = problems + 1, streak + 1
        if problems <= MOST_PROBLEMS:
            yield one
        if streak == LONGEST_STREAK:
            yield Problem.of(
                name,
                f"{streak:,} problems without a report between them: the rest is not read",
                "Take out what is no report.",
            )
            break
    if problems > MOST_PROBLEMS:
        yield Problem.of(
            name,
            f"{problems - MOST_PROBLEMS:,} more problems, which are not listed",
            "Give a file of reports; what could be read was read.",
        )


def _drafts(
    file: File, available: tuple[Reader, ...], fields: Mapping[str, str], largest: int
) -> Iterator[Draft | Problem]:
    """What the reader for a file makes of it."""
    yield from drafts(file.id, _source(file, largest), available, fields)


def drafts(
    name: str,
    opened: AbstractContextManager[Source],
    available: tuple[Reader, ...],
    fields: Mapping[str, str],
) -> Iterator[Draft | Problem]:
    """What the reader for an input makes of it; whatever goes wrong ends this input only.

    Of its problems a bounded number is told one by one, and the rest as how many there are.
    """
    yield from _few(name, _guarded(name, opened, available, fields))


def _guarded(
    name: str,
    opened: AbstractContextManager[Source],
    available: tuple[Reader, ...],
    fields: Mapping[str, str],
) -> Iterator[Draft | Problem]:
    """What the reader for an input makes of it, and what went wrong as its problem.

    Raises UnreachableError where its store does not answer: the input is not to blame.
    """
    try:
        with opened as source:
            yield from choose(available, source).read(source, fields)
    except UnreachableError:
        raise
    except (OSError, CrosswireError) as error:
        yield unreadable(name, error)
    except Exception as error:  # noqa: BLE001 (a parser of another's may raise anything)
        yield Problem.of(
            name,
            f"its reader failed ({type(error).__name__}: {error})",
            "Give its plain text; and report this, with the file.",
        )


@contextmanager
def _source(file: File, largest: int) -> Iterator[Source]:
    """A file, opened to be read."""
    with _opened(file) as stream:
        source = Source(file.id, stream, largest)
        if file.sent:
            source = replace(source, charset=file.sent.charset, media=file.sent.media)
        yield source


@contextmanager
def _opened(file: File) -> Iterator[Stream]:
    """The bytes of a file, or of standard input, which stays open."""
    if file.sent:
        yield BufferedReader(BytesIO(file.sent.body))
    elif file.path is None:
        yield sys.stdin.buffer  # type: ignore[misc]  # a buffered reader, which can peek
    else:
        with file.path.open("rb") as stream:
            yield stream


@dataclass(slots=True)
class _Desk:
    """Turns drafts into articles; knows which files and ids have been seen."""

    given: Given
    paths: set[Path] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)

    def twice(self, file: File) -> Problem | None:
        """The problem of a file that was read before, or None."""
        path = file.path.resolve() if file.path else Path("-")
        if path not in self.paths:
            self.paths.add(path)
            return None
        return Problem.of(file.id, "given twice", "It was read once; name it once.")

    def article(self, file: File, draft: Draft) -> Article | Problem:
        """The article, with what is given beside it, or why it is refused."""
        try:
            made = taken(draft, self.given.over(file.given), id=self._free(file, draft.id))
        except InputError as error:
            return Problem.of(draft.id, str(error), error.remedy)
        self.ids.add(made.id)
        return replace(made, found_at=_found_at(file, draft.id))

    def _free(self, file: File, name: str) -> str:
        """A name that no other article has: that of a file may take its folder's before it."""
        longer = f"{file.folder}/{name}"
        if name not in self.ids:
            return name
        if name == file.id and file.folder and longer not in self.ids:
            return longer
        raise InputError(
            "has the id of an article that was read before",
            remedy="Give each article an id of its own.",
        )


def taken(draft: Draft, beside: Given, *, id: str) -> Article:  # noqa: A002 (that of an article)
    """The article that a draft is, with what is given beside it over what it says itself.

    Raises InputError for what is no report, ForeignError for one that is not in English.
    """
    _refuse(draft.text)
    spoken = _english(draft.text)
    facts = beside.over(draft.facts)
    is_given = beside.published is not None or draft.stated
    return Article(
        id=id,
        text=draft.text,
        raw_sha256=sha256(draft.raw).hexdigest(),
        outlet=facts.outlet,
        title=facts.title,
        url=facts.url,
        published=facts.published,
        dated_by=("given" if is_given else "metadata") if facts.published else None,
        language=spoken,
        encoding=draft.encoding,
        encoding_by=draft.encoding_by,
        delivery=draft.delivery,
    )


def _found_at(file: File, name: str) -> str | None:
    """Where an article was read: its file, and behind it its place or name there."""
    if file.path is None:
        return None
    inside = name.removeprefix(file.id) if name.startswith(file.id) else f"#{name}"
    return writable(str(file.path.resolve())) + inside


def _refuse(text: str) -> None:
    """Raises InputError for a text that is no report: empty, endless, without words."""
    remedy = "Give the text of a report."
    if not text.strip():
        raise InputError("empty", remedy=remedy)
    if len(text) > LONGEST:
        raise InputError(
            f"longer than {LONGEST:,} characters",
            remedy="Split it into its articles: no report is as long.",
        )
    if not any(mark.isalpha() for mark in text):
        raise InputError("without a word", remedy=remedy)


def _english(text: str) -> str | None:
    """The code for English, or None where the language can't be told; ForeignError for others."""
    spoken = language(text)
    if spoken not in (ENGLISH, None):
        raise ForeignError(spoken)
    return spoken
