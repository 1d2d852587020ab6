"""The small real model: a very bad actor. Whole sittings must stay fair and in character all the same."""

from collections import Counter
from collections.abc import Iterator, Sequence

import click

from benchmarks.figures import Figure, percentile, tell
from benchmarks.llm.opponents import cases
from benchmarks.llm.shown import undisclosed
from chattrainer.adapters.llm.endpoint import Endpoint, Limits, Secret
from chattrainer.app.opening import Wanted
from chattrainer.app.room import TrainingRoom
from chattrainer.locale.safe import printable
from chattrainer.model.case import Plan
from chattrainer.model.facts import CustomerSaid
from chattrainer.model.folding import apply
from chattrainer.model.inputs import Say, WordingGiven
from chattrainer.model.log import Entry
from chattrainer.model.transcript import Transcript

URL, MODEL = "http://127.0.0.1:18480/v1", "smollm2-135m"
ANSWER_S = 120.0
SEED = 3
ENDPOINT = "endpoint."


def against_small(
    url: str, model: str, most_cases: int, robots: Sequence[str], *, transcripts: bool = False
) -> bool:
    """Plays the robots' sittings, by script and with the model, and prints what became of its words."""
    place = Endpoint(url, model, Secret(), Limits(answer_s=ANSWER_S, most_tokens=10**9))
    worded, scripted = TrainingRoom(judge_writing=False, llm=place), TrainingRoom(judge_writing=False)
    turns = by_script = same = sittings = void = 0
    refused: Counter[str] = Counter()
    took: list[float] = []
    slips: list[str] = []
    for scenario in cases(most_cases):
        for name in robots:
            wanted = Wanted((scenario,), seed=SEED, player=name)
            run, plan, entries = worded.simulate(wanted, keep=False)
            card = worded.judge_log(run, entries, plan).scorecard
            run, plan, plain = scripted.simulate(wanted, keep=False)
            same += card.chats[0].outcome == scripted.judge_log(run, plain, plan).scorecard.chats[0].outcome
            critical = [f for f in card.simulator if f.severity == "critical"]
            void += bool(critical)
            slips += [f"{scenario}: {fault.kind}: {fault.quote}" for fault in critical]
            slips += given_away(entries, plan)
            sittings += 1
            for given in _worded(entries):
                turns += 1
                by_script += not given.bubbles
                took.append(given.took_ms)
                refused.update(f for a in given.attempts if a.fault for f in a.fault.split(","))
            if transcripts:
                click.echo(f"--- {scenario}, {name}")
                for line in told(entries):
                    click.echo(line)
    worded.close()
    scripted.close()
    if not turns or (all(fault.startswith(ENDPOINT) for fault in refused) and by_script == turns):
        click.echo(f"no answer from {url}: {dict(refused)}. Is it started? scripts/small-model start")
        return False
    click.echo(f"small model {model}: {sittings} sittings, {turns} turns; refused for {dict(refused)}")
    figures = (
        Figure("  turns worded by the script", 100 * by_script / turns, "%"),
        Figure("  chats with the same end by script and by model", 100 * same / sittings, "%", least=95.0),
        Figure("  void chats", void, "", most=0),
        Figure("  facts given away before their time, and critical faults", len(slips), "", most=0),
        Figure("  words come after, median", percentile(took, 0.5) / 1000, "s"),
        Figure("  90th percentile", percentile(took, 0.9) / 1000, "s"),
    )
    for figure in figures:
        tell(figure)
    for slip in slips:
        click.echo(f"  ! {slip}")
    return all(figure.met for figure in figures)


def _worded(entries: Sequence[Entry]) -> Iterator[WordingGiven]:
    return (entry.event for entry in entries if isinstance(entry.event, WordingGiven))


def given_away(entries: Sequence[Entry], plan: Plan) -> list[str]:
    """What bubbles of hers gave away that was neither said nor hers to say, found letter by letter."""
    seen = Transcript()
    found: list[str] = []
    worded: set[int] = set()
    for entry in entries:
        event = entry.event
        if isinstance(event, WordingGiven) and event.bubbles:
            worded.add(event.chat)
        if isinstance(event, CustomerSaid) and event.chat in worded:
            case = next(case for case in plan.cases if case.chat == event.chat)
            own = frozenset(reveal.fact for reveal in event.reveals) | {event.of or ""}
            found += undisclosed(event.text, case, seen.chat(event.chat), own)
        seen = apply(seen, entry)
    return found


def told(entries: Sequence[Entry]) -> Iterator[str]:
    """The talk as it went, and before each turn what of the model was refused."""
    for entry in entries:
        event = entry.event
        if isinstance(event, WordingGiven):
            for attempt in event.attempts:
                said = " ".join(printable(attempt.text).split())
                yield f"      [{attempt.fault or 'shown'}] {said}"
        elif isinstance(event, CustomerSaid):
            yield f"  customer ({event.move}): {printable(event.text, lines=False)}"
        elif isinstance(event, Say):
            yield f"  agent: {printable(event.text, lines=False)}"
