"""The help: what the keys do here, and what the words mean."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from chattrainer.tui.screens.base import Dialogue


class HelpScreen(Dialogue[None]):
    """One page; what does not concern the place one is in is left out."""

    DEFAULT_CSS = """
    HelpScreen > .dialogue { width: 84; height: 90%; }
    HelpScreen .row { height: auto; }
    HelpScreen .key { width: 26; color: $primary; text-style: bold; }
    HelpScreen .text { width: 1fr; height: auto; }
    HelpScreen .heading { color: $accent; text-style: bold; margin-top: 1; }
    HelpScreen .prose { height: auto; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1,question_mark,q", "cancel", show=False)]

    def __init__(self, place: str) -> None:
        super().__init__()
        self._place = place

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialogue") as box:
            box.border_title = self.texts("help.title")
            box.border_subtitle = self.texts("help.leave")
            with VerticalScroll():
                yield Static(Content(self.texts(f"help.{self._place}.about")), classes="prose", markup=False)
                for section in self.texts(f"help.{self._place}.sections").split():
                    yield from self._section(section)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def _section(self, name: str) -> ComposeResult:
        yield Static(Content(self.texts(f"help.section.{name}")), classes="heading", markup=False)
        for key, text in self.texts.table(f"help.{name}").items():
            with Horizontal(classes="row"):
                yield Static(Content(key), classes="key", markup=False)
                yield Static(Content(text), classes="text", markup=False)
