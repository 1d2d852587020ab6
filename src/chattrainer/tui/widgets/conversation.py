"""The conversation of one chat. It grows at its end: what stands there is neither laid out nor drawn anew."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from chattrainer.locale.safe import printable
from chattrainer.tui.timing import minutes_seconds
from chattrainer.tui.widgets.bubble import DrawnLine, Row, Side, drawn
from chattrainer.tui.wording import say

if TYPE_CHECKING:
    from chattrainer.tui.view import Line

NEW_BYLINE_AFTER_MS = 60_000

Words = Callable[[str, Mapping[str, Any]], Mapping[str, Any]]


class Conversation(ScrollView, can_focus=False):
    """Follows its end, unless the agent has scrolled back to read."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"conversation--{look}" for look in ("customer", "agent", "pending", "byline", "system", "blank")
    }
    DEFAULT_CSS = """
    Conversation {
        height: 1fr; overflow-y: scroll; overflow-x: hidden; scrollbar-size-vertical: 1; background: $surface;
        & > .conversation--customer { background: $customer-ground; color: $customer-text; }
        & > .conversation--agent { background: $agent-ground; color: $agent-text; }
        & > .conversation--pending { background: $raised; color: $muted; text-style: italic; }
        & > .conversation--byline { background: $surface; color: $muted; }
        & > .conversation--system { background: $surface; color: $muted; }
        & > .conversation--blank { background: $surface; color: $foreground; }
    }
    """

    def __init__(self, agent: str, customer: str, words: Words) -> None:
        super().__init__()
        self._agent = agent
        self._customer = printable(customer, lines=False)
        self._words = words
        self._last: tuple[str, int] = ("", 0)
        self._rows: list[Row] = []
        self._waiting: list[str] = []
        self._lines: list[DrawnLine] = []
        self._settled = 0
        self._width = 0
        self._at_end = True

    @property
    def rows(self) -> tuple[Row, ...]:
        """All that stands here, what is on its way last."""
        return (*self._rows, *self._waiting_rows())

    # --- what the chat tells -----------------------------------------------------------------------------

    def add(self, lines: "Sequence[Line]") -> None:
        """Puts lines at the end."""
        rows = [row for line in lines for row in self._rows_of(line)]
        self._rows += rows
        del self._lines[self._settled :]
        self._draw(rows)
        self._settled = len(self._lines)
        self._draw(self._waiting_rows())
        self._grown()

    def add_pending(self, text: str) -> None:
        """A message that was sent and is not yet in the log."""
        self._waiting.append(text)
        self._redraw_waiting()

    def drop_pending(self) -> None:
        """The oldest message on its way arrived, or was refused."""
        if self._waiting:
            self._waiting.pop(0)
            self._redraw_waiting()

    def to_end(self) -> None:
        """Shows the newest line."""
        self.scroll_end(animate=False, immediate=True, x_axis=False)

    # --- rows ----------------------------------------------------------------------------------------------

    def _rows_of(self, line: "Line") -> list[Row]:
        when = minutes_seconds(line.at)
        if line.kind == "system":
            self._last = ("system", line.at)
            words = say(self, f"desk.line.{line.key}", **self._words(line.key, line.params))
            return [Row("system", f"{words}\u00a0·\u00a0{when}", "middle", above=1)]
        side: Side = "right" if line.kind == "agent" else "left"
        speaker, since = self._last
        self._last = (line.kind, line.at)
        if speaker == line.kind and line.at - since < NEW_BYLINE_AFTER_MS:
            return [Row(line.kind, line.text, side, above=1)]
        who = self._agent if line.kind == "agent" else self._customer
        return [Row("byline", f"{who} · {when}", side, above=1), Row(line.kind, line.text, side)]

    def _waiting_rows(self) -> list[Row]:
        return [Row("pending", text, "right", above=1) for text in self._waiting]

    def _redraw_waiting(self) -> None:
        del self._lines[self._settled :]
        self._draw(self._waiting_rows())
        self._grown()
        self.to_end()

    def _draw(self, rows: Sequence[Row]) -> None:
        if self._width:
            self._lines += [line for row in rows for line in drawn(row, self._width)]

    def _grown(self) -> None:
        """Takes the new height without laying the screen out again: only this widget's own lines moved."""
        following = self._at_end
        size = Size(self._width, len(self._lines))
        self.set_reactive(Widget.virtual_size, size)
        self._scroll_update(size)
        if following:
            self.to_end()
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._at_end = self.max_scroll_y - new_value <= 1

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        """Takes the size that a layout gives it: every layout tells it here, but not every one by a `Resize`.

        Textual sends that event to what was not in its map of the screen before. It also draws up this map between
        two layouts, when a widget is asked for its place after something hidden was refreshed; a conversation shown
        in that moment is then taken for one that was there all along, and hears of no size.
        """
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if self._given_width != self._width or self._off_its_end:
            self.call_later(self._lay_out)
        return changed

    @property
    def _given_width(self) -> int:
        """Cells for the lines, by the last layout that showed it: a newer one may have hidden it since."""
        return max(0, self.outer_size.width - self.scrollbar_size_vertical)

    @property
    def _off_its_end(self) -> bool:
        """Whether it should follow its end, and a lower window or a longer draft covers the newest line."""
        return self._at_end and self.scroll_offset.y != self.max_scroll_y

    def _lay_out(self) -> None:
        width = self._given_width
        if width == self._width:
            if self._off_its_end:
                self.to_end()
            return
        self._width = width
        self._lines.clear()
        self._draw(self._rows)
        self._settled = len(self._lines)
        self._draw(self._waiting_rows())
        self._grown()
        self.to_end()

    # --- drawing ---------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        blank = self._style("blank")
        # A short conversation stands at the foot, next to where one writes.
        index = self.scroll_offset.y + y - max(0, self.size.height - len(self._lines))
        if not 0 <= index < len(self._lines):
            return Strip.blank(width, blank)
        line = self._lines[index]
        segments = [Segment(" " * line.indent, blank), *self._segments(line, index)]
        return Strip(segments).adjust_cell_length(width, blank).apply_offsets(0, index)

    def _segments(self, line: DrawnLine, index: int) -> list[Segment]:
        style = self._style(line.look)
        span = self.text_selection.get_span(index) if self.text_selection is not None else None
        if span is None:
            return [Segment(line.text, style)]
        start = max(0, span[0] - line.indent)
        end = len(line.text) if span[1] == -1 else max(start, span[1] - line.indent)
        chosen = style + self.screen.get_component_rich_style("screen--selection")
        parts = ((line.text[:start], style), (line.text[start:end], chosen), (line.text[end:], style))
        return [Segment(text, look) for text, look in parts if text]

    def _style(self, look: str) -> Style:
        return self.get_component_rich_style(f"conversation--{look}")

    # --- selecting with the mouse ------------------------------------------------------------------------------

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What was selected, without the indents and the padding of the bubbles."""
        taken = selection.extract("\n".join(line.plain for line in self._lines))
        return "\n".join(line.strip() for line in taken.splitlines()), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        self.refresh()
