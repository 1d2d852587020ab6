"""The line at the head of a screen: where one is, and how things stand."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static


class TopBar(Horizontal):
    """Left: the place. Right: the agent's status and the time. Each changes by itself."""

    DEFAULT_CSS = """
    TopBar {
        height: 1; dock: top; background: $panel;
        & > .place { width: 1fr; padding: 0 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
        & > .status { width: auto; padding: 0 1; color: $muted; }
        & > .time { width: 9; text-align: right; padding: 0 1; color: $foreground; }
    }
    """

    def __init__(self, place: str = "") -> None:
        super().__init__()
        self._place = Static(Content(place), classes="place", markup=False)
        self._status = Static(classes="status", markup=False)
        self._time = Static(classes="time", markup=False)
        self._shown_place = place
        self._shown_time = ""
        self._shown_status = ""

    def compose(self) -> ComposeResult:
        yield self._place
        yield self._status
        yield self._time

    def show_place(self, text: str) -> None:
        if text != self._shown_place:
            self._shown_place = text
            self._place.update(Content(text))

    def show_status(self, text: str) -> None:
        if text != self._shown_status:
            self._shown_status = text
            self._status.update(Content(text))

    def show_time(self, text: str) -> None:
        if text != self._shown_time:
            self._shown_time = text
            self._time.update(Content(text), layout=False)
