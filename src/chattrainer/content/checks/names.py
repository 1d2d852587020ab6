"""Names that lead nowhere: every id that a scenario uses is declared by it or by its company."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from chattrainer.content.merging import Whole
from chattrainer.content.problems import Place, Problems, Said, listed
from chattrainer.model.scenario import Before, Condition, Verify

FLAGS = ("unverified_action", "told_wrong", "read_out", "second_request", "verified")
TOKEN_KINDS = ("fact", "tell", "offer", "action")
# How a chat may end, apart from what the agent does (structure.ends).
ENDS = ("thanks", "silent_after_answer", "goes_to_fetch", "leaves_own_reason")


class Names:
    """The ids of a scenario with its company, by kind."""

    def __init__(self, whole: Whole) -> None:
        self.whole = whole
        scenario, company = whole.scenario, whole.company.value
        self.by_kind: dict[str, tuple[str, ...]] = {
            "fact": tuple(scenario.facts),
            "tell": tuple(scenario.tells),
            "offer": tuple(scenario.offers),
            "forbidden": tuple(scenario.forbidden),
            "action": tuple(action.id for action in scenario.actions),
            "channel": tuple(channel.id for channel in company.channels),
            "reason": tuple(company.reasons),
            "link": tuple(company.links),
            "structure": tuple(scenario.structure),
        }

    @cached_property
    def params(self) -> dict[str, tuple[str, ...]]:
        """The arguments of each action."""
        return {action.id: tuple(action.params) for action in self.whole.scenario.actions}

    def expect(self, name: str, kinds: Iterable[str], place: Place, problems: Problems) -> bool:
        """Notes a name that is none of these kinds; says so when it is of another kind."""
        wanted = tuple(kinds)
        valid = [each for kind in wanted for each in self.by_kind[kind]]
        if name in valid:
            return True
        said = Said(tuple(f"id.{kind}" for kind in wanted))
        other = next((kind for kind in TOKEN_KINDS if name in self.by_kind[kind]), None)
        if other is not None:
            problems.add(place, "id_of_other_kind", id=name, wanted=said, kind=Said((f"id.{other}",)))
        else:
            problems.add(
                place, "unknown_id", id=name, wanted=said, valid=listed(valid), nearest_of=(name, valid)
            )
        return False

    def expect_token(self, token: str, place: Place, problems: Problems) -> None:
        """A token of `any` and `none`: a flag, `forbidden.<id>`, or something known, told, offered or done."""
        if token in FLAGS:
            return
        if token.startswith("forbidden."):
            self.expect(token.removeprefix("forbidden."), ("forbidden",), place, problems)
            return
        kinds = [kind for kind in TOKEN_KINDS if token in self.by_kind[kind]]
        if len(kinds) > 1:
            both = Said(tuple(f"id.{kind}" for kind in kinds))
            problems.add(place, "ambiguous_id", severity="advice", id=token, kinds=both)
        if not kinds:
            forbidden = [f"forbidden.{each}" for each in self.by_kind["forbidden"]]
            valid = [*(each for kind in TOKEN_KINDS for each in self.by_kind[kind]), *FLAGS, *forbidden]
            problems.add(place, "unknown_token", id=token, valid=listed(valid, 30), nearest_of=(token, valid))


def check_names(whole: Whole, problems: Problems) -> None:
    """Every id used in verify, behaviour, resolution, offers, tells and coaching."""
    names = Names(whole)
    names.expect(whole.scenario.reason, ("reason",), whole.place("reason"), problems)
    _check_one_of(whole, "before", whole.scenario.before, Before, problems)
    _check_verify(names, problems)
    _check_known_from(whole, problems)
    _check_links_and_offers(names, problems)
    _check_behaviour(names, problems)
    for index, rule in enumerate(whole.scenario.resolution):
        for outcome, condition in rule.items():
            _check_condition(names, ("resolution", index, outcome), condition, problems)
    _check_model(names, problems)
    _check_ends(whole, problems)


def _check_one_of(
    whole: Whole, field: str, items: Iterable[Before], model: type[Before], problems: Problems
) -> None:
    for index, item in enumerate(items):
        if sum(getattr(item, name) is not None for name in model.model_fields) != 1:
            problems.add(whole.place(field, index), "one_before", valid=listed(model.model_fields))


def _check_verify(names: Names, problems: Problems) -> None:
    whole, verify = names.whole, names.whole.scenario.verify
    if verify is None:
        return
    given = [field for field in Verify.model_fields if getattr(verify, field) is not None]
    if len(given) != 1:
        place = whole.place("verify", of_key=True)
        problems.add(place, "one_draw", name="verify", valid=listed(Verify.model_fields))
    for field in given:
        facts = getattr(verify, field)
        if len(facts) < (2 if field == "any_two_of" else 1):
            problems.add(whole.place("verify", field), "too_few_to_verify", name=field)
        for index, fact in enumerate(facts):
            place = whole.place("verify", field, index)
            if names.expect(fact, ("fact",), place, problems) and not whole.scenario.facts[fact].identity:
                problems.add(place, "not_identity", severity="advice", id=fact)


def _check_known_from(whole: Whole, problems: Problems) -> None:
    """What is known from a bot or an earlier contact needs one."""
    there = {field for field in Before.model_fields for each in whole.scenario.before if getattr(each, field)}
    for name, fact in whole.scenario.facts.items():
        for index, source in enumerate(fact.known_from):
            if source in Before.model_fields and source not in there:
                place = whole.place("facts", name, "known_from", index)
                problems.add(place, "nothing_before", id=name, source=source)


def _check_links_and_offers(names: Names, problems: Problems) -> None:
    whole = names.whole
    for name, tell in whole.scenario.tells.items():
        if tell.link is not None:
            names.expect(tell.link, ("link",), whole.place("tells", name, "link"), problems)
        if not tell.like and tell.link is None:
            problems.add(whole.place("tells", name, of_key=True), "tell_without_wording", id=name)
    for name, offer in whole.scenario.offers.items():
        _check_structure(whole, ("offers", name, "accepted_if"), offer.accepted_if, problems)


def _check_structure(
    whole: Whole, loc: tuple[str | int, ...], given: Mapping[str, str], problems: Problems
) -> None:
    structure = whole.scenario.structure
    for name, value in given.items():
        if name not in structure:
            problems.add(
                whole.place(*loc, name, of_key=True),
                "unknown_id",
                id=name,
                wanted=Said(("id.structure",)),
                valid=listed(structure),
                nearest_of=(name, structure),
            )
        elif value not in structure[name].any_of:
            valid = structure[name].any_of
            problems.add(
                whole.place(*loc, name),
                "not_a_choice",
                value=value,
                valid=listed(valid),
                nearest_of=(value, valid),
            )


def _check_behaviour(names: Names, problems: Problems) -> None:
    for index, move in enumerate(names.whole.scenario.behaviour):
        kind = next(iter(type(move).model_fields))
        fields = getattr(move, kind)
        for field in ("after", "done_by", "settled_by", "answered_by"):
            value = getattr(fields, field, None)
            if value is None or (field == "after" and value == "solved"):
                continue
            many = (value,) if isinstance(value, str) else value
            for position, token in enumerate(many):
                tail = () if isinstance(value, str) else (position,)
                place = names.whole.place("behaviour", index, kind, field, *tail)
                _check_move_token(names, token, field, place, problems)


def _check_move_token(names: Names, token: str, field: str, place: Place, problems: Problems) -> None:
    action, dot, param = token.partition(".")
    if dot and action in names.params and field == "settled_by":
        valid = names.params[action]
        if param not in valid:
            problems.add(place, "unknown_argument", name=param, action=action, nearest_of=(param, valid))
        return
    kinds = ("action", "tell") if field == "done_by" else ("tell", "offer", "action")
    names.expect(token, kinds, place, problems)


def _check_condition(
    names: Names, loc: tuple[str | int, ...], condition: Condition, problems: Problems
) -> None:
    whole = names.whole
    for field in ("any", "none"):
        for index, token in enumerate(getattr(condition, field)):
            names.expect_token(token, whole.place(*loc, field, index), problems)
    kinds = {
        "told": "tell",
        "offered": "offer",
        "known": "fact",
        "done": "action",
        "escalated_to": "channel",
        "handed_over": "fact",
    }
    for field, kind in kinds.items():
        for index, name in enumerate(getattr(condition, field)):
            names.expect(name, (kind,), whole.place(*loc, field, index), problems)
    _check_structure(whole, (*loc, "structure"), condition.structure, problems)


def _check_model(names: Names, problems: Problems) -> None:
    for index, line in enumerate(names.whole.scenario.coaching.model):
        place = names.whole.place("coaching", "model", index)
        if sum(part is not None for part in (line.agent, line.customer, line.act)) != 1:
            problems.add(place, "one_model_line")
        if line.act is not None and line.act not in ("close", "escalate"):
            names.expect(
                line.act, ("action",), names.whole.place("coaching", "model", index, "act"), problems
            )


def _check_ends(whole: Whole, problems: Problems) -> None:
    ends = whole.scenario.structure.get("ends")
    for index, end in enumerate(ends.any_of if ends else ()):
        if end not in ENDS:
            place = whole.place("structure", "ends", "any_of", index)
            problems.add(place, "not_a_choice", value=end, valid=listed(ENDS), nearest_of=(end, ENDS))
