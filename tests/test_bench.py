"""What `make bench` and `make gate` measure with: the data's folder, the ledgers, the sets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bench import alone, apart, cluster, cost, relation, shared, time
from bench.cluster import BenchError
from bench.library import Library
from bench.shared import Event, Shared
from crosswire import model
from crosswire.cli import main

if TYPE_CHECKING:
    from spacy.language import Language

REPORT = "The mayor of Porto said on 3 May 2021 that 14 people had left the old mill.\n"


BESIDE = "Twelve people had left the old mill of Porto on 4 May 2021, said the deputy mayor.\n"


@pytest.fixture(autouse=True)
def loaded(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """The language model is there already, and nothing is known."""
    monkeypatch.setattr(model, "load", lambda _: nlp)
    library = Library(nlp)
    monkeypatch.setattr(cluster, "library", lambda: library)


@pytest.fixture
def event(tmp_path: Path) -> Event:
    """An event of one report."""
    for folder in ("articles", "gold"):
        (tmp_path / "gold" / "north" / folder).mkdir(parents=True)
    (tmp_path / "gold" / "north" / "gold" / "cluster.json").write_text("{}", "utf-8")
    (tmp_path / "gold" / "north" / "articles" / "01_post.txt").write_text(REPORT, "utf-8")
    (found,) = Shared(tmp_path).events()
    return found


def test_an_event_is_a_folder_with_an_annotation(event: Event) -> None:
    assert event.name == "north"
    assert not event.blind


def test_a_ledger_names_documents_as_the_annotation_does(event: Event) -> None:
    rows = cluster.ledger(event)
    assert rows[0]["type"] == "run"
    assert [row["id"] for row in rows if row["type"] == "document"] == ["01_post.txt"]


def test_a_ledger_that_is_measured_is_the_one_that_the_command_writes(
    event: Event, tmp_path: Path
) -> None:
    beside = tmp_path / "02_echo.txt"
    beside.write_text(BESIDE, "utf-8")
    cluster.ledger(event)  # so that one is known when both are asked for
    out = tmp_path / "rows.jsonl"
    with pytest.raises(SystemExit) as left:
        main(["ledger", str(event.articles), str(beside), "-o", str(out), "--quiet"])
    assert left.value.code == 0
    rows = [json.loads(line) for line in out.read_text("utf-8").split("\n") if line]
    assert cluster.ledger(event, beside) == rows


@pytest.mark.parametrize(("name", "told"), [("north", True), ("costarica", False)])
def test_what_went_wrong_with_a_blind_event_is_not_told(
    name: str, *, told: bool, tmp_path: Path
) -> None:
    refused = Event(name, Path("--nowhere"), tmp_path)
    with pytest.raises(BenchError, match=f"no ledger of {name}") as caught:
        cluster.ledger(refused)
    assert ("nowhere" in str(caught.value)) is told


def test_each_text_of_a_set_is_read_alone() -> None:
    one, two = alone.ledgers([REPORT, "Nothing happened in Porto."])
    assert len(one.documents) == len(two.documents) == 1
    assert one.documents[0].text == REPORT


def test_of_a_narrative_all_is_story() -> None:
    text = "Read more: the early years\n\nIn 1904 the canal was dug.\n"
    story = time.whole(text)
    assert [block.span.of(text) for block in story.blocks] == [
        "Read more: the early years",
        "In 1904 the canal was dug.",
    ]


def test_the_data_lie_where_the_environment_says(
    event: Event, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CROSSWIRE_SHARED", str(tmp_path))
    assert shared.find() == Shared(tmp_path)
    monkeypatch.setenv("CROSSWIRE_SHARED", str(tmp_path / "elsewhere"))
    assert shared.find() is None


def test_the_digest_knows_every_byte(event: Event, tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text("", "utf-8")
    before = Shared(tmp_path).digest()
    (event.articles / "01_post.txt").write_text(REPORT + " ", "utf-8")
    assert Shared(tmp_path).digest() != before


SCORER = """
def inside(one, other):
    return float(one == other)

def pair_up(gold, found, one, other, least, measure):
    return [
        (i, j) for i, g in enumerate(gold) for j, f in enumerate(found)
        if g["document"] == f["document"] and measure(g[one], f[other]) >= least
    ]

def load_gold(gold, articles):
    return GOLD
"""

GOLD = {
    "text": {"a.txt": ""},
    "figure": [
        {"document": "a.txt", "span": [at, at + 1], "question": question}
        for at, question in enumerate(["dead", "dead", "dead", "hurt", "hurt", "lost", None])
    ],
    "cluster": {
        "questions": [
            {"key": "dead", "relation": "update"},
            {"key": "hurt", "relation": "agree"},
            {"key": "lost", "relation": "single"},
        ]
    },
}


def ledger(*asked: str, document: str = "a.txt", **relations: str) -> list[cluster.Row]:
    """Figures at 0, 1, 2 ... with their questions, and how the answers to these relate."""
    figures = [
        {"type": "figure", "document": document, "span": [at, at + 1], "question": question}
        for at, question in enumerate(asked)
    ]
    questions = [
        {"type": "question", "id": name, "relation": one} for name, one in relations.items()
    ]
    return [*figures, *questions]


@pytest.fixture
def data(tmp_path: Path) -> Shared:
    """Measuring data with a scorer that is simpler than the true one."""
    (tmp_path / "score.py").write_text(f"GOLD = {GOLD!r}\n{SCORER}", "utf-8")
    return Shared(tmp_path)


@pytest.mark.parametrize(
    ("rows", "right"),
    [
        (ledger("q", "q", "r", "s", "s", q="update", r="single", s="agree"), 1.0),
        (ledger("q", "q", "q", "r", "x", q="update", r="single", x="agree"), 1.0),
        (ledger("q", "q", "q", "r", "r", q="conflict", r="agree"), 0.5),
        (ledger("q", "r", "s", "t", "t", q="update", r="update", s="update", t="mixed"), 0.0),
        ([], 0.0),
    ],
)
def test_a_relation_is_right_where_half_of_a_question_is_met(
    rows: list[cluster.Row], right: float, data: Shared
) -> None:
    assert relation.score(data, GOLD, rows) == {"right": right, "items": 2}


def test_strangers_are_kept_out_and_do_no_harm_or_not(
    data: Shared, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = ledger("q", "q", "q", "r", "r")
    mixed = [*ledger("q", "q", "t", "r", "r"), *ledger("q", "x", "x", document="b.txt")]
    monkeypatch.setattr(cluster, "ledger", lambda *_: mixed)
    (found,) = apart.injected(data, [event], {event.name: plain})
    assert (found.figures, found.kept_out) == (3, 2)
    assert (found.pairs, found.lost) == (4, 2)
    assert apart.total([found]) == {"recall": pytest.approx(2 / 3), "gold pairs lost": 2}


def test_events_are_put_into_like_ones_where_there_are_such() -> None:
    assert apart.alike(Shared(Path()), [], {}) == []
    assert all(one != other for one, other in apart.ALIKE.items())


def test_the_same_reports_are_made_again_and_each_is_another() -> None:
    made = dict(cost.reports(12))
    assert list(made) == [f"{number:04}.txt" for number in range(12)]
    assert len(set(made.values())) == 12
    assert dict(cost.reports(12)) == made
    assert min(len(text.split()) for text in made.values()) > 100


def test_a_cost_has_its_parse_beside_it() -> None:
    (found,) = cost.measure([2])
    assert found.reports == 2
    assert found.parse > 0
    assert found.reconcile > 0
    assert found.share == found.reconcile / found.parse
    assert found.each == 500 * found.reconcile
