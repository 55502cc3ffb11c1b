"""Watching: what is new comes in once, whatever happens to the source, the desk or the clock."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from crosswire.desk import log
from crosswire.desk.intake.receipt import Outcome, Receipt, Tally
from crosswire.desk.storage.store import Store
from crosswire.desk.watch.feed import Feed
from crosswire.desk.watch.folder import SETTLED, Folder
from crosswire.desk.watch.news import Place
from crosswire.desk.watch.source import Source, Sources, State
from crosswire.desk.watch.watch import Watcher
from crosswire.error import DeskError
from crosswire.fetch import Schedule
from crosswire.read import Article
from desk.watched import START, Notes, Time
from served import QUICK, Site, answer, fetcher, redirect, served

ONE = "The mayor of Velmar said on Monday that the bridge would open again next week."
TWO = "The harbour master of Velmar said that two ferries were late because of the fog."
THREE = "A spokesman for the railway said that no train had left the town since noon."


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def desk() -> Notes:
    return Notes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "incoming"
    path.mkdir()
    return path


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


@pytest.fixture(autouse=True)
def events() -> Iterator[Callable[[str], list[dict[str, Any]]]]:
    """The events of a name that were told."""
    stream = StringIO()
    log.set_up("json", "debug", stream=stream)

    def told(name: str) -> list[dict[str, Any]]:
        lines = map(json.loads, stream.getvalue().splitlines())
        return [line for line in lines if line["event"] == name]

    yield told
    logging.getLogger(log.ROOT).handlers = []


def watcher(store: Store, desk: Notes, time: Time) -> Watcher:
    """A watcher as a program that has just begun has it."""
    return Watcher(desk, Sources(store), time.clock())


def place(folder: Path, time: Time, **wanted: Any) -> Folder:
    """A folder as a program that has just begun has it."""
    source = Source("folder", str(folder), **({"every": 60} | wanted))
    return Folder(source, lambda: time.wall, lambda: time.forward)


def feed(site: Site, path: str = "/rss", **wanted: Any) -> Feed:
    """A feed of a server on this machine."""
    return Feed(Source("feed", f"{site.url}{path}", **wanted), fetcher(limits=QUICK))


def once(store: Store, desk: Notes, *places: Place, time: Time | None = None) -> Watcher:
    """A program that looks once."""
    time = time or Time()
    time.then = [lambda: None] * 50
    found = watcher(store, desk, time)
    found.once(places)
    return found


def rss(*texts: str, source: str = "") -> str:
    """A feed with whole reports."""
    items = "".join(
        f"<item><title>T</title><guid>https://velmar.example/{number}</guid>{source}"
        f"<description>{text}</description></item>"
        for number, text in enumerate(texts, 1)
    )
    return f'<rss version="2.0"><channel><title>Velmar Herald</title>{items}</channel></rss>'


# Folders


def test_files_come_in_once(store: Store, desk: Notes, folder: Path, time: Time) -> None:
    (folder / "b").mkdir()
    (folder / "a.txt").write_text(ONE)
    (folder / "b" / "c.txt").write_text(TWO)
    assert once(store, desk, place(folder, time), time=time).total == Tally(taken=2)
    assert desk.ids == ["a.txt", "b/c.txt"]
    assert desk.sources == {str(folder)}
    assert once(store, desk, place(folder, time), time=time).total == Tally()
    assert desk.ids == ["a.txt", "b/c.txt"]


def test_a_changed_file_comes_in_again_though_its_times_say_nothing(
    store: Store, desk: Notes, folder: Path, time: Time
) -> None:
    file = folder / "a.txt"
    file.write_text(ONE)
    before = file.stat()
    once(store, desk, place(folder, time), time=time)
    file.write_text(ONE.replace("Monday", "Sunday"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    once(store, desk, place(folder, time), time=time)
    assert desk.ids == ["a.txt", "a.txt"]


def test_a_file_with_other_times_and_the_same_bytes_is_the_same(
    store: Store, desk: Notes, folder: Path, time: Time
) -> None:
    (folder / "a.txt").write_text(ONE)
    once(store, desk, place(folder, time), time=time)
    os.utime(folder / "a.txt", (1, 1))
    found = once(store, desk, place(folder, time), time=time)
    assert (found.total, desk.ids) == (Tally(), ["a.txt"])


def test_a_file_that_is_being_written_waits(
    store: Store, desk: Notes, folder: Path, time: Time
) -> None:
    file = folder / "a.txt"
    file.write_text(ONE[:20])
    time.then = [lambda: file.write_text(ONE[:40]), lambda: file.write_text(ONE)]
    time.then += [lambda: None] * 5
    watcher(store, desk, time).once([place(folder, time)])
    assert [one.text for one in desk.inputs if isinstance(one, Article)] == [ONE]
    assert time.waited == [SETTLED] * 3


def test_a_file_that_is_never_done_is_left_and_told(
    store: Store, desk: Notes, folder: Path, time: Time, events: Any
) -> None:
    file = folder / "a.txt"
    (folder / "b.txt").write_text(TWO)
    time.then = [
        lambda number=number: file.write_text(ONE[: number + 5])  # type: ignore[misc]
        for number in range(20)
    ]
    watcher(store, desk, time).once([place(folder, time)])
    assert desk.ids == ["b.txt"]
    assert [line["files"] for line in events("file.unsettled")] == [1]


@pytest.mark.parametrize("name", ["a.txt.part", ".a.txt.swp", "a.tmp", "a.txt~"])
def test_what_a_program_has_not_finished_is_left(
    store: Store, desk: Notes, folder: Path, time: Time, name: str
) -> None:
    (folder / name).write_text(ONE)
    once(store, desk, place(folder, time), time=time)
    assert desk.inputs == []


def test_a_file_that_is_gone_is_told_once_and_nothing_is_removed(
    store: Store, desk: Notes, folder: Path, time: Time, events: Any
) -> None:
    (folder / "a.txt").write_text(ONE)
    once(store, desk, place(folder, time), time=time)
    (folder / "a.txt").unlink()
    for _ in range(2):
        once(store, desk, place(folder, time), time=time)
    (gone,) = events("file.gone")
    assert gone["document"] == "a.txt"
    assert "crosswire remove" in log.vocabulary()["file.gone"].says
    assert desk.ids == ["a.txt"]


def test_what_cannot_be_read_is_told_once(
    store: Store, desk: Notes, folder: Path, time: Time, events: Any
) -> None:
    (folder / "a.txt").write_text("")
    (folder / "b.txt").symlink_to("nowhere")
    for _ in range(2):
        once(store, desk, place(folder, time), time=time)
    assert sorted(desk.reasons) == ["a link to nothing", "empty"]
    assert len(events("report.refused")) == 2


def test_an_empty_folder_is_no_problem_and_a_missing_one_is(
    store: Store, desk: Notes, folder: Path, time: Time, events: Any
) -> None:
    found = once(store, desk, place(folder, time), place(folder / "none", time), time=time)
    assert (found.failures, desk.inputs) == (1, [])
    (failed,) = events("source.failed")
    assert failed["reason"] == "there is no such folder" and failed["seconds"] == 60


def test_what_is_given_beside_a_file_counts(
    store: Store, desk: Notes, folder: Path, time: Time
) -> None:
    (folder / "a.txt").write_text(ONE)
    once(store, desk, place(folder, time), time=time)
    meta = {"articles": [{"file": "a.txt", "outlet": "Velmar Herald"}]}
    (folder / "meta.json").write_text(json.dumps(meta))
    desk.texts.clear()
    once(store, desk, place(folder, time), time=time)
    assert [one.outlet for one in desk.inputs if isinstance(one, Article)] == [
        None,
        "Velmar Herald",
    ]


# Feeds


def test_a_feed_is_asked_only_for_what_is_new(
    store: Store, desk: Notes, site: Site, time: Time
) -> None:
    site.pages["/rss"] = answer(rss(ONE, TWO), media="application/rss+xml", etag='"7"')
    assert once(store, desk, feed(site)).total == Tally(taken=2)
    assert desk.ids == ["https://velmar.example/1", "https://velmar.example/2"]
    site.pages["/rss"] = answer(status=304)
    time.pass_(3600)
    assert once(store, desk, feed(site), time=time).total == Tally()
    assert site.asked[-1][1]["If-None-Match"] == '"7"'
    site.pages["/rss"] = answer(rss(ONE, TWO, THREE), media="application/rss+xml")
    time.pass_(3600)
    assert once(store, desk, feed(site), time=time).total == Tally(taken=1)
    assert len(desk.inputs) == 3


def test_whom_an_entry_credits_and_what_it_goes_into_is_kept(
    store: Store, desk: Notes, site: Site
) -> None:
    credit = '<source url="https://coastwire.example/rss">Coast Wire</source>'
    site.pages["/rss"] = answer(rss(ONE, source=credit), media="application/rss+xml")
    once(store, desk, feed(site, event="The bridge"))
    (found,) = desk.inputs
    assert isinstance(found, Article)
    assert (found.delivery.credit, found.outlet) == (("Coast Wire",), "Velmar Herald")
    assert desk.events == {"The bridge"}


def test_the_version_is_kept_only_after_what_it_brought(
    store: Store, desk: Notes, site: Site
) -> None:
    site.pages["/rss"] = answer(rss(ONE), media="application/rss+xml", etag='"7"')
    desk.refuses = 1
    with pytest.raises(DeskError):
        once(store, desk, feed(site))
    assert Sources(store).state(feed(site).source).schedule.etag is None
    once(store, desk, feed(site))
    assert site.asked[-1][1]["If-None-Match"] is None
    assert desk.ids == ["https://velmar.example/1"]
    assert Sources(store).state(feed(site).source).schedule.etag == '"7"'


def test_a_feed_that_is_broken_is_sent_again(store: Store, desk: Notes, site: Site) -> None:
    broken = rss(ONE).replace("</channel>", "")
    site.pages["/rss"] = answer(broken, media="application/rss+xml", etag='"7"')
    once(store, desk, feed(site))
    assert len(desk.reasons) == 1 and "entries may be missing" in desk.reasons[0]
    assert Sources(store).state(feed(site).source).schedule.etag is None


def page(text: str) -> str:
    return f"<html><body><article><p>{text}</p><p>{THREE}</p></article></body></html>"


def test_pages_are_read_where_a_feed_has_summaries(
    store: Store, desk: Notes, site: Site, time: Time
) -> None:
    items = "".join(
        f"<item><title>T</title><link>{site.url}/{number}</link><description>Short.</description>"
        "</item>"
        for number in (1, 2)
    )
    whole = f'<rss version="2.0"><channel><title>V</title>{items}</channel></rss>'
    site.pages |= {
        "/rss": answer(whole, media="application/rss+xml"),
        "/1": answer(page(ONE), media="text/html"),
        "/2": answer(status=503),
    }
    once(store, desk, feed(site, pages=True), time=time)
    assert any("its summary is read instead" in reason for reason in desk.reasons)
    first, second = (one for one in desk.inputs if isinstance(one, Article))
    assert ONE in first.text and second.text == "Short."
    site.pages["/2"] = answer(page(TWO), media="text/html")
    time.pass_(3600)
    once(store, desk, feed(site, pages=True), time=time)
    assert TWO in desk.inputs[-1].text  # type: ignore[union-attr]
    assert site.paths.count("/1") == 1, "a page that was read is not fetched again"
    asked = len(site.paths)
    time.pass_(3600)
    once(store, desk, feed(site, pages=True), time=time)
    assert site.paths[asked:] == ["/robots.txt", "/rss"]
    site.pages["/1"] = answer(page(THREE), media="text/html")
    site.pages["/rss"] = answer(whole.replace("Short.", "Longer.", 1), media="application/rss+xml")
    for _ in range(2):
        time.pass_(3600)
        once(store, desk, feed(site, pages=True), time=time)
    assert THREE in desk.inputs[-1].text  # type: ignore[union-attr]
    assert site.paths.count("/1") == 2, "a page is fetched again once its entry reads otherwise"


def test_a_host_that_wants_to_be_left_alone_is(
    store: Store, desk: Notes, site: Site, time: Time, events: Any
) -> None:
    site.pages["/rss"] = answer(status=503, retry_after=7200)
    found = once(store, desk, feed(site, every=60), time=time)
    assert found.failures == 1
    (failed,) = events("source.failed")
    assert failed["seconds"] == 7200 and failed["reason"].startswith("status 503")
    asked = len(site.asked)
    time.pass_(7000)
    assert once(store, desk, feed(site, every=60), time=time).visits == 0
    assert len(site.asked) == asked and len(events("source.postponed")) == 1
    time.pass_(300)
    assert once(store, desk, feed(site, every=60), time=time).visits == 1


def test_robots_are_obeyed(store: Store, desk: Notes, site: Site, events: Any) -> None:
    site.pages["/robots.txt"] = answer("User-agent: *\nDisallow: /", media="text/plain")
    site.pages["/rss"] = answer(rss(ONE), media="application/rss+xml")
    once(store, desk, feed(site))
    assert site.paths == ["/robots.txt"] and desk.inputs == []
    assert "robots.txt" in events("source.failed")[0]["reason"]


def test_a_feed_that_has_moved_is_told(store: Store, desk: Notes, site: Site, events: Any) -> None:
    site.pages["/rss"] = redirect(f"{site.url}/new", status=301)
    site.pages["/new"] = answer(rss(ONE), media="application/rss+xml")
    once(store, desk, feed(site))
    assert events("source.moved")[0]["address"] == f"{site.url}/new"
    assert len(desk.inputs) == 1


def test_a_feed_that_is_gone_for_good_is_not_asked_again(
    store: Store, desk: Notes, site: Site, time: Time, events: Any
) -> None:
    site.pages["/rss"] = answer(status=410)
    time.then = [lambda: None]
    watcher(store, desk, time).watch([feed(site)])
    assert time.waited == [], "nothing is left to wait for"
    asked = len(site.asked)
    watcher(store, desk, time).watch([feed(site)])
    assert len(site.asked) == asked and len(events("source.gone")) == 2


# The watch as a whole


def test_one_sources_trouble_never_stops_the_others(
    store: Store, desk: Notes, site: Site, folder: Path, events: Any
) -> None:
    time = Time()

    class Broken:
        source = Source("feed", "https://broken.example/rss")

        def look(self, *_: object) -> Any:
            raise ZeroDivisionError(ONE)

    (folder / "a.txt").write_text(ONE)
    site.pages["/rss"] = answer(rss(TWO), media="application/rss+xml")
    places: list[Place] = [Broken(), place(folder / "none", time), place(folder, time), feed(site)]
    found = once(store, desk, *places, time=time)
    assert (found.failures, found.total) == (2, Tally(taken=2))
    assert "ZeroDivisionError" in events("source.failed")[0]["reason"]


def test_a_report_on_which_the_program_fails_stops_no_other(
    store: Store, desk: Notes, folder: Path, time: Time, events: Any
) -> None:
    for name, text in (("a", ONE), ("b", TWO), ("c", THREE)):
        (folder / f"{name}.txt").write_text(text)
    desk.fails_on = TWO
    found = once(store, desk, place(folder, time), time=time)
    assert sorted(desk.ids) == ["a.txt", "c.txt"]
    (refused,) = events("report.refused")
    assert "KeyError" in refused["reason"] and TWO not in json.dumps(refused)
    assert found.total["problem"] == 1
    assert once(store, desk, place(folder, time), time=time).total == Tally()


def test_each_place_is_looked_at_in_its_time(
    store: Store, desk: Notes, folder: Path, time: Time
) -> None:
    looks: list[tuple[str, float]] = []

    class Noted(Folder):
        def look(self, *given: Any) -> Any:
            looks.append((self.source.location[-1], time.forward - 50))
            return super().look(*given)

    places = []
    for name, every in (("1", 60), ("2", 90)):
        (folder / name).mkdir()
        source = Source("folder", str(folder / name), every=every)
        places.append(Noted(source, lambda: time.wall, lambda: time.forward))
    time.then = [lambda: None] * 4
    watcher(store, desk, time).watch(places)
    assert looks == [("1", 0), ("2", 0), ("1", 60), ("2", 90), ("1", 120), ("1", 180), ("2", 180)]
    assert desk.ticks >= 3, "embargoes end while the watch waits"


@pytest.mark.parametrize("jump", [-7200, 7200, -400 * 86_400, 400 * 86_400])
def test_a_clock_that_is_set_while_it_runs_changes_nothing(
    store: Store, desk: Notes, site: Site, time: Time, jump: float
) -> None:
    site.pages["/rss"] = answer(rss(ONE), media="application/rss+xml")

    def set_() -> None:
        time.wall += jump

    time.then = [set_, lambda: None]
    watcher(store, desk, time).watch([feed(site, every=60)])
    assert site.paths.count("/rss") == 3
    assert time.waited == [60.0] * 3


@pytest.mark.parametrize("jump", [-7200, -400 * 86_400])
def test_a_clock_that_was_set_back_before_it_began_delays_nothing(
    store: Store, desk: Notes, site: Site, jump: float
) -> None:
    site.pages["/rss"] = answer(rss(ONE), media="application/rss+xml")
    Sources(store).keep(
        feed(site).source, State(Schedule(60, int(START) + 60), 60, "2031-02-28T10:53:20Z")
    )
    time = Time()
    time.wall += jump
    time.then = [lambda: None]
    watcher(store, desk, time).watch([feed(site, every=60)])
    assert time.waited[0] == 60 and site.paths.count("/rss") == 1


def test_a_watch_that_is_stopped_ends_its_batch_and_reads_the_rest_later(
    store: Store, folder: Path, time: Time
) -> None:
    for number in range(40):
        (folder / f"{number:02}.txt").write_text(f"{ONE} It was bridge number {number}.")

    class Stopping(Notes):
        def _taken(self, one: Any) -> Any:
            if len(self.inputs) == 33:
                time.stop.set()
            return super()._taken(one)

    desk = Stopping()
    time.then = [lambda: None] * 9
    watcher(store, desk, time).watch([place(folder, time)])
    assert len(desk.ids) == 35, "a batch of the desk is ended, and no other begun"
    time = Time()
    assert once(store, desk, place(folder, time), time=time).total == Tally(taken=5, same=3)
    assert len(set(desk.ids)) == len(desk.ids) == 40


def test_a_desk_that_cannot_be_written_to_is_tried_again(
    store: Store, desk: Notes, folder: Path, time: Time, events: Any
) -> None:
    (folder / "a.txt").write_text(ONE)
    desk.refuses = 2
    time.then = [lambda: None] * 3
    watcher(store, desk, time).watch([place(folder, time)])
    assert desk.ids == ["a.txt"]
    assert [line["seconds"] for line in events("desk.unavailable")] == [1, 2]
    assert len(events("desk.back")) == 1


def test_what_was_held_is_let_out_and_a_desk_that_is_shut_waited_for(
    store: Store, desk: Notes, folder: Path, time: Time, events: Any
) -> None:
    desk.shut, desk.holds = 1, True
    time.then = [lambda: None] * 3
    found = watcher(store, desk, time)
    found.watch([place(folder, time, every=300)])
    assert found.total == Tally(released=1)
    assert [line["reason"] for line in events("desk.unavailable")] == ["the desk is busy"]
    assert [line["document"] for line in events("report.released")] == ["held.txt"]


def test_each_outcome_is_told_by_its_name(
    store: Store, folder: Path, time: Time, events: Any
) -> None:
    became: dict[str, Outcome] = {"a": "withdrawn", "b": "held", "c": "released", "d": "taken"}
    for name in became:
        (folder / f"{name}.txt").write_text(f"{ONE} It was bridge {name}.")

    class Various(Notes):
        def _taken(self, one: Any) -> Receipt:
            return Receipt(one.id, became[one.id[0]], one.id, reason="why", remedy="do")

    found = once(store, Various(), place(folder, time), time=time)
    assert found.total == Tally(dict.fromkeys(became.values(), 1))
    (visited,) = events("source.visited")
    assert visited["outcomes"] == "1 taken, 1 held, 1 withdrawn, 1 released"
    assert (visited["taken"], visited["version"], visited["withdrawn"]) == (1, 0, 1)
    assert [line["document"] for line in events("report.released")] == ["c.txt"]
    assert [line["outcome"] for line in events("report.taken")] == ["held", "taken"]


def test_how_often_is_what_is_said_now(store: Store, site: Site, desk: Notes) -> None:
    site.pages["/rss"] = answer(rss(ONE), media="application/rss+xml")
    once(store, desk, feed(site, every=86_400))
    once(store, desk, feed(site, every=60))
    assert Sources(store).state(feed(site).source).pause == 60


def test_a_failing_source_is_asked_ever_less_often(
    store: Store, desk: Notes, site: Site, time: Time, events: Any
) -> None:
    site.pages["/rss"] = answer(status=500)
    time.then = [lambda: None] * 200
    time.then.append(time.stop.set)
    watcher(store, desk, time).watch([feed(site, every=60)])
    pauses = [line["seconds"] for line in events("source.failed")]
    assert pauses[:4] == [120, 240, 480, 960]
    assert [line["failures"] for line in events("source.failed")][:4] == [1, 2, 3, 4]


def test_what_was_told_holds_no_word_of_a_report(
    store: Store, desk: Notes, folder: Path, time: Time, events: Any
) -> None:
    (folder / "a.txt").write_text(ONE)
    once(store, replace(desk), place(folder, time), time=time)
    told = json.dumps([events(name) for name in log.vocabulary()])
    assert "a.txt" in told and "bridge" not in told
