"""A message cut into what can be understood one by one: sentences, and clauses within them."""

import re
from dataclasses import dataclass
from itertools import pairwise

from chattrainer.reading.language import Language
from chattrainer.reading.text import MAX_READ, PLAIN_WORD, clean, fold

MAX_SEGMENTS = 40
"""Segments read of one message; bounds the time that one message can take."""

MOST_JOINTS = 120
"""Commas and conjunctions of one sentence that are looked at; bounds the time, like MAX_SEGMENTS."""
LONGEST_OPENER = 5
LEAST_OF_CLAUSE = 4
"""Words of a clause after a comma and an *and*, whatever its verb."""

_LINK = re.compile(
    r"https?://\S+|(?:[\w.+-]+@)?(?:[a-z0-9-]+\.)+(?:example|com|fr|org|net|io|eu|be|ch|gov|uk)\b(?:/\S*)?"
)
_END = re.compile(
    r"[.!?…]+[\"')\]]*(?=\s|$)|[!?…]+|\n+|;|[\U0001F300-\U0001FAFF\u2600-\u27BF]+(?=\s)|(?<=[a-z]{3})\.(?=[a-z]{3})"
)
_COMMA = re.compile(r", ?(?!\d)| - | \(")
_COLON = re.compile(r"(?<=\w) ?:(?=\s+\w)")
_CAPITAL_NEXT = re.compile(r" +[A-ZÀ-ÖØ-Þ](?=[\w' ’])")
_WORDY = re.compile(r"\w|[^\s\w.,;:!?…'\"()\[\]-]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch `text[start:end]` of a message. `folded` is the same stretch, folded.

    `part` is False for a whole sentence and True for a clause of one; `sentence` numbers the sentence.
    """

    start: int
    end: int
    text: str
    folded: str
    sentence: int
    part: bool = False
    last: bool = False
    """Is it the last sentence of its message?"""


def segments(text: str, language: Language) -> tuple[Segment, ...]:
    """The sentences of `text`, each followed by its clauses when it has several; at most MAX_SEGMENTS."""
    text = clean(text[:MAX_READ])
    folded = fold(text)
    found: list[Segment] = []
    sentences = _sentences(text, folded, language)
    for number, (start, end) in enumerate(sentences):
        last = number == len(sentences) - 1
        found.append(Segment(start, end, text[start:end], folded[start:end], number, False, last))
        for s, e in _clauses(folded, start, end, language):
            found.append(Segment(s, e, text[s:e], folded[s:e], number, True, last))
        if len(found) >= MAX_SEGMENTS:
            break
    return tuple(found[:MAX_SEGMENTS])


def _trim(folded: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (folded[start].isspace() or folded[start] in ",;:.-"):
        start += 1
    while end > start and (folded[end - 1].isspace() or folded[end - 1] in ",;:-"):
        end -= 1
    return start, end


def _sentences(text: str, folded: str, language: Language) -> list[tuple[int, int]]:
    links = [(m.start(), m.end()) for m in _LINK.finditer(folded)]
    # After an address, for which people leave out the full stop, a capital letter begins a sentence.
    after = {e for _, e in links if _CAPITAL_NEXT.match(text, e)}
    for match in _END.finditer(folded):
        inside = any(s < match.start() < e and match.end() < e for s, e in links)
        if not inside and not _abbreviated(folded, match, language):
            after.add(match.end())
    cuts = [0, *sorted(after), len(folded)]
    spans = []
    for start, end in pairwise(cuts):
        whole = start + len(folded[start:end].rstrip())
        start, end = _trim(folded, start, end)
        if end > start and _WORDY.search(folded, start, end):
            # A form field ("Postcode:") keeps its colon.
            spans.append((start, whole if folded[whole - 1] == ":" else end))
    return spans


def _abbreviated(folded: str, match: re.Match[str], language: Language) -> bool:
    if match.group()[0] != ".":
        return False
    before = re.search(r"[\w.]+$", folded[max(0, match.start() - 12) : match.start()])
    return before is not None and before.group() in language.abbreviations


def _clauses(folded: str, start: int, end: int, language: Language) -> list[tuple[int, int]]:
    """The clauses of one sentence, or none when it is one clause."""
    if end - start < 20:
        return []
    cuts = [start]
    colons = {m.end() for m in _COLON.finditer(folded, start, end)}
    for position in sorted(_joints(folded, start, end, language) | colons)[:MOST_JOINTS]:
        if position in colons or _joins_clauses(folded, cuts[-1], position, end, language):
            cuts.append(position)
    if len(cuts) == 1:
        return []
    cuts.append(end)
    return [_trim(folded, s, e) for s, e in pairwise(cuts)]


def _joints(folded: str, start: int, end: int, language: Language) -> set[int]:
    commas = {m.end() for m in _COMMA.finditer(folded, start, end)}
    joints = {m.start() for m in language.joints.finditer(folded, start + 1, end)}
    return commas | joints


def _joins_clauses(folded: str, start: int, joint: int, end: int, language: Language) -> bool:
    """Whether a joint stands between two stretches that each say something."""
    if (
        folded[joint - 1 : joint] == " "
        and folded[joint - 2] == ","
        and language.goes_on.match(folded, joint)
    ):
        if all(
            len(PLAIN_WORD.findall(folded[s:e])) >= LEAST_OF_CLAUSE for s, e in ((start, joint), (joint, end))
        ):
            return True
    before = _carries_verb(folded, start, joint, language) or _opens(folded, start, joint, language)
    return before and _carries_verb(folded, joint, end, language)


def _opens(folded: str, start: int, end: int, language: Language) -> bool:
    """Whether a stretch is a greeting, a thanks or the like before a comma (*Hello Mrs Petit, …*)."""
    stretch = folded[start:end]
    short = len(PLAIN_WORD.findall(stretch)) <= LONGEST_OPENER
    return short and stretch.rstrip().endswith(",") and language.openers.match(stretch) is not None


def _carries_verb(folded: str, start: int, end: int, language: Language) -> bool:
    """Whether a stretch says something by itself; *Quel téléphone* before *avez-vous laissé* does not."""
    stretch = folded[start:end]
    if language.unfinished.fullmatch(stretch):
        return False
    return len(PLAIN_WORD.findall(stretch)) >= 2 and language.verbs.search(stretch) is not None
