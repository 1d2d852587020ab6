"""Both themes can be read: every ink on every ground it stands on, as WCAG 2 AA asks."""

import pytest
from textual.theme import Theme

from chattrainer.tui.themes import READ_TOGETHER, THEMES, colour

AA = 4.5


def luminance(hexadecimal: str) -> float:
    channels = [int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("ink", "ground"), READ_TOGETHER)
def test_text_can_be_read_on_its_ground(theme: Theme, ink: str, ground: str) -> None:
    measured = contrast(colour(theme, ink), colour(theme, ground))
    assert measured >= AA, f"{theme.name}: {ink} on {ground} has {measured:.2f}"


def test_both_themes_name_the_same_colours() -> None:
    dark, light = THEMES
    assert dark.variables.keys() == light.variables.keys()


def test_the_contrast_of_black_and_white_is_21() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
