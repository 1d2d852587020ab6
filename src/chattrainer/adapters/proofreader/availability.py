"""Whether the embedded proofreader is installed here, and what it is called. Nothing is loaded to find out."""

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

ENGINE_MODULE = "lt_py"
ENGINE = "lingotweaker"


def available(language: str | None = None) -> bool:
    """Whether the engine is here, with the data of the language if one is given."""
    return missing(language) is None


def missing(language: str | None = None) -> str | None:
    """Why there is no proofreader, as a key of the locale files; None where there is one."""
    if find_spec(ENGINE_MODULE) is None:
        return "proofread.missing.engine"
    if language is not None and find_spec(f"{ENGINE}_data_{language}") is None:
        return "proofread.missing.language"
    return None


def engine_name(languages: tuple[str, ...]) -> str:
    """The engine's name and version with those of its data, as findings carry them."""
    data = (f"{language} {_version(f'{ENGINE}-data-{language}')}" for language in languages)
    return f"{ENGINE} {_version(ENGINE)} ({', '.join(data)})"


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "–"
