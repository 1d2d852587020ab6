"""The terminal interface as an application: language, theme, and the way from place to place."""

import asyncio
import signal
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from chattrainer.locale.texts import Texts
from chattrainer.tui import prefs
from chattrainer.tui.services import Origin, Request, Services, Session
from chattrainer.tui.terminal_keys import read_alt_keys
from chattrainer.tui.themes import DARK, LIGHT, THEMES

if TYPE_CHECKING:
    from chattrainer.tui.screens.base import Place

SIGNALLED = 128
"""Added to a signal's number, it is the exit code of who was ended by it, as shells have it."""


class ChattrainerApp(App[None]):
    """`start`: a sitting to begin at once; `exam`: an exam's code. Without either, the lobby opens."""

    TITLE = "chattrainer"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", id="quit", show=False),
        Binding("ctrl+c", "leave", id="leave_app", show=False),
    ]

    def __init__(
        self, services: Services, start: Request | None = None, language: str = "", exam: str = ""
    ) -> None:
        super().__init__()
        read_alt_keys()
        self.services = services
        self.preferences = prefs.load(prefs.preferences_path())
        spoken = language or prefs.asked_language() or self.preferences.language
        self.texts = Texts(spoken or prefs.environment_language())
        self._start = self._in_a_language(start)
        self._exam_code = exam
        self.stopped_by = ""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = LIGHT.name if self.preferences.theme == LIGHT.name else DARK.name

    def _in_a_language(self, request: Request | None) -> Request | None:
        """Customers speak the language that was asked for, else the one chosen last, else the interface's."""
        if request is None or request.language:
            return request
        chosen = "" if prefs.asked_language() else self.preferences.sitting_language
        return replace(request, language=chosen or self.texts.language)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DARK.variables)

    def on_mount(self) -> None:
        if self._start is not None:
            self.show_desk(self._start)
        elif self._exam_code:
            self.show_exam(self._exam_code)
        else:
            self.show_lobby()

    # --- signals ------------------------------------------------------------------------------------------

    def on_load(self) -> None:
        """Asked to end by a signal, the terminal is given back as it was. The log needs no farewell."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            # Windows has no signals on its loop: there, the process just ends.
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self._end_by, number)

    def _end_by(self, number: int) -> None:
        self.stop(self.texts("lobby.stopped_by_signal"), SIGNALLED + number)

    @property
    def started_at_desk(self) -> bool:
        """Whether the desk was asked for on the command line."""
        return self._start is not None

    # --- from place to place -----------------------------------------------------------------------------

    def show_lobby(self) -> None:
        from chattrainer.tui.screens.lobby import LobbyScreen

        self._go(LobbyScreen())

    def show_setup(self) -> None:
        from chattrainer.tui.screens.setup import SetupScreen

        self._go(SetupScreen())

    def show_desk(self, request: Request, resume: str | None = None) -> None:
        from chattrainer.tui.screens.desk import DeskScreen

        self._go(DeskScreen(self._with_aids(request), resume))

    def _with_aids(self, request: Request) -> Request:
        """What was not asked for is as it was last time; at first hints, and no marks."""
        hints, marks = self.preferences.hints != "off", self.preferences.spelling_marks == "on"
        return replace(
            request,
            hints=hints if request.hints is None else request.hints,
            spelling_marks=marks if request.spelling_marks is None else request.spelling_marks,
        )

    def show_past(self) -> None:
        from chattrainer.tui.screens.past import PastScreen

        self._go(PastScreen())

    def show_progress(self) -> None:
        from chattrainer.tui.screens.progress import ProgressScreen

        self._go(ProgressScreen())

    def show_scoring(self, session: Session) -> None:
        """A sitting that has just ended: its log is let go, then it is scored."""
        from chattrainer.tui.screens.scoring import ScoringScreen

        self._go(ScoringScreen(session.run, session))

    def show_debrief(self, run: str, back: Origin = "lobby") -> None:
        """A sitting of the past; `back` is where it was chosen."""
        from chattrainer.tui.screens.scoring import ScoringScreen

        self._go(ScoringScreen(run, back=back))

    def go_back(self, to: Origin) -> None:
        """From a debrief to where it was asked for."""
        ways = {"lobby": self.show_lobby, "past": self.show_past, "progress": self.show_progress}
        ways[to]()

    def show_campaigns(self) -> None:
        from chattrainer.tui.screens.campaigns import CampaignsScreen

        self._go(CampaignsScreen())

    def show_candidates(self, campaign: str, at: str = "") -> None:
        """`at`: the code on which the cursor is to stand."""
        from chattrainer.tui.screens.candidates import CandidatesScreen

        self._go(CandidatesScreen(campaign, at))

    def show_result(self, code: str, campaign: str) -> None:
        from chattrainer.tui.screens.result import ResultScreen

        self._go(ResultScreen(code, campaign))

    def show_exam(self, code: str) -> None:
        from chattrainer.tui.screens.exam_open import ExamOpenScreen

        self._go(ExamOpenScreen(code))

    def leave_exam(self, why: str = "", return_code: int = 0) -> None:
        """Back to where the exam was begun: the command line or the lobby. `why`: what went wrong."""
        if self._exam_code:
            self.stop(why, return_code)
            return
        self.show_lobby()
        if why:
            self.notify(why, severity="error", markup=False, timeout=12)

    def go(self, place: "Place") -> None:
        """For who knows the way himself."""
        self._go(place)

    def _go(self, place: "Place") -> None:
        while len(self.screen_stack) > 2:
            # A dialogue that lies over the place one leaves goes with it.
            self.pop_screen()
        if len(self.screen_stack) > 1:
            self.switch_screen(place)
        else:
            self.push_screen(place)

    # --- what is remembered --------------------------------------------------------------------------------

    def speak(self, language: str) -> None:
        """Changes the interface's language, for good. Places are drawn anew by who asks."""
        self.texts = Texts(language)
        self._remember(replace(self.preferences, language=language))

    def change_theme(self) -> None:
        """From day to night and back, for good."""
        self.theme = DARK.name if self.theme == LIGHT.name else LIGHT.name
        self._remember(replace(self.preferences, theme=self.theme))

    def remember_sitting_language(self, language: str) -> None:
        self._remember(replace(self.preferences, sitting_language=language))

    def remember_aids(self, hints: str, spelling_marks: str) -> None:
        """`on` or `off`: what the desk says about written language while one practises."""
        self._remember(replace(self.preferences, hints=hints, spelling_marks=spelling_marks))

    def _remember(self, preferences: prefs.Preferences) -> None:
        self.preferences = preferences
        prefs.save(prefs.preferences_path(), preferences)

    def stop(self, why: str, return_code: int) -> None:
        """Ends the interface at once: what was asked for cannot be done, or a signal came."""
        self.stopped_by = why
        self.exit(return_code=return_code)

    def action_leave(self) -> None:
        """Where nothing is running, leaving needs no question."""
        self.exit()
