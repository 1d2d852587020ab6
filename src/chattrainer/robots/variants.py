"""Policies made from another: later, with slips of the pen, in the wrong chat, in the easy chat only."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from chattrainer.engine.draws import below, chance
from chattrainer.model.base import Millis
from chattrainer.model.transcript import ChatState, Transcript
from chattrainer.robots.robot import Gesture, Policy


class Delayed:
    """Answers each message so much later than the policy would; its hands are free meanwhile."""

    def __init__(self, policy: Policy, delay_ms: Millis) -> None:
        self._policy = policy
        self._delay_ms = delay_ms

    def wants_at(self, chat: ChatState, now: Millis) -> Millis | None:
        at = self._policy.wants_at(chat, now)
        if at is None or chat.waiting_since is None:
            return at
        # Counted from the end of her burst: a nudge does not buy another delay.
        return max(at, chat.waiting_since + self._delay_ms)

    def turn(self, chat: ChatState, transcript: Transcript) -> list[Gesture]:
        return self._policy.turn(chat, transcript)


class Careless:
    """Types with slips: `per_mille` of the longer words, in kinds that a proofreader knows.

    Slips are drawn for the text: the same message has the same ones, whenever it is sent first; sent again, others.
    """

    def __init__(self, policy: Policy, per_mille: int, seed: int) -> None:
        self._policy = policy
        self._per_mille = per_mille
        self._seed = seed
        self._said: Counter[str] = Counter()

    def wants_at(self, chat: ChatState, now: Millis) -> Millis | None:
        return self._policy.wants_at(chat, now)

    def turn(self, chat: ChatState, transcript: Transcript) -> list[Gesture]:
        return [
            replace(g, say=self._slips(g.say, chat.chat)) if g.say else g
            for g in self._policy.turn(chat, transcript)
        ]

    def _slips(self, text: str, chat: int) -> str:
        self._said[text] += 1
        where = f"{chat}:{self._said[text]}:{text}"
        return " ".join(self._slip(w, where, i) for i, w in enumerate(text.split(" ")))

    def _slip(self, word: str, where: str, index: int) -> str:
        plain = word.rstrip(",.;:?!")
        if len(plain) < 5 or not plain.isalpha() or not plain.islower():
            return word
        if not chance(self._per_mille, self._seed, "slip", where, index):
            return word
        at = 1 + below(len(plain) - 3, self._seed, "slip_at", where, index)
        # A doubled inner letter: never a word of its own, and still read by everyone.
        return plain[:at] + plain[at] + plain[at:] + word[len(plain) :]


class WrongChat:
    """Writes in each chat what belongs in another one; alone, what belongs in none."""

    def __init__(self, own: int, policies: Mapping[int, Policy], lonely: Policy) -> None:
        self._own = own
        self._policies = policies
        self._lonely = lonely

    def wants_at(self, chat: ChatState, now: Millis) -> Millis | None:
        return self._lonely.wants_at(chat, now)

    def turn(self, chat: ChatState, transcript: Transcript) -> list[Gesture]:
        mine = self._lonely.turn(chat, transcript)
        others = [c for c in transcript.open_chats if c.chat != chat.chat and c.chat in self._policies]
        if not others:
            return mine
        said = [g for g in self._policies[others[0].chat].turn(others[0], transcript) if g.say]
        return said or mine
