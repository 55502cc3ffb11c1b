"""The press: who reads never waits for a layout, and no edition shows what is no longer shown."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from crosswire.desk.desk import Edition as Found
from crosswire.web.press import FAILED, LOOKED, REST, Edition, Layout, Press, private

if TYPE_CHECKING:
    from crosswire.ledger import Ledger


@dataclass
class Room:
    """A press with its worker, its desk and its clock."""

    folder: Path
    ordered: list[str] = field(default_factory=list)
    shown: dict[str, set[str]] = field(default_factory=dict)
    at: float = 1000.0

    def __post_init__(self) -> None:
        self.press = Press(
            self.ordered.append,
            lambda event: frozenset(self.shown.get(event, ())),
            clock=lambda: self.at,
        )

    def lay(self, revision: int, *reports: str, event: str = "a", took: float = 2.0) -> Edition:
        folder = self.folder / f"{event}-{revision}"
        folder.mkdir()
        (folder / "reports.json").write_text(json.dumps(reports))
        edition = Edition(event, revision, folder, 100, took)
        self.press.laid(edition)
        return edition


def test_an_event_is_laid_out_when_somebody_looks_and_not_before(tmp_path: Path) -> None:
    room = Room(tmp_path, shown={"a": {"x"}})
    room.press.changed("a", 3)
    room.press.tick()
    assert room.ordered == []
    assert room.press.newest("a", 3) is None
    assert room.press.newest("a", 3) is None and room.ordered == ["a"]
    made = room.lay(3, "x")
    assert room.press.newest("a", 3) == made and room.ordered == ["a"]


def test_the_newest_is_served_until_the_next_is_there_and_that_is_not_made_too_soon(
    tmp_path: Path,
) -> None:
    room = Room(tmp_path, shown={"a": {"x", "y"}})
    room.press.newest("a", 3)
    first = room.lay(3, "x", took=2.0)
    room.press.changed("a", 4)
    room.press.tick()
    assert room.press.newest("a", 4) == first and room.ordered == ["a"]
    room.at += REST * 2.0
    room.press.tick()
    room.press.tick()
    assert room.ordered == ["a", "a"]
    second = room.lay(4, "x", "y")
    assert room.press.newest("a", 4) == second
    assert first.folder.exists(), "somebody may still be reading it"
    room.lay(5, "x", "y")
    assert not first.folder.exists() and second.folder.exists()


def test_an_event_at_which_nobody_looks_any_more_is_left(tmp_path: Path) -> None:
    room = Room(tmp_path, shown={"a": {"x"}})
    room.press.newest("a", 3)
    room.lay(3, "x")
    room.press.changed("a", 4)
    room.at += LOOKED + 1
    room.press.tick()
    assert room.ordered == ["a"]
    room.press.look({"a": 0})
    room.press.tick()
    assert room.ordered == ["a", "a"]


def test_an_edition_with_a_report_that_is_no_longer_shown_is_thrown_away(tmp_path: Path) -> None:
    room = Room(tmp_path, shown={"a": {"x", "y"}})
    room.press.newest("a", 3)
    before, last = room.lay(3, "x", "y"), room.lay(4, "x", "y")
    room.shown["a"] = {"x"}
    assert room.press.newest("a", 5) is None
    assert not before.folder.exists() and not last.folder.exists()


def test_an_edition_that_came_late_is_no_better_than_those_before(tmp_path: Path) -> None:
    room = Room(tmp_path, shown={"a": {"x"}})
    room.press.newest("a", 4)
    room.lay(4, "x")
    assert room.press.newest("a", 6)  # "y" came at 5 and went at 6, while 5 was laid out
    late = room.lay(5, "x", "y")
    assert room.press.newest("a", 6) is None and not late.folder.exists()


def test_an_edition_whose_files_are_gone_is_laid_out_again(tmp_path: Path) -> None:
    room = Room(tmp_path, shown={"a": {"x"}})
    room.press.newest("a", 3)
    shutil.rmtree(room.lay(3, "x").folder)
    assert room.press.newest("a", 3) is None and room.ordered == ["a", "a"]


def test_what_a_dead_worker_left_is_deleted(tmp_path: Path, demo: Ledger) -> None:
    room = Room(tmp_path)
    room.press.folder = tmp_path
    kept = room.lay(3)
    for name in (".draft-x", "a-4"):
        (tmp_path / name).mkdir()
    room.press.restarted()
    assert list(tmp_path.iterdir()) == [kept.folder]
    (tmp_path / ".draft-x").mkdir()
    made = Layout(tmp_path).lay_out(Found("b", 1, demo, ()))
    assert set(tmp_path.iterdir()) == {kept.folder, made.folder}


def test_what_was_laid_out_of_a_report_goes_though_nobody_looks(tmp_path: Path) -> None:
    room = Room(tmp_path, shown={"a": {"x", "y"}})
    room.press.newest("a", 3)
    first, second = room.lay(3, "x", "y"), room.lay(5, "x")
    assert not first.folder.exists()
    room.shown["a"] = set()
    assert not room.press.verify("a", 6) and not second.folder.exists()


def test_what_fails_is_tried_again_and_what_a_dead_worker_had_is_ordered_again(
    tmp_path: Path,
) -> None:
    room = Room(tmp_path)
    room.press.newest("a", 3)
    room.press.failed("a")
    room.press.tick()
    assert room.ordered == ["a"]
    room.at += FAILED
    room.press.look({"a": 0})
    room.press.tick()
    room.press.restarted()
    room.press.tick()
    assert room.ordered == ["a"] * 3


def test_editions_have_a_bound(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.press.largest = 250
    for number, event in enumerate("abcd"):
        room.at += number
        room.press.newest(event, 1)
        room.lay(1, event=event)
    assert sorted(room.press.editions) == ["c", "d"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["c-1", "d-1"]


def test_a_page_is_laid_out_whole_with_or_without_texts(tmp_path: Path, demo: Ledger) -> None:
    made = Layout(tmp_path).lay_out(Found("a", 7, demo, ()))
    model = json.loads(gzip.decompress(made.model.read_bytes()))
    assert len(model["documents"]) == len(demo.documents) == len(made.reports())
    assert gzip.decompress(made.brief.read_bytes()).startswith(b"<h1>")
    bare = Layout(tmp_path, texts=False).lay_out(Found("b", 7, demo, ()))
    long = max((one.text for one in demo.documents), key=len)
    told = json.dumps(long[:400], ensure_ascii=False)[1:-1].encode()
    assert told in gzip.decompress(made.model.read_bytes())
    assert told not in gzip.decompress(bare.model.read_bytes())
    assert {one.name[:1] for one in tmp_path.iterdir()} != {"."}
    assert made.size < 200_000 and len(list(tmp_path.iterdir())) == 2


def test_a_folder_is_private_and_dead_servers_leave_nothing(tmp_path: Path) -> None:
    base = tmp_path / "served"
    mine = private(base)
    assert base.stat().st_mode & 0o777 == mine.stat().st_mode & 0o777 == 0o700
    dead = base / "999999999-x"
    living = base / f"{os.getppid()}-x"
    for one in (dead, living):
        one.mkdir()
    private(base)
    assert not dead.exists() and living.exists()
