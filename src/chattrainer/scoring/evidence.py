"""What a measure found: a share of full marks, and the incidents that it rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from chattrainer.model.transcript import Message

Params = dict[str, str | int | float]
QUOTE_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the log: the event's number, its moment, and the words."""

    event: int
    at_ms: int
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """One gain or loss. `weight` is its part of what its measure gained or lost, relative to the others'.

    `chat` is named only by measures of a whole sitting.
    """

    rule: str
    place: Place | None = None
    weight: float = 1.0
    params: Params = field(default_factory=dict)
    better: str | None = None
    chat: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A measure of one chat. `share` of full marks, 0 to 1; None: too little evidence, or only shown.

    `certainty` is the part of its weight that it keeps: little evidence weighs little.
    """

    share: float | None
    value: float | None = None
    unit: str = ""
    losses: tuple[Incident, ...] = ()
    gains: tuple[Incident, ...] = ()
    note: str | None = None
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Part:
    """One of several things that a measure looks at; `share` None: it does not arise in this chat."""

    weight: float
    share: float | None
    losses: tuple[Incident, ...] = ()
    gains: tuple[Incident, ...] = ()


def unjudged(note: str, value: float | None = None, unit: str = "") -> Judged:
    """Too little evidence: the weight goes to the siblings."""
    return Judged(None, value, unit, note=note)


def none_of_it(rule: str, place: Place | None = None, value: float | None = None, unit: str = "") -> Judged:
    """Nothing was done where something was to be done: no marks."""
    return Judged(0.0, value, unit, (Incident(rule, place),))


def combined(parts: Iterable[Part], value: float | None = None, unit: str = "share") -> Judged:
    """Several parts as one measure; parts that do not arise give their weight to the others."""
    judged = [(p, p.share) for p in parts if p.share is not None]
    total = sum(p.weight for p, _ in judged)
    if total <= 0:
        return unjudged("does_not_arise")
    share = sum(p.weight * s for p, s in judged) / total
    losses = [i for p, s in judged for i in shared_out(p.losses, p.weight * (1 - s))]
    gains = [i for p, s in judged for i in shared_out(p.gains, p.weight * s)]
    return Judged(share, share if value is None else value, unit, tuple(losses), tuple(gains))


def shared_out(incidents: Sequence[Incident], amount: float) -> list[Incident]:
    """The incidents with weights that add up to the amount, in proportion to their own."""
    total = sum(i.weight for i in incidents)
    if amount <= 0 or total <= 0:
        return []
    return [replace(i, weight=amount * i.weight / total) for i in incidents]


def place_of(message: Message, start: int = 0, end: int | None = None) -> Place:
    """Where a message stands, quoting it or a stretch of it."""
    return Place(message.number, message.at, shortened(message.text[start:end]))


def shortened(text: str) -> str:
    """The text on one line, cut at a word when it is long."""
    line = " ".join(text.split())
    if len(line) <= QUOTE_LENGTH:
        return line
    return line[:QUOTE_LENGTH].rsplit(" ", 1)[0] + "…"
