"""A person’s sittings: the table, the curves, and what moved most."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from chattrainer.app.comparable import ENGINE_BOUND, MARK, apart
from chattrainer.app.curves import Measured, measured
from chattrainer.app.progress import ScoredSitting
from chattrainer.locale.texts import Texts
from chattrainer.model.ids import CRITERIA
from chattrainer.tui.progress_words import moved_words, purpose_words
from chattrainer.tui.widgets.choice_row import ChoiceRow
from chattrainer.tui.widgets.filter_bar import FilterBar
from chattrainer.tui.widgets.progress_curve import ProgressCurve
from chattrainer.tui.widgets.score_table import Cell, Column, Line, ScoreTable
from chattrainer.tui.widgets.sitting_line import score_text, shown_when
from chattrainer.tui.wording import say, texts_of

MEASURED: tuple[Measured, ...] = ("overall", *CRITERIA)
"""What the curves can show, in the order of their keys 0 to 4."""
COLUMNS = ("when", "purpose", "chats", "language", *CRITERIA, "overall")


class HistoryPane(Vertical):
    """The newest first, until another order is asked for. The curve follows the filters."""

    DEFAULT_CSS = """
    HistoryPane #body { height: 1fr; layout: vertical; }
    HistoryPane #side { height: 1fr; min-height: 11; max-height: 22; margin-top: 1; }
    HistoryPane ProgressCurve { height: 1fr; background: $surface; }
    HistoryPane .words { height: auto; color: $foreground; padding: 0 1; }
    HistoryPane .no-curve { height: 1fr; color: $muted; padding: 1; display: none; }
    HistoryPane .empty { height: auto; padding: 1; color: $muted; }
    HistoryPane.-no-curve ProgressCurve { display: none; }
    HistoryPane.-no-curve .no-curve { display: block; }
    """

    def __init__(self, id: str) -> None:  # noqa: A002
        """`id`: `mine` or `person`; it names the texts for when there is nothing to show."""
        super().__init__(id=id)
        self._sittings: tuple[ScoredSitting, ...] = ()
        self._what: Measured = "overall"

    def compose(self) -> ComposeResult:
        texts = texts_of(self)
        yield FilterBar()
        yield Static(Content(texts("progress.reading")), classes="empty", markup=False)
        with Container(id="body"):
            yield ScoreTable([_column(texts, name) for name in COLUMNS], "when")
            with Vertical(id="side"):
                yield ChoiceRow(
                    [(n, f"{i} {texts(f'progress.measured.{n}')}") for i, n in enumerate(MEASURED)],
                    self._what,
                    id="measured",
                )
                yield ProgressCurve()
                yield Static(Content(texts("progress.empty.curve")), classes="no-curve", markup=False)
                yield Static(classes="words", markup=False)

    def on_mount(self) -> None:
        self.query_one("#body").display = False

    def show(self, sittings: Sequence[ScoredSitting]) -> None:
        """The finished sittings, oldest first."""
        self._sittings = tuple(sittings)
        runs = [s.run for s in sittings]
        self.query_one(FilterBar).offer(
            {
                "language": tuple(sorted({run.language for run in runs})),
                "chats": tuple(str(n) for n in sorted({run.chats_at_once for run in runs})),
                "purpose": tuple(sorted({run.purpose for run in runs})),
            }
        )
        self._draw()

    def fail(self, words: str) -> None:
        """Tells why there is nothing to show."""
        self._tell(words)

    @property
    def current(self) -> ScoredSitting | None:
        """The sitting under the cursor."""
        key = self.query_one(ScoreTable).current if self.query_one("#body").display else None
        return next((s for s in self._sittings if s.run.id == key), None)

    def measure(self, what: Measured) -> None:
        """Shows the curves of another score."""
        self.query_one("#measured", ChoiceRow).choose(what)

    @on(ChoiceRow.Chosen, "#measured")
    def _measured(self, event: ChoiceRow.Chosen) -> None:
        event.stop()
        self._what = next(name for name in MEASURED if name == event.value)
        self._draw_curve(self._wanted())

    @on(FilterBar.Changed)
    def _filtered(self, event: FilterBar.Changed) -> None:
        event.stop()
        self._draw()

    def _wanted(self) -> list[ScoredSitting]:
        takes = self.query_one(FilterBar).takes
        return [s for s in self._sittings if takes(s.run.language, str(s.run.chats_at_once), s.run.purpose)]

    def _draw(self) -> None:
        wanted = self._wanted()
        if not wanted:
            self._tell(say(self, f"progress.empty.{self.id}{'_filtered' if self._sittings else ''}"))
            return
        self.query_one(".empty").display = False
        self.query_one("#body").display = True
        others = apart(wanted)
        lines = [_line(texts_of(self), s, other) for s, other in zip(wanted, others, strict=True)]
        self.query_one(ScoreTable).show(lines[::-1])
        self._draw_curve(wanted)
        words = [moved_words(texts_of(self), wanted)]
        if any(others):
            words.append(say(self, "progress.other_engine", mark=MARK))
        self.query_one(".words", Static).update(Content("\n".join(words)))

    def _draw_curve(self, wanted: Sequence[ScoredSitting]) -> None:
        points = sum(measured(sitting, self._what) is not None for sitting in wanted)
        self.set_class(points < 2, "-no-curve")
        self.query_one(ProgressCurve).show(wanted, self._what)

    def _tell(self, words: str) -> None:
        self.query_one("#body").display = False
        empty = self.query_one(".empty", Static)
        empty.update(Content(words))
        empty.display = True


def _column(texts: Texts, name: str) -> Column:
    return Column(
        name,
        texts(f"progress.title_of.{name}"),
        texts(f"progress.short_title_of.{name}"),
        number=name in CRITERIA or name in ("overall", "chats"),
        latest_first=name == "when",
    )


def _line(texts: Texts, sitting: ScoredSitting, other: bool) -> Line:
    run = sitting.run
    purpose, short = purpose_words(texts, run.purpose, run.shared)
    return Line(
        run.id,
        (
            Cell(shown_when(texts, run.opened), run.opened),
            Cell(purpose, purpose, short),
            Cell(str(run.chats_at_once), run.chats_at_once),
            Cell(run.language, run.language),
            *(_score(c, sitting.scores[c], other) for c in CRITERIA),
            _score("overall", sitting.overall, other),
        ),
    )


def _score(name: str, score: float | None, other: bool) -> Cell:
    """`other`: another proofreader judged; what depends on it is marked."""
    mark = f" {MARK}" if other and score is not None and name in ENGINE_BOUND else ""
    return Cell(score_text(score) + mark, score)
