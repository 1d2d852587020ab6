"""A database of past sittings whose agents typed the benchmark's messages, each one only once."""

from itertools import count
from pathlib import Path

from benchmarks.writing.samples import clean_messages, wrong_messages
from chattrainer.app.opening import Wanted, prepare
from chattrainer.model.facts import ChatOpened, SittingEnded
from chattrainer.model.inputs import Say
from chattrainer.store import Store

A_SITTING = 20
"""Messages of the agent's in each."""


def write_past_sittings(db: Path, messages: int) -> int:
    """Writes so many messages, rounded up to whole sittings; gives how many there are."""
    texts = [*clean_messages("fr", "all"), *(wrong.text for wrong in wrong_messages("fr", "all"))]
    numbers = count()
    sittings = -(-messages // A_SITTING)
    ready = prepare(Wanted(language="fr", player="program"))
    scenario = ready.plan.cases[0].scenario.id
    with Store.open(db) as store:
        for _ in range(sittings):
            with store.begin(ready.opened, batch=64) as writer:
                writer.append(ready.opened)
                writer.append(ChatOpened(at=0, chat=1, scenario=scenario))
                for at in range(A_SITTING):
                    number = next(numbers)
                    # A number of its own makes each message new to every cache.
                    text = f"{texts[number % len(texts)]} ({number})"
                    writer.append(Say(at=1000 * (at + 1), chat=1, text=text))
                writer.append(SittingEnded(at=1000 * (A_SITTING + 1), why="all_done"))
                writer.end()
    return sittings * A_SITTING
