"""How good the exam is: candidates of known ability, and what the figures make of them."""

from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
from statistics import mean, stdev
from typing import Any

import pytest

from chattrainer.app.calibration import player
from chattrainer.app.calibration.pilot import PILOT_STEPS, scale_of
from chattrainer.app.calibration.play import STEPS, Job, able, run_job
from chattrainer.app.calibration.population import Setting, candidate
from chattrainer.app.calibration.run import Plan, calibrate, calibrated
from chattrainer.content.library import load_library
from chattrainer.model.exam import CaseEvidence, FormCase
from chattrainer.model.ids import CRITERIA
from chattrainer.robots.graded import MOST, Abilities, manner_of
from tests.unit.app.calibration.stand_ins import like_its_ability

SETTING = Setting(mean=65, spread=10, case_reliability=0.42, change_mean=-4, change_sd=4)


class AtOnce(Executor):
    """Works in this process: what is tried here is the arithmetic, not the pool."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def asked(candidates: int, work: Path | None = None) -> Plan:
    return Plan("wrenlink", "en", candidates, proofread=False, work=work, executor=AtOnce())


def test_a_population_has_its_mean_spread_and_change() -> None:
    people = [candidate(number, SETTING, 0) for number in range(2000)]
    levels = [mean(p.abilities[1].values()) for p in people]
    assert mean(levels) == pytest.approx(65, abs=0.7)
    assert stdev(levels) == pytest.approx((100 + 36 / 4) ** 0.5, rel=0.05)
    changes = [mean(p.abilities[2].values()) - mean(p.abilities[1].values()) for p in people]
    assert mean(changes) == pytest.approx(-4, abs=0.3)


def test_a_candidate_is_the_same_in_every_population_size() -> None:
    assert candidate(17, SETTING, 0) == candidate(17, SETTING, 0)
    assert candidate(17, SETTING, 0) != candidate(17, SETTING, 1)


def test_the_deviation_of_a_case_gives_the_reliability_asked_for() -> None:
    assert SETTING.spread**2 / (SETTING.spread**2 + SETTING.case_sd**2) == pytest.approx(0.42)


def test_the_scale_rises_and_tells_the_hard_case() -> None:
    def played(step: int, chats: int) -> tuple[str, list[CaseEvidence]]:
        job = Job(
            f"pilot:{chats}:{step}:0", (FormCase(scenario="a"), FormCase(scenario="b")), (), chats, 0, "en",
            ((step,) * 4,) * 2,
        )  # fmt: skip
        key, lines = like_its_ability(job)
        hard = [
            x.model_copy(update={"composite": x.composite - 8}) if x.scenario == "b" else x for x in lines
        ]
        return key, hard

    scale = scale_of([played(step, chats) for chats in (1, 2, 3) for step in PILOT_STEPS])
    assert list(scale.points) == sorted(scale.points)
    assert len(scale.points) == STEPS
    assert scale.difficulty["b"] - scale.difficulty["a"] == pytest.approx(8, abs=6)
    assert scale.change[3] < scale.change[1] == 0


def test_points_become_the_nearest_step() -> None:
    levels = [30 + 3.5 * step for step in range(STEPS)]
    assert able(dict.fromkeys(CRITERIA, 30 + 3.5 * 7), levels) == (7, 7, 7, 7)
    assert able(dict.fromkeys(CRITERIA, 500.0), levels) == (MOST,) * 4
    assert able(dict.fromkeys(CRITERIA, -500.0), levels) == (0,) * 4


def test_less_ability_never_keeps_more_of_the_craft() -> None:
    kept = []
    for step in range(STEPS):
        manner = manner_of(Abilities(step, step, step, step))
        flags = (manner.steers, manner.restates, manner.one_at_a_time, manner.asks, manner.confirms)
        kept.append(sum(flags) - manner.tells_left_out - manner.acts_left_out)
    assert kept == sorted(kept)


def test_a_calibration_tells_what_was_asked_and_finds_a_reliable_exam(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(player, "run_job", like_its_ability)
    told = calibrate(asked(120), load_library(), lambda *_: None)
    for name in (
        "candidates", "spread", "case_reliability", "reliability", "standard_error", "parallel_forms_r",
        "accuracy_decided", "to_be_confirmed_share", "contradictions_share", "coverage_90",
    ):  # fmt: skip
        assert told[name] is not None, name
    assert told["reliability"] > 0.8
    assert 0.8 < told["coverage_90"] < 0.98
    assert {row["chats"] for row in told["by_level"]} == {1, 2, 3}
    assert sum(row["n"] for row in told["by_truth"]) == sum(row["n"] for row in told["by_level"])
    assert told["to_be_confirmed_share_with_floors"] >= told["to_be_confirmed_share"]
    # Fresh cases that were really played lie around what the surface says, as far as cases scatter.
    assert told["truth_check"]["cases"] > 0
    assert abs(told["truth_check"]["bias"]["1"]) < 3


def test_a_calibration_broken_off_goes_on_from_its_work_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    work = tmp_path / "work.jsonl"
    monkeypatch.setattr(player, "run_job", like_its_ability)
    first = calibrate(asked(20, work), load_library(), lambda *_: None)
    lines = work.read_text(encoding="utf-8").splitlines()
    work.write_text("\n".join([*lines[:-5], lines[-1][:40]]) + "\n", encoding="utf-8")
    again: list[str] = []

    def counted(
        job: Job, scenarios: str | None = None, kept: str | None = None
    ) -> tuple[str, list[CaseEvidence]]:
        again.append(job.key)
        return like_its_ability(job)

    monkeypatch.setattr(player, "run_job", counted)
    assert calibrate(asked(20, work), load_library(), lambda *_: None) == first
    assert len(again) == 5


def test_a_robot_of_no_ability_does_worse_than_a_skilled_one_in_a_real_sitting() -> None:
    cases = (FormCase(scenario="cadeau-perdu"),)

    def composite(step: int) -> float:
        job = Job(f"j{step}", cases, (), 1, 1, "fr", ((step,) * 4,))
        return run_job(job)[1][0].composite

    assert composite(MOST) > 85
    assert composite(3) < 60


def test_a_few_may_play_for_all_and_for_other_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(player, "run_job", like_its_ability)
    whole = calibrate(asked(120), load_library(), lambda *_: None)
    few, stock = calibrated(replace(asked(120), played=60), load_library(), lambda *_: None)
    assert (whole["played"], few["played"], few["candidates"]) == (120, 60, 120)
    for name in ("reliability", "parallel_forms_r", "coverage_90"):
        assert few[name] == pytest.approx(whole[name], abs=0.08), name
    wider, _ = calibrated(replace(asked(120), spread=15.0), load_library(), lambda *_: None, stock)
    assert (wider["played"], wider["played_for_stock"]) == (0, 60)
    assert wider["spread_seen"] > few["spread_seen"]
