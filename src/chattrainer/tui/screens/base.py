"""What every screen shares: its classes by size, the curtain when the terminal is too small, help and leaving."""

from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen

from chattrainer.locale.texts import Texts
from chattrainer.tui.widgets.key_bar import Hint
from chattrainer.tui.widgets.too_small import SMALLEST

if TYPE_CHECKING:
    from chattrainer.tui.app import ChattrainerApp

Result = TypeVar("Result")

COLUMNS, LINES = SMALLEST
BY_WIDTH = [(0, "-cramped-columns"), (COLUMNS, "-compact"), (100, "-medium"), (150, "-wide")]
BY_HEIGHT = [(0, "-cramped-lines"), (LINES, "-enough-lines")]


class Place(Screen[None]):
    """A screen of the interface. Subclasses yield a `TooSmall` last."""

    HORIZONTAL_BREAKPOINTS = BY_WIDTH
    VERTICAL_BREAKPOINTS = BY_HEIGHT
    HELP_PAGE = "general"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "help", id="help", show=False),
    ]

    @property
    def desk_app(self) -> "ChattrainerApp":
        from chattrainer.tui.app import ChattrainerApp

        return cast(ChattrainerApp, self.app)

    @property
    def texts(self) -> Texts:
        """The texts of the interface's language."""
        return self.desk_app.texts

    def hint(self, key: str, name: str, action: str | None = None) -> Hint:
        """A key for the bar at the foot: `name` is its text's key and, by default, its action's name."""
        named = f"keys.named.{key}"
        written = self.texts(named) if self.texts.has(named) else key
        return Hint(written, self.texts(f"keys.{name}"), action or name)

    def action_help(self) -> None:
        from chattrainer.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.HELP_PAGE))


class Dialogue(ModalScreen[Result]):
    """A question over the desk. Escape answers nothing."""

    HORIZONTAL_BREAKPOINTS = BY_WIDTH
    VERTICAL_BREAKPOINTS = BY_HEIGHT
    CSS_PATH = "dialogue.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", id="cancel", show=False)]

    @property
    def texts(self) -> Texts:
        from chattrainer.tui.app import ChattrainerApp

        return cast(ChattrainerApp, self.app).texts

    def action_cancel(self) -> None:
        self.dismiss(None)
