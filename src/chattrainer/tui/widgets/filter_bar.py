"""What a list of scores is narrowed by: language, chats at once, purpose."""

from collections.abc import Mapping
from typing import Literal

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from chattrainer.locale.texts import Texts
from chattrainer.tui.progress_words import language_words
from chattrainer.tui.widgets.filter_chip import FilterChip
from chattrainer.tui.wording import texts_of

FilterName = Literal["language", "chats", "purpose"]
KEYS: dict[FilterName, str] = {"language": "L", "chats": "C", "purpose": "U"}


class FilterBar(Horizontal):
    """Each filter goes round its values, and through “all”."""

    DEFAULT_CSS = """
    FilterBar { height: 1; }
    """

    class Changed(Message):
        """Another value was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._choices: dict[FilterName, tuple[str, ...]] = dict.fromkeys(KEYS, ())
        self._values: dict[FilterName, str | None] = dict.fromkeys(KEYS)
        self._chips = {name: FilterChip(name, key) for name, key in KEYS.items()}

    def compose(self) -> ComposeResult:
        yield from self._chips.values()

    def on_mount(self) -> None:
        self._draw()

    def offer(self, choices: Mapping[FilterName, tuple[str, ...]]) -> None:
        """The values that occur; one that was chosen and occurs no more is let go."""
        self._choices = dict(choices)
        self._values = {name: v if v in choices[name] else None for name, v in self._values.items()}
        self._draw()

    def takes(self, language: str, chats: str, purpose: str) -> bool:
        """Whether something of these is wanted."""
        there: dict[FilterName, str] = {"language": language, "chats": chats, "purpose": purpose}
        return all(self._values[name] in (None, value) for name, value in there.items())

    def turn(self, name: FilterName) -> None:
        """The next value of a filter."""
        ring = (None, *self._choices[name])
        self._values[name] = ring[(ring.index(self._values[name]) + 1) % len(ring)]
        self._draw()
        self.post_message(self.Changed())

    def on_filter_chip_clicked(self, event: FilterChip.Clicked) -> None:
        event.stop()
        self.turn(next(name for name in KEYS if name == event.name))

    def _draw(self) -> None:
        texts = texts_of(self)
        for name, chip in self._chips.items():
            value = self._values[name]
            words = texts(f"progress.all.{name}") if value is None else self._words(texts, name, value)
            chip.show(texts(f"progress.filter.{name}"), words, value is not None)

    def _words(self, texts: Texts, name: FilterName, value: str) -> str:
        if name == "language":
            return language_words(value)
        return texts(f"progress.short_purpose_of.{value}") if name == "purpose" else value
