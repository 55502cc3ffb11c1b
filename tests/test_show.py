"""One row in its context: its words marked, its fields, the reasons for them."""

from __future__ import annotations

from dataclasses import replace

from crosswire.cli.terminal import laid_out
from crosswire.ledger import Ledger, Row, assemble, kind_of
from crosswire.row import Question, Reason, Span, Statement, Witness, reason
from crosswire.view.lookup import Lookup
from crosswire.view.show import choices, render
from sample import COMPANY, EVENING, MAYOR, run, sample


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
    assert "Ilse Brandvold: 12-15" in page
    assert "at least 12 people" in page
    assert "15 dead" in page


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


def test_many_related_rows_are_cut_and_counted() -> None:
    first = sample().statements[0]
    many = tuple(replace(first, id=f"statement-{number:04x}") for number in range(30))
    ledger = replace(sample(), statements=many)
    page = shown(ledger.documents[0], ledger)
    assert "... and " in page
    assert len(page.splitlines()) < 45
