"""The cases that the reader is trained and measured on, and texts of known meaning for each."""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from benchmarks.reading.act_data import load_messages
from benchmarks.reading.paths import DATA
from chattrainer.model.reading import ContextLine
from chattrainer.reading.language import reading_languages
from chattrainer.reading.vocabulary import Entry, Vocabulary

STRANGERS, NEIGHBOURS = 40, 40
"""Messages of other trades, and of other cases, for each case."""


@dataclass(frozen=True)
class CaseData:
    """One case: its entries, and what robots say in it, by kind and id."""

    scenario: str
    company: str
    language: str
    today: str
    entries: tuple[Entry, ...]
    said: dict[str, dict[str, list[str]]]
    near: tuple[tuple[str, str], ...] = ()
    """Texts that come near an entry (`kind:id`) without meaning it; what else they mean is not said."""
    elsewhere: tuple[str, ...] = ()
    """Questions that ask for none of its facts."""

    @property
    def is_practice(self) -> bool:
        return self.scenario.startswith("practice-")

    @property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(
            self.language,
            date.fromisoformat(self.today) if self.today else None,
            asks=tuple(e for e in self.entries if e.kind == "ask"),
            statements=tuple(e for e in self.entries if e.kind != "ask"),
            restatables=(),
            elsewhere=self.elsewhere,
        )


@dataclass(frozen=True)
class Text:
    """A text and the ids that it means, as `kind:id`; those told with another value also in `wrong`."""

    text: str
    means: frozenset[str]
    source: str
    wrong: frozenset[str] = frozenset()
    style: str = ""
    context: tuple[ContextLine, ...] = ()
    against: str = ""
    """What it comes near without meaning it: nothing else is known of it."""

    @property
    def half(self) -> int:
        """0 or 1, by the text alone: thresholds are tuned on one half and scored on the other."""
        return zlib.crc32(self.text.encode()) % 2


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
                    answers=tuple(e["answers"]),
                )
                for e in row["entries"]
            )
            cases.append(
                CaseData(
                    row["scenario"],
                    row["company"],
                    code,
                    row["today"],
                    entries,
                    row["robots"],
                    elsewhere=tuple(row["elsewhere"]),
                )
            )
    return tuple(cases)


@cache
def load_paraphrases(code: str, untouched: bool = False) -> tuple[tuple[str, Text], ...]:
    """(scenario, text) of what is meant in a scenario in other words: what may be learned from, or the rest."""
    found = []
    for name in ("paraphrases", "rewordings", "phrasings", "untouched"):
        path = DATA / f"{name}.{code}.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        for row in map(json.loads, lines):
            if (name == "untouched" or row.get("held_out", False)) == untouched:
                found.append((row["scenario"], _text(row, "untouched" if untouched else "paraphrase")))
    return tuple(found)


def _text(row: dict[str, Any], source: str) -> Text:
    kinds = (("asks", "ask"), ("tells", "tell"), ("tells_wrong", "tell"), ("offers", "offer"))
    means = {f"{kind}:{i}" for name, kind in (*kinds, ("forbidden", "forbidden")) for i in row.get(name, [])}
    wrong = frozenset(f"tell:{i}" for i in row.get("tells_wrong", []))
    context = tuple(ContextLine.model_validate(line) for line in row.get("context", []))
    return Text(row["text"], frozenset(means), source, wrong, row.get("style", ""), context)


def neighbours_of(case: CaseData, cases: Sequence[CaseData]) -> Iterator[Text]:
    """What agents say in the other cases of the language; what the cases share is left out."""
    own = {f"{entry.kind}:{entry.id}" for entry in case.entries}
    others = [other for other in cases if other.language == case.language and other.scenario != case.scenario]
    texts = {text.text for other in others for text in own_texts(other) if not text.means & own}
    for text in _some(texts, case, NEIGHBOURS):
        yield Text(text, frozenset(), "neighbour")


def _some(texts: Iterable[str], case: CaseData, most: int) -> list[str]:
    """Always the same ones for a case."""
    return sorted(texts, key=lambda text: (zlib.crc32((case.scenario + text).encode()), text))[:most]


def texts_of(case: CaseData) -> Iterator[Text]:
    """The robots' wordings, the paraphrases, and strangers."""
    yield from own_texts(case)
    strangers = {m.text for m in load_messages(("acts",)) if m.language == case.language and not m.copy}
    for text in _some(strangers, case, STRANGERS):
        yield Text(text, frozenset(), "stranger")


@cache
def talk_of(code: str) -> tuple[Text, ...]:
    """What agents say in any talk, and what asks for no fact: *my name is Ann*, *are you still there?*"""
    lines = (DATA / f"talk.{code}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(Text(json.loads(line)["text"], frozenset(), "talk") for line in lines)


@cache
def _owned(name: str, code: str) -> tuple[tuple[str, Text], ...]:
    """(scenario or company, text) of each line."""
    lines = (DATA / f"{name}.{code}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return tuple((row["of"], Text(row["text"], frozenset(), name)) for row in rows)


def _owned_by(case: CaseData, name: str) -> Iterator[Text]:
    for owner, text in _owned(name, case.language):
        if owner in {case.scenario, case.company}:
            yield text


def nothing_of(case: CaseData) -> Iterator[Text]:
    """What agents say in a case, or in any of its company, that asks for none of its facts: it asks nothing though it
    names them (source `nothing`), or asks for something else (`elsewhere`).
    """
    yield from _owned_by(case, "nothing")
    for text in case.elsewhere:
        yield Text(text, frozenset(), "elsewhere")


def beside_of(case: CaseData) -> Iterator[Text]:
    """What agents say in a case, or in any of its company, that comes near something to tell without telling it."""
    yield from _owned_by(case, "beside")


def own_texts(case: CaseData) -> Iterator[Text]:
    """The robots' wordings and the paraphrases of a case."""
    source = "practice" if case.is_practice else "robot"
    for kind, wordings in case.said.items():
        for name, texts in wordings.items():
            for text in texts:
                yield Text(text, frozenset({f"{kind}:{name}"}), source)
    for against, text in case.near:
        yield Text(text, frozenset(), "near", against=against)
    for scenario, paraphrase in load_paraphrases(case.language):
        if scenario == case.scenario:
            yield paraphrase


def untouched_texts(case: CaseData) -> Iterator[Text]:
    """Texts of a case that nothing is learned from."""
    yield from (text for scenario, text in load_paraphrases(case.language, True) if scenario == case.scenario)
