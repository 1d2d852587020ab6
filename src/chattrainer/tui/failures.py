"""How a failure is worded on a screen."""

from chattrainer.locale.texts import Texts
from chattrainer.model.errors import ChattrainerError


class StoppedShort(Exception):
    """The sitting's thread ended without an end of the sitting: a bug, whose trace is on standard error."""


def told(texts: Texts, error: BaseException) -> str:
    """The error in the reader's language: place, cause, remedy. What has no words is told by its name."""
    if isinstance(error, ChattrainerError):
        key = f"errors.{error.key}"
        if texts.has(key):
            return texts(key, **error.params)
    if isinstance(error, StoppedShort):
        return texts("desk.stopped_short")
    return texts("desk.failed", what=str(error) or type(error).__name__)
