"""How long people take to read, think and type. Integer milliseconds, drawn by address."""

from chattrainer.engine.draws import skewed
from chattrainer.model.base import Millis
from chattrainer.model.scenario import Pace

# Silent reading of prose on a screen: about 240 words a minute (Brysbaert 2019: 238), 6 characters a word.
READING_CPM = 1440
# People type a reply faster than their measured copying speed allows to be shown: floor for one bubble.
SHORTEST_TYPING_MS = 900
SHORTEST_READING_MS = 600


def reading_ms(text: str) -> Millis:
    """Time to read a text."""
    return max(SHORTEST_READING_MS, len(text) * 60_000 // READING_CPM)


def typing_ms(text: str, pace: Pace) -> Millis:
    """Time to type a text at the person's speed."""
    return max(SHORTEST_TYPING_MS, len(text) * 60_000 // pace.typing_cpm)


def pause_ms(effort: str, pace: Pace, seed: int, *address: str | int) -> Millis:
    """Time between having read and starting to type: `quick`, `think` or `fetch`."""
    if effort == "fetch":
        low_s, high_s = pace.fetch_s
    elif effort == "think":
        low_s, high_s = pace.think_s
    else:
        low_s, high_s = pace.think_s[0] / 2, (pace.think_s[0] + pace.think_s[1]) / 4
    low, high = int(low_s * 1000), int(high_s * 1000)
    return skewed(low, max(low, high), seed, *address)
