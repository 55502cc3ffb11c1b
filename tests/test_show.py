"""One row in its context: its words marked, its fields, the reasons for them."""

from __future__ import annotations

import re
from dataclasses import replace

from crosswire.cli.terminal import laid_out
from crosswire.ledger import Ledger, Row, assemble, kind_of
from crosswire.row import Figure, Link, Question, Reason, Span, Statement, Witness, reason
from crosswire.view.excerpt import side_by_side
from crosswire.view.giver import given_by
from crosswire.view.lookup import Lookup
from crosswire.view.show import choices, render
from dispute import dispute
from sample import COMPANY, EVENING, MAYOR, run, sample, spot


def shown(row: Row, ledger: Ledger) -> str:
    return laid_out(render(row, Lookup(ledger)))


def by_act(act: str) -> Statement:
    return next(row for row in sample().statements if row.act == act)


def test_a_statement_stands_in_its_paragraph() -> None:
    page = shown(by_act("denies"), sample())
    assert page.startswith("STATEMENT  statement-")
    assert "morning.txt  Harbour Gazette  2031-03-03  Flood in Lower Tarrow" in page
    assert "DENIED BY The Veld Dam Company:" in page
    assert "Company denied that “>>the gates were opened without warning<<”." in page
    assert "Mayor Ilse Brandvold said" not in page


def test_reasons_are_shown_with_their_words() -> None:
    row = next(row for row in sample().statements if row.because)
    page = shown(row, sample())
    assert "REASONS" in page
    assert "said.weekday" in page
    assert "“on Monday”  morning.txt 48-57" in page


def test_a_reason_may_stand_in_another_document() -> None:
    first = sample().statements[0]
    why = {"speaker": reason("pronoun", "morning.txt", Span(28, 42))}
    row = replace(first, because=why)
    assert first.document == "evening.txt"
    assert "“Ilse Brandvold”  morning.txt 28-42" in shown(row, sample())


def test_a_reason_in_a_lost_document_shows_its_offsets() -> None:
    why = {"speaker": Reason("pronoun", (Witness("lost.txt", Span(1, 4)),))}
    row = replace(sample().statements[0], because=why)
    assert "1-4  lost.txt 1-4" in shown(row, sample())


def test_spans_are_shown_as_words() -> None:
    start = EVENING.index("Brandvold told")
    cue, source = Span(start + 10, start + 14), Span(start, start + 9)
    row = replace(by_act("asserts"), document="evening.txt", cue=(cue,), source=(source,))
    page = shown(row, sample())
    assert "“told”" in page
    assert "“Brandvold”" in page


def test_windows_and_bounds_are_shown_in_words() -> None:
    twelve = next(row for row in sample().figures if row.low == 12)
    page = shown(twelve, sample())
    assert "to 2031-03-03" in page
    assert "low         12\n" in page
    assert "high        not known" in page


def test_a_question_shows_each_answer_and_its_figures() -> None:
    question = sample().questions[0]
    page = shown(question, sample())
    assert isinstance(question, Question)
    assert re.search(r"^Ilse Brandvold +12-15 +not known", page, re.M)
    assert "at least 12 people" in page
    assert "15 dead" in page


def part(page: str, title: str) -> str:
    """What stands under a title of a page."""
    return page.partition(f"\n{title}\n")[2].partition("\n\n")[0]


def of_dispute(words: str, kind: type[Row]) -> Row:
    """The first row of a kind that begins with some words."""
    rows = (row for row in dispute() if isinstance(row, kind))
    return next(row for row in rows if str(getattr(row, "text", "")).startswith(words))


def link_of(kind: str) -> Link:
    return next(row for row in dispute().links if row.kind == kind)


def test_a_question_shows_why_its_answers_stand_so() -> None:
    page = shown(of_dispute("drowned", Question), dispute())
    why = part(page, "MIXED")
    assert "a side changed its answer, and two sides' last values cannot both hold" in why
    assert ">>15 people<< had drowned" in why
    assert ">>nine people<< had drowned" in why


def test_a_question_shows_each_figure_and_why_it_belongs() -> None:
    page = shown(of_dispute("of road", Question), dispute())
    for words in ("25 miles  ", "About 40 km  ", "40 km  "):
        assert words in part(page, "FIGURES")
    answers = part(page, "ANSWERS").splitlines()
    assert answers[0].split() == ["by", "km", "as", "of", "origins", "articles"]
    assert answers[2].split() == ["guild", "of", "ferrymen", "40.2", "2031-03-05", "1", "1"]
    together = part(page, "WHY TOGETHER")
    assert together.count("the first figure of this question") == 1
    assert "both give the same number" in together
    assert "Harbour Gazette: >>About 40 km<< of road" in together


def test_an_answer_keeps_its_doubt_and_its_act(demo: Ledger) -> None:
    lookup = Lookup(demo)
    marked = []
    for question in demo.questions:
        givers = [given_by(answer, lookup) for answer in question.answers]
        told = [one for one in givers if one.startswith("UNVERIFIED: ") or " BY " in one]
        if told:
            answers = " ".join(part(shown(question, demo), "ANSWERS").split())
            marked += [one for one in told if one.split()[0] in answers]
            assert any(word in answers for word in ("UNVERIFIED:", " BY "))
    assert any(one.startswith("UNVERIFIED: ") for one in marked)
    assert any("JUDGED BY" in one or "INTENDED BY" in one for one in marked)


def test_a_question_counts_its_origins() -> None:
    origins = part(shown(of_dispute("of road", Question), dispute()), "ORIGINS")
    assert [line[:20] for line in origins.splitlines() if line[0].isdigit()] == [
        "1. guild of ferrymen",
        "2. survey office    ",
    ]
    assert "Tarrow Echo: 40 km (the same number for one question" in origins


def test_a_figure_shows_its_question_side_by_side() -> None:
    page = shown(of_dispute("17 drowned", Figure), dispute())
    question = part(page, "QUESTION").splitlines()
    assert question[0].startswith("drowned (mixed)")
    assert question[1].strip() == "the same befell those who are counted"
    assert re.search(r"Tarrow Echo: .*>>17 drowned<<.* Harbour Gazette: ", question[2])


def test_a_figure_shows_what_shares_its_origin() -> None:
    page = shown(of_dispute("About 40 km", Figure), dispute())
    shared = part(page, "WHY ONE ORIGIN")
    assert "(the outlet) Tarrow Echo: 40 km (of road)" in shared
    assert "the same number for one question, by nobody who is named" in shared
    assert shared.count("Tarrow Echo dropped the hedge") == 1
    assert "Harbour Gazette: >>About<< 40 km of road" in shared


def test_a_statement_shows_how_each_outlet_words_it() -> None:
    page = shown(of_dispute("The gates were", Statement), dispute())
    same = part(page, "SAME STATEMENT")
    assert "Evening Ferry: SAID BY guild of pilots: The gates were opened at night " in same
    assert "Harbour Gazette: SAID BY guild of pilots: the gates were opened at night and" in same
    assert "most of the words are the same, in the same order" in same


def test_links_stand_with_every_wording_of_a_statement() -> None:
    links = part(shown(of_dispute("The gates were", Statement), dispute()), "LINKS")
    assert links.startswith("denied by: DENIED BY The Veld Dam Company: the gates were opened")
    assert "the denial shares most of its words with the claim" in links
    assert "contradicted by" not in links


def test_a_link_shows_both_rows_and_why() -> None:
    page = shown(link_of("disowns"), dispute())
    both = part(page, "BOTH ROWS").splitlines()
    assert both[0].startswith("Tarrow Echo: DENIED BY the bishop: he ever spoke of a miracle")
    assert both[1].startswith("disowns: Evening Ferry: SAID BY the bishop: spoke of a miracle")
    assert "the source denies that he said it" in part(page, "WHY")


def test_a_document_counts_its_rows() -> None:
    page = shown(dispute().documents[0], dispute())
    assert part(page, "ROWS") == "statement 3 · figure 3 · question 3"


def test_evidence_without_texts_is_shown_by_the_rows_words() -> None:
    bare = replace(dispute(), documents=tuple(replace(row, text="") for row in dispute().documents))
    page = shown(of_dispute("17 drowned", Figure), bare)
    assert "Tarrow Echo: >>17 drowned<<" in part(page, "QUESTION")
    lost = shown(link_of("copies"), bare)
    assert re.search(r"Harbour Gazette: \d+-\d+$", lost, re.M)


def test_far_spans_of_one_report_are_two_excerpts() -> None:
    text = f"One pier fell. {'Rain went on. ' * 30}Two piers fell.\n\nThree piers fell."
    document = replace(sample().documents[0], id="long.txt", text=text)
    spans = [spot(text, words) for words in ("One", "pier", "Two", "Three")]
    places = tuple(Witness("long.txt", span) for span in spans)
    lookup = Lookup(assemble(run(), [document]))
    page = laid_out(side_by_side(Reason("same_words", places), lookup))
    assert ">>One<< >>pier<< fell." in page
    assert ">>Two<< piers fell." in page
    assert ">>Three<< piers fell." in page
    assert page.count("Evening Ferry: ") == 3


def test_every_row_of_a_dispute_can_be_shown() -> None:
    looked = 0
    for row in dispute():
        page = shown(row, dispute())
        assert row.id in page
        assert "DENIED BY" in page or "gates were opened at night”" not in page
        looked += 1
    assert looked > 30


def test_every_question_and_link_of_the_demo_can_be_shown(demo: Ledger) -> None:
    lookup = Lookup(demo)
    rows: list[Row] = [*demo.questions, *demo.links]
    for row in rows:
        assert laid_out(render(row, lookup)).startswith(kind_of(row).upper())
    assert len(demo.questions) > 20
    assert len(demo.links) > 20


def test_why_one_origin_is_answered_for_every_claim_of_the_demo(demo: Ledger) -> None:
    lookup = Lookup(demo)
    rows: list[Row] = [*demo.statements, *demo.figures]
    assert len(rows) > 200
    for row in rows[::7]:
        assert "WHY ONE ORIGIN" in laid_out(render(row, lookup))


def test_an_entity_shows_what_it_said_and_where_it_is_named() -> None:
    page = shown(sample().find(MAYOR)[0], sample())
    assert "roles     Mayor" in page
    assert "UNVERIFIED: a breach" in page
    assert "Brandvold = Ilse Brandvold" in page
    assert "gates" not in page
    assert "DENIED BY The Veld Dam Company" in shown(sample().find(COMPANY)[0], sample())


def test_every_row_can_be_shown() -> None:
    looked = set()
    for row in sample():
        page = shown(row, sample())
        assert page.startswith(kind_of(row).upper())
        assert row.id in page
        looked.add(kind_of(row))
    assert len(looked) == 10


def test_a_denied_proposition_stands_behind_its_denial_wherever_it_is_shown() -> None:
    looked = 0
    for row in sample():
        for line in laid_out(choices([row], Lookup(sample()))).splitlines():
            if "gates were" in line:
                assert "DENIED BY" in line[: line.index("gates were")]
                looked += 1
    assert looked == 1
    page = shown(sample().documents[1], sample())
    assert page.count("gates were") == page.count("DENIED BY The Veld Dam Company: the gates") == 1


def test_a_ledger_without_texts_still_shows_the_words() -> None:
    bare = replace(sample(), documents=tuple(replace(row, text="") for row in sample().documents))
    page = shown(by_act("denies"), bare)
    assert ">>the gates were opened without warning<<" in page
    assert "written without the reports' texts" in page


def test_a_very_long_paragraph_is_cut_around_the_words() -> None:
    text = "a " * 3000 + "NEEDLE" + " b" * 3000
    document = replace(sample().documents[0], id="long.txt", text=text)
    figure = replace(sample().figures[0], document="long.txt", span=Span(6000, 6006), text="NEEDLE")
    page = shown(figure, assemble(run(), [document, figure]))
    assert ">>NEEDLE<<" in page
    assert len(page) < 3000


def test_hostile_words_are_inert_in_context() -> None:
    text = "\x1b[31mred\u202e [bold]NEEDLE[/bold] \x9b0m tail"
    start = text.index("NEEDLE")
    document = replace(sample().documents[0], id="bad\x1b[0m.txt", text=text)
    figure = replace(
        sample().figures[0], document=document.id, span=Span(start, start + 6), text="NEEDLE"
    )
    page = shown(figure, assemble(run(), [document, figure]))
    assert "[bold]>>NEEDLE<<[/bold]" in page
    assert not set(page) & set("\x1b\u202e\x9b")


def test_hostile_words_are_inert_in_evidence() -> None:
    bad = "\x1b[2J\u202e[bold]\x9b\r\n"
    ledger = dispute()
    ledger = replace(
        ledger,
        documents=tuple(replace(row, outlet=bad, text=row.text) for row in ledger.documents),
        questions=tuple(replace(row, text=bad, unit=bad) for row in ledger.questions),
        figures=tuple(replace(row, of=bad, text=bad) for row in ledger.figures),
        entities=tuple(replace(row, name=bad) for row in ledger.entities),
        links=tuple(replace(row, because={"kind": Reason(bad)}) for row in ledger.links),
    )
    rows: list[Row] = [*ledger.questions, *ledger.figures, *ledger.links]
    assert len(rows) > 15
    for row in rows:
        page = shown(row, ledger)
        assert "[bold]" in page
        assert not set(page) & set("\x1b\u202e\x9b\r")


def test_many_related_rows_are_cut_and_counted() -> None:
    first = sample().statements[0]
    many = tuple(replace(first, id=f"statement-{number:04x}") for number in range(30))
    ledger = replace(sample(), statements=many)
    page = shown(ledger.documents[0], ledger)
    assert "... and " in page
    assert len(page.splitlines()) < 45
