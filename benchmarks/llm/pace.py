"""Three chats at once, worded by a model that takes two seconds: how much later her words come than she planned."""

import threading
from collections.abc import Sequence

import click
from tests.support.llm_double import llm_double

from benchmarks.figures import Figure, percentile, tell
from benchmarks.llm.actor import good_actor
from benchmarks.llm.opponents import GOOD, endpoint
from chattrainer.app.opening import Wanted
from chattrainer.app.room import TrainingRoom
from chattrainer.engine.pace import typing_ms
from chattrainer.model.case import Plan
from chattrainer.model.errors import ChattrainerError, IllegalInput
from chattrainer.model.facts import CustomerSaid, CustomerTyping
from chattrainer.model.inputs import WordingGiven
from chattrainer.model.log import Entry

CHATS, MODEL_S = 3, 2.0
LONGEST_S = 1_200.0


class Heard:
    """A listener at the desk that keeps what it is told."""

    def __init__(self) -> None:
        self.log: list[Entry] = []
        self.over = threading.Event()
        self.failure: ChattrainerError | None = None

    def entries(self, entries: Sequence[Entry]) -> None:
        self.log += entries

    def refused(self, error: IllegalInput) -> None:
        """A robot's gesture that came too late."""

    def ended(self) -> None:
        self.over.set()

    def failed(self, error: ChattrainerError) -> None:
        self.failure = error
        self.over.set()


def paced(language: str, speed: float) -> bool:
    """A live sitting, `speed` times as fast as life; the model is as much faster."""
    heard = Heard()
    with llm_double(good_actor, slow_s=MODEL_S / speed) as double:
        room = TrainingRoom(":memory:", judge_writing=False, llm=endpoint(double.url, GOOD))
        wanted = Wanted(chats=CHATS, language=language, seed=3, player="skilled")
        session = room.begin(wanted, heard, speed=speed)
        session.driver.start()
        heard.over.wait(LONGEST_S / speed)
        session.end()
        room.close()
    if heard.failure is not None:
        raise heard.failure
    delays = delays_ms(heard.log, session.plan)
    took = [e.event.took_ms * speed for e in heard.log if isinstance(e.event, WordingGiven)]
    click.echo(
        f"three chats at once, {language}, a model of {MODEL_S:.0f} s, {speed:g} times as fast as life:"
    )
    figures = (
        Figure("  turns", len(delays), ""),
        Figure("  words come after, median", percentile(took, 0.5) / 1000, "s"),
        Figure("  her delay beyond her planned pace, median", percentile(delays, 0.5) / 1000, "s", most=0),
        Figure("  90th percentile", percentile(delays, 0.9) / 1000, "s"),
        Figure("  most", max(delays) / 1000, "s"),
    )
    for figure in figures:
        tell(figure)
    return all(figure.met for figure in figures) and heard.over.is_set()


def delays_ms(log: Sequence[Entry], plan: Plan) -> list[float]:
    """For each worded turn that was said, how much later its first bubble came than typing it would have taken.

    She begins to type when she planned to, words or no words; what comes later than her typing speed allows is
    the model's delay.
    """
    paces = {case.chat: case.scenario.customer.pace for case in plan.cases}
    began: dict[int, int] = {}
    worded: set[int] = set()
    delays: list[float] = []
    for event in (entry.event for entry in log):
        if isinstance(event, WordingGiven):
            worded.add(event.chat)
        elif isinstance(event, CustomerTyping) and event.on:
            began[event.chat] = event.at
        elif isinstance(event, CustomerSaid) and event.chat in worded and event.chat in began:
            planned = began.pop(event.chat) + typing_ms(event.text, paces[event.chat])
            worded.discard(event.chat)
            delays.append(max(0.0, event.at - planned))
    return delays
