"""Puts what a calibration found into the text of `rubrics/calibration.yaml`; the rest of it stays as it is."""

import re
from collections.abc import Collection, Mapping

from chattrainer.content.calibration import Simulated

# The value of `difficulty` under `model`: on the line itself, or on the deeper lines after it.
_DIFFICULTY = re.compile(r"^  difficulty:.*\n(?:    .*\n)*", re.MULTILINE)
_SIMULATED = re.compile(r"^simulated:.*\n(?:[ -].*\n)*", re.MULTILINE)
_WHY = "# What forms were found to be worth: `chattrainer calibrate --write`, explained in docs/exam.md.\n"


def with_difficulty(text: str, known: Mapping[str, float], found: Mapping[str, float]) -> str:
    """The file's text with the difficulty of each case, in points. Raises ValueError for a file without the place."""
    both = {**known, **{name: round(value, 1) for name, value in found.items()}}
    lines = "".join(f"    {name}: {value:g}\n" for name, value in sorted(both.items()))
    done, count = _DIFFICULTY.subn(
        lambda _: "  difficulty:\n" + lines if lines else "  difficulty: {}\n", text
    )
    if count != 1:
        raise ValueError("there is no `difficulty:` under `model:`")
    return done


def with_simulated(text: str, known: Collection[Simulated], found: Simulated) -> str:
    """The file's text with these figures in the place of earlier ones of the same company and kind of form."""
    others = [s for s in known if (s.kind, s.company) != (found.kind, found.company)]
    entries = sorted([*others, found], key=lambda s: (s.company, s.kind))
    block = "simulated:\n" + "".join(_entry(entry) for entry in entries)
    if _SIMULATED.search(text):
        return _SIMULATED.sub(lambda _: block, text, count=1)
    return f"{text.rstrip()}\n\n{_WHY}{block}"


def _entry(entry: Simulated) -> str:
    fields = {name: value for name, value in entry.model_dump(mode="json").items() if value is not None}
    lines = [f"    {name}: {_plain(value)}\n" for name, value in fields.items()]
    return "  - " + lines[0].strip() + "\n" + "".join(lines[1:])


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else f'"{value}"' if " " in str(value) else str(value)
