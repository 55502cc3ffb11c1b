"""What follows from judgements: a case is reports, what was judged of them, what is then so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from collating import read_alone
from crosswire import model
from crosswire.cli import main
from crosswire.collation import collated
from crosswire.gazetteer import Gazetteer
from crosswire.judgement.bond import bound
from crosswire.judgement.line import lines
from crosswire.judgement.ruling import NO_RULINGS, REVIEWED, Ruling, Rulings, rulings
from crosswire.judgement.signing import signed, undoing
from crosswire.judgement.value import Days, Draft, Judgement
from crosswire.ledger import Ledger, Row, check, load
from crosswire.reading import Reading
from crosswire.row import Document, Figure, Mention, Question, Statement, Window
from sample import run

CASES = Path(__file__).parent / "cases" / "ruling"
NAME = "R. Example"
BY_NAME = re.compile(r"(?P<what>.*?)(?: \((?P<by>[^()]+)\))?$")


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            yield pytest.param(case, id=f"{path.stem}: {case['about']}")


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    opened = Gazetteer.open()
    yield opened
    opened.close()


class Sheet:
    """A ledger, its rows found by the words of a case: "a.txt Marek Tolvanen"."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.rows = {row.id: row for row in ledger}

    @cached_property
    def claims(self) -> tuple[Statement | Figure, ...]:
        return (*self.ledger.statements, *self.ledger.figures)

    def row(self, told: str, kinds: tuple[type, ...]) -> Any:
        """The row of these kinds with some words, or that begins with them, in a report."""
        document, _, words = told.partition(" ") if ".txt" in told else ("", "", told)
        among = [row for row in self.ledger if isinstance(row, kinds)]
        here = [row for row in among if document in ("", getattr(row, "document", ""))]
        whole = [row for row in here if getattr(row, "text", "") == words]
        found = whole or [row for row in here if getattr(row, "text", "").startswith(words)]
        assert found, (told, [getattr(row, "text", "") for row in here])
        return found[0]

    def claim(self, told: str) -> Statement | Figure:
        found: Statement | Figure = self.row(told, (Statement, Figure))
        return found

    def mention(self, told: str) -> Mention:
        found: Mention = self.row(told, (Mention,))
        return found

    def asked(self, told: str) -> Question:
        figure = self.row(told, (Figure,))
        return next(one for one in self.ledger.questions if one.id == figure.question)

    def name(self, entity: str | None) -> str:
        row = self.rows.get(entity or "")
        return getattr(row, "name", "")

    def links(self) -> set[tuple[str, str, str]]:
        return {(one.kind, one.from_id, one.to_id) for one in self.ledger.links}

    def link(self, told: str) -> tuple[str, str, str]:
        kind, one, other = re.split(r": | -> ", told)
        return kind, self.claim(one).id, self.claim(other).id


def drafted(told: str, sheet: Sheet) -> tuple[Draft, str]:
    """What a case judges, and who does: "link denies reject: a.txt ... / b.txt ... (S. Other)"."""
    whole = BY_NAME.fullmatch(told)
    assert whole is not None
    how, _, what = whole["what"].partition(":")
    make: Any = {"speaker": _speaker, "date": _date}.get(how.split()[0], _pair)
    return make(how.split(), what.strip(), sheet), whole["by"] or NAME


def _pair(how: Sequence[Any], what: str, sheet: Sheet) -> Draft:
    """Two rows, and a verdict on them."""
    types = {"name": (Mention,), "question": (Figure,)}.get(how[0], (Statement, Figure))
    one, other = (
        end if re.fullmatch(r"[a-z]+-0{16}", end) else sheet.row(end, types).id
        for end in what.split(" / ")
    )
    relation = how[1] if how[0] == "link" else None
    return Draft(kind=how[0], subject=one, other=other, relation=relation, verdict=how[-1])


def _speaker(_: Sequence[Any], what: str, sheet: Sheet) -> Draft:
    """Who said something; nobody is the outlet."""
    subject, _, who = (part.strip() for part in f"{what} ".partition(" = "))
    value = who if who.startswith("mention-") else sheet.mention(who).id if who else None
    return Draft(kind="speaker", subject=sheet.claim(subject).id, verdict="correct", value=value)


def _date(how: Sequence[Any], what: str, sheet: Sheet) -> Draft:
    """When something was said, was so, or came out."""
    subject, _, value = what.partition(" = ")
    first, last = (date.fromisoformat(day) if day else None for day in value.split(".."))
    row: Any = sheet.rows.get(subject) or sheet.claim(subject)
    return Draft(kind="date", subject=row.id, verdict="correct", value=Days(how[1], first, last))


def judged(told: Sequence[str], sheet: Sheet) -> list[Judgement]:
    drafts = (drafted(one, sheet) for one in told)
    return [
        signed(draft, by=by, at=f"2031-03-04T05:06:07.{number:06}Z")
        for number, (draft, by) in enumerate(drafts)
    ]


def days(window: Window | None) -> str:
    first, last = (window.first, window.last) if window else (None, None)
    return f"{first or ''}..{last or ''}"


def days_of(row: Row) -> str:
    if isinstance(row, Document):
        return f"{row.published_from or ''}..{row.published_to or ''}"
    assert isinstance(row, Statement | Figure)
    return days(row.when)


class Told:
    """What a case says is so, each as a check of a ledger."""

    def __init__(self, case: Mapping[str, Any]) -> None:
        self.case = case

    def check(self, sheet: Sheet) -> None:
        self.names(sheet)
        self.links(sheet)
        self.claims(sheet)
        self.reasons(sheet)

    def names(self, sheet: Sheet) -> None:
        for group in self.case.get("same", ()):
            assert len({sheet.mention(one).entity for one in group}) == 1, group
        apart = [sheet.mention(one).entity for one in self.case.get("apart", ())]
        assert len(set(apart)) == len(apart)

    def links(self, sheet: Sheet) -> None:
        if "links" in self.case:
            assert sheet.links() == {sheet.link(one) for one in self.case["links"]}
        for one in self.case.get("gone", ()):
            assert sheet.link(one) not in sheet.links()
        ruled = {
            one.kind for one in sheet.ledger.links if one.because["kind"].rule.startswith(REVIEWED)
        }
        assert ruled == set(self.case.get("ruled_links", ()))

    def claims(self, sheet: Sheet) -> None:
        for claim, name in self.case.get("speakers", {}).items():
            assert sheet.name(sheet.claim(claim).speaker) == name
        for claim, names in self.case.get("chains", {}).items():
            row = sheet.claim(claim)
            assert isinstance(row, Statement)
            assert [sheet.name(one) for one in row.chain] == names
        for told, window in self.case.get("days", {}).items():
            named: Any = sheet.rows.get(told) or sheet.row(told, (Figure,))
            assert days_of(named) == window
        for field, wanted in (("origins", "origin"), ("asked", "question")):
            groups = [
                {getattr(sheet.row(one, (Statement, Figure)), wanted) for one in group}
                for group in self.case.get(field, ())
            ]
            assert all(len(group) == 1 for group in groups)
            assert len(set().union(*groups)) == len(groups)
        for figure, relation in self.case.get("relation", {}).items():
            assert sheet.asked(figure).relation == relation
        for figure, number in self.case.get("answered", {}).items():
            assert sheet.asked(figure).origins == number

    def reasons(self, sheet: Sheet) -> None:
        for told in self.case.get("ruled", ()):
            row: Any = sheet.rows.get(told) or sheet.row(told, (Mention, Statement, Figure))
            assert f"as reviewed by {NAME}" in {one.rule for one in row.because.values()}, row


@pytest.mark.parametrize("case", list(cases()))
def test_case(nlp: Language, gazetteer: Gazetteer, case: dict[str, Any]) -> None:
    alone = read_alone(nlp, gazetteer, case["reports"])
    before = Sheet(collated(run(), alone, gazetteer))
    found = rulings(judged(case["judged"], before))
    after = Sheet(collated(run(), alone, gazetteer, rulings=found))
    check(after.ledger)
    Told(case).check(after)
    if case.get("unchanged"):
        assert after.ledger == before.ledger
    else:
        assert after.ledger != before.ledger
        with pytest.raises((AssertionError, KeyError)):
            Told(case).check(before)


def test_cases_look_at_something() -> None:
    known = {"about", "judged", "reports", "unchanged", "same", "apart", "links", "gone", "ruled"}
    known |= {"ruled_links", "speakers", "chains", "days", "origins", "asked", "relation"}
    found = [one.values[0] for one in cases()]
    assert len(found) > 25
    assert all(one.keys() <= known | {"answered"} and len(one) > 3 for one in found)


EVENT = {
    "a.txt": {
        "text": "The guild of pilots said that the Veld Dam Company opened the gates of the dam at"
        " night. Mayor Ilse Brandvold said that 15 people had drowned in Tarrow. She said the guild"
        " had warned the company."
    },
    "b.txt": {
        "text": "The Veld Dam Company denied that it opened the gates of the dam at night. It"
        " denied that 15 people had drowned in Tarrow, and put the number at nine."
    },
    "c.txt": {
        "text": "The mayor, Ilse Brandvold, said that 17 people had drowned. The guild of pilots"
        " confirmed that the Veld Dam Company opened the gates of the dam at night."
    },
}
"""Reports in which there is something to judge of each kind."""


@pytest.fixture(scope="module")
def alone(nlp: Language, gazetteer: Gazetteer) -> list[Reading]:
    return read_alone(nlp, gazetteer, EVENT)


def any_draft(ledger: Ledger) -> st.SearchStrategy[Draft]:
    """Something that somebody could judge of a ledger's rows, or of a row that is not there."""
    mentions, statements, figures = map(
        ids_of, (ledger.mentions, ledger.statements, ledger.figures)
    )
    kinds = sorted({link.kind for link in ledger.links} | {"confirms", "same_statement"})
    verdicts = st.sampled_from(("accept", "reject"))
    days = st.integers(1, 9).map(lambda day: date(2031, 3, day))
    claims = st.sampled_from((*statements, *figures))
    return st.one_of(
        *(
            st.builds(Draft, kind=st.just(kind), subject=rows, other=rows, verdict=verdicts, **more)
            for kind, rows, more in (
                ("name", st.sampled_from(mentions), {}),
                ("question", st.sampled_from(figures), {}),
                ("link", st.sampled_from(statements), {"relation": st.sampled_from(kinds)}),
                ("link", st.sampled_from(figures), {"relation": st.sampled_from(kinds)}),
            )
        ),
        st.builds(
            Draft,
            kind=st.just("speaker"),
            subject=claims,
            verdict=st.just("correct"),
            value=st.sampled_from((None, *mentions)),
        ),
        st.builds(
            Draft,
            kind=st.just("date"),
            subject=claims,
            verdict=st.just("correct"),
            value=st.builds(Days, st.just("when"), days),
        ),
    )


def ids_of(rows: Sequence[Any]) -> tuple[str, ...]:
    """The ids of rows, and one that no row has."""
    found = tuple(row.id for row in rows)
    return (*found, f"{found[0].partition('-')[0]}-{'0' * 16}")


def any_judgements(ledger: Ledger) -> st.SearchStrategy[list[Judgement]]:
    """Some judgements of two reviewers, some of them taken back."""
    one = st.tuples(any_draft(ledger), st.sampled_from((NAME, "S. Other")), st.booleans())
    return st.lists(one, min_size=1, max_size=8).map(lambda found: list(signed_in_line(found)))


def signed_in_line(found: Sequence[tuple[Draft, str, bool]]) -> Iterator[Judgement]:
    for at, (draft, by, stays) in enumerate(found):
        if draft.subject != draft.other:
            judgement = signed(draft, by=by, at=f"2031-03-04T05:06:07.{at:06}Z")
            yield judgement
            if not stays and at % 3 == 0:
                yield signed(undoing(judgement), by=by, at=f"2031-03-05T05:06:07.{at:06}Z")


@given(data=st.data())
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_judgements(alone: list[Reading], gazetteer: Gazetteer, data: st.DataObject) -> None:
    """In any order they give the same bytes, and what is denied is nowhere asserted."""
    before = collated(run(), alone, gazetteer)
    told = data.draw(any_judgements(before))
    found = rulings(told)
    assert rulings(data.draw(st.permutations(told))) == found
    after = collated(run(), alone, gazetteer, rulings=found)
    assert after == collated(run(), alone, gazetteer, rulings=found)
    check(after)
    assert {row.id: row.act for row in after.statements} == {
        row.id: row.act for row in before.statements
    }
    assert [row.id for row in after.mentions] == [row.id for row in before.mentions]
    denied = {row.id for row in after.statements if row.act == "denies"}
    assert len(denied) > 1
    figures = {row.id: row for row in after.figures}
    answers = [answer for question in after.questions for answer in question.answers]
    told_so = {figures[one].statement for answer in answers for one in answer.figures}
    assert not told_so & denied
    for link in after.links:
        if link.kind in ("same_statement", "confirms"):
            assert (link.from_id in denied) == (link.to_id in denied)
    obeyed(found, after)


def obeyed(found: Rulings, ledger: Ledger) -> None:
    """No pair that was judged to be two is one; no link is there that was judged not to be."""
    entity = {row.id: row.entity for row in ledger.mentions}
    question = {row.id: row.question for row in ledger.figures}
    for pairs, of in ((found.names, entity), (found.questions, question)):
        for (one, other), ruling in pairs.items():
            if not ruling.accepts and {one, other} <= of.keys():
                assert of[one] != of[other]
    drawn = {(one.kind, one.from_id, one.to_id) for one in ledger.links}
    rejected = {edge for edge, ruling in found.links.items() if not ruling.accepts}
    assert not drawn & rejected


def test_nothing_follows_from_nothing(alone: list[Reading], gazetteer: Gazetteer) -> None:
    plain = collated(run(), alone, gazetteer)
    assert collated(run(), alone, gazetteer, rulings=rulings(())) == plain
    assert rulings(()) == NO_RULINGS
    assert plain.links


def near(group: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield from pairwise(group)


def ruled(**pairs: bool) -> dict[tuple[str, str], Ruling]:
    return {(name[0], name[1]): Ruling((NAME,), accepts) for name, accepts in pairs.items()}


@pytest.mark.parametrize(
    ("judged", "groups"),
    [
        (ruled(ac=False), ["ab", "c", "d"]),
        (ruled(ad=True), ["abcd"]),
        (ruled(ad=True, bd=False), ["ad", "bc"]),
        (ruled(ad=True, cd=False), ["abd", "c"]),
        (ruled(ab=True), ["abc", "d"]),
        (ruled(az=True, bz=False), ["abc", "d"]),
    ],
)
def test_groups_are_bound_as_they_were_judged(
    judged: Mapping[tuple[str, str], Ruling], groups: list[str]
) -> None:
    found = bound(["abc", "d"], judged, near)
    assert ["".join(group) for group in found.groups] == groups
    was = {one: group[0] for group in ("abc", "d") for one in group}
    now = {one: group[0] for group in found.groups for one in group}
    assert {one for one in was if was[one] != now[one]} <= found.moved.keys()


def called(*arguments: object) -> int | str | None:
    with pytest.raises(SystemExit) as left:
        main(["ledger", "--quiet", *map(str, arguments)])
    return left.value.code


def test_judgements_of_a_file_are_obeyed(
    nlp: Language, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reports, file, goal = tmp_path / "reports", tmp_path / "judged.jsonl", tmp_path / "out.jsonl"
    reports.mkdir()
    for name, told in EVENT.items():
        (reports / name).write_text(told["text"], "utf-8")
    with mock.patch.object(model, "load", return_value=nlp):
        assert called(reports, "-o", goal) == 0
        before = Sheet(load(goal))
        mine = judged(["speaker: c.txt 17 people had drowned = a.txt Veld Dam Company"], before)
        file.write_text("".join(lines(mine)), "utf-8")
        assert called(reports, "-o", goal, "--judgements", file) == 0
    after = Sheet(load(goal))
    row = after.claim("17 people had drowned")
    assert after.name(row.speaker) == "Veld Dam Company"
    assert row.because["speaker"].rule == f"as reviewed by {NAME}"
    assert "judgements" in after.ledger.run.settings.keys() - before.ledger.run.settings.keys()
    file.write_text(file.read_text("utf-8").replace("2031", "2032"), "utf-8")
    assert called(reports, "--judgements", file) == 1
    assert "judged.jsonl, line 1: its id is not that of what it says" in capsys.readouterr().err
    assert called(goal, "--judgements", file) != 0
