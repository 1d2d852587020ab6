"""What a segment shows of itself: cues of its language, its shape, and its words and characters, hashed."""

import re
import zlib
from collections.abc import Sequence

import numpy as np

from chattrainer.model.reading import ContextLine
from chattrainer.reading.clauses import Segment
from chattrainer.reading.language import Language
from chattrainer.reading.protocols import Vector
from chattrainer.reading.spelling import spelled_out
from chattrainer.reading.stretches import HASHED, stretched
from chattrainer.reading.text import fold

LONGEST_CONTEXT = 400
"""Characters of the line before that are looked at."""

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("asks", re.compile(r"\?\s*$")),
    ("exclaims", re.compile(r"!")),
    ("trails", re.compile(r"…|\.\.\.")),
    ("field", re.compile(r":\s*$")),
    ("digit", re.compile(r"\d")),
    ("long_number", re.compile(r"\d{4,}")),
    ("money", re.compile(r"[€$£]|\beuros?\b|\d e\b|\bpounds?\b|\bdollars?\b|%")),
    ("time", re.compile(r"\b\d{1,2} ?(?:h\b|h\d|:\d\d|am\b|pm\b)|\bo'clock\b")),
    ("link", re.compile(r"https?://|www\.|\b[a-z0-9-]+\.(?:example|com|fr|org|net|io|eu|gov|be|co)\b")),
    ("quote", re.compile(r"[\"]")),
    ("comma", re.compile(r",")),
    ("wordless", re.compile(r"^[\W\d_]*$")),
)
_LENGTHS = (1, 2, 4, 7, 12, 20)
_CAPITALISED = re.compile(r"(?<=\s)[A-ZÀÉÈ][a-zéèêëïîôâçñ]+")
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[?!€$£%]")


SCENE = (
    "after_customer",
    "after_question",
    "after_doubt",
    "after_trouble",
    "after_thanks",
    "after_few_words",
)
"""What the line before shows, where there is one."""
FEW_WORDS = 4
Scene = tuple[bool, ...]
NO_SCENE: Scene = (False,) * len(SCENE)


def scene_of(context: Sequence[ContextLine], language: Language) -> Scene:
    """What the last line before the message shows."""
    if not context:
        return NO_SCENE
    last = fold(spelled_out(context[-1].text[:LONGEST_CONTEXT], language))
    asks = "?" in last or language.interrogative.search(last) is not None
    shown = (language.cue(name).search(last) is not None for name in ("doubt", "trouble", "thanks"))
    few = len(_TOKEN.findall(last)) <= FEW_WORDS
    return (context[-1].sender == "customer", asks, *shown, few)


def plain(segment: Segment, language: Language) -> str:
    """The segment's words, folded, its short forms spelled out."""
    return fold(spelled_out(segment.text, language))


def dense_names(language: Language) -> tuple[str, ...]:
    """Names of the dense features, in their order. The same for every language."""
    shapes = [name for name, _ in _SHAPES]
    lengths = [f"longer_than_{n}" for n in _LENGTHS]
    return (*language.cues.names, *shapes, *lengths, "names", "first", "last", "part", *SCENE)


def dense(segment: Segment, language: Language, scene: Scene = NO_SCENE) -> Vector:
    """Cues, shape, length, place and what went before, each 0 or 1."""
    folded = plain(segment, language)
    count = len(_TOKEN.findall(folded))
    values = language.cues.found(folded)
    values += [pattern.search(folded) is not None for _, pattern in _SHAPES]
    values += [count > n for n in _LENGTHS]
    values += [_CAPITALISED.search(segment.text) is not None]
    values += [segment.sentence == 0, segment.last, segment.part, *scene]
    return np.array(values, dtype=np.float32)


def hashed(segment: Segment, language: Language) -> tuple[int, ...]:
    """Places of the words, pairs of words and stretches of 3 to 5 characters, in ascending order."""
    tokens = _TOKEN.findall(plain(segment, language))
    grams = [f"w {t}" for t in tokens]
    grams += [f"b {a} {b}" for a, b in zip(["^", *tokens], [*tokens, "$"], strict=True)]
    grams += [f"t {a} {b} {c}" for a, b, c in zip(tokens, tokens[1:], tokens[2:], strict=False)]
    if tokens:
        grams.append(f"s {tokens[0]}")
    begun = zlib.crc32(f"{language.code} ".encode())
    places = {zlib.crc32(gram.encode(), begun) % HASHED for gram in grams}
    joined = " " + " ".join(tokens) + " "
    places.update(stretched(joined, zlib.crc32(b"c ", begun)))
    return tuple(sorted(places))
