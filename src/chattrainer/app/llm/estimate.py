"""What a sitting with LLM customers will take, before it begins."""

from dataclasses import dataclass

from chattrainer.adapters.llm.completion import estimated_tokens
from chattrainer.adapters.llm.endpoint import Endpoint
from chattrainer.customers.llm.prompt import prompt
from chattrainer.model.case import Plan
from chattrainer.model.effects import ScriptedMove

# A turn of hers every 40 s of a chat, at most; what the talk adds to the prompt by its middle; an answer.
TURN_S = 40
TALK_TOKENS = 350
ANSWER_TOKENS = 60


@dataclass(frozen=True, slots=True)
class Estimate:
    """About so many turns and tokens; `cost` in the endpoint's currency, 0 where no prices are set."""

    turns: int
    tokens: int
    cost: float


def estimated(plan: Plan, endpoint: Endpoint) -> Estimate:
    turns, prompts = 0, 0
    for case in plan.cases:
        own = max(1, round(case.scenario.expected_minutes * 60 / TURN_S))
        told = prompt(case, (), (ScriptedMove("answer", None, (), ("…",)),), "json")
        turns += own
        prompts += own * (estimated_tokens("".join(m.text for m in told)) + TALK_TOKENS)
    answers = turns * ANSWER_TOKENS
    return Estimate(turns, prompts + answers, endpoint.prices.cost(prompts, answers))
