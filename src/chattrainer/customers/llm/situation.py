"""What a reply is held against: the moves to word, what has been said, and what she has not said yet."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from chattrainer.customers.llm.language import ActorLanguage, actor_language
from chattrainer.engine.search import folded as bare
from chattrainer.model.case import Case
from chattrainer.model.effects import ScriptedMove
from chattrainer.model.scenario import Fact
from chattrainer.model.transcript import Message
from chattrainer.reading.text import fold, words
from chattrainer.reading.values import Found, values_in

# Shorter values prove nothing: half the words of a language begin like them.
SHORTEST_VALUE = 4
STEM = 5
SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Hidden:
    """A fact that she may not give away now: its value, folded, and how she would say it."""

    fact: str
    value: str
    values: tuple[Found, ...]
    says: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Situation:
    """One turn to be worded. `known`: the facts that were given before. Two of them are never the same."""

    case: Case
    moves: tuple[ScriptedMove, ...]
    talk: tuple[Message, ...] = ()
    known: frozenset[str] = frozenset()

    @cached_property
    def language(self) -> ActorLanguage:
        return actor_language(self.case.scenario.language)

    @cached_property
    def today(self) -> date | None:
        try:
            return date.fromisoformat(self.case.scenario.today)
        except ValueError:
            return None

    @cached_property
    def script(self) -> str:
        """The script's words for the whole turn, folded."""
        return fold(" \n ".join(bubble for move in self.moves for bubble in move.bubbles))

    @cached_property
    def heard(self) -> tuple[str, ...]:
        """What the agent wrote, folded, since her last bubble."""
        last: list[str] = []
        for message in reversed(self.talk):
            if message.sender == "customer":
                break
            last.append(fold(message.text))
        return tuple(last)

    @cached_property
    def said(self) -> tuple[str, ...]:
        """Her own bubbles so far, folded."""
        return tuple(fold(m.text) for m in self.talk if m.sender == "customer")

    @cached_property
    def allowed(self) -> str:
        """All that may come up again, folded: the talk, the talk with the bot, the script's words, the company."""
        before = [line.text for part in self.case.scenario.before for line in part.bot or ()]
        texts = [m.text for m in self.talk] + before + [self.case.company.name]
        return " \n ".join([*map(fold, texts), self.script])

    @cached_property
    def allowed_values(self) -> tuple[Found, ...]:
        return values_in(self.allowed, self.language.code)

    @cached_property
    def allowed_words(self) -> frozenset[str]:
        return frozenset(words(self.allowed))

    @cached_property
    def hidden(self) -> tuple[Hidden, ...]:
        """The facts that neither these moves nor earlier ones gave away."""
        free = self.known | {fact for move in self.moves for fact in move.reveals}
        facts = {**self.case.company.facts, **self.case.scenario.facts}
        return tuple(
            _hidden(name, fact, self.language.code) for name, fact in facts.items() if name not in free
        )

    @cached_property
    def hidden_names(self) -> frozenset[str]:
        """Her names, as long as she has not said them."""
        person = self.case.person
        if person is None:
            return frozenset()
        named = {word for word in words(fold(person.name)) if len(word) > 2}
        return frozenset(named - self.allowed_words)

    def says_of(self, move: ScriptedMove) -> str:
        """The script's words for one move, folded."""
        return fold(" \n ".join(move.bubbles))


def wordings_of(case: Case) -> tuple[str, ...]:
    """How she would say what she knows, all of it."""
    facts = {**case.company.facts, **case.scenario.facts}
    return tuple(text for fact in facts.values() for text in _says_of(fact))


def _hidden(name: str, fact: Fact, language: str) -> Hidden:
    value = "" if fact.value is None else fold(str(fact.value))
    kept = value if len(bare(value)) >= SHORTEST_VALUE else ""
    return Hidden(name, kept, values_in(value, language), _says_of(fact))


def _says_of(fact: Fact) -> tuple[str, ...]:
    says = (
        fact.says if not isinstance(fact.says, dict) else tuple(s for one in fact.says.values() for s in one)
    )
    return (*says, *(fact.led.says if fact.led is not None else ()))


def stems(folded: str, language: ActorLanguage) -> frozenset[str]:
    """The beginnings of the words that carry a text's meaning."""
    return frozenset(
        word[:STEM] for word in words(folded) if len(word) >= SHORTEST_STEM and word not in language.stop
    )


def own_choice(case: Case, fact: str) -> tuple[str, ...]:
    """How she names a preference that the case has drawn for her; empty for any other fact."""
    known = case.scenario.facts.get(fact)
    if known is None or known.value not in case.structure.values() or isinstance(known.says, dict):
        return ()
    return tuple(known.says)
