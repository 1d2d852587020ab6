"""Whether a text says a fact's value."""

from chattrainer.engine.search import folded


def says_value(text: str, value: object, shortest: int = 1) -> bool:
    """Whether the value stands in the text, as words of their own: capitals, accents and marks count for nothing.

    `shortest`: in characters; a shorter value (*3*, *no*) stands in too many texts to tell anything.
    """
    words = folded("" if value is None else str(value))
    return len(words) >= max(1, shortest) and f" {words} " in f" {folded(text)} "
