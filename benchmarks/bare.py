"""The smallest Textual app with a text area: what any desk costs at the least."""

from textual.app import App, ComposeResult
from textual.widgets import Static, TextArea

FIRST_FRAME = "the bare desk"


class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield Static(FIRST_FRAME)
        yield TextArea()


if __name__ == "__main__":
    Bare().run()
