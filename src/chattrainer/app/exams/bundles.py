"""Exams taken on several PCs, brought together: signed bundles, imported once.

A bundle is one JSON document: the exam, its form, its parts, results and sealed logs, and an HMAC-SHA256 over all
of it with the campaign's key. The logs' own chains are checked besides.
"""

import hmac
import json
import re
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from chattrainer.app.exams.integrity import note_texts
from chattrainer.model.errors import UsageError
from chattrainer.model.exam import ExamForm
from chattrainer.store.exam_records import Campaign, Exam, ExamPart, KeptResult
from chattrainer.store.logfile import sealed_lines
from chattrainer.store.payloads import sha256 as sha256_of
from chattrainer.store.store import Store

FORMAT = "chattrainer-bundle"
KIT = "chattrainer-campaign"
VERSION = 1
# In the settings of a campaign on a PC that only holds its exams: results are read where they are gathered.
FOR_SITTING = "for_sitting"
_NAME = re.compile(r"[0-9A-Za-z-]{1,64}")


def kit_of(store: Store, campaign: Campaign) -> str:
    """What another PC needs to hold exams of the campaign: its settings, form and open codes."""
    exams = [exam for exam in store.exams(campaign.id) if exam.state == "created"]
    return _signed(
        {
            "format": KIT,
            "version": VERSION,
            "campaign": campaign.model_dump(mode="json"),
            "form": store.form_text(campaign.form)[1],
            "exams": [exam.model_dump(mode="json") for exam in exams],
        },
        _key(campaign),
    )


def take_kit(store: Store, text: str, source: str) -> Campaign:
    """Sets a campaign up from a kit. Codes that are known already stay as they are."""
    told = _document(text, source, KIT)
    try:
        campaign = Campaign.model_validate(told["campaign"])
        form = _form_text(told["form"], campaign.form)
        exams = [Exam.model_validate(fields) for fields in told["exams"]]
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError("exam.not_a_bundle", file=source) from error
    _check(told, _key(campaign), source)
    if any((exam.campaign, exam.form) != (campaign.id, campaign.form) or _odd(exam) for exam in exams):
        raise UsageError("exam.not_a_bundle", file=source)
    store.save_form_text(form)
    if campaign.id not in {known.id for known in store.campaigns()}:
        here = {**campaign.settings, FOR_SITTING: True}
        store.save_campaign(campaign.model_copy(update={"settings": here}))
    # An erased exam keeps its id alone: a kit does not bring it back.
    known_names = {name for exam in store.exams() for name in (exam.code, exam.id)}
    for exam in exams:
        if not known_names & {exam.code, exam.id}:
            _save(store, exam)
    return campaign


def bundle_of(store: Store, exam: Exam) -> str:
    """A finished exam as a signed document. UsageError while it is not over, and when a log of it is damaged."""
    if exam.state != "ended" or exam.campaign is None:
        raise UsageError("exam.not_over", code=exam.code)
    parts = store.parts(exam.id)
    for part in parts:
        if store.verify(part.run).status != "intact":
            raise UsageError("exam.log_damaged", code=exam.code, run=part.run)
    logs = {part.run: list(sealed_lines(store.run(part.run), store.links(part.run))) for part in parts}
    return _signed(
        {
            "format": FORMAT,
            "version": VERSION,
            "exam": exam.model_dump(mode="json"),
            "form": store.form_text(exam.form)[1],
            "parts": [part.model_dump(mode="json") for part in parts],
            "results": [kept.model_dump(mode="json") for kept in store.kept_results(exam.id)],
            "logs": logs,
        },
        _key(store.campaign(exam.campaign)),
    )


def gather(store: Store, text: str, source: str) -> Exam:
    """Takes a bundle in. UsageError when it was altered, belongs to no campaign here, was taken in already, was
    erased here, or when its code was begun here too: two halves make no exam."""
    told = _document(text, source, FORMAT)
    try:
        exam = Exam.model_validate(told["exam"])
        form = _form_text(told["form"], exam.form)
        parts = [ExamPart.model_validate(part) for part in told["parts"]]
        results = [KeptResult.model_validate(result) for result in told["results"]]
        logs = {str(run): [str(line) for line in lines] for run, lines in told["logs"].items()}
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError("exam.not_a_bundle", file=source) from error
    if exam.campaign is None or _odd(exam):
        raise UsageError("exam.not_a_bundle", file=source)
    _check(told, _key(store.campaign(exam.campaign)), source)
    _refuse_erased(store, exam, source)
    known = next((e for e in store.exams() if e.code == exam.code), None)
    if known is not None and known.state == "ended":
        raise UsageError("exam.taken_in_already", code=exam.code, file=source)
    if known is not None and known.state == "withdrawn":
        raise UsageError("exam.withdrawn_here", code=exam.code, file=source)
    # Parts of this very bundle are there when it was being taken in before, and that was broken off.
    if known is not None and any(part.run not in logs for part in store.parts(known.id)):
        raise UsageError("exam.begun_here", code=exam.code, file=source)
    for lines in logs.values():
        store.take_in(lines, source)
    store.save_form_text(form)
    kept = known or _save(store, exam)
    _copy(store, kept, exam, parts, results)
    return store.exam(kept.id)


def _copy(store: Store, kept: Exam, exam: Exam, parts: list[ExamPart], results: list[KeptResult]) -> None:
    if exam.person is not None and kept.person is None:
        store.name_candidate(kept.id, exam.person)
    if exam.notice:
        store.keep_notice(kept.id, exam.notice)
    here = {part.run: part for part in store.parts(kept.id)}
    for part in parts:
        begun = here.get(part.run) or store.begin_part(kept.id, part.part, part.run)
        if part.played is not None:
            store.end_part(kept.id, begun.number, part.state, part.played)
    # In the order in which they were kept: the first is the one that counts.
    for told in results:
        store.save_result(kept.id, told.result, told.rubric_hash, told.engine)
    note_texts(store, store.set_exam_state(kept.id, "ended"))


def _form_text(told: object, digest: str) -> str:
    """The form's text as it was hashed where it was built: a version with other fields would write it otherwise.

    ValueError when it is no form, or another one.
    """
    text = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    ExamForm.model_validate_json(text)
    if sha256_of(text) != digest:
        raise ValueError("another form than the exam's")
    return text


def _refuse_erased(store: Store, exam: Exam, source: str) -> None:
    """What was erased here does not come back with a file that was kept elsewhere."""
    if not any(known.id == exam.id and known.state == "erased" for known in store.exams()):
        return
    stamp = store.erased_on(exam.id)
    if stamp is None:
        raise UsageError("exam.erased_here", code=exam.code, file=source)
    raise UsageError("exam.erased_on", code=exam.code, file=source, day=date.fromisoformat(stamp[:10]))


def _odd(exam: Exam) -> bool:
    """Whether its code or id could be a path, or more than a name of a file."""
    return not all(_NAME.fullmatch(name) for name in (exam.code, exam.id))


def _save(store: Store, exam: Exam) -> Exam:
    return store.save_exam(
        exam.id,
        exam.code,
        exam.form,
        exam.seed,
        person=exam.person,
        campaign=exam.campaign,
        purpose=exam.purpose,
        extra_time=exam.extra_time,
    )


def _key(campaign: Campaign) -> bytes:
    return str(campaign.settings.get("key", "")).encode("utf-8")


def _signed(document: dict[str, Any], key: bytes) -> str:
    return json.dumps({**document, "signature": _signature(document, key)}, ensure_ascii=False, indent=1)


def _check(told: Mapping[str, Any], key: bytes, source: str) -> None:
    document = {name: value for name, value in told.items() if name != "signature"}
    if not key or not hmac.compare_digest(str(told.get("signature", "")), _signature(document, key)):
        raise UsageError("exam.bundle_altered", file=source)


def _signature(document: Mapping[str, Any], key: bytes) -> str:
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, text.encode("utf-8", "surrogatepass"), sha256).hexdigest()


def _document(text: str, source: str, kind: str) -> dict[str, Any]:
    try:
        told = json.loads(text)
        # Half of a character, written as an escape, is JSON but no text.
        json.dumps(told, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise UsageError("exam.not_a_bundle", file=source) from error
    if not isinstance(told, dict) or told.get("format") != kind or told.get("version") != VERSION:
        raise UsageError("exam.not_a_bundle", file=source)
    return told
