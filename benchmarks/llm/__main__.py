"""LLM customers measured on loopback: a good actor, a misbehaving server, a slow model. `python -m benchmarks.llm`.

Prints what was asked of each and what was seen; ends with 1 when something that must hold does not.
"""

import statistics
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, pairwise

import click
from tests.support.llm_double import EVERY_WAY, LlmDouble

from benchmarks.llm.liars import LIARS
from chattrainer.adapters.llm.endpoint import Endpoint, Limits, Secret
from chattrainer.app.llm.told import wording_told
from chattrainer.app.llm.wording import LlmWording
from chattrainer.app.opening import Prepared, Wanted, prepare
from chattrainer.app.readers import Readers
from chattrainer.app.room import TrainingRoom
from chattrainer.content.library import load_library
from chattrainer.customers.llm.guard import faults
from chattrainer.customers.llm.turn import situation_of
from chattrainer.model.effects import WordMove
from chattrainer.model.inputs import WordingGiven
from chattrainer.model.transcript import Transcript
from chattrainer.robots.catalogue import robot
from chattrainer.runtime.building import engine_for
from chattrainer.runtime.headless import play
from chattrainer.runtime.sitting import MemoryLog, Sitting

MOST_FALLBACK, LEAST_SAME, MOST_APART = 0.02, 0.95, 3.0
ROBOTS = ("skilled", "polite_failure")
# Ways that only cost time here: a hanging server is measured by its time limit alone.
QUICK_WAYS = tuple(way for way in EVERY_WAY if way not in {"hang", "drip"})


@contextmanager
def server() -> Iterator[LlmDouble]:
    double = LlmDouble()
    double.start()
    try:
        yield double
    finally:
        double.stop()


def endpoint(url: str) -> Endpoint:
    return Endpoint(url, "good", Secret(), Limits(most_tokens=10**9))


def cases(most: int) -> list[str]:
    """As many cases, of both languages in turn."""
    listing = load_library().listing()
    by_language = [sorted(x.id for x in listing if x.language == code) for code in ("fr", "en")]
    mixed = [one for pair in zip(*by_language, strict=False) for one in pair]
    return mixed[:most]


def good_actor(most: int) -> bool:
    """Fallback, same ends and scores as by script, tokens a turn, share of the prompt that can be cached."""
    turns = by_script = same = sittings = questions = 0
    apart: list[float] = []
    shares: list[float] = []
    sizes: list[int] = []
    reasons: Counter[str] = Counter()
    with server() as double:
        worded = TrainingRoom(judge_writing=False, llm=endpoint(double.url))
        scripted = TrainingRoom(judge_writing=False)
        for scenario in cases(most):
            for name in ROBOTS:
                cards = []
                for room in (scripted, worded):
                    run, plan, entries = room.simulate(Wanted((scenario,), seed=3, player=name), keep=False)
                    cards.append(room.judge_log(run, entries, plan).scorecard)
                    if (told := wording_told(entries)) is not None:
                        turns, by_script = turns + told.turns, by_script + told.by_script
                        reasons.update(dict(told.faults))
                sittings += 1
                same += cards[0].chats[0].outcome == cards[1].chats[0].outcome
                apart.append(abs(cards[0].overall - cards[1].overall))
                questions += len(double.asked)
                sizes += [len(text) for text in prompts(double)]
                shares += cacheable(prompts(double))
                double.asked.clear()
        worded.close()
        scripted.close()
    fallback, share_same = by_script / turns, same / sittings
    click.echo(f"good actor: {turns} turns, by script {fallback:.1%} {dict(reasons)}")
    click.echo(f"  same end in {share_same:.1%} of {sittings} sittings")
    median, mean = statistics.median(apart), statistics.mean(apart)
    click.echo(f"  overall score apart: median {median:.2f}, mean {mean:.2f}, most {max(apart):.2f}")
    click.echo(
        f"  {questions / turns:.2f} questions a turn, about {statistics.mean(sizes) / 3.5:.0f} tokens each"
    )
    click.echo(f"  share of a prompt that the one before began with: {statistics.mean(shares):.0%}")
    return fallback <= MOST_FALLBACK and share_same >= LEAST_SAME and statistics.mean(apart) <= MOST_APART


def prompts(double: LlmDouble) -> list[str]:
    """The prompts of a sitting, each as one text."""
    return ["\n".join(m["content"] for m in body["messages"]) for body in double.asked]


def cacheable(asked: list[str]) -> list[float]:
    """For each prompt of a sitting, the share of its characters that the one before began with too."""
    shares = []
    for before, now in pairwise(asked):
        common = next((i for i, (a, b) in enumerate(zip(before, now, strict=False)) if a != b), len(now))
        shares.append(common / len(now))
    return shares


class Watched:
    """Words by the wordsmith; what is to be shown is held against the guard once more, from outside."""

    def __init__(self, ready: Prepared, double: LlmDouble, ways: Iterator[str]) -> None:
        self._ready = ready
        self._double = double
        self._ways = ways
        self.turns: Counter[str] = Counter()
        self.shown_wrongly = 0
        self.by_script = 0

    def word(self, wanted: WordMove, transcript: Transcript) -> WordingGiven:
        way = next(self._ways)
        self.turns[way] += 1
        self._double.break_as = way if way in QUICK_WAYS else ""
        case = self._ready.plan.cases[0]
        self._double.say = LIARS[way](case) if way in LIARS else LIARS["silent"](case)
        wording = LlmWording(endpoint(self._double.url), self._ready.plan)
        try:
            given = wording.word(wanted, transcript)
        finally:
            wording.close()
        self.by_script += not given.bubbles
        if given.bubbles:
            self.shown_wrongly += bool(
                faults(given.bubbles, situation_of(case, wanted, transcript, given.turn))
            )
        return given


def misbehaving(most: int) -> bool:
    """Every fault in turn: no sitting lost, nothing undisclosed shown."""
    ways = cycle((*QUICK_WAYS, *LIARS))
    readers = Readers()
    total: Counter[str] = Counter()
    wrongly = lost = by_script = turns = 0
    with server() as double:
        for scenario in cycle(cases(12)):
            if turns >= most:
                break
            ready = prepare(Wanted((scenario,), seed=turns, llm="good"))
            watched = Watched(ready, double, ways)
            sitting = Sitting(
                engine_for(ready.opened, ready.plan),
                readers.reading_for(ready.plan),
                MemoryLog(),
                word=watched.word,
            )
            play(sitting, ready.opened, robot("skilled", ready.plan))
            lost += not sitting.over
            turns += watched.turns.total()
            total += watched.turns
            wrongly += watched.shown_wrongly
            by_script += watched.by_script
    click.echo(f"misbehaving server: {turns} turns of {len(total)} faults, by script {by_script / turns:.1%}")
    click.echo(f"  sittings lost {lost}, replies shown that the guard forbids {wrongly}")
    return not lost and not wrongly


@click.command()
@click.option("--cases", "most_cases", default=6, show_default=True, help="Cases for the good actor.")
@click.option("--turns", default=200, show_default=True, help="Turns against the misbehaving server.")
def main(most_cases: int, turns: int) -> None:
    """LLM customers on loopback."""
    held = [good_actor(most_cases), misbehaving(turns)]
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()
