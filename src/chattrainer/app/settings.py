"""What was set for good: `settings.toml` in the configuration folder, and the environment, which goes before it."""

import os
import tomllib
from pathlib import Path

import platformdirs

from chattrainer.model.errors import UsageError

FILE = "settings.toml"
LANGUAGETOOL = "CHATTRAINER_LANGUAGETOOL"
EMBEDDED = "embedded"
"""Names the embedded proofreader, where the environment or the settings name another one."""


def settings_path() -> Path:
    """CHATTRAINER_CONFIG (a folder), else the user's configuration folder."""
    folder = os.environ.get("CHATTRAINER_CONFIG")
    return Path(folder or platformdirs.user_config_dir("chattrainer", appauthor=False)) / FILE


def named_languagetool(option: str | None = None) -> str | None:
    """The LanguageTool that is to judge: the option's, else the environment's, else that of the settings.

    None: the embedded proofreader. Raises UsageError for what is no address, and for a broken settings file.
    """
    for named in (option, os.environ.get(LANGUAGETOOL), setting("languagetool")):
        if named and named.strip():
            return None if named.strip().lower() == EMBEDDED else _checked(named)
    return None


def _checked(named: str) -> str:
    from chattrainer.adapters.proofreader.place import place_of

    place_of(named)
    return named


def setting(name: str) -> str | None:
    """A text of the settings, None where it is not set. Raises UsageError for a broken file."""
    path = settings_path()
    try:
        value = tomllib.loads(path.read_text(encoding="utf-8")).get(name)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise UsageError("settings.broken", path=str(path), detail=str(error)) from error
    if value is not None and not isinstance(value, str):
        raise UsageError("settings.no_text", path=str(path), name=name)
    return value
