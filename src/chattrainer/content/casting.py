"""From a library and a seed to a sitting's plan: who comes, in what order, with which case.

The same library, ids and seed give the same plan on any machine. One more case changes the draws of none
before it. Names and numbers are the seed's; structure is the form's: all sittings of a form are equally hard.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chattrainer.content.chances import Chances, structure_of
from chattrainer.content.checks.drawing import check_drawing, scenario_day
from chattrainer.content.conditions import USUAL, under
from chattrainer.content.filling import Values, filler
from chattrainer.content.library import Library
from chattrainer.content.merging import BY_ID, LISTS, Whole, merged
from chattrainer.content.problems import Problems, guess
from chattrainer.model.base import Scalar
from chattrainer.model.case import Case, Person, Plan
from chattrainer.model.errors import UsageError
from chattrainer.model.exam import Conditions
from chattrainer.model.scenario import Company, Fact, Scenario

MOST_CHATS_AT_ONCE = 4
# The form of practice and of simulations that name none.
DEFAULT_FORM_SEED = 0
# A drawn number shorter than this (four last digits of a card) may stand in another chat by chance.
SHORTEST_PERSONAL_NUMBER = 6


@dataclass(frozen=True)
class Prepared:
    """A scenario ready to be drawn again and again."""

    whole: Whole
    day: date
    fill: Callable[[Values], Scenario]
    fill_company: Callable[[Values], Company]


def cast(
    library: Library,
    scenario_ids: Sequence[str],
    chats_at_once: int,
    seed: int,
    structure_choices: Mapping[str, str] | None = None,
    form_seed: int = DEFAULT_FORM_SEED,
    *,
    structures: Sequence[Mapping[str, str]] = (),
    fillers: int = 0,
    conditions: Conditions = USUAL,
) -> Plan:
    """Draws a sitting. Fewer ids than chats at once are repeated in order, with other draws.

    `structure_choices` fixes structural values by name, for trying a case out; `structures` those of each chat, as
    a form does. The last `fillers` chats only keep the load up. Raises UsageError for what cannot be asked (unknown
    id, mixed languages), ContentError for a file that is wrong.
    """
    if not 1 <= chats_at_once <= MOST_CHATS_AT_ONCE:
        raise UsageError("content.chats_out_of_range", chats=chats_at_once, most=MOST_CHATS_AT_ONCE)
    if not scenario_ids:
        raise UsageError("content.no_scenario")
    planned = [scenario_ids[i % len(scenario_ids)] for i in range(max(len(scenario_ids), chats_at_once))]
    language = _one_language(library, scenario_ids)
    prepared = {scenario_id: prepare(library, scenario_id) for scenario_id in dict.fromkeys(planned)}
    wanted = dict(structure_choices or {})
    _check_choices(wanted, list(prepared.values()))
    chances = Chances(seed, library.people(language))
    cases = []
    for index, scenario_id in enumerate(planned):
        ready = prepared[scenario_id]
        structure = structure_of(
            ready.whole.scenario.structure, scenario_id, planned[:index].count(scenario_id), form_seed
        )
        fixed = structures[index] if index < len(structures) else {}
        structure |= {name: value for name, value in {**fixed, **wanted}.items() if name in structure}
        cases.append(under(_case(ready, index + 1, structure, chances), conditions))
    return Plan(
        seed=seed,
        language=language,
        chats_at_once=chats_at_once,
        cases=tuple(cases),
        phrases=library.phrases(language),
        fillers=frozenset(range(len(cases) - fillers + 1, len(cases) + 1)),
    )


def prepare(library: Library, scenario_id: str) -> Prepared:
    """The scenario with its company, checked for being drawable; done once for each library."""
    ready = library.prepared.get(scenario_id)
    if isinstance(ready, Prepared):
        return ready
    whole = whole_of(library, scenario_id)
    problems = Problems()
    check_drawing(whole, problems)
    problems.raise_if_errors()
    day = scenario_day(whole.scenario.today)
    assert day is not None, "check_drawing refuses other days"
    company = whole.company.value.model_copy(
        update={name: getattr(whole.scenario, name) for name in (*BY_ID, *LISTS)}
    )
    prepared = Prepared(whole, day, filler(whole.scenario), filler(company))
    library.prepared[scenario_id] = prepared
    return prepared


def whole_of(library: Library, scenario_id: str) -> Whole:
    """The scenario with its company, not drawn."""
    own = library.loaded_scenario(scenario_id)
    return merged(own, library.loaded_company(own.value.language, own.value.company))


def _one_language(library: Library, scenario_ids: Sequence[str]) -> str:
    languages = {library.entry(scenario_id).language: scenario_id for scenario_id in scenario_ids}
    if len(languages) > 1:
        raise UsageError("content.mixed_languages", ids=", ".join(languages.values()))
    return next(iter(languages))


def _check_choices(wanted: Mapping[str, str], prepared: Sequence[Prepared]) -> None:
    for name, value in wanted.items():
        known = [ready.whole.scenario.structure for ready in prepared]
        names = sorted({each for structure in known for each in structure})
        if name not in names:
            raise UsageError("content.unknown_structure", name=name, nearest=guess(name, names))
        for structure in known:
            if name in structure and value not in structure[name].any_of:
                valid = ", ".join(structure[name].any_of)
                raise UsageError("content.unknown_structure_value", name=name, value=value, valid=valid)


def _case(ready: Prepared, chat: int, structure: dict[str, str], chances: Chances) -> Case:
    draws = ready.whole.scenario.draw
    people = {
        name: chances.person(chat, name, draw.people)
        for name, draw in draws.items()
        if draw.people is not None
    }
    drawn: dict[str, Scalar] = {
        name: chances.value(chat, name, draw) for name, draw in draws.items() if draw.people is None
    }
    company_name = ready.whole.company.value.name
    scalars = {**drawn, **structure, "company.name": company_name, "today": ready.day.isoformat()}
    values = Values(ready.whole.scenario.language, ready.day, scalars, people)
    numbers = [str(drawn[name]) for name, draw in draws.items() if draw.pattern is not None]
    scenario = ready.fill(values)
    facts = {name: _with_one_wording(fact, structure) for name, fact in scenario.facts.items()}
    return Case(
        chat=chat,
        scenario=scenario.model_copy(update={"facts": facts}),
        company=ready.fill_company(values).model_copy(update={"facts": facts}),
        person=people.get("customer") or next(iter(people.values()), None),
        values=values.texts,
        structure=structure,
        personal=_personal(people.values(), numbers),
    )


def _with_one_wording(fact: Fact, structure: Mapping[str, str]) -> Fact:
    """Wordings by structural value become those of this case."""
    if not isinstance(fact.says, dict):
        return fact
    says = next(fact.says[value] for value in structure.values() if value in fact.says)
    return fact.model_copy(update={"says": says})


def _personal(people: Iterable[Person], numbers: Iterable[str]) -> tuple[str, ...]:
    """Values that must never reach another customer."""
    identity = [
        value for person in people for value in (person.name, person.email, person.postcode, person.phone)
    ]
    telling = [number for number in numbers if len(number) >= SHORTEST_PERSONAL_NUMBER]
    return tuple(dict.fromkeys([*identity, *telling]))
