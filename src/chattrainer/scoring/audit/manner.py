"""How she spoke: in whose role, in which language, for or against what she does, and whether she repeats herself."""

from collections.abc import Iterator

from chattrainer.model.audit import SimulatorFault
from chattrainer.model.transcript import Message
from chattrainer.reading.language import language as language_of
from chattrainer.reading.language import reading_languages
from chattrainer.reading.text import words
from chattrainer.scoring.audit.talk import Talk
from chattrainer.scoring.audit.words import says

ASSENTING = frozenset({"accept", "agree", "confirm", "settled", "choose", "thanks", "bye"})
REFUSING = frozenset({"decline", "disagree", "objection", "insist", "still_unsolved"})
REFUSING_ALL = REFUSING | {"left", "gives_up", "impatient", "confirm"}
# Shorter texts are the same in many languages.
FOREIGN_WORDS = 4
# A short "yes" may come twice.
LONG_ENOUGH = 20
REPEATING = frozenset({"repeat", "idle_check"})


def role_swap(talk: Talk) -> Iterator[SimulatorFault]:
    """She offers help, or apologises for the company."""
    for message in _worded(talk):
        if says(talk.language, "role_swap", talk.folded(message)):
            yield talk.fault(message, "role_swap", "hindered", critical=True)


def other_language(talk: Talk) -> Iterator[SimulatorFault]:
    """Her words are of another language than the chat's."""
    own = language_of(talk.language).stop if talk.language in reading_languages() else frozenset()
    for message in _worded(talk):
        said = words(talk.folded(message))
        if not own or len(said) < FOREIGN_WORDS:
            continue
        mine = sum(word in own for word in said)
        others = (language_of(code).stop - own for code in reading_languages() if code != talk.language)
        if any(sum(word in stop for word in said) > mine for stop in others) or _other_script(message):
            yield talk.fault(message, "language", "hindered", critical=True)


def stance(talk: Talk) -> Iterator[SimulatorFault]:
    """She agrees, or refuses, in words, where what she does is something else."""
    for message in _worded(talk):
        said = talk.folded(message)
        code = talk.language
        strong = says(code, "assent", said) and message.move not in ASSENTING and not _chooses(talk, message)
        if strong or (message.move in REFUSING and says(code, "yes", said) and not says(code, "no", said)):
            yield talk.fault(message, "assent", "helped", critical=strong)
        against = says(code, "refusal", said) and message.move not in REFUSING_ALL
        if against or (message.move in ("accept", "agree") and says(code, "no", said)):
            yield talk.fault(message, "refusal", "hindered", critical=True)


def repeated(talk: Talk) -> Iterator[SimulatorFault]:
    """The same bubble, word for word, where she does not say again what she was asked again."""
    seen: set[str] = set()
    for message in talk.chat.customer_messages:
        said = " ".join(words(talk.folded(message)))
        again = said in seen and len(said) >= LONG_ENOUGH and message.move not in REPEATING
        if again and message.number in talk.worded:
            yield talk.fault(message, "repeated", "hindered", critical=False)
        seen.add(said)


def _chooses(talk: Talk, message: Message) -> bool:
    """Whether she names what she prefers: "I'll take the refund" is her answer then."""
    fact = talk.case.scenario.facts.get(message.move_of or "")
    return fact is not None and isinstance(fact.says, dict)


def _other_script(message: Message) -> bool:
    letters = [c for c in message.text if c.isalpha()]
    # Latin, with its accented letters and ligatures, ends at U+024F.
    return sum(ord(c) > 0x24F for c in letters) * 4 > len(letters)


def _worded(talk: Talk) -> Iterator[Message]:
    return (m for m in talk.chat.customer_messages if m.number in talk.worded)
