"""A campaign's candidates side by side: in alphabetical order, or by one criterion; never by a composite."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chattrainer.app.exams.comparing import alphabetical
from chattrainer.app.exams.scale import interval
from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts
from chattrainer.model.ids import CRITERIA
from chattrainer.tui.widgets.score_table import Cell, Column, Line, ScoreTable
from chattrainer.tui.widgets.sitting_line import score_text

if TYPE_CHECKING:
    from chattrainer.app.exams.comparing import Candidate

SCALE = 25
ALIKE = "≈"
COLUMNS = ("name", "code", "alike", "result", "interval", *CRITERIA, "decision")
# What the exam doesn't tell apart is put in no order.
NO_ORDER = ("alike", "result", "interval", "decision")


class CandidateTable(ScoreTable):
    """`≈` stands beside all whose interval overlaps that of the candidate under the cursor."""

    def __init__(self, texts: Texts) -> None:
        super().__init__([_column(texts, name) for name in COLUMNS], "name")
        self._texts = texts
        self._rows: tuple[Candidate, ...] = ()
        self._cut = 0.0
        self._about: str | None = None

    def show_candidates(self, rows: "Sequence[Candidate]", cut: float) -> None:
        self._rows, self._cut = tuple(rows), cut
        self._about = self.current
        self._fill()

    @property
    def candidate(self) -> "Candidate | None":
        """The one under the cursor."""
        return next((row for row in self._rows if row.exam.code == self.current), None)

    def compare_with_current(self) -> None:
        """Marks anew when the cursor has moved to another line."""
        if self.current != self._about:
            self._about = self.current
            self._fill()

    def _fill(self) -> None:
        chosen = next((row for row in self._rows if row.exam.code == self._about), None)
        self.show([_line(self._texts, row, self._cut, alike(row, chosen)) for row in self._rows])


def alike(row: "Candidate", chosen: "Candidate | None") -> bool:
    """Whether the exam doesn't tell the two apart: their intervals share a point."""
    if chosen is None or chosen.level is None or row.level is None or row.exam.id == chosen.exam.id:
        return False
    return row.level.low <= chosen.level.high and row.level.high >= chosen.level.low


def name_of(texts: Texts, row: "Candidate") -> str:
    """The name; a namesake is marked as one."""
    name = printable(row.exam.person or texts("recruit.no_name"), lines=False)
    return texts("compare.same_name", name=name) if row.same_name else name


def decision_of(texts: Texts, row: "Candidate") -> tuple[str, str]:
    """In full, and where there is little room."""
    if row.standing.contested:
        return texts("recruit.contested"), texts("recruit.contested")
    if row.standing.what is None:
        awaited = texts("compare.awaiting"), texts("recruit.short_decision.awaiting")
        return awaited if row.result is not None else ("", "")
    what = row.standing.what
    return texts(f"report.what.{what}"), texts(f"recruit.short_decision.{what}")


def _column(texts: Texts, name: str) -> Column:
    return Column(
        name,
        texts(f"recruit.title_of.{name}"),
        texts(f"recruit.short_title_of.{name}"),
        number=name in CRITERIA,
        elastic=name == "name",
        orders=name not in NO_ORDER,
    )


def _line(texts: Texts, row: "Candidate", cut: float, is_alike: bool) -> Line:
    level = row.level
    state = (
        texts(f"campaign.result.{level.result}")
        if level is not None
        else texts(f"campaign.state.{row.state}")
    )
    drawn = interval(level, cut, SCALE) if level is not None else ""
    span = f"{round(level.told_low)}–{round(level.told_high)}" if level is not None else ""
    name = name_of(texts, row)
    decision, briefly = decision_of(texts, row)
    return Line(
        row.exam.code,
        (
            Cell(name, alphabetical(row.exam.person)),
            Cell(row.exam.code, row.exam.code),
            Cell(ALIKE if is_alike else " ", None),
            Cell(state, None),
            Cell(drawn, None, span),
            *(Cell(score_text(row.scores.get(c)), row.scores.get(c)) for c in CRITERIA),
            Cell(decision, None, briefly),
        ),
    )
