"""Text of unknown origin, made safe to show: no control reaches a terminal, no formula a spreadsheet.

Four doors, one table of dangerous characters: the C0 and C1 controls (a customer's or an agent's text could
move the cursor, retitle the window or answer for the user), the bidirectional embeddings, overrides and
isolates (they make text read in another order than it is stored), the two Unicode line separators, and lone
surrogates (they cannot be written to any stream).
"""

import re

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_BIDI = "\u061c\u202a-\u202e\u2066-\u2069"
_BREAKS = "\u2028\u2029"
_SURROGATES = "\ud800-\udfff"
_DANGEROUS = re.compile(f"[{_CONTROLS}{_BIDI}{_BREAKS}{_SURROGATES}]")
# Codes with parameters (colours, moves of the cursor), and those that carry a text (window titles, links).
_ESCAPE_CODES = re.compile(
    r"\x1b\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)|(?:\x1b\[|\x9b)[0-?]{0,60}[ -/]{0,8}[@-~]|\x1b[@-Z\\-_]"
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def printable(text: str, *, lines: bool = True) -> str:
    r"""The text with every dangerous character spelled out (`\x1b`, `\u202e`). Tabs are kept.

    Line breaks are kept too (CR LF becomes LF), unless `lines` is False: then each becomes one space, as a
    table cell or a single line of a list needs it.
    """
    text = text.replace("\r\n", "\n")
    text = _DANGEROUS.sub(_spelled_out, text)
    return text if lines else text.replace("\n", " ").replace("\t", " ")


def without_controls(text: str) -> str:
    """What is left of a text to be typed on: without escape codes, controls, or what turns its direction.

    For what comes from a clipboard, where nobody meant them; tabs and line breaks are kept.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _DANGEROUS.sub("", _ESCAPE_CODES.sub("", text))


def csv_cell(value: str | int | float | None) -> str:
    """A cell for a CSV file: printable, and never taken for a formula by a spreadsheet.

    A text that starts with `=`, `+`, `-`, `@`, a tab or a line break (or a full-width form of the signs) gets
    an apostrophe in front. Numbers stay numbers; None is an empty cell.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    text = printable(value)
    return f"'{text}" if value.startswith(_FORMULA_STARTS) else text


def json_text(document: str) -> str:
    r"""A JSON document with the same meaning, in which dangerous characters are `\u` escapes.

    In JSON they can only stand inside strings, where the escape means the same character.
    """
    return _DANGEROUS.sub(_json_escape, document)


def _spelled_out(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _json_escape(match: re.Match[str]) -> str:
    character = match.group()
    # Outside strings JSON has only these as white space; they carry no text.
    return character if character == "\r" else f"\\u{ord(character):04x}"
