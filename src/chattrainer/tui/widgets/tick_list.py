"""Several choices among many, one a line. A ticked box shows it as much as the colour does."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class TickList(OptionList):
    """Space or Enter ticks and unticks."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "select", id="tick", show=False)]

    class Ticked(Message):
        """Something was ticked or unticked."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._texts: dict[str, Content] = {}
        self._ticked: list[str] = []

    @property
    def ticked(self) -> tuple[str, ...]:
        """The names of what is ticked, in order of the list."""
        return tuple(name for name in self._texts if name in self._ticked)

    def offer(self, choices: Sequence[tuple[str, Content]]) -> None:
        """Offers these instead; nothing is ticked."""
        self._texts, self._ticked = dict(choices), []
        self.set_options(Option(self._drawn(name), id=name) for name in self._texts)
        self.highlighted = 0 if choices else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        name = event.option_id or ""
        self._ticked = (
            [n for n in self._ticked if n != name] if name in self._ticked else [*self._ticked, name]
        )
        self.replace_option_prompt(name, self._drawn(name))
        self.post_message(self.Ticked())

    def _drawn(self, name: str) -> Content:
        return Content.assemble("[×] " if name in self._ticked else "[ ] ", self._texts[name])
