"""A scenario with what its company adds. An entry of the same id changes only the fields that it gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from chattrainer.content.files import Loaded
from chattrainer.content.problems import Place
from chattrainer.model.scenario import Action, Article, Canned, Company, Scenario

M = TypeVar("M", bound=BaseModel)

BY_ID = ("facts", "tells", "offers", "forbidden")
LISTS = ("actions", "articles", "canned")


@dataclass(frozen=True)
class Whole:
    """A scenario with its company's facts, tells, offers, forbidden, actions, articles and canned replies, and what
    asks for no fact in either.
    """

    scenario: Scenario
    own: Loaded[Scenario]
    company: Loaded[Company]

    def place(self, *loc: str | int, of_key: bool = False) -> Place:
        """Where a value of the merged scenario stands: in the scenario's file, or in one of the company's."""
        source, at = self.origin(loc)
        return source.places.place(at, of_key=of_key)

    def origin(
        self, loc: tuple[str | int, ...]
    ) -> tuple[Loaded[Scenario] | Loaded[Company], tuple[str | int, ...]]:
        """Which file gives the value at `loc` of the merged scenario, and its path there."""
        if loc[0] == "not_asked_like" and len(loc) > 1:
            beyond = int(loc[1]) - len(self.own.value.not_asked_like)
            return (self.own, loc) if beyond < 0 else (self.company, (loc[0], beyond))
        if len(loc) < 2 or loc[0] not in (*BY_ID, *LISTS):
            return self.own, loc
        if loc[0] in LISTS:
            return self._origin_in_list(str(loc[0]), int(loc[1]), loc[2:])
        own = getattr(self.own.value, str(loc[0])).get(loc[1])
        if own is None or (len(loc) > 2 and loc[2] not in own.model_fields_set):
            return self.company, loc
        return self.own, loc

    def _origin_in_list(
        self, name: str, index: int, rest: tuple[str | int, ...]
    ) -> tuple[Loaded[Scenario] | Loaded[Company], tuple[str | int, ...]]:
        entry = getattr(self.scenario, name)[index]
        for source in (self.own, self.company):
            for position, own in enumerate(getattr(source.value, name)):
                if own.id == entry.id and (not rest or rest[0] in own.model_fields_set):
                    return source, (name, position, *rest)
        return self.own, (name,)


def merged(own: Loaded[Scenario], company: Loaded[Company]) -> Whole:
    """The scenario with its company's entries under its own: its own first, then the company's others."""
    scenario, shared = own.value, company.value
    update: dict[str, Any] = {name: _by_id(getattr(scenario, name), getattr(shared, name)) for name in BY_ID}
    update["actions"] = _listed(scenario.actions, shared.actions)
    update["articles"] = _listed(scenario.articles, shared.articles)
    update["canned"] = _listed(scenario.canned, shared.canned)
    update["not_asked_like"] = (*scenario.not_asked_like, *shared.not_asked_like)
    return Whole(scenario.model_copy(update=update), own, company)


def _by_id(own: Mapping[str, M], shared: Mapping[str, M]) -> dict[str, M]:
    mine = {name: _over(entry, shared.get(name)) for name, entry in own.items()}
    return {**mine, **{name: entry for name, entry in shared.items() if name not in own}}


L = TypeVar("L", Action, Article, Canned)


def _listed(own: tuple[L, ...], shared: tuple[L, ...]) -> tuple[L, ...]:
    by_id: dict[str, L] = {entry.id: entry for entry in shared}
    mine: list[L] = [_over(entry, by_id.get(entry.id)) for entry in own]
    names = {entry.id for entry in own}
    rest: list[L] = [entry for entry in shared if entry.id not in names]
    return tuple(mine + rest)


def _over(own: M, under: M | None) -> M:
    if under is None:
        return own
    return under.model_copy(update={name: getattr(own, name) for name in own.model_fields_set})
