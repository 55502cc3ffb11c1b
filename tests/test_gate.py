"""The gate: a figure below its floor, and a floor lowered in silence, are refused."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bench import evaluation, floor, gate
from bench.floor import Floor, Floors
from bench.result import MEASURES, POOLED, Result
from bench.shared import PROJECT, Shared


def floors(**at: float) -> Floors:
    return Floors("", {name: Floor(value, ("a reason",)) for name, value in at.items()})


def scores(value: float, *, gold: int = 4) -> dict[str, dict[str, float]]:
    """An event's scores, all alike, in the scorer's form."""
    found: dict[str, dict[str, float]] = {}
    for measure in MEASURES:
        entry = found.setdefault(measure.section, {})
        entry[measure.field] = value
        if measure.field == "f1":
            entry |= {"tp": gold / 2, "gold": gold, "system": gold}
    for name in POOLED:
        found[name] = {"f1": value, "tp": gold / 2, "gold": gold, "system": gold}
    return found


def result(**events: dict[str, dict[str, float]]) -> Result:
    source = {"name": "m", "version": "1", "digest": "0" * 64}
    run = {"program": "crosswire", "version": "0", "model": source, "gazetteer": source}
    own = {"own events": {"flood": scores(0.625)}, "closed events": {"storm": scores(0.75)}}
    return Result(run, "f" * 64, 7, events, own, {"wikiwars": {"strict": 81.25}})


def never(shared: Shared) -> Result:
    raise AssertionError(f"{shared} must not be measured")


class TestFloors:
    def test_each_committed_floor_gives_its_reasons(self) -> None:
        committed = floor.parse((PROJECT / "tests" / "floors.toml").read_text("utf-8"))
        assert len(committed.floors) >= 9
        assert all(one.at > 0 for one in committed.floors.values())

    def test_a_floor_without_a_reason_is_an_error(self) -> None:
        with pytest.raises(ValueError, match="gives no reason"):
            floor.parse('[floor.a]\n"b" = { at = 0.5 }')

    def test_a_floor_may_rise(self) -> None:
        assert floor.unexplained(floors(a=0.9), [floors(a=0.8)]) == []

    def test_a_floor_may_not_fall_in_silence(self) -> None:
        (complaint,) = floor.unexplained(floors(a=0.8), [floors(a=0.7), floors(a=0.9)])
        assert complaint.startswith("a: 0.800 was 0.900 once")

    def test_a_floor_may_fall_with_a_reason(self) -> None:
        now = Floors("", {"a": Floor(0.8, ("x",), lowered="the annotation was corrected")})
        assert floor.unexplained(now, [floors(a=0.9)]) == []

    def test_a_floor_may_not_vanish_in_silence(self) -> None:
        (complaint,) = floor.unexplained(floors(b=0.8), [floors(a=0.9, b=0.8)])
        assert complaint.startswith("a: its floor of 0.900 is gone")

    def test_a_floor_may_be_removed_with_a_reason(self) -> None:
        now = Floors("", {}, removed={"a": "it measured another thing"})
        assert floor.unexplained(now, [floors(a=0.9)]) == []

    def test_history_is_every_committed_state(self, tmp_path: Path) -> None:
        path = tmp_path / "floors.toml"
        git = ("git", "-c", "user.name=T", "-c", "user.email=t@example.org")
        subprocess.run([*git, "init", "-q", "."], cwd=tmp_path, check=True)
        for at in ("0.5", "broken", "0.7", "0.6"):
            path.write_text(f'[floor.a]\n"b" = {{ at = {at}, because = ["r"] }}\n', "utf-8")
            subprocess.run([*git, "add", "."], cwd=tmp_path, check=True)
            subprocess.run([*git, "commit", "-qm", "x"], cwd=tmp_path, check=True)
        past = floor.history(path)
        assert [one.floors["a / b"].at for one in past] == [0.6, 0.7, 0.5]
        now = floor.parse(path.read_text("utf-8"))
        assert len(floor.unexplained(now, past)) == 1

    def test_a_folder_that_is_no_repository_has_no_history(self, tmp_path: Path) -> None:
        assert floor.history(tmp_path / "floors.toml") == []


class TestJudge:
    def test_a_figure_at_its_floor_holds(self) -> None:
        (verdict,) = floor.judge(floors(a=0.8), {"a": 0.7996})
        assert verdict.holds

    def test_a_figure_below_its_floor_does_not(self) -> None:
        (verdict,) = floor.judge(floors(a=0.8), {"a": 0.799})
        assert not verdict.holds

    def test_a_figure_that_was_not_measured_does_not_hold(self) -> None:
        (verdict,) = floor.judge(floors(a=0.8), {})
        assert not verdict.holds


class TestRun:
    def test_without_data_it_says_that_nothing_was_measured(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert gate.run(None, never) == 0
        assert "NO FIGURE WAS MEASURED" in capsys.readouterr().out

    def test_other_data_are_refused(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "score.py").write_text("", "utf-8")
        assert gate.run(Shared(tmp_path), never) == 1
        assert "put the new digest into" in capsys.readouterr().out

    @pytest.mark.parametrize(("value", "code"), [(1.0, 0), (0.1, 1)])
    def test_figures_decide(
        self, value: float, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "score.py").write_text("", "utf-8")
        shared = Shared(tmp_path)
        path = tmp_path / "floors.toml"
        entry = '[floor.north]\n"time value" = { at = 0.5, because = ["r"] }\n'
        path.write_text(f'digest = "{shared.digest()}"\n{entry}', "utf-8")
        monkeypatch.setattr(gate, "FLOORS", path)
        assert gate.run(shared, lambda _: result(north=scores(value))) == code

    def test_no_floor_at_all_is_no_pass(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "score.py").write_text("", "utf-8")
        path = tmp_path / "floors.toml"
        path.write_text(f'digest = "{Shared(tmp_path).digest()}"\n', "utf-8")
        monkeypatch.setattr(gate, "FLOORS", path)
        assert gate.run(Shared(tmp_path), lambda _: result(north=scores(1))) == 1


class TestResult:
    def test_means_leave_out_events_with_nothing_to_find(self) -> None:
        figures = result(north=scores(0.5), south=scores(0.9, gold=0)).figures()
        assert figures["eight events / time value"] == 0.5
        assert "south / time value" not in figures

    def test_blind_events_have_a_mean_of_their_own(self) -> None:
        figures = result(north=scores(0.5), costarica=scores(0.9)).figures()
        assert figures["two blind / time value"] == 0.9
        assert figures["six read / time value"] == 0.5
        assert figures["eight events / time value"] == pytest.approx(0.7)

    def test_rare_things_are_counted_together(self) -> None:
        figures = result(north=scores(0.5, gold=2), south=scores(0.5, gold=6)).figures()
        assert figures["eight events, pooled / confirms"] == 0.5

    def test_own_events_have_figures_too(self) -> None:
        figures = result(north=scores(1)).figures()
        assert figures["own events / time value"] == 0.625
        assert figures["closed events / time value"] == 0.75

    def test_sets_have_figures_too(self) -> None:
        assert result(north=scores(1)).figures()["wikiwars / strict"] == 81.25

    def test_the_page_shows_every_measure_and_event(self) -> None:
        page = evaluation.page(result(north=scores(0.5), costarica=scores(0.9)))
        assert "| time value | .500 | .500 | .900 | .900 | .700 |" in page
        for measure in MEASURES:
            assert f"| {measure.name} |" in page
        assert "| time value | .625 | .625 |" in page
        assert "| time value | .750 | .750 |" in page
        assert "| measure | north | **mean of six** | costarica (blind) |" in page
