"""Who plays against the wordsmith: a server in a process of its own, which answers each request by its model's name.

A model's name is `way` or `way@scenario@seed`: a way to fail, or one of the liars, who knows the case's secrets.
"""

import multiprocessing
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from multiprocessing.connection import Connection

from tests.support.llm_double import EVERY_WAY, Body, LlmDouble, good_actor

from benchmarks.llm.liars import LIARS
from chattrainer.adapters.llm.endpoint import Endpoint, Limits, Secret
from chattrainer.app.opening import Prepared, Wanted, prepare
from chattrainer.content.library import load_library
from chattrainer.model.case import Case

GOOD = "good"
SLOW_S = 0.05
KEY = "sk-loopback-secret"
# A server that hangs is measured by the time limit, which is scaled down.
HANGING, HANG_S, USUAL_S = frozenset({"hang", "drip"}), 0.12, 10.0
SET_WRONGLY = ("dead", "no_key", "broken_key", "https_to_http", "http_far", "no_address", "no_model")
FAULTS = (*EVERY_WAY, "slow", "no_schema", "only_objects", *SET_WRONGLY, *LIARS)


class ByModel(LlmDouble):
    """Fails, lies or plays well as the request's model is named."""

    def way_of(self, body: Body) -> str:
        return str(body["model"]).partition("@")[0]


def _said(body: Body) -> str:
    way, _, case = str(body["model"]).partition("@")
    if way == "slow":
        time.sleep(SLOW_S)
    if way not in LIARS:
        return good_actor(body)
    scenario, _, seed = case.partition("@")
    return LIARS[way](case_of(scenario, int(seed)))(body)


@cache
def ready_for(scenario: str, seed: int) -> Prepared:
    return prepare(Wanted((scenario,), seed=seed, llm="loopback"), load_library())


def case_of(scenario: str, seed: int) -> Case:
    return ready_for(scenario, seed).plan.cases[0]


def _serve(told: Connection) -> None:
    double = ByModel(_said)
    double.start()
    told.send(double.url)
    told.recv()
    double.stop()


@contextmanager
def server() -> Iterator[str]:
    """The URL of a server that shares nothing with this process."""
    own, its = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(its,), daemon=True)
    process.start()
    try:
        yield own.recv()
    finally:
        own.send("stop")
        process.join(5)
        process.terminate()


def endpoint(url: str, way: str = GOOD, case: str = "") -> Endpoint:
    """The endpoint of a server, as `way` wants it to be set."""
    limits = Limits(answer_s=HANG_S if way in HANGING else USUAL_S, most_tokens=10**12)
    model = f"{way}@{case}" if case else way
    key = Secret(KEY)
    if way == "dead":
        return Endpoint(f"http://127.0.0.1:{free_port()}/v1", model, key, limits)
    if way == "no_key":
        return Endpoint(url, model, Secret(), limits, needs_key=True)
    if way == "broken_key":
        return Endpoint(url, model, Secret("clé secrète"), limits)
    if way == "https_to_http":
        return Endpoint(url.replace("http:", "https:"), model, key, limits)
    if way == "http_far":
        return Endpoint("http://models.example/v1", model, key, limits)
    if way == "no_address":
        return Endpoint("127.0.0.1/v1 ", model, key, limits)
    return Endpoint(url, "" if way == "no_model" else model, key, limits)


def free_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


def cases(most: int) -> list[str]:
    """As many cases, of both languages in turn; 0: all of them."""
    listing = load_library().listing()
    by_language = [sorted(x.id for x in listing if x.language == code) for code in ("fr", "en")]
    mixed = [one for pair in zip(*by_language, strict=False) for one in pair]
    rest = [one for shelf in by_language for one in shelf if one not in mixed]
    return [*mixed, *rest][: most or None]
