"""One chat: the customer's turns, her waits, the agent's messages and gestures, and how it ends."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from chattrainer.engine import holds
from chattrainer.engine.ledger import Ledger
from chattrainer.engine.mind import CustomerMind, Decision, HeardText
from chattrainer.engine.pace import pause_ms, reading_ms
from chattrainer.engine.patience import Wait, wait_of
from chattrainer.engine.schedule import Schedule
from chattrainer.engine.speech import Speech, asked_for, bubbles_of, reworded
from chattrainer.engine.states import OPEN, Phase, Trigger, moved
from chattrainer.model.base import Millis, Scalar
from chattrainer.model.case import Case
from chattrainer.model.effects import WordMove
from chattrainer.model.facts import (
    ActionResult,
    ActionStarted,
    ChatClosed,
    ChatOpened,
    CustomerLeft,
    CustomerSaid,
    CustomerTyping,
    Escalated,
    Fact,
    HoldEnded,
    HoldGranted,
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


@dataclass(slots=True)
class Running:
    action: str
    args: dict[str, Any] = field(default_factory=dict)


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
        self._ask_words = ask_words
        self.wanted_words: WordMove | None = None
        self._askings = 0
        self._typing_since: Millis | None = None
        self._pending: tuple[Decision, Any] | None = None
        self._speech: Speech | None = None
        self._unheard = False
        self._turns = 0
        self._wait: Wait | None = None
        self._hold = holds.HoldBook()
        self._running: dict[int, Running] = {}
        self._actions = 0

    # --- what the sitting asks ---

    @property
    def is_open(self) -> bool:
        return self.phase in OPEN

    @property
    def takes_place(self) -> bool:
        return self.is_open

    @property
    def acting(self) -> bool:
        """Whether an action is running."""
        return bool(self._running)

    @property
    def is_over(self) -> bool:
        return self.phase is Phase.ENDED

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
            self._start_wait(at)
            return
        decision, self._state = self._mind.open(self._state)
        self._speak(at, decision, opening=True)

    def come_back(self, at: Millis) -> None:
        self.came_back = True
        self._move(Trigger.COMES_BACK)
        self._emit(ChatOpened(at=at, chat=self.number, scenario=self.case.scenario.id, again=True))
        decision, self._state = self._mind.come_back(self._state)
        self._speak(at, decision, opening=True)

    # --- what the agent does ---

    def hear(self, at: Millis, text: str, reading: Reading) -> None:
        """One message of the agent, with its reading."""
        self._schedule.drop(self.number, "nudge", "leave", "decide", "type")
        self._drop_pending(at)
        if self._speech and self._speech.nudge:
            self._stop_typing(at)
        first_of_turn = self.phase is not Phase.HER_TURN
        self._move(Trigger.AGENT_WRITES)
        self._state = self._mind.hear(self._state, HeardText(text, reading), self.ledger)
        self._hear_hold(at, reading, self._mind.news(self._state))
        self._unheard = True
        if self._speech is None:
            settle = SETTLE_MS if first_of_turn else SETTLE_MS // 2
            self._schedule.put(at + reading_ms(text) + settle, self.number, "decide")

    def act(self, at: Millis, given: Act) -> None:
        action = self.ledger.actions[given.action]
        self._actions += 1
        until = at + int(action.takes_s * 1000)
        self._running[self._actions] = Running(given.action, dict(given.args))
        self._emit(ActionStarted(at=at, chat=self.number, action=given.action, until=until))
        self._schedule.put(until, self.number, "action", self._actions)

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
        """Words for the turn that she decided on. Those of a turn that was dropped meanwhile change nothing."""
        if self._pending is None or self.wanted_words is None or given.of != self.wanted_words.of:
            return
        decision, state = self._pending
        self.wanted_words = None
        self._pending = (reworded(decision, given.bubbles), state)
        if self._typing_since is not None:
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
            self._end_action(at, nth)
        else:
            handlers[purpose](at)

    def _decide(self, at: Millis) -> None:
        self._unheard = False
        decision, state = self._mind.respond(self._state, self.ledger)
        if not decision.utterances:
            self._commit(at, decision, state)
            self._end_turn(at, decision)
            return
        self._pending = (decision, state)
        pause = pause_ms(
            decision.effort,
            self.case.scenario.customer.pace,
            self._seed,
            "pause",
            self.number,
            self._turns,
        )
        self._schedule.put(at + pause, self.number, "type")
        if self._ask_words is not None:
            self._askings += 1
            self.wanted_words = asked_for(at, self.number, self._askings, at + pause, decision)
            self._ask_words(self.wanted_words)

    def _type(self, at: Millis) -> None:
        if self._pending is None:
            return
        if self.wanted_words is not None:
            # The words are late: she is seen typing until they come, and nobody is charged for it.
            self._typing_since = at
            self._emit(CustomerTyping(at=at, chat=self.number, on=True))
            return
        decision, state = self._pending
        self._pending = None
        self._commit(at, decision, state)
        self._speak(at, decision)

    def _drop_pending(self, at: Millis) -> None:
        self._pending = None
        self.wanted_words = None
        if self._typing_since is not None:
            self._typing_since = None
            self._emit(CustomerTyping(at=at, chat=self.number, on=False))

    def _commit(self, at: Millis, decision: Decision, state: Any) -> None:
        self._state = state
        self._turns += 1
        for move, of in decision.ended:
            self._emit(MoveEnded(at=at, chat=self.number, move=move, of=of))

    def _speak(self, at: Millis, decision: Decision, *, opening: bool = False, nudge: bool = False) -> None:
        bubbles = bubbles_of(decision, self.case.scenario.customer.pace, opening=opening)
        self._speech = Speech(decision, bubbles, nudge)
        typed_ms = 0
        if self._typing_since is None:
            self._emit(CustomerTyping(at=at, chat=self.number, on=True))
        else:
            typed_ms, self._typing_since = at - self._typing_since, None
        self._schedule.put(at + max(0, bubbles[0].typing_ms - typed_ms), self.number, "bubble")

    def _say(self, at: Millis) -> None:
        speech = self._speech
        if speech is None:
            return
        bubble = speech.bubbles.pop(0)
        last = not speech.bubbles
        self._emit(
            CustomerSaid(
                at=at,
                chat=self.number,
                text=bubble.text,
                move=bubble.move,
                of=bubble.of,
                reveals=bubble.reveals,
                last=last,
                expects_reply=speech.decision.waits,
            )
        )
        if not last:
            self._schedule.put(at + speech.bubbles[0].typing_ms, self.number, "bubble")
            return
        self._stop_typing(at)
        if not speech.nudge:
            self._end_turn(at, speech.decision)

    def _stop_typing(self, at: Millis) -> None:
        if self._speech is not None:
            self._speech = None
            self._schedule.drop(self.number, "bubble")
            self._emit(CustomerTyping(at=at, chat=self.number, on=False))

    def _end_turn(self, at: Millis, decision: Decision) -> None:
        if decision.leaves:
            self._leave(at, decision.leaves)
        elif self._unheard:
            self._schedule.put(at + SETTLE_MS, self.number, "decide")
        elif decision.waits:
            self._move(Trigger.BURST_ENDS)
            self._start_wait(at)
        else:
            self._move(Trigger.RESTS)
            self._schedule.put(at + REST_MS, self.number, "leave")

    # --- waiting ---

    def _start_wait(self, at: Millis) -> None:
        base = max(at, self._hold.until or 0)
        self._wait = wait_of(self.case.scenario.customer.patience, base, self.texts == 0, self._hold.broken)
        self._put_wait()

    def _put_wait(self) -> None:
        wait = self._wait
        if wait is None:
            return
        nudge_at = wait.next_nudge_at
        if nudge_at is not None:
            self._schedule.put(nudge_at, self.number, "nudge")
        self._schedule.put(wait.leaves_at, self.number, "leave")

    def _nudge(self, at: Millis) -> None:
        if self._wait is None:
            return
        self._wait = self._wait.nudged()
        self._put_wait()
        decision, self._state = self._mind.nudge(self._state)
        if decision.utterances:
            self._speak(at, decision, nudge=True)

    def _leave_waiting(self, at: Millis) -> None:
        if self.phase is Phase.QUIET:
            self._leave(at, "done")
            return
        self._stop_typing(at)
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

    # --- holds and actions ---

    def _hear_hold(self, at: Millis, reading: Reading, news: bool) -> None:
        if self._hold.running:
            self._schedule.drop(self.number, "hold_end")
            self._emit(HoldEnded(at=at, chat=self.number, kept=True))
        self._hold, granted = self._hold.heard(at, reading.hold, news)
        if granted and self._hold.until is not None:
            stated = reading.hold is not None and reading.hold.s is not None
            self._emit(HoldGranted(at=at, chat=self.number, until=self._hold.until, stated=stated))
            self._schedule.put(self._hold.until, self.number, "hold_end")

    def _end_hold(self, at: Millis) -> None:
        self._hold = self._hold.expired()
        self._emit(HoldEnded(at=at, chat=self.number, kept=False))
        if self.phase is Phase.AGENT_TURN:
            self._schedule.drop(self.number, "nudge", "leave")
            self._start_wait(at)

    def _end_action(self, at: Millis, nth: int) -> None:
        running = self._running.pop(nth)
        action = self.ledger.actions[running.action]
        verified = self._mind.verified(self._state)
        effect = self.ledger.apply(running.action, running.args, verified)
        self._emit(
            ActionResult(
                at=at,
                chat=self.number,
                action=running.action,
                ok=effect.ok,
                message=effect.message,
                changes=effect.changes,
                verified=verified,
                needs_verified=action.needs_verified,
                undoable=action.undoable,
                cost=action.cost if effect.ok else 0,
            )
        )

    def _silence(self, at: Millis) -> None:
        self._stop_typing(at)
        self._drop_pending(at)
        self._unheard = False
        if self._hold.running:
            self._hold = self._hold.ended()
            self._emit(HoldEnded(at=at, chat=self.number, kept=True))
        self._running.clear()
        self._schedule.drop(self.number, "decide", "type", "bubble", "nudge", "leave", "hold_end", "action")

    def _move(self, trigger: Trigger) -> None:
        self.phase = moved(self.phase, trigger)


def _outcome_of_leaving(why: Leaving, stands: Outcome) -> Outcome:
    """Waiting too long is `lost` whatever was done; leaving for her own reasons is judged on what was done."""
    if why == "lost":
        return "lost"
    if why == "gone" and stands == "polite_failure":
        return "gone"
    return stands
