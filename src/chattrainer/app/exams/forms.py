"""Building exam forms: parallel ones, equally hard, from one company's cases.

A form is found by trying seeded orders of the cases and keeping the one whose blocks come nearest to the library's
mean difficulty with the least exposed cases. The same library, seed and exposure give the same form.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Any

from chattrainer.content.casting import whole_of
from chattrainer.content.chances import structure_of
from chattrainer.content.library import Library
from chattrainer.content.listing import ScenarioLine
from chattrainer.engine.draws import draw, shuffled
from chattrainer.model.errors import UsageError
from chattrainer.model.exam import (
    Customers,
    ExamForm,
    FormBlock,
    FormCase,
    FormKind,
    ProofreaderName,
    Strictness,
)
from chattrainer.model.ids import Activity

# Scored cases by block: (chats at once, cases).
FULL = ((1, 2), (2, 4), (3, 6))
TARGET = {1: ((1, 6),), 2: ((2, 7),), 3: ((3, 8),)}
ORIENTATION = ((1, 1), (2, 2))
# How much longer a case takes when others go on beside it, seen with the skilled robot at exam pace.
STRETCH = {1: 1.0, 2: 1.3, 3: 1.6}
ORDERS_TRIED = 400
ORIENTATION_MINUTES = 15
# One point of difficulty off the mean weighs as much as so many earlier uses of a case.
EXPOSURE_WEIGHT = 0.15
# One for what the simulator spoils, one for what an interruption breaks.
RESERVE = 2


@dataclass(frozen=True, slots=True)
class Terms:
    """What a form demands beside its cases, where it is not the usual. `cut` None: the shipped, provisional one."""

    cut: float | None = None
    rubric: str | None = None
    spelling_marks: bool = False
    strictness: Strictness = "chat"
    proofreader: ProofreaderName | None = None
    customers: Customers = "scripted"

    def suffix(self) -> str:
        """Ends the id of a form with terms of its own: `-cut70-marks`."""
        told = [f"cut{self.cut:g}"] if self.cut is not None else []
        told += [self.rubric] if self.rubric is not None else []
        told += ["marks"] if self.spelling_marks else []
        told += [self.strictness] if self.strictness != "chat" else []
        told += [self.proofreader] if self.proofreader is not None else []
        told += [self.customers] if self.customers != "scripted" else []
        return "".join(f"-{each}" for each in told)

    def fields(self) -> dict[str, Any]:
        """What they set in the form."""
        cut = {} if self.cut is None else {"cut": self.cut, "provisional_cut": False}
        return {
            **cut,
            "rubric": self.rubric,
            "spelling_marks": self.spelling_marks,
            "strictness": self.strictness,
            "proofreader": self.proofreader,
            "customers": self.customers,
        }


@dataclass(frozen=True, slots=True)
class FormWish:
    """What a form is wanted for. `exposure`: how often each case was used before; `difficulty` from calibration."""

    kind: FormKind
    company: str
    language: str
    target_level: int = 3
    activities: tuple[Activity, ...] = ()
    seed: int = 0
    exposure: Mapping[str, int] = field(default_factory=dict)
    difficulty: Mapping[str, float] = field(default_factory=dict)
    exclude: frozenset[str] = frozenset()
    terms: Terms = Terms()


def blocks_of(kind: FormKind, target_level: int) -> tuple[tuple[int, int], ...]:
    """Chats at once and scored cases of each block."""
    if kind == "full":
        return FULL
    return TARGET[target_level] if kind == "target" else ORIENTATION


def build_form(library: Library, wish: FormWish) -> ExamForm:
    """One form. Raises UsageError when the company has too few cases for it."""
    shape = blocks_of(wish.kind, wish.target_level)
    lines = _eligible(library, wish)
    needed = sum(cases for _, cases in shape)
    if len(lines) < needed:
        raise UsageError(
            "exam.too_few_cases", company=wish.company, found=len(lines), needed=needed, kind=wish.kind
        )
    chosen = _best(lines, shape, wish)
    blocks = tuple(
        _block(library, chats, part, lines, chosen, wish)
        for (chats, _), part in zip(shape, chosen, strict=True)
    )
    return ExamForm(
        id=f"{wish.company}-{wish.kind}{_level_suffix(wish)}-{wish.seed}{wish.terms.suffix()}",
        kind=wish.kind,
        company=wish.company,
        language=wish.language,
        activities=wish.activities,
        blocks=blocks,
        target_level=max(chats for chats, _ in shape),
        expected_minutes=expected_minutes(blocks, {line.id: line.expected_minutes for line in lines}),
        seed=wish.seed,
        **wish.terms.fields(),
    )


def parallel_forms(library: Library, wish: FormWish, count: int) -> list[ExamForm]:
    """Several forms, equally hard, each sparing the cases that the ones before used."""
    forms: list[ExamForm] = []
    exposure = dict(wish.exposure)
    for number in range(count):
        seed = form_seed(wish.seed, number)
        form = build_form(library, replace(wish, seed=seed, exposure=dict(exposure)))
        forms.append(form)
        for block in form.blocks:
            for case in block.cases:
                exposure[case.scenario] = exposure.get(case.scenario, 0) + 1
    return forms


def form_seed(seed: int, number: int = 0) -> int:
    """What the `number`-th of parallel forms (from 0) is drawn by."""
    return draw(seed, "parallel_form", number) % 1_000_000


def expected_minutes(blocks: Sequence[FormBlock], minutes: Mapping[str, float]) -> int:
    """Time at the desk: a block's cases side by side, each a little longer for the others."""
    return ceil(
        sum(_block_minutes([minutes[case.scenario] for case in block.cases], block.chats) for block in blocks)
    )


def _block_minutes(alone: Sequence[float], chats: int) -> float:
    return max(sum(alone) * STRETCH[chats] / chats, *alone)


def _eligible(library: Library, wish: FormWish) -> list[ScenarioLine]:
    lines = [
        line
        for line in library.listing()
        if line.company == wish.company
        and line.language == wish.language
        and line.id not in wish.exclude
        and (not wish.activities or line.activity in wish.activities)
    ]
    return sorted(lines, key=lambda line: line.id)


def _best(
    lines: Sequence[ScenarioLine], shape: Sequence[tuple[int, int]], wish: FormWish
) -> list[list[ScenarioLine]]:
    """The cases of each block, of the orders tried the one that costs least; ties go to the earlier."""
    hard = {line.id: _difficulty(line, wish) for line in lines}
    mean = sum(hard.values()) / len(hard)
    best: tuple[float, list[list[ScenarioLine]]] | None = None
    for attempt in range(ORDERS_TRIED):
        order = shuffled(lines, wish.seed, "form", wish.company, attempt)
        parts, start = [], 0
        for _, count in shape:
            parts.append(order[start : start + count])
            start += count
        cost = sum(abs(sum(hard[x.id] for x in part) - mean * len(part)) for part in parts)
        cost += EXPOSURE_WEIGHT * sum(wish.exposure.get(x.id, 0) for part in parts for x in part)
        cost += sum(_sameness(part) for part in parts) + _too_long(parts, wish.kind)
        if best is None or cost < best[0] - 1e-9:
            best = (cost, parts)
    assert best is not None
    return best[1]


def _too_long(parts: Sequence[Sequence[ScenarioLine]], kind: FormKind) -> float:
    """A first impression is to be short: each minute over its length weighs as one exposed case."""
    if kind != "orientation":
        return 0.0
    total = sum(
        _block_minutes([x.expected_minutes for x in part], chats)
        for part, (chats, _) in zip(parts, ORIENTATION, strict=True)
    )
    return EXPOSURE_WEIGHT * max(0.0, total - ORIENTATION_MINUTES)


def _difficulty(line: ScenarioLine, wish: FormWish) -> float:
    """From calibration where it is known (five points of the composite are one step), else as declared."""
    known = wish.difficulty.get(line.id)
    return 3.0 + known / 5 if known is not None else float(line.difficulty)


def _sameness(part: Sequence[ScenarioLine]) -> float:
    """A block of one activity only shows less of a person: a quarter point for each case beyond two of a kind."""
    kinds = [line.activity for line in part]
    return sum(0.25 * max(0, kinds.count(kind) - 2) for kind in sorted(set(kinds)))


def _block(
    library: Library,
    chats: int,
    part: Sequence[ScenarioLine],
    lines: Sequence[ScenarioLine],
    chosen: Sequence[Sequence[ScenarioLine]],
    wish: FormWish,
) -> FormBlock:
    scored = {line.id for each in chosen for line in each}
    spare = sorted((x for x in lines if x.id not in scored), key=lambda x: (x.difficulty, x.id))
    # Cases of other blocks may keep the load up when nothing else is left: they count for nothing there.
    others = [x for each in chosen if each is not part for x in each]
    fillers = [*spare, *others][: chats - 1]
    mean = sum(x.difficulty for x in part) / len(part)
    met = {x.id for x in fillers}
    reserve = sorted(
        [*spare, *others], key=lambda x: (x.id in scored, x.id in met, abs(x.difficulty - mean), x.id)
    )
    return FormBlock(
        chats=chats,
        cases=tuple(_case(library, x, wish) for x in part),
        fillers=tuple(_case(library, x, wish) for x in fillers),
        reserve=tuple(_case(library, x, wish) for x in reserve[:RESERVE]),
    )


def _case(library: Library, line: ScenarioLine, wish: FormWish) -> FormCase:
    structure = whole_of(library, line.id).scenario.structure
    return FormCase(scenario=line.id, structure=structure_of(structure, line.id, 0, wish.seed))


def _level_suffix(wish: FormWish) -> str:
    return str(wish.target_level) if wish.kind == "target" else ""
