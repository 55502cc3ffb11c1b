"""What is copied can be cited, and never says more than the report did."""

from __future__ import annotations

import pytest

from browser.visit import Visit
from crosswire import Ledger
from crosswire.row import Figure, Statement


def copied(visit: Visit, row: str) -> str:
    """What the row's button puts on the clipboard."""
    visit.go(f"row={row}")
    visit.marked()
    visit.page.evaluate("navigator.clipboard.writeText('')")
    visit.pane.get_by_role("button", name="citation").first.click()
    visit.until("(async () => (await navigator.clipboard.readText()) !== '')()")
    return str(visit.page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize("kind", ["statements", "figures"])
def test_a_copy_tells_words_speaker_outlet_day_and_address(
    visit: Visit, ledger: Ledger, kind: str
) -> None:
    documents = {one.id: one for one in ledger.documents}
    names = {one.id: one.name for one in ledger.entities}
    rows: tuple[Statement | Figure, ...] = getattr(ledger, kind)
    row = next(one for one in rows if one.speaker and documents[one.document].url)
    told, document = copied(visit, row.id), documents[row.document]
    parts = [
        " ".join(row.text.split()),
        names[str(row.speaker)],
        str(document.outlet),
        f"{document.published:%-d %b %Y}",
        str(document.url),
        f"row={row.id}",
    ]
    assert [part for part in parts if part not in told] == []


def test_a_copy_tells_nobody_where_the_report_was_opened(visit: Visit, ledger: Ledger) -> None:
    told = copied(visit, ledger.statements[0].id)
    assert "file:" not in told
    assert visit.page.evaluate("location.pathname.split('/').at(-2)") not in told


def test_what_is_denied_is_copied_as_denied(visit: Visit, ledger: Ledger) -> None:
    denied = [one for one in ledger.statements if one.act == "denies"]
    assert len(denied) > 2
    for row in denied[:5]:
        told = copied(visit, row.id)
        words = " ".join(row.text.split())
        assert words in told
        assert "DENIED BY" in told.partition(words)[0]


def test_what_is_unverified_is_copied_as_unverified(visit: Visit, ledger: Ledger) -> None:
    doubted = [one for one in ledger.statements if one.verification == "unverified"]
    assert doubted
    assert "UNVERIFIED" in copied(visit, doubted[0].id)


def test_entries_copy_too(visit: Visit) -> None:
    visit.section("statements").scroll_into_view_if_needed()
    entry = visit.section("statements").get_by_role("article").first
    entry.get_by_role("button", name="citation").click()
    visit.until("(async () => (await navigator.clipboard.readText()) !== '')()")
    assert visit.page.get_by_text("Copied with its citation").count() >= 1


def test_a_doubt_that_a_report_drops_is_shown_and_copied(visit: Visit, ledger: Ledger) -> None:
    documents = {one.id: str(one.outlet) for one in ledger.documents}
    statements = {one.id: one for one in ledger.statements}
    seen = 0
    for link in ledger.links:
        lost = link.because.get("dropped_disclaimer")
        ends = [statements[one] for one in (link.from_id, link.to_id) if one in statements]
        holders = {one.document for one in lost.spans} if lost else set()
        for row in ends if lost else ():
            if row.document in holders:
                continue
            seen += 1
            line = f"{documents[row.document]} dropped that it could not be verified"
            assert line in copied(visit, row.id)
            assert line in visit.pane.locator(".panel-claim").inner_text()
    assert seen > 0


def test_what_others_deny_is_copied_with_their_denial(visit: Visit, ledger: Ledger) -> None:
    statements = {one.id for one in ledger.statements}
    met = [one for one in ledger.links if one.kind == "denies" and one.to_id in statements]
    assert met
    for link in met[:3]:
        assert "[denied by " in copied(visit, link.to_id)
