"""The desk: chats, conversations, panel, and what the agent does there."""

from typing import TYPE_CHECKING

from textual import events, on, work
from textual.actions import SkipAction

from chattrainer.tui import messages
from chattrainer.tui.screens import desk_hands, desk_keys, desk_turning
from chattrainer.tui.screens.desk_news import show_news
from chattrainer.tui.screens.sitting import SittingScreen
from chattrainer.tui.services import Request
from chattrainer.tui.widgets.columns import Columns
from chattrainer.tui.widgets.composer import Composer
from chattrainer.tui.widgets.key_bar import Hint
from chattrainer.tui.widgets.panel import Page, Panel

if TYPE_CHECKING:
    from chattrainer.tui.desk import Desk, News
    from chattrainer.tui.screens.desk_writing import Marker


class DeskScreen(SittingScreen):
    """Turning to chats, gestures, moving about."""

    CSS_PATH = "desk.tcss"
    HELP_PAGE = "desk"
    AUTO_FOCUS = ""
    BINDINGS = desk_keys.BINDINGS

    def __init__(self, request: Request, resume: str | None = None) -> None:
        super().__init__(request, resume)
        self._marker: Marker | None = None

    def begun(self, desk: "Desk") -> None:
        from chattrainer.tui.screens.desk_writing import Marker

        self._marker = Marker(self, desk)
        self.watch(self.app, "app_focus", self._window_changed, init=False)

    def hints(self) -> list[Hint]:
        return desk_keys.hints(self)

    async def show(self, desk: "Desk", news: "News", again: bool = False) -> None:
        await show_news(self, desk, news, again)

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

    @on(messages.GestureRefused)
    def _refused(self, event: messages.GestureRefused) -> None:
        if self.desk is not None:
            desk_hands.take_back(self, self.desk, event.error)

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
        # The composer keeps its own keys. Letters that come fast were on their way here before the first one
        # moved the keyboard: they belong to the message too.
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
