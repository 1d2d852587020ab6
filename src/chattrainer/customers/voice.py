"""The scripted voice: a move's wording, chosen by address and written as this person writes."""

import unicodedata
from collections.abc import Sequence

from chattrainer.engine.draws import below, chance, pick
from chattrainer.model.case import Case, Phrases
from chattrainer.model.scenario import Bubbles, Style

# A burst is cut at the ends of sentences; longer bubbles than this are cut at commas too.
LONG_BUBBLE = 70


class ScriptedVoice:
    """Words for one customer. The same seed, chat, move and occurrence give the same words."""

    def __init__(self, case: Case, phrases: Phrases, seed: int) -> None:
        self._case = case
        self._phrases = phrases
        self._seed = seed

    def of(self, variants: Sequence[Bubbles], move: str, nth: int) -> tuple[str, ...]:
        """The bubbles of one of the variants. Written by the author as several, they stay several."""
        chosen = variants[(self._first(move, len(variants)) + nth) % len(variants)]
        bubbles = (chosen,) if isinstance(chosen, str) else tuple(chosen)
        style = self._case.scenario.customer.style
        if style.bursts and len(bubbles) == 1:
            bubbles = _burst(bubbles[0])
        return tuple(self._styled(text, style, f"{move}:{nth}:{i}") for i, text in enumerate(bubbles))

    def knows(self, key: str) -> bool:
        """Whether the language has phrases for this."""
        formality = self._case.scenario.customer.public.formality
        return bool(self._phrases.says.get(f"{key}.{formality}") or self._phrases.says.get(key))

    def phrase(self, key: str, nth: int, **values: str) -> tuple[str, ...]:
        """A phrase that any customer of the language may say; empty when the language has none."""
        formality = self._case.scenario.customer.public.formality
        variants = self._phrases.says.get(f"{key}.{formality}") or self._phrases.says.get(key, ())
        if not variants:
            return ()
        filled = [v.format(**values) for v in variants] if values else list(variants)
        return self.of(filled, key, nth)

    def _first(self, move: str, count: int) -> int:
        # Variants are taken in turn from a drawn start, so that nobody repeats herself before she must.
        return below(count, self._seed, "variant", self._case.chat, move)

    def _styled(self, text: str, style: Style, occurrence: str) -> str:
        if style.lower_case:
            text = text.lower()
        if style.no_accents:
            text = _without_accents(text)
        per_mille = round(style.spelling_noise * 1000)
        if per_mille <= 0:
            return text
        words = text.split(" ")
        address = ("slip", self._case.chat, occurrence)
        return " ".join(
            self._slip(word, i, occurrence)
            if _can_slip(word) and chance(per_mille, self._seed, *address, i)
            else word
            for i, word in enumerate(words)
        )

    def _slip(self, word: str, index: int, occurrence: str) -> str:
        address = (self._seed, "slip_kind", self._case.chat, occurrence, index)
        at = 1 + below(len(word) - 2, *address, "at")
        kind = pick(("drop", "swap", "double"), *address)
        if kind == "drop":
            return word[:at] + word[at + 1 :]
        if kind == "double":
            return word[:at] + word[at] + word[at:]
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _can_slip(word: str) -> bool:
    # Values must survive: nothing with a digit, an @ or a capital inside is misspelt.
    return len(word) >= 4 and word.isalpha() and word == word.lower()


def _without_accents(text: str) -> str:
    plain = unicodedata.normalize("NFD", text)
    return "".join(c for c in plain if not unicodedata.combining(c))


def _burst(text: str) -> tuple[str, ...]:
    """A text cut into the bubbles in which a hasty writer sends it: at sentence ends, long ones at a comma."""
    pieces: list[str] = []
    start = 0
    for i, char in enumerate(text[:-1]):
        ends = char in ".!?…" and text[i + 1] == " "
        pauses = char == "," and text[i + 1] == " " and i - start >= LONG_BUBBLE
        if (ends or pauses) and i - start > 8:
            pieces.append(text[start : i + 1].strip().rstrip(","))
            start = i + 1
    pieces.append(text[start:].strip())
    return tuple(p for p in pieces[:5] if p) if len(pieces) <= 5 else (*pieces[:4], " ".join(pieces[4:]))
