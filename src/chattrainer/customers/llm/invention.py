"""What was invented: a number, date, amount, reference, address or name that neither the turn nor the talk holds."""

import re
from collections.abc import Sequence

from chattrainer.customers.llm.situation import Situation
from chattrainer.reading.comparison import same
from chattrainer.reading.text import fold, words
from chattrainer.reading.values import Found, values_in

# "two minutes", "one second" is a way of speaking.
SMALL_TALK_S = 600
SHORTEST_NAME = 3
# What may stand around an address.
AROUND = ".,;:!?…()'\""

_WORD = re.compile(r"(?<![\w@./-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w@])")
_STARTS = re.compile(r"[.!?…:;\n\"«(]\s*$")
_LINK = re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|fr|net|org|example|co|uk|io)\b")
_DIGITS = re.compile(r"\d[\d .,/-]*\d|\d")


def invented(texts: Sequence[str], situation: Situation) -> set[str]:
    found: set[str] = set()
    folded = [fold(text) for text in texts]
    if any(strange_values(text, situation) or _strange_link(text, situation) for text in folded):
        found.add("invented_value")
    if any(_strange_name(text, situation) for text in texts):
        found.add("invented_name")
    return found


def strange_values(folded: str, situation: Situation) -> list[Found]:
    """The values of a text that were neither said nor are to be said now."""
    return [
        value
        for value in values_in(folded, situation.language.code)
        if not _harmless(value) and not _is_allowed(value, folded, situation)
    ]


def _is_allowed(value: Found, folded: str, situation: Situation) -> bool:
    if any(same(value, allowed, situation.today) for allowed in situation.allowed_values):
        return True
    text = folded[value.start : value.end].strip()
    if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", situation.allowed):
        return True
    # Said digit by digit, with or without spaces.
    digits = re.sub(r"\D", "", text)
    return len(digits) >= 4 and digits in re.sub(r"(?<=\d)[\s.-]+(?=\d)", "", situation.allowed)


def _harmless(value: Found) -> bool:
    return value.kind == "duration" and value.number <= SMALL_TALK_S


def _strange_link(folded: str, situation: Situation) -> bool:
    if any(word.strip(AROUND) not in situation.allowed for word in folded.split() if "@" in word):
        return True
    return any(match.group() not in situation.allowed for match in _LINK.finditer(folded))


def _strange_name(text: str, situation: Situation) -> bool:
    """A capital within a sentence, on a word that nobody wrote."""
    for match in _WORD.finditer(text):
        word = match.group()
        if not word[0].isupper() or len(word) < SHORTEST_NAME or _STARTS.search(text[: match.start()]):
            continue
        if match.start() == 0 or _shouted(text):
            continue
        parts = [part for part in words(fold(word)) if len(part) > 1]
        known = situation.allowed_words | situation.language.capitalised
        if not all(part in known or part in situation.language.stop for part in parts):
            return True
    return False


def _shouted(text: str) -> bool:
    """ALL IN CAPITALS: anger, and no names."""
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) > len(letters) // 2
