"""A good actor: what the script has to word, the same ends and scores as by script, tokens, what can be cached."""

import statistics
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

import click
from tests.support.llm_double import LlmDouble, llm_double

from benchmarks.figures import Figure, tell
from benchmarks.llm.actor import good_actor
from benchmarks.llm.opponents import GOOD, cases, endpoint
from chattrainer.app.llm.told import wording_told
from chattrainer.app.opening import Wanted
from chattrainer.app.room import TrainingRoom
from chattrainer.model.inputs import WordingGiven
from chattrainer.model.log import Entry
from chattrainer.model.scorecard import Scorecard

ROBOTS = ("skilled", "average", "unhelpful", "polite_failure")
MOST_FALLBACK, LEAST_SAME, MOST_APART = 2.0, 95.0, 3.0
CHARACTERS_A_TOKEN = 3.5


@dataclass
class Played:
    """Sums over all sittings."""

    turns: int = 0
    by_script: int = 0
    questions: int = 0
    chats: int = 0
    same: int = 0
    void: int = 0
    apart: list[float] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)


def compared(most_cases: int, seeds: int, robots: tuple[str, ...] = ROBOTS, *, verbose: bool = False) -> bool:
    """The same robots with the same seeds, once by script and once worded by a good actor."""
    total = Played()
    with llm_double(good_actor) as double:
        worded = TrainingRoom(judge_writing=False, llm=endpoint(double.url, GOOD))
        scripted = TrainingRoom(judge_writing=False)
        for scenario in cases(most_cases):
            for seed in range(1, seeds + 1):
                for name in robots:
                    _pair(scripted, worded, Wanted((scenario,), seed=seed, player=name), double, total)
        worded.close()
        scripted.close()
    if verbose:
        for line in (*total.refused, *total.differing):
            click.echo(f"  ! {line}")
    return _told(total, len(total.apart))


def _pair(
    scripted: TrainingRoom, worded: TrainingRoom, wanted: Wanted, double: LlmDouble, total: Played
) -> None:
    plain, own = _played(scripted, wanted)[0], _played(worded, wanted)
    card, entries = own
    total.apart.append(abs(plain.overall - card.overall))
    spoilt = [f"{fault.kind}: {fault.quote}" for fault in card.simulator if fault.severity == "critical"]
    total.void += bool(spoilt)
    total.differing += spoilt
    for before, after in zip(plain.chats, card.chats, strict=True):
        total.chats += 1
        total.same += before.outcome == after.outcome
        if before.outcome != after.outcome:
            where = f"{wanted.scenarios[0]}, seed {wanted.seed}, {wanted.player}"
            total.differing.append(f"{where}: {before.outcome} by script, {after.outcome} by model")
    if (told := wording_told(entries)) is not None:
        total.turns += told.turns
        total.by_script += told.by_script
    for given in (e.event for e in entries if isinstance(e.event, WordingGiven)):
        for attempt in given.attempts:
            total.faults[attempt.fault or "shown"] += 1
            if attempt.fault:
                total.refused.append(f"{wanted.scenarios[0]}: {attempt.fault}: {attempt.text}")
            else:
                total.answers.append(len(attempt.text) / CHARACTERS_A_TOKEN)
    asked = ["\n".join(m["content"] for m in body["messages"]) for body in double.asked]
    total.questions += len(asked)
    total.sizes += [len(text) / CHARACTERS_A_TOKEN for text in asked]
    total.shares += cacheable(asked)
    double.asked.clear()


def _played(room: TrainingRoom, wanted: Wanted) -> tuple[Scorecard, tuple[Entry, ...]]:
    run, plan, entries = room.simulate(wanted, keep=False)
    return room.judge_log(run, entries, plan).scorecard, entries


def cacheable(asked: list[str]) -> list[float]:
    """For each prompt of a sitting, in percent, how much of it the one before began with."""
    shares = []
    for before, now in pairwise(asked):
        common = next((i for i, (a, b) in enumerate(zip(before, now, strict=False)) if a != b), None)
        shares.append(100 * (min(len(before), len(now)) if common is None else common) / len(now))
    return shares


def _told(total: Played, sittings: int) -> bool:
    click.echo(f"good actor: {sittings} pairs of sittings, {total.turns} turns; answers {dict(total.faults)}")
    figures = (
        Figure("  turns worded by the script", 100 * total.by_script / total.turns, "%", most=MOST_FALLBACK),
        Figure("  chats with the same end either way", 100 * total.same / total.chats, "%", least=LEAST_SAME),
        Figure("  overall score apart, mean", statistics.mean(total.apart), "points", most=MOST_APART),
        Figure("  overall score apart, most", max(total.apart), "points"),
        Figure("  void chats", total.void, "", most=0),
        Figure("  questions a turn", total.questions / total.turns, ""),
        Figure("  a prompt, about", statistics.mean(total.sizes), "tokens"),
        Figure("  an answer, about", statistics.mean(total.answers), "tokens"),
        Figure("  share of a prompt that a provider can cache", statistics.mean(total.shares), "%"),
    )  # fmt: skip
    for figure in figures:
        tell(figure)
    return all(figure.met for figure in figures)
