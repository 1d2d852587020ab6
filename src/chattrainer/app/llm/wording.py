"""Who words the customers of a sitting: a wordsmith with the endpoint that is set."""

import gc
import sys

from chattrainer.adapters.encoder import shared_encoder
from chattrainer.adapters.llm.careful import CarefulClient
from chattrainer.adapters.llm.client import LlmClient
from chattrainer.adapters.llm.endpoint import Endpoint
from chattrainer.adapters.llm.purse import Spent
from chattrainer.app.llm.estimate import Estimate, estimated
from chattrainer.engine.draws import below
from chattrainer.model.case import Plan
from chattrainer.model.effects import WordMove
from chattrainer.model.inputs import Spending, WordingGiven
from chattrainer.model.transcript import Transcript
from chattrainer.runtime.clocks import monotonic_s, pause
from chattrainer.runtime.wordsmith import Wordsmith

HAND_OVER_S = 0.001


class LlmWording:
    """The words of one sitting: asked for within a budget. `actor` says what was spent."""

    def __init__(self, endpoint: Endpoint, plan: Plan, spent: Spending | None = None) -> None:
        """`spent`: what the sitting had spent before it was taken up again."""
        self.endpoint = endpoint
        self.actor = careful(endpoint, plan.seed, spent)
        self.wordsmith = Wordsmith(
            plan,
            self.actor,
            embedder=shared_encoder,
            limit_s=endpoint.limits.answer_s,
            prices=endpoint.prices,
        )
        self.estimate: Estimate = estimated(plan, endpoint)

    def word(self, wanted: WordMove, transcript: Transcript) -> WordingGiven:
        return self.wordsmith.word(wanted, transcript)

    def warm(self) -> None:
        self.actor.warm()
        self.wordsmith.warm()
        leave_room()

    def close(self) -> None:
        self.actor.close()


def leave_room() -> None:
    """Lets the desk's thread have its turn soon, while others word the customers beside it."""
    # What is loaded now stays: the collector need not look through it again and again.
    gc.freeze()
    # A thread that works on hands over after so long; several of them wait for each other.
    sys.setswitchinterval(HAND_OVER_S)


def careful(endpoint: Endpoint, seed: int = 0, spent: Spending | None = None) -> CarefulClient:
    """A careful client for one sitting."""
    before = Spent(prompt_tokens=spent.tokens, cost=spent.cost) if spent is not None else None
    waits = iter(range(1 << 30))
    return CarefulClient(
        LlmClient(endpoint, monotonic_s),
        now_s=monotonic_s,
        pause=pause,
        jitter=lambda: below(1000, seed, "llm", "jitter", next(waits)) / 1000,
        spent=before,
    )
