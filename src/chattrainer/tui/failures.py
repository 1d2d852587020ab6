"""How a failure is worded on a screen."""

from chattrainer.locale.texts import Texts
from chattrainer.model.errors import ChattrainerError


def told(texts: Texts, error: BaseException) -> str:
    """The error in the reader's language: place, cause, remedy. What has no words is told by its name."""
    if isinstance(error, ChattrainerError):
        key = f"errors.{error.key}"
        if texts.has(key):
            return texts(key, **error.params)
    return texts("desk.failed", what=str(error) or type(error).__name__)
