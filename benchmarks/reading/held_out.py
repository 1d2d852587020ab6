"""How well the shipped reader recognises acts on messages by hands that wrote nothing it learned from.

`data/heldout.<language>.jsonl` and `heldout_2.<language>.jsonl`; apart from them `heldout_3`, by a hand that was
asked for what is hard: half of it indirect, one in six without an act.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.reading.act_data import Message, load_messages
from chattrainer.model.ids import ACTS
from chattrainer.reading.protocols import Embedder
from chattrainer.reading.reader import Reader

FILES = ("heldout", "heldout_2")
HARD_FILES = ("heldout_3",)
LEAST_EXAMPLES = 10
"""An act with fewer examples in a language is left out of the mean over acts."""
NONE = "none"
RESAMPLES = 1000
QUESTIONS = ("ask_open", "ask_closed", "ask_choice", "request_data")
COUNTED = (
    *QUESTIONS,
    "reformulation",
    "comprehension_check",
    "hold",
    "next_step",
    "offer",
    "refusal",
    "escalation",
    "objection_handling",
    "steering",
    "greeting",
    "farewell",
)
"""The acts that the score counts."""
Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Heard:
    """Messages of one language with the acts that people and the reader gave them, in the order of ACTS."""

    messages: tuple[Message, ...]
    truth: Matrix
    said: Matrix

    def where(self, chosen: Callable[[Message], bool]) -> "Heard":
        places = [i for i, message in enumerate(self.messages) if chosen(message)]
        return Heard(tuple(self.messages[i] for i in places), self.truth[places], self.said[places])


def heard_by(language: str, embedder: Embedder, files: Sequence[str] = FILES) -> Heard:
    """The held-out messages of a language, as the shipped reader hears them."""
    reader = Reader(embedder, language)
    messages = tuple(m for m in load_messages(files) if m.language == language and not m.copy)
    found = [reader.read(m.text, None, m.context).acts for m in messages]
    return Heard(messages, _as_matrix([m.acts for m in messages]), _as_matrix(found))


def _as_matrix(rows: Sequence[Sequence[str]]) -> Matrix:
    return np.array([[act in row for act in ACTS] for row in rows], dtype=np.float32)


def f1_by_act(heard: Heard) -> dict[str, tuple[float, int]]:
    """(F1, examples) of each act that has any."""
    hits = (heard.truth * heard.said).sum(axis=0)
    both = heard.truth.sum(axis=0) + heard.said.sum(axis=0)
    examples = heard.truth.sum(axis=0)
    return {
        act: (float(2 * hits[i] / both[i]), int(examples[i])) for i, act in enumerate(ACTS) if examples[i]
    }


def mean_f1(heard: Heard, acts: Sequence[str] = ACTS) -> float:
    """The mean over these acts, of those with enough examples."""
    values = [f for act, (f, n) in f1_by_act(heard).items() if act in acts and n >= LEAST_EXAMPLES]
    return float(np.mean(values)) if values else float("nan")


def micro_f1(heard: Heard) -> float:
    both = float(heard.truth.sum() + heard.said.sum())
    return float(2 * (heard.truth * heard.said).sum() / both) if both else float("nan")


def interval(heard: Heard) -> tuple[float, float]:
    """95 % of the micro-F1 of messages drawn again with replacement."""
    chance = np.random.default_rng(0)
    size = len(heard.messages)
    values = []
    for _ in range(RESAMPLES):
        drawn = chance.integers(0, size, size)
        values.append(micro_f1(Heard(heard.messages, heard.truth[drawn], heard.said[drawn])))
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Cohen's kappa of two labellings."""
    size = len(first)
    agreed = sum(a == b for a, b in zip(first, second, strict=True)) / size
    counts, others = Counter(first), Counter(second)
    by_luck = sum(counts[label] * others[label] for label in sorted(counts)) / size**2
    return (agreed - by_luck) / (1 - by_luck) if by_luck < 1 else 1.0


def presence(rows: Matrix, *acts: str) -> list[str]:
    places = [ACTS.index(act) for act in acts]
    return ["yes" if row[places].any() else "no" for row in rows]


def open_or_closed(rows: Matrix) -> list[str]:
    opened, closed = ACTS.index("ask_open"), ACTS.index("ask_closed")
    return [
        "both" if r[opened] and r[closed] else "open" if r[opened] else "closed" if r[closed] else "none"
        for r in rows
    ]


def confusions(heard: Heard) -> Counter[tuple[str, str]]:
    """(missed, given instead); `none` where nothing was missed, or nothing given."""
    found: Counter[tuple[str, str]] = Counter()
    for truth, said in zip(heard.truth, heard.said, strict=True):
        missed: list[str] = [ACTS[i] for i in np.flatnonzero(truth > said)] or [NONE]
        false: list[str] = [ACTS[i] for i in np.flatnonzero(said > truth)] or [NONE]
        found.update((m, f) for m in missed for f in false if m != f)
    return found


def line_of_hard(language: str, heard: Heard) -> str:
    """The figures of the messages that are hard on purpose."""
    empty = heard.where(lambda m: not m.acts)
    given = int(empty.said.any(axis=1).sum())
    return (
        f"acts {language}, {len(heard.messages)} hard messages: macro-F1 {mean_f1(heard):.3f}, "
        f"micro-F1 {micro_f1(heard):.3f}, without an act and given one {given} of {len(empty.messages)}"
    )


def lines_of(language: str, heard: Heard) -> Iterator[str]:
    """The figures of a language, a line each."""
    low, high = interval(heard)
    yield (
        f"acts {language}, {len(heard.messages)} messages held out: macro-F1 {mean_f1(heard):.3f}, of the acts "
        f"that the score counts {mean_f1(heard, COUNTED):.3f}, micro-F1 {micro_f1(heard):.3f} ({low:.3f} to {high:.3f})"  # noqa: E501
    )
    empty = heard.where(lambda m: not m.acts)
    yield f"  messages without an act that were given one: {int(empty.said.any(axis=1).sum())} of {len(empty.messages)}"  # noqa: E501
    real = heard.where(lambda m: m.real_share)
    yield f"  in the proportions of real chats ({len(real.messages)} messages): micro-F1 {micro_f1(real):.3f}"
    styles = sorted({m.style for m in heard.messages})
    by_style = (f"{style} {micro_f1(heard.where(lambda m, s=style: m.style == s)):.2f}" for style in styles)  # type: ignore[misc]
    yield f"  micro-F1 by style: {', '.join(by_style)}"
    yield "  by act: " + ", ".join(f"{act} {f:.2f} ({n})" for act, (f, n) in f1_by_act(heard).items())
    asked = [i for i, row in enumerate(open_or_closed(heard.truth)) if row in {"open", "closed"}]
    yield (
        f"  kappa: a question or none {kappa(presence(heard.truth, *QUESTIONS), presence(heard.said, *QUESTIONS)):.2f}, "  # noqa: E501
        f"open or closed {kappa(open_or_closed(heard.truth[asked]), open_or_closed(heard.said[asked])):.2f}, "
        f"reformulation {kappa(presence(heard.truth, 'reformulation'), presence(heard.said, 'reformulation')):.2f}"
    )
    worst = confusions(heard).most_common(15)
    yield "  missed > given instead: " + ", ".join(f"{a} > {b} {n}" for (a, b), n in worst)
