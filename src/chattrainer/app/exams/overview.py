"""The campaigns at a glance: how many codes are where, how many results wait for a person."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from chattrainer.app.exams.bundles import FOR_SITTING
from chattrainer.app.exams.decisions import standing, target_of
from chattrainer.store.exam_records import Campaign, Exam
from chattrainer.store.store import Store


@dataclass(frozen=True, slots=True)
class CampaignState:
    """`counts` of its exams by state; `awaiting`: with a result on which nobody has decided.

    `for_sitting`: this PC only holds exams of the campaign; its results are read elsewhere.
    """

    campaign: Campaign
    target_level: int
    counts: dict[str, int]
    awaiting: int
    for_sitting: bool

    @property
    def exams(self) -> int:
        """Codes that were handed out, without those erased."""
        return sum(count for state, count in self.counts.items() if state != "erased")

    @property
    def ended(self) -> int:
        return self.counts.get("ended", 0)


def overview(store: Store) -> list[CampaignState]:
    """All campaigns, the latest first."""
    return [_state(store, campaign, store.exams(campaign.id)) for campaign in store.campaigns()]


def _state(store: Store, campaign: Campaign, exams: list[Exam]) -> CampaignState:
    decided = {
        exam
        for exam, entries in groupby(store.decisions(campaign=campaign.id), key=lambda entry: entry.exam)
        if standing(list(entries)).latest is not None
    }
    return CampaignState(
        campaign,
        target_of(store.form(campaign.form), campaign),
        dict(Counter(exam.state for exam in exams)),
        sum(exam.state == "ended" and exam.id not in decided for exam in exams),
        bool(campaign.settings.get(FOR_SITTING)),
    )
