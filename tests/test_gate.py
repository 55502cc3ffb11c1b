"""The gate: a figure below its floor, and a floor lowered in silence, are refused."""

from __future__ import annotations

import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from bench import evaluation, floor, gate
from bench.apart import Apart
from bench.cost import Cost
from bench.dating import Outcome, Tally
from bench.floor import Floor, Floors
from bench.result import MEASURES, POOLED, Result
from bench.shared import PROJECT, Shared


def floors(**at: float) -> Floors:
    return Floors("", {name: Floor(value, ("a reason",)) for name, value in at.items()})


def ceilings(**at: float) -> Floors:
    bounds = {name: Floor(value, ("a reason",), is_ceiling=True) for name, value in at.items()}
    return Floors("", bounds)


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
        assert all(one.at > 0 or one.is_ceiling for one in committed.floors.values())

    def test_a_floor_without_a_reason_is_an_error(self) -> None:
        with pytest.raises(ValueError, match="gives no reason"):
            floor.parse('[floor.a]\n"b" = { at = 0.5 }')

    def test_a_floor_may_rise(self) -> None:
        assert floor.unexplained(floors(a=0.9), [floors(a=0.8)]) == []

    def test_a_floor_may_not_fall_in_silence(self) -> None:
        (complaint,) = floor.unexplained(floors(a=0.8), [floors(a=0.7), floors(a=0.9)])
        assert complaint.startswith("a: 0.800 was 0.900 once")

    def test_a_floor_may_fall_with_a_reason(self) -> None:
        now = Floors("", {"a": Floor(0.8, ("x",), loosened="the annotation was corrected")})
        assert floor.unexplained(now, [floors(a=0.9)]) == []

    def test_a_floor_may_not_vanish_in_silence(self) -> None:
        (complaint,) = floor.unexplained(floors(b=0.8), [floors(a=0.9, b=0.8)])
        assert complaint.startswith("a: its floor of 0.900 is gone")

    def test_a_floor_may_be_removed_with_a_reason(self) -> None:
        now = Floors("", {}, removed={"a": "it measured another thing"})
        assert floor.unexplained(now, [floors(a=0.9)]) == []

    def test_a_ceiling_may_sink_and_not_rise_in_silence(self) -> None:
        was, is_lower, is_higher = (ceilings(a=at) for at in (0.1, 0.05, 0.2))
        assert floor.unexplained(is_lower, [was]) == []
        (complaint,) = floor.unexplained(is_higher, [was, is_lower])
        assert complaint == 'a: 0.200 was 0.050 once, with no raised = "why"'

    def test_a_ceiling_may_rise_with_a_reason(self) -> None:
        text = '[ceiling.a]\n"b" = { at = 0.2, because = ["r"], raised = "it counts more now" }'
        assert floor.unexplained(floor.parse(text), [ceilings(**{"a / b": 0.1})]) == []

    def test_a_ceiling_may_not_vanish_in_silence(self) -> None:
        (complaint,) = floor.unexplained(Floors("", {}), [ceilings(a=0.1)])
        assert complaint.startswith("a: its ceiling of 0.100 is gone")

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

    @pytest.mark.parametrize(("figure", "holds"), [(0.05, True), (0.1004, True), (0.101, False)])
    def test_a_figure_at_its_ceiling_or_below_holds(self, figure: float, *, holds: bool) -> None:
        (verdict,) = floor.judge(ceilings(a=0.1), {"a": figure})
        assert verdict.holds is holds

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

    def test_an_error_is_weighed_by_its_pairs(self) -> None:
        none = scores(0.5)
        none["origins"] |= {"same_origin_pairs": 0, "other_origin_pairs": 3}
        figures = result(north=none, south=scores(0.25)).figures()
        assert figures["six read / origins: false independence"] == 0.25
        assert figures["six read / origins: false merge"] == 0.375

    def test_other_events_put_in_are_counted_together(self) -> None:
        mixed = [Apart("north", "south", 8, 7, 5, 0), Apart("south", "north", 2, 2, 9, 1)]
        found = replace(result(north=scores(1)), apart={"alike": mixed})
        assert found.figures()["alike, apart / recall"] == 0.9
        assert found.figures()["alike, apart / gold pairs lost"] == 1
        page = evaluation.page(found)
        assert "| north | south | 8 | 7 | .875 | 5 | 0 |" in page
        assert "| **all** |  | 10 | 9 | .900 | 14 | 1 |" in page

    def test_the_page_shows_days_and_costs_where_they_were_measured(self) -> None:
        plain = result(north=scores(1))
        assert "## Dating" not in evaluation.page(plain)
        assert "## Cost" not in evaluation.page(plain)
        days: Counter[Outcome] = Counter({"right": 15, "wrong": 1, "holds": 4})
        dating = {"six read": {"north": Tally(days, 10, 2, Counter())}}
        cost = [Cost(10, 1.0, 0.02, 0.5), Cost(100, 10.0, 0.4, 0.75)]
        found = replace(plain, dating=dating, cost=cost)
        assert found.figures()["six read, dating / wrong"] == 0.05
        page = evaluation.page(found)
        assert "| six read | 20 | 0.750 | 0.200 | 0.000 | 0.000 | 0.050 |" in page
        assert "| 100 | 4.0% | 2.0 | 0.8 |" in page

    def test_the_page_shows_every_measure_and_event(self) -> None:
        page = evaluation.page(result(north=scores(0.5), costarica=scores(0.9)))
        assert "| time value | .500 | .500 | .900 | .900 | .700 |" in page
        for measure in MEASURES:
            less = " (less is better)" if measure.is_error else ""
            assert f"| {measure.name}{less} |" in page
        assert "| time value | .625 | .625 |" in page
        assert "| time value | .750 | .750 |" in page
        assert "| measure | north | **mean of six** | costarica (blind) |" in page
