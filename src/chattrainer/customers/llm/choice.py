"""The turns that a customer may take, as a model is asked for them: every move once, by number."""

from collections.abc import Collection
from dataclasses import dataclass

from chattrainer.model.effects import ScriptedMove, WordMove

Moves = tuple[ScriptedMove, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """`moves` are numbered from 1; `turns` holds the numbers of each turn, the mind's own first."""

    moves: Moves
    turns: tuple[tuple[int, ...], ...]

    def chosen(self, worded: Collection[int]) -> int | None:
        """Which turn the worded numbers are; None when they make none.

        More words than one turn has are no choice: then it is the first of those that are there, her own before all.
        """
        exact = (at for at, turn in enumerate(self.turns) if set(turn) == set(worded))
        within = (at for at, turn in enumerate(self.turns) if set(turn) <= set(worded))
        return next(exact, next(within, None))

    def of(self, turn: int) -> Moves:
        """The moves of one turn."""
        return tuple(self.moves[number - 1] for number in self.turns[turn])


def choice_of(wanted: WordMove) -> Choice:
    moves: list[ScriptedMove] = []
    turns = tuple(_numbered(turn, moves) for turn in wanted.turns)
    return Choice(tuple(moves), turns)


def _numbered(turn: Moves, moves: list[ScriptedMove]) -> tuple[int, ...]:
    """The numbers of a turn's moves; those that are new are added to `moves`."""
    numbers: list[int] = []
    for move in turn:
        known = (n for n, one in enumerate(moves, start=1) if one == move and n not in numbers)
        number = next(known, None)
        if number is None:
            moves.append(move)
            number = len(moves)
        numbers.append(number)
    return tuple(numbers)
