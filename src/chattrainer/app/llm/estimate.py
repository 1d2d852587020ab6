"""What a sitting with LLM customers will take, before it begins."""

from dataclasses import dataclass

from chattrainer.adapters.llm.completion import estimated_tokens
from chattrainer.adapters.llm.endpoint import Endpoint
from chattrainer.app.llm.told import spent_words
from chattrainer.customers.llm.prompt import prompt
from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts
from chattrainer.model.case import Plan
from chattrainer.model.effects import ScriptedMove
from chattrainer.model.inputs import Spending

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


@dataclass(frozen=True, slots=True)
class WordsOffer:
    """The model that is set, what it would take for a sitting, and the most that it may."""

    model: str
    estimate: Spending
    most: Spending


def offered(plan: Plan, endpoint: Endpoint) -> WordsOffer:
    guess, limits, prices = estimated(plan, endpoint), endpoint.limits, endpoint.prices
    currency = prices.currency if prices.known else ""
    return WordsOffer(
        endpoint.model,
        Spending(tokens=_roundly(guess.tokens), cost=round(guess.cost, 2), currency=currency),
        Spending(tokens=limits.most_tokens, cost=limits.most_cost if currency else 0.0, currency=currency),
    )


def _roundly(tokens: int) -> int:
    """Two digits: more would tell what nobody knows."""
    unit: int = 10 ** max(0, len(str(tokens)) - 2)
    return round(tokens / unit) * unit


def offer_line(offer: WordsOffer, texts: Texts) -> str:
    """What a person is told before she begins."""
    model = printable(offer.model, lines=False)
    spent, most = (spent_words(each, texts) for each in (offer.estimate, offer.most))
    return texts("llm.offer", model=model, spent=spent, most=most)


def estimated(plan: Plan, endpoint: Endpoint) -> Estimate:
    turns, prompts = 0, 0
    for case in plan.cases:
        own = max(1, round(case.scenario.expected_minutes * 60 / TURN_S))
        told = prompt(case, (), (ScriptedMove("answer", None, (), ("…",)),), "json")
        turns += own
        prompts += own * (estimated_tokens("".join(m.text for m in told)) + TALK_TOKENS)
    answers = turns * ANSWER_TOKENS
    return Estimate(turns, prompts + answers, endpoint.prices.cost(prompts, answers))
