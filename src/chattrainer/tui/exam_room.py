"""An exam of the training room, with its sittings ready for the desk."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from chattrainer.tui.exam_services import NoticeFacts, Step
from chattrainer.tui.services import Listener, Session

if TYPE_CHECKING:
    from chattrainer.app.exams import taking
    from chattrainer.app.room import Session as RoomSession
    from chattrainer.model.case import Case


class RoomExam:
    """`warmed`: loads what a sitting needs while its clock stands still."""

    def __init__(self, of: "taking.Taking", warmed: Callable[["RoomSession"], Session]) -> None:
        self._of = of
        self._warmed = warmed

    @property
    def code(self) -> str:
        return self._of.code

    @property
    def person(self) -> str | None:
        return self._of.person

    @property
    def language(self) -> str:
        return self._of.language

    @property
    def acknowledged(self) -> bool:
        return self._of.acknowledged

    @property
    def under_way(self) -> bool:
        return self._of.under_way

    @property
    def notice(self) -> NoticeFacts:
        return self._of.notice

    @property
    def introduction(self) -> "Case":
        return self._of.introduction

    def name(self, person: str) -> None:
        self._of.name(person)

    def acknowledge(self, version: str, language: str) -> None:
        self._of.acknowledge(version, language)

    def warm_up(self, round_: int, listener: Listener) -> Session:
        return self._warmed(self._of.warm_up(round_, listener))

    def next(self) -> Step | None:
        return self._of.next()

    def begin(self, step: Step, listener: Listener) -> Session:
        return self._warmed(self._of.begin(cast("taking.Step", step), listener))

    def end(self) -> object:
        return self._of.end()

    def let_go(self) -> None:
        self._of.let_go()
