"""Between the sitting and its debrief: the scores are being worked out."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import ProgressBar, Static

from chattrainer.tui.failures import told
from chattrainer.tui.screens.base import Place
from chattrainer.tui.services import Judged, Origin, Session
from chattrainer.tui.widgets.too_small import TooSmall
from chattrainer.tui.widgets.top_bar import TopBar


class ScoringScreen(Place):
    """`session`: the sitting that has just ended, whose log has to be let go first. `back`: where one came from."""

    CSS_PATH = "scoring.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "lobby", id="lobby", show=False)]

    class Done(Message):
        def __init__(self, judged: Judged) -> None:
            super().__init__()
            self.judged = judged

    class Failed(Message):
        def __init__(self, error: Exception) -> None:
            super().__init__()
            self.error = error

    def __init__(self, run: str, session: Session | None = None, back: Origin = "lobby") -> None:
        super().__init__()
        self._run_id = run
        self._session = session
        self._back = back

    def compose(self) -> ComposeResult:
        yield TopBar(self.texts("scoring.title"))
        with Vertical(id="box"):
            yield Static(Content(self.texts("scoring.working")), id="words", markup=False)
            yield ProgressBar(show_eta=False, show_percentage=False)
        yield TooSmall()

    def on_mount(self) -> None:
        self._judge()

    @work(thread=True, exclusive=True)
    def _judge(self) -> None:
        from chattrainer.model.errors import ChattrainerError

        try:
            if self._session is not None:
                self._session.end()
            judged = self.desk_app.services.judge(self._run_id)
        except ChattrainerError as error:
            self.post_message(self.Failed(error))
            return
        self.post_message(self.Done(judged))

    @on(Done)
    def _done(self, event: Done) -> None:
        from chattrainer.tui.screens.debrief import DebriefScreen

        self.app.switch_screen(DebriefScreen(event.judged, self._back))

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        words = self.texts("scoring.failed", why=told(self.texts, event.error))
        self.query_one("#words", Static).update(Content(words))
        self.query_one(ProgressBar).display = False

    def action_lobby(self) -> None:
        self.desk_app.go_back(self._back)
