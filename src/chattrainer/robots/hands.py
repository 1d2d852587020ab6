"""How a robot works the desk: the speeds of a person, as numbers that a kind of robot may change."""

from dataclasses import dataclass

from chattrainer.model.base import Millis


@dataclass(frozen=True, slots=True)
class Hands:
    """`typing_cpm`: practised office typists reach 300 to 400 characters a minute (50 to 65 words). Times in ms.

    `notice_ms`: from a message's arrival to looking at it. `think_ms`: from having read to typing.
    `delay_ms`: an extra wait before every reply.
    """

    typing_cpm: int = 360
    reading_cpm: int = 1500
    notice_ms: Millis = 1_200
    think_ms: Millis = 2_500
    canned_ms: Millis = 2_000
    gesture_ms: Millis = 2_500
    delay_ms: Millis = 0
    paste: bool = False

    def typing_ms(self, text: str) -> Millis:
        return self.canned_ms if self.paste else max(700, len(text) * 60_000 // self.typing_cpm)

    def reading_ms(self, text: str) -> Millis:
        return max(500, len(text) * 60_000 // self.reading_cpm)
