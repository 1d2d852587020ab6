"""The two looks of the desk: night and day. Every pair of text and ground below is contrast-checked."""

from textual.theme import Theme

DARK = Theme(
    name="chattrainer-dark",
    primary="#86bfdc",
    secondary="#c3b1e6",
    accent="#e9c07a",
    foreground="#dbe1e8",
    background="#11161d",
    surface="#171d26",
    panel="#1f2732",
    success="#93cf9b",
    warning="#ebc06d",
    error="#f49488",
    boost="#26303d",
    dark=True,
    variables={
        "muted": "#93a0b0",
        "rule": "#2f3a48",
        "raised": "#26303d",
        "field": "#2c3746",
        "agent-ground": "#1f3a4b",
        "agent-text": "#e3eef5",
        "customer-ground": "#262f3b",
        "customer-text": "#e6ebf0",
        "chosen-ground": "#2b5068",
        "chosen-text": "#f4f9fc",
        "late-ground": "#f49488",
        "late-text": "#2a0d09",
        "border": "#3d4b5c",
        "border-blurred": "#2f3a48",
        "block-cursor-foreground": "#f4f9fc",
        "block-cursor-background": "#2b5068",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-foreground": "#dbe1e8",
        "block-cursor-blurred-background": "#26303d",
        "block-cursor-blurred-text-style": "none",
        "input-cursor-background": "#dbe1e8",
        "input-cursor-foreground": "#11161d",
        "input-selection-background": "#2b5068",
        "scrollbar": "#2f3a48",
        "scrollbar-hover": "#465569",
        "scrollbar-active": "#86bfdc",
        "scrollbar-background": "#171d26",
        "scrollbar-background-hover": "#171d26",
        "scrollbar-background-active": "#171d26",
        "scrollbar-corner-color": "#171d26",
    },
)

LIGHT = Theme(
    name="chattrainer-light",
    primary="#1d5b80",
    secondary="#64479a",
    accent="#7d5200",
    foreground="#262b31",
    background="#eeeae2",
    surface="#faf8f4",
    panel="#f2eee7",
    success="#25643a",
    warning="#7d5200",
    error="#a82820",
    boost="#e3ddd1",
    dark=False,
    variables={
        "muted": "#555c65",
        "rule": "#d4ccbe",
        "raised": "#e3ddd1",
        "field": "#e3ddd1",
        "agent-ground": "#d6e6ef",
        "agent-text": "#12303f",
        "customer-ground": "#e9e4da",
        "customer-text": "#262b31",
        "chosen-ground": "#b9d6e6",
        "chosen-text": "#0d2733",
        "late-ground": "#a82820",
        "late-text": "#ffffff",
        "border": "#b3a996",
        "border-blurred": "#d4ccbe",
        "block-cursor-foreground": "#0d2733",
        "block-cursor-background": "#b9d6e6",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-foreground": "#262b31",
        "block-cursor-blurred-background": "#e3ddd1",
        "block-cursor-blurred-text-style": "none",
        "input-cursor-background": "#262b31",
        "input-cursor-foreground": "#faf8f4",
        "input-selection-background": "#b9d6e6",
        "scrollbar": "#cfc6b6",
        "scrollbar-hover": "#b3a996",
        "scrollbar-active": "#1d5b80",
        "scrollbar-background": "#faf8f4",
        "scrollbar-background-hover": "#faf8f4",
        "scrollbar-background-active": "#faf8f4",
        "scrollbar-corner-color": "#faf8f4",
    },
)

THEMES: tuple[Theme, ...] = (DARK, LIGHT)

_INKS = ("foreground", "primary", "secondary", "accent", "success", "warning", "error", "muted")
READ_TOGETHER: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ground in ("background", "surface", "panel") for ink in _INKS),
    *((ink, "raised") for ink in ("foreground", "muted", "primary", "success", "warning", "error")),
    *((ink, "field") for ink in ("foreground", "muted")),
    ("agent-text", "agent-ground"),
    ("customer-text", "customer-ground"),
    ("chosen-text", "chosen-ground"),
    ("late-text", "late-ground"),
    ("block-cursor-foreground", "block-cursor-background"),
    ("foreground", "input-selection-background"),
)
"""Which inks stand on which grounds somewhere on a screen."""


def colour(theme: Theme, name: str) -> str:
    """A colour of a theme by the name that style sheets use."""
    found = theme.variables.get(name) or getattr(theme, name)
    assert isinstance(found, str)
    return found
