"""The simulation of one sitting, sans-IO: it takes inputs with moments and answers with facts and effects.

It knows no clock. `advance(to)` lets happen what is due; `feed(input)` takes one input at its moment. After a
message it asks for a reading (an effect) and passes no due moment until the reading is fed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chattrainer.engine.chat import Chat
from chattrainer.engine.checks import check_moment, check_static
from chattrainer.engine.draws import between
from chattrainer.engine.lookups import Lookups
from chattrainer.engine.mind import CustomerMind
from chattrainer.engine.schedule import Schedule
from chattrainer.engine.states import Phase
from chattrainer.model.base import Millis
from chattrainer.model.case import Plan
from chattrainer.model.effects import Effect, ReadText, WordMove
from chattrainer.model.errors import IllegalInput
from chattrainer.model.facts import Fact, SittingEnded
from chattrainer.model.inputs import (
    Act,
    Close,
    Escalate,
    Finish,
    Input,
    Look,
    OpenArticle,
    ReadingGiven,
    Say,
    Search,
    WordingGiven,
)

# A free place gets its next customer after this long (docs/interfaces.md).
ARRIVAL_MS = (5_000, 15_000)


@dataclass(frozen=True, slots=True)
class Step:
    """What one call brought about: facts in order, and what is asked of the driver."""

    facts: tuple[Fact, ...]
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A text of the agent whose reading is awaited."""

    wanted: ReadText
    given: Say | Escalate


class Engine:
    """Up to four chats at once over one schedule. `minds` holds one mind for each case, by chat number."""

    def __init__(self, plan: Plan, minds: Mapping[int, CustomerMind], *, worded: bool = False) -> None:
        """`worded`: the customers' turns are worded by somebody else, who is asked by `WordMove`."""
        self.now: Millis = 0
        self.over = False
        self._plan = plan
        self._schedule = Schedule()
        self._out: list[Fact] = []
        self._asked: list[Effect] = []
        self._finished = False
        self._unread: Unread | None = None
        self._waiting_to_return: list[int] = []
        self._chats = {
            case.chat: Chat(
                case,
                minds[case.chat],
                self._schedule,
                plan.seed,
                self._out.append,
                self._asked.append if worded else None,
            )
            for case in plan.cases
        }
        self._lookups = Lookups(self._chats)
        self._to_come = [case.chat for case in plan.cases]
        self._coming = 0

    @property
    def next_due(self) -> Millis | None:
        """When something will next happen by itself."""
        return self._schedule.next_at

    def start(self) -> Step:
        """Plans the first arrivals and lets happen what is due at 0."""
        for place in range(min(self._plan.chats_at_once, len(self._to_come))):
            self._plan_arrival(0, at_once=place == 0)
        return self.advance(0)

    def advance(self, to: Millis) -> Step:
        """Everything due up to and including `to`. Does nothing while a reading is awaited.

        Stops, short of `to`, at the moment when words are asked for, so that they can be given at that moment.
        """
        if self._unread is None:
            while not self._asked and (due := self._schedule.next_at) is not None and due <= to:
                self._happen(*self._schedule.pop())
            if not self._asked:
                self.now = max(self.now, to)
        return self._step()

    @property
    def unworded(self) -> tuple[WordMove, ...]:
        """The turns whose words have been asked for and not given."""
        return tuple(wanted for chat in self._chats.values() if (wanted := chat.wanted_words) is not None)

    def check_static(self, given: Input) -> None:
        """Raises IllegalInput for what could not be right at any moment of this sitting."""
        check_static(given, self._chats)

    def check(self, given: Input) -> None:
        """Raises IllegalInput when the input cannot be taken now; changes nothing."""
        if isinstance(given, ReadingGiven):
            return
        if isinstance(given, WordingGiven):
            if given.chat not in self._chats:
                raise IllegalInput("unknown_chat", chat=given.chat)
            return
        if self._unread is not None:
            raise IllegalInput("reading_awaited")
        if given.at < self.now:
            raise IllegalInput("time_runs_backwards", at=given.at, now=self.now)
        check_static(given, self._chats)
        check_moment(given, self._chats, self._finished)

    def feed(self, given: Input) -> Step:
        """Takes one input. Raises IllegalInput, and changes nothing, when it cannot be taken."""
        self.check(given)
        if not isinstance(given, ReadingGiven):
            self.advance_silently(given.at)
        effects = _FEEDERS.get(given.kind, Engine._record)(self, given)
        self._settle(given.at)
        return self._step(effects)

    def advance_silently(self, to: Millis) -> None:
        """Like `advance`, with its facts kept for the next step."""
        while (due := self._schedule.next_at) is not None and due <= to:
            self._happen(*self._schedule.pop())
        self.now = max(self.now, to)

    # --- inputs ---

    def _record(self, given: Input) -> tuple[Effect, ...]:
        """Inputs that the simulation only keeps: focus, composing, notes, status, gaps of the clock."""
        return ()

    def _say(self, given: Say) -> tuple[Effect, ...]:
        return self._want_reading(given, given.text)

    def _escalate(self, given: Escalate) -> tuple[Effect, ...]:
        return self._want_reading(given, given.summary)

    def _want_reading(self, given: Say | Escalate, text: str) -> tuple[Effect, ...]:
        chat = self._chats[given.chat]
        chat.texts += 1
        wanted = ReadText(given.at, given.chat, chat.texts, text)
        self._unread = Unread(wanted, given)
        return (wanted,)

    def _reading(self, given: ReadingGiven) -> tuple[Effect, ...]:
        unread = self._unread
        if unread is None or (given.chat, given.of) != (unread.wanted.chat, unread.wanted.of):
            raise IllegalInput("reading_not_awaited", chat=given.chat, of=given.of)
        self._unread = None
        chat = self._chats[given.chat]
        if isinstance(unread.given, Say):
            chat.hear(unread.wanted.at, unread.given.text, given.reading)
        else:
            chat.hand_over(unread.wanted.at, unread.given.channel, unread.given.summary, given.reading)
        return ()

    def _wording(self, given: WordingGiven) -> tuple[Effect, ...]:
        self._chats[given.chat].reword(given.at, given)
        return ()

    def _act(self, given: Act) -> tuple[Effect, ...]:
        self._chats[given.chat].act(given.at, given)
        return ()

    def _close(self, given: Close) -> tuple[Effect, ...]:
        self._chats[given.chat].close(given.at, given)
        return ()

    def _look(self, given: Look) -> tuple[Effect, ...]:
        self._out.append(self._lookups.look(given))
        return ()

    def _search(self, given: Search) -> tuple[Effect, ...]:
        self._out.append(self._lookups.search(given))
        return ()

    def _article(self, given: OpenArticle) -> tuple[Effect, ...]:
        self._out.append(self._lookups.article(given))
        return ()

    def _finish(self, given: Finish) -> tuple[Effect, ...]:
        self._finished = True
        return ()

    # --- what happens by itself ---

    def _happen(self, at: Millis, number: int, purpose: str, nth: int) -> None:
        self.now = max(self.now, at)
        chat = self._chats[number]
        if purpose == "arrive":
            self._coming -= 1
            chat.open(at)
        elif purpose == "come_back":
            self._waiting_to_return.append(number)
        else:
            chat.due(at, purpose, nth)
        self._settle(at)

    def _settle(self, at: Millis) -> None:
        """Gives free places: first to those who come back, then to new customers. Ends the sitting."""
        while self._waiting_to_return and self._free_places > 0:
            self._chats[self._waiting_to_return.pop(0)].come_back(at)
        while self._somebody_comes and self._free_places > 0:
            self._plan_arrival(at)
        self._hasten_returns(at)
        if not self.over and self._nobody_is_left:
            self.over = True
            self._out.append(SittingEnded(at=at, why="finished" if self._finished else "all_done"))

    @property
    def _free_places(self) -> int:
        taken = sum(chat.is_open for chat in self._chats.values())
        return self._plan.chats_at_once - taken - self._coming

    @property
    def _somebody_comes(self) -> bool:
        """Fillers come only while a scored chat goes on."""
        return bool(self._to_come) and (
            self._to_come[0] not in self._plan.fillers or not self._nobody_is_left
        )

    @property
    def _nobody_is_left(self) -> bool:
        """Whether every chat that counts has ended; fillers end with the last of them."""
        return all(
            chat.phase is Phase.ENDED
            for number, chat in self._chats.items()
            if number not in self._plan.fillers
        )

    def _plan_arrival(self, at: Millis, *, at_once: bool = False) -> None:
        number = self._to_come.pop(0)
        wait = 0 if at_once else between(*ARRIVAL_MS, self._plan.seed, "arrival", number)
        self._coming += 1
        self._schedule.put(at + wait, number, "arrive")

    def _hasten_returns(self, at: Millis) -> None:
        """Where nobody else is to come, who would be back later is back as soon as a new customer would be.

        So with one chat at a time no desk stays empty meanwhile; and where fillers keep the load up, no place stays
        free. Elsewhere one chat's moments never hang on another's.
        """
        free = self._free_places
        if not free or (self._plan.chats_at_once > 1 and not self._plan.fillers):
            return
        away = [
            (due, number)
            for number, chat in self._chats.items()
            if number not in self._plan.fillers
            and (due := self._schedule.at(number, "come_back")) is not None
        ]
        for due, number in sorted(away)[:free]:
            wait = between(*ARRIVAL_MS, self._plan.seed, "return", number)
            self._schedule.put(min(due, at + wait), number, "come_back")

    def _step(self, effects: tuple[Effect, ...] = ()) -> Step:
        facts = tuple(self._out)
        effects = (*self._asked, *effects)
        self._out.clear()
        self._asked.clear()
        return Step(facts, effects)


_FEEDERS: dict[str, Callable[..., tuple[Effect, ...]]] = {
    "say": Engine._say,
    "escalate": Engine._escalate,
    "reading": Engine._reading,
    "wording": Engine._wording,
    "act": Engine._act,
    "close": Engine._close,
    "look": Engine._look,
    "search": Engine._search,
    "article": Engine._article,
    "finish": Engine._finish,
}
