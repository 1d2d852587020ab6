"""The person a customer is: how she writes, thinks, waits, and her mood."""

from typing import Literal

from pydantic import Field

from chattrainer.model.base import Seconds, Value


class Public(Value):
    digital_ease: Literal["low", "medium", "high"] = "medium"
    formality: Literal["vous", "tu", "formal", "neutral", "casual"] = "neutral"


class Style(Value):
    """How she writes. `spelling_noise` is the share of words with a slip; `bursts`: several short bubbles."""

    verbosity: Literal["low", "medium", "high"] = "medium"
    spelling_noise: float = Field(default=0.0, ge=0, le=0.5)
    bursts: bool = False
    lower_case: bool = False
    no_accents: bool = False


class Pace(Value):
    """Seconds to think, seconds to fetch something, typing speed in characters a minute."""

    think_s: tuple[Seconds, Seconds] = (8, 45)
    fetch_s: tuple[Seconds, Seconds] = (30, 120)
    typing_cpm: int = Field(default=160, ge=20, le=2000)


class Patience(Value):
    """Waits, in seconds, counted from the end of her burst (the first from the opening of the chat)."""

    first_reply_s: Seconds = 60
    reply_s: Seconds = 120
    nudges: int = Field(default=2, ge=0, le=6)
    leaves_after_s: Seconds = 240


class Customer(Value):
    public: Public = Public()
    style: Style = Style()
    pace: Pace = Pace()
    patience: Patience = Patience()
    mood: Literal["calm", "cheerful", "worried", "annoyed", "angry", "hurried", "lost", "sad"] = "calm"
