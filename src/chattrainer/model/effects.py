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
class ScriptedMove:
    """One move of her turn: what she does, of what, the facts that it gives away, and the script's words for it."""

    move: str
    of: str | None
    reveals: tuple[str, ...]
    bubbles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordMove:
    """Words are wanted for her next turn in a chat, for the `of`-th time (from 1): feed one `WordingGiven` for it.

    She begins to type at `by`; with no words by then she types on until they are there. Words for a turn that
    the agent's next message made void change nothing. `moves` is what the mind chose; `others` are turns that she
    may take instead, as good as hers for the case.
    """

    at: Millis
    chat: int
    of: int
    by: Millis
    moves: tuple[ScriptedMove, ...]
    others: tuple[tuple[ScriptedMove, ...], ...] = ()

    @property
    def turns(self) -> tuple[tuple[ScriptedMove, ...], ...]:
        """All turns that she may take, the mind's own first."""
        return (self.moves, *self.others)


Effect = ReadText | WordMove
