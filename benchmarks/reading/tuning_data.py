"""What the encoder is tuned on: texts that mean one thing of a case, beside those that mean others of it.

The same texts as the pairs learn from (`case_data`, `practice`), and agents' messages of other trades, which mean
none of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.reading.act_data import load_messages
from benchmarks.reading.case_data import CaseData, own_texts
from chattrainer.adapters.sentence_vectors import SentenceVectors
from chattrainer.reading.clauses import segments
from chattrainer.reading.language import Language, language
from chattrainer.reading.spelling import for_vector

MOST_TOKENS = 28
"""Longer stretches are cut: one in sixty."""


@dataclass(frozen=True)
class Group:
    """Wordings, as places in the list of stretches, of what belongs together: the entries of one case.

    `lone` are stretches that mean none of it, or do not mean the one that they come near (its place, else -1).
    """

    case: CaseData
    meanings: tuple[tuple[int, ...], ...]
    lone: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Material:
    """`stretches` as the encoder takes them; `strangers` are places of messages of other trades, by language."""

    stretches: tuple[str, ...]
    groups: tuple[Group, ...]
    strangers: dict[str, tuple[int, ...]]


class _Places:
    """Numbers stretches as they come."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def of(self, text: str, known: Language) -> int:
        return self.known.setdefault(for_vector(text, known), len(self.known))

    def of_parts(self, text: str, known: Language) -> list[int]:
        return [self.of(segment.text, known) for segment in segments(text, known)] or [self.of(text, known)]


def material(cases: Sequence[CaseData]) -> Material:
    """Always the same for the same cases."""
    places = _Places()
    groups = tuple(_group(case, places) for case in cases)
    strangers = {
        code: tuple(places.of(text, language(code)) for text in _messages(code))
        for code in sorted({case.language for case in cases})
    }
    return Material(tuple(places.known), groups, strangers)


def _messages(code: str) -> list[str]:
    return sorted({m.text for m in load_messages() if m.language == code and not m.copy})


def _group(case: CaseData, places: _Places) -> Group:
    known = language(case.language)
    wordings: dict[str, set[int]] = {}
    for entry in case.entries:
        own = wordings.setdefault(f"{entry.kind}:{entry.id}", set())
        own |= {places.of(text, known) for text in entry.examples}
    names = list(wordings)
    lone: list[tuple[int, int]] = []
    for text in own_texts(case):
        parts = places.of_parts(text.text, known)
        if not text.means:
            near = names.index(text.against) if text.against in names else -1
            lone += [(part, near) for part in parts]
        elif len(parts) == 1 and len(text.means) == 1:
            wordings.get(next(iter(text.means)), set()).add(parts[0])
    meanings = tuple(tuple(sorted(own)) for own in wordings.values())
    return Group(case, meanings, tuple(sorted(set(lone))))


def tokens_of(
    stretches: Sequence[str], model: SentenceVectors
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """(tokens, whether there is one): a row a stretch, of MOST_TOKENS places."""
    found = np.zeros((len(stretches), MOST_TOKENS), dtype=np.int64)
    there = np.zeros(found.shape, dtype=np.float32)
    for place, tokens in enumerate(model.tokens(stretches)):
        own = tokens[:MOST_TOKENS]
        found[place, : len(own)] = own
        there[place, : len(own)] = 1
    return found, there
