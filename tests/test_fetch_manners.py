"""How hosts are treated: their robots.txt, pauses between requests, and when to come again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from threading import Thread
from time import perf_counter, sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.codec import codec
from crosswire.error import FetchError
from crosswire.fetch import Manners, Robots, Schedule, Visit, answered, failed
from crosswire.fetch.fetcher import agent
from crosswire.fetch.limit import DAY
from crosswire.fetch.robots import LARGEST
from crosswire.fetch.turn import Turns
from served import (
    NOON,
    SMALL,
    Network,
    Send,
    Site,
    answer,
    fetcher,
    known_robots,
    outside,
    redirect,
    served,
)
from wire import PAGE


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        site.pages["/a"] = answer(PAGE)
        yield site


@dataclass
class Clock:
    """A clock that only a pause moves on."""

    now: float = 1_000.0
    pauses: list[float] = field(default_factory=list)

    def read(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.pauses.append(round(seconds, 3))
        self.now += seconds


# robots.txt


@pytest.mark.parametrize(
    ("text", "is_allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /a", False),
        ("User-agent: *\nDisallow: /b", True),
        ("User-agent: *\nDisallow: /*a$", False),
        ("User-agent: *\nDisallow: /\nAllow: /a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: crosswire\nAllow: /", True),
        ("User-agent: CrossWire/9\nDisallow: /", True),
        ("User-agent: Crosswire\nDisallow: /", False),
        ("\ufeffuser-agent: *\r\ndisallow: /a # not this\r\n", False),
        ("<html><body>Disallow: /</body></html>", True),
        ("\0\1\2" * 99, True),
        ("Disallow: /", True),
    ],
)
def test_what_a_robots_txt_lets_be_fetched(site: Site, text: str, is_allowed: bool) -> None:
    site.pages["/robots.txt"] = answer(text)
    if is_allowed:
        assert fetcher().get(f"{site.url}/a").body == PAGE.encode()
        return
    with pytest.raises(FetchError, match=r"the robots.txt of 127.0.0.1 doesn't let") as error:
        fetcher().get(f"{site.url}/a")
    assert error.value.wait == DAY
    assert site.paths == ["/robots.txt"]


@pytest.mark.parametrize(
    ("status", "is_allowed"),
    [(400, True), (401, True), (403, True), (404, True), (410, True), (451, True),
     (429, False), (500, False), (502, False), (503, False)],
)  # fmt: skip
def test_a_site_without_a_robots_txt(site: Site, status: int, is_allowed: bool) -> None:
    site.pages["/robots.txt"] = answer(status=status)
    if is_allowed:
        assert fetcher().get(f"{site.url}/a").is_found
        return
    with pytest.raises(FetchError, match="cannot be had, so nothing is fetched") as error:
        fetcher().get(f"{site.url}/a")
    assert error.value.wait == 600


def stall(send: Send) -> None:
    sleep(0.5)


@pytest.mark.parametrize("page", [stall, redirect("http://10.0.0.1/"), redirect("/robots.txt")])
def test_a_robots_txt_that_cannot_be_had(site: Site, page: object) -> None:
    site.pages["/robots.txt"] = page  # type: ignore[assignment]
    with pytest.raises(FetchError, match="cannot be had"):
        fetcher().get(f"{site.url}/a")


def test_a_robots_txt_elsewhere_holds(site: Site) -> None:
    site.pages |= {
        "/robots.txt": redirect("http://rules.example/rules", 301),
        "/rules": answer("User-agent: *\nDisallow: /a"),
    }
    with pytest.raises(FetchError, match=r"robots.txt of velmar.example"):
        outside(site).get("http://velmar.example/a")


def test_the_robots_txt_of_each_site_that_a_redirect_leads_to(site: Site) -> None:
    site.pages |= {"/1": redirect("http://other.example/a"), "/robots.txt": answer()}
    network = Network(site)
    names = {"other.example": ["8.9.10.12"]}
    outside(site, names=names, network=network).get("http://velmar.example/1")
    assert site.paths == ["/robots.txt", "/1", "/robots.txt", "/a"]
    known = known_robots("http://velmar.example") | {
        "http://other.example": Robots(NOON, "User-agent: *\nDisallow: /a")
    }
    with pytest.raises(FetchError, match=r"robots.txt of other.example"):
        outside(site, names=names, remembered=known).get("http://velmar.example/1")


def test_a_robots_txt_is_remembered_for_a_day(site: Site) -> None:
    known: dict[str, Robots] = {}
    now = NOON
    asking = fetcher(remembered=known, now=lambda: now)
    asking.get(f"{site.url}/a")
    asking.get(f"{site.url}/a")
    assert site.paths.count("/robots.txt") == 1
    assert known == {site.url: Robots(NOON, "")}
    now = NOON + timedelta(hours=25)
    asking.get(f"{site.url}/a")
    assert site.paths.count("/robots.txt") == 2
    now = NOON - timedelta(hours=1)
    asking.get(f"{site.url}/a")
    assert site.paths.count("/robots.txt") == 3


def test_one_that_could_not_be_had_is_asked_for_again_soon() -> None:
    assert not Robots(NOON, None).is_stale(NOON + timedelta(minutes=9))
    assert Robots(NOON, None).is_stale(NOON + timedelta(minutes=11))


def test_a_robots_txt_is_read_as_far_as_the_rfc_has_it(site: Site) -> None:
    rest = "#" + "x" * LARGEST + "\nUser-agent: *\nDisallow: /\n"
    site.pages["/robots.txt"] = answer("User-agent: *\nDisallow: /b\n" + rest)
    assert fetcher().get(f"{site.url}/a").is_found
    with pytest.raises(FetchError, match="doesn't let"):
        fetcher().get(f"{site.url}/b")


def test_a_robots_txt_that_is_a_bomb(site: Site) -> None:
    agents = "".join(f"User-agent: a{n}\n" for n in range(15_000))
    rules = "".join(f"Disallow: /{n}\n" for n in range(15_000))
    site.pages["/robots.txt"] = answer((agents + rules)[:LARGEST])
    start = perf_counter()
    with pytest.raises(FetchError, match="cannot be had"):
        fetcher().get(f"{site.url}/a")
    site.pages["/robots.txt"] = answer("User-agent: *\n" + "Disallow: /*a*a*a*a*b$\n" * 20_000)
    assert fetcher().get(f"{site.url}/a").is_found
    assert perf_counter() - start < 8


# Pauses


def test_a_pause_between_two_requests_to_a_host(site: Site) -> None:
    clock = Clock()
    asking = outside(site, manners=Manners(), clock=clock.read, sleep=clock.sleep)
    asking.get("http://velmar.example/a")
    assert clock.pauses == [1]
    asking.get("http://other.example/a")
    assert clock.pauses == [1, 1]
    asking.get("http://velmar.example/a")
    assert clock.pauses == [1, 1]
    asking.get("http://velmar.example/a")
    assert clock.pauses == [1, 1, 1]


def test_the_pause_that_a_site_asks_for(site: Site) -> None:
    clock = Clock()
    site.pages["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 7\nDisallow: /b")
    asking = outside(site, manners=Manners(), clock=clock.read, sleep=clock.sleep)
    for _ in range(3):
        asking.get("http://velmar.example/a")
    assert clock.pauses == [1, 7, 7]


@pytest.mark.parametrize("delay", ["3600", "1e99"])
def test_a_pause_that_nobody_waits_for(site: Site, delay: str) -> None:
    clock = Clock()
    site.pages["/robots.txt"] = answer(f"User-agent: *\nCrawl-delay: {delay}")
    asking = outside(site, manners=Manners(), clock=clock.read, sleep=clock.sleep)
    asking.get("http://velmar.example/a")
    with pytest.raises(FetchError, match="asks for a pause") as error:
        asking.get("http://velmar.example/a")
    assert error.value.wait == float(delay)
    assert clock.pauses == [1]
    assert failed(error.value, 0).wait == min(float(delay), DAY)


@pytest.mark.parametrize("delay", ["-1", "nan", "inf", "soon"])
def test_a_pause_that_is_none(site: Site, delay: str) -> None:
    site.pages["/robots.txt"] = answer(f"User-agent: *\nCrawl-delay: {delay}")
    assert fetcher().get(f"{site.url}/a").is_found


def test_one_request_to_a_host_at_a_time(site: Site) -> None:
    at_once, most = 0, 0

    def slow(send: Send) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        sleep(0.05)
        at_once -= 1
        answer(PAGE)(send)

    site.pages["/a"] = slow
    asking = fetcher(limits=replace(SMALL, whole=3), remembered=known_robots(site.url))
    threads = [Thread(target=asking.get, args=(f"{site.url}/a",)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(site.asked), most) == (4, 1)


def test_a_turn_that_fails_ends_all_the_same() -> None:
    clock = Clock()
    turns = Turns(clock.read, clock.sleep, pause=2, longest=30)
    for _ in range(2):
        with pytest.raises(RuntimeError), turns.turn("velmar.example", is_page=True):
            raise RuntimeError
    assert clock.pauses == [2]


def test_who_asks() -> None:
    assert agent(None).startswith("crosswire/")
    assert agent("desk@velmar.example").endswith(" (+desk@velmar.example)")
    for contact in ("a\r\nHost: b", "é", "a)", "a\\"):
        with pytest.raises(FetchError, match="cannot be sent as a contact"):
            agent(contact)


# When to come again


NEW = Visit(at=10_000, outcome="new", etag='"7"', modified="Tue")
FAILED = Visit(at=10_000, outcome="failed")


def test_a_source_is_due_at_once_and_then_every_quarter_of_an_hour() -> None:
    assert Schedule().is_due(0)
    after = Schedule().after(NEW)
    assert after == Schedule(next=10_900, etag='"7"', modified="Tue")
    assert not after.is_due(10_899)
    assert after.is_due(10_900)


def test_after_each_failure_the_pause_is_twice_as_long_up_to_a_day() -> None:
    schedule, pauses = Schedule().after(NEW), []
    for _ in range(9):
        schedule = schedule.after(FAILED)
        pauses.append((schedule.next or 0) - FAILED.at)
    assert pauses == [1_800, 3_600, 7_200, 14_400, 28_800, 57_600, 86_400, 86_400, 86_400]
    assert (schedule.failures, schedule.etag) == (9, '"7"')
    assert schedule.after(NEW).failures == 0


def test_what_a_host_asks_for_holds_where_it_is_longer() -> None:
    waits = {0: 900, 60: 900, 3_600: 3_600, 10**9: DAY}
    for wait, pause in waits.items():
        assert Schedule().after(replace(NEW, wait=wait)).next == 10_000 + pause
    assert Schedule().after(replace(FAILED, wait=7_200)).next == 10_000 + 7_200
    assert Schedule(every=2 * DAY).after(replace(FAILED, wait=60)).next == 10_000 + 2 * DAY


def test_a_source_that_is_gone_is_not_asked_again() -> None:
    after = Schedule().after(replace(NEW, outcome="gone"))
    assert after.next is None
    assert not after.is_due(10**12)


def test_the_version_is_kept_while_it_is_the_same() -> None:
    known = Schedule().after(NEW)
    assert known.after(Visit(11_000, "same")).etag == '"7"'
    assert known.after(Visit(11_000, "same", etag='"8"')).etag == '"8"'
    assert known.after(Visit(11_000, "new")).etag is None


def test_a_clock_that_is_set_back() -> None:
    assert Schedule(next=10 * DAY).is_due(5)
    assert not Schedule(next=DAY).is_due(5)


@given(
    st.lists(
        st.builds(
            Visit,
            at=st.integers(0, 10**10),
            outcome=st.sampled_from(["new", "same", "failed", "gone"]),
            wait=st.integers(-5, 10**12),
        ),
        max_size=200,
    ),
    st.integers(1, 10**6),
)
def test_the_next_visit_is_never_too_soon_nor_too_late(visits: list[Visit], every: int) -> None:
    schedule = Schedule(every=every)
    for visit in visits:
        schedule = schedule.after(visit)
        if schedule.next is not None:
            assert every <= schedule.next - visit.at <= max(every, DAY)
    made = codec(Schedule)
    assert made.decode(json.loads(json.dumps(made.encode(schedule)))) == schedule


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(200, "new"), (304, "same"), (404, "failed"), (410, "gone"), (429, "failed"), (503, "failed")],
)
def test_what_an_answer_means_for_the_next_visit(site: Site, status: int, outcome: str) -> None:
    site.pages["/a"] = answer(status=status, etag='"7"', retry_after=60)
    visit = answered(fetcher().get(f"{site.url}/a"))
    assert visit == Visit(int(NOON.timestamp()), outcome, etag='"7"', wait=60)  # type: ignore[arg-type]
