"""A skilled agent: follows the case's plan, one question at a time, answers what comes up, confirms, closes."""

from dataclasses import dataclass

from chattrainer.model.base import Millis
from chattrainer.model.case import Case
from chattrainer.model.scenario import ObjectionMove, QuestionMove, SecondRequestMove
from chattrainer.model.transcript import ChatState, Message, Transcript
from chattrainer.robots.robot import Gesture
from chattrainer.robots.steps import Step, action_of, disposition_of, is_known, left_out, steps_of
from chattrainer.robots.wording import Words

NUDGE_AFTER_MS = 70_000
CLOSE_AFTER_MS = 125_000
MOST_ASKS = 5
MOST_WORDS = 38
MOST_TOGETHER = 3
MOST_INFORMED = 2
LONG_ACTION_S = 15
# Before these, what was understood is restated.
WEIGHTY = frozenset({"do", "refuse", "escalate"})
# Moves by which she shows that the last step did not reach her.
CONTENT = frozenset({"confirm", "thanks", "bye", "settled", "ack", "agree"})
# By which she brings something up.
RAISED = frozenset({"objection", "question", "second_request", "digression"})
LOST_THREAD = frozenset({"insist", "still_unsolved", "impatient", "confused", "ask_back", "led"})
# A word of these that crossed the agent's last message is no answer to it, and was answered by it.
CROSSING = CONTENT | LOST_THREAD | {"wait_ok"}


@dataclass(frozen=True, slots=True)
class Manner:
    """What a skilled agent does well, each of which another kind may leave out."""

    restates: bool = True
    empathy: bool = True
    thanks: bool = True
    confirms: bool = True
    looks: bool = True
    one_at_a_time: bool = True
    asks: bool = True
    steers: bool = True
    holds: bool = True
    dawdles: bool = False
    misleads: bool = False
    tells_left_out: int = 0
    acts_left_out: int = 0


class SkilledPolicy:
    """The plan of one case, worked through."""

    def __init__(
        self, case: Case, seed: int, manner: Manner | None = None, wording: int | None = None
    ) -> None:
        """`wording`: with which of its wordings it begins; without one, the seed draws it."""
        self._case = case
        self._manner = manner or Manner()
        self._words = Words(case, seed, wording)
        self._steps = self._all_steps()
        self._asked: dict[str, int] = {}
        self._handled = 0
        self._greeted = False
        self._restated = False
        self._met = False
        self._ended = False
        self._nudged = False
        self._reopened = 0
        self._retold = 0
        self._dawdled = False
        self._informed = 0
        self._last: list[Step] = []
        self._answered: set[tuple[str, str | None]] = set()

    def _all_steps(self) -> list[Step]:
        """The plan; of an agent who misleads, with something wrong at its end."""
        wrong = [Step("mislead", "")] if self._manner.misleads else []
        steps = left_out(steps_of(self._case), ("tell", "refuse"), self._manner.tells_left_out)
        return [*left_out(steps, ("do", "escalate"), self._manner.acts_left_out), *wrong]

    # --- when ---

    def wants_at(self, chat: ChatState, now: Millis) -> Millis | None:
        if not self._greeted or len(chat.reopened_at) > self._reopened:
            return chat.reopened_at[-1] if chat.reopened_at else chat.opened_at
        last = _last_customer(chat)
        if last is not None and last.number > self._handled and not chat.typing:
            return last.at
        if chat.typing:
            return None
        mine = _last_agent_at(chat)
        if mine is None:
            return None
        if self._ended and not self._nudged:
            return mine + NUDGE_AFTER_MS
        if self._ended:
            return mine + CLOSE_AFTER_MS
        return mine + NUDGE_AFTER_MS if _acted_silently(chat) else None

    # --- what ---

    def turn(self, chat: ChatState, transcript: Transcript) -> list[Gesture]:
        if len(chat.reopened_at) > self._reopened:
            self._start_again(chat)
        if not self._greeted:
            return self._greet(chat, busy=len(transcript.open_chats) > 1)
        new = [m for m in chat.customer_messages if m.number > self._handled]
        fresh = [m for m in new if not self._is_met(m, chat)]
        self._handled = max([m.number for m in chat.customer_messages], default=self._handled)
        moves = {m.move for m in fresh}
        if self._ended and moves <= CROSSING and not _is_answer(fresh, chat):
            return self._after_silence() if self._silent_for(chat, transcript) else []
        if self._ended and moves and moves <= CONTENT:
            return self._say_goodbye()
        if self._is_waiting(moves) or (new and not fresh):
            return []
        self._ended = False
        if self._dawdles(moves):
            return [Gesture(say=self._words.phrase("follow"))]
        return self._advance(chat, self._replies(fresh, chat))

    def _is_met(self, message: Message, chat: ChatState) -> bool:
        """Raised once more while the answer was being typed: it crossed it."""
        raised = message.move in RAISED and (message.move, message.move_of) in self._answered
        return raised and not _is_answer([message], chat)

    def _silent_for(self, chat: ChatState, transcript: Transcript) -> bool:
        """Whether the agent's last message has been without an answer for long enough to ask, or to close."""
        mine = _last_agent_at(chat)
        waits_ms = CLOSE_AFTER_MS if self._nudged else NUDGE_AFTER_MS
        return mine is not None and transcript.now >= mine + waits_ms

    def _dawdles(self, moves: set[str]) -> bool:
        """Acknowledges, and lets her ask what comes next before going on."""
        if not (self._manner.dawdles and self._met) or self._dawdled or moves & (LOST_THREAD | RAISED):
            self._dawdled = False
            return False
        self._dawdled = True
        return True

    def _is_waiting(self, moves: set[str]) -> bool:
        """She said that she waits, and an action is still running."""
        return moves == {"wait_ok"} and not self._steps

    def _start_again(self, chat: ChatState) -> None:
        self._reopened = len(chat.reopened_at)
        self._greeted = False
        self._steps = [s for s in self._all_steps() if not self._is_done(s, chat)]
        self._ended = False
        self._nudged = False

    def _greet(self, chat: ChatState, *, busy: bool) -> list[Gesture]:
        """A short first word at once; what she wrote is read after it. With others waiting, a wait is announced."""
        self._greeted = True
        first = "greeting_hold" if busy and self._manner.holds else "greeting"
        key = "back" if chat.reopened_at else "proactive" if chat.proactive else first
        return [Gesture(say=self._words.phrase(key))]

    def _condole(self, chat: ChatState) -> list[str | Gesture]:
        if self._met:
            return []
        self._met = True
        looked: list[str | Gesture] = [Gesture(look="records")] if self._manner.looks else []
        if self._manner.empathy and not chat.proactive:
            return [*looked, self._words.empathy()]
        return looked

    def _replies(self, fresh: list[Message], chat: ChatState) -> list[str | Gesture]:
        """Words and gestures that answer what she brought up."""
        parts = self._condole(chat)
        for message in fresh:
            if message.move in RAISED:
                self._answered.add((message.move, message.move_of))
            if message.move in ("objection", "question", "second_request"):
                parts += self._answer_move(message, chat)
            elif message.move == "digression" and self._manner.steers:
                parts.append(self._words.phrase("steer"))
            elif message.move in LOST_THREAD and self._retold < 4 and not self._asks_next(chat):
                # What crossed the agent's last message has been answered by it.
                parts += self._retell() if _is_answer([message], chat) else []
            elif message.move in ("answer", "volunteer", "choose") and self._manner.thanks and not parts:
                parts.append(self._words.phrase("thanks"))
        return parts

    def _answer_move(self, message: Message, chat: ChatState) -> list[str | Gesture]:
        move = self._case.scenario.behaviour[int(message.move_of or 0)]
        if isinstance(move, ObjectionMove):
            tokens = move.objection.settled_by
        elif isinstance(move, QuestionMove):
            tokens = move.question.answered_by
        elif isinstance(move, SecondRequestMove):
            tokens = (move.second_request.done_by,)
        else:
            return []
        answered = [p for token in tokens if (p := self._by_token(token, chat))]
        settled: list[str | Gesture] = (
            [] if isinstance(move, SecondRequestMove) else [self._words.phrase("settle")]
        )
        return settled + (answered[0] if answered else [])

    def _by_token(self, token: str, chat: ChatState) -> list[str | Gesture]:
        """Words or a gesture for a token of `settled_by` or `done_by`."""
        if text := self._words.tell(token) or self._words.offer(token):
            return [text]
        action = action_of(self._case, token.partition(".")[0])
        if action is None or any(a.action == action.id and a.result and a.result.ok for a in chat.actions):
            return []
        return [*self._do(action.id), self._words.phrase("done")]

    def _retell(self) -> list[str | Gesture]:
        """Says the last things again, in other words."""
        self._retold += 1
        told = [t for s in self._last if (t := self._worded(s))]
        return [self._words.phrase("retry"), *told] if told else []

    # --- the plan ---

    def _advance(self, chat: ChatState, parts: list[str | Gesture]) -> list[Gesture]:
        """Goes on with the plan until it is the customer's turn."""
        self._last = []
        while step := self._next_step(chat):
            if step.verb == "ask" and self._lets_her_lead(step):
                return _joined(parts or [self._words.phrase("follow")])
            if step.verb == "ask":
                return _joined([*parts, *self._questions(chat)])
            if step.verb in WEIGHTY and self._manner.restates and not self._restated:
                self._restated = True
                parts = [*parts, self._words.restate()]
            self._steps.pop(0)
            self._last.append(step)
            parts = [*parts, *self._done(step)]
            if step.verb == "offer":
                return _joined(parts)
        if self._manner.confirms:
            parts = [*parts, self._words.phrase("anything_else")]
        if self._manner.misleads:
            return [*_joined(parts), *self._say_goodbye()]
        self._ended, self._nudged = True, False
        return _joined(parts)

    def _lets_her_lead(self, step: Step) -> bool:
        """Instead of asking, lets her tell; for so long, then asks after all. The first question is asked."""
        if self._manner.asks or not self._asked or self._is_identity(step.of):
            return False
        self._informed += 1
        return self._informed <= MOST_INFORMED

    def _next_step(self, chat: ChatState) -> Step | None:
        while self._steps and self._is_done(self._steps[0], chat):
            self._steps.pop(0)
        return self._steps[0] if self._steps else None

    def _questions(self, chat: ChatState) -> list[str | Gesture]:
        """The next question; identity data go together, three at most."""
        pending = [s for s in self._steps if not self._is_done(s, chat)]
        facts = [pending[0].of]
        for step in pending[1:MOST_TOGETHER]:
            together = self._is_identity(step.of) and self._is_identity(facts[0])
            if step.verb != "ask" or (self._manner.one_at_a_time and not together):
                break
            facts.append(step.of)
        return [t for f in facts if (t := self._question(f))]

    def _question(self, fact: str) -> str:
        self._asked[fact] = self._asked.get(fact, 0) + 1
        return self._words.ask(fact)

    def _asks_next(self, chat: ChatState) -> bool:
        step = self._next_step(chat)
        return step is not None and step.verb == "ask"

    def _is_identity(self, fact: str) -> bool:
        declared = self._case.scenario.facts.get(fact)
        return declared is not None and declared.identity

    def _is_done(self, step: Step, chat: ChatState) -> bool:
        if step.verb == "ask":
            return is_known(self._case, chat, step.of) or self._asked.get(step.of, 0) >= MOST_ASKS
        if step.verb == "do":
            return any(a.action == step.of and a.result and a.result.ok for a in chat.actions)
        if step.verb == "escalate":
            return any(h.channel == step.of for h in chat.hand_overs)
        return False

    def _done(self, step: Step) -> list[str | Gesture]:
        if step.verb == "do":
            return list(self._do(step.of))
        if step.verb == "escalate":
            return [Gesture(escalate=step.of, summary=self._words.summary())]
        return [self._worded(step)]

    def _worded(self, step: Step) -> str:
        if step.verb == "offer":
            return self._words.offer(step.of)
        if step.verb == "mislead":
            return f"{self._words.wrong()} {self._words.wrong()}"
        return self._words.tell(step.of) if step.verb in ("tell", "refuse") else ""

    def _do(self, action_id: str) -> list[Gesture]:
        action = action_of(self._case, action_id)
        if action is None:
            return []
        args = self._case.scenario.robots.args.get(action_id, {})
        act = Gesture(act=action_id, args=args)
        wait = Gesture(wait_ms=int(action.takes_s * 1000) + 500)
        hold = [Gesture(say=self._words.phrase("hold"))] if action.takes_s >= LONG_ACTION_S else []
        return [*hold, act, wait]

    # --- the end ---

    def _after_silence(self) -> list[Gesture]:
        if not self._nudged:
            self._nudged = True
            return [Gesture(say=self._words.phrase("nudge"))]
        return self._say_goodbye()

    def _say_goodbye(self) -> list[Gesture]:
        disposition = disposition_of(self._case)
        return [
            Gesture(say=self._words.phrase("farewell")),
            Gesture(close=disposition, summary=self._words.summary()),
        ]


def _joined(parts: list[str | Gesture]) -> list[Gesture]:
    """Words put together into messages of a readable length; gestures between them in their place."""
    gestures: list[Gesture] = []
    text = ""
    for part in parts:
        if isinstance(part, str) and len(f"{text} {part}".split()) <= MOST_WORDS:
            text = f"{text} {part}".strip()
            continue
        if text:
            gestures.append(Gesture(say=text))
        text = part if isinstance(part, str) else ""
        if isinstance(part, Gesture):
            gestures.append(part)
    return [*gestures, Gesture(say=text)] if text else gestures


def _last_customer(chat: ChatState) -> Message | None:
    return next((m for m in reversed(chat.messages) if m.sender == "customer"), None)


def _is_answer(fresh: list[Message], chat: ChatState) -> bool:
    """Whether one of her messages came after the agent's last."""
    last = chat.agent_messages[-1].number if chat.agent_messages else 0
    return any(message.number > last for message in fresh)


def _last_agent_at(chat: ChatState) -> Millis | None:
    return next((m.at for m in reversed(chat.messages) if m.sender == "agent"), None)


def _acted_silently(chat: ChatState) -> bool:
    """Her last word was answered, she has nothing to say, and neither did the agent finish."""
    return chat.waiting_since is None
