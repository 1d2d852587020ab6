"""Care with an endpoint: budget, circuit breaker, one more try, places."""

import threading
from collections.abc import Callable
from contextlib import closing

import pytest

from chattrainer.adapters.llm.breaker import FAILURES, REST_S, CircuitBreaker
from chattrainer.adapters.llm.careful import CarefulClient
from chattrainer.adapters.llm.client import Ask, LlmClient
from chattrainer.adapters.llm.completion import Completion
from chattrainer.adapters.llm.endpoint import Endpoint, Limits, Prices, Secret
from chattrainer.adapters.llm.fault import EndpointFault, FaultKind
from chattrainer.adapters.llm.purse import Purse
from chattrainer.runtime.clocks import monotonic_s
from tests.support.llm_double import always, llm_double

ASK = Ask([{"role": "user", "content": "1. dit. Sens : « bonjour »"}], {})


def careful(url: str, limits: Limits | None = None, waits: list[float] | None = None) -> CarefulClient:
    wait: Callable[[float], None] = (waits if waits is not None else []).append
    place = Endpoint(url, "good", Secret(), limits or Limits(), Prices(prompt=1.0, completion=2.0))
    return CarefulClient(LlmClient(place, monotonic_s), now_s=monotonic_s, pause=wait, jitter=lambda: 0.5)


def test_a_passing_fault_is_tried_once_more_after_a_wait() -> None:
    waits: list[float] = []
    with (
        llm_double(always("bonjour"), "rate_limited") as double,
        closing(careful(double.url, waits=waits)) as client,
    ):
        with pytest.raises(EndpointFault):
            client.ask(ASK)
        assert len(double.asked) == 2
    assert waits == [0.7]


def test_a_lasting_fault_is_not_tried_again_and_opens_the_circuit() -> None:
    with llm_double(always("bonjour"), "unauthorised") as double, closing(careful(double.url)) as client:
        kinds = []
        for _ in range(3):
            with pytest.raises(EndpointFault) as failed:
                client.ask(ASK)
            kinds.append(failed.value.kind)
        assert len(double.asked) == 1
    assert kinds == ["unauthorised", "circuit_open", "circuit_open"]


def test_what_was_spent_is_counted_and_the_budget_ends_it() -> None:
    with (
        llm_double(always("bonjour")) as double,
        closing(careful(double.url, Limits(most_tokens=1000))) as client,
    ):
        client.ask(ASK)
        client.ask(ASK)
        with pytest.raises(EndpointFault) as failed:
            client.ask(ASK)
    assert failed.value.kind == "budget"
    spent = client.spent
    assert (spent.questions, spent.tokens, spent.cached_tokens) == (2, 1080, 800)
    assert spent.cost == pytest.approx((200 * 1.0 + 80 * 2.0) / 1_000_000)


def test_no_more_money_than_allowed_is_spent() -> None:
    purse = Purse(Limits(most_cost=0.001), Prices(prompt=10.0))
    purse.pay(Completion("x", prompt_tokens=200))
    with pytest.raises(EndpointFault):
        purse.check()


def test_no_more_than_so_many_are_asked_at_once() -> None:
    with (
        llm_double(always("bonjour"), slow_s=0.1) as double,
        closing(careful(double.url, Limits(at_once=2))) as client,
    ):
        threads = [threading.Thread(target=client.ask, args=(ASK,)) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(double.asked) == 5
        assert double.most_at_once <= 2


@pytest.mark.parametrize("kind", ["timeout", "server_error"])
def test_after_failures_in_a_row_nobody_waits_until_one_may_try_again(kind: FaultKind) -> None:
    now = [0.0]
    breaker = CircuitBreaker(lambda: now[0])
    for _ in range(FAILURES):
        breaker.check()
        breaker.failed(EndpointFault(kind))
    with pytest.raises(EndpointFault):
        breaker.check()
    now[0] = REST_S + 1
    breaker.check()
    with pytest.raises(EndpointFault):
        breaker.check()
    breaker.worked()
    breaker.check()
