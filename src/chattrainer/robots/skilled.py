"""A skilled agent: follows the case's plan, one question at a time, answers what comes up, confirms, closes."""

from chattrainer.model.base import Millis
from chattrainer.model.case import Case
from chattrainer.model.scenario import ObjectionMove, QuestionMove, SecondRequestMove
from chattrainer.model.transcript import ChatState, Message, Transcript
from chattrainer.robots.course import Course
from chattrainer.robots.gestures import Part, acted_silently, is_answer, joined, last_agent_at, last_customer
from chattrainer.robots.manner import Manner
from chattrainer.robots.robot import Gesture
from chattrainer.robots.steps import disposition_of
from chattrainer.robots.wording import Words

NUDGE_AFTER_MS = 70_000
CLOSE_AFTER_MS = 125_000
# Moves by which she shows that the last step did not reach her.
CONTENT = frozenset({"confirm", "thanks", "bye", "settled", "ack", "agree"})
# By which she brings something up.
RAISED = frozenset({"objection", "question", "second_request", "digression"})
LOST_THREAD = frozenset({"insist", "still_unsolved", "impatient", "confused", "ask_back", "led"})
# A word of these that crossed the agent's last message is no answer to it, and was answered by it.
CROSSING = CONTENT | LOST_THREAD | {"wait_ok"}


class SkilledPolicy:
    """The plan of one case, worked through."""

    def __init__(
        self, case: Case, seed: int, manner: Manner | None = None, wording: int | None = None
    ) -> None:
        """`wording`: with which of its wordings it begins; without one, the seed draws it."""
        self._case = case
        self._manner = manner or Manner()
        self._words = Words(case, seed, wording)
        self._course = Course(case, self._manner, self._words)
        self._handled = 0
        self._greeted = False
        self._met = False
        self._ended = False
        self._nudged = False
        self._reopened = 0
        self._dawdled = False
        self._answered: set[tuple[str, str | None]] = set()

    # --- when ---

    def wants_at(self, chat: ChatState, now: Millis) -> Millis | None:
        if not self._greeted or len(chat.reopened_at) > self._reopened:
            return chat.reopened_at[-1] if chat.reopened_at else chat.opened_at
        last = last_customer(chat)
        if last is not None and last.number > self._handled and not chat.typing:
            return last.at
        if chat.typing:
            return None
        mine = last_agent_at(chat)
        if mine is None:
            return None
        if self._ended and not self._nudged:
            return mine + NUDGE_AFTER_MS
        if self._ended:
            return mine + CLOSE_AFTER_MS
        return mine + NUDGE_AFTER_MS if acted_silently(chat) else None

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
        if self._ended and moves <= CROSSING and not is_answer(fresh, chat):
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
        return raised and not is_answer([message], chat)

    def _silent_for(self, chat: ChatState, transcript: Transcript) -> bool:
        """Whether the agent's last message has been without an answer for long enough to ask, or to close."""
        mine = last_agent_at(chat)
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
        return moves == {"wait_ok"} and not self._course.steps

    def _start_again(self, chat: ChatState) -> None:
        self._reopened = len(chat.reopened_at)
        self._greeted = False
        self._course.begin_again(chat)
        self._ended = False
        self._nudged = False

    def _greet(self, chat: ChatState, *, busy: bool) -> list[Gesture]:
        """A short first word at once; what she wrote is read after it. With others waiting, a wait is announced."""
        self._greeted = True
        first = "greeting_hold" if busy and self._manner.holds else "greeting"
        key = "back" if chat.reopened_at else "proactive" if chat.proactive else first
        return [Gesture(say=self._words.phrase(key))]

    def _condole(self, chat: ChatState) -> list[Part]:
        if self._met:
            return []
        self._met = True
        looked: list[Part] = [Gesture(look="records")] if self._manner.looks else []
        if self._manner.empathy and not chat.proactive:
            return [*looked, self._words.empathy()]
        return looked

    def _replies(self, fresh: list[Message], chat: ChatState) -> list[Part]:
        """Words and gestures that answer what she brought up."""
        parts = self._condole(chat)
        for message in fresh:
            if message.move in RAISED:
                self._answered.add((message.move, message.move_of))
            if message.move in ("objection", "question", "second_request"):
                parts += self._answer_move(message, chat)
            elif message.move == "digression" and self._manner.steers:
                parts.append(self._words.phrase("steer"))
            elif message.move in LOST_THREAD and self._course.may_retell and not self._course.asks_next(chat):
                # What crossed the agent's last message has been answered by it.
                parts += self._course.retell() if is_answer([message], chat) else []
            elif message.move in ("answer", "volunteer", "choose") and self._manner.thanks and not parts:
                parts.append(self._words.phrase("thanks"))
        return parts

    def _answer_move(self, message: Message, chat: ChatState) -> list[Part]:
        move = self._case.scenario.behaviour[int(message.move_of or 0)]
        if isinstance(move, ObjectionMove):
            tokens = move.objection.settled_by
        elif isinstance(move, QuestionMove):
            tokens = move.question.answered_by
        elif isinstance(move, SecondRequestMove):
            tokens = (move.second_request.done_by,)
        else:
            return []
        answered = [p for token in tokens if (p := self._course.by_token(token, chat))]
        settled: list[Part] = [] if isinstance(move, SecondRequestMove) else [self._words.phrase("settle")]
        return settled + (answered[0] if answered else [])

    def _advance(self, chat: ChatState, parts: list[Part]) -> list[Gesture]:
        """Goes on with the plan until it is the customer's turn."""
        parts, through = self._course.advance(chat, parts)
        if not through:
            return joined(parts)
        if self._manner.confirms:
            parts = [*parts, self._words.phrase("anything_else")]
        if self._manner.misleads:
            return [*joined(parts), *self._say_goodbye()]
        self._ended, self._nudged = True, False
        return joined(parts)

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
