"""The figures are the same whoever plays: one process, two, or a cluster."""

import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from chattrainer.app.calibration import player
from chattrainer.app.calibration.play import Job, run_job
from chattrainer.app.calibration.player import Player, pool_of
from chattrainer.app.calibration.run import Plan, calibrate
from chattrainer.cli.calibrate import cluster_at
from chattrainer.content.library import load_library
from chattrainer.model.errors import UsageError
from chattrainer.model.exam import FormCase
from tests.unit.app.calibration.stand_ins import like_its_ability


def figures(**how: Any) -> dict[str, Any]:
    return calibrate(Plan("wrenlink", "en", 12, proofread=False, **how), load_library(), lambda *_: None)


def real_jobs() -> list[Job]:
    return [
        Job(f"{step}:{seed}", (FormCase(scenario="sim-abroad-quick-one"),), (), 1, seed, "en", ((step,) * 4,))
        for step in (4, 20)
        for seed in (1, 2)
    ]


@pytest.fixture
def cluster() -> Iterator[str]:
    """The address of a Dask cluster on this machine."""
    distributed = pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
    with warnings.catch_warnings():
        # Its own affairs: a port that is taken, an event loop of another library.
        warnings.simplefilter("ignore")
        with distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=False, protocol="tcp", host="127.0.0.1",
            dashboard_address=None,
        ) as here:  # fmt: skip
            yield here.scheduler_address


@pytest.mark.slow
def test_one_worker_and_two_give_the_same_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(player, "run_job", like_its_ability)
    assert figures(workers=1) == figures(workers=2)


@pytest.mark.slow
def test_sittings_really_played_are_the_same_with_one_worker_and_with_two() -> None:
    def played(workers: int) -> Any:
        with pool_of(workers, None) as pool:
            return Player(pool, lambda *_: None).all("candidates", real_jobs())

    assert played(1) == played(2)


@pytest.mark.slow
def test_a_cluster_gives_the_figures_of_one_process(cluster: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(player, "run_job", like_its_ability)
    with cluster_at(cluster) as executor:
        there = figures(executor=executor)
    assert there == figures(workers=1)


@pytest.mark.slow
def test_sittings_really_played_on_a_cluster_are_those_of_this_process(cluster: str) -> None:
    with cluster_at(cluster) as executor:
        assert executor is not None
        there = Player(executor, lambda *_: None).all("candidates", real_jobs())
    assert there == [run_job(job) for job in real_jobs()]


def test_a_cluster_that_does_not_answer_is_told() -> None:
    pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
    with pytest.raises(UsageError, match=r"exam\.no_cluster"), cluster_at("tcp://127.0.0.1:9", timeout_s=1):
        pass
