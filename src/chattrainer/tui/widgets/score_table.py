"""A table of scores that puts itself in order, and finds the widths that the terminal leaves it."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import events, on
from textual.message import Message
from textual.widgets import DataTable

WIDE_GAP, NARROW_GAP = 2, 1
LEAST_ELASTIC = 8
"""The elastic column keeps so many cells, however narrow the terminal."""


@dataclass(frozen=True, slots=True)
class Column:
    """`short`: the title where the terminal is narrow. `number`: stands at the right, highest first.

    `elastic`: gives way when there is little room. `orders` False: nothing is put in order by it.
    """

    id: str
    title: str
    short: str
    number: bool = False
    latest_first: bool = False
    elastic: bool = False
    orders: bool = True

    @property
    def descends(self) -> bool:
        """Whether its first order is from high to low."""
        return self.number or self.latest_first


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and what it is put in order by; without a value, it comes last."""

    text: str
    value: str | float | None
    short: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    key: str
    cells: tuple[Cell, ...]


class ScoreTable(DataTable[Text]):
    """A click on a title sorts by it, another reverses. The cursor stays on its line."""

    DEFAULT_CSS = """
    ScoreTable { height: 1fr; background: $surface; scrollbar-size-vertical: 1; }
    """

    class Sorted(Message):
        """By another column, or the other way round."""

        def __init__(self, title: str, descending: bool) -> None:
            super().__init__()
            self.title = title
            self.descending = descending

    def __init__(self, columns: Sequence[Column], sort: str) -> None:
        super().__init__(cursor_type="row", zebra_stripes=True, cell_padding=0)
        self._columns = tuple(columns)
        self._lines: tuple[Line, ...] = ()
        self._at = [column.id for column in columns].index(sort)
        self._descending = self._columns[self._at].descends
        self._drawn_for = 0
        self._goal: str | None = None

    @property
    def shown(self) -> list[str]:
        """The keys of the lines, in the order shown."""
        return [line.key for line in self._in_order()]

    @property
    def current(self) -> str | None:
        """The key of the line under the cursor."""
        keys = self.shown
        return keys[self.cursor_row] if 0 <= self.cursor_row < len(keys) else None

    def show(self, lines: Sequence[Line]) -> None:
        """Draws these lines; of equal ones, the first given comes first."""
        current = self.current
        self._lines = tuple(lines)
        self._draw(current)

    def go_to(self, key: str) -> None:
        """Sets the cursor on a line, now or as soon as the lines are drawn."""
        self._goal = key
        self._draw(key)

    def sort_next(self) -> None:
        """By the next column to the right that gives an order."""
        ring = [*range(self._at + 1, len(self._columns)), *range(self._at + 1)]
        self._sort(next(at for at in ring if self._columns[at].orders))

    def reverse(self) -> None:
        self._sort(self._at)

    @on(DataTable.HeaderSelected)
    def _header(self, event: DataTable.HeaderSelected) -> None:
        event.stop()
        if self._columns[event.column_index].orders:
            self._sort(event.column_index)

    def _sort(self, at: int) -> None:
        current = self.current
        self._descending = not self._descending if at == self._at else self._columns[at].descends
        self._at = at
        self._draw(current)
        self.post_message(self.Sorted(self._columns[at].title, self._descending))

    def on_resize(self, event: events.Resize) -> None:
        if event.size.width != self._drawn_for:
            self._draw(self.current)

    # --- drawing -----------------------------------------------------------------------------------------

    def _in_order(self) -> list[Line]:
        known = [line for line in self._lines if line.cells[self._at].value is not None]
        unknown = [line for line in self._lines if line.cells[self._at].value is None]
        known.sort(key=lambda line: line.cells[self._at].value, reverse=self._descending)  # type: ignore[arg-type,return-value]
        return [*known, *unknown]

    def _draw(self, current: str | None) -> None:
        self._drawn_for = self.size.width
        if not self._drawn_for:
            return  # drawn when there is a place for it
        titles, rows, widths, gap = self._laid_out(self.size.width - self.scrollbar_size_vertical)
        self.clear(columns=True)
        for index, (column, title, width) in enumerate(zip(self._columns, titles, widths, strict=True)):
            self.add_column(self._title(index, title, width, gap), key=column.id, width=width + gap)
        lines = self._in_order()
        for line, texts in zip(lines, rows, strict=True):
            cells = [
                Text(placed(text, width, column.number), no_wrap=True)
                for column, text, width in zip(self._columns, texts, widths, strict=True)
            ]
            self.add_row(*cells, key=line.key)
        keys = [line.key for line in lines]
        current, self._goal = self._goal or current, None
        if current in keys:
            self.move_cursor(row=keys.index(current), animate=False)

    def _title(self, index: int, title: str, width: int, gap: int) -> Text:
        """The arrow stands in the gap to the next column: sorting moves nothing."""
        text = Text(placed(title, width, self._columns[index].number), no_wrap=True)
        if index != self._at:
            return text
        arrow = "▼" if self._descending else "▲"
        if not self._columns[index].number:
            text = Text(title, no_wrap=True)
        return text.append(arrow).append(" " * (width + gap - text.cell_len))

    def _laid_out(self, room: int) -> tuple[list[str], list[list[str]], list[int], int]:
        """Titles, texts and widths: in full where there is room, else shortened."""
        lines = self._in_order()
        full = ([c.title for c in self._columns], [[cell.text for cell in line.cells] for line in lines])
        short = (
            [c.short for c in self._columns],
            [[cell.short or cell.text for cell in line.cells] for line in lines],
        )
        for titles, rows in (full, short):
            widths = _widths(titles, rows)
            gap = WIDE_GAP if sum(widths) + WIDE_GAP * len(widths) <= room else NARROW_GAP
            if sum(widths) + gap * len(widths) <= room:
                break
        for index, column in enumerate(self._columns):
            excess = sum(widths) + gap * len(widths) - room
            if column.elastic and excess > 0:
                widths[index] = max(LEAST_ELASTIC, widths[index] - excess)
        return titles, rows, widths, gap


def placed(text: str, width: int, right: bool) -> str:
    """The text in so many cells, cut off with an ellipsis where it is longer."""
    if cell_len(text) > width:
        return set_cell_size(text, width - 1) + "…"
    blank = " " * (width - cell_len(text))
    return blank + text if right else text + blank


def _widths(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(cell_len(row[i]) for row in (titles, *rows)) for i in range(len(titles))]
