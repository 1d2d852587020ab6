"""What the pairs' networks learn from: texts of known meaning against the entries of their case.

Texts are the cases' own examples (each compared with the others only), the robots' wordings, paraphrases written
by hand (`data/paraphrases.<language>.jsonl`), and labelled messages of other trades as texts that mean nothing here.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from benchmarks.reading.act_data import DATA, load_messages
from chattrainer.reading.acts import act_model
from chattrainer.reading.analysis import analyse
from chattrainer.reading.language import Language, language, reading_languages
from chattrainer.reading.matching import Matcher, fragments
from chattrainer.reading.protocols import Embedder
from chattrainer.reading.vocabulary import Entry, Vocabulary

Matrix = npt.NDArray[np.float32]
STRANGERS = 200
"""Messages of other trades for each case."""
TOO_NEAR = 0.62
"""A stranger this near to an entry may well mean it: no lesson."""


@dataclass(frozen=True)
class CaseData:
    """One case: its entries, and the robots' wordings by kind and id."""

    scenario: str
    language: str
    today: str
    entries: tuple[Entry, ...]
    robots: dict[str, dict[str, list[str]]]

    @property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(
            self.language,
            date.fromisoformat(self.today) if self.today else None,
            asks=tuple(e for e in self.entries if e.kind == "ask"),
            statements=tuple(e for e in self.entries if e.kind != "ask"),
            restatables=(),
        )


@dataclass(frozen=True)
class Text:
    """A text and the ids that it means, as `kind:id`; those told with another value also in `wrong`."""

    text: str
    means: frozenset[str]
    source: str
    wrong: frozenset[str] = frozenset()

    @property
    def half(self) -> int:
        """0 or 1, by the text alone: thresholds are tuned on one half and scored on the other."""
        return zlib.crc32(self.text.encode()) % 2


@dataclass(frozen=True)
class Lesson:
    """Rows of features with what is right for each: 1, 0, or -1 for not to be learned from."""

    rows: Matrix
    right: Matrix
    text: Text
    kinds: tuple[str, ...]
    case: str
    entries: int

    def relabelled(self, scores: Matrix) -> "Lesson":
        """The same, with the part that a network finds likeliest as the one that means each entry meant."""
        right = self.right.reshape(-1, self.entries).copy()
        by_part = scores.reshape(-1, self.entries)
        for place in np.flatnonzero((right == 1).any(axis=0)):
            right[:, place] = -1
            right[int(np.argmax(by_part[:, place])), place] = 1
        return replace(self, right=right.reshape(-1))


def load_cases() -> tuple[CaseData, ...]:
    cases = []
    for code in reading_languages():
        for row in json.loads((DATA / f"vocabularies.{code}.json").read_text(encoding="utf-8")):
            entries = tuple(
                Entry(
                    e["kind"],
                    e["id"],
                    tuple(e["examples"]),
                    value=e["value"],
                    link=e["link"],
                    value_before=e["value_before"],
                )
                for e in row["entries"]
            )
            cases.append(CaseData(row["scenario"], code, row["today"], entries, row["robots"]))
    return tuple(cases)


def load_paraphrases(code: str) -> tuple[tuple[str, Text], ...]:
    """(scenario, text) of every paraphrase of a language."""
    found = []
    for line in (DATA / f"paraphrases.{code}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        means = {f"ask:{i}" for i in row.get("asks", [])} | {f"tell:{i}" for i in row.get("tells", [])}
        means |= {f"tell:{i}" for i in row.get("tells_wrong", [])} | {
            f"offer:{i}" for i in row.get("offers", [])
        }
        means |= {f"forbidden:{i}" for i in row.get("forbidden", [])}
        wrong = frozenset(f"tell:{i}" for i in row.get("tells_wrong", []))
        found.append((row["scenario"], Text(row["text"], frozenset(means), "paraphrase", wrong)))
    return tuple(found)


def neighbours_of(case: CaseData, cases: Sequence[CaseData]) -> Iterator[Text]:
    """What agents say in the other cases of the language; what the cases share is left out."""
    own = {f"{entry.kind}:{entry.id}" for entry in case.entries}
    for other in cases:
        if other.language == case.language and other.scenario != case.scenario:
            for text in own_texts(other):
                if not text.means & own:
                    yield Text(text.text, frozenset(), "neighbour")


def texts_of(case: CaseData) -> Iterator[Text]:
    """The robots' wordings, the paraphrases, and strangers."""
    yield from own_texts(case)
    strangers = [m for m in load_messages() if m.language == case.language and not m.copy]
    strangers.sort(key=lambda m: zlib.crc32((case.scenario + m.text).encode()))
    for message in strangers[:STRANGERS]:
        yield Text(message.text, frozenset(), "stranger")


def own_texts(case: CaseData) -> Iterator[Text]:
    """The robots' wordings and the paraphrases of a case."""
    for kind, wordings in case.robots.items():
        for name, texts in wordings.items():
            for text in texts:
                yield Text(text, frozenset({f"{kind}:{name}"}), "robot")
    for scenario, paraphrase in load_paraphrases(case.language):
        if scenario == case.scenario:
            yield paraphrase


def lessons(
    case: CaseData, family: Sequence[str], embedder: Embedder, cases: Sequence[CaseData]
) -> list[Lesson]:
    """All lessons of a case for the entries of these kinds."""
    known = language(case.language)
    entries = [e for e in case.entries if e.kind in family]
    whole = Matcher(entries, known, embedder, None)
    found = [
        lesson
        for text in [*texts_of(case), *neighbours_of(case, cases)]
        if (lesson := _lesson(text, whole, known, embedder, case))
    ]
    most = max(len(e.examples) for e in entries)
    for number in range(most):
        left = [replace(e, examples=_without(e.examples, number)) for e in entries]
        matcher = Matcher(left, known, embedder, None)
        for entry in entries:
            if len(entry.examples) > max(number, 1):
                text = Text(entry.examples[number], frozenset({f"{entry.kind}:{entry.id}"}), "example")
                lesson = _lesson(text, matcher, known, embedder, case)
                found += [lesson] if lesson else []
    return found


def _without(examples: tuple[str, ...], number: int) -> tuple[str, ...]:
    return examples[:number] + examples[number + 1 :] if len(examples) > 1 else examples


def _lesson(
    text: Text, matcher: Matcher, known: Language, embedder: Embedder, case: CaseData
) -> Lesson | None:
    analysis = analyse(text.text, known, embedder, act_model())
    if not analysis.segments:
        return None
    all_rows, likeness = [], []
    for number, segment in enumerate(analysis.segments):
        queries = [matcher.query(analysis, number)]
        if matcher.entries[0].kind == "ask":
            for start, end in fragments(segment, known):
                queries.append(
                    matcher.fragment_query(
                        analysis, number, segment.text[start:end], segment.folded[start:end]
                    )
                )
        for query in queries:
            rows, comparison = matcher.rows(query)
            all_rows.append(rows)
            likeness.append(comparison.nearest + comparison.words)
    best = np.argmax(np.stack(likeness), axis=0)
    right = np.zeros((len(all_rows), len(matcher.entries)), dtype=np.float32)
    for place, entry in enumerate(matcher.entries):
        if f"{entry.kind}:{entry.id}" in text.means:
            # Which part of the message means it is not said: the likest one learns.
            right[:, place] = -1
            right[best[place], place] = 1
    if text.source in {"stranger", "neighbour"}:
        near = np.stack(likeness) / 2 > TOO_NEAR
        right[near] = -1
    kinds = tuple(entry.kind for entry in matcher.entries) * len(all_rows)
    return Lesson(
        np.concatenate(all_rows), right.reshape(-1), text, kinds, case.scenario, len(matcher.entries)
    )
