"""What the exam's screens ask of the rest of the house, as protocols. Calls may take long: workers make them."""

from typing import TYPE_CHECKING, Protocol

from chattrainer.tui.services import Listener, Session

if TYPE_CHECKING:
    from chattrainer.model.case import Case


class Step(Protocol):
    """A sitting that comes next: block `block` (from 1) of at most `blocks`, at `chats` at once."""

    @property
    def block(self) -> int: ...

    @property
    def blocks(self) -> int: ...

    @property
    def chats(self) -> int: ...

    @property
    def goes_on(self) -> bool:
        """Whether it is the rest of a block."""


class NoticeFacts(Protocol):
    """What the notice tells besides its fixed words. Empty texts: the organiser said nothing about it."""

    @property
    def company(self) -> str: ...

    @property
    def minutes(self) -> int: ...

    @property
    def purpose(self) -> str: ...

    @property
    def kept_months(self) -> tuple[int, int] | None:
        """After the decision, and with consent in a talent pool; None: not known here."""

    @property
    def worded_by_model(self) -> bool: ...

    @property
    def job(self) -> str: ...

    @property
    def employer(self) -> str: ...

    @property
    def contact(self) -> str: ...

    @property
    def legal_basis(self) -> str: ...


class Exam(Protocol):
    """An exam that this window holds."""

    @property
    def code(self) -> str: ...

    @property
    def person(self) -> str | None: ...

    @property
    def language(self) -> str:
        """Of the customers."""

    @property
    def acknowledged(self) -> bool: ...

    @property
    def under_way(self) -> bool:
        """Whether a block was begun before."""

    @property
    def notice(self) -> NoticeFacts: ...

    @property
    def introduction(self) -> "Case":
        """A case of the exam's company, for its brief."""

    def name(self, person: str) -> None: ...

    def acknowledge(self, version: str, language: str) -> None: ...

    def warm_up(self, round_: int, listener: Listener) -> Session:
        """A sitting that is neither recorded nor scored."""

    def next(self) -> Step | None:
        """None at the end."""

    def begin(self, step: Step, listener: Listener) -> Session: ...

    def end(self) -> object: ...

    def let_go(self) -> None:
        """Another window may take the code."""
