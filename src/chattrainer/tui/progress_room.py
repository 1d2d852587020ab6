"""The doors to what was scored. Everything behind them is imported when it is used."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chattrainer.app.progress import ScoredSitting, TeamRow
    from chattrainer.store.store import Store


class RoomProgress:
    """`store`: gives the open database, in whichever worker asks."""

    def __init__(self, store: "Callable[[], Store]") -> None:
        self._store = store

    @cached_property
    def me(self) -> str:
        from chattrainer.app.progress import local_person

        return local_person()

    def mine(self) -> "tuple[ScoredSitting, ...]":
        from chattrainer.app.progress import history

        return tuple(history(self._store(), self.me, own=True))

    def team(self) -> "tuple[TeamRow, ...]":
        from chattrainer.app.progress import team

        return tuple(team(self._store()))

    def of_person(self, person: str) -> "tuple[ScoredSitting, ...]":
        from chattrainer.app.progress import history

        return tuple(history(self._store(), person, own=False))

    def share(self, run: str, shared: bool) -> None:
        from chattrainer.app.progress import share

        share(self._store(), run, self.me, shared)

    def export(self, rows: "Sequence[TeamRow]", file: str, replace: bool) -> str:
        from chattrainer.app.team_table import save_team

        return str(save_team(rows, file, replace=replace))
