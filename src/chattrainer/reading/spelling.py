"""Hasty spelling undone, so that words and vectors are those of careful writing."""

import re
from functools import lru_cache

from chattrainer.reading.language import Language

_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"(?<![\w'’-])\w+(?![\w'’-])")


def for_vector(text: str, language: Language) -> str:
    """The text as it is embedded: short forms spelled out, and all numbers as one, for they hide the meaning."""
    return _DIGITS.sub("5", spelled_out(text, language))


@lru_cache(maxsize=16384)
def spelled_out(text: str, language: Language) -> str:
    """The text with its short forms (*svp*, *ur*) spelled out and missing accents put back."""
    forms = language.short_forms
    text = _WORD.sub(lambda match: forms.get(match.group().lower(), match.group()), text)
    for pattern, form in language.spellings:
        text = pattern.sub(form, text)
    return text
