"""What `make bench` and `make gate` measure with: the data's folder, the ledgers, the sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import alone, cluster, shared, time
from bench.cluster import BenchError
from bench.shared import Event, Shared

REPORT = "The mayor of Porto said on 3 May 2021 that 14 people had left the old mill.\n"


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
