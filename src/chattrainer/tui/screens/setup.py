"""Before practising: the language, how many chats, which cases."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts, languages
from chattrainer.tui.failures import told
from chattrainer.tui.screens.base import Place
from chattrainer.tui.services import MOST_CHATS, Offer, Request
from chattrainer.tui.widgets.choice_row import ChoiceRow
from chattrainer.tui.widgets.key_bar import KeyBar
from chattrainer.tui.widgets.tick_list import TickList
from chattrainer.tui.widgets.too_small import TooSmall
from chattrainer.tui.widgets.top_bar import TopBar

DIFFICULTIES = 5


class SetupScreen(Place):
    """Nothing chosen: the cases are a surprise."""

    CSS_PATH = "setup.tcss"
    HELP_PAGE = "setup"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5,ctrl+g", "start", id="start", show=False, priority=True),
        Binding("escape", "lobby", id="lobby", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._offers: tuple[Offer, ...] = ()

    def compose(self) -> ComposeResult:
        yield TopBar(self.texts("setup.title"))
        with Vertical(id="form"):
            with Horizontal(id="top"):
                with Vertical():
                    yield Static(Content(self.texts("setup.chats")), classes="label")
                    numbers = [str(n) for n in range(1, MOST_CHATS + 1)]
                    yield ChoiceRow([(n, n) for n in numbers], numbers[0], id="chats")
                with Vertical():
                    yield Static(Content(self.texts("setup.language")), classes="label")
                    names = [(name, Texts(name)("setup.own_name")) for name in languages()]
                    yield ChoiceRow(names, self._language, id="language")
                with Vertical():
                    yield Static(Content(self.texts("setup.words")), classes="label")
                    by = [(who, self.texts(f"setup.{who}")) for who in ("script", "llm")]
                    yield ChoiceRow(by, "script", id="words")
            with Horizontal(id="aids"):
                yield from self._aids()
            yield Static(Content(self.texts("setup.scenarios")), classes="label")
            yield TickList(id="scenarios")
            with Horizontal(id="foot"):
                yield Static(Content(self.texts("setup.surprise")), id="hint", markup=False)
                yield Button(self.texts("setup.start"), id="start", variant="primary", compact=True)
        yield KeyBar(
            [
                self.hint("F1", "help"),
                self.hint("tab", "next_field", "help"),
                self.hint("space", "tick", "help"),
                self.hint("F5", "start"),
                self.hint("escape", "lobby"),
            ]
        )
        yield TooSmall()

    def _aids(self) -> ComposeResult:
        """What the desk says about written language meanwhile."""
        kept = self.desk_app.preferences
        choices = [(value, self.texts(f"setup.{value}")) for value in ("on", "off")]
        for name, value in (("hints", kept.hints or "on"), ("marks", kept.spelling_marks or "off")):
            with Vertical():
                yield Static(Content(self.texts(f"setup.{name}")), classes="label")
                yield ChoiceRow(choices, value, id=name)

    @on(ChoiceRow.Chosen, "#hints")
    @on(ChoiceRow.Chosen, "#marks")
    def _aids_changed(self) -> None:
        chosen = (self.query_one(f"#{name}", ChoiceRow).value for name in ("hints", "marks"))
        self.desk_app.remember_aids(*chosen)

    @property
    def _language(self) -> str:
        return self.desk_app.preferences.sitting_language or self.texts.language

    def on_mount(self) -> None:
        self.query_one("#chats").focus()
        self._read_offers()

    @work(thread=True, exclusive=True)
    def _read_offers(self) -> None:
        from chattrainer.model.errors import ChattrainerError

        services = self.desk_app.services
        try:
            offers = services.offers()
        except ChattrainerError as error:
            self.app.call_from_thread(self.notify, told(self.texts, error), severity="error", markup=False)
            return
        self.app.call_from_thread(self._show_offers, offers)
        # While cases are chosen, the slow part of opening the desk gets done.
        services.warm_up(self._language)

    def _show_offers(self, offers: tuple[Offer, ...]) -> None:
        self._offers = offers
        self._list_scenarios()

    @on(ChoiceRow.Chosen, "#language")
    def _language_changed(self, event: ChoiceRow.Chosen) -> None:
        self.desk_app.remember_sitting_language(event.value)
        self._list_scenarios()
        self._tell_cost()

    def _list_scenarios(self) -> None:
        offers = [offer for offer in self._offers if offer.language == self._language]
        self.query_one(TickList).offer([(offer.id, self._described(offer)) for offer in offers])

    def _described(self, offer: Offer) -> Content:
        level = "●" * offer.difficulty + "○" * (DIFFICULTIES - offer.difficulty)
        about = self.texts(
            "setup.about",
            activity=self.texts(f"common.activity.{offer.activity}"),
            n=round(offer.minutes),
        )
        return Content.assemble(f"{level}  ", (f"{printable(offer.title, lines=False)}  ", "bold"), about)

    # --- who words the customers ---

    @on(ChoiceRow.Chosen, "#chats")
    @on(ChoiceRow.Chosen, "#words")
    @on(TickList.Ticked)
    def _tell_cost(self) -> None:
        """What the model would take for this sitting, before it begins; and which cases will come."""
        if self.query_one("#words", ChoiceRow).value == "llm":
            self._estimate(self._request)
        else:
            self._show_hint(self._which_cases)

    @property
    def _which_cases(self) -> str:
        """A surprise, the ticked ones, or the ticked ones several times: too few for so many chats."""
        request = self._request
        ticked = len(request.scenarios)
        if not ticked:
            return self.texts("setup.surprise")
        return self.texts("setup.repeated", n=ticked, chats=request.chats) if ticked < request.chats else ""

    @work(thread=True, exclusive=True, group="estimate")
    def _estimate(self, request: Request) -> None:
        from chattrainer.app.llm.estimate import offer_line
        from chattrainer.model.errors import ChattrainerError

        try:
            offer = self.desk_app.services.words_offer(request)
        except ChattrainerError as error:
            words = self.texts("llm.offer_failed", told=told(self.texts, error))
            self.app.call_from_thread(self._no_model, words)
            return
        if offer is None:
            self.app.call_from_thread(self._no_model, self.texts("llm.not_set"))
        else:
            self.app.call_from_thread(self._show_hint, offer_line(offer, self.texts))

    def _no_model(self, words: str) -> None:
        self.query_one("#words", ChoiceRow).choose("script")
        self.notify(words, severity="warning", markup=False, timeout=8)

    def _show_hint(self, words: str) -> None:
        self.query_one("#hint", Static).update(Content(words))

    # --- starting -------------------------------------------------------------------------------------------

    @on(Button.Pressed, "#start")
    def action_start(self) -> None:
        self.desk_app.show_desk(self._request)

    @property
    def _request(self) -> Request:
        chats = int(self.query_one("#chats", ChoiceRow).value)
        by_model = self.query_one("#words", ChoiceRow).value == "llm"
        return Request(self._language, chats, self.query_one(TickList).ticked, llm=by_model)

    def action_lobby(self) -> None:
        self.desk_app.show_lobby()
