"""How well every shipped case is understood by an agent who has not read its wordings.

`data/unseen.<language>.jsonl`: questions, statements and offers, written from each case's title, opening, facts and
values alone. `unseen_2` to `unseen_7`: more of them; the misses of the last three of them were never seen. What the
first five say was labelled a second time, by people who did not know the first label: all that a message says, and
what is debatable. `several`: messages that do two or three things at once.
`python -m benchmarks.reading.unseen [ID …] [--missed]`.
"""

import argparse
import json
from collections.abc import Iterator, Sequence, Set
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
FILES = ("unseen", "unseen_2", "unseen_3", "unseen_4", "unseen_5", "unseen_6", "unseen_7", "several")
KINDS = ("asks", "tells", "offers", "forbidden")
SAID = ("tells", "offers", "forbidden")
Meant = tuple[str, str]
"""A kind of KINDS and an id."""


@dataclass(frozen=True)
class Line:
    """One message of the file. `maybe` are ids that two people label differently; what is told with another value is
    among them. A message that neither asks nor says anything of the case has none of both.
    """

    scenario: str
    text: str
    meant: tuple[Meant, ...] = ()
    maybe: frozenset[str] = frozenset()

    @property
    def asks(self) -> bool:
        return any(kind == "asks" for kind, _ in self.meant)

    @property
    def says(self) -> bool:
        return bool(self.maybe) or any(kind in SAID for kind, _ in self.meant)


@dataclass
class Tally:
    """Ids of one kind: how many were meant, how many heard, and how many heard as another id of the kind alone."""

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
class Agreement:
    """What was meant and heard, heard without being meant, and meant without being heard."""

    both: int = 0
    only_heard: int = 0
    only_meant: int = 0

    def count(self, meant: Set[Meant], heard: Set[Meant]) -> None:
        self.both += len(meant & heard)
        self.only_heard += len(heard - meant)
        self.only_meant += len(meant - heard)

    def add(self, other: "Agreement") -> None:
        self.both += other.both
        self.only_heard += other.only_heard
        self.only_meant += other.only_meant

    @property
    def f1(self) -> float:
        """0 where nothing was meant or heard."""
        size = 2 * self.both + self.only_heard + self.only_meant
        return 2 * self.both / size if size else 0.0


@dataclass
class Figures:
    """Of a case, or of a language. `taken`: messages that ask and say nothing, taken for a question. `asked` is of
    those and of the messages that ask, `told` of the messages that say something.
    """

    kinds: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    asked: Agreement = field(default_factory=Agreement)
    told: Agreement = field(default_factory=Agreement)
    strangers: int = 0
    taken: int = 0
    missed: list[str] = field(default_factory=list)

    def add(self, other: "Figures") -> None:
        for kind in KINDS:
            self.kinds[kind].add(other.kinds[kind])
        self.asked.add(other.asked)
        self.told.add(other.told)
        self.strangers += other.strangers
        self.taken += other.taken


def lines_of(name: str, code: str) -> Iterator[Line]:
    """The messages of a file, in its order: case by case."""
    for row in map(json.loads, (DATA / f"{name}.{code}.jsonl").read_text(encoding="utf-8").splitlines()):
        meant = tuple((kind, id_) for kind in KINDS for id_ in row.get(kind, ()))
        maybe = frozenset([*row.get("maybe", ()), *row.get("tells_wrong", ())])
        yield Line(row["scenario"], row["text"], meant, maybe)


def count(line: Line, reading: Reading, figures: Figures) -> None:
    """Adds one message, as read, to the figures of its case."""
    asked = {("asks", id_) for id_ in reading.asks}
    said = {(kind, id_) for kind in SAID for id_ in getattr(reading, kind) if id_ not in line.maybe}
    said |= {("tells_wrong", id_) for id_ in reading.tells_wrong if id_ not in line.maybe}
    if line.asks or not line.says:
        figures.asked.count({meant for meant in line.meant if meant[0] == "asks"}, asked)
    if line.says:
        wanted = {meant for meant in line.meant if meant[0] in SAID}
        figures.told.count(wanted, said)
        if said - wanted:
            heard = ", ".join(f"{kind} {id_}" for kind, id_ in sorted(said - wanted))
            figures.missed.append(f"does not say {heard}: {line.text}")
    if not line.asks and not line.says:
        figures.strangers += 1
        if reading.asks:
            figures.taken += 1
            figures.missed.append(f"taken for a question about {', '.join(reading.asks)}: {line.text}")
    for kind, id_ in line.meant:
        _count_one(kind, id_, line, reading, figures)


def _count_one(kind: str, id_: str, line: Line, reading: Reading, figures: Figures) -> None:
    found: Sequence[str] = getattr(reading, kind)
    others = {name for own, name in line.meant if own == kind} | line.maybe
    unsure = any(item.id == id_ for item in reading.unsure)
    tally = figures.kinds[kind]
    tally.size += 1
    tally.heard += id_ in found
    tally.confused += id_ not in found and not set(found) <= others
    tally.unsure += unsure and id_ not in found
    if id_ not in found:
        heard = ", ".join(found) or ("unsure" if unsure else "nothing")
        figures.missed.append(f"{kind} {id_}, heard {heard}: {line.text}")


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
    for family, agreement in (("asked", figures.asked), ("told", figures.told)):
        if agreement.both:
            parts.append(f"F1 {family} {agreement.f1:.3f}")
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
        every = Figures()
        for name in FILES:
            lines = [x for x in lines_of(name, code) if not asked.scenario or x.scenario in asked.scenario]
            total = Figures()
            for scenario, figures in figures_of(lines, reader, library):
                total.add(figures)
                print(f"  {told(scenario, figures)}", flush=True)
                for missed in figures.missed if asked.missed else ():
                    print(f"    {missed}")
            print(told(f"{name} {code}", total), flush=True)
            every.add(total)
        print(told(f"all {code}", every), flush=True)


if __name__ == "__main__":
    main()
