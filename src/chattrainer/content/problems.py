"""What is wrong with a file of content: where, what, and the nearest valid name. Told in the reader's language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from chattrainer.locale.texts import FALLBACK, Texts
from chattrainer.model.errors import ContentError

Severity = Literal["error", "advice"]

# Below this likeness (0 to 100) a suggestion confuses more than it helps.
_NEAREST_AT_LEAST = 62


@dataclass(frozen=True, order=True)
class Place:
    """A point of a file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True)
class Said:
    """A parameter that is itself told in the reader's language: keys of the content texts, joined by "or"."""

    keys: tuple[str, ...]


Param = str | int | Said


@dataclass(frozen=True)
class Problem:
    """One thing wrong (`error`) or to be improved (`advice`). `key` names its text, `nearest` a valid name."""

    place: Place
    severity: Severity
    key: str
    params: tuple[tuple[str, Param], ...] = ()
    nearest: str | None = None

    def message(self, texts: Texts) -> str:
        """What is wrong, without its place."""
        params = {name: _told(value, texts) for name, value in self.params}
        text = texts(f"content.problem.{self.key}", file=self.place.file, **params)
        if self.nearest is not None:
            text += " " + texts("content.did_you_mean", name=self.nearest)
        return text

    def line(self, texts: Texts) -> str:
        """`file:line:column: error: text`."""
        severity = texts(f"content.severity.{self.severity}")
        at = self.place
        return f"{at.file}:{at.line}:{at.column}: {severity}{self.message(texts)}"


def _told(value: Param, texts: Texts) -> str:
    if isinstance(value, Said):
        names = [texts(f"content.{key}") for key in value.keys]
        return texts("content.or").join(
            [", ".join(names[:-1]), names[-1]] if len(names) > 1 else names,
        )
    return str(value)


class Problems:
    """A collector: adds, then gives them sorted by place, each once.

    As a format argument, `{problems:fr}` gives the lines in that language.
    """

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._found: dict[Problem, None] = dict.fromkeys(problems)

    def add(
        self,
        place: Place,
        key: str,
        /,
        *,
        severity: Severity = "error",
        nearest_of: tuple[str, Iterable[str]] | None = None,
        **params: Param,
    ) -> None:
        """Notes a problem; `nearest_of` is (wrong name, valid names), for a suggestion."""
        name = nearest(*nearest_of) if nearest_of else None
        self._found.setdefault(Problem(place, severity, key, tuple(sorted(params.items())), name))

    def update(self, others: "Problems") -> None:
        self._found.update(others._found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._found, key=lambda problem: (problem.place, problem.severity, problem.key)))

    def __len__(self) -> int:
        return len(self._found)

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self if problem.severity == "error")

    @property
    def advice(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self if problem.severity == "advice")

    def raise_if_errors(self) -> None:
        """Raises ContentError with the errors, if there are any."""
        if self.errors:
            raise ContentError("content.wrong", problems=Problems(self.errors), count=len(self.errors))

    def __format__(self, language: str) -> str:
        texts = Texts(language or FALLBACK)
        return "\n".join(problem.line(texts) for problem in self)

    def __str__(self) -> str:
        return format(self, "")


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The name that looks most like the word, if any does."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(word, sorted(set(names)), scorer=fuzz.ratio, score_cutoff=_NEAREST_AT_LEAST)
    return found[0] if found else None


class Guess(str):
    """The nearest valid name, or nothing. `{nearest:fr}` asks in that language whether it was meant."""

    def __format__(self, language: str) -> str:
        if not self:
            return ""
        return " " + Texts(language or FALLBACK)("content.did_you_mean", name=str(self))


def guess(word: str, names: Iterable[str]) -> Guess:
    """The nearest name, for a message that may have none."""
    return Guess(nearest(word, names) or "")


def listed(names: Iterable[str], at_most: int = 12) -> str:
    """Names for a message: the first ones, then an ellipsis."""
    all_names = list(names)
    return ", ".join(all_names[:at_most]) + (", …" if len(all_names) > at_most else "")


def as_records(problems: Problems, texts: Texts) -> list[Mapping[str, object]]:
    """The problems as plain data, for `--json`."""
    return [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "severity": problem.severity,
            "rule": problem.key,
            "message": problem.message(texts),
            "nearest": problem.nearest,
        }
        for problem in problems
    ]
