"""The curves of a person's progress: one a load, its points the figure of the load."""

from collections.abc import Sequence

from textual.color import Color
from textual_plotext import PlotextPlot

from chattrainer.app.curves import Measured, curves, draw
from chattrainer.app.progress import ScoredSitting
from chattrainer.tui.progress_words import shown_day
from chattrainer.tui.wording import texts_of

INKS = ("primary", "accent", "success", "secondary")
"""The theme's colours for 1, 2, 3 and 4 chats at once."""


class ProgressCurve(PlotextPlot):
    """Drawn anew when its size, its sittings or the theme change."""

    def __init__(self) -> None:
        super().__init__()
        self._sittings: tuple[ScoredSitting, ...] = ()
        self._what: Measured = "overall"

    def on_mount(self) -> None:
        super().on_mount()
        self.app.theme_changed_signal.subscribe(self, lambda _: self._draw())

    def show(self, sittings: Sequence[ScoredSitting], what: Measured) -> None:
        """The sittings oldest first, and which of their scores."""
        self._sittings, self._what = tuple(sittings), what
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        if not self.size.width or not self.size.height:
            return
        self.plt.clear_figure()
        self.plt.axes_color("default")
        self.plt.ticks_color(self._ink("muted"))
        drawn = curves(self._sittings, self._what)
        if drawn:
            draw(
                self.plt,
                self._sittings,
                drawn,
                columns=self.size.width,
                lines=self.size.height,
                day=lambda stamp: shown_day(texts_of(self), stamp),
                colours={load: self._ink(ink) for load, ink in enumerate(INKS, 1)},
            )
        self.refresh()

    def _ink(self, name: str) -> tuple[int, int, int]:
        return Color.parse(self.app.theme_variables[name]).rgb
