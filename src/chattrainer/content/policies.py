"""The policies of written language, from the TOML files that come with the program."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from chattrainer.scoring.policy.policy import Policy, PolicyData

_FOLDER = "chattrainer.scoring.policy"
_COMMON = "common.toml"
_PATTERNS = ".patterns.toml"
_WORDS = ".words.toml"


@cache
def policy(language: str) -> Policy:
    """The policy of a language of `policy_languages()`."""
    common, own = _read(_COMMON), _read(f"{language}.toml")
    words, patterns = _read(f"{language}{_WORDS}"), _read(f"{language}{_PATTERNS}")
    data = {"weights": common["weights"], **common["shared"], **own, **words, **patterns}
    return Policy(PolicyData.model_validate(data))


@cache
def policy_languages() -> tuple[str, ...]:
    """The languages whose writing can be judged, in alphabetical order."""
    names = (file.name for file in resources.files(_FOLDER).iterdir())
    return tuple(sorted(name.removesuffix(_PATTERNS) for name in names if name.endswith(_PATTERNS)))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(_FOLDER).joinpath(name).read_text(encoding="utf-8"))
