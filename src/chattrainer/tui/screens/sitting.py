"""The place where a sitting runs: prepared on a worker, begun, shown as it goes on, left.

The sitting itself runs on a thread of its own; this is its view. What is done at a desk is in desk.py.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from chattrainer.tui import messages
from chattrainer.tui.failures import StoppedShort, told
from chattrainer.tui.listening import ScreenListener
from chattrainer.tui.screens.base import Place
from chattrainer.tui.services import Request, Services, Session
from chattrainer.tui.timing import minutes_seconds
from chattrainer.tui.widgets.chat_list import ChatList
from chattrainer.tui.widgets.columns import Columns
from chattrainer.tui.widgets.key_bar import Hint, KeyBar
from chattrainer.tui.widgets.panel import Panel
from chattrainer.tui.widgets.too_small import TooSmall
from chattrainer.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from chattrainer.model.log import Entry
    from chattrainer.tui.desk import Desk, News

TICK_S = 0.25
"""How often the timers look at the clock."""


class SittingScreen(Place):
    """`resume`: the run to take up again instead of beginning a new sitting."""

    def __init__(self, request: Request, resume: str | None = None) -> None:
        super().__init__()
        self._request = request
        self._resume = resume
        self.desk: Desk | None = None
        self._told = False
        self._left = False

    @property
    def watching(self) -> bool:
        """A robot plays; the person only looks on."""
        return self._request.robot is not None

    def compose(self) -> ComposeResult:
        yield TopBar(self.texts("desk.opening_title"))
        with Horizontal(id="desk"):
            with Vertical(id="side"):
                yield ChatList()
            yield Columns(self.texts("desk.opening"), id="columns")
            yield Panel()
        yield KeyBar(self.hints())
        yield TooSmall()

    def hints(self) -> list[Hint]:
        """What the bar at the foot shows."""
        return []

    # --- the sitting begins ----------------------------------------------------------------------------

    def on_mount(self) -> None:
        self.call_after_refresh(self._prepare)

    @work(thread=True, exclusive=True, group="prepare")
    def _prepare(self) -> None:
        """Loads the model and the cases after the first frame, off the event loop."""
        from chattrainer.model.errors import ChattrainerError

        services, listener = self.desk_app.services, ScreenListener(self)
        try:
            session = self.open_session(services, listener)
        except ChattrainerError as error:
            self.post_message(messages.SittingFailed(error))
            return
        # Imported here so that the event loop does not have to.
        import chattrainer.tui.desk  # noqa: F401

        if self._left:
            self._give_up(services, session)
        else:
            self.post_message(messages.SessionReady(session))

    def open_session(self, services: Services, listener: ScreenListener) -> Session:
        """The sitting that this desk is for. Called on a worker's thread."""
        if self._resume is not None:
            return services.resume(self._resume, listener)
        return services.prepare(self._request, listener)

    def _give_up(self, services: Services, session: Session) -> None:
        """The agent left before the sitting was ready: nobody waits for it."""
        session.driver.start()
        session.end()
        services.close_unfinished(session.run)

    @on(messages.SessionReady)
    async def _begin(self, event: messages.SessionReady) -> None:
        from chattrainer.tui.desk import Desk

        desk = self.desk = Desk(event.session, self.texts, self.watching)
        self.begun(desk)
        self.query_one(TopBar).show_place(desk.place)
        self.query_one(Columns).say_waiting(self.texts("desk.waiting"))
        if event.session.earlier:
            await self.show(desk, desk.take(event.session.earlier), again=True)
            self._tell_who_words(desk)
        event.session.driver.go_on()
        event.session.driver.start()
        self.set_interval(TICK_S, self._tick)
        self._tick()

    @on(messages.SittingFailed)
    @work
    async def _failed(self, event: messages.SittingFailed) -> None:
        if isinstance(event.error, StoppedShort) and (self.desk is None or not self.desk.broken):
            # Its last entries, which say that it ended, arrived in the meantime.
            self._told = False
            return
        words = told(self.texts, event.error)
        if self.desk is None and self.desk_app.started_at_desk:
            self.desk_app.stop(words, getattr(event.error, "exit_code", 1))
            return
        from chattrainer.tui.screens import desk_dialogues

        await desk_dialogues.tell_failure(self, words)
        self.leave_desk()

    # --- the sitting goes on ---------------------------------------------------------------------------

    @on(messages.EntriesPosted)
    async def _more(self, event: messages.EntriesPosted) -> None:
        if self.desk is not None:
            news = self.desk.take(event.entries)
            if event.entries[0].number == 1:
                self._tell_who_words(self.desk)
            self.noted(self.desk, event.entries)
            await self.show(self.desk, news)

    def begun(self, desk: "Desk") -> None:
        """The sitting is ready, and about to start. For desks at which somebody works."""

    def _tell_who_words(self, desk: "Desk") -> None:
        """The opening record is there: it says whether a language model words the customers."""
        self.query_one(TopBar).show_place(desk.place)
        self.query_one(Panel).say_first(desk.about_words)
        if desk.model:
            self.notify(self.texts("llm.desk", model=desk.model), markup=False, timeout=8)

    async def show(self, desk: "Desk", news: "News", again: bool = False) -> None:
        """Draws what happened. `again`: long ago, in a sitting that is taken up again."""

    def noted(self, desk: "Desk", entries: "Sequence[Entry]") -> None:
        """More happened, and is about to be shown. For desks that keep an eye on what is done."""

    def standing(self, desk: "Desk") -> str:
        """How things stand, for the line at the head."""
        here = (
            self.texts("desk.robot")
            if desk.watching
            else f"● {self.texts(f'common.agent_status.{desk.status}')}"
        )
        return f"{here} · {desk.spent}" if desk.spent else here

    def _tick(self) -> None:
        if self.desk is None:
            return
        if self.desk.broken and not self._told:
            self._told = True
            self.post_message(messages.SittingFailed(StoppedShort()))
        now_ms = self.desk.now_ms
        self.query_one(ChatList).tick(now_ms)
        self.query_one(Columns).tick(now_ms)
        self.query_one(TopBar).show_time(minutes_seconds(now_ms))

    # --- the end -----------------------------------------------------------------------------------------

    def go_to_scoring(self) -> None:
        """The sitting is over."""
        assert self.desk is not None
        self.desk_app.show_scoring(self.desk.session)

    def leave_desk(self) -> None:
        """Back to the lobby, or out, for who only came to watch. The log keeps what was done."""
        self._left = self._told = True
        if self.watching and self.desk_app.started_at_desk:
            self.app.exit()
            return
        if self.desk is not None:
            # The app's worker, not this screen's: that one would be cancelled with the screen.
            self.app.run_worker(self.desk.session.end, thread=True, exit_on_error=False)
        self.desk_app.show_lobby()
