"""Where the team's table is to be saved."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, Static

from chattrainer.locale.safe import printable
from chattrainer.model.errors import ChattrainerError
from chattrainer.tui.failures import told
from chattrainer.tui.screens.base import Dialogue

if TYPE_CHECKING:
    from chattrainer.app.progress import TeamRow
    from chattrainer.tui.app import ChattrainerApp


class ExportScreen(Dialogue[str]):
    """Gives the full path of the file that was written; None for Escape. Nothing is overwritten unasked."""

    class Refused(Message):
        """The file was not written. `exists`: it can be replaced."""

        def __init__(self, why: str, exists: bool = False) -> None:
            super().__init__()
            self.why = why
            self.exists = exists

    class Saved(Message):
        def __init__(self, path: str) -> None:
            super().__init__()
            self.path = path

    def __init__(self, rows: "Sequence[TeamRow]") -> None:
        super().__init__()
        self._rows = tuple(rows)
        self._replaceable = ""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialogue") as box:
            box.border_title = self.texts("progress.export.title")
            yield Static(
                Content(self.texts("progress.export.about", n=len(self._rows))),
                classes="question",
                markup=False,
            )
            where = self.texts("progress.export.label", folder=printable(str(Path.cwd()), lines=False))
            yield Static(Content(where), classes="label", markup=False)
            yield Input(self.texts("progress.export.file"))
            yield Static(classes="why", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(self.texts("progress.export.save"), id="save", variant="primary", compact=True)

    def on_mount(self) -> None:
        self.query_one(".why").display = False
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _renamed(self) -> None:
        self._replaceable = ""
        self.query_one(".why").display = False
        self.query_one("#save", Button).label = self.texts("progress.export.save")

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def _asked(self) -> None:
        file = self.query_one(Input).value.strip()
        if file:
            self._save(file, file == self._replaceable)
        else:
            self._refused(self.Refused(self.texts("progress.export.no_name")))

    @work(thread=True, exclusive=True)
    def _save(self, file: str, replace: bool) -> None:
        services = cast("ChattrainerApp", self.app).services
        try:
            path = services.progress.export(self._rows, file, replace)
        except FileExistsError:
            self.post_message(self.Refused(self.texts("progress.export.exists", path=file), exists=True))
        except ChattrainerError as error:
            self.post_message(self.Refused(told(self.texts, error)))
        else:
            self.post_message(self.Saved(path))

    @on(Refused)
    def _refused(self, event: Refused) -> None:
        why = self.query_one(".why", Static)
        why.update(Content(printable(event.why)))
        why.display = True
        if event.exists:
            self._replaceable = self.query_one(Input).value.strip()
            self.query_one("#save", Button).label = self.texts("progress.export.replace")

    @on(Saved)
    def _saved(self, event: Saved) -> None:
        self.dismiss(event.path)
