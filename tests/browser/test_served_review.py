"""The review queue without a mouse, and two reviewers beside each other."""

from __future__ import annotations

from collections.abc import Callable

from browser.judging import taken_back
from browser.served import Served
from browser.visit import Visit

Seat = Callable[..., Visit]

ITEM = "new URLSearchParams(location.hash.slice(1)).get('item')"

DONE = "document.querySelector('.progress-words').textContent"


def test_one_judges_signs_and_takes_back_by_keys_alone(seat: Seat, served: Served) -> None:
    with taken_back(served):
        visit = seat(f"/events/{served.event}/review", name="")
        first = visit.page.evaluate(ITEM)
        assert visit.page.locator(".end").count() == 2
        visit.page.keyboard.press("a")
        visit.page.get_by_role("dialog").wait_for()
        visit.press([*"Una Key", "Enter"])
        visit.until(f"{ITEM} !== '{first}' && {DONE}.startsWith('1 ')")
        assert visit.focus().startswith("H2 ")
        visit.page.keyboard.press("k")
        assert visit.page.evaluate(ITEM) == first
        assert "Una Key" in visit.page.locator(".item-place .matters").inner_text()
        visit.press(["j", "u"])
        visit.until(f"{ITEM} === '{first}' && {DONE}.startsWith('0 ')")
        visit.press(["n", *"ask the port", "Tab", "Enter"])
        visit.page.locator(".judge-form").wait_for(state="detached")
        visit.page.keyboard.press("s")
        visit.until(f"{ITEM} !== '{first}'")
        visit.page.keyboard.press("?")
        assert "accept: yes" in visit.page.get_by_role("dialog").inner_text()
        notes = [one.note for one in served.desk.judgements(served.event, by="Una Key") if one.note]
        assert notes == ["ask the port"]


def test_two_judge_apart_and_are_compared(seat: Seat, served: Served) -> None:
    with taken_back(served):
        address = f"/events/{served.event}/review"
        ana, milo = seat(address, name="Ana Kovač"), seat(f"{address}?blind=1", name="Milo Brand")
        for visit, keys in ((ana, "ar"), (milo, "aa")):
            for at, key in enumerate(keys):
                visit.page.keyboard.press(key)
                visit.until(f"{DONE}.startsWith('{at + 1} ')")
        milo.press(["k", "k"])
        said = milo.page.locator(".item-place .matters")
        assert "Milo Brand" in said.inner_text() and "Ana Kovač" not in said.inner_text()
        milo.page.get_by_label("Blind").uncheck()
        assert "Ana Kovač" in said.inner_text()
        visit = seat(f"/events/{served.event}/agreement?first=Ana+Kovač&second=Milo+Brand")
        visit.page.locator(".agreement").wait_for()
        cells = visit.page.locator(".agreement tbody tr").first.locator("td").all_inner_texts()
        assert cells[:3] == ["2", "1", "50 %"]
        visit.page.locator(".differences .end blockquote").first.wait_for()
        assert "Ana Kovač" in visit.page.locator(".differences li").first.inner_text()
        with visit.page.expect_download() as found:
            visit.page.get_by_role("link", name="All judgements").click()
        lines = found.value.path().read_text("utf-8").splitlines()
        assert len(lines) >= 4
        visit.page.get_by_label("from a file").set_input_files(found.value.path())
        visit.page.get_by_text(f"0 judgements new, {len(lines)} known").wait_for()


def test_what_is_being_written_stays_and_letters_can_be_switched_off(
    seat: Seat, served: Served
) -> None:
    visit = seat(f"/events/{served.event}/review", name="Pia Writer")
    first = visit.page.evaluate(ITEM)
    visit.press(["n", *"half a note"])
    visit.page.get_by_role("button", name="Skip").click()
    assert visit.page.evaluate(ITEM) == first
    assert visit.focus().startswith("TEXTAREA")
    visit.page.get_by_role("button", name="Cancel").click()
    visit.page.get_by_role("button", name="Keys of one letter").click()
    visit.press(["s", "a"])
    assert visit.page.evaluate(ITEM) == first
    visit.page.keyboard.press("ArrowRight")
    assert visit.page.evaluate(ITEM) != first
    assert not served.desk.judgements(served.event, by="Pia Writer")
