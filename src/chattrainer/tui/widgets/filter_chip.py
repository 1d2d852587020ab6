"""One thing that a list can be narrowed by: its key, its name, the value chosen."""

from textual.content import Content
from textual.message import Message
from textual.widgets import Static


class FilterChip(Static):
    """Clicking takes the next value, as its key does."""

    DEFAULT_CSS = """
    FilterChip { width: auto; height: 1; padding: 0 2 0 1; color: $muted; }
    FilterChip:hover { background: $raised; color: $foreground; }
    FilterChip.-set { color: $accent; text-style: bold; }
    """

    class Clicked(Message):
        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, name: str, key: str) -> None:
        super().__init__(markup=False)
        self._name_of_filter = name
        self._key = key

    def show(self, name: str, value: str, narrowed: bool) -> None:
        """`name` and `value` in words; `narrowed`: something is left out."""
        self.set_class(narrowed, "-set")
        self.update(Content.assemble((f"{self._key} ", "bold $primary"), f"{name} {value}"))

    def on_click(self) -> None:
        self.post_message(self.Clicked(self._name_of_filter))
