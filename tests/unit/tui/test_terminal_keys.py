"""The keys that jump to a chat and start a new line arrive as themselves, whatever the terminal."""

import pytest
from textual import events
from textual._xterm_parser import XTermParser

from chattrainer.tui.terminal_keys import read_alt_keys


def keys(sent: str) -> list[str]:
    parser = XTermParser()
    return [event.key for event in [*parser.feed(sent), *parser.feed("")] if isinstance(event, events.Key)]


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ("\x1b1", "alt+1"),
        ("\x1b4", "alt+4"),
        ("\x1b\r", "alt+enter"),
        ("\x1bn", "alt+n"),
        ("\r", "enter"),
        ("\n", "ctrl+j"),
        ("£", "pound_sign"),
        ("\x1bOQ", "f2"),
    ],
)
def test_a_key_is_read_as_itself(sent: str, key: str) -> None:
    assert read_alt_keys()
    assert keys(sent) == [key]
