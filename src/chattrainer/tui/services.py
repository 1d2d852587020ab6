"""What the screens ask of the rest of the house, as protocols. Every call may take long: workers make them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from chattrainer.app.llm.estimate import WordsOffer
    from chattrainer.app.llm.told import WordingTold
    from chattrainer.app.progress import ScoredSitting, TeamRow
    from chattrainer.model.case import Case, Plan
    from chattrainer.model.errors import ChattrainerError, IllegalInput
    from chattrainer.model.findings import Findings, LanguageFinding
    from chattrainer.model.log import Entry
    from chattrainer.model.scorecard import Scorecard
    from chattrainer.model.transcript import Message, Transcript
    from chattrainer.tui.exam_services import Exam
    from chattrainer.tui.recruiting import Recruiting

Origin = Literal["lobby", "past", "progress"]
"""Where a debrief is opened from, and left to."""

MOST_CHATS = 4
"""The most chats at once that the lobby offers."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A scenario as it is offered in the lobby."""

    id: str
    language: str
    activity: str
    company: str
    difficulty: int
    minutes: float
    title: str


@dataclass(frozen=True, slots=True)
class Request:
    """A sitting as the person wants it. No scenarios: some are chosen for her. `robot` plays at the desk.

    `hints` and `spelling_marks`: None is as it was last time. There are no hints in an evaluation. `llm`: a
    language model words the customers.
    """

    language: str
    chats: int = 1
    scenarios: tuple[str, ...] = ()
    person: str | None = None
    purpose: str = "practice"
    seed: int | None = None
    speed: float = 1.0
    robot: str | None = None
    hints: bool | None = None
    spelling_marks: bool | None = None
    llm: bool = False


@dataclass(frozen=True, slots=True)
class PastSitting:
    """A sitting of the past. `scores` by criterion, None where there was nothing to judge or it broke off.

    `status`: as the store has it, or `in_play` when another window is recording it. `engine` names the
    proofreader of its scores.
    """

    run: str
    when: str
    language: str
    chats_at_once: int
    scenarios: tuple[str, ...]
    player: str = "person"
    status: str = "ended"
    overall: float | None = None
    scores: tuple[tuple[str, float | None], ...] = ()
    engine: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A sitting with its scores, the cases its coaching comes from, and the language errors if they were judged.

    `wording`: how far a language model worded the customers, None where their script did by design.
    """

    scorecard: "Scorecard"
    transcript: "Transcript"
    cases: "tuple[Case, ...]"
    findings: "Findings | None" = None
    wording: "WordingTold | None" = None


class Listener(Protocol):
    """Who hears of a sitting. Called on the driver's thread."""

    def entries(self, entries: "Sequence[Entry]") -> None: ...

    def refused(self, error: "IllegalInput") -> None: ...

    def ended(self) -> None: ...

    def failed(self, error: "ChattrainerError") -> None: ...


class Driver(Protocol):
    """A running sitting: takes gestures, never blocks."""

    @property
    def now_ms(self) -> int: ...

    @property
    def running(self) -> bool: ...

    def start(self) -> None: ...

    def go_on(self) -> None:
        """Lets the clock run, which stands still from `prepare` on until the desk is there."""

    def submit(self, kind: type[Any], **fields: Any) -> None: ...

    def stop(self, wait_s: float = 5.0) -> None: ...


class Session(Protocol):
    """A sitting that is ready to start. `earlier`: what its log holds already, when it is taken up again."""

    @property
    def run(self) -> str: ...

    @property
    def plan(self) -> "Plan": ...

    @property
    def driver(self) -> Driver: ...

    @property
    def earlier(self) -> "Sequence[Entry]": ...

    def end(self) -> None:
        """Stops the driver and lets go of the log; an unfinished sitting can be taken up again."""


class Progress(Protocol):
    """What was scored: one's own sittings, and the team's table."""

    @property
    def me(self) -> str:
        """The person at this machine. Quick."""

    def mine(self) -> "tuple[ScoredSitting, ...]":
        """My finished sittings, the oldest first."""

    def team(self) -> "tuple[TeamRow, ...]": ...

    def of_person(self, person: str) -> "tuple[ScoredSitting, ...]":
        """What a lead may see of a person, the oldest first."""

    def share(self, run: str, shared: bool) -> None:
        """Shows a sitting of my free practice to the team's lead, or no longer."""

    def export(self, rows: "Sequence[TeamRow]", file: str, replace: bool) -> str:
        """Writes rows as CSV; gives the file's full path. Raises FileExistsError unless it is to be replaced."""


class Writing(Protocol):
    """Help with written language. Blocks: workers ask."""

    def findings_in(
        self, case: "Case", said_by_her: Sequence[str], message: "Message"
    ) -> "tuple[LanguageFinding, ...]":
        """The errors in a message; nothing where no proofreader answers."""

    def misspelt(
        self, case: "Case", said_by_her: Sequence[str], message: "Message"
    ) -> tuple[tuple[int, int], ...]:
        """The words (start, end) of a draft that the dictionary does not know."""


class Services(Protocol):
    """The doors to the application layer."""

    @property
    def writing(self) -> Writing: ...

    @property
    def newcomer(self) -> bool:
        """Whether nothing was ever recorded here. Quick: asked before the first frame."""

    @property
    def robot(self) -> str:
        """The robot that shows how it is done."""

    @property
    def progress(self) -> Progress: ...

    @property
    def recruiting(self) -> "Recruiting": ...

    def offers(self) -> tuple[Offer, ...]: ...

    def prepare(self, request: Request, listener: Listener) -> Session: ...

    def resume(self, run: str, listener: Listener) -> Session: ...

    def judge(self, run: str) -> Judged: ...

    def words_offer(self, request: Request) -> "WordsOffer | None":
        """The language model that is set and what it would take for such a sitting; None where none is set.

        UsageError for settings that cannot be.
        """

    def past(self) -> tuple[PastSitting, ...]: ...

    def unfinished(self) -> tuple[PastSitting, ...]: ...

    def close_unfinished(self, run: str) -> None:
        """Ends an interrupted sitting as it stands: it can be scored, not taken up again."""

    def take_exam(self, code: str) -> "Exam":
        """UsageError for an unknown code, an exam that is over, or one that another window holds."""

    def warm_up(self, language: str) -> None:
        """Loads what is slow to load (the sentence encoder), while the person reads."""
