"""Stands for a played sitting, for speed: a composite that follows the abilities and scatters by case.

In a module of its own, so that other processes can import it.
"""

from statistics import mean

from chattrainer.app.calibration.play import Job
from chattrainer.app.calibration.population import normal
from chattrainer.model.exam import CaseEvidence
from chattrainer.model.ids import CRITERIA


def like_its_ability(
    job: Job, scenarios: str | None = None, kept: str | None = None
) -> tuple[str, list[CaseEvidence]]:
    lines = []
    for index, case in enumerate(job.cases):
        step = mean(job.abilities[index])
        noise = 6 * normal(3, job.key, case.scenario)
        composite = min(100.0, max(0.0, 30 + 3.5 * step - 2 * (job.chats - 1) + noise))
        lines.append(
            CaseEvidence(
                run=job.key,
                chat=index + 1,
                scenario=case.scenario,
                chats=job.chats,
                composite=composite,
                scores=dict.fromkeys(CRITERIA, composite),
                outcome="solved",
            )
        )
    return job.key, lines
