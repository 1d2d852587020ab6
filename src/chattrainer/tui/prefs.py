"""What the interface remembers of its user: language and theme. Nothing about sittings."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

import platformdirs

from chattrainer.locale.texts import languages

FILE = "interface.json"


@dataclass(frozen=True, slots=True)
class Preferences:
    """Empty: not chosen yet, the environment decides. `hints` and `spelling_marks`: `on`, `off`, or empty."""

    language: str = ""
    theme: str = ""
    sitting_language: str = ""
    hints: str = ""
    spelling_marks: str = ""


def preferences_path() -> Path:
    """CHATTRAINER_CONFIG (a folder), else the user's configuration folder."""
    folder = os.environ.get("CHATTRAINER_CONFIG")
    return Path(folder or platformdirs.user_config_dir("chattrainer", appauthor=False)) / FILE


def load(path: Path) -> Preferences:
    """The remembered preferences; the default ones when there are none or they cannot be read."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return Preferences(**{name: str(kept[name]) for name in Preferences.__slots__ if name in kept})
    except (OSError, ValueError, TypeError):
        return Preferences()


def save(path: Path, preferences: Preferences) -> bool:
    """Remembers them; False when the folder cannot be written, which is no reason to stop."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(preferences)), encoding="utf-8")
    except OSError:
        return False
    return True


def asked_language() -> str:
    """CHATTRAINER_LANGUAGE where the interface speaks it, else nothing: it goes before what was remembered."""
    wanted = os.environ.get("CHATTRAINER_LANGUAGE", "")[:2].lower()
    return wanted if wanted in languages() else ""


def environment_language() -> str:
    """CHATTRAINER_LANGUAGE, else the locale's language where the interface speaks it, else English."""
    names = ("CHATTRAINER_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    wanted = next((os.environ[name] for name in names if os.environ.get(name)), "en")[:2].lower()
    return wanted if wanted in languages() else "en"
