"""Opening a campaign on a stock form: whose cases, how long, for which level."""

from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Select, Static

from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts, languages
from chattrainer.model.errors import ChattrainerError
from chattrainer.tui.failures import told
from chattrainer.tui.screens.base import Dialogue
from chattrainer.tui.widgets.choice_row import ChoiceRow

if TYPE_CHECKING:
    from chattrainer.app.exams.stock_campaign import StockWish
    from chattrainer.model.exam import FormKind
    from chattrainer.tui.recruiting import FormFacts, Openable, Recruiting

KINDS: "tuple[FormKind, ...]" = ("full", "target", "orientation")
LEVELS = ("1", "2", "3")
USUAL_LEVEL = "2"
MOST_PLACES, MOST_SEED = 10_000, 999_999_999
LONGEST_TITLE = 80


class OpenCampaignScreen(Dialogue[str]):
    """Gives the id of the campaign that was opened; None for Escape. Says beforehand what the form would come to."""

    DEFAULT_CSS = """
    OpenCampaignScreen > .dialogue { width: 76; padding: 1 2 0 2; }
    OpenCampaignScreen #choices { height: auto; }
    OpenCampaignScreen .line { height: 1; }
    OpenCampaignScreen .line > .label { width: 15; }
    OpenCampaignScreen .line > Input, OpenCampaignScreen .line > Select { width: 1fr; margin-bottom: 0; }
    OpenCampaignScreen .line > Select { margin-left: 1; }
    OpenCampaignScreen .line > .number { width: 12; }
    OpenCampaignScreen .line > .beside { width: auto; padding: 0 2; color: $muted; }
    OpenCampaignScreen #comes-to { height: auto; min-height: 3; margin-top: 1; color: $foreground; }
    OpenCampaignScreen .why { margin-top: 0; }
    """

    def __init__(self, recruiting: "Recruiting") -> None:
        super().__init__()
        self._recruiting = recruiting
        self._found: Openable | None = None
        self._opening = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialogue") as box:
            box.border_title = self.texts("recruit.open.title")
            with VerticalScroll(id="choices", can_focus=False):
                yield from self._line("name", Input(id="name", max_length=LONGEST_TITLE, compact=True))
                job = Input(
                    id="job",
                    max_length=LONGEST_TITLE,
                    placeholder=self.texts("recruit.open.job_like"),
                    compact=True,
                )
                yield from self._line("job", job)
                names = [(name, Texts(name)("setup.own_name")) for name in languages()]
                yield from self._line("language", ChoiceRow(names, self.texts.language, id="language"))
                yield from self._line("company", Select([], id="company", prompt="", compact=True))
                kinds = [(kind, self.texts(f"recruit.open.kind.{kind}")) for kind in KINDS]
                yield from self._line("form", ChoiceRow(kinds, KINDS[0], id="kind"))
                yield from self._line("level", ChoiceRow([(n, n) for n in LEVELS], USUAL_LEVEL, id="level"))
                places = Input("1", id="places", type="integer", max_length=5, classes="number", compact=True)
                yield from self._line("places", places)
                seed = Input("0", id="seed", type="integer", max_length=9, classes="number", compact=True)
                yield from self._line("seed", seed, self.texts("recruit.open.seed_about"))
            yield Static(id="comes-to", markup=False)
            yield Static(classes="why", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(self.texts("recruit.open.leave"), id="leave", compact=True)
                yield Button(self.texts("recruit.open.enter"), id="enter", variant="primary", compact=True)

    def _line(self, name: str, widget: Widget, beside: str = "") -> ComposeResult:
        with Horizontal(classes="line"):
            yield Static(Content(self.texts(f"recruit.open.{name}")), classes="label", markup=False)
            yield widget
            if beside:
                yield Static(Content(beside), classes="beside", markup=False)

    def on_mount(self) -> None:
        self.query_one("#name").focus()
        self._read()

    # --- what there is --------------------------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="openable")
    def _read(self) -> None:
        try:
            found = self._recruiting.openable()
        except ChattrainerError as error:
            self.app.call_from_thread(self._refuse, told(self.texts, error))
            return
        self.app.call_from_thread(self._show, found)

    def _show(self, found: "Openable") -> None:
        if not self.is_attached:
            return
        self._found = found
        self.query_one("#seed", Input).value = str(found.seed)
        self._list_companies()

    @on(ChoiceRow.Chosen, "#language")
    def _list_companies(self) -> None:
        if self._found is None:
            return
        language = self.query_one("#language", ChoiceRow).value
        here = [each for each in self._found.companies if each.language == language]
        offered = [
            (Content(self.texts("recruit.open.cases", name=printable(x.name, lines=False), n=x.cases)), x.id)
            for x in here
        ]
        select: Select[str] = self.query_one("#company", Select)
        select.set_options(offered)
        if here:
            # The best stocked one: its forms are the most alike.
            select.value = max(here, key=lambda each: each.cases).id
        else:
            self._tell(self.texts("recruit.open.no_company"))

    # --- what it would come to ------------------------------------------------------------------------------

    @on(Select.Changed)
    @on(ChoiceRow.Chosen, "#kind")
    @on(ChoiceRow.Chosen, "#level")
    @on(Input.Changed, "#seed")
    def _changed(self) -> None:
        self.query_one(".why", Static).update("")
        wish = self._wish
        if not isinstance(wish, str):
            self.query_one("#name", Input).placeholder = self._name_of(wish.company)
            self._try(wish)

    def _name_of(self, company: str) -> str:
        """What the campaign is called unless it is given a name."""
        companies = self._found.companies if self._found is not None else ()
        return next((printable(each.name, lines=False) for each in companies if each.id == company), "")

    @work(thread=True, exclusive=True, group="form")
    def _try(self, wish: "StockWish") -> None:
        try:
            form = self._recruiting.form_for(wish)
        except ChattrainerError as error:
            self.app.call_from_thread(self._answer, wish, told(self.texts, error))
            return
        self.app.call_from_thread(self._answer, wish, self._described(form))

    def _answer(self, wish: "StockWish", words: str) -> None:
        """Not for what was chosen meanwhile, nor when the dialogue has been left."""
        if self.is_attached and self._wish == wish:
            self._tell(words)

    def _described(self, form: "FormFacts") -> str:
        words = self.texts("recruit.open.comes_to", cases=form.scored, minutes=form.expected_minutes)
        if form.without_reserve:
            words += " " + self.texts("recruit.open.no_reserve", n=form.without_reserve)
        return words

    def _tell(self, words: str) -> None:
        self.query_one("#comes-to", Static).update(Content(words))

    @property
    def _wish(self) -> "StockWish | str":
        """What was chosen, or why it cannot be taken."""
        from chattrainer.app.exams.stock_campaign import StockWish

        company = self.query_one("#company", Select).value
        places = _whole(self.query_one("#places", Input).value, 1, MOST_PLACES)
        seed = _whole(self.query_one("#seed", Input).value, 0, MOST_SEED)
        if not isinstance(company, str):
            return self.texts("recruit.open.no_company")
        if places is None:
            return self.texts("recruit.open.wrong_places", most=MOST_PLACES)
        if seed is None:
            return self.texts("recruit.open.wrong_seed", most=MOST_SEED)
        kind = self.query_one("#kind", ChoiceRow).value
        return StockWish(
            company=company,
            language=self.query_one("#language", ChoiceRow).value,
            kind=next(each for each in KINDS if each == kind),
            level=int(self.query_one("#level", ChoiceRow).value),
            places=places,
            seed=seed,
            title=self.query_one("#name", Input).value,
            job=self.query_one("#job", Input).value,
        )

    # --- opening --------------------------------------------------------------------------------------------

    @on(Input.Submitted)
    def _next_entry(self) -> None:
        self.focus_next()

    @on(Button.Pressed, "#leave")
    def _leave(self) -> None:
        self.action_cancel()

    @on(Button.Pressed, "#enter")
    def _enter(self) -> None:
        wish = self._wish
        if isinstance(wish, str):
            self._refuse(wish)
        elif not self._opening:
            # Pressed twice, one campaign is opened.
            self._opening = True
            self._open(wish)

    @work(thread=True, group="open")
    def _open(self, wish: "StockWish") -> None:
        try:
            opened = self._recruiting.open_campaign(wish)
        except ChattrainerError as error:
            self.app.call_from_thread(self._refuse, told(self.texts, error))
            return
        self.app.call_from_thread(self.dismiss, opened)

    def action_cancel(self) -> None:
        """Not while it is being opened: it would be open, and nobody told."""
        if not self._opening:
            super().action_cancel()

    def _refuse(self, why: str) -> None:
        self._opening = False
        if self.is_attached:
            self.query_one(".why", Static).update(Content(why))


def _whole(text: str, least: int, most: int) -> int | None:
    """A whole number in its bounds; None for anything else."""
    try:
        value = int(text)
    except ValueError:
        return None
    return value if least <= value <= most else None
