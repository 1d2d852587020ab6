"""What a sitting has spent, and when it has spent enough."""

import threading
from dataclasses import dataclass, replace

from chattrainer.adapters.llm.completion import Completion
from chattrainer.adapters.llm.endpoint import Limits, Prices
from chattrainer.adapters.llm.fault import EndpointFault


@dataclass(frozen=True, slots=True)
class Spent:
    """A running count. `cost` in the endpoint's currency."""

    questions: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0

    @property
    def tokens(self) -> int:
        return self.prompt_tokens + self.completion_tokens


class Purse:
    """The budget of one sitting. Thread-safe."""

    def __init__(self, limits: Limits, prices: Prices, spent: Spent | None = None) -> None:
        """`spent`: before, in the same sitting."""
        self._limits = limits
        self._prices = prices
        self._lock = threading.Lock()
        self._spent = spent or Spent()

    @property
    def spent(self) -> Spent:
        with self._lock:
            return self._spent

    def check(self) -> None:
        """Raises EndpointFault when the budget is spent."""
        spent = self.spent
        if spent.tokens >= self._limits.most_tokens:
            raise EndpointFault("budget", f"{spent.tokens}")
        if self._prices.known and spent.cost >= self._limits.most_cost:
            raise EndpointFault("budget", f"{spent.cost:.2f}")

    def pay(self, given: Completion) -> None:
        cost = self._prices.cost(given.prompt_tokens, given.completion_tokens, given.cached_tokens)
        with self._lock:
            was = self._spent
            self._spent = replace(
                was,
                questions=was.questions + 1,
                prompt_tokens=was.prompt_tokens + given.prompt_tokens,
                cached_tokens=was.cached_tokens + given.cached_tokens,
                completion_tokens=was.completion_tokens + given.completion_tokens,
                cost=was.cost + cost,
            )
