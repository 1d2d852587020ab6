"""The texts of the interface's language, for any widget."""

from typing import Any, Protocol, cast

from textual.widget import Widget

from chattrainer.locale.texts import Texts


class Worded(Protocol):
    """An app that speaks a language."""

    texts: Texts


def texts_of(widget: Widget) -> Texts:
    """The texts of the app that the widget lives in."""
    return cast(Worded, widget.app).texts


def say(widget: Widget, key: str, **params: Any) -> str:
    """One text of the interface."""
    return texts_of(widget)(key, **params)


def named(texts: Texts, table: str, name: str) -> str:
    """The name of a thing (`named(texts, "desk.field", "page_viewed")`); without one, the id in plain words."""
    key = f"{table}.{name}"
    if texts.has(key):
        return texts(key)
    words = name.replace("_", " ").replace(".", " · ")
    return words[:1].upper() + words[1:]
