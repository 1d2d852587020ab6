"""The case's state: what actions read and change, with the conditions under which the system lets them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chattrainer.engine.expressions import Expression, parse
from chattrainer.model.base import Scalar
from chattrainer.model.errors import IllegalInput
from chattrainer.model.scenario import Action, Param, Scenario

CaseValues = dict[str, dict[str, Scalar]]
_TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "date": (str,),
    "yes_no": (bool,),
    "number": (int,),
    "amount": (int, float),
}
_COUNTED = frozenset({"number", "amount"})
MOST = 10**9
"""The most that a number or an amount may be; nothing is paid back or promised for less than nothing."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What an action did: `ok` False when the system refused, for the reason in `message`."""

    ok: bool
    message: str
    changes: dict[str, Scalar] = field(default_factory=dict)


class Ledger:
    """One case's values and actions. `done` holds the actions that went through, in order."""

    def __init__(self, scenario: Scenario) -> None:
        self.values: CaseValues = {name: dict(part) for name, part in scenario.case.items()}
        self.actions: dict[str, Action] = {action.id: action for action in scenario.actions}
        self._when: dict[str, Expression] = {
            action.id: parse(action.when) for action in scenario.actions if action.when
        }
        self.done: tuple[str, ...] = ()
        self.done_args: dict[str, dict[str, Any]] = {}
        self.told: dict[str, str] = {}
        self.unverified: tuple[str, ...] = ()
        self.escalated_to: tuple[str, ...] = ()
        self.carried: tuple[str, ...] = ()
        self.spent: float = 0

    def check(self, action: str, args: Mapping[str, Any]) -> None:
        """Raises IllegalInput when there is no such action, or an argument is missing, unknown or ill-typed."""
        known = self.actions.get(action)
        if known is None:
            raise IllegalInput("unknown_action", action=action, known=", ".join(self.actions))
        for name in args:
            if name not in known.params:
                raise IllegalInput("unknown_argument", action=action, name=name)
        for name, param in known.params.items():
            if name not in args:
                raise IllegalInput("missing_argument", action=action, name=name)
            _check_type(action, name, param, args[name])

    def apply(self, action_id: str, args: dict[str, Any], verified: bool) -> Effect:
        """Tries the action now and changes the case if the system lets it."""
        action = self.actions[action_id]
        wrong = _mismatch(action, args)
        if wrong is not None:
            return Effect(False, action.refusal or "")
        when = self._when.get(action_id)
        if when is not None and not when.holds(self.values, args):
            return Effect(False, action.refusal or "")
        changes = {path: _filled(value, args) for path, value in action.sets.items()}
        for path, value in changes.items():
            part, _, name = path.partition(".")
            self.values.setdefault(part, {})[name] = value
        self.done = (*self.done, action_id)
        self.done_args[action_id] = dict(args)
        self.spent += action.cost
        if action.needs_verified and not verified:
            self.unverified = (*self.unverified, action_id)
        self.told[action_id] = str(_filled(action.result or "", args))
        return Effect(True, self.told[action_id], changes)

    def value(self, path: str) -> Scalar:
        part, _, name = path.partition(".")
        return self.values.get(part, {}).get(name)

    def flat(self) -> dict[str, Scalar]:
        """Every value by its path, as the agent's case records show them."""
        return {
            f"{part}.{name}": value for part, values in self.values.items() for name, value in values.items()
        }


def _check_type(action: str, name: str, param: str | Param, value: Any) -> None:
    wanted = param.type if isinstance(param, Param) else param
    if not isinstance(value, _TYPES[wanted]) or (isinstance(value, bool) and wanted != "yes_no"):
        raise IllegalInput("wrong_argument", action=action, name=name, wanted=wanted)
    if wanted in _COUNTED and isinstance(value, int | float) and not 0 <= value <= MOST:
        raise IllegalInput("argument_out_of_range", action=action, name=name, most=f"{MOST:d}")
    if isinstance(param, Param) and param.choices and value not in param.choices:
        raise IllegalInput("wrong_choice", action=action, name=name, choices=", ".join(param.choices))


def _mismatch(action: Action, args: Mapping[str, Any]) -> str | None:
    for name, param in action.params.items():
        if isinstance(param, Param) and param.must_be is not None:
            if _plain(str(args[name])) != _plain(param.must_be):
                return name
    return None


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def _filled(value: Scalar, args: Mapping[str, Any]) -> Scalar:
    if not isinstance(value, str) or "{args." not in value:
        return value
    for name, given in args.items():
        if value == f"{{args.{name}}}":
            return given  # type: ignore[no-any-return]
        value = value.replace(f"{{args.{name}}}", str(given))
    return value
