"""The doors to campaigns, candidates and decisions. Everything behind them is imported when it is used."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chattrainer.model.errors import UsageError
from chattrainer.tui.recruiting import FormFacts, NewCode, Openable, Reader, Reports, Section

if TYPE_CHECKING:
    from chattrainer.app.exams.comparing import Comparison
    from chattrainer.app.exams.decisions import What
    from chattrainer.app.exams.file import ExamFile
    from chattrainer.app.exams.overview import CampaignState
    from chattrainer.app.exams.stock_campaign import StockWish
    from chattrainer.app.room import TrainingRoom
    from chattrainer.locale.texts import Texts


class RoomRecruiting:
    """`room`: gives the training room, in whichever worker asks. `reports`: who words them."""

    def __init__(self, room: "Callable[[], TrainingRoom]", reports: Reports) -> None:
        self._room = room
        self._reports = reports

    @property
    def _me(self) -> str:
        from chattrainer.app.progress import local_person

        return local_person()

    def campaigns(self) -> "tuple[CampaignState, ...]":
        from chattrainer.app.exams.overview import overview

        return tuple(each for each in overview(self._room().store) if not each.for_sitting)

    def openable(self) -> Openable:
        from chattrainer.app.exams.stock_campaign import exam_companies, next_seed

        room = self._room()
        return Openable(tuple(exam_companies(room.library)), next_seed(room.store))

    def form_for(self, wish: "StockWish") -> FormFacts:
        from chattrainer.app.exams.stock_campaign import stock_form

        return stock_form(self._room().library, wish)

    def open_campaign(self, wish: "StockWish") -> str:
        from chattrainer.app.exams.stock_campaign import open_on_stock_form

        room = self._room()
        return open_on_stock_form(room.library, room.store, wish).id

    def candidates(self, campaign: str) -> "Comparison":
        from chattrainer.app.exams.comparing import compared

        store = self._room().store
        found = compared(store, campaign)
        store.note_access(self._me, f"compare {found.campaign.id}")
        return found

    def new_code(self, campaign: str, name: str) -> NewCode:
        from chattrainer.app.exams.campaigns import drawn_at_random, homonyms, new_codes

        store = self._room().store
        exams = new_codes(store, store.campaign(campaign), [drawn_at_random()], names=[name] if name else [])
        alike = homonyms(store, exams)
        return NewCode(exams[0].code, tuple(alike[0][1]) if alike else ())

    def withdraw(self, code: str, undo: bool) -> None:
        from chattrainer.app.exams.campaigns import reinstate, withdraw

        store = self._room().store
        exam = reinstate(store, code) if undo else withdraw(store, code)
        store.note_access(self._me, "reinstate" if undo else "withdraw", exam.id)

    def file(self, code: str) -> "ExamFile":
        from chattrainer.app.exams.file import exam_file

        room = self._room()
        found = exam_file(room, code)
        if not found.results:
            raise UsageError("duties.no_result", code=found.exam.code)
        room.store.note_access(self._me, "report", found.exam.id)
        return found

    def sections(self, file: "ExamFile", texts: "Texts", width: int) -> Sequence[Section]:
        return self._reports.sections(file, texts, width)

    def save_page(self, file: "ExamFile", texts: "Texts", reader: Reader, path: str, replace: bool) -> str:
        from chattrainer.store.logfile import write_log

        target = Path(path).expanduser().absolute()
        if target.exists() and not replace:
            raise FileExistsError(str(target))
        write_log(target, self._reports.page(file, texts, reader).splitlines())
        noted = "report" if reader == "recruiter" else "report_for_candidate"
        self._room().store.note_access(self._me, noted, file.exam.id)
        return str(target)

    def decide(self, code: str, what: "What", reason: str) -> None:
        from chattrainer.app.exams import decisions

        store = self._room().store
        entered = decisions.decide(store, code, self._me, what, reason)
        store.note_access(self._me, "decide", entered.exam)

    def contest(self, code: str, reason: str) -> None:
        from chattrainer.app.exams import decisions

        store = self._room().store
        entered = decisions.contest(store, code, self._me, reason)
        store.note_access(self._me, "decide", entered.exam)
