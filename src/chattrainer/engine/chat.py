"""One chat: the customer's turns, her waits, the agent's messages and gestures, and how it ends."""

from collections.abc import Callable
from functools import partial
from typing import Any, Literal

from chattrainer.engine.actions import RunningActions
from chattrainer.engine.delivery import Delivery
from chattrainer.engine.ledger import Ledger
from chattrainer.engine.mind import CustomerMind, Decision, HeardText
from chattrainer.engine.pace import pause_ms, reading_ms
from chattrainer.engine.schedule import Schedule
from chattrainer.engine.states import OPEN, Phase, Trigger, moved
from chattrainer.engine.waiting import Waiting
from chattrainer.model.base import Millis, Scalar
from chattrainer.model.case import Case
from chattrainer.model.effects import WordMove
from chattrainer.model.facts import (
    ChatClosed,
    ChatOpened,
    CustomerLeft,
    CustomerSaid,
    Escalated,
    Fact,
    MoveEnded,
    OutcomeDecided,
)
from chattrainer.model.ids import Outcome
from chattrainer.model.inputs import Act, Close, WordingGiven
from chattrainer.model.reading import Reading

# She lets a moment pass after the agent's message, in case another follows.
SETTLE_MS = 1_500
# With nothing left to say she stays this long before she goes.
REST_MS = 240_000

Leaving = Literal["lost", "gone", "fed_up", "done"]


class Chat:
    """The state machine of one chat. `emit` takes each fact in order."""

    def __init__(
        self,
        case: Case,
        mind: CustomerMind,
        schedule: Schedule,
        seed: int,
        emit: Callable[[Fact], None],
        ask_words: Callable[[WordMove], None] | None = None,
    ) -> None:
        """`ask_words`: who is asked to word her turns; without it the script's words stand."""
        self.case = case
        self.number = case.chat
        self.phase = Phase.PLANNED
        self.ledger = Ledger(case.scenario)
        self.texts = 0
        self.came_back = False
        self._mind = mind
        self._state = mind.begin()
        self._schedule = schedule
        self._seed = seed
        self._emit = emit
        self._delivery = Delivery(case.chat, case.scenario.customer.pace, schedule, emit, ask_words)
        self._actions = RunningActions(case.chat, self.ledger, schedule, emit)
        self._unheard = False
        self._turns = 0
        self._waiting = Waiting(case.chat, case.scenario.customer.patience, schedule, emit)

    # --- what the sitting asks ---

    @property
    def is_open(self) -> bool:
        return self.phase in OPEN

    @property
    def acting(self) -> bool:
        """Whether an action is running."""
        return bool(self._actions)

    @property
    def wanted_words(self) -> WordMove | None:
        """The turn whose words have been asked for and not given."""
        return self._delivery.wanted_words

    def records(self) -> dict[str, Scalar]:
        """The case as the agent's screen shows it: its records, and what was done on it since."""
        scenario = self.case.scenario
        labels = {action.id: action.label or action.id for action in scenario.actions}
        done = {labels[action]: told for action, told in self.ledger.told.items()}
        return {**(scenario.records or self.ledger.flat()), **done}

    # --- opening and coming back ---

    def open(self, at: Millis) -> None:
        proactive = self.case.scenario.proactive
        self._move(Trigger.OPENS_PROACTIVE if proactive else Trigger.OPENS)
        self._emit(ChatOpened(at=at, chat=self.number, scenario=self.case.scenario.id, proactive=proactive))
        if proactive:
            self._waiting.start(at, first_reply=self.texts == 0)
            return
        decision, self._state = self._mind.open(self._state)
        self._delivery.speak(at, decision, opening=True)

    def come_back(self, at: Millis) -> None:
        self.came_back = True
        self._move(Trigger.COMES_BACK)
        self._emit(ChatOpened(at=at, chat=self.number, scenario=self.case.scenario.id, again=True))
        decision, self._state = self._mind.come_back(self._state)
        self._delivery.speak(at, decision, opening=True)

    # --- what the agent does ---

    def hear(self, at: Millis, text: str, reading: Reading) -> None:
        """One message of the agent, with its reading."""
        self._waiting.suspend()
        self._schedule.drop(self.number, "decide", "type")
        self._delivery.drop_planned(at)
        if self._delivery.nudging:
            self._delivery.stop(at)
        first_of_turn = self.phase is not Phase.HER_TURN
        self._move(Trigger.AGENT_WRITES)
        self._state = self._mind.hear(self._state, HeardText(text, reading), self.ledger)
        self._waiting.hear_hold(at, reading.hold, self._mind.news(self._state))
        self._unheard = True
        if not self._delivery.speaking:
            settle = SETTLE_MS if first_of_turn else SETTLE_MS // 2
            self._schedule.put(at + reading_ms(text) + settle, self.number, "decide")

    def act(self, at: Millis, given: Act) -> None:
        self._actions.start(at, given)

    def hand_over(self, at: Millis, channel: str, summary: str, reading: Reading) -> None:
        carried = self._mind.carries(summary, reading)
        self.ledger.escalated_to = (*self.ledger.escalated_to, channel)
        self.ledger.carried = tuple(dict.fromkeys((*self.ledger.carried, *carried)))
        self._emit(Escalated(at=at, chat=self.number, channel=channel, carried=carried))

    def close(self, at: Millis, given: Close) -> None:
        verdict = self._mind.verdict(self._state, self.ledger)
        again = self.case.scenario.if_unsolved
        returns = verdict.outcome == "polite_failure" and again is not None and not self.came_back
        self._silence(at)
        self._move(Trigger.CLOSES_UNSOLVED if returns else Trigger.CLOSES)
        self._emit(
            ChatClosed(
                at=at, chat=self.number, by="agent", disposition=given.disposition, reason=given.reason
            )
        )
        self._emit(
            OutcomeDecided(
                at=at,
                chat=self.number,
                outcome=verdict.outcome,
                rule=verdict.rule,
                missing=verdict.missing,
                comes_back=returns,
            )
        )
        if returns and again is not None:
            self._schedule.put(at + int(again.comes_back_after_s * 1000), self.number, "come_back")

    def reword(self, at: Millis, given: WordingGiven) -> None:
        """Words for the turn that she decided on."""
        if self._delivery.take_words(given):
            self._type(at)

    # --- what falls due ---

    def due(self, at: Millis, purpose: str, nth: int) -> None:
        handlers: dict[str, Callable[[Millis], None]] = {
            "decide": self._decide,
            "type": self._type,
            "bubble": self._say,
            "nudge": self._nudge,
            "leave": self._leave_waiting,
            "hold_end": self._end_hold,
        }
        if purpose == "action":
            self._actions.end(at, nth, self._mind.verified(self._state))
        else:
            handlers[purpose](at)

    def _decide(self, at: Millis) -> None:
        self._unheard = False
        decision, state = self._mind.respond(self._state, self.ledger)
        if not decision.utterances:
            self._commit(at, decision, state)
            self._end_turn(at, decision)
            return
        pause = pause_ms(
            decision.effort,
            self.case.scenario.customer.pace,
            self._seed,
            "pause",
            self.number,
            self._turns,
        )
        others = partial(self._mind.others, self._state, self.ledger)
        self._delivery.plan(at, pause, (decision, state), others)

    def _type(self, at: Millis) -> None:
        if (turn := self._delivery.begin(at)) is not None:
            decision, state = turn
            self._commit(at, decision, state)
            self._delivery.speak(at, decision)

    def _commit(self, at: Millis, decision: Decision, state: Any) -> None:
        self._state = state
        self._turns += 1
        for move, of in decision.ended:
            self._emit(MoveEnded(at=at, chat=self.number, move=move, of=of))

    def _say(self, at: Millis) -> None:
        if (said := self._delivery.say(at)) is not None:
            self._end_turn(at, said)

    def _end_turn(self, at: Millis, decision: Decision) -> None:
        if decision.leaves:
            self._leave(at, decision.leaves)
        elif self._unheard:
            self._schedule.put(at + SETTLE_MS, self.number, "decide")
        elif decision.waits:
            self._move(Trigger.BURST_ENDS)
            self._waiting.start(at, first_reply=self.texts == 0)
        else:
            self._move(Trigger.RESTS)
            self._schedule.put(at + REST_MS, self.number, "leave")

    # --- waiting ---

    def _nudge(self, at: Millis) -> None:
        if self._waiting.nudged():
            decision, self._state = self._mind.nudge(self._state)
            if decision.utterances:
                self._delivery.speak(at, decision, nudge=True)

    def _leave_waiting(self, at: Millis) -> None:
        if self.phase is Phase.QUIET:
            self._leave(at, "done")
            return
        self._delivery.stop(at)
        decision, self._state = self._mind.impatient(self._state)
        for utterance in decision.utterances:
            for text in utterance.bubbles:
                self._emit(
                    CustomerSaid(at=at, chat=self.number, text=text, move=utterance.move, expects_reply=False)
                )
        self._leave(at, "lost")

    def _leave(self, at: Millis, why: Leaving) -> None:
        self._silence(at)
        self._move(Trigger.LEAVES)
        verdict = self._mind.verdict(self._state, self.ledger)
        outcome = _outcome_of_leaving(why, verdict.outcome)
        self._emit(CustomerLeft(at=at, chat=self.number, why="gone" if why == "fed_up" else why))
        self._emit(ChatClosed(at=at, chat=self.number, by="customer"))
        self._emit(
            OutcomeDecided(
                at=at, chat=self.number, outcome=outcome, rule=verdict.rule, missing=verdict.missing
            )
        )

    def _end_hold(self, at: Millis) -> None:
        self._waiting.break_hold(at)
        if self.phase is Phase.AGENT_TURN:
            self._waiting.suspend()
            self._waiting.start(at, first_reply=self.texts == 0)

    def _silence(self, at: Millis) -> None:
        self._delivery.stop(at)
        self._delivery.drop_planned(at)
        self._unheard = False
        self._waiting.end(at)
        self._actions.stop()
        self._schedule.drop(self.number, "decide", "type")

    def _move(self, trigger: Trigger) -> None:
        self.phase = moved(self.phase, trigger)


def _outcome_of_leaving(why: Leaving, stands: Outcome) -> Outcome:
    """Waiting too long is `lost` whatever was done; leaving for her own reasons is judged on what was done."""
    if why == "lost":
        return "lost"
    if why == "gone" and stands == "polite_failure":
        return "gone"
    return stands
