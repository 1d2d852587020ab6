"""The course of an exam: from a form and what was played so far to the part that comes next.

A block is played in parts, each a sitting with a log of its own: one, as a rule; another when an interruption or
the simulator broke a case. Pure: the same form, seed and history give the same next part.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from chattrainer.engine.draws import draw
from chattrainer.model.exam import CaseEvidence, ExamForm, FormBlock, FormCase, ResultModel
from chattrainer.scoring.result import out_of_reach

PartState = Literal["ended", "interrupted"]


@dataclass(frozen=True, slots=True)
class Part:
    """What is played next. `fillers` come after the scored `cases`; `replaces`: what was broken and comes anew."""

    block: int
    nth: int
    chats: int
    seed: int
    cases: tuple[FormCase, ...]
    fillers: tuple[FormCase, ...]
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Played:
    """A part that was played. `decided`: indexes (from 0) of its scored cases that ended and count; `broken`: of
    those that an interruption cut off; `void`: of those that the simulator spoilt."""

    part: Part
    run: str
    state: PartState
    decided: frozenset[int]
    broken: frozenset[int] = frozenset()
    void: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Ended:
    """Nothing comes any more. `skipped`: blocks (from 0) that were out of reach."""

    skipped: tuple[int, ...] = ()


def next_part(
    form: ExamForm,
    seed: int,
    played: Sequence[Played],
    evidence: Sequence[CaseEvidence],
    model: ResultModel,
) -> Part | Ended:
    """The part that comes next, or the end."""
    for index, block in enumerate(form.blocks):
        here = [p for p in played if p.part.block == index]
        if not here:
            if index and form.kind == "full" and out_of_reach(evidence, block.chats, form, model):
                return Ended(tuple(range(index, len(form.blocks))))
            return _part(index, block, 0, seed, block.cases)
        left, replaced = _left(block, here, played)
        if left:
            return _part(index, block, len(here), seed, left, replaced)
    return Ended()


def _left(
    block: FormBlock, here: Sequence[Played], played: Sequence[Played]
) -> tuple[tuple[FormCase, ...], tuple[str, ...]]:
    """Cases of the block that are still to be played after its last part, and what they replace.

    A void case is the simulator's fault: it is always replaced while the reserve lasts. A broken one is replaced
    once an exam, whatever was void before.
    """
    last = here[-1]
    cases = last.part.cases
    used = {c.scenario for p in here for c in p.part.cases}
    reserve = [c for c in block.reserve if c.scenario not in used]
    interrupted_before = _replaced_after_interruptions(played) > 0
    left: list[FormCase] = []
    replaced: list[str] = []
    for index, case in enumerate(cases):
        if index in last.decided:
            continue
        if index in last.broken:
            if interrupted_before or not reserve:
                continue
            interrupted_before = True
        elif index not in last.void:
            if last.state == "interrupted":
                left.append(case)
            continue
        if reserve:
            left.append(reserve.pop(0))
            replaced.append(case.scenario)
    return tuple(left), tuple(replaced)


def _replaced_after_interruptions(played: Sequence[Played]) -> int:
    """How many cases that an interruption broke were replaced so far; void ones are not counted."""
    count = 0
    for before, after in pairwise(played):
        broken = {before.part.cases[index].scenario for index in before.broken}
        if before.part.block == after.part.block:
            count += len(broken & set(after.part.replaces))
    return count


def _part(
    index: int,
    block: FormBlock,
    nth: int,
    seed: int,
    cases: tuple[FormCase, ...],
    replaces: tuple[str, ...] = (),
) -> Part:
    # Names and numbers are the code's, other ones in each part.
    own_seed = draw(seed, "exam", index, nth) % (1 << 31)
    return Part(index, nth, block.chats, own_seed, cases, block.fillers, replaces)
