"""A sitting as the desk handles it: log in, news out, gestures on their way. Knows no widget.

Imported with the sitting, after the desk's first frame: it needs the model.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts
from chattrainer.model.case import Case
from chattrainer.model.facts import ArticleShown, SearchResult
from chattrainer.model.ids import AgentStatus
from chattrainer.model.inputs import Spending, WordingGiven
from chattrainer.model.log import Entry
from chattrainer.tui.gestures import MAX_MESSAGE, Gestures
from chattrainer.tui.outbox import Gesture, Outbox
from chattrainer.tui.services import Session
from chattrainer.tui.view import DeskView, Line, fold, line_of
from chattrainer.tui.widgets.actions_pane import action_label
from chattrainer.tui.wording import named


@dataclass(slots=True)
class News:
    """What a stretch of the log changed, for the widgets that show it."""

    lines: dict[int, list[Line]] = field(default_factory=dict)
    opened: list[int] = field(default_factory=list)
    came_back: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    arrived: list[int] = field(default_factory=list)
    said: list[int] = field(default_factory=list)
    composing: dict[int, bool] = field(default_factory=dict)
    focus: int | None = None
    search: SearchResult | None = None
    article: ArticleShown | None = None
    paused_ms: int = 0
    ended: bool = False


class Desk:
    """The running sitting. `watching`: a robot plays, nothing is submitted."""

    def __init__(self, session: Session, texts: Texts, watching: bool = False) -> None:
        self.session = session
        self.watching = watching
        self.view = DeskView()
        self.most = MAX_MESSAGE
        self._texts = texts
        self._outbox = Outbox()
        self._spent = Spending()
        self._cases: dict[int, Case] = {case.chat: case for case in session.plan.cases}
        self.gestures = Gestures(session.driver, self._outbox)

    @property
    def now_ms(self) -> int:
        return self.session.driver.now_ms

    @property
    def place(self) -> str:
        """The turned-to chat's house, which day it is there, and whether a language model words the customers.

        Chats of one sitting may belong to different houses, on different days.
        """
        focused = self.view.focused
        case = self.session.plan.cases[0] if focused is None else self.case(focused)
        told = f"{case.company.name} · {shown_day(case.scenario.today, self.session.plan.language)}"
        return f"{told} · {self._texts('llm.desk', model=self.model)}" if self.model else told

    @property
    def model(self) -> str:
        """The language model that words the customers; empty where their script does."""
        opened = self.view.transcript.opened
        if opened is None or not opened.conditions.worded:
            return ""
        return printable(opened.versions.get("llm") or "–", lines=False)

    @property
    def about_words(self) -> str:
        """What the agent is told of that, before the company's brief."""
        return self._texts("llm.brief", model=self.model) if self.model else ""

    @property
    def spent(self) -> str:
        """What the words have taken so far; empty where there is nothing to tell."""
        if not self._spent.tokens:
            return ""
        from chattrainer.app.llm.told import spent_words

        return spent_words(self._spent, self._texts)

    @property
    def broken(self) -> bool:
        """Whether the sitting's thread ended before the sitting did."""
        return not self.session.driver.running and self.view.transcript.ended is None

    @property
    def status(self) -> AgentStatus:
        return self.view.transcript.status

    def case(self, chat: int) -> Case:
        return self._cases[chat]

    def customer(self, chat: int) -> str:
        """Whom the agent talks to, as the card names her."""
        case = self._cases[chat]
        on_card = case.scenario.card.get("name")
        if isinstance(on_card, str) and on_card:
            return printable(on_card, lines=False)
        if case.person is not None and not case.scenario.proactive:
            return printable(case.person.name, lines=False)
        return self._texts("desk.chat.visitor")

    # --- the log -----------------------------------------------------------------------------------

    def take(self, entries: Sequence[Entry]) -> News:
        """Folds more of the log and tells what is new."""
        news = News()
        for entry in entries:
            self.view = fold(self.view, (entry,))
            self._tell(entry, news)
        return news

    def refused(self) -> Gesture | None:
        """The gesture that the sitting could not take."""
        return self._outbox.refused()

    def _tell(self, entry: Entry, news: News) -> None:
        event: Any = entry.event
        ours = self._outbox.taken(event.kind)
        if isinstance(event, WordingGiven) and event.spent is not None:
            self._spent += event.spent
        line = line_of(entry)
        if line is not None:
            news.lines.setdefault(event.chat, []).append(line)
        if event.kind == "say" and ours is not None:
            news.arrived.append(event.chat)
        note = _NOTES.get(event.kind)
        if note is not None:
            note(event, news)

    # --- words ---------------------------------------------------------------------------------------

    def words(self, chat: int, key: str, params: Mapping[str, Any]) -> dict[str, Any]:
        """A system line's parameters, in the words of the case and of the reader."""
        case = self._cases[chat]
        words = {name: printable(str(value), lines=False) for name, value in params.items()}
        if "action" in params:
            words["action"] = action_label(case, params["action"])
        if "channel" in params:
            words["channel"] = self.channel(chat, params["channel"])
        if "disposition" in params:
            words["disposition"] = named(self._texts, "common.disposition", str(params["disposition"]))
        if params.get("reason") is not None:
            words["reason"] = case.company.reasons.get(params["reason"], params["reason"])
        return words

    def channel(self, chat: int, channel: str) -> str:
        """Where a case was handed over to, as people call it."""
        found = (c.title for c in self._cases[chat].company.channels if c.id == channel)
        return printable(next(found, channel), lines=False)

    def nudge(self, chat: int) -> str:
        """A ready nudge for a silent customer, in the sitting's language and the brand's way of address."""
        texts = Texts(self.session.plan.language)
        address = self._cases[chat].company.voice.address
        key = f"desk.nudge.{address}"
        return texts(key if texts.has(key) else "desk.nudge.neutral")

    def quotation(self, chat: int) -> str | None:
        """The customer's last message, in the quotation marks of the sitting's language."""
        said = self.view.chat(chat).customer_messages
        return Texts(self.session.plan.language)("desk.quotation", text=said[-1].text) if said else None


def shown_day(today: str, language: str) -> str:
    """A drawn date (`2026-03-03`) in full; words stay as they are."""
    try:
        day = date.fromisoformat(today)
    except ValueError:
        return today
    from babel.dates import format_date

    return format_date(day, "full", locale=Texts(language)("desk.calendar"))


def _chat_opened(event: Any, news: News) -> None:
    (news.came_back if event.again else news.opened).append(event.chat)


def _ended(event: Any, news: News) -> None:
    news.ended = True


def _composing(event: Any, news: News) -> None:
    news.composing[event.chat] = event.on


def _focus(event: Any, news: News) -> None:
    news.focus = event.chat


def _search(event: Any, news: News) -> None:
    news.search = event


def _article(event: Any, news: News) -> None:
    news.article = event


def _paused(event: Any, news: News) -> None:
    news.paused_ms += event.gap_ms


_NOTES: dict[str, Any] = {
    "chat_opened": _chat_opened,
    "customer_said": lambda event, news: news.said.append(event.chat),
    "customer_left": lambda event, news: news.left.append(event.chat),
    "compose": _composing,
    "focus": _focus,
    "search_result": _search,
    "article_shown": _article,
    "paused": _paused,
    "sitting_ended": _ended,
}
