"""Events as the store keeps them: one canonical JSON text each, with the texts of files kept apart.

Canonical means: keys sorted, no white space, no escapes but those JSON demands, UTF-8. The digests run over
this text, and an export that some tool wrote anew with other spacing gives the same text again.
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from chattrainer.model.facts import SittingOpened
from chattrainer.model.log import EVENT, Event

_encode = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False
).encode


def canonical(value: Any) -> str:
    """The canonical JSON text of a value made of dicts, lists, strings, numbers, booleans and None."""
    return _encode(value)


def payload_of(event: Event) -> str:
    """What the log keeps of an event. Of an opening's files it keeps the digests, not the texts.

    A file whose text is kept apart has no `text` key; one whose text was never given has `"text": null`.
    """
    fields = event.model_dump(mode="json", by_alias=True)
    return canonical(without_texts(fields) if event.kind == "sitting_opened" else fields)


def without_texts(fields: dict[str, Any]) -> dict[str, Any]:
    """An opening's fields without the texts of its files."""
    files = [
        {key: value for key, value in file.items() if key != "text" or value is None}
        for file in fields.get("files", ())
    ]
    return {**fields, "files": files}


def is_end(payload: bytes | None) -> bool:
    """Whether a payload is the end of a sitting, the last event of a log that was played out."""
    try:
        fields = json.loads(payload or b"")
    except (ValueError, RecursionError):
        return False
    return isinstance(fields, dict) and fields.get("kind") == "sitting_ended"


def texts_of(opened: SittingOpened) -> dict[str, str]:
    """The texts of an opening's files, by digest. Raises ValueError when a digest is not its text's."""
    texts: dict[str, str] = {}
    for file in opened.files:
        if file.text is not None:
            if sha256(file.text) != file.sha256:
                raise ValueError(f"{file.path}: the sha256 is not that of the text")
            texts[file.sha256] = file.text
    return texts


def sha256(text: str) -> str:
    """The SHA-256 of a text's UTF-8, in hexadecimal: how a sitting names the files that it rests on."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def event_of(payload: str, text_of: Callable[[str], str | None]) -> Event:
    """The event of a payload, its files' texts put back. Raises ValueError for what is no event."""
    event = EVENT.validate_json(payload)
    if isinstance(event, SittingOpened) and event.files:
        kept = tuple(
            file.model_copy(update={"text": text_of(file.sha256)})
            if "text" not in file.model_fields_set
            else file
            for file in event.files
        )
        return event.model_copy(update={"files": kept})
    return event
