"""The archive that archives are measured on, and how what came of one is counted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from bench.archived import clustered, copied, counted, grouped, placed
from bench.corpus import SHARES, WORDS, Told, corpus, sizes
from bench.dump import TRUTH, Truth, write
from bench.shared import Shared
from crosswire.read import Article, read

ARTICLES = 100

SENTENCES = (
    "The mill at {0} burned down on May 3, said {1}, who owns it.",
    "Some 40 men from {0} had left the yard by then.",
    "“Nobody was inside,” {1} told the {2} Post.",
    "Fire engines came from {2} and could not cross the river.",
    "{1} had asked for a second bridge in 2011.",
    "A spokesman for {2} declined to comment on that.",
    "The roof fell in at 16:20 and the wall an hour later.",
    "It will take 18 weeks to clear the site, {1} said.",
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Two annotated events of four reports each."""
    root = tmp_path_factory.mktemp("shared")
    (root / "bench" / "story").mkdir(parents=True)
    rows = [
        {"event": event, "title": f"Mill burns at {names[0]}", "text": _text(names, number)}
        for event, names in {
            "1": ("Orvane", "Telka", "Brisk"),
            "2": ("Malou", "Hadd", "Sene"),
        }.items()
        for number in range(4)
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (root / "bench" / "story" / "ecbplus.jsonl").write_text(lines, "utf-8")
    return Shared(root)


def _text(names: Sequence[str], number: int) -> str:
    return " ".join(one.format(*names) for one in (*SENTENCES[number:], *SENTENCES[:number]))


@pytest.fixture(scope="module")
def told(shared: Shared) -> Sequence[Told]:
    """A small archive."""
    return corpus(shared, ARTICLES)


def test_the_same_numbers_make_the_same_archive(shared: Shared, told: Sequence[Told]) -> None:
    assert corpus(shared, ARTICLES) == told
    assert corpus(shared, ARTICLES, seed=2) != told


def test_an_archive_has_its_shares_of_copies_languages_and_broken_records(
    told: Sequence[Told],
) -> None:
    assert len(told) == ARTICLES
    kinds = Counter(one.kind for one in told)
    assert {kind: kinds[kind] for kind in SHARES} == {
        kind: max(1, round(ARTICLES * share)) for kind, share in SHARES.items()
    }
    assert sum(one.language != "en" for one in told) == 4
    assert max(one.seen for one in told).day <= 30
    assert max(one.text.count(" ") for one in told) < WORDS[1] + 80


def test_most_stories_are_told_once_and_one_more_than_sixty_times() -> None:
    found = Counter(sizes(1_730))
    assert found.total() > 800
    assert found[1] > 500
    assert [size for size in found if size > 60] == [64]


def test_instances_of_one_event_share_no_name(told: Sequence[Told]) -> None:
    names = {"Orvane", "Telka", "Malou", "Hadd", "Sene"}
    texts = [one.text for one in told if one.language == "en"]
    assert sum("mill" in text for text in texts) > 10
    assert not any(names & set(text.split()) for text in texts)


@pytest.mark.parametrize("form", ["jsonl", "warc"])
def test_all_but_what_is_broken_is_read(form: str, told: Sequence[Told], tmp_path: Path) -> None:
    sources = write(told, tmp_path / form, form=form)
    articles = [one for one in read([sources]) if isinstance(one, Article)]
    ids = {one.url for one in told if one.language == "en" and one.kind != "broken"}
    assert {one.id for one in articles} >= ids - {one.url for one in told if one.kind == "version"}
    truth = Truth.read(tmp_path / form / TRUTH)
    assert [one.url for one in truth] == [one.url for one in told]


STORIES = [
    # key, part, row, story, document, copy_of, copy_kind
    ("k1", "p", 0, "s1", "a", None, None),
    ("k2", "p", 1, "s1", "b", "k1", "near"),
    ("k2", "p", 2, "s1", None, "k2", "again"),
    ("k3", "q", 0, "s2", "c", None, None),
]
TRUE = [
    Truth("a", "1", "en", None, None),
    Truth("b", "1", "en", "near", "a"),
    Truth("b", "1", "en", "again", "b"),
    Truth("c", "1", "en", None, None),
    Truth("d", "2", "de", None, None),
]


def _made(root: Path, documents: Sequence[tuple[str, str]]) -> Path:
    """An archive of four articles, with these documents in its ledger."""
    parts: Mapping[str, Sequence[Mapping[str, object]]] = {
        "articles/p.parquet": [{"key": "k1", "id": "a"}, *[{"key": "k2", "id": "b"}] * 2],
        "articles/q.parquet": [{"key": "k3", "id": "c"}],
        "stories/0001.parquet": [
            {**dict(zip(("key", "part", "row", "story", "document", "copy_of", "copy_kind"), row,
                        strict=True)), "episode": 0, "version_of": None}
            for row in STORIES
        ],
        "ledger/type=document/day=2031-03-04/0001.parquet": [
            {"story_id": story, "episode": 0, "id": name} for story, name in documents
        ],
    }  # fmt: skip
    for name, rows in parts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        parquet.write_table(pa.Table.from_pylist(list(rows)), root / name)
    return root


def test_an_archive_in_which_all_stands_once_is_counted_as_such(tmp_path: Path) -> None:
    made = _made(tmp_path, [("s1", "a"), ("s1", "b"), ("s2", "c")])
    count = counted(made, TRUE)
    assert count.is_exact
    assert (count.expected, count.articles, count.again, count.documents) == (4, 4, 1, 3)
    assert grouped(made) == [["a", "b", "b"], ["c"]]


@pytest.mark.parametrize(
    "documents",
    [
        [("s1", "a"), ("s1", "b")],
        [("s1", "a"), ("s1", "b"), ("s2", "c"), ("s2", "c")],
        [("s1", "a"), ("s1", "b"), ("s1", "c")],
    ],
    ids=["one is missing", "one twice", "one in another story"],
)
def test_what_is_not_exactly_once_is_counted_as_such(
    documents: Sequence[tuple[str, str]], tmp_path: Path
) -> None:
    assert not counted(_made(tmp_path, documents), TRUE).is_exact


def test_stories_and_copies_are_scored_against_the_truth(tmp_path: Path) -> None:
    found = placed(_made(tmp_path, [("s1", "a"), ("s1", "b"), ("s2", "c")]))
    score = clustered(found, TRUE)
    assert (score.precision, score.recall) == (1.0, (3 * 3 / 4 + 1 / 4) / 4)
    assert str(copied(found, TRUE)["all"]) == (
        "P 1.000 (1.000 with what is retold)  R 1.000  (2 linked, 2 right, 0 retold, 2 true)"
    )
