"""What she gave away before its time, kept though she was asked, or told otherwise than her case has it."""

import re
from collections.abc import Iterator

from chattrainer.model.audit import SimulatorFault
from chattrainer.model.scenario import Fact
from chattrainer.model.transcript import Message
from chattrainer.reading.comparison import same
from chattrainer.reading.text import fold
from chattrainer.reading.values import Found, values_in
from chattrainer.scoring.audit.talk import Talk, case_text, case_values

# Shorter values, and those without a digit, are found by the word alone.
SHORTEST_VALUE = 3
TELLING = frozenset({"code", "date", "amount", "percent"})
SHORTEST_CODE = 5
ANSWERING = frozenset({"answer", "repeat", "volunteer", "led", "choose"})
SHORTEST_NAME = 3

_CAPITAL = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Þ][a-zà-ÿ]{2,}")


def undisclosed(talk: Talk) -> Iterator[SimulatorFault]:
    """The value of a fact in her words that nobody had said, in a bubble that does not give that fact."""
    deciding = talk.deciding_facts()
    for message in _worded(talk):
        given = talk.revealed_by(message)
        free = _free(talk, message, frozenset(given))
        for name, fact in talk.case.scenario.facts.items():
            if name in given or fact.known_from:
                continue
            if _slips(talk, message, fact, free):
                critical = name in deciding and _is_sure(fact)
                yield talk.fault(message, "undisclosed", "helped", critical=critical, about=name)


def not_said(talk: Talk) -> Iterator[SimulatorFault]:
    """A fact that counts as given, in words that do not hold its value, then or later."""
    deciding = talk.deciding_facts()
    for message in _worded(talk):
        after = [m for m in talk.chat.customer_messages if m.number >= talk.burst_of(message)[0].number]
        for reveal in message.reveals:
            fact = talk.case.scenario.facts.get(reveal.fact)
            if fact is None or reveal.how == "opening" or not _always_said(fact):
                continue
            if not any(_holds(talk, m, fact) for m in after):
                critical = reveal.fact in deciding
                yield talk.fault(message, "not_said", "hindered", critical=critical, about=reveal.fact)


def contradicts(talk: Talk) -> Iterator[SimulatorFault]:
    """An answer whose value is another one than her case has."""
    for message in _worded(talk):
        fact = talk.case.scenario.facts.get(message.move_of or "")
        if fact is None or message.move not in ANSWERING or fact.value is None:
            continue
        wanted = values_in(fold(str(fact.value)), talk.language)
        if any(_holds(talk, m, fact) for m in talk.burst_of(message)):
            continue
        for value in strange(talk, message):
            if any(value.kind == own.kind for own in wanted):
                yield talk.fault(message, "contradicts", "hindered", critical=True, about=message.move_of)
                break


def invented(talk: Talk) -> Iterator[SimulatorFault]:
    """An order, amount, date or name that is neither in her case nor in the talk."""
    contradicting = {fault.event for fault in contradicts(talk)}
    for message in _worded(talk):
        if message.number in contradicting:
            continue
        for value in strange(talk, message)[:1]:
            words = talk.folded(message)[value.start : value.end]
            yield talk.fault(message, "invented", "hindered", critical=True, about=words)
        for name in _strange_names(talk, message)[:1]:
            yield talk.fault(message, "invented", "hindered", critical=False, about=name)


def strange(talk: Talk, message: Message) -> list[Found]:
    """The telling values of a bubble that stand nowhere in her case and in nothing said before."""
    said = [v for v in talk.values(message) if _is_telling(v, talk.folded(message))]
    if not said:
        return []
    before, written = talk.said_before(message), case_text(talk.case)
    values = (*values_in(before, talk.language), *case_values(talk.case))
    bare = _bare(f"{before} \n {written}")
    return [
        value
        for value in said
        if not any(same(value, one, talk.today) for one in values)
        and _bare(talk.folded(message)[value.start : value.end]) not in bare
    ]


def _is_telling(value: Found, folded: str) -> bool:
    if value.kind == "number":
        return len(re.sub(r"\D", "", folded[value.start : value.end])) >= SHORTEST_CODE
    # "tomorrow", "on Friday" are said of anything; a day of a month is a date of the case.
    dated = value.day is not None and value.day.day is not None
    return value.kind in TELLING and (value.kind != "date" or dated)


def _strange_names(talk: Talk, message: Message) -> list[str]:
    names = _CAPITAL.findall(message.text)
    if not names:
        return []
    known = f"{talk.said_before(message)} \n {case_text(talk.case)}"
    return [name for name in names if not _stands_in(fold(name), known)]


def _slips(talk: Talk, message: Message, fact: Fact, free: str) -> bool:
    text = _text_of(fact)
    if not text:
        return False
    if _stands_in(text, talk.folded(message)):
        return not _stands_in(text, free)
    wanted = [v for v in values_in(text, talk.language) if v.kind in ("code", "amount")]
    here = [v for v in talk.values(message) if v.kind in ("code", "amount")]
    already = values_in(free, talk.language) if wanted and here else ()
    return any(
        same(value, own, talk.today) and not any(same(value, one, talk.today) for one in already)
        for value in here
        for own in wanted
    )


def _is_sure(fact: Fact) -> bool:
    """Whether a value can be nothing else: a word that everybody uses ("text", "blue") proves little."""
    text = _text_of(fact)
    return fact.identity or " " in text or any(c.isdigit() for c in text)


def _free(talk: Talk, message: Message, given: frozenset[str]) -> str:
    """What may come up in a bubble: all that was said, and the facts that are hers to say now."""
    facts = talk.case.scenario.facts
    own = [text for name in sorted(given) if name in facts for text in _wordings(facts[name])]
    known = [str(f.value) for f in facts.values() if f.known_from and f.value is not None]
    return " \n ".join([talk.said_before(message), *map(fold, [*own, *known])])


def _wordings(fact: Fact) -> list[str]:
    says = [t for ts in fact.says.values() for t in ts] if isinstance(fact.says, dict) else list(fact.says)
    return [*says, *(fact.led.says if fact.led else ()), str(fact.value or "")]


def _always_said(fact: Fact) -> bool:
    """Whether every wording of a fact holds its value: only then its absence is telling."""
    text = _text_of(fact)
    return bool(text) and not isinstance(fact.says, dict) and all(text in fold(says) for says in fact.says)


def _holds(talk: Talk, message: Message, fact: Fact) -> bool:
    text = _text_of(fact)
    if not text or _bare(text) in _bare(talk.folded(message)):
        return True
    wanted = values_in(text, talk.language)
    return any(same(v, own, talk.today) for v in talk.values(message) for own in wanted)


def _text_of(fact: Fact) -> str:
    """The value as words; empty for one that is no word of anybody's."""
    if fact.value is None or isinstance(fact.value, bool):
        return ""
    text = fold(str(fact.value)).strip()
    return text if len(text) >= SHORTEST_VALUE else ""


def _stands_in(value: str, folded: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(value)}(?!\w)", folded) is not None


def _bare(folded: str) -> str:
    return re.sub(r"[\s._\u00a0-]+", "", folded)


def _worded(talk: Talk) -> Iterator[Message]:
    return (m for m in talk.chat.customer_messages if m.number in talk.worded)
