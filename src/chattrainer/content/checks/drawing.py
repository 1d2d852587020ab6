"""Whether a scenario can be drawn: its date, its draws, and every `{…}` of its texts and its company's."""

import re
from collections.abc import Iterable
from datetime import date

from chattrainer.content.filling import PERSON_FIELDS, templates_in
from chattrainer.content.merging import BY_ID, LISTS, Whole
from chattrainer.content.problems import Place, Problems, listed
from chattrainer.content.templates import Argument, Broken, Gendered, Reference, ValueOf
from chattrainer.model.scenario import Draw

# Three digits are what the ranges of telephone numbers reserved for fiction leave.
_FEWEST_SIGNS = 3
# Days around today are reckoned in thousands at most: within these years none falls out of the calendar.
_YEARS = range(1990, 2200)
RESERVED = ("company", "today", "args")


def check_drawing(whole: Whole, problems: Problems) -> None:
    """Everything that would keep a sitting from being drawn."""
    _check_today(whole, problems)
    for name in (*whole.scenario.draw, *whole.scenario.structure):
        if name in RESERVED:
            problems.add(_name_place(whole, name), "reserved_name", name=name)
    for name in sorted(whole.scenario.draw.keys() & whole.scenario.structure.keys()):
        problems.add(whole.place("structure", name, of_key=True), "drawn_and_structure", name=name)
    for name, draw in whole.scenario.draw.items():
        _check_draw(whole, name, draw, problems)
    _check_says(whole, problems)
    _check_templates(whole, problems)


def scenario_day(today: str) -> date | None:
    """The scenario's day; None when it is not written YYYY-MM-DD, or of another time than ours."""
    try:
        day = date.fromisoformat(today) if len(today) == 10 else None
    except ValueError:
        return None
    return day if day is not None and day.year in _YEARS else None


# A letter is drawn for each @: of an e-mail address only its name can be drawn.
_LIKE_AN_ADDRESS = re.compile(r"[\w#]@[\w-]+\.\w")


def _name_place(whole: Whole, name: str) -> Place:
    field = "draw" if name in whole.scenario.draw else "structure"
    return whole.place(field, name, of_key=True)


def _check_today(whole: Whole, problems: Problems) -> None:
    if scenario_day(whole.scenario.today) is None:
        problems.add(whole.place("today"), "not_iso_date", value=whole.scenario.today)


def _check_draw(whole: Whole, name: str, draw: Draw, problems: Problems) -> None:
    given = [field for field in Draw.model_fields if getattr(draw, field) is not None]
    if len(given) != 1:
        problems.add(
            whole.place("draw", name, of_key=True), "one_draw", name=name, valid=listed(Draw.model_fields)
        )
        return
    place = whole.place("draw", name, given[0])
    for bounds in (draw.integer, draw.amount, draw.people.age if draw.people else None):
        if bounds is not None and bounds[0] > bounds[1]:
            problems.add(place, "bounds_reversed", low=str(bounds[0]), high=str(bounds[1]))
    if draw.any_of is not None and not draw.any_of:
        problems.add(place, "empty", name="any_of")
    if draw.pattern is not None and draw.pattern.count("#") + draw.pattern.count("@") < _FEWEST_SIGNS:
        problems.add(place, "pattern_too_short", pattern=draw.pattern)
    if draw.pattern is not None and _LIKE_AN_ADDRESS.search(draw.pattern):
        problems.add(place, "address_in_pattern", pattern=draw.pattern)
    if next(templates_in(draw), None) is not None:
        problems.add(place, "template_in_draw", name=name)


def _check_says(whole: Whole, problems: Problems) -> None:
    """Wordings by structural value: the values of one of the structural names, all of them."""
    choices = [set(each.any_of) for each in whole.scenario.structure.values()]
    every = sorted(set().union(*choices))
    for name, fact in whole.scenario.facts.items():
        if not isinstance(fact.says, dict) or set(fact.says) in choices:
            continue
        place = whole.place("facts", name, "says")
        for key in fact.says:
            if key not in every:
                at = whole.place("facts", name, "says", key, of_key=True)
                problems.add(
                    at, "unknown_structure_value", value=key, valid=listed(every), nearest_of=(key, every)
                )
        if set(fact.says) <= set(every):
            problems.add(place, "says_not_every_value", name=name)


# --- templates ---------------------------------------------------------------------------------------


def _check_templates(whole: Whole, problems: Problems) -> None:
    valid = value_names(whole)
    for loc, found in templates_in(whole.scenario):
        if loc[0] == "draw":
            continue
        for reference, source in zip(found.references, found.sources, strict=True):
            _check_reference(whole, loc, reference, source, valid, problems)
    company = whole.company.value
    for loc, found in templates_in(company):
        if loc[0] in (*BY_ID, *LISTS):
            continue
        for reference, source in zip(found.references, found.sources, strict=True):
            _check_name(whole, whole.company.places.place(loc), True, reference, source, valid, problems)


def _check_reference(
    whole: Whole,
    loc: tuple[str | int, ...],
    reference: Reference,
    source: str,
    valid: tuple[str, ...],
    problems: Problems,
) -> None:
    place = whole.place(*loc)
    if isinstance(reference, Argument):
        _check_argument(whole, loc, reference, place, problems)
        return
    from_company = whole.origin(loc)[0] is whole.company
    _check_name(whole, place, from_company, reference, source, valid, problems)


def _check_name(
    whole: Whole,
    place: Place,
    from_company: bool,
    reference: Reference,
    source: str,
    valid: tuple[str, ...],
    problems: Problems,
) -> None:
    if isinstance(reference, Broken):
        problems.add(place, reference.why, source=source)
    elif isinstance(reference, Argument):
        problems.add(place, "argument_out_of_place", source=source)
    elif isinstance(reference, ValueOf) and reference.name not in valid:
        key = "undrawn_company" if from_company else "undrawn"
        problems.add(
            place,
            key,
            source=source,
            valid=listed(valid, 20),
            nearest_of=(reference.name, valid),
            scenario=whole.scenario.id,
        )
    elif isinstance(reference, Gendered) and reference.name not in _people_names(whole):
        people = _people_names(whole)
        problems.add(place, "not_a_person", source=source, nearest_of=(reference.name, people))


def _check_argument(
    whole: Whole, loc: tuple[str | int, ...], reference: Argument, place: Place, problems: Problems
) -> None:
    if len(loc) < 3 or loc[0] != "actions" or loc[2] not in ("sets", "result"):
        problems.add(place, "argument_out_of_place", source=f"{{args.{reference.name}}}")
        return
    action = whole.scenario.actions[int(loc[1])]
    if reference.name not in action.params:
        problems.add(
            place,
            "unknown_argument",
            name=reference.name,
            action=action.id,
            nearest_of=(reference.name, action.params),
        )


def _people_names(whole: Whole) -> tuple[str, ...]:
    return tuple(name for name, draw in whole.scenario.draw.items() if draw.people is not None)


def value_names(whole: Whole) -> tuple[str, ...]:
    """Every name that a `{…}` of this scenario may hold."""
    people = _people_names(whole)
    drawn: Iterable[str] = (name for name in whole.scenario.draw if name not in people)
    fields = (f"{name}.{field}" for name in people for field in PERSON_FIELDS)
    return (*drawn, *whole.scenario.structure, *fields, "company.name")
