"""The team's table: shared practice, assigned work and evaluations, a line for a person, purpose and load."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from chattrainer.app.progress import TeamRow
from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts
from chattrainer.model.ids import CRITERIA
from chattrainer.tui.filtering import filtered
from chattrainer.tui.progress_words import purpose_words, shown_day, trend_words
from chattrainer.tui.widgets.filter_bar import FilterBar
from chattrainer.tui.widgets.score_table import Cell, Column, Line, ScoreTable
from chattrainer.tui.widgets.sitting_line import score_text
from chattrainer.tui.wording import say, texts_of

COLUMNS = ("person", "purpose", "chats", "language", *CRITERIA, "overall", "last", "trend")


class TeamPane(Vertical):
    """By name, until another order is asked for."""

    DEFAULT_CSS = """
    TeamPane #narrow { height: 1; }
    TeamPane FilterBar { width: auto; }
    TeamPane #person_filter { width: 1fr; min-width: 12; max-width: 40; }
    TeamPane .empty { height: auto; padding: 1; color: $muted; }
    """

    def __init__(self) -> None:
        super().__init__(id="team")
        self._rows: tuple[TeamRow, ...] = ()

    def compose(self) -> ComposeResult:
        texts = texts_of(self)
        with Horizontal(id="narrow"):
            yield FilterBar()
            yield Input(placeholder=f"/ {texts('progress.filter.person')}", compact=True, id="person_filter")
        yield Static(Content(texts("progress.reading")), classes="empty", markup=False)
        yield ScoreTable([_column(texts, name) for name in COLUMNS], "person")

    def on_mount(self) -> None:
        self.query_one(ScoreTable).display = False

    def show(self, rows: Sequence[TeamRow]) -> None:
        """The rows in their own order: by person."""
        self._rows = tuple(rows)
        self.query_one(FilterBar).offer(
            {
                "language": tuple(sorted({row.language for row in rows})),
                "chats": tuple(str(n) for n in sorted({row.chats_at_once for row in rows})),
                "purpose": tuple(sorted({row.purpose for row in rows})),
            }
        )
        self._draw()

    def fail(self, words: str) -> None:
        """Tells why there is nothing to show."""
        self._tell(words)

    @property
    def current(self) -> TeamRow | None:
        """The row under the cursor."""
        table = self.query_one(ScoreTable)
        key = table.current if table.display else None
        return next((row for row in self._rows if _key(row) == key), None)

    @property
    def shown(self) -> list[TeamRow]:
        """The rows as they stand on the screen, in their order."""
        rows = {_key(row): row for row in self._wanted()}
        return [rows[key] for key in self.query_one(ScoreTable).shown if key in rows]

    @on(FilterBar.Changed)
    def _filtered(self, event: FilterBar.Changed) -> None:
        event.stop()
        self._draw()

    @on(Input.Changed, "#person_filter")
    def _looked_for(self, event: Input.Changed) -> None:
        event.stop()
        self._draw()

    @on(Input.Submitted, "#person_filter")
    def _to_table(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(ScoreTable).focus()

    def _wanted(self) -> list[TeamRow]:
        takes = self.query_one(FilterBar).takes
        fitting = [r for r in self._rows if takes(r.language, str(r.chats_at_once), r.purpose)]
        return filtered(
            fitting, self.query_one("#person_filter", Input).value, lambda r: r.person, lambda _: ""
        )

    def _draw(self) -> None:
        wanted = self._wanted()
        table = self.query_one(ScoreTable)
        table.show([_line(texts_of(self), row) for row in wanted])
        if not wanted:
            self._tell(say(self, "progress.empty.team_filtered" if self._rows else "progress.empty.team"))
            return
        self.query_one(".empty").display = False
        table.display = True

    def _tell(self, words: str) -> None:
        self.query_one(ScoreTable).display = False
        empty = self.query_one(".empty", Static)
        empty.update(Content(words))
        empty.display = True


def _column(texts: Texts, name: str) -> Column:
    return Column(
        name,
        texts(f"progress.title_of.{name}"),
        texts(f"progress.short_title_of.{name}"),
        number=name in CRITERIA or name in ("overall", "chats", "trend"),
        latest_first=name == "last",
        elastic=name == "person",
    )


def _key(row: TeamRow) -> str:
    return f"{row.purpose} {row.chats_at_once} {row.language} {row.person}"


def _line(texts: Texts, row: TeamRow) -> Line:
    purpose, short = purpose_words(texts, row.purpose, shared=True)
    return Line(
        _key(row),
        (
            Cell(printable(row.person, lines=False), row.person.casefold()),
            Cell(purpose, purpose, short),
            Cell(str(row.chats_at_once), row.chats_at_once),
            Cell(row.language, row.language),
            *(Cell(score_text(row.scores[c]), row.scores[c]) for c in CRITERIA),
            Cell(score_text(row.overall), row.overall),
            Cell(shown_day(texts, row.last), row.last, shown_day(texts, row.last, short=True)),
            Cell(trend_words(texts, row.trend), row.trend),
        ),
    )
