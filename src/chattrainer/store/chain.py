"""The chain of digests that makes a log tamper-evident, and its check.

    payload digest = BLAKE2b-256(salt + payload)        salt: 16 random bytes an event
    link           = BLAKE2b-256(link before + number + payload digest)

The first link's "link before" comes from the run's id. The last link is the log's head digest: reports quote
it, and who knows it can tell any later change. An erased event keeps its payload digest alone; without the
salt nobody can test guesses against it, and the chain still runs through.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from chattrainer.store.payloads import is_end, sha256

DIGEST_BYTES = 32
SALT_BYTES = 16
NUMBER_BYTES = 8


@dataclass(frozen=True, slots=True)
class Link:
    """One event of a stored log. `payload` and `salt` are both None once it is erased.

    `texts` holds what is kept of the files of an opening (by the digest that names each): None for a text
    that should be there and is not.
    """

    number: int
    payload: bytes | None
    salt: bytes | None
    digest: bytes
    link: bytes
    texts: Mapping[str, str | None] | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found. `head` is the last link, in hexadecimal; `events` how many events stand in the log.

    `altered`: `first_bad` is the number of the first event that is not as it was appended (one more than the
    last, when the end was cut off), and `why` one of `order`, `payload`, `link`, `file`, `head`, `end`, `row`.
    """

    run: str
    status: Literal["intact", "erased", "altered"]
    head: str
    events: int
    first_bad: int | None = None
    why: str | None = None
    erased: str | None = None


def new_salt() -> bytes:
    return secrets.token_bytes(SALT_BYTES)


def origin(run: str) -> bytes:
    """What stands before a run's first link, so that no log passes for another run's."""
    return blake2b(run.encode("utf-8"), digest_size=DIGEST_BYTES, person=b"chattrainer-log").digest()


def payload_digest(salt: bytes, payload: bytes) -> bytes:
    return blake2b(salt + payload, digest_size=DIGEST_BYTES).digest()


def next_link(before: bytes, number: int, digest: bytes) -> bytes:
    return blake2b(before + number.to_bytes(NUMBER_BYTES, "big") + digest, digest_size=DIGEST_BYTES).digest()


def check(
    run: str, links: Iterable[Link], *, head: bytes, events: int, erased: str | None, status: str
) -> Verdict:
    """Walks a log from its first event. `head`, `events`, `erased` and `status` are what stands beside the log.

    A log that counts as ended must close with the end of its sitting: who cuts off the last events and writes
    a new head beside them is found by that.
    """
    before, count, last = origin(run), 0, None
    for link in links:
        why = _wrong(link, before, count + 1, may_be_erased=erased is not None)
        if why is not None:
            return Verdict(run, "altered", before.hex(), count, count + 1, why)
        before, count, last = link.link, link.number, link.payload
    if before != head or count != events:
        return Verdict(run, "altered", before.hex(), count, count + 1, "head")
    if status == "ended" and erased is None and not is_end(last):
        return Verdict(run, "altered", before.hex(), count, count + 1, "end")
    return Verdict(run, "erased" if erased is not None else "intact", before.hex(), count, erased=erased)


def _wrong(link: Link, before: bytes, number: int, *, may_be_erased: bool) -> str | None:
    """The first thing that is wrong with a link, or None."""
    if link.number != number:
        return "order"
    if link.payload is None or link.salt is None:
        if not may_be_erased or link.payload is not None or link.salt is not None:
            return "payload"
    elif len(link.salt) != SALT_BYTES or payload_digest(link.salt, link.payload) != link.digest:
        return "payload"
    if next_link(before, number, link.digest) != link.link:
        return "link"
    if any(text is None or sha256(text) != name for name, text in (link.texts or {}).items()):
        return "file"
    return None
