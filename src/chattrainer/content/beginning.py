"""Beginning a case: which company it is of, what that company asks of each of its cases, and where it is put."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from chattrainer.content.filling import templates_in
from chattrainer.content.library import Library
from chattrainer.content.problems import guess
from chattrainer.content.schemas import KINDS, schema_file_name, schema_text
from chattrainer.content.skeletons import skeleton, skeleton_languages
from chattrainer.content.templates import Gendered, ValueOf
from chattrainer.model.base import Scalar
from chattrainer.model.errors import UsageError
from chattrainer.model.ids import Activity
from chattrainer.model.scenario import Company, Draw, Scenario

# A Tuesday: weekdays follow from it.
TODAY = "2026-03-03"
SCHEMAS = "schemas"
IDENTITY = ("email", "postcode")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_PATH = re.compile(r"\b(?!args\.)([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)\b(?:\s*==\s*('[^']*'|[\w.]+))?")
# Drawn by the skeletons themselves, or known without being drawn.
_KNOWN = frozenset({"customer", "today", "company", "args"})


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new case is to be."""

    id: str
    activity: Activity = "after_sales"
    company: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """A case that was begun: its file, its company, and whether schemas were put beside for editors."""

    file: Path
    company: str
    with_schemas: bool


def begin(wanted: Beginning, library: Library, folder: Path) -> Begun:
    """Writes the new case under `folder`, with schemas beside the folder if there are none.

    Raises UsageError for a name that is taken or cannot be one, an unknown company or language, or a folder
    that cannot be written.
    """
    if not _SLUG.match(wanted.id):
        raise UsageError("content.not_an_id", id=wanted.id)
    language, company = _company_of(wanted, library)
    file = folder / language / company.id / f"{wanted.id}.yaml"
    if file.exists() or wanted.id in library.entries:
        where = file if file.exists() else Path(library.entry(wanted.id).name)
        raise UsageError("content.id_taken", id=wanted.id, file=str(where))
    text = _text(wanted, language, company, library)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # "x": a file that came into being meanwhile is not written over.
        with file.open("x", encoding="utf-8", newline="\n") as new:
            new.write(text)
        return Begun(file, company.id, _write_schemas(folder.parent / SCHEMAS))
    except OSError as error:
        raise UsageError(
            "content.cannot_write", folder=str(file.parent), detail=error.strerror or str(error)
        ) from error


def case_text(wanted: Beginning, library: Library) -> tuple[str, str]:
    """Name on a shelf and text of a new case, without writing it. Raises UsageError as `begin` does."""
    language, company = _company_of(wanted, library)
    return f"{language}/{company.id}/{wanted.id}.yaml", _text(wanted, language, company, library)


def _company_of(wanted: Beginning, library: Library) -> tuple[str, Company]:
    """The company asked for, else the first of the language."""
    languages = [wanted.language] if wanted.language else [*skeleton_languages()]
    if wanted.language and wanted.language not in skeleton_languages():
        known = ", ".join(skeleton_languages())
        raise UsageError("content.no_skeleton", language=wanted.language, known=known)
    ids = {language: library.company_ids(language) for language in languages}
    for language in languages:
        if wanted.company in ids[language]:
            return language, library.company(language, str(wanted.company))
    valid = [company for each in ids.values() for company in each]
    if wanted.company is not None or not valid:
        raise UsageError(
            "content.unknown_company",
            id=wanted.company or "–",
            language=" / ".join(languages),
            nearest=guess(wanted.company or "", valid),
        )
    first = next(language for language in languages if ids[language])
    return first, library.company(first, ids[first][0])


def _text(wanted: Beginning, language: str, company: Company, library: Library) -> str:
    others = [
        library.scenario(entries[0].id)
        for entries in library.entries.values()
        if (entries[0].language, entries[0].company) == (language, company.id)
    ]
    identity = all(name in company.facts and company.facts[name].identity for name in IDENTITY)
    values = {
        "id": wanted.id,
        "language": language,
        "company": company.id,
        "reason": next(iter(company.reasons)),
        "today": TODAY,
        "schema": f"../../../{SCHEMAS}/{schema_file_name('scenario')}",
        "draws": _draws(company, others),
        "case": _tables(company, others),
    }
    return skeleton(language, wanted.activity, values, frozenset({"identity"} if identity else ()))


def _draws(company: Company, others: Iterable[Scenario]) -> str:
    """Draws that the company's texts name, as another of its cases makes them."""
    names = {
        reference.name.split(".")[0]
        for _, found in templates_in(company)
        for reference in found.references
        if isinstance(reference, ValueOf | Gendered)
    }
    lines = []
    for name in sorted(names - _KNOWN):
        draw = next((other.draw[name] for other in others if name in other.draw), None)
        made = draw or Draw(pattern="######")
        lines.append(_indented({name: made.model_dump(exclude_none=True, mode="json")}))
    return "".join(lines)


def _tables(company: Company, others: Iterable[Scenario]) -> str:
    """Tables of the case that the company's actions read and change, as another of its cases begins with them."""
    needed: dict[str, dict[str, Scalar]] = {}
    for action in company.actions:
        for table, field, literal in _PATH.findall(" ".join([action.when or "", *action.sets])):
            known = needed.setdefault(table, {})
            known[field] = known.get(field) if known.get(field) is not None else _literal(literal)
    for other in others:
        for table, fields in needed.items():
            for field in fields:
                if field in other.case.get(table, {}):
                    fields[field] = other.case[table][field]
    return "".join(_indented({table: fields}) for table, fields in needed.items())


def _literal(text: str) -> Scalar:
    return None if not text else yaml.safe_load(text)


def _indented(data: Mapping[str, object]) -> str:
    text = yaml.safe_dump(dict(data), allow_unicode=True, default_flow_style=None, sort_keys=False, width=100)
    return "".join(f"  {line}\n" for line in text.splitlines())


def _write_schemas(folder: Path) -> bool:
    if folder.exists():
        return False
    folder.mkdir()
    for kind in KINDS:
        (folder / schema_file_name(kind)).write_text(schema_text(kind), encoding="utf-8", newline="\n")
    return True
