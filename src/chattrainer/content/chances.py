"""What a sitting draws: people, numbers and choices, without a repetition in the sitting."""

from collections.abc import Mapping, Sequence

from chattrainer.engine.draws import below, between, pick, shuffled
from chattrainer.model.base import Scalar
from chattrainer.model.case import Person
from chattrainer.model.errors import UsageError
from chattrainer.model.scenario import AnyOf, Draw, PeopleDraw

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # without I and O, which look like digits
_DIGITS = "0123456789"
_MOST_TRIES = 200


class Chances:
    """The draws of one sitting. Chats are drawn in order; what an earlier one drew, a later one does not get."""

    def __init__(self, seed: int, people: Sequence[Person]) -> None:
        self._seed = seed
        self._people = people
        self._used_people: set[int] = set()
        self._used_numbers: set[str] = set()

    def person(self, chat: int, name: str, draw: PeopleDraw) -> Person:
        """Someone of the pool who fits; when all of them came already, someone who fits less well."""
        order = shuffled(range(len(self._people)), self._seed, "cast", chat, name)
        free = [index for index in order if index not in self._used_people]
        if not free:
            raise UsageError("content.too_few_people", count=len(self._people))
        fitting = [index for index in free if fits(self._people[index], draw)]
        same_gender = [index for index in free if draw.gender in (None, self._people[index].gender)]
        index = (fitting or same_gender or free)[0]
        self._used_people.add(index)
        return self._people[index]

    def value(self, chat: int, name: str, draw: Draw) -> Scalar:
        """A drawn value that is not a person."""
        at = (self._seed, "cast", chat, name)
        if draw.pattern is not None:
            return self.number(chat, name, draw.pattern)
        if draw.integer is not None:
            return between(*draw.integer, *at)
        if draw.amount is not None:
            return _amount(draw.amount, *at)
        return pick(draw.any_of or (None,), *at)

    def number(self, chat: int, name: str, pattern: str) -> str:
        """A number by its pattern, one that no chat of the sitting has."""
        for attempt in range(_MOST_TRIES):
            number = "".join(
                _character(sign, self._seed, "cast", chat, name, attempt, place)
                for place, sign in enumerate(pattern)
            )
            if number not in self._used_numbers:
                self._used_numbers.add(number)
                return number
        raise UsageError("content.pattern_used_up", pattern=pattern)


def structure_of(
    structure: Mapping[str, AnyOf], scenario_id: str, occurrence: int, form_seed: int
) -> dict[str, str]:
    """The structural values of a scenario's n-th use (from 0) in a form.

    Uses in a row go through all combinations, from one that the form's seed chooses.
    """
    combinations = 1
    for each in structure.values():
        combinations *= len(each.any_of)
    number = (below(combinations, form_seed, "form", scenario_id) + occurrence) % combinations
    chosen: dict[str, str] = {}
    for name in sorted(structure):
        choices = structure[name].any_of
        number, index = divmod(number, len(choices))
        chosen[name] = choices[index]
    return chosen


def fits(person: Person, draw: PeopleDraw) -> bool:
    """Whether a person is of the gender and age asked for."""
    if draw.gender is not None and person.gender != draw.gender:
        return False
    return draw.age is None or draw.age[0] <= person.age <= draw.age[1]


def _character(sign: str, seed: int, *address: str | int) -> str:
    alphabet = {"#": _DIGITS, "@": _LETTERS}.get(sign)
    return pick(alphabet, seed, *address) if alphabet else sign


def _amount(bounds: tuple[float, float], seed: int, *address: str | int) -> float:
    """An amount with at most two decimals; of tens of cents when both bounds are."""
    low, high = (round(bound * 100) for bound in bounds)
    step = 10 if low % 10 == 0 and high % 10 == 0 else 1
    return between(low // step, high // step, seed, *address) * step / 100
