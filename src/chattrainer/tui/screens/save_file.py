"""Where something is to be saved."""

from collections.abc import Callable
from pathlib import Path

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

Save = Callable[[str, bool], str]
"""Given a file's name and whether it is to be replaced, the full path. Raises FileExistsError."""


class SaveFileScreen(Dialogue[str]):
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

    def __init__(self, title: str, about: str, file: str, save: Save) -> None:
        """`file` is proposed; `save` is called in a worker."""
        super().__init__()
        self._title = title
        self._about = about
        self._file = file
        self._save_as = save
        self._replaceable = ""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialogue") as box:
            box.border_title = self._title
            yield Static(Content(self._about), classes="question", markup=False)
            where = self.texts("progress.export.label", folder=printable(str(Path.cwd()), lines=False))
            yield Static(Content(where), classes="label", markup=False)
            yield Input(self._file)
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
        try:
            path = self._save_as(file, replace)
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
