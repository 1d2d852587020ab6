"""The notice: what is measured and kept, by whom, how long, who decides, how to contest. Acknowledged, dated."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts, languages
from chattrainer.tui.failures import told
from chattrainer.tui.screens.exam_code import CandidateScreen
from chattrainer.tui.screens.exam_page import ExamPage
from chattrainer.tui.widgets.key_bar import Hint

VERSION = "1"
WORDED_ON = "2026-11-22"
"""Of the notice's words. What was acknowledged is kept with it: a change of words is a new version."""


class ExamNoticeScreen(ExamPage):
    """Whose exam it is is asked here when the code does not say."""

    STAGE = "notice"
    GO_ON = "acknowledge"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("l", "language", id="notice_language", show=False)]

    class Kept(Message):
        pass

    class NotKept(Message):
        def __init__(self, error: Exception) -> None:
            super().__init__()
            self.error = error

    def hints(self) -> list[Hint]:
        return [*super().hints()[:1], self.hint("L", "language"), *super().hints()[1:]]

    def page(self) -> ComposeResult:
        facts = self.way.exam.notice
        yield self.heading("exam.notice.title")
        dated = self.texts("exam.notice.version", version=VERSION, day=_in_full(WORDED_ON, self.texts))
        yield self.words(dated, "muted")
        yield self.words(self._what_it_is())
        for part in ("measured", "not_measured"):
            yield self.heading(f"exam.notice.{part}.title")
            yield self.words(self.texts(f"exam.notice.{part}.words"))
        if facts.worded_by_model:
            yield self.heading("exam.notice.model.title")
            yield self.words(self.texts("exam.notice.model.words"))
        yield self.heading("exam.notice.kept.title")
        yield self.words(f"{self._by_whom()} {self._how_long()}")
        yield self.heading("exam.notice.decides.title")
        yield self.words(self.texts("exam.notice.decides.words"))
        yield self.heading("exam.notice.rights.title")
        yield self.words(self._rights())

    def _what_it_is(self) -> str:
        facts = self.way.exam.notice
        words = [self.texts("exam.notice.what", company=_shown(facts.company), n=facts.minutes)]
        words.append(self.texts(f"exam.notice.purpose.{facts.purpose}"))
        if facts.job:
            words.append(self.texts("exam.notice.job", job=_shown(facts.job)))
        return " ".join(words)

    def _by_whom(self) -> str:
        employer = _shown(self.way.exam.notice.employer)
        if employer:
            return self.texts("exam.notice.kept.by", employer=employer)
        return self.texts("exam.notice.kept.by_organiser")

    def _how_long(self) -> str:
        months = self.way.exam.notice.kept_months
        if months is None:
            return self.texts("exam.notice.retention.other")
        words = self.texts("exam.notice.retention.decided", n=months[0])
        if months[1]:
            words += " " + self.texts("exam.notice.retention.pool", n=months[1])
        return words

    def _rights(self) -> str:
        facts = self.way.exam.notice
        words = [self.texts("exam.notice.rights.words")]
        words.append(
            self.texts("exam.notice.rights.contact", contact=_shown(facts.contact))
            if facts.contact
            else self.texts("exam.notice.rights.no_contact")
        )
        if facts.legal_basis:
            words.append(self.texts("exam.notice.rights.basis", basis=_shown(facts.legal_basis)))
        else:
            words.append(self.texts("exam.notice.rights.no_basis"))
        return " ".join(words)

    async def action_language(self) -> None:
        known = languages()
        self.desk_app.speak(known[(known.index(self.texts.language) + 1) % len(known)])
        await self.recompose()
        self.begin()

    # --- acknowledging ---

    @work(exclusive=True, group="acknowledge")
    async def go_on(self) -> None:  # type: ignore[override]
        person = self.way.exam.person
        if person is None:
            person = await self.app.push_screen_wait(CandidateScreen())
        if person:
            self._keep(person, self.texts.language)

    @work(thread=True, exclusive=True, group="keep")
    def _keep(self, person: str, language: str) -> None:
        from chattrainer.model.errors import ChattrainerError

        try:
            self.way.exam.name(person)
            self.way.exam.acknowledge(VERSION, language)
        except ChattrainerError as error:
            self.post_message(self.NotKept(error))
            return
        self.post_message(self.Kept())

    @on(Kept)
    def _kept(self) -> None:
        self.way.begin()

    @on(NotKept)
    def _not_kept(self, event: NotKept) -> None:
        self.notify(told(self.texts, event.error), severity="error", markup=False)


def _shown(text: str) -> str:
    return printable(text, lines=False)


def _in_full(day: str, texts: Texts) -> str:
    from datetime import date

    from babel.dates import format_date

    return format_date(date.fromisoformat(day), "long", locale=texts("desk.calendar"))
