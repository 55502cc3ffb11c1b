"""The press: pages laid out ahead, of events that somebody looks at, and kept as they are sent.

A page of a large event takes seconds to lay out. So nobody who reads waits for it: the worker lays
out, readers get the newest edition that there is. An edition is a folder with the page's model and
its brief, both packed, in a private folder that is emptied when the server starts and stops. One in
which stands a report that is no longer shown is thrown away at once.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

from crosswire.codec import codec
from crosswire.desk.desk import Edition as Found
from crosswire.desk.review.form import items_json
from crosswire.desk.review.plan import plan
from crosswire.ledger import without_texts
from crosswire.report import Report, report
from crosswire.report.page import plain
from crosswire.view.brief import brief

MODEL, BRIEF, REVIEW = "model.json.gz", "brief.html.gz", "review.json.gz"
REPORTS = "reports.json"

DRAFT = ".draft-"
"""How the folder of an edition begins that is not whole yet."""

LEVEL = 6
"""How hard the model is packed: more takes much longer for little."""

LOOKED = 60.0
"""Seconds for which an event counts as looked at after somebody asked for it."""

REST = 2.0
"""How many times as long as an edition took until the next one of its event."""

FAILED = 60.0
"""Seconds after which an edition that could not be made is tried again."""

LARGEST = 1_000_000_000
"""Bytes of editions that are kept; of more, those go that nobody looked at for longest."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An event's page as it was laid out at a revision; `took` is how many seconds that took."""

    event: str
    revision: int
    folder: Path
    size: int
    took: float

    @property
    def model(self) -> Path:
        """The page's model: JSON, packed by gzip."""
        return self.folder / MODEL

    @property
    def brief(self) -> Path:
        """What a reader sees whose browser runs no scripts: HTML, packed by gzip."""
        return self.folder / BRIEF

    @property
    def review(self) -> Path:
        """What a reviewer is asked, in the order of asking: JSON, packed by gzip."""
        return self.folder / REVIEW

    def reports(self) -> frozenset[str]:
        """The reports of which it shows something."""
        return frozenset(json.loads((self.folder / REPORTS).read_bytes()))

    def shows_only(self, reports: frozenset[str]) -> bool:
        """Whether it shows no other reports than these; of one that is gone nobody can tell."""
        try:
            return self.reports() <= reports
        except FileNotFoundError:
            return False

    def discard(self) -> None:
        """Delete it."""
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where pages are laid out, and whether with the reports' texts or only their excerpts."""

    cache: Path
    texts: bool = True

    def lay_out(self, found: Found) -> Edition:
        """Lay an event's page out into a folder, which appears whole or not at all."""
        began = monotonic()
        for left in self.cache.glob(f"{DRAFT}*"):  # one is laid out at a time: its process is dead
            shutil.rmtree(left, ignore_errors=True)
        event, revision, ledger, judgements = found
        shown = ledger if self.texts else without_texts(ledger)
        draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=self.cache))
        try:
            size = _written(draft / MODEL, _json(codec(Report).encode(report(shown))))
            size += _written(draft / BRIEF, plain(brief(shown)))
            size += _written(draft / REVIEW, _json(items_json(plan(shown, judgements))))
            (draft / REPORTS).write_text(json.dumps([one.id for one in ledger.documents]), "utf-8")
            goal = self.cache / f"{sha256(event.encode()).hexdigest()[:16]}-{revision}"
            shutil.rmtree(goal, ignore_errors=True)
            draft.rename(goal)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        return Edition(event, revision, goal, size, monotonic() - began)


def _written(path: Path, text: str) -> int:
    """Write a text, packed; how many bytes that is. The same text is the same bytes."""
    packed = gzip.compress(text.encode("utf-8", "replace"), LEVEL, mtime=0)
    path.write_bytes(packed)
    return len(packed)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


@dataclass(slots=True)
class Press:
    """What is laid out and what is to be: asked by routes in threads, told by the worker.

    `order` asks the worker for an edition of an event; `shown` says which reports an event shows
    now, by its id. `folder` is where editions are laid out.
    """

    order: Callable[[str], None]
    shown: Callable[[str], frozenset[str]]
    clock: Callable[[], float] = monotonic
    largest: int = LARGEST
    folder: Path | None = None
    editions: dict[str, Edition] = field(default_factory=dict)
    _before: dict[str, Edition] = field(default_factory=dict)
    _looked: dict[str, float] = field(default_factory=dict)
    _revisions: dict[str, int] = field(default_factory=dict)
    _checked: dict[Path, int] = field(default_factory=dict)
    _next: dict[str, float] = field(default_factory=dict)
    _ordered: dict[str, float] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def newest(self, event: str, revision: int) -> Edition | None:
        """The newest edition of an event that shows no report but those that it still shows.

        `revision` is that of the event now. Whoever asks looks at it: a newer one is ordered.
        """
        last = self.editions.get(event)
        if last and not last.folder.is_dir():
            self.discard(event)  # somebody has emptied the cache
        with self._lock:
            self._looked[event] = self.clock()
            self._revisions[event] = max(revision, self._revisions.get(event, 0))
            self._order(event)
            found = self.editions.get(event)
        return found if found and self.verify(event, revision) else None

    def verify(self, event: str, revision: int) -> bool:
        """Throw an event's editions away if a report stands in them that it no longer shows.

        Whether its newest edition still holds.
        """
        with self._lock:
            known = [each[event] for each in (self.editions, self._before) if event in each]
            older = [one for one in known if self._holds_at(one) < revision]
        if older:
            shown = self.shown(event)
            if not all(one.shows_only(shown) for one in older):
                self.discard(event)
                return False
            with self._lock:
                self._checked.update((one.folder, revision) for one in older)
        return event in self.editions

    def look(self, events: Mapping[str, int]) -> None:
        """Note that events are looked at, each with its revision as far as it is known."""
        with self._lock:
            for event, revision in events.items():
                self._looked[event] = self.clock()
                self._revisions[event] = max(revision, self._revisions.get(event, 0))

    def changed(self, event: str, revision: int) -> None:
        """Note that an event is at another revision."""
        with self._lock:
            if event in self._looked:
                self._revisions[event] = max(revision, self._revisions.get(event, 0))

    def tick(self) -> None:
        """Order what is due: of events that are looked at, whose newest edition is not the last."""
        with self._lock:
            for event, at in list(self._looked.items()):
                if self.clock() - at <= LOOKED:
                    self._order(event)

    def laid(self, edition: Edition) -> None:
        """Note an edition that was made; the one before it stays for those who are reading it."""
        with self._lock:
            event = edition.event
            self._ordered.pop(event, None)
            self._next[event] = self.clock() + REST * edition.took
            if older := self._before.pop(event, None):
                self._throw(older)
            last = self.editions.get(event)
            if last and last.folder != edition.folder:
                if last.shows_only(edition.reports()):
                    self._before[event] = last
                else:
                    self._throw(last)
            self.editions[event] = edition
            self._revisions[event] = max(edition.revision, self._revisions.get(event, 0))
            self._make_room()

    def failed(self, event: str) -> None:
        """Note that an edition could not be made."""
        with self._lock:
            self._ordered.pop(event, None)
            self._next[event] = self.clock() + FAILED

    def restarted(self) -> None:
        """Note that the worker is another: forget what was ordered, delete what it left."""
        with self._lock:
            self._ordered.clear()
            known = {one.folder for one in (*self.editions.values(), *self._before.values())}
            for left in self.folder.iterdir() if self.folder else ():
                if left not in known:
                    shutil.rmtree(left, ignore_errors=True)

    def discard(self, event: str) -> None:
        """Throw the editions of an event away."""
        with self._lock:
            for known in (self.editions, self._before):
                if found := known.pop(event, None):
                    self._throw(found)
            self._next.pop(event, None)

    def _holds_at(self, one: Edition) -> int:
        """The last revision at which it is known that an edition shows nothing that is gone."""
        return max(one.revision, self._checked.get(one.folder, 0))

    def _throw(self, one: Edition) -> None:
        """Throw one edition away."""
        self._checked.pop(one.folder, None)
        one.discard()

    def _order(self, event: str) -> None:
        """Order an edition, if there is none of the last revision, and it is time."""
        last = self.editions.get(event)
        is_new = last is not None and last.revision >= self._revisions.get(event, 0)
        if is_new or event in self._ordered or self.clock() < self._next.get(event, 0.0):
            return
        self._ordered[event] = self.clock()
        self.order(event)

    def _make_room(self) -> None:
        """Throw editions away, until those that are kept are small enough."""
        by_age = sorted(self.editions, key=lambda one: self._looked.get(one, 0.0))
        size = sum(one.size for one in (*self.editions.values(), *self._before.values()))
        for event in by_age[:-1]:
            if size <= self.largest:
                return
            for known in (self.editions, self._before):
                if gone := known.pop(event, None):
                    size -= gone.size
                    self._throw(gone)


def private(base: Path) -> Path:
    """A new folder that only this user may look into; those that dead servers left are deleted."""
    base.mkdir(parents=True, exist_ok=True, mode=0o700)
    base.chmod(0o700)
    _sweep(base)
    return Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=base))


def _sweep(base: Path) -> None:
    """Delete the folders of servers that are no more."""
    for folder in base.iterdir():
        owner = folder.name.partition("-")[0]
        if owner.isdecimal() and not _is_alive(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(process: int) -> bool:
    """Whether a process is there."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return process != os.getpid()
