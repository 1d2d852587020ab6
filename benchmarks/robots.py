"""What every robot scores over the shipped cases, at one chat and at three: `python -m benchmarks.robots`.

Prints a table and what was asked of each; ends with 1 when a score that must hold does not. A score that a
degenerate agent can win is wrong (docs/scoring.md).
"""

import sys
from collections import Counter
from dataclasses import dataclass

import click

from chattrainer.app.opening import Wanted
from chattrainer.app.room import TrainingRoom
from chattrainer.model.ids import CRITERIA
from chattrainer.model.scorecard import Scorecard
from chattrainer.robots.catalogue import ABLE, KINDS

LOADS = (1, 3)
SPOILT = {
    "slow": "latency",
    "careless_writer": "writing",
    "passive": "directiveness",
    "unhelpful": "resolution",
}
AT_MOST_45 = frozenset({"silent", "greeter", "ok_machine", "polite_failure", "question_dumper"})
LEAST_LOSS, MOST_SIDE_LOSS = 25.0, 3.0


@dataclass(frozen=True)
class Row:
    """Means over the sittings of one robot at one load."""

    robot: str
    chats: int
    overall: float
    scores: dict[str, float]
    outcomes: str


def sittings(room: TrainingRoom, chats: int, most: int) -> list[tuple[str, ...]]:
    """Cases alone, `most` of a company (0: all of them), or as many of each company together as chats."""
    listing = room.library.listing()
    companies = sorted({(line.language, line.company) for line in listing})
    shelves = [tuple(line.id for line in listing if (line.language, line.company) == c) for c in companies]
    if chats == 1:
        return [(one,) for shelf in shelves for one in shelf[: most or None]]
    return [shelf[:chats] for shelf in shelves]


def row(room: TrainingRoom, robot: str, chats: int, seeds: int, most: int) -> Row:
    cards: list[Scorecard] = []
    for seed in range(1, seeds + 1):
        for ids in sittings(room, chats, most):
            run, plan, entries = room.simulate(Wanted(ids, chats, seed=seed, player=robot), keep=False)
            cards.append(room.judge_log(run, entries, plan).scorecard)
    ends = Counter(chat.outcome for card in cards for chat in card.chats)
    return Row(
        robot,
        chats,
        sum(card.overall for card in cards) / len(cards),
        {c: sum(card.scores[c] or 0.0 for card in cards) / len(cards) for c in CRITERIA},
        " ".join(f"{outcome}:{n}" for outcome, n in sorted(ends.items())),
    )


def missed(found: Row, skilled: Row) -> list[str]:
    """What was asked of this robot and is not so."""
    problems: list[str] = []

    def ask(holds: bool, what: str) -> None:
        if not holds:
            problems.append(what)

    if found.robot == "skilled":
        ask(found.overall > (85 if found.chats == 1 else 80), "above 85 at one chat, above 80 at three")
    elif found.robot == "average":
        ask(55 <= found.overall <= 80, "between 55 and 80")
    elif found.robot in SPOILT:
        for criterion in CRITERIA:
            loss = skilled.scores[criterion] - found.scores[criterion]
            if criterion == SPOILT[found.robot]:
                ask(loss >= LEAST_LOSS, f"{criterion} down by 25 (down by {loss:.1f})")
            else:
                ask(abs(loss) <= MOST_SIDE_LOSS, f"{criterion} within 3 (off by {loss:.1f})")
    elif found.robot not in ABLE:
        most = 45 if found.robot in AT_MOST_45 else 60
        ask(found.overall <= most, f"at most {most}")
    return problems


@click.command()
@click.option("--robots", help="Only these, separated by commas.")
@click.option("--without", default="", help="Not these, separated by commas.")
@click.option("--seeds", default=1, show_default=True, help="So many seeds each.")
@click.option("--cases", default=0, show_default=True, help="So many of a company; 0: all.")
@click.option("--proofread/--no-proofread", default=True, help="Judge written language too.")
def main(robots: str | None, without: str, seeds: int, cases: int, proofread: bool) -> None:
    """Print what the robots score over the shipped cases, and whether it is what was asked."""
    left_out = set(without.split(","))
    names = [name for name in (robots.split(",") if robots else KINDS) if name not in left_out]
    room = TrainingRoom(":memory:", judge_writing=proofread)
    failures = 0
    try:
        skilled = {chats: row(room, "skilled", chats, seeds, cases) for chats in LOADS}
        click.echo(f"{'robot':16} chats overall " + " ".join(f"{c[:9]:>9}" for c in CRITERIA) + "  ends")
        for name in names:
            for chats in LOADS:
                found = skilled[chats] if name == "skilled" else row(room, name, chats, seeds, cases)
                problems = missed(found, skilled[chats])
                failures += bool(problems)
                scores = " ".join(f"{found.scores[c]:9.1f}" for c in CRITERIA)
                click.echo(f"{name:16} {chats:5} {found.overall:7.1f} {scores}  {found.outcomes}")
                for problem in problems:
                    click.echo(f"{'':16}       missed: {problem}")
    finally:
        room.close()
    click.echo(f"{failures} of {len(names) * len(LOADS)} rows miss what was asked")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
