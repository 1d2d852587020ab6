"""What is assumed of people and tried on robots: `rubrics/calibration.yaml`."""

from pathlib import Path

from pydantic import Field

from chattrainer.content.files import document
from chattrainer.content.paths import ContentPaths, content_paths
from chattrainer.content.problems import Problems
from chattrainer.content.shelves import FolderShelf
from chattrainer.content.targets import CALIBRATION
from chattrainer.content.validation import validated
from chattrainer.model.base import Value
from chattrainer.model.errors import UsageError
from chattrainer.model.exam import FormKind, ResultModel


class Change(Value):
    """How the composite changes for each added chat: mean and standard deviation over people."""

    mean: float
    sd: float = Field(gt=0)


class Population(Value):
    """The simulated candidates: mean at one chat, spreads and case reliabilities to try, change with load."""

    mean: float
    spreads: tuple[float, ...]
    case_reliabilities: tuple[float, ...]
    change: Change
    truth_cases: int = Field(ge=1)


class Simulated(Value):
    """How good the forms of a kind are for a company, as `chattrainer calibrate` found: shares from 0 to 1.

    `played`: so many of the candidates played; the others' cases were taken from theirs.
    """

    kind: FormKind
    company: str
    candidates: int = Field(ge=1)
    played: int | None = None
    spread: float
    case_reliability: float
    reliability: float
    standard_error: float
    consistency: float
    parallel_forms_r: float | None = None
    decided_wrong_share: float | None = None
    contradictions_share: float | None = None
    coverage_90: float | None = None
    to_be_confirmed_share: float | None = None
    reader: str | None = None


class Calibration(Value):
    """The model of a result, the population that it is tried on, and what trying it gave (`simulated`)."""

    model: ResultModel
    population: Population
    simulated: tuple[Simulated, ...] = ()


def calibration_file(paths: ContentPaths | None = None) -> Path:
    """The first calibration file of the rubric folders. UsageError without any."""
    for folder in (paths or content_paths()).rubrics:
        if CALIBRATION in FolderShelf(folder).names():
            return folder / CALIBRATION
    raise UsageError("content.no_calibration", file=CALIBRATION)


def load_calibration(paths: ContentPaths | None = None) -> Calibration:
    """What the first calibration file of the rubric folders says. ContentError when it is wrong."""
    shelf = FolderShelf(calibration_file(paths).parent)
    problems = Problems()
    doc = document(shelf, CALIBRATION, problems)
    loaded = None if doc is None else validated(Calibration, doc.data, doc, problems)
    problems.raise_if_errors()
    assert loaded is not None, "a file that cannot be loaded has problems"
    return loaded
