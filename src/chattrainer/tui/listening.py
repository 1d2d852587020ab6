"""From the sitting's thread to the screen: what happened becomes messages, in order."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.screen import Screen

from chattrainer.tui.messages import EntriesPosted, GestureRefused, SittingFailed

if TYPE_CHECKING:
    from chattrainer.model.errors import ChattrainerError, IllegalInput
    from chattrainer.model.log import Entry


class ScreenListener:
    """Hears a sitting for a screen. `post_message` may be called from any thread."""

    def __init__(self, screen: "Screen[None]") -> None:
        self._screen = screen

    def entries(self, entries: "Sequence[Entry]") -> None:
        if entries:
            self._screen.post_message(EntriesPosted(entries))

    def refused(self, error: "IllegalInput") -> None:
        self._screen.post_message(GestureRefused(error))

    def ended(self) -> None:
        """The log's last fact has said so already."""

    def failed(self, error: "ChattrainerError") -> None:
        self._screen.post_message(SittingFailed(error))
