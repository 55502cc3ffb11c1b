"""What an archive is made with, who may work on it, and how far a run is."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from crosswire.archive.lock import alone
from crosswire.archive.mark import NAME
from crosswire.archive.place import Place
from crosswire.archive.progress import Gauge
from crosswire.archive.setting import agree, keep, made_by, run_of
from crosswire.error import ArchiveError
from crosswire.row import Run, Source

MODEL = Source("tiny", "1.0", "a" * 64)
PLACES = Source("atlas", "2.0", "b" * 64)
MADE = made_by(MODEL, PLACES)

HOLDING = """
import sys, time
from pathlib import Path
from crosswire.archive.lock import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_an_archive_keeps_what_made_it(tmp_path: Path) -> None:
    place = Place.of(tmp_path)
    keep(place, MADE)
    agree(place, MADE)
    assert run_of(place) == MADE
    assert str(tmp_path) not in (tmp_path / NAME).read_text("utf-8")


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (made_by(MODEL, PLACES, least=0.5), "least was 0.14, is now 0.5"),
        (made_by(MODEL, PLACES, likeness="vectors"), "likeness was words, is now vectors"),
        (made_by(replace(MODEL, digest="c" * 64), PLACES), "language model was tiny 1.0 (aaaa"),
        (replace(MADE, version="9"), "crosswire was"),
    ],
)
def test_other_settings_are_refused_in_one_line(tmp_path: Path, other: Run, told: str) -> None:
    place = Place.of(tmp_path)
    keep(place, MADE)
    with pytest.raises(ArchiveError) as refused:
        agree(place, other)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value) + refused.value.remedy
    assert run_of(place) == MADE


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", "utf-8")
    with pytest.raises(ArchiveError, match="no archive"):
        agree(Place.of(tmp_path), MADE)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("content", ["", "[]", '{"format": 1}', '{"format": 1, "run": {}}'])
def test_a_damaged_archive_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / NAME).write_text(content, "utf-8")
    with pytest.raises(ArchiveError, match=NAME):
        agree(Place.of(tmp_path), MADE)


def test_an_archive_of_a_later_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(json.dumps({"format": 99}), "utf-8")
    with pytest.raises(ArchiveError, match="format 99"):
        run_of(Place.of(tmp_path))


def test_two_runs_at_once_are_refused_and_a_dead_one_is_no_obstacle(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDING, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        with pytest.raises(ArchiveError, match="another run"), alone(tmp_path):
            pass
        other.kill()
        other.wait()
    with alone(tmp_path):
        pass


def test_a_place_elsewhere_has_no_lock() -> None:
    with alone(None), alone(None):
        pass


def test_a_gauge_tells_rate_and_remainder_of_what_is_done_now() -> None:
    now = [100.0]
    gauge = Gauge(clock=lambda: now[0])
    gauge.begin("ledger", 1000, parts=2, done=500)
    assert gauge.line() == "ledger  50%  0 of 2 parts"
    now[0] += 20
    gauge.passed(250, articles=60, problems=1)
    assert (
        gauge.line() == "ledger  75%  1 of 2 parts  60 articles, 3.0/s  about 20 s left  1 problem"
    )
    gauge.begin("index", 0, parts=0)
    assert (gauge.share, gauge.rate, gauge.remaining) == (1.0, None, None)
    assert "1 problem" in gauge.line()
