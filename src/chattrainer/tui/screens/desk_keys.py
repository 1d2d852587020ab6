"""The keys of the desk. They survive tmux, and a terminal in a browser's tab.

What must be taken before the composer sees it has priority: TextArea has uses of its own for F6 and F7, and a
terminal sends Alt+2 with its digit, which the composer would write.
"""

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from chattrainer.tui.widgets.key_bar import Hint

if TYPE_CHECKING:
    from chattrainer.tui.screens.desk import DeskScreen

BINDINGS: list[BindingType] = [
    # Terminals send Alt+2 with its digit: the composer would write it, were it not taken before.
    *(
        Binding(f"alt+{n},f{n + 1}", f"place({n})", id=f"place_{n}", show=False, priority=True)
        for n in (1, 2, 3)
    ),
    Binding("alt+4", "place(4)", id="place_4", show=False, priority=True),
    Binding("alt+h", "help", id="help_too", show=False, priority=True),
    Binding("ctrl+g,alt+n", "next_waiting", id="next_waiting", show=False, priority=True),
    Binding("ctrl+f,f7", "page('knowledge')", id="search", show=False, priority=True),
    Binding("ctrl+o,f8", "page('actions')", id="actions", show=False, priority=True),
    Binding("f6", "turn_page(1)", id="next_page", show=False, priority=True),
    Binding("shift+f6", "turn_page(-1)", id="previous_page", show=False, priority=True),
    Binding("ctrl+p", "toggle_panel", id="toggle_panel", show=False),
    Binding("ctrl+r", "gesture('quote')", id="quote", show=False),
    Binding("ctrl+s", "gesture('status')", id="status", show=False),
    Binding("f9", "gesture('close')", id="close", show=False),
    Binding("pageup,ctrl+up", "scroll(-1)", id="scroll_up", show=False, priority=True),
    Binding("pagedown,ctrl+down", "scroll(1)", id="scroll_down", show=False, priority=True),
    Binding("escape", "back_to_composer", id="back_to_composer", show=False),
    Binding("ctrl+c,ctrl+q", "leave", id="leave", show=False),
]


def hints(screen: "DeskScreen") -> list[Hint]:
    """What the bar at the foot shows, the most needed first."""
    return _for_the_audience(screen) if screen.watching else _for_the_agent(screen)


def _for_the_audience(screen: "DeskScreen") -> list[Hint]:
    return [
        screen.hint("F1", "help"),
        screen.hint("F6", "panel", "turn_page(1)"),
        screen.hint("Ctrl+G", "next_chat", "next_waiting"),
        screen.hint("Ctrl+C", "leave"),
    ]


def _for_the_agent(screen: "DeskScreen") -> list[Hint]:
    return [
        screen.hint("F1", "help"),
        screen.hint("Ctrl+G", "next_waiting"),
        screen.hint("Ctrl+F", "search", "page('knowledge')"),
        screen.hint("Ctrl+O", "actions", "page('actions')"),
        screen.hint("F9", "close", "gesture('close')"),
        screen.hint("Ctrl+C", "leave"),
        screen.hint("/", "replies", "page('replies')"),
        screen.hint("F6", "panel", "turn_page(1)"),
        screen.hint("Alt+1-3", "places", "next_waiting"),
        screen.hint("Ctrl+R", "quote", "gesture('quote')"),
        screen.hint("Ctrl+J", "new_line", "back_to_composer"),
        screen.hint("Ctrl+S", "status", "gesture('status')"),
        screen.hint("Ctrl+P", "toggle_panel"),
    ]
