"""The misbehaving server and model: whole sittings against every fault, over real HTTP, beside an event loop."""

import threading
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field

import click

from benchmarks.figures import Figure, percentile, tell
from benchmarks.llm.liars import LIARS
from benchmarks.llm.loop_probe import LoopProbe
from benchmarks.llm.opponents import FAULTS, cases, endpoint, ready_for, server
from benchmarks.llm.shown import undisclosed
from chattrainer.adapters.encoder import shared_encoder
from chattrainer.adapters.llm.careful import CarefulClient
from chattrainer.adapters.llm.client import LlmClient
from chattrainer.app.llm.wording import leave_room
from chattrainer.app.opening import Prepared
from chattrainer.app.readers import Readers
from chattrainer.model.case import Case
from chattrainer.model.effects import WordMove
from chattrainer.model.inputs import WordingGiven
from chattrainer.model.reading import Reading
from chattrainer.model.transcript import Transcript
from chattrainer.robots.catalogue import robot
from chattrainer.runtime.building import engine_for
from chattrainer.runtime.clocks import monotonic_s, pause, stopwatch
from chattrainer.runtime.headless import play
from chattrainer.runtime.sitting import MemoryLog, ReadAgentText, Sitting
from chattrainer.runtime.wordsmith import Wordsmith
from chattrainer.scoring.audit.audit import audit

# As many chats at once as an agent may have; so many cases, played in turn.
LANES, CASES, SEED = 3, 12, 3
MOST_BLOCK_MS = 16.0
# Between two tries the client waits; here a hundredth of it.
SCALED = 100
# Long enough for an open circuit to close before the next turn: each turn is to meet the fault.
A_WHILE_S = 1_000.0


@dataclass(frozen=True)
class Played:
    """A sitting that was played, to be audited: afterwards, as in the debrief, and not beside the loop."""

    case: Case
    log: MemoryLog
    sitting: Sitting

    def critical(self) -> list[str]:
        found = audit(self.log.entries, {self.case.chat: self.case}, self.sitting.transcript)
        return [f"{f.kind}: {f.quote}" for f in found.faults if f.severity == "critical"]


@dataclass
class Seen:
    """What one fault brought about."""

    turns: int = 0
    sittings: int = 0
    lost: int = 0
    voided: int = 0
    undisclosed: int = 0
    worded: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    slips: list[str] = field(default_factory=list)
    said: Counter[str] = field(default_factory=Counter)
    took_ms: list[float] = field(default_factory=list)
    played: dict[Hashable, Played] = field(default_factory=dict)

    def add(self, other: "Seen") -> None:
        for name in ("turns", "sittings", "lost", "voided", "undisclosed", "worded"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.reasons += other.reasons
        self.said += other.said
        self.slips += other.slips
        self.took_ms += other.took_ms
        # Sittings with the same words need one audit.
        self.played |= other.played


class RememberedReadings:
    """The same message after the same talk is read once: the script's words make the same talk again and again."""

    def __init__(self) -> None:
        self._readers = Readers()
        self._known: dict[Hashable, Reading] = {}

    def of(self, ready: Prepared) -> ReadAgentText:
        read = self._readers.reading_for(ready.plan)

        def remembered(chat: int, text: str, transcript: Transcript) -> Reading:
            talk = tuple((m.sender, m.text) for m in transcript.chat(chat).messages)
            key = (ready.opened.scenarios, chat, text, talk)
            if key not in self._known:
                self._known[key] = read(chat, text, transcript)
            return self._known[key]

        return remembered


class Lane:
    """One chat after the other against one fault."""

    def __init__(self, url: str, way: str, readings: RememberedReadings, desk: threading.Lock) -> None:
        """`desk` is held by whoever's customers, reader and robot are at work: at a desk they share one thread."""
        self._desk = desk
        self._url = url
        self._way = way
        self._readings = readings
        self._waited_s = 0.0

    def play(self, scenarios: list[str], turns: int) -> Seen:
        """Sittings until there were so many turns."""
        seen = Seen()
        while seen.turns < turns:
            self._sitting(scenarios[seen.sittings % len(scenarios)], seen)
        return seen

    def _sitting(self, scenario: str, seen: Seen) -> None:
        ready = ready_for(scenario, SEED)
        client = LlmClient(endpoint(self._url, self._way, f"{scenario}@{SEED}"), monotonic_s)
        actor = CarefulClient(
            client, now_s=self._later_s, pause=lambda s: pause(s / SCALED), jitter=lambda: 0.5
        )
        smith = Wordsmith(ready.plan, actor, embedder=shared_encoder)
        smith.warm()
        case = ready.plan.cases[0]

        def word(wanted: WordMove, transcript: Transcript) -> WordingGiven:
            self._waited_s += A_WHILE_S
            # The words are asked for beside it.
            self._desk.release()
            try:
                given = smith.word(wanted, transcript)
            finally:
                self._desk.acquire()
            seen.turns += 1
            seen.worded += bool(given.bubbles)
            seen.took_ms.append(given.took_ms)
            if given.bubbles and self._way in LIARS:
                seen.said[f"{[m.move for m in wanted.turns[given.turn]]} {given.bubbles}"] += 1
            seen.reasons.update(a.fault or "shown" for a in given.attempts)
            said = " ".join(text for move in given.bubbles for text in move)
            moves = wanted.turns[given.turn]
            script = " ".join(text for move in moves for text in move.bubbles)
            own = frozenset(fact for move in moves for fact in move.reveals)
            slips = undisclosed(said, case, transcript.chat(case.chat), own, script)
            seen.undisclosed += len(slips)
            seen.slips += slips
            return given

        log = MemoryLog()
        sitting = Sitting(engine_for(ready.opened, ready.plan), self._readings.of(ready), log, word=word)
        with self._desk:
            play(sitting, ready.opened, robot("skilled", ready.plan))
        actor.close()
        seen.sittings += 1
        seen.lost += not sitting.over
        talk = tuple((m.sender, m.text) for m in sitting.transcript.chat(case.chat).messages)
        seen.played[(scenario, talk)] = Played(case, log, sitting)

    def _later_s(self) -> float:
        return self._waited_s


def misbehaving(turns: int, ways: tuple[str, ...] = FAULTS, *, verbose: bool = False) -> bool:
    """So many turns of each fault, as three chats at once."""
    took_ms = stopwatch()
    total, readings, own = Seen(), RememberedReadings(), cases(CASES)
    probe, known = LoopProbe(), dict[Hashable, list[str]]()
    with server() as url:
        shared_encoder().embed("ok")
        # By script once: what is loaded at the first turn of a process is loaded before the first is measured.
        for scenario in own:
            Lane(url, "dead", readings, threading.Lock()).play([scenario], 1)
        # As a desk does once its sitting is loaded.
        leave_room()
        still = LoopProbe().idle(2.0)
        for way in ways:
            # What the sittings before left behind is no part of what is measured.
            leave_room()
            here = LoopProbe()
            seen = _against(url, way, readings, own, turns, here)
            probe.add(here)
            _audited(seen, known)
            total.add(seen)
            if verbose:
                _tell_way(way, seen, here)
    click.echo(f"misbehaving server: {total.turns} turns, {turns} and more of each of {len(ways)} faults")
    click.echo(f"  {total.sittings} sittings in {took_ms() / 1000:.0f} s; worded by the model {total.worded}")
    figures = (
        Figure("  sittings lost", total.lost, "", most=0),
        Figure("  undisclosed facts shown", total.undisclosed, "", most=0),
        Figure("  void chats", total.voided, "", most=0),
        Figure("  longest block of the event loop", probe.longest_ms, "ms", most=MOST_BLOCK_MS),
        Figure("  99.9 % of its blocks are under", percentile(probe.blocks_ms, 0.999), "ms"),
        Figure("  its latest waking, the machine's other work included", max(probe.late_ms), "ms"),
        Figure("  the same with nothing to do", max(still.late_ms), "ms"),
    )
    for figure in figures:
        tell(figure)
    for slip in dict.fromkeys(total.slips):
        click.echo(f"  ! {slip}")
    return all(figure.met for figure in figures)


def _against(
    url: str, way: str, readings: RememberedReadings, scenarios: list[str], turns: int, probe: LoopProbe
) -> Seen:
    share = -(-turns // LANES)
    seen, desk, adding = Seen(), threading.Lock(), threading.Lock()

    def lane(nth: int) -> None:
        own = scenarios[nth::LANES]
        found = Lane(url, way, readings, desk).play(own, share)
        with adding:
            seen.add(found)

    probe.beside([lambda nth=nth: lane(nth) for nth in range(LANES)])  # type: ignore[misc]
    return seen


def _audited(seen: Seen, known: dict[Hashable, list[str]]) -> None:
    for talk, played in seen.played.items():
        # By whom it was worded counts too: the author's words are right by definition.
        key = (talk, seen.worded > 0)
        if key not in known:
            known[key] = played.critical()
        seen.voided += bool(known[key])
        seen.slips += known[key]
    seen.played = {}


def _tell_way(way: str, seen: Seen, probe: LoopProbe) -> None:
    why = ", ".join(f"{fault} {n}" for fault, n in seen.reasons.most_common(3))
    click.echo(
        f"  {way:<16} {seen.turns:>5} turns, {percentile(seen.took_ms, 0.5):>4.0f} ms at the median, "
        f"loop {probe.longest_ms:>5.1f} ms, worded {seen.worded}, void {seen.voided} | {why}"
    )
    for said, n in seen.said.most_common(5):
        click.echo(f"    {n} x {said}")
