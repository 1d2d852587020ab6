"""Actions: conditions that can be read, paths that exist, arguments that fit."""

from collections import Counter

from chattrainer.content.checks.ends import Ledger
from chattrainer.content.checks.names import Names
from chattrainer.content.merging import Whole
from chattrainer.content.problems import Place, Problems, Said, listed, nearest
from chattrainer.content.templates import template
from chattrainer.engine.expressions import ExpressionError, parse
from chattrainer.model.base import Scalar
from chattrainer.model.scenario import Action, Param

_KINDS: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "date": (str,),
    "yes_no": (bool,),
    "number": (int,),
    "amount": (int, float),
}


def check_actions(whole: Whole, problems: Problems) -> None:
    ledger = Ledger(whole)
    for index, action in enumerate(whole.scenario.actions):
        own = whole.origin(("actions", index))[0] is whole.own
        _check_when(whole, index, action, ledger, own, problems)
        _check_sets(whole, index, action, ledger, own, problems)
    for field in ("actions", "articles", "canned"):
        _check_unique(whole, field, problems)
    _check_robots_arguments(whole, problems)


def _check_when(
    whole: Whole, index: int, action: Action, ledger: Ledger, own: bool, problems: Problems
) -> None:
    if action.when is None:
        return
    place = whole.place("actions", index, "when")
    try:
        condition = parse(action.when)
    except ExpressionError as error:
        source, loc = whole.origin(("actions", index, "when"))
        opening_quote = 1 if source.places.walk(loc)[1].quoted else 0
        at = Place(place.file, place.line, place.column + opening_quote + error.position)
        token, limit = (error.params.get(name, "") for name in ("token", "limit"))
        problems.add(at, f"condition_{error.why}", text=action.when, token=token, limit=limit)
        return
    for path in condition.paths:
        table, _, field = path.partition(".")
        if table == "args":
            if field not in action.params:
                problems.add(
                    place,
                    "unknown_argument",
                    name=field,
                    action=action.id,
                    nearest_of=(field, action.params),
                )
        elif own and path not in ledger.possible:
            # A company's action may be about something that this case doesn't have: then it is refused.
            paths = list(ledger.possible)
            problems.add(place, "unknown_path", path=path, valid=listed(paths, 20), nearest_of=(path, paths))


def _check_sets(
    whole: Whole, index: int, action: Action, ledger: Ledger, own: bool, problems: Problems
) -> None:
    for path in action.sets:
        place = whole.place("actions", index, "sets", path, of_key=True)
        if path.count(".") != 1 or not all(path.split(".")):
            problems.add(place, "not_a_path", path=path)
        elif own and path not in ledger.start and (guess := nearest(path, ledger.start)):
            problems.add(place, "new_path", severity="advice", path=path, nearest_of=(path, (guess,)))


def _check_unique(whole: Whole, field: str, problems: Problems) -> None:
    for source in (whole.own, whole.company):
        ids = [entry.id for entry in getattr(source.value, field)]
        for name, count in Counter(ids).items():
            if count > 1:
                last = len(ids) - 1 - ids[::-1].index(name)
                problems.add(source.places.place((field, last)), "id_declared_twice", id=name)


# --- the robots' arguments ---------------------------------------------------------------------------


def _check_robots_arguments(whole: Whole, problems: Problems) -> None:
    names = Names(whole)
    actions = {action.id: action for action in whole.scenario.actions}
    for action_id, given in whole.scenario.robots.args.items():
        place = whole.place("robots", "args", action_id, of_key=True)
        if not names.expect(action_id, ("action",), place, problems):
            continue
        action = actions[action_id]
        for name in action.params:
            if name not in given:
                problems.add(place, "argument_missing", name=name, action=action_id)
        for name, value in given.items():
            at = whole.place("robots", "args", action_id, name)
            if name in action.params:
                _check_argument(action, name, value, at, problems)
            else:
                problems.add(
                    at, "unknown_argument", name=name, action=action_id, nearest_of=(name, action.params)
                )


def _check_argument(action: Action, name: str, value: Scalar, place: Place, problems: Problems) -> None:
    if isinstance(value, str) and template(value) is not None:
        return
    param = action.params[name]
    kind = param.type if isinstance(param, Param) else param
    choices = param.choices if isinstance(param, Param) else ()
    if not isinstance(value, _KINDS[kind]) or (isinstance(value, bool) and kind != "yes_no"):
        problems.add(place, "argument_kind", name=name, action=action.id, wanted=Said((f"param.{kind}",)))
    elif choices and value not in choices:
        text = str(value)
        problems.add(place, "not_a_choice", value=text, valid=listed(choices), nearest_of=(text, choices))
