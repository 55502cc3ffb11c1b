"""What a reviewer is asked, in which order and words; and how far two agree."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from crosswire.desk.review.agreement import agreement, kappa
from crosswire.desk.review.form import agreement_json, items_json, items_of, queue_json
from crosswire.desk.review.item import ITEM_KINDS, Item
from crosswire.desk.review.plan import plan
from crosswire.desk.review.queue import queue
from crosswire.judgement.signing import signed
from crosswire.judgement.value import Draft, Judgement, Verdict
from crosswire.ledger import Ledger, span_of, without_texts
from crosswire.view.lookup import Lookup
from judged import ADA, BO, answer, at, row, undo


@pytest.fixture(scope="module")
def items(demo: Ledger) -> tuple[Item, ...]:
    return plan(demo)


def said(item: Item, verdict: Verdict, *, by: str = ADA, minute: int = 0) -> Judgement:
    """What somebody says of an item."""
    about = item.judged
    draft = Draft(
        kind=about.kind,
        subject=about.subject,
        other=about.other,
        relation=about.relation,
        verdict=verdict,
    )
    return signed(draft, by=by, at=at(minute))


def first(items: tuple[Item, ...], kind: str) -> Item:
    return next(one for one in items if one.kind == kind)


def test_what_is_contested_comes_first_and_names_last(items: tuple[Item, ...]) -> None:
    kinds = [ITEM_KINDS.index(one.kind) for one in items]
    assert kinds == sorted(kinds)
    assert {one.kind for one in items} >= {"question", "denies", "contradicts", "confirms", "name"}
    for one, after in pairwise(items):
        assert one.kind != after.kind or one.reports >= after.reports
    assert len({one.key for one in items}) == len({one.matter for one in items}) == len(items)


def test_no_party_is_put_before_another(demo: Ledger, items: tuple[Item, ...]) -> None:
    """The order rests on reports and the order of reading: not on who says what, nor how."""
    lookup = Lookup(demo)
    for kind in ("denies", "contradicts", "confirms"):
        mine = [one for one in items if one.kind == kind]
        moments = [(-one.reports, lookup.moment(lookup.rows[one.sides[0].row])) for one in mine]  # type: ignore[arg-type]
        assert moments == sorted(moments)
        assert mine


def test_no_denied_words_stand_without_their_label(demo: Ledger, items: tuple[Item, ...]) -> None:
    denied = {one.id: one for one in demo.statements if one.act == "denies"}
    sides = [side for item in items for side in item.sides]
    shown = [side for side in sides if side.row in denied]
    assert shown
    for side in shown:
        assert side.label.startswith("DENIED BY")
    around = 0
    for side in sides:
        text = next(one.text for one in demo.documents if one.id == side.document)
        for one in denied.values():
            is_near = one.document == side.document and one.id != side.row
            if is_near and one.text in text and one.text in side.before + side.after:
                around += 1
                assert any(one.text in line and line.startswith("DENIED BY") for line in side.also)
    assert around


def test_the_words_are_the_reports_in_their_context(demo: Ledger, items: tuple[Item, ...]) -> None:
    texts = {one.id: one.text for one in demo.documents}
    lookup = Lookup(demo)
    for side in (side for item in items for side in item.sides):
        assert side.span == span_of(lookup.rows[side.row])
        text = texts[side.document]
        assert side.words == " ".join(side.span.of(text).split())
        whole = " ".join(text[max(0, side.span.start - 400) : side.span.end + 400].split())
        assert " ".join(f"{side.before}{side.words}{side.after}".split()) in whole
        assert side.label


def test_where_texts_are_not_kept_there_is_no_context(demo: Ledger) -> None:
    items = plan(without_texts(demo))
    sides = [side for item in items for side in item.sides]
    assert sides
    assert {side.before + side.after for side in sides} == {""}
    assert all(side.words and side.label for side in sides)


def test_what_was_judged_stays_though_the_ledger_follows_it(
    demo: Ledger, items: tuple[Item, ...]
) -> None:
    """A second reviewer meets what the first one rejected; the place of the others stays."""
    copied = next(one for one in demo.links if one.kind == "copies")
    draft = Draft(
        kind="link",
        subject=copied.from_id,
        other=copied.to_id,
        relation="copies",
        verdict="reject",
    )
    one = signed(draft, by=ADA, at=at(1))
    more = plan(demo, [one])
    assert [item for item in more if item in items] == list(items)
    (new,) = (item for item in more if item not in items)
    assert (new.kind, new.link) == ("copies", copied.id)
    assert plan(demo, [one, undo(one)]) == items
    for item in (items[0], first(items, "name"), first(items, "denies")):
        assert plan(demo, [said(item, "reject")]) == items


def test_the_queue_knows_what_one_has_judged(items: tuple[Item, ...]) -> None:
    mine, other = said(items[0], "accept"), said(items[0], "reject", by=BO)
    now = queue(items, [mine, other, said(items[1], "reject", by=BO)], by=ADA)
    assert (now.done, now.total) == (1, len(items))
    assert now.entries[0].state == "accepted"
    assert now.entries[0].differ
    assert now.entries[0].others == (other,)
    assert now.entries[1].state == "open"
    assert queue(items, [mine, undo(mine)], by=ADA).done == 0


def test_who_is_blind_sees_nothing_of_others(items: tuple[Item, ...]) -> None:
    mine, other = said(items[0], "accept"), said(items[0], "reject", by=BO)
    now = queue(items, [mine, other], by=ADA, blind=True)
    assert BO not in json.dumps(queue_json(now))
    assert not now.entries[0].differ
    assert queue(items, [other], by=ADA, blind=True) == queue(items, [], by=ADA, blind=True)


def test_kinds_can_be_chosen(items: tuple[Item, ...]) -> None:
    now = queue(items, [], by=ADA, kinds=("denies", "name"))
    assert {entry.item.kind for entry in now.entries} == {"denies", "name"}
    assert 0 < now.total < len(items)


def test_items_are_written_and_read_back(items: tuple[Item, ...]) -> None:
    assert items_of(json.loads(json.dumps(items_json(items)))) == items


def test_two_forms_of_a_name_are_asked_of_where_they_may_be_two(
    demo: Ledger, items: tuple[Item, ...]
) -> None:
    names = [one for one in items if one.kind == "name"]
    assert names
    for one in names:
        words, other = (set(side.words.casefold().split()) for side in one.sides)
        assert not words <= other  # a title before a name is no other name
    mentions = {one.id: one.entity for one in demo.mentions}
    assert all(mentions[one.judged.subject] == mentions[one.judged.other] for one in names)


def test_kappa_is_cohens() -> None:
    """The two-by-two example that textbooks take: 20 and 15 of 50 agreed, kappa .40."""
    both = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert kappa(both) == pytest.approx(0.4)
    assert kappa([("yes", "no"), ("no", "yes")]) == -1


def test_kappa_is_not_defined_where_chance_explains_all() -> None:
    assert kappa([]) is None
    assert kappa([("yes", "yes")] * 9) is None
    assert kappa([("yes", "no")] * 9) == 0


def test_agreement_is_of_what_both_judged_last() -> None:
    judgements = [
        answer("accept", pair=0),
        answer("reject", pair=0, minute=1),  # the last word counts
        answer("reject", pair=0, by=BO),
        answer("accept", pair=1),
        answer("reject", pair=1, by=BO),
        answer("accept", pair=2),
        (gone := answer("accept", pair=3)),
        undo(gone),
        answer("accept", pair=3, by=BO),
    ]
    found = agreement(judgements, ADA, BO)
    (measure,) = found.measures
    assert (measure.both, measure.same, measure.percent) == (2, 1, 50)
    assert (measure.only_first, measure.only_second) == (1, 1)
    (differ,) = found.disagreements
    assert (differ.first.verdict, differ.second.verdict) == ("accept", "reject")
    assert agreement_json(found)["disagreements"][0]["second"]["by"] == BO
    assert agreement(judgements, BO, ADA).measures[0].kappa == measure.kappa


def test_two_mentions_of_one_speaker_are_one_answer() -> None:
    mentions = row("mention", 1), row("mention", 2)
    judgements = [
        signed(
            Draft(kind="speaker", subject=row("statement", 1), verdict="correct", value=one),
            by=by,
            at=at(1),
        )
        for one, by in zip(mentions, (ADA, BO), strict=True)
    ]
    assert agreement(judgements, ADA, BO).measures[0].same == 0
    known = dict.fromkeys(mentions, "entity-1")
    assert agreement(judgements, ADA, BO, entities=known).measures[0].same == 1


def test_links_are_counted_by_their_relation_too(items: tuple[Item, ...]) -> None:
    asked = [first(items, "denies"), first(items, "confirms")]
    judgements = [said(one, "accept", by=by) for one in asked for by in (ADA, BO)]
    found = agreement(judgements, ADA, BO)
    assert [(one.kind, one.relation, one.both) for one in found.measures] == [
        ("link", None, 2),
        ("link", "confirms", 1),
        ("link", "denies", 1),
    ]


def test_nothing_judged_is_nothing_agreed() -> None:
    assert agreement([], ADA, BO).measures == ()
