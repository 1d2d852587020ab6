"""Help with writing at the desk, off the event loop: findings under a sent message, marks under misspelt words.

Both are options of the sitting, which its opening says; neither ever touches the simulation.
"""

from functools import partial
from typing import TYPE_CHECKING

from chattrainer.tui import messages
from chattrainer.tui.widgets.columns import Columns

if TYPE_CHECKING:
    from chattrainer.model.transcript import Message
    from chattrainer.tui.desk import Desk
    from chattrainer.tui.drafts import Draft
    from chattrainer.tui.screens.desk import DeskScreen


def hint_at(screen: "DeskScreen", desk: "Desk", chat: int) -> None:
    """A message arrived in the log: what is wrong in it will stand under the composer."""
    opened = desk.view.transcript.opened
    if opened is None or not opened.hints or desk.watching:
        return
    said = [m for m in desk.view.chat(chat).messages if m.sender == "agent"]
    if said:
        screen.run_worker(
            partial(_find, screen, desk, chat, said[-1]), thread=True, group="hints", exit_on_error=False
        )


def _find(screen: "DeskScreen", desk: "Desk", chat: int, message: "Message") -> None:
    found = screen.desk_app.services.writing.findings_in(desk.case(chat), _hers(desk, chat), message)
    screen.post_message(messages.HintsFound(chat, message.text, found))


def show_hints(screen: "DeskScreen", event: messages.HintsFound) -> None:
    column = screen.query_one(Columns).column(event.chat)
    if column is not None:
        column.hints.show(event.text, event.found)


def wants_marks(desk: "Desk") -> bool:
    opened = desk.view.transcript.opened
    return opened is not None and opened.spelling_marks and not desk.watching


class Marker:
    """Looks at one draft at a time: the newest that was asked for; what came in between is not looked at."""

    def __init__(self, screen: "DeskScreen", desk: "Desk") -> None:
        self._screen = screen
        self._desk = desk
        self._waiting: dict[int, Draft] = {}
        self._busy = False

    def look_at(self, chat: int, draft: "Draft") -> None:
        """Called on the event loop, after a pause in typing."""
        self._waiting[chat] = draft
        self.go_on()

    def go_on(self) -> None:
        """The next draft, if none is being looked at."""
        if self._busy or not self._waiting:
            return
        self._busy = True
        chat, draft = self._waiting.popitem()
        self._screen.run_worker(
            partial(self._find, chat, draft), thread=True, group="marks", exit_on_error=False
        )

    def show(self, event: messages.MisspeltFound) -> None:
        self._busy = False
        column = self._screen.query_one(Columns).column(event.chat)
        if column is not None:
            column.composer.mark(event.text, event.spans)
        self.go_on()

    def _find(self, chat: int, draft: "Draft") -> None:
        from chattrainer.model.inputs import Span
        from chattrainer.model.transcript import Message

        spans: tuple[tuple[int, int], ...] = ()
        try:
            message = Message(
                number=0,
                at=0,
                sender="agent",
                text=draft.text,
                spans=tuple(Span(start=p.start, end=p.end, source=p.source, id=p.id, edited=p.edited)
                            for p in draft.pieces),
            )  # fmt: skip
            writing = self._screen.desk_app.services.writing
            spans = writing.misspelt(self._desk.case(chat), _hers(self._desk, chat), message)
        finally:
            self._screen.post_message(messages.MisspeltFound(chat, draft.text, spans))


def _hers(desk: "Desk", chat: int) -> list[str]:
    """What the customer wrote: her words are no errors."""
    return [m.text for m in desk.view.chat(chat).customer_messages]
