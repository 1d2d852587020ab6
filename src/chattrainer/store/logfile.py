"""Logs as files: JSON lines, one event a line, with the digests that make an export verifiable anywhere.

    {"number": 1, "event": {…}, "salt": "…", "digest": "…", "log": {"run": …, "events": …, "head": …}}
    {"number": 2, "event": {…}, "salt": "…", "digest": "…"}

`digest` is the event's link in the chain, in hexadecimal; the last one is the head digest. The first line's
opening carries the texts of the files that the sitting rests on. An erased event has `"event": null`, no
salt, and its `payload_digest`. A file without `salt`, `digest` and `log` is a plain log: it can be shown,
scored and replayed, not verified.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Literal, NoReturn

from pydantic import Field, ValidationError

from chattrainer.locale.safe import json_text, printable
from chattrainer.model.base import Value
from chattrainer.model.errors import StoreError
from chattrainer.model.facts import SittingOpened
from chattrainer.model.log import EVENT, Entry
from chattrainer.store.chain import DIGEST_BYTES, SALT_BYTES, Link, Verdict, check, payload_digest
from chattrainer.store.failures import failure, told
from chattrainer.store.payloads import canonical, without_texts
from chattrainer.store.records import Run

SUFFIX = ".jsonl"
_Salt = Field(default=None, pattern=f"^[0-9a-f]{{{2 * SALT_BYTES}}}$")
_Digest = Field(default=None, pattern=f"^[0-9a-f]{{{2 * DIGEST_BYTES}}}$")


class LogHead(Value):
    """What the first line says of the whole log."""

    format: Literal[1] = 1
    run: str
    status: str
    events: int
    head: str = Field(pattern=f"^[0-9a-f]{{{2 * DIGEST_BYTES}}}$")
    erased: str | None = None


class LogLine(Value):
    """One line of a log file."""

    number: int
    event: dict[str, Any] | None
    salt: str | None = _Salt
    payload_digest: str | None = _Digest
    digest: str | None = _Digest
    log: LogHead | None = None


def sealed_lines(run: Run, links: Iterable[Link]) -> Iterator[str]:
    """An export of a stored run: its lines, without line ends, with digests and texts.

    Raises StoreError at an event that is no longer one: what cannot be written out faithfully is not.
    """
    head = LogHead(run=run.id, status=run.status, events=run.events, head=run.head, erased=run.erased)
    for link in links:
        try:
            line = _sealed_line(link, head)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise StoreError("store.broken_export", run=run.id, number=link.number) from error
        yield line


def _sealed_line(link: Link, head: LogHead) -> str:
    fields: dict[str, Any] = {"number": link.number, "event": _event_fields(link)}
    if link.salt is None:
        fields["payload_digest"] = link.digest.hex()
    else:
        fields["salt"] = link.salt.hex()
    fields["digest"] = link.link.hex()
    if link.number == 1:
        fields["log"] = head.model_dump(mode="json")
    return _line(fields)


def plain_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """A log without digests: the same entries always give the same lines."""
    for entry in entries:
        yield _line({"number": entry.number, "event": entry.event.model_dump(mode="json", by_alias=True)})


def write_log(path: Path, lines: Iterable[str]) -> None:
    """Writes lines to a file, whole or not at all. Raises StoreError when it cannot be written."""
    with told(path):
        draft = path.with_name(f"{path.name}.part")
        try:
            with draft.open("w", encoding="utf-8", newline="\n") as stream:
                stream.writelines(f"{line}\n" for line in lines)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


def read_entries(path: Path) -> list[Entry]:
    """The log of a file. Raises StoreError, naming the line, for what is no log or has been erased."""
    entries: list[Entry] = []
    for row, line in _lines(path):
        if line.number != len(entries) + 1:
            _broken(path, row, f"number {line.number}, expected {len(entries) + 1}")
        if line.event is None:
            raise failure(path, "log_erased", line=row)
        try:
            event = EVENT.validate_json(canonical(line.event))
        except ValidationError as error:
            _broken(path, row, _first_problem(error))
        except ValueError as error:  # a lone surrogate, a number that JSON does not know
            _broken(path, row, str(error))
        entries.append(Entry.model_construct(number=line.number, event=event))
    if not entries:
        raise failure(path, "log_empty")
    if not isinstance(entries[0].event, SittingOpened):
        raise failure(path, "log_no_opening")
    return entries


def verify_file(path: Path) -> Verdict:
    """Whether an exported log is as it was written. Raises StoreError for a file that carries no digests."""
    lines = _lines(path)
    first = next(lines, None)
    if first is None:
        raise failure(path, "log_empty")
    head = first[1].log
    if head is None:
        raise failure(path, "log_unsealed")

    def links() -> Iterator[Link]:
        yield _link(first[1])
        for _, line in lines:
            yield _link(line)

    return checked(head, links())


def checked(head: LogHead, links: Iterable[Link]) -> Verdict:
    """What the chain says of a file's links and of what its first line says of them."""
    return check(
        head.run,
        links,
        head=bytes.fromhex(head.head),
        events=head.events,
        erased=head.erased,
        status=head.status,
    )


def log_links(lines: Iterable[str], source: str) -> tuple[LogHead, Iterator[Link]]:
    """The head and the links of a sealed log's lines. Raises StoreError for what is no sealed log."""
    path = Path(source)
    parsed = (_parsed(path, row, text.encode("utf-8")) for row, text in enumerate(lines, 1))
    first = next(parsed, None)
    if first is None:
        raise failure(path, "log_empty")
    if first.log is None:
        raise failure(path, "log_unsealed")
    return first.log, (_link(line) for line in chain([first], parsed))


def _line(fields: dict[str, Any]) -> str:
    return json_text(json.dumps(fields, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def _event_fields(link: Link) -> dict[str, Any] | None:
    """The payload as an object, the texts of an opening's files in their places."""
    if link.payload is None:
        return None
    fields: dict[str, Any] = json.loads(link.payload)
    if not isinstance(fields, dict):
        raise TypeError("an event is an object")
    if link.texts:
        files = [
            file if "text" in file else {**file, "text": link.texts[file["sha256"]]}
            for file in fields["files"]
        ]
        return {**fields, "files": files}
    return fields


def _link(line: LogLine) -> Link:
    """A line as the chain sees it. What cannot be made out becomes bytes that no digest fits."""
    digest = bytes.fromhex(line.payload_digest or "")
    if line.event is None:
        return Link(line.number, None, None, digest, bytes.fromhex(line.digest or ""))
    texts: dict[str, str | None] | None = None
    fields = line.event
    salt = bytes.fromhex(line.salt or "")
    try:
        if fields.get("kind") == "sitting_opened":
            texts = {file["sha256"]: file["text"] for file in fields["files"] if file.get("text") is not None}
            fields = without_texts(fields)
        payload = canonical(fields).encode("utf-8")
    except (ValueError, KeyError, TypeError, AttributeError):
        payload, texts = b"", None
    return Link(
        line.number, payload, salt, payload_digest(salt, payload), bytes.fromhex(line.digest or ""), texts
    )


def _lines(path: Path) -> Iterator[tuple[int, LogLine]]:
    """The lines of a file with their row in it; blank ones are passed over."""
    with told(path):
        if not path.exists():
            raise failure(path, "log_missing")
        with path.open("rb") as stream:
            for row, raw in enumerate(stream, 1):
                if raw.strip():
                    yield row, _parsed(path, row, raw)


def _parsed(path: Path, row: int, raw: bytes) -> LogLine:
    try:
        fields = json.loads(raw.decode("utf-8-sig" if row == 1 else "utf-8"), parse_constant=_no_constant)
        return LogLine.model_validate(fields)
    except ValidationError as error:
        _broken(path, row, _first_problem(error))
    except UnicodeDecodeError:
        _broken(path, row, "not UTF-8")
    except (ValueError, RecursionError) as error:
        _broken(path, row, str(error))


def _no_constant(name: str) -> Callable[[], None]:
    raise ValueError(name)


def _first_problem(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"


def _broken(path: Path, row: int, problem: str) -> NoReturn:
    raise StoreError(
        "store.log_line",
        path=printable(str(path), lines=False),
        line=row,
        problem=printable(problem, lines=False),
    )
