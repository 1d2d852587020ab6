"""The desk: chats, conversations, panel. A view of the sitting, which runs on a thread of its own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from chattrainer.tui import messages
from chattrainer.tui.failures import StoppedShort, told
from chattrainer.tui.listening import ScreenListener
from chattrainer.tui.screens import desk_hands, desk_keys, desk_turning
from chattrainer.tui.screens.base import Place
from chattrainer.tui.screens.desk_news import show_news
from chattrainer.tui.services import Request, Services, Session
from chattrainer.tui.timing import minutes_seconds
from chattrainer.tui.widgets.chat_list import ChatList
from chattrainer.tui.widgets.columns import Columns
from chattrainer.tui.widgets.composer import Composer
from chattrainer.tui.widgets.key_bar import KeyBar
from chattrainer.tui.widgets.panel import Page, Panel
from chattrainer.tui.widgets.too_small import TooSmall
from chattrainer.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from chattrainer.model.log import Entry
    from chattrainer.tui.desk import Desk
    from chattrainer.tui.screens.desk_writing import Marker

TICK_S = 0.25
"""How often the timers look at the clock."""


class DeskScreen(Place):
    """`resume`: the run to take up again instead of beginning a new sitting."""

    CSS_PATH = "desk.tcss"
    HELP_PAGE = "desk"
    AUTO_FOCUS = ""
    BINDINGS = desk_keys.BINDINGS

    def __init__(self, request: Request, resume: str | None = None) -> None:
        super().__init__()
        self._request = request
        self._resume = resume
        self.desk: Desk | None = None
        self._marker: Marker | None = None
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
        yield KeyBar(desk_keys.hints(self))
        yield TooSmall()

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
        from chattrainer.tui.screens.desk_writing import Marker

        desk = self.desk = Desk(event.session, self.texts, self.watching)
        self._marker = Marker(self, desk)
        self.query_one(TopBar).show_place(desk.place)
        self.query_one(Columns).say_waiting(self.texts("desk.waiting"))
        if event.session.earlier:
            await show_news(self, desk, desk.take(event.session.earlier), again=True)
            self.query_one(TopBar).show_place(desk.place)
        event.session.driver.go_on()
        event.session.driver.start()
        self.set_interval(TICK_S, self._tick)
        self._tick()
        self.watch(self.app, "app_focus", self._window_changed, init=False)

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
                # The opening record is there: it says who words the customers.
                self.query_one(TopBar).show_place(self.desk.place)
            self.noted(self.desk, event.entries)
            await show_news(self, self.desk, news)

    def noted(self, desk: "Desk", entries: "Sequence[Entry]") -> None:
        """More happened, and is about to be shown. For desks that keep an eye on what is done."""

    def standing(self, desk: "Desk") -> str:
        """How things stand, for the line at the head."""
        if desk.watching:
            return self.texts("desk.robot")
        return f"● {self.texts(f'common.agent_status.{desk.status}')}"

    @on(messages.GestureRefused)
    def _refused(self, event: messages.GestureRefused) -> None:
        if self.desk is not None:
            desk_hands.take_back(self, self.desk, event.error)

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

    # --- turning to a chat -----------------------------------------------------------------------------

    async def turn_to(self, chat: int) -> None:
        """Puts a chat before the agent: its conversation, its panel, its draft."""
        if self.desk is not None:
            await desk_turning.turn_to(self, self.desk, chat)

    async def redraw(self) -> None:
        """Draws what follows from the desk's state: the list, the heads of the columns, the panel."""
        if self.desk is not None:
            await desk_turning.redraw(self, self.desk)

    @property
    def focused_composer(self) -> Composer | None:
        """The composer of the chat that is turned to."""
        if self.desk is None or self.desk.view.focused is None or self.watching:
            return None
        column = self.query_one(Columns).column(self.desk.view.focused)
        return column.composer if column is not None else None

    @on(messages.ChatChosen)
    async def _chosen(self, event: messages.ChatChosen) -> None:
        await self.turn_to(event.chat)

    async def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, Composer) and self.desk and event.widget.chat != self.desk.view.focused:
            await self.turn_to(event.widget.chat)

    async def action_place(self, place: int) -> None:
        if self.desk is not None and place <= len(self.desk.view.places):
            await self.turn_to(self.desk.view.places[place - 1])

    async def action_next_waiting(self) -> None:
        from chattrainer.tui.view import next_waiting

        chat = next_waiting(self.desk.view, self.desk.now_ms) if self.desk is not None else None
        if chat is None:
            self.notify(self.texts("desk.nobody_else"), markup=False, timeout=2)
        else:
            await self.turn_to(chat)

    def _window_changed(self, here: bool) -> None:
        """The agent left the terminal's window, or came back to it."""
        desk = self.desk
        if desk is not None and not self.watching and desk.view.focused is not None:
            desk.gestures.focus(desk.view.focused if here else None)

    # --- the agent's gestures --------------------------------------------------------------------------

    @property
    def open_chat(self) -> int | None:
        """The chat that is turned to, while something can be done in it; None for a robot's audience."""
        if self.desk is None or self.watching or self.desk.view.focused is None:
            return None
        return self.desk.view.focused if self.desk.view.chat(self.desk.view.focused).is_open else None

    @on(messages.SendAsked)
    def _send(self, event: messages.SendAsked) -> None:
        if self.desk is not None:
            desk_hands.send(self, self.desk, event)

    @on(messages.HintsFound)
    def _hints(self, event: messages.HintsFound) -> None:
        from chattrainer.tui.screens import desk_writing

        desk_writing.show_hints(self, event)

    @on(messages.MarksAsked)
    def _look_at_words(self, event: messages.MarksAsked) -> None:
        if self._marker is not None:
            self._marker.look_at(event.chat, event.draft)

    @on(messages.MisspeltFound)
    def _misspelt(self, event: messages.MisspeltFound) -> None:
        if self._marker is not None:
            self._marker.show(event)

    @on(messages.ComposeChanged)
    def _composing(self, event: messages.ComposeChanged) -> None:
        if self.desk is not None:
            self.desk.gestures.compose(event.chat, event.on)

    @on(messages.InsertAsked)
    def _insert(self, event: messages.InsertAsked) -> None:
        desk_hands.insert(self, event)

    @on(messages.LookAsked)
    @on(messages.SearchAsked)
    @on(messages.ArticleAsked)
    @on(messages.NoteAsked)
    def _consult(self, event: messages.Consulting) -> None:
        if self.desk is not None and not self.watching:
            desk_hands.consult(self, self.desk, event)

    @on(messages.ActionAsked)
    @work
    async def _act(self, event: messages.ActionAsked) -> None:
        from chattrainer.tui.screens import desk_dialogues

        if (chat := self.open_chat) is not None and self.desk is not None:
            await desk_dialogues.act(self, self.desk, chat, event.action)

    @on(messages.GestureAsked)
    def _gesture(self, event: messages.GestureAsked) -> None:
        self.action_gesture(event.gesture)

    @work(exclusive=True, group="gesture")
    async def action_gesture(self, gesture: messages.Gesture) -> None:
        if self.desk is not None and not self.watching:
            await desk_hands.perform(self, self.desk, gesture)

    # --- moving about ------------------------------------------------------------------------------------

    async def action_page(self, page: Page) -> None:
        self.remove_class("-no-panel")
        await self.query_one(Panel).open(page)

    async def action_turn_page(self, step: int) -> None:
        self.remove_class("-no-panel")
        await self.query_one(Panel).turn(step)

    def action_toggle_panel(self) -> None:
        self.toggle_class("-no-panel")
        self.action_back_to_composer()

    def action_back_to_composer(self) -> None:
        composer = self.focused_composer
        if composer is not None and not composer.disabled:
            # At once: the next letter must not go to the chat one has just left.
            self.set_focus(composer)

    def on_key(self, event: events.Key) -> None:
        """A letter typed while the keyboard is in the panel begins, or goes on with, the message."""
        composer = self.focused_composer
        if not event.is_printable or event.character is None or composer is None or composer.disabled:
            return
        if self.focused is not composer:
            event.stop()
            self.action_back_to_composer()
            composer.insert_from(event.character, "typed")

    def action_scroll(self, direction: int) -> None:
        """Reads back in the conversation, unless the keyboard is in the panel, which scrolls by itself."""
        if self.focused is not None and self.query_one(Panel) in self.focused.ancestors:
            raise SkipAction
        if self.desk is None or self.desk.view.focused is None:
            return
        column = self.query_one(Columns).column(self.desk.view.focused)
        if column is not None:
            column.conversation.scroll_relative(
                y=direction * max(1, column.conversation.size.height - 2), animate=False
            )

    # --- the end -----------------------------------------------------------------------------------------

    @work(exclusive=True, group="leave")
    async def action_leave(self) -> None:
        if (selected := self.get_selected_text()) is not None:
            self.app.copy_to_clipboard(selected)
            self.clear_selection()
            return
        from chattrainer.tui.screens import desk_dialogues

        answer = await desk_dialogues.leave(self, self.desk)
        if answer == "finish" and self.desk is not None:
            self.desk.gestures.finish()
        elif answer == "later":
            self.leave_desk()

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
