"""Whether the reader can tell apart what a case gives to understand: its examples, read as an agent's messages.

Each example is read by a vocabulary that lacks it (and one other example of every entry), as a new wording would be.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from chattrainer.app.proof.subjects import Subject, subjects_of
from chattrainer.content.casting import cast, whole_of
from chattrainer.content.library import load_library
from chattrainer.content.merging import Whole
from chattrainer.content.paths import ContentPaths
from chattrainer.content.problems import Problems, Said
from chattrainer.model.reading import Reading
from chattrainer.reading.reader import Reader
from chattrainer.reading.vocabulary import Entry, EntryKind, Vocabulary

# With fewer, what is left without one of them says too little about the others.
FEWEST = 3
# So many of the wordings of one read as the other (or half of them): the two cannot be told apart.
MOST_CONFUSED = 2

Progress = Callable[[int, int], None]
ReaderOf = Callable[[str], Reader]
_FIELDS: dict[EntryKind, tuple[str, str, str]] = {
    "ask": ("facts", "asked_like", "fact"),
    "tell": ("tells", "like", "tell"),
    "offer": ("offers", "like", "offer"),
    "forbidden": ("forbidden", "like", "forbidden"),
}


@dataclass(frozen=True, slots=True)
class Example:
    """The `index`-th example of an entry."""

    entry: Entry
    index: int

    @property
    def text(self) -> str:
        return self.entry.examples[self.index]


@dataclass(frozen=True, slots=True)
class ReadAs:
    """An example that is not read as its entry but as others; `drowned`: by both together as nothing."""

    example: Example
    as_ids: tuple[str, ...]
    drowned: bool = False


def check_reading(
    given: Sequence[Path], paths: ContentPaths, reader_of: ReaderOf, progress: Progress | None = None
) -> Problems:
    """Advice about the scenarios of files and folders; without any, of the whole library.

    They must be free of errors: what cannot be drawn raises ContentError. Who names files is told of what stands
    in them, or is taken for it: what a company's own entries do among themselves is no matter of one case.
    """
    problems = Problems()
    subjects = subjects_of([str(path) for path in given], paths, every=not given)
    only_own = bool(given) and all(path.is_file() for path in given)
    for index, subject in enumerate(subjects):
        if progress is not None:
            progress(index, len(subjects))
        _check(subject, reader_of, problems, only_own)
    if progress is not None:
        progress(len(subjects), len(subjects))
    return problems


def _check(subject: Subject, reader_of: ReaderOf, problems: Problems, only_own: bool) -> None:
    library = load_library(subject.paths)
    case = cast(library, [subject.id], 1, 0).cases[0]
    whole = whole_of(library, subject.id)
    vocabulary = Vocabulary.of(case)
    reader = reader_of(vocabulary.language)
    families = (vocabulary.asks, vocabulary.statements)
    wrong = [each for each in misread(reader, vocabulary) if not only_own or _concerns(each, whole)]
    for entry, other in _alike(wrong, [e for family in families for e in family]):
        field, _, _ = _FIELDS[entry.kind]
        _, _, kind = _FIELDS[other.kind]
        problems.add(
            whole.place(field, entry.id, of_key=True),
            "read_alike",
            severity="advice",
            id=entry.id,
            kind=Said((f"id.{kind}",)),
            other=other.id,
        )
    for each in wrong:
        if not each.drowned:
            _tell(each, whole, problems)


def _concerns(wrong: ReadAs, whole: Whole) -> bool:
    """Whether the example is the case's own, or is taken for an entry of its own."""
    entry = wrong.example.entry
    fields = ("facts",) if entry.kind == "ask" else ("tells", "offers", "forbidden")
    own = {name for field in fields for name in getattr(whole.own.value, field)}
    return bool(own & {entry.id, *wrong.as_ids})


def _tell(wrong: ReadAs, whole: Whole, problems: Problems) -> None:
    entry = wrong.example.entry
    field, examples, _ = _FIELDS[entry.kind]
    problems.add(
        whole.place(field, entry.id, examples, wrong.example.index),
        "read_as",
        severity="advice",
        text=wrong.example.text,
        id=entry.id,
        other=", ".join(wrong.as_ids),
    )


def misread(reader: Reader, vocabulary: Vocabulary) -> Iterator[ReadAs]:
    """The examples that are read as something else, and not as what they are examples of.

    Two entries that say the same drown each other out: what is read as nothing beside its own entry, and as
    another without it, is `drowned`.
    """
    for family in (vocabulary.asks, vocabulary.statements):
        unread: dict[str, list[Example]] = {}
        longest = max((len(entry.examples) for entry in family), default=0)
        for index in range(longest):
            left = _without_examples(vocabulary, index)
            for entry in family:
                if index >= len(entry.examples) or len(entry.examples) < FEWEST:
                    continue
                example = Example(entry, index)
                found = _ids(reader.read(example.text, left), entry.kind)
                if not found:
                    unread.setdefault(entry.id, []).append(example)
                elif entry.id not in found:
                    yield ReadAs(example, found)
        for examples in unread.values():
            left = _without_entry(vocabulary, examples[0].entry)
            for example in examples:
                found = _ids(reader.read(example.text, left), example.entry.kind)
                if found:
                    yield ReadAs(example, found, drowned=True)


def _ids(reading: Reading, kind: EntryKind) -> tuple[str, ...]:
    if kind == "ask":
        return reading.asks
    # What must not be said is often another value of what must be told.
    wrong = () if kind == "forbidden" else reading.tells_wrong
    return tuple(dict.fromkeys((*reading.tells, *wrong, *reading.offers, *reading.forbidden)))


def _without_examples(vocabulary: Vocabulary, index: int) -> Vocabulary:
    return replace(
        vocabulary,
        asks=tuple(_lacking(e, index) for e in vocabulary.asks),
        statements=tuple(_lacking(e, index) for e in vocabulary.statements),
    )


def _without_entry(vocabulary: Vocabulary, entry: Entry) -> Vocabulary:
    return replace(
        vocabulary,
        asks=tuple(e for e in vocabulary.asks if e is not entry),
        statements=tuple(e for e in vocabulary.statements if e is not entry),
    )


def _lacking(entry: Entry, index: int) -> Entry:
    examples = entry.examples
    if len(examples) < FEWEST or index >= len(examples):
        return entry
    return replace(entry, examples=(*examples[:index], *examples[index + 1 :]))


def _alike(wrong: Iterable[ReadAs], entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of entries whose wordings are taken for one another, each pair once, in the order of the file."""
    by_id = {(entry.kind == "ask", entry.id): entry for entry in entries}
    order = {key: place for place, key in enumerate(by_id)}
    counts: Counter[tuple[tuple[bool, str], tuple[bool, str]]] = Counter()
    for each in wrong:
        own = (each.example.entry.kind == "ask", each.example.entry.id)
        for name in each.as_ids:
            other = (own[0], name)
            if other in by_id:
                counts[min(own, other, key=order.__getitem__), max(own, other, key=order.__getitem__)] += 1
    for (first, second), count in sorted(counts.items(), key=lambda c: (order[c[0][0]], order[c[0][1]])):
        fewest = min(len(by_id[first].examples), len(by_id[second].examples))
        if count >= min(MOST_CONFUSED, -(-fewest // 2)) and count > 1:
            yield by_id[first], by_id[second]
