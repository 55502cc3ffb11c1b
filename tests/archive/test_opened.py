"""A story of an archive, opened: its ledger, its reports, the commands, a desk."""

from __future__ import annotations

import io
import json
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pyarrow.compute as pc
import pytest

import crosswire
from archive.sample import BANK, COACH_PERU, COACH_SLOVENIA, FIRST_DAYS, STRIKE
from crosswire import Desk, model
from crosswire import archive as offered
from crosswire.archive.ledger import part
from crosswire.archive.ledger.index import summary
from crosswire.archive.mark import NAME, is_archive
from crosswire.archive.opened import articles, find, ledger_of, stories
from crosswire.archive.place import Place
from crosswire.cli import main
from crosswire.error import LedgerError
from crosswire.ledger import Ledger, without_texts
from crosswire.read import read
from desk.desks import empty
from documented import asked, blocks, commands, run

if TYPE_CHECKING:
    from spacy.language import Language

COACH = "Nine dead as coach leaves road near San Albino"

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(
    archived: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    nlp: Language,
) -> Iterator[Call]:
    """Calls the command line in a folder with an archive; what it exits with and says."""
    monkeypatch.chdir(tmp_path)
    Path("archive").symlink_to(archived)

    def called(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(arguments)
        return int(left.value.code or 0), *capsys.readouterr()

    with mock.patch.object(model, "load", return_value=nlp):
        yield called


def test_every_report_is_in_one_story_with_its_facts(archived: Path) -> None:
    place = Place.of(archived)
    found = {story.id: list(articles(place, story)) for story in stories(place)}
    reports = [one for some in found.values() for one in some]
    assert len(reports) == len({one.id for one in reports}) == len(FIRST_DAYS) + 10
    (wire,) = [one for one in reports if one.id == STRIKE[0]["id"]]
    assert (wire.outlet, wire.published) == ("Hallam Record", None)
    assert (wire.title, wire.text) == (STRIKE[0]["title"], STRIKE[0]["text"])
    (page,) = [one for one in reports if one.url == BANK[0]["url"]]
    assert page.delivery.fetched == "2026-03-21T10:00:00Z"


def test_a_story_is_the_ledger_of_its_reports(
    archived: Path, nlp: Language, tmp_path: Path
) -> None:
    place = Place.of(archived)
    story = find(place, COACH)
    opened = ledger_of(place, story)
    assert opened.run.settings["event"] == COACH
    assert [one.id for one in opened.documents] == [one["id"] for one in COACH_PERU]
    source = tmp_path / "wire.jsonl"
    source.write_text("".join(f"{json.dumps(one)}\n" for one in COACH_PERU))
    with mock.patch.object(model, "load", return_value=nlp):
        assert list(crosswire.collate([source])) == list(opened)
    assert story.summary.statements == len(opened.statements) > 3


def test_look_alikes_are_two(archived: Path) -> None:
    place = Place.of(archived)
    (one,) = stories(place, "Brezovec")
    (other,) = stories(place, "Albino")
    assert one.id != other.id
    ids = {report["id"] for report in COACH_SLOVENIA}
    assert {report.id for report in articles(place, one)} == ids


def test_a_story_of_two_episodes_is_one_ledger(
    archived: Path, demo: Ledger, tmp_path: Path
) -> None:
    first = replace(ledger_of(Place.of(archived), COACH), run=demo.run)
    place = Place.of(tmp_path)
    place.write(NAME, (archived / NAME).read_bytes())
    for number, ledger in enumerate((first, demo)):
        name = ledger.documents[0].id
        told = summary("story-1", number, ledger, first=name, copies=0, digest="")
        goal = f"day=2031-03-0{number + 1}/0001"
        part.write(place, goal, {("story-1", number): ledger})
        part.list_episodes(place, goal, [told])
    story = find(place, COACH)
    opened = ledger_of(place, story)
    assert (story.episodes, len(story.parts)) == (2, 2)
    assert {one.id for one in opened.documents} == {one.id for one in demo.documents} | {
        one.id for one in first.documents
    }
    assert len(opened.links) == len(demo.links) + len(first.links)
    names = [one.name for one in opened.entities if one.kind == "government"]
    assert len(names) == len(set(names)) > 0


def test_a_ledger_whose_words_moved_is_refused(archived: Path, tmp_path: Path) -> None:
    place = Place.of(shutil.copytree(archived, tmp_path / "copy"))
    story = find(place, COACH)
    name = f"ledger/type=statement/{story.parts[0]}.parquet"
    table = place.parquet(name)
    words = pc.replace_substring(table["text"], "e", "a")
    place.parquet_write(name, table.set_column(table.schema.get_field_index("text"), "text", words))
    with pytest.raises(LedgerError, match="words are not at its offsets"):
        ledger_of(place, story)
    place.write(name, b"PAR1 and no more")
    with pytest.raises(LedgerError, match="ledger"):
        ledger_of(place, story)


def test_an_archive_is_told_without_its_libraries(archived: Path, tmp_path: Path) -> None:
    assert is_archive(archived)
    assert is_archive(str(archived))
    assert not is_archive(tmp_path)
    assert not is_archive("https://example.org/archive")
    assert not is_archive("memory://nothing")


@pytest.mark.parametrize("command", ["brief", "report", "export", "ledger"])
def test_the_commands_open_a_story(command: str, call: Call, archived: Path) -> None:
    story = find(Place.of(archived), COACH)
    goal = {"report": "page.html", "export": "story.sqlite", "ledger": "story.jsonl"}
    output = ("-o", goal[command]) if command in goal else ()
    code, out, err = call(command, "archive", "--event", story.id[:12], *output)
    assert (code, err) == (0, "")
    if command == "brief":
        assert "Raul Quispetera" in out
        assert f"crosswire show archive --event {story.id}" in " ".join(out.split())
    elif command == "report":
        assert b"Huarqay" in Path("page.html").read_bytes()
    else:
        opened = ledger_of(Place.of(archived), story)
        assert without_texts(crosswire.load(goal[command])) == without_texts(opened)


def test_show_opens_a_row(call: Call, archived: Path) -> None:
    row = ledger_of(Place.of(archived), COACH).statements[0]
    code, out, _ = call("show", "archive", row.id, "--event", COACH)
    assert code == 0
    assert row.id in out


def test_which_story_is_meant_must_be_said(call: Call) -> None:
    code, _, err = call("brief", "archive")
    assert code == 2
    assert "It is an archive of many stories (" in err
    assert "crosswire stories" in err
    code, _, err = call("report", "archive", "--event", "nowhere", "-o", "x.html")
    assert code == 1
    assert "there is no story 'nowhere' - See which there are: crosswire stories" in err
    assert call("brief", "archive", "archive")[2].rstrip().endswith("or give reports only.")
    assert "An event is of a desk or an archive" in call("brief", ".", "--event", COACH)[2]


def test_stories_are_listed_and_found(call: Call, archived: Path) -> None:
    code, out, _ = call("stories", "archive")
    listed = stories(Place.of(archived))
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == [one.id[6:14] for one in listed]
    assert out.splitlines()[0].split()[1] == str(listed[0].summary.reports)
    code, out, _ = call("stories", "archive", "coach", "albino", "--to", "jsonl")
    (line,) = map(json.loads, out.splitlines())
    assert (line["name"], line["first_day"], line["episodes"]) == (COACH, "2026-03-17", 1)
    assert "'.' is no archive" in call("stories", ".")[2]
    assert call("stories", "archive", "zebra")[2] == "crosswire: no story is like that\n"
    code, out, _ = call("stories", "archive", "--until", "2026-03-16", "--most", "contested")
    assert len(out.splitlines()) == 1


def test_a_desk_takes_a_story_in_once(call: Call, archived: Path) -> None:
    Path("desk.sqlite").write_bytes(empty())
    first = call("add", "desk.sqlite", "archive", "--event", COACH)
    assert first[1].splitlines()[-1] == "2 in all: 2 taken"
    assert call("desk", "rename", "desk.sqlite", COACH, "San Albino")[0] == 0
    again = call("add", "desk.sqlite", "archive", "--event", COACH)
    assert again[1].splitlines()[-1] == "2 in all: 2 same"
    with Desk.open("desk.sqlite") as desk:
        (event,) = desk.events()
        assert (event.name, event.reports) == ("San Albino", 2)
        opened = ledger_of(Place.of(archived), COACH)
        kept = desk.ledger("San Albino")
        assert [one.title for one in kept.documents] == [one.title for one in opened.documents]
        assert len(kept.statements) == len(opened.statements)


def test_stories_of_one_name_are_two_events(archived: Path, nlp: Language, tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite").write_bytes(empty())
    place = Place.of(archived)
    one, other = find(place, COACH), find(place, STRIKE[0]["title"])
    with (
        mock.patch.object(model, "load", return_value=nlp),
        Desk.open(tmp_path / "desk.sqlite") as desk,
    ):
        for story in (one, other):
            list(desk.add(articles(place, story), event="Monday", key=story.id))
        assert [event.reports for event in desk.events()] == [2, 1]
        desk.merge(desk.events()[0].id, [desk.events()[1].id])
        list(desk.add(read([_report(tmp_path)]), event="Monday", key=other.id))
        assert [event.reports for event in desk.events()] == [4]


def _report(folder: Path) -> Path:
    """A report of the strike that came late."""
    found = folder / "late.txt"
    found.write_text("Port Hallam is still\n\nThe crane drivers of Port Hallam walked out again.\n")
    return found


def test_an_archive_is_added_alone_and_by_story(call: Call) -> None:
    assert "Give an archive alone" in call("add", "desk.sqlite", "archive", "x.txt")[2]
    assert "Give an archive alone" in call("add", "desk.sqlite", "archive", "--outlet", "X")[2]
    assert "archive of many stories" in call("add", "desk.sqlite", "archive")[2]
    assert not Path("desk.sqlite").exists()


def test_what_the_package_offers() -> None:
    """All that is promised is there, and what is not is no module's fault."""
    assert all(callable(getattr(offered, name)) for name in offered.__all__)
    assert not hasattr(offered, "nothing")


def test_the_example_of_the_page_runs(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = blocks("docs/archive.md", "python")
    exec(compile(code, "docs/archive.md", "exec"), {})  # noqa: S102 - our own page
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_the_commands_of_the_page_run(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = commands("docs/archive.md")
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO()))
    for command in shown:
        if command.startswith("crosswire archive"):
            assert asked(shlex.split(command)[1:])
        else:
            assert run(command.replace("3f1a09c2", f"'{COACH}'")) == 0, command
    assert len(shown) > 5
