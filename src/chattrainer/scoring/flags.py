"""Integrity flags from the log of a sitting: for a person to look at, never points.

Each threshold lies far from what people do, so that a flag is rare in honest work; even so each has innocent
explanations, which are told with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from chattrainer.model.facts import CustomerSaid, SittingEnded, SittingOpened
from chattrainer.model.flags import Flag, FlagEvidence, FlagId
from chattrainer.model.inputs import Compose, Focus, Paused, Resumed, Say
from chattrainer.model.log import Entry

PASTED_CHARACTERS = 40
"""A pasted order number, address or link is shorter; a pasted answer is longer."""
FASTEST_CPM = 900.0
"""Typed characters a minute. Professional typists keep up 400 to 600; records over a minute lie below 1,100."""
TYPED_CHARACTERS = 60
"""Below, the moments of the first and the last key say too little about speed."""
AWAY_MS = 15_000
"""Shorter absences are a glance at another window."""
READ_CPS = 85.0
"""Characters a second: about 1,000 words a minute, faster than skimming."""
UNREAD_CHARACTERS = 120
UNREAD_TIMES = 2
"""One early answer happens to everybody who had half written it already."""
SAME_WORDS = 12
SAME_CHARACTERS = 60
STOOD_STILL_MS = 60_000
CLOCK_MOVED_MS = 120_000
"""More than a slow start of the desk, or a clock that is set by the network."""
QUOTE_CHARACTERS = 240

INNOCENT: dict[FlagId, tuple[str, ...]] = {
    "interrupted": ("outage", "lid", "mistake"),
    "pasted": ("own_draft", "desk_text", "assistive"),
    "fast_typing": ("prediction", "dictation", "draft_kept"),
    "focus_lost": ("notification", "pause", "assistive"),
    "answered_unread": ("half_written", "skimmed", "general"),
    "same_text": ("usual_phrase", "brief", "training"),
    "clock": ("standby", "synchronised", "slow_machine"),
}


@dataclass(frozen=True, slots=True)
class _Look:
    """What is known of a log while it is walked through."""

    run: str
    entries: Sequence[Entry]


def flags_in(
    run: str, entries: Sequence[Entry], others: Mapping[str, Iterable[str]] | None = None
) -> list[Flag]:
    """The flags of one sitting. `others`: messages of other candidates by whose they are (a code, a name)."""
    look = _Look(run, entries)
    found: list[tuple[FlagId, list[FlagEvidence]]] = [
        ("pasted", _pasted(look)),
        ("fast_typing", _fast_typing(look)),
        ("focus_lost", _focus_lost(look)),
        ("answered_unread", _answered_unread(look)),
        ("same_text", _same_text(look, others or {})),
        ("clock", _clock(look)),
    ]
    return [flag(name, evidence) for name, evidence in found if evidence]


def flag(name: FlagId, evidence: Iterable[FlagEvidence]) -> Flag:
    """A flag with its innocent explanations."""
    return Flag(
        id=name,
        evidence=tuple(evidence),
        innocent=tuple(f"flags.{name}.innocent.{each}" for each in INNOCENT[name]),
    )


def merged(flags: Iterable[Flag]) -> list[Flag]:
    """Flags of several sittings: one of each kind, with all the evidence in order."""
    by_id: dict[FlagId, list[FlagEvidence]] = {}
    for each in flags:
        by_id.setdefault(each.id, []).extend(each.evidence)
    return [flag(name, evidence) for name, evidence in by_id.items()]


def comparable(text: str) -> str:
    """A message as it is compared with other people's: letters and digits only."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def worth_comparing(text: str) -> bool:
    """Whether two people would hardly write it by chance."""
    return len(text) >= SAME_CHARACTERS and len(comparable(text).split()) >= SAME_WORDS


def typed_text(say: Say) -> str:
    """What of a message no span says came from elsewhere."""
    kept = [True] * len(say.text)
    for span in say.spans:
        if span.source != "typed":
            for index in range(max(0, span.start), min(span.end, len(kept))):
                kept[index] = False
    return "".join(c for c, own in zip(say.text, kept, strict=True) if own)


# --- the signs ---


def _pasted(look: _Look) -> list[FlagEvidence]:
    found = []
    for number, say in _said(look):
        for span in say.spans:
            length = min(span.end, len(say.text)) - span.start
            if span.source == "pasted" and length >= PASTED_CHARACTERS:
                quote = say.text[span.start : span.end]
                found.append(_evidence(look, number, say, quote, length, "characters"))
    return found


def _fast_typing(look: _Look) -> list[FlagEvidence]:
    """Typed characters over the time in which the message was being written."""
    found = []
    writing: dict[int, tuple[int, int | None]] = {}  # chat: (ms spent, since when)
    for entry in look.entries:
        event = entry.event
        if isinstance(event, Compose):
            spent, since = writing.get(event.chat, (0, None))
            if event.on and since is None:
                writing[event.chat] = (spent, event.at)
            elif not event.on and since is not None:
                writing[event.chat] = (spent + event.at - since, None)
        elif isinstance(event, Say):
            spent, since = writing.pop(event.chat, (0, None))
            spent += event.at - since if since is not None else 0
            typed = len(typed_text(event))
            cpm = typed * 60_000 / max(spent, 1)
            # Without any sign of writing, nothing is known of its speed: programs and robots give none.
            if spent and typed >= TYPED_CHARACTERS and cpm > FASTEST_CPM:
                found.append(_evidence(look, entry.number, event, event.text, round(cpm), "cpm"))
    return found


def _focus_lost(look: _Look) -> list[FlagEvidence]:
    found = []
    away: tuple[int, int] | None = None
    for entry in look.entries:
        event = entry.event
        if isinstance(event, Focus) and event.chat is None:
            away = away or (entry.number, event.at)
        elif away is not None and isinstance(event, Focus | SittingEnded):
            number, since = away
            away = None
            if event.at - since >= AWAY_MS:
                found.append(
                    FlagEvidence(run=look.run, event=number, at_ms=since, figure=event.at - since, unit="ms")
                )
    return found


def _answered_unread(look: _Look) -> list[FlagEvidence]:
    """A written answer, not the first of its chat, sent before a long burst could have been read."""
    found = []
    burst: dict[int, list[CustomerSaid]] = {}
    answered: set[int] = set()
    for entry in look.entries:
        event = entry.event
        if isinstance(event, CustomerSaid):
            burst.setdefault(event.chat, []).append(event)
        elif isinstance(event, Say):
            unread = burst.pop(event.chat, [])
            first = event.chat not in answered
            answered.add(event.chat)
            if first or not unread or len(typed_text(event)) < TYPED_CHARACTERS / 2:
                continue
            if _too_soon(unread, event.at):
                after_ms = event.at - unread[-1].at
                found.append(_evidence(look, entry.number, event, event.text, after_ms, "ms"))
    return found if len(found) >= UNREAD_TIMES else []


def _too_soon(unread: Sequence[CustomerSaid], at: int) -> bool:
    """Whether some bubble, read from when it came, cannot have been read by then."""
    length = len(unread[-1].text)
    return length >= UNREAD_CHARACTERS and at - unread[-1].at < length / READ_CPS * 1000


def _same_text(look: _Look, others: Mapping[str, Iterable[str]]) -> list[FlagEvidence]:
    known: dict[str, str] = {}
    for whose, texts in others.items():
        for text in texts:
            known.setdefault(comparable(text), whose)
    found = []
    for number, say in _said(look):
        own = typed_text(say)
        if worth_comparing(own) and comparable(own) in known:
            whose = known[comparable(own)]
            same = _evidence(look, number, say, own, len(own), "characters")
            found.append(same.model_copy(update={"other": whose}))
    return found


def _clock(look: _Look) -> list[FlagEvidence]:
    """The machine stood still, or its clock was moved: it tells another time than the sitting counted."""
    found = []
    last: tuple[int, datetime] | None = None
    played_by_person = True
    for entry in look.entries:
        event = entry.event
        if isinstance(event, SittingOpened):
            played_by_person = event.player == "person"
        if isinstance(event, Paused) and event.gap_ms >= STOOD_STILL_MS:
            found.append(_clock_evidence(look, entry, event.gap_ms))
        stamp = _stamp(event)
        if stamp is None or not played_by_person:
            continue
        lost = event.gap_ms if isinstance(event, Paused) else 0
        if last is not None and not isinstance(event, Resumed):
            told = (stamp - last[1]).total_seconds() * 1000
            moved = told - (event.at - last[0]) - lost
            if abs(moved) >= CLOCK_MOVED_MS:
                found.append(_clock_evidence(look, entry, moved))
        last = (event.at, stamp)
    return found


def _clock_evidence(look: _Look, entry: Entry, moved_ms: float) -> FlagEvidence:
    return FlagEvidence(
        run=look.run, event=entry.number, at_ms=entry.event.at, figure=round(moved_ms), unit="ms"
    )


def _stamp(event: object) -> datetime | None:
    told = (
        getattr(event, "wall", None)
        if isinstance(event, SittingOpened | SittingEnded | Paused | Resumed)
        else None
    )
    try:
        return datetime.fromisoformat(told) if told else None
    except ValueError:
        return None


def _said(look: _Look) -> list[tuple[int, Say]]:
    return [(entry.number, entry.event) for entry in look.entries if isinstance(entry.event, Say)]


def _evidence(look: _Look, number: int, say: Say, quote: str, figure: float, unit: str) -> FlagEvidence:
    return FlagEvidence.model_validate(
        {
            "run": look.run,
            "event": number,
            "chat": say.chat,
            "at_ms": say.at,
            "quote": quote[:QUOTE_CHARACTERS],
            "figure": figure,
            "unit": unit,
        }
    )
