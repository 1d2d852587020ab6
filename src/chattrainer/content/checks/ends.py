"""The ends of a case: each rule can be reached, the last one always holds, and doing nothing wins nothing."""

from collections.abc import Iterator, Mapping
from itertools import islice, product

from chattrainer.content.merging import Whole
from chattrainer.content.problems import Problems, listed
from chattrainer.content.templates import ValueOf, template
from chattrainer.model.base import Scalar
from chattrainer.model.ids import RIGHT_ENDS, Outcome
from chattrainer.model.scenario import Condition

# Ends that the engine decides: nobody wrote, the customer left, the simulator failed.
ENGINE_ENDS: tuple[Outcome, ...] = ("lost", "gone", "void")
_MOST_COMBINATIONS = 256


class Ledger:
    """The values that each path of the case may take; None among them stands for any."""

    def __init__(self, whole: Whole) -> None:
        self._whole = whole
        self.start: dict[str, Scalar] = {
            f"{table}.{field}": value
            for table, fields in whole.scenario.case.items()
            for field, value in fields.items()
        }
        self.possible: dict[str, list[Scalar]] = {}
        self.open: set[str] = set()
        for path, value in self.start.items():
            self._may_be(path, value)
        for action in whole.scenario.actions:
            for path, value in action.sets.items():
                self._may_be(path, value)

    def _may_be(self, path: str, value: Scalar) -> None:
        known = self.possible.setdefault(path, [])
        choices = self.choices(value)
        if choices is None:
            self.open.add(path)
        else:
            known.extend(choices)

    def choices(self, value: Scalar) -> tuple[Scalar, ...] | None:
        """What a value may be once drawn; None when that cannot be listed."""
        found = template(value) if isinstance(value, str) else None
        if found is None:
            return (value,)
        name = found.whole.name if isinstance(found.whole, ValueOf) else None
        draw = self._whole.scenario.draw.get(name or "")
        structure = self._whole.scenario.structure.get(name or "")
        if structure is not None:
            return structure.any_of
        return draw.any_of if draw is not None else None

    def can_be(self, path: str, value: Scalar) -> bool:
        wanted = self.choices(value)
        if path in self.open or wanted is None:
            return True
        return any(_same(one, other) for one in self.possible[path] for other in wanted)

    def starts_as(self, path: str, value: Scalar) -> bool:
        """Whether the case may start with this value."""
        starts, wanted = self.choices(self.start.get(path)), self.choices(value)
        if starts is None or wanted is None:
            return path in self.start and self.start[path] == value
        return any(_same(one, other) for one in starts for other in wanted)


def check_ends(whole: Whole, problems: Problems) -> None:
    ledger = Ledger(whole)
    rules = list(_rules(whole))
    for index, (outcome, condition) in enumerate(rules):
        if outcome in ENGINE_ENDS:
            place = whole.place("resolution", index, outcome, of_key=True)
            problems.add(place, "engine_end", outcome=outcome)
        _check_ledger(whole, ledger, (index, outcome), condition, problems)
    _check_order(whole, rules, problems)
    _check_doing_nothing(whole, ledger, rules, problems)
    _check_right_ends(whole, rules, problems)


def _rules(whole: Whole) -> Iterator[tuple[Outcome, Condition]]:
    for rule in whole.scenario.resolution:
        yield from rule.items()


def _check_ledger(
    whole: Whole, ledger: Ledger, rule: tuple[int, Outcome], condition: Condition, problems: Problems
) -> None:
    wanted: list[tuple[str, str, tuple[Scalar, ...]]] = [
        *(("ledger", path, (value,)) for path, value in condition.ledger.items()),
        *(("ledger_any", path, values) for path, values in condition.ledger_any.items()),
    ]
    for field, path, values in wanted:
        loc = ("resolution", *rule, field, path)
        if path not in ledger.possible:
            paths = list(ledger.possible)
            place = whole.place(*loc, of_key=True)
            problems.add(place, "unknown_path", path=path, valid=listed(paths, 20), nearest_of=(path, paths))
            continue
        for value in values:
            if not ledger.can_be(path, value):
                possible = [_shown(each) for each in ledger.possible[path]]
                problems.add(
                    whole.place(*loc),
                    "impossible_value",
                    path=path,
                    value=_shown(value),
                    valid=listed(dict.fromkeys(possible)),
                    nearest_of=(_shown(value), possible),
                )


def _check_order(whole: Whole, rules: list[tuple[Outcome, Condition]], problems: Problems) -> None:
    always = [index for index, (_, condition) in enumerate(rules) if condition == Condition()]
    if len(rules) - 1 not in always:
        problems.add(whole.place("resolution", len(rules) - 1), "last_rule")
    if always and always[0] < len(rules) - 1:
        for index in range(always[0] + 1, len(rules)):
            line = whole.place("resolution", always[0]).line
            problems.add(whole.place("resolution", index), "rule_never_tried", line=line)


def _check_doing_nothing(
    whole: Whole, ledger: Ledger, rules: list[tuple[Outcome, Condition]], problems: Problems
) -> None:
    for index, (outcome, condition) in enumerate(rules):
        if not _may_hold_at_start(ledger, condition):
            continue
        if outcome in RIGHT_ENDS:
            place = whole.place("resolution", index, outcome, of_key=True)
            problems.add(place, "won_by_nothing", outcome=outcome)
        if not condition.structure:
            return


def _may_hold_at_start(ledger: Ledger, condition: Condition) -> bool:
    asks_for_a_deed = (
        condition.any
        or condition.told
        or condition.offered
        or condition.known
        or condition.done
        or condition.escalated_to
        or condition.handed_over
    )
    return (
        not asks_for_a_deed
        and all(ledger.starts_as(path, value) for path, value in condition.ledger.items())
        and all(
            any(ledger.starts_as(path, value) for value in values)
            for path, values in condition.ledger_any.items()
        )
    )


def _check_right_ends(whole: Whole, rules: list[tuple[Outcome, Condition]], problems: Problems) -> None:
    """Whatever the structure, there is a right end."""
    place = whole.place("resolution", of_key=True)
    right = [condition.structure for outcome, condition in rules if outcome in RIGHT_ENDS]
    if not right:
        problems.add(place, "no_right_end")
        return
    for structure in islice(_combinations(whole), _MOST_COMBINATIONS):
        if not any(_applies(wanted, structure) for wanted in right):
            shown = ", ".join(f"{name}={value}" for name, value in structure.items() if name != "ends")
            problems.add(place, "no_right_end_for", structure=shown)


def _combinations(whole: Whole) -> Iterator[dict[str, str]]:
    names = list(whole.scenario.structure)
    for values in product(*(whole.scenario.structure[name].any_of for name in names)):
        yield dict(zip(names, values, strict=True))


def _applies(wanted: Mapping[str, str], structure: Mapping[str, str]) -> bool:
    return all(structure.get(name) == value for name, value in wanted.items())


def _same(one: Scalar, other: Scalar) -> bool:
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _shown(value: Scalar) -> str:
    return (
        {True: "true", False: "false", None: "null"}[value]
        if value is None or isinstance(value, bool)
        else str(value)
    )
