"""Whole sittings of robots, played with the real reader, for tests that compare logs."""

import sys
from collections.abc import Sequence
from functools import cache

from chattrainer.app.opening import Wanted
from chattrainer.app.room import TrainingRoom
from chattrainer.model.log import Entry


@cache
def room() -> TrainingRoom:
    """One room for all: the reader is loaded once. Nothing is kept in a database."""
    return TrainingRoom()


# Cases of a sitting: the robots together come to all of them.
TOGETHER = 4


def scenarios(language: str, first: int) -> tuple[str, ...]:
    """Some cases of a language, from the `first` on in the order of their ids, round and round."""
    known = sorted(line.id for line in room().library.listing() if line.language == language)
    return tuple(known[(first + index) % len(known)] for index in range(TOGETHER))


def played(robot: str, language: str, chats: int, seed: int, first: int = 0) -> tuple[Entry, ...]:
    """The log of a robot's sitting over some cases of a language."""
    wanted = Wanted(scenarios(language, first), chats, language, seed, player=robot)
    return room().simulate(wanted, keep=False)[2]


def lines(entries: Sequence[Entry]) -> list[str]:
    """The log as text, without the moments of the day."""
    return [entry.event.model_dump_json(by_alias=True, exclude={"wall"}) for entry in entries]


if __name__ == "__main__":
    robot, chats, seed = sys.argv[1:]
    for language in ("fr", "en"):
        print("\n".join(lines(played(robot, language, int(chats), int(seed)))))
