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


def scenarios(language: str) -> tuple[str, ...]:
    """The cases of a language, in the order of their ids."""
    return tuple(sorted(line.id for line in room().library.listing() if line.language == language))


def played(robot: str, language: str, chats: int, seed: int) -> tuple[Entry, ...]:
    """The log of a robot's sitting over every case of a language."""
    wanted = Wanted(scenarios(language), chats, language, seed, player=robot)
    return room().simulate(wanted, keep=False)[2]


def lines(entries: Sequence[Entry]) -> list[str]:
    """The log as text, without the moments of the day."""
    return [entry.event.model_dump_json(by_alias=True, exclude={"wall"}) for entry in entries]


if __name__ == "__main__":
    robot, chats, seed = sys.argv[1:]
    for language in ("fr", "en"):
        print("\n".join(lines(played(robot, language, int(chats), int(seed)))))
