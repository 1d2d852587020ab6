"""The doors to the application layer, for the screens. Everything behind them is imported when it is used."""

import secrets
import threading
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from chattrainer.model.errors import ChattrainerError
from chattrainer.tui.progress_room import RoomProgress
from chattrainer.tui.services import Judged, Listener, Offer, PastSitting, Progress, Request, Session, Writing

if TYPE_CHECKING:
    from chattrainer.app.llm.estimate import WordsOffer
    from chattrainer.app.opening import Wanted
    from chattrainer.app.room import Session as RoomSession
    from chattrainer.app.room import TrainingRoom
    from chattrainer.store.records import Run
    from chattrainer.tui.exam_services import Exam
    from chattrainer.tui.recruiting import Recruiting, Reports

DEMONSTRATION_ROBOT = "skilled"
SEEDS = 2**31


class RoomServices:
    """`db`: the database file, None for the user's own. `scenarios`: a folder that is searched first. `reports`:
    who words the reports of exams."""

    def __init__(
        self,
        db: Path | None = None,
        scenarios: Path | None = None,
        languagetool: str | None = None,
        reports: "Reports | None" = None,
    ) -> None:
        self._reports = reports
        self._db = db
        self._scenarios = scenarios
        self._languagetool = languagetool
        self._opening = threading.Lock()
        self._session: RoomSession | None = None

    @property
    def newcomer(self) -> bool:
        from chattrainer.store.paths import database_path

        return not database_path(self._db).exists()

    @property
    def robot(self) -> str:
        return DEMONSTRATION_ROBOT

    @cached_property
    def progress(self) -> Progress:
        return RoomProgress(lambda: self.room.store)

    @cached_property
    def recruiting(self) -> "Recruiting":
        from chattrainer.tui.recruiting_room import RoomRecruiting

        assert self._reports is not None, "the interface is started with who words its reports"
        return RoomRecruiting(lambda: self.room, self._reports)

    @property
    def room(self) -> "TrainingRoom":
        """The training room: opened once, whichever worker comes first."""
        with self._opening:
            return self._room

    def close(self) -> None:
        """Lets the sitting go that is in play, and the database, if it was ever opened.

        A sitting that was being prepared and never shown to anybody leaves nothing to take up.
        """
        if "_room" not in self.__dict__:
            return
        session = self._session
        if session is not None and session.driver.started:
            session.end()
        elif session is not None and not session.earlier:
            session.driver.start()
            session.end()
            with suppress(ChattrainerError):
                self.close_unfinished(session.run)
        self._room.close()

    @cached_property
    def _room(self) -> "TrainingRoom":
        from chattrainer.app.room import TrainingRoom
        from chattrainer.content.paths import content_paths

        paths = content_paths(scenarios=self._scenarios) if self._scenarios else None
        return TrainingRoom(self._db, paths, languagetool=self._languagetool)

    @property
    def writing(self) -> Writing:
        return self.room.proofreading

    def offers(self) -> tuple[Offer, ...]:
        return tuple(
            Offer(line.id, line.language, line.activity, line.company, line.difficulty,
                  line.expected_minutes, line.title)
            for line in self.room.library.listing()
        )  # fmt: skip

    def words_offer(self, request: Request) -> "WordsOffer | None":
        from chattrainer.app.llm.configured import configured
        from chattrainer.app.llm.estimate import offered
        from chattrainer.app.opening import prepare

        endpoint = configured()
        if endpoint is None or not endpoint.model:
            return None
        return offered(prepare(self._wanted(request), self.room.library).plan, endpoint)

    def prepare(self, request: Request, listener: Listener) -> Session:
        session = self.room.begin(self._wanted(request), listener, person=request.person, speed=request.speed)
        return self._warmed(session)

    def _wanted(self, request: Request) -> "Wanted":
        from chattrainer.app.opening import Wanted

        model = None
        if request.llm:
            from chattrainer.app.llm.configured import required

            model = required().model
        return Wanted(
            scenarios=request.scenarios,
            chats=request.chats,
            language=request.language,
            seed=secrets.randbelow(SEEDS) if request.seed is None else request.seed,
            purpose=cast(Any, request.purpose),
            player=request.robot or "person",
            hints=bool(request.hints),
            spelling_marks=bool(request.spelling_marks),
            llm=model,
        )

    def resume(self, run: str, listener: Listener) -> Session:
        return self._warmed(self.room.resume(run, listener))

    def _warmed(self, session: "RoomSession") -> Session:
        """No customer waits while the reader loads: the clock stands still until the desk lets it go on."""
        self._session = session
        session.driver.pause()
        self.room.readers.warm(session.plan)
        # Only the scorecard needs it: it loads while the first customer writes.
        self.room.proofreading.warm_beside(session.plan.language)
        return session

    def judge(self, run: str) -> Judged:
        from chattrainer.app.auditing import audited
        from chattrainer.app.llm.told import wording_told

        result = self.room.judge(run)
        entries = tuple(self.room.store.entries(run))
        transcript = audited(entries, result.plan).transcript
        return Judged(result.scorecard, transcript, result.plan.cases, result.findings, wording_told(entries))

    def past(self) -> tuple[PastSitting, ...]:
        from chattrainer.app.progress import is_own

        # What was recorded in a recruitment is not shown in the lobby of the machine it took place on.
        own = (run for run in self.room.past() if run.erased is None and is_own(run))
        runs = [run for run in own if run.purpose != "recruitment"]
        cut_off = {run.id for run in self.room.unfinished()} if any(r.status == "open" for r in runs) else ()
        return tuple(self._sitting(run, run.status == "open" and run.id not in cut_off) for run in runs)

    def unfinished(self) -> tuple[PastSitting, ...]:
        from chattrainer.app.progress import is_own

        # A block of an exam is gone on with by its code.
        runs = [
            run
            for run in self.room.unfinished()
            if is_own(run) and run.events and run.purpose not in ("evaluation", "recruitment")
        ]
        return tuple(self._sitting(run) for run in runs)

    def close_unfinished(self, run: str) -> None:
        self.room.store.abandon(run)

    def take_exam(self, code: str) -> "Exam":
        from chattrainer.app.exams.taking import Taking
        from chattrainer.tui.exam_room import RoomExam

        return RoomExam(Taking(self.room, code), self._warmed)

    def warm_up(self, language: str) -> None:
        self.room.readers.reader(language)

    def _sitting(self, run: "Run", in_play: bool = False) -> PastSitting:
        cards = self.room.store.scorecards(run.id) if run.overall is not None else []
        scores = tuple(cards[0].scores.items()) if cards else ()
        return PastSitting(
            run=run.id,
            when=run.opened,
            language=run.language,
            chats_at_once=run.chats_at_once,
            scenarios=run.scenarios,
            player=run.player,
            status="in_play" if in_play else run.status,
            overall=run.overall,
            scores=scores,
            engine=cards[0].engine if cards else "",
        )
