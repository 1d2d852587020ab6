"""What a segment shows of itself: cues of its language, its shape, and its words and characters, hashed."""

import re
import zlib
from collections.abc import Mapping, Sequence

import numpy as np

from chattrainer.model.reading import ContextLine
from chattrainer.reading.clauses import Segment
from chattrainer.reading.language import Language
from chattrainer.reading.protocols import Vector
from chattrainer.reading.spelling import spelled_out
from chattrainer.reading.stretches import HASHED, Places, distinct, stretched
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
_ASKS = [name for name, _ in _SHAPES].index("asks")
_LENGTHS = (1, 2, 4, 7, 12, 20)
_CAPITALISED = re.compile(r"(?<=\s)[A-ZÀÉÈ][a-zéèêëïîôâçñ]+")
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[?!€$£%]")


FORMS = (
    "yes_or_no_asked",
    "word_asked",
    "either_asked",
    "something_asked",
    "few_words_asked",
    "yes_or_no_unmarked",
    "word_unmarked",
)
"""The form of a question, with its question mark or without."""
SCENE = (
    "after_customer",
    "after_question",
    "after_doubt",
    "after_trouble",
    "after_thanks",
    "after_few_words",
    "after_denial",
    "after_something_done",
    "after_yes_or_no_question",
    "after_own_question",
)
"""What the line before shows, where there is one."""
_SCENE_CUES = (
    "doubt",
    "trouble",
    "thanks",
    "negation",
    "just_done",
    "i_have",
    "asks_word",
    "first_person",
)
FEW_WORDS = 4
Scene = tuple[bool, ...]
NO_SCENE: Scene = (False,) * len(SCENE)


def scene_of(context: Sequence[ContextLine], language: Language) -> Scene:
    """What the last line before the message shows."""
    if not context:
        return NO_SCENE
    last = fold(spelled_out(context[-1].text[:LONGEST_CONTEXT], language))
    asks = "?" in last or language.interrogative.search(last) is not None
    shows = {name: language.cue(name).search(last) is not None for name in _SCENE_CUES}
    few = len(_TOKEN.findall(last)) <= FEW_WORDS
    return (
        context[-1].sender == "customer",
        asks,
        shows["doubt"],
        shows["trouble"],
        shows["thanks"],
        few,
        shows["negation"] and not asks,
        shows["just_done"] or shows["i_have"],
        asks and not shows["asks_word"],
        asks and shows["first_person"],
    )


def plain(segment: Segment, language: Language) -> str:
    """The segment's words, folded, its short forms spelled out."""
    return fold(spelled_out(segment.text, language))


def dense(segment: Segment, language: Language, scene: Scene = NO_SCENE) -> Vector:
    """Cues, shape, length, place and what went before, each 0 or 1."""
    folded = plain(segment, language)
    count = len(_TOKEN.findall(folded))
    cues = language.cues.found(folded)
    shapes = [pattern.search(folded) is not None for _, pattern in _SHAPES]
    values = [*cues, *shapes]
    values += [count > n for n in _LENGTHS]
    values += [_CAPITALISED.search(segment.text) is not None]
    values += [segment.sentence == 0, segment.last, segment.part]
    values += [*_forms(cues, language.cues.places, shapes[_ASKS], count), *scene]
    return np.array(values, dtype=np.float32)


def _forms(cues: Sequence[bool], places: Mapping[str, int], asks: bool, count: int) -> tuple[bool, ...]:
    """The forms of FORMS; `places` are those of the cues."""
    yes_or_no, either = cues[places["opens_yes_no"]], cues[places["or_choice"]]
    word = cues[places["asks_word"]] and not yes_or_no
    return (
        asks and yes_or_no and not either,
        asks and word and not either,
        asks and either,
        asks and not (yes_or_no or word or either),
        asks and count <= FEW_WORDS,
        not asks and yes_or_no,
        not asks and word,
    )


def hashed(segment: Segment, language: Language) -> Places:
    """Places of the words, pairs of words and stretches of 3 to 5 characters, in ascending order."""
    tokens = _TOKEN.findall(plain(segment, language))
    grams = [f"w {t}" for t in tokens]
    grams += [f"b {a} {b}" for a, b in zip(["^", *tokens], [*tokens, "$"], strict=True)]
    grams += [f"t {a} {b} {c}" for a, b, c in zip(tokens, tokens[1:], tokens[2:], strict=False)]
    if tokens:
        grams.append(f"s {tokens[0]}")
    begun = zlib.crc32(f"{language.code} ".encode())
    places = [zlib.crc32(gram.encode(), begun) % HASHED for gram in grams]
    joined = " " + " ".join(tokens) + " "
    return distinct(places, stretched(joined, zlib.crc32(b"c ", begun)))
