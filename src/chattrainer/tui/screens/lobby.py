"""The lobby: practise, watch, past sittings, progress, an interrupted one, language, theme."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chattrainer.locale.texts import languages
from chattrainer.tui.failures import told
from chattrainer.tui.screens.base import Place
from chattrainer.tui.services import PastSitting, Request
from chattrainer.tui.widgets.key_bar import KeyBar
from chattrainer.tui.widgets.sitting_line import sitting_line
from chattrainer.tui.widgets.too_small import TooSmall
from chattrainer.tui.widgets.top_bar import TopBar

WATCHED_CHATS = 2
WATCHED_SPEED = 3.0
RECENT = 6


class LobbyScreen(Place):
    """A newcomer is offered to watch first; a sitting that was cut off comes before everything."""

    CSS_PATH = "lobby.tcss"
    HELP_PAGE = "lobby"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "language", id="language", show=False),
        Binding("t", "theme", id="theme", show=False),
        Binding("q,ctrl+c,ctrl+q", "app.leave", id="quit_lobby", show=False),
    ]

    class StoreRead(Message):
        def __init__(self, unfinished: tuple[PastSitting, ...], past: tuple[PastSitting, ...]) -> None:
            super().__init__()
            self.unfinished = unfinished
            self.past = past

    def __init__(self) -> None:
        super().__init__()
        self._unfinished: PastSitting | None = None

    def compose(self) -> ComposeResult:
        yield TopBar("chattrainer")
        with Horizontal(id="hall"):
            with Vertical(id="door"):
                yield Static(Content(self.texts("lobby.welcome")), id="name", markup=False)
                yield Static(Content(self.texts("lobby.aim")), id="aim", markup=False)
                yield OptionList(*self._options(), id="menu", markup=False)
            with Vertical(id="recent"):
                yield Static(Content(self.texts("lobby.recent")), classes="heading", markup=False)
        yield KeyBar(
            [
                self.hint("F1", "help"),
                self.hint("↑↓", "move", "help"),
                self.hint("enter", "choose", "help"),
                self.hint("L", "language"),
                self.hint("T", "theme"),
                self.hint("Q", "quit", "app.leave"),
            ]
        )
        yield TooSmall()

    def on_mount(self) -> None:
        self.query_one("#menu", OptionList).highlighted = 0
        self.query_one("#menu").focus()
        self.call_after_refresh(self._read_store)

    def _options(self) -> list[Option | None]:
        """What can be done, a line between the groups."""
        names = ["watch", "practise"] if self.desk_app.services.newcomer else ["practise", "watch"]
        groups = [[*names, "past", "progress", "exam", "campaigns"], ["language", "theme", "quit"]]
        if self._unfinished is not None:
            groups.insert(0, ["resume", "close"])
        options: list[Option | None] = []
        for group in groups:
            options += [None] if options else []
            options += [self._option(name) for name in group]
        return options

    def _option(self, name: str) -> Option:
        title, about = self.texts(f"lobby.{name}.title"), f"lobby.{name}.about"
        words = f"\n{self.texts(about)}" if self.texts.has(about) else ""
        return Option(Content.assemble((title, "bold"), words), id=name)

    # --- what the store knows ------------------------------------------------------------------------

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _read_store(self) -> None:
        from chattrainer.model.errors import ChattrainerError

        services = self.desk_app.services
        try:
            unfinished, past = services.unfinished(), services.past()
        except ChattrainerError as error:
            self.app.call_from_thread(self._store_unread, told(self.texts, error))
            return
        self.post_message(self.StoreRead(unfinished, past))

    def _store_unread(self, words: str) -> None:
        """Where the sittings would stand, it says why they cannot be shown."""
        self.query_one("#recent").mount(Static(Content(words), classes="run failure", markup=False))

    @on(StoreRead)
    async def _show_store(self, event: StoreRead) -> None:
        if event.unfinished:
            self._unfinished = event.unfinished[0]
            self._draw_menu()
        past = event.past
        recent = self.query_one("#recent")
        lines = [
            Static(sitting_line(self.texts, sitting), classes="run", markup=False)
            for sitting in past[:RECENT]
        ]
        await recent.mount_all(
            lines or [Static(Content(self.texts("lobby.nothing_yet")), classes="run", markup=False)]
        )

    def _draw_menu(self) -> None:
        menu = self.query_one("#menu", OptionList)
        menu.set_options(self._options())
        menu.highlighted = 0

    # --- choices ---------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected, "#menu")
    async def _chosen(self, event: OptionList.OptionSelected) -> None:
        await self.run_action(event.option_id or "help")

    def action_practise(self) -> None:
        self.desk_app.show_setup()

    def action_watch(self) -> None:
        language = self.desk_app.preferences.sitting_language or self.texts.language
        self.desk_app.show_desk(
            Request(
                language, chats=WATCHED_CHATS, robot=self.desk_app.services.robot, speed=WATCHED_SPEED, seed=1
            )
        )

    def action_past(self) -> None:
        self.desk_app.show_past()

    @work
    async def action_exam(self) -> None:
        from chattrainer.tui.screens.exam_code import ExamCodeScreen

        if code := await self.app.push_screen_wait(ExamCodeScreen()):
            self.desk_app.show_exam(code)

    def action_progress(self) -> None:
        self.desk_app.show_progress()

    def action_campaigns(self) -> None:
        self.desk_app.show_campaigns()

    def action_resume(self) -> None:
        if self._unfinished is not None:
            request = Request(self._unfinished.language, self._unfinished.chats_at_once)
            self.desk_app.show_desk(request, self._unfinished.run)

    @work(thread=True, exit_on_error=False)
    def action_close(self) -> None:
        if self._unfinished is not None:
            from chattrainer.model.errors import ChattrainerError

            run, self._unfinished = self._unfinished.run, None
            try:
                self.desk_app.services.close_unfinished(run)
            except ChattrainerError as error:
                self.notify(told(self.texts, error), markup=False, severity="error")
            self.app.call_from_thread(self._draw_menu)

    async def action_language(self) -> None:
        known = languages()
        here = known.index(self.texts.language)
        self.desk_app.speak(known[(here + 1) % len(known)])
        await self.recompose()
        self.on_mount()

    def action_theme(self) -> None:
        self.desk_app.change_theme()

    def action_quit(self) -> None:
        self.desk_app.action_leave()
