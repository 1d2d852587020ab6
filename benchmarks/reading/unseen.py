"""How well every shipped case is understood by an agent who has not read its wordings.

`data/unseen.<language>.jsonl`: questions, statements and offers, written from each case's title, opening, facts and
values alone. `unseen_2` to `unseen_5`: more of them; the misses of `unseen_5` were never looked at.
`python -m benchmarks.reading.unseen [ID …] [--missed]`.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from benchmarks.reading.paths import DATA
from chattrainer.adapters.encoder import build_reader
from chattrainer.content.casting import cast
from chattrainer.content.library import Library, load_library
from chattrainer.model.reading import Reading
from chattrainer.reading.language import reading_languages
from chattrainer.reading.reader import Reader
from chattrainer.reading.vocabulary import Vocabulary

SEED = 0
"""The values in the file are those that this seed draws."""
FILES = ("unseen", "unseen_2", "unseen_3", "unseen_4", "unseen_5")
KINDS = ("asks", "tells", "offers")


@dataclass(frozen=True)
class Line:
    """One message of the file. `kind` is empty for one that asks for nothing of the case."""

    scenario: str
    text: str
    kind: str
    id: str


@dataclass
class Tally:
    """Messages of one kind: how many, how many heard, and how many heard as another id of the kind alone."""

    size: int = 0
    heard: int = 0
    confused: int = 0
    unsure: int = 0

    def add(self, other: "Tally") -> None:
        self.size += other.size
        self.heard += other.heard
        self.confused += other.confused
        self.unsure += other.unsure


@dataclass
class Figures:
    """Of a case, or of a language. `taken`: messages that ask for nothing, taken for a question."""

    kinds: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    strangers: int = 0
    taken: int = 0
    missed: list[str] = field(default_factory=list)

    def add(self, other: "Figures") -> None:
        for kind in KINDS:
            self.kinds[kind].add(other.kinds[kind])
        self.strangers += other.strangers
        self.taken += other.taken


def lines_of(name: str, code: str) -> Iterator[Line]:
    """The messages of a file, in its order: case by case."""
    for row in map(json.loads, (DATA / f"{name}.{code}.jsonl").read_text(encoding="utf-8").splitlines()):
        kind = next((kind for kind in KINDS if kind in row), "")
        yield Line(row["scenario"], row["text"], kind, row[kind][0] if kind else "")


def count(line: Line, reading: Reading, figures: Figures) -> None:
    """Adds one message, as read, to the figures of its case."""
    if not line.kind:
        figures.strangers += 1
        if reading.asks:
            figures.taken += 1
            figures.missed.append(f"taken for a question about {', '.join(reading.asks)}: {line.text}")
        return
    found: Sequence[str] = getattr(reading, line.kind)
    unsure = any(item.id == line.id for item in reading.unsure)
    tally = figures.kinds[line.kind]
    tally.size += 1
    tally.heard += line.id in found
    tally.confused += bool(found) and line.id not in found
    tally.unsure += unsure and line.id not in found
    if line.id not in found:
        heard = ", ".join(found) or ("unsure" if unsure else "nothing")
        figures.missed.append(f"{line.kind} {line.id}, heard {heard}: {line.text}")


def told(name: str, figures: Figures) -> str:
    """The figures in one line."""
    parts = []
    for kind, tally in figures.kinds.items():
        if tally.size:
            heard, confused = (100 * n / tally.size for n in (tally.heard, tally.confused))
            half = f", half heard {tally.unsure}" if tally.unsure else ""
            parts.append(
                f"{kind} {tally.heard}/{tally.size} ({heard:.0f} %){half}, confused {confused:.1f} %"
            )
    if figures.strangers:
        parts.append(f"taken for a question {figures.taken}/{figures.strangers}")
    return f"{name}: {'; '.join(parts)}"


def figures_of(lines: Sequence[Line], reader: Reader, library: Library) -> Iterator[tuple[str, Figures]]:
    """The figures of each case that the lines belong to."""
    for scenario, own in groupby(lines, key=lambda line: line.scenario):
        vocabulary, figures = Vocabulary.of(cast(library, [scenario], 1, SEED).cases[0]), Figures()
        for line in own:
            count(line, reader.read(line.text, vocabulary, ()), figures)
        yield scenario, figures


def main() -> None:
    parser = argparse.ArgumentParser(
        description="How well messages are understood that no wording was made from."
    )
    parser.add_argument("scenario", nargs="*", help="only these cases")
    parser.add_argument(
        "--missed", action="store_true", help="show what was missed, and as what it was heard"
    )
    asked = parser.parse_args()
    library = load_library()
    for code in reading_languages():
        reader = build_reader(code)
        for name in FILES:
            lines = [x for x in lines_of(name, code) if not asked.scenario or x.scenario in asked.scenario]
            total = Figures()
            for scenario, figures in figures_of(lines, reader, library):
                total.add(figures)
                print(f"  {told(scenario, figures)}", flush=True)
                for missed in figures.missed if asked.missed else ():
                    print(f"    {missed}")
            print(told(f"{name} {code}", total), flush=True)


if __name__ == "__main__":
    main()
