"""What cannot be read becomes a problem with a remedy, and the rest is read all the same."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from crosswire.read import Article, intake, read, walk
from crosswire.row import Problem
from crosswire.story import isolate

SENTENCE = "The harbour of Velmar was closed on Monday, the harbour master said."
FRENCH = (
    "Le port de Velmar a été fermé lundi après l'échouement d'un pétrolier, a déclaré le maire. "
    "Les plongeurs ont inspecté la coque, qui est déchirée sur quatre mètres."
)

FILES = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \r\n\t\n ", "empty"),
    "dots.txt": ("… 1234 — !!!\n".encode(), "without a word"),
    "zero.txt": (b"The mayor\x00 said\x00 so", "a zero byte at 9"),
    "control.txt": (bytes(range(1, 9)) * 40, "binary data"),
    "picture.txt": (b"\x89PNG\r\n\x1a\nIHDR", "a PNG picture"),
    "paper.pdf": (b"%PDF-1.7 The harbour", "a PDF file"),
    "letter.docx": (b"PK\x03\x04word", "a ZIP archive"),
    "french.txt": (FRENCH.encode(), "'fr'"),
    "japanese.txt": ("火曜日、港の火災で三人が負傷したと市長が述べた。".encode(), "'ja'"),
    "feed.xml": (b'<?xml version="1.0"?><rss><channel></channel></rss>', "a feed without entries"),
    "plan.xml": (b'<?xml version="1.0"?><plan><day/></plan>', "no reader"),
    "empty.html": (b"<html><body></body></html>", "without the text"),
    "script.html": (b"<html><script>var said = 1;</script></html>", "without the text"),
    "deep.html": (b"<div>" * 20_000 + b"The harbour was closed.", "without the text"),
    "broken.jsonl": (b'{"text": "The harbour', "no JSON"),
    "list.jsonl": (b"[1, 2]\n", "no object"),
    "nested.jsonl": (b'{"a": ' * 100_000 + b"\n", "nested too deep"),
    "number.json": (b"7", "no object"),
    "half.json": (b'{\n"text": "x"', "no JSON"),
    "latin.jsonl": (b'{"text": "caf\xe9"}\n', "not UTF-8 at byte 13"),
    "textless.jsonl": (b'{"words": "The harbour"}\n', "its fields: words"),
}  # fmt: skip


def problems(found: list[Article | Problem]) -> dict[str, Problem]:
    return {item.document: item for item in found if isinstance(item, Problem)}


def texts(found: list[Article | Problem]) -> dict[str, str]:
    return {item.id: item.text for item in found if isinstance(item, Article)}


def test_each_bad_file_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    for name, (raw, _) in FILES.items():
        (tmp_path / name).write_bytes(raw)
    (tmp_path / "good.txt").write_text(SENTENCE)
    found = list(read([tmp_path]))
    assert texts(found) == {"good.txt": SENTENCE}
    named = {name.split(":")[0]: problem for name, problem in problems(found).items()}
    assert named.keys() == FILES.keys()
    for name, (_, reason) in FILES.items():
        assert reason in named[name].reason, name
        assert named[name].remedy.endswith(".")
        assert "\n" not in named[name].reason


def test_fifty_megabytes_in_one_line(tmp_path: Path) -> None:
    for name in ("a.txt", "b.jsonl", "c.html"):
        with (tmp_path / name).open("wb") as file:
            file.seek(50_000_000)
            file.write(b"x\n" + json.dumps({"text": SENTENCE, "id": "after"}).encode())
    start = perf_counter()
    found = list(read([tmp_path]))
    assert perf_counter() - start < 10
    assert texts(found) == {"after": SENTENCE}
    assert {"a.txt", "b.jsonl:1", "c.html"} <= problems(found).keys()
    assert all("bytes" in problem.reason for problem in problems(found).values())


def test_too_many_characters(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The harbour was closed. " * 30_000)
    (problem,) = read([tmp_path])
    assert isinstance(problem, Problem)
    assert "longer than 500,000 characters" in problem.reason


def test_limit_is_an_option(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    (problem,) = read([tmp_path], largest=10)
    assert isinstance(problem, Problem)
    assert "larger than 10 bytes" in problem.reason


@pytest.mark.parametrize(
    ("raw", "text", "encoding", "by"),
    [
        (b"\xef\xbb\xbfThe caf\xc3\xa9 was closed", "The café was closed", "utf-8", "mark"),
        ("The café was closed".encode("utf-16"), "The café was closed", "utf-16", "mark"),
        ("The café was closed".encode("utf-16-le"), "The café was closed", "utf-16-le", "guessed"),
        (b"The caf\xe9 was \x93closed\x94", "The café was “closed”", "cp1252", "guessed"),
    ],
)
def test_encodings(tmp_path: Path, raw: bytes, text: str, encoding: str, by: str) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    (article,) = read([tmp_path])
    assert isinstance(article, Article)
    assert (article.text, article.encoding, article.encoding_by) == (text, encoding, by)


def test_mixed_encodings_are_mended_and_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(
        SENTENCE.encode() + "“café”".encode() + b" \x93caf\xe9\x94\xff"
    )
    found = list(read([tmp_path]))
    assert texts(found) == {"a.txt": f"{SENTENCE}“café” “café”ÿ"}
    assert "4 bytes are not utf-8" in problems(found)["a.txt"].reason


@pytest.mark.parametrize(
    "odd",
    [
        "\u202eThe harbour\u202c was \u2066closed\u2069, the mayor said.",
        "🚢💥 The harbour was closed 👩‍👩‍👧‍👦, the mayor said. 🇵🇹",
        "The harbour\r\nwas closed,\r\n\r\nthe mayor said.\r",
        "قال the mayor that the harbour was closed, and שלום to all of you in the town.",
        '"' * 10_000 + " The harbour was closed, the mayor said, and it was " + "“" * 10_000,
        "The harbour\u0000was closed, the mayor said."[:11] + "\x7f\x1b[31m was closed, he said.",
        "Z͑ͫ̓ͪ̂ͫ̽͏̴̙a̴̝l̩̻͍g̵o said that the harbour was closed.",
    ],
)
def test_odd_text_is_read_as_it_stands(tmp_path: Path, odd: str) -> None:
    (tmp_path / "a.txt").write_bytes(odd.encode())
    start = perf_counter()
    found = list(read([tmp_path]))
    assert texts(found) == {"a.txt": odd}
    story = isolate(odd)
    assert perf_counter() - start < 3
    assert "".join(block.span.of(odd) for block in story.blocks)


@pytest.mark.parametrize(
    "text",
    [
        "Ngozi Okonkwo-Adeyemi, Zbigniew Brzęczyszczykiewicz and Þórður Guðmundsson of Łódź met.",
        "PRESIDENT SAYS PORT OF VELMAR WILL BE CLOSED UNTIL FRIDAY",
        "Três mortos, the paper wrote, but the mayor of São Velmar said that two had been found.",
        "Yes.",
    ],
)
def test_english_is_not_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert texts(list(read([tmp_path]))) == {"a.txt": text}


def test_broken_line_says_where_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"a{n}", "text": SENTENCE}) for n in range(3)]
    lines[1] = '{"id": "a1", "text" "x"}'
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    found = list(read([tmp_path]))
    assert list(texts(found)) == ["a0", "a2"]
    at = len(lines[0]) + 1
    reason = problems(found)["a.jsonl:2"].reason
    assert "line 2" in reason
    assert "at character 20" in reason
    assert f"after byte {at} " in reason


def test_halves_of_characters_in_json(tmp_path: Path) -> None:
    text = SENTENCE.replace("Velmar", "Vel\\ud800mar \\ud83d\\udea2")
    (tmp_path / "a.jsonl").write_text(f'{{"text": "{text}", "id": "a"}}\n')
    found = list(read([tmp_path]))
    assert "Vel\ufffdmar 🚢" in texts(found)["a"]
    assert "lone surrogates" in problems(found)["a"].reason
    assert texts(found)["a"].encode()


def test_bad_day_in_json_costs_the_day_only(tmp_path: Path) -> None:
    record = {"text": SENTENCE, "id": "a", "date": "the other day"}
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    found = list(read([tmp_path]))
    assert texts(found) == {"a": SENTENCE}
    assert "the other day" in problems(found)["a"].reason


def test_the_same_file_twice(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    found = list(read([tmp_path, tmp_path / "a.txt"]))
    assert texts(found) == {"a.txt": SENTENCE}
    assert "twice" in problems(found)["a.txt"].reason


def test_the_same_id_twice(tmp_path: Path) -> None:
    records = [{"text": SENTENCE, "id": "a"}, {"text": f"{SENTENCE} Later it opened.", "id": "a"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)))
    found = list(read([tmp_path]))
    assert texts(found) == {"a": SENTENCE}
    assert "has the id" in problems(found)["a"].reason


@pytest.mark.parametrize(
    ("meta", "reason"),
    [
        ("{broken", "no JSON"),
        ("[]", "list of articles"),
        ('{"articles": 3}', "list of articles"),
        ('{"articles": [{"file": "b.txt"}]}', "not there: b.txt"),
        ('{"articles": [{"outlet": "Velmar Echo"}]}', "names no file"),
        ('{"articles": [{"file": "a.txt", "published": "soon"}]}', "'soon' is no date"),
        (
            '{"articles": [{"file": "a.txt", "published": "0001-01-01T00:00:00"}]}',
            "on '0001-01-01T00:00:00' no report appeared",
        ),
        ('{"articles": [{"file": "a\\u0000.txt"}]}', "not there"),
    ],
)
def test_bad_meta(tmp_path: Path, meta: str, reason: str) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    (tmp_path / "meta.json").write_text(meta)
    found = list(read([tmp_path]))
    assert texts(found) == {"a.txt": SENTENCE}
    assert reason in problems(found)["meta.json"].reason


def test_links_to_nothing_and_in_circles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "round").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    found = list(read([tmp_path]))
    assert texts(found) == {"a.txt": SENTENCE}
    assert problems(found)["gone.txt"].reason == "a link to nothing"
    assert problems(found)["round"].reason == "a folder inside itself"
    assert problems(found)["pipe.txt"].reason == "no regular file"
    assert "self.txt" in problems(found)


def test_missing_and_empty_paths(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    found = list(read([tmp_path / "gone.txt", tmp_path / "none", "\0"]))
    assert not texts(found)
    assert problems(found)["gone.txt"].reason == "not found"
    assert problems(found)["none"].reason == "a folder without a file"
    assert len(found) == 3


def test_file_that_vanishes_while_the_folder_is_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"{SENTENCE} {name}")
    reading = read([tmp_path])
    first = next(reading)
    (tmp_path / "b.txt").unlink()
    found = [first, *reading]
    assert texts(found).keys() == {"a.txt", "c.txt"}
    assert problems(found)["b.txt"].reason == "not found"


def test_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    (tmp_path / "b.txt").write_text(SENTENCE)
    opened = Path.open

    def refusing(path: Path, *args: Any, **options: Any) -> Any:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **options)

    monkeypatch.setattr(Path, "open", refusing)
    found = list(read([tmp_path]))
    assert texts(found) == {"b.txt": SENTENCE}
    assert "permission" in problems(found)["a.txt"].reason


def test_folder_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "a.txt").write_text(SENTENCE)
    listed = Path.iterdir

    def refusing(path: Path) -> Iterator[Path]:
        if path.name == "shut":
            raise PermissionError(13, "Permission denied")
        return iter(listed(path))

    monkeypatch.setattr(Path, "iterdir", refusing)
    found = list(read([tmp_path]))
    assert texts(found) == {"a.txt": SENTENCE}
    assert "permission" in problems(found)["shut"].reason


def test_disk_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)

    def failing(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(intake, "choose", failing)
    (problem,) = read([tmp_path])
    assert isinstance(problem, Problem)
    assert problem.reason == "cannot be read: Input/output error"


def test_file_names_that_are_no_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / name).write_text(SENTENCE)
    found = list(read([tmp_path]))
    assert texts(found) == {"caf\ufffd.txt": SENTENCE}


def test_walk_gives_the_same_order_again(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).write_bytes(FILES[name][0])
    assert list(walk.walk([tmp_path])) == list(walk.walk([tmp_path]))
    assert list(read([tmp_path])) == list(read([tmp_path]))
