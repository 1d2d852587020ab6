"""Effects: what the engine asks of its driver. It performs none itself."""

from dataclasses import dataclass

from chattrainer.model.base import Millis


@dataclass(frozen=True, slots=True)
class ReadText:
    """Read the agent's `of`-th text in a chat and feed a `ReadingGiven` with the same `at`.

    Until it is fed, the engine passes no due moment and takes no other input.
    """

    at: Millis
    chat: int
    of: int
    text: str


@dataclass(frozen=True, slots=True)
class WordMove:
    """Words are wanted for a move; a `WordingGiven` fed before `by` replaces the script's words."""

    at: Millis
    chat: int
    of: int
    move: str
    by: Millis
    script: tuple[str, ...]


Effect = ReadText | WordMove
