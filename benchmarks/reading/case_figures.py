"""How well asks, tells, offers and forbidden things are recognised, message by message, by the whole reader."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.reading.case_data import CaseData, Text, texts_of, untouched_texts
from chattrainer.reading.analysis import Networks
from chattrainer.reading.matching import probability_of
from chattrainer.reading.pairs import PairModels
from chattrainer.reading.protocols import Embedder
from chattrainer.reading.reader import Reader

STRANGERS_HEARD = 60
"""Messages of other trades that each case is tried with."""
BETA = {"ask": 1.0, "tell": 1.0, "tell_right": 1.0, "tell_wrong": 0.7, "offer": 1.0, "forbidden": 0.6}
"""Below 1, precision weighs more than recall: a false *forbidden* or *wrong* costs an agent the case."""


@dataclass(frozen=True)
class Heard:
    """One text as heard. `found` is by (decision, id), with the confidence; `right` what was to be found."""

    text: Text
    scenario: str
    language: str
    found: dict[tuple[str, str], float]
    right: frozenset[tuple[str, str]]


def hear(
    cases: Sequence[CaseData], models: PairModels, embedder: Embedder, networks: Networks
) -> Iterator[Heard]:
    """The texts of cases as a reader with these models hears them."""
    for case in cases:
        reader = Reader(embedder, case.language, networks, models)
        vocabulary = case.vocabulary
        with_value = {e.id for e in case.entries if e.kind == "tell" and e.value}
        strangers = 0
        for text in [*texts_of(case), *untouched_texts(case)]:
            strangers += text.source == "stranger"
            if text.source == "stranger" and strangers > STRANGERS_HEARD:
                continue
            reading = reader.read(text.text, vocabulary, text.context)
            found: dict[tuple[str, str], float] = {}
            for item in reading.items:
                decision = _decision(item.kind, item.id, with_value)
                if decision:
                    probability = probability_of(item.confidence, models.levels[decision])
                    found[decision, item.id] = max(probability, found.get((decision, item.id), 0.0))
            yield Heard(text, case.scenario, case.language, found, _right(text, with_value))


def _decision(kind: str, name: str, with_value: set[str]) -> str:
    if kind == "tell":
        return "tell_right" if name in with_value else "tell"
    return kind if kind in {"ask", "tell_wrong", "offer", "forbidden"} else ""


def _right(text: Text, with_value: set[str]) -> frozenset[tuple[str, str]]:
    right = set()
    for meaning in text.means:
        kind, name = meaning.split(":")
        wrong = meaning in text.wrong
        right.add(("tell_wrong" if wrong else _decision(kind, name, with_value), name))
    return frozenset(right)


def best_levels(heard: Sequence[Heard]) -> dict[str, float]:
    """The level of the best F-beta of each decision; asks are half sure from half of that."""
    levels = {}
    for decision, beta in BETA.items():
        pairs = [
            (h.found.get(key, 0.0), key in h.right)
            for h in heard
            for key in {*h.found, *h.right}
            if key[0] == decision and not (decision == "ask" and any(k == "offer" for k, _ in h.right))
        ]
        levels[decision] = _best_level(pairs, beta)
    levels["ask_unsure"] = round(levels["ask"] * 0.6, 2)
    return levels


def _best_level(pairs: Sequence[tuple[float, bool]], beta: float) -> float:
    confidence = np.array([c for c, _ in pairs])
    right = np.array([r for _, r in pairs])
    candidates = np.round(np.arange(0.1, 0.96, 0.01), 2)
    values = []
    for candidate in candidates:
        said = confidence >= candidate
        values.append((1 + beta**2) * (said & right).sum() / max(beta**2 * right.sum() + said.sum(), 1))
    smooth = np.convolve(values, np.ones(7) / 7, "same")
    return float(candidates[3 + int(np.argmax(smooth[3:-3]))])


@dataclass(frozen=True)
class CaseFigures:
    """Of one language, decision and source of texts."""

    hits: int
    false: int
    missed: int

    @property
    def f1(self) -> float:
        return 2 * self.hits / max(2 * self.hits + self.false + self.missed, 1)


def figures(heard: Sequence[Heard], levels: dict[str, float], decision: str) -> CaseFigures:
    hits = false = missed = 0
    for h in heard:
        if decision == "ask" and any(kind == "offer" for kind, _ in h.right):
            continue
        said = {key for key, c in h.found.items() if key[0] == decision and c >= levels[decision]}
        right = {key for key in h.right if key[0] == decision}
        hits += len(said & right)
        false += len(said - right)
        missed += len(right - said)
    return CaseFigures(hits, false, missed)


def taken_for_a_question(heard: Sequence[Heard], levels: dict[str, float]) -> tuple[int, int]:
    """(texts that ask for nothing of the case and were taken for a question, such texts)."""
    none = [h for h in heard if not any(kind in {"ask", "offer"} for kind, _ in h.right)]
    taken = [h for h in none if any(k[0] == "ask" and c >= levels["ask"] for k, c in h.found.items())]
    return len(taken), len(none)


def show(heard: Sequence[Heard], verbose: bool = False) -> None:
    """Prints figures: levels tuned on one half of the texts, scored on the other, both ways."""
    tuned = {half: best_levels([h for h in heard if h.text.half != half]) for half in (0, 1)}
    for code in sorted({h.language for h in heard}):
        for source in ("paraphrase", "untouched", "robot", "stranger"):
            parts = []
            for decision in BETA:
                both = [
                    figures(
                        [
                            h
                            for h in heard
                            if h.text.half == half and h.language == code and h.text.source == source
                        ],
                        tuned[half],
                        decision,
                    )
                    for half in (0, 1)
                ]
                total = CaseFigures(*(sum(getattr(f, n) for f in both) for n in ("hits", "false", "missed")))
                parts.append(f"{decision} {total.f1:.2f} ({total.hits}+{total.false}-{total.missed})")
            some = [h for h in heard if h.language == code and h.text.source == source]
            taken = [taken_for_a_question([h for h in some if h.text.half == n], tuned[n]) for n in (0, 1)]
            share = f"{sum(t for t, _ in taken)}/{sum(n for _, n in taken)}"
            print(f"{code} {source}: {', '.join(parts)}; other texts taken for a question {share}")
    show_by_scenario(heard, tuned)
    if verbose:
        for h in heard:
            _show_errors(h, tuned[h.text.half])


def show_by_scenario(heard: Sequence[Heard], tuned: dict[int, dict[str, float]]) -> None:
    """F1 of what is asked and told in each case, over its paraphrases and the robots' wordings."""
    for scenario in sorted({h.scenario for h in heard}):
        own = [h for h in heard if h.scenario == scenario and h.text.source != "stranger"]
        parts = []
        for name, decisions in (("asked", ("ask",)), ("told", ("tell", "tell_right", "tell_wrong"))):
            found = [
                figures([h for h in own if h.text.half == half], tuned[half], decision)
                for half in (0, 1)
                for decision in decisions
            ]
            total = CaseFigures(*(sum(getattr(f, n) for f in found) for n in ("hits", "false", "missed")))
            parts.append(f"{name} {total.f1:.2f} ({total.hits}+{total.false}-{total.missed})")
        print(f"  {scenario}: {', '.join(parts)}")


def _show_errors(h: Heard, levels: dict[str, float]) -> None:
    for key in sorted({*h.found, *h.right}):
        confidence = h.found.get(key, 0.0)
        if (confidence >= levels[key[0]]) != (key in h.right):
            kind = "missed" if key in h.right else "FALSE"
            print(f"  {kind} {key[0]}:{key[1]} {confidence:.2f} [{h.text.source}] {h.text.text}")
