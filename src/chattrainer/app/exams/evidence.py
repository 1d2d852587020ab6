"""From a scorecard of an exam's part to the evidence that its cases give."""

from collections.abc import Mapping

from chattrainer.model.exam import CaseEvidence
from chattrainer.model.scorecard import Scorecard


def case_evidence(card: Scorecard, difficulty: Mapping[str, float]) -> list[CaseEvidence]:
    """One line for each scored case that is not void."""
    return [
        CaseEvidence(
            run=card.run,
            chat=chat.chat,
            scenario=chat.scenario,
            chats=min(card.chats_at_once, 3),
            composite=chat.composite,
            scores=chat.scores,
            outcome=chat.outcome,
            difficulty=difficulty.get(chat.scenario, 0.0),
        )
        for chat in card.chats
        if chat.outcome != "void"
    ]
