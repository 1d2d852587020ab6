"""What the recruiter's screens ask of the rest of the house, as protocols. Calls may take long: workers make them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chattrainer.app.exams.comparing import Comparison
    from chattrainer.app.exams.decisions import What
    from chattrainer.app.exams.file import ExamFile
    from chattrainer.app.exams.overview import CampaignState
    from chattrainer.app.exams.stock_campaign import ExamCompany, StockWish
    from chattrainer.locale.texts import Texts

Reader = Literal["recruiter", "candidate"]


class Section(Protocol):
    """A heading, empty for the first one, and lines that fit the width asked for."""

    @property
    def title(self) -> str: ...

    @property
    def lines(self) -> tuple[str, ...]: ...


class Reports(Protocol):
    """Who words a report."""

    def sections(self, file: "ExamFile", texts: "Texts", width: int) -> "Sequence[Section]": ...

    def page(self, file: "ExamFile", texts: "Texts", reader: Reader) -> str:
        """One self-contained HTML document."""


@dataclass(frozen=True, slots=True)
class NewCode:
    """`alike`: codes of all exams under the same name; empty where nobody else has it."""

    code: str
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Openable:
    """What a campaign can be opened with. `seed` draws a form that no campaign here has yet."""

    companies: "tuple[ExamCompany, ...]"
    seed: int


class FormFacts(Protocol):
    """What a form would come to."""

    @property
    def scored(self) -> int:
        """Cases that count."""

    @property
    def expected_minutes(self) -> int:
        """At the desk."""

    @property
    def without_reserve(self) -> int:
        """Blocks in which a spoilt case could only be replaced by one of another block."""


class Recruiting(Protocol):
    """Campaigns, candidates, results and decisions."""

    def campaigns(self) -> "tuple[CampaignState, ...]":
        """The latest first; without those whose exams are only held here."""

    def openable(self) -> Openable: ...

    def form_for(self, wish: "StockWish") -> FormFacts:
        """The form that such a campaign would have. UsageError where none can be built."""

    def open_campaign(self, wish: "StockWish") -> str:
        """The id of the campaign, which is open from now on."""

    def candidates(self, campaign: str) -> "Comparison":
        """In alphabetical order. That somebody compared is noted."""

    def new_code(self, campaign: str, name: str) -> NewCode: ...

    def withdraw(self, code: str, undo: bool) -> None: ...

    def file(self, code: str) -> "ExamFile":
        """Everything about an exam that has a result. That somebody read it is noted."""

    def sections(self, file: "ExamFile", texts: "Texts", width: int) -> "Sequence[Section]": ...

    def save_page(self, file: "ExamFile", texts: "Texts", reader: Reader, path: str, replace: bool) -> str:
        """The full path of the file written. Raises FileExistsError unless it is to be replaced."""

    def decide(self, code: str, what: "What", reason: str) -> None:
        """Under the name of who uses this machine."""

    def contest(self, code: str, reason: str) -> None:
        """Opens the exam again, for a second reader."""
