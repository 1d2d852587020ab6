"""A robot that says what the case's model conversation says, in its order, as the customer answers."""

from chattrainer.model.base import Millis
from chattrainer.model.case import Case
from chattrainer.model.scenario import ModelLine
from chattrainer.model.transcript import ChatState, Transcript
from chattrainer.robots.robot import Gesture
from chattrainer.robots.steps import action_of, disposition_of

# Longer than a customer thinks or looks for something: after this she has nothing to say.
SILENCE_MS = 100_000
MOST_REPEATS = 3


class ModelPolicy:
    """Plays the agent's lines up to the customer's next one, then waits for her.

    What she says need not be what the model has her say; beside the point, she is asked again.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._blocks = blocks_of(case.scenario.coaching.model)
        self._next = 0
        self._repeats = 0
        self._last_said = ""
        self._closed = False

    def wants_at(self, chat: ChatState, now: Millis) -> Millis | None:
        if chat.typing or self._closed:
            return None
        if not chat.messages:
            return chat.opened_at if chat.proactive else None
        last = chat.messages[-1]
        return last.at if last.sender == "customer" else last.at + SILENCE_MS

    def turn(self, chat: ChatState, transcript: Transcript) -> list[Gesture]:
        if self._went_beside(chat) and self._last_said and self._repeats < MOST_REPEATS:
            self._repeats += 1
            return [Gesture(say=self._last_said)]
        if self._next >= len(self._blocks):
            self._closed = True
            return [Gesture(close=disposition_of(self._case), summary=self._summary())]
        block = self._blocks[self._next]
        self._next += 1
        gestures = [gesture for line in block for gesture in self._gestures(line)]
        self._last_said = next((g.say for g in reversed(gestures) if g.say), "")
        return gestures

    def _went_beside(self, chat: ChatState) -> bool:
        """Her last burst told nothing of what she was asked."""
        burst = []
        for message in reversed(chat.messages):
            if message.sender == "agent":
                break
            burst.append(message)
        return any(m.move == "beside" for m in burst) and not any(m.reveals for m in burst)

    def _gestures(self, line: ModelLine) -> list[Gesture]:
        if line.agent is not None:
            return [Gesture(say=line.agent)]
        if line.act == "close":
            self._closed = True
            return [Gesture(close=str(line.args.get("disposition", "solved")), summary=self._summary(line))]
        if line.act == "escalate":
            return [Gesture(escalate=str(line.args.get("channel", "")), summary=self._summary(line))]
        if line.act is None:
            return []
        action = action_of(self._case, line.act)
        running = int(action.takes_s * 1000) + 500 if action is not None else 0
        return [Gesture(act=line.act, args=line.args), Gesture(wait_ms=running)]

    def _summary(self, line: ModelLine | None = None) -> str:
        given = line.args.get("summary") if line is not None else None
        return str(given or self._case.scenario.robots.summary or "")


def blocks_of(lines: tuple[ModelLine, ...]) -> list[list[ModelLine]]:
    """The agent's lines and gestures between two of the customer's."""
    blocks: list[list[ModelLine]] = [[]]
    for line in lines:
        if line.customer is not None:
            blocks.append([])
        else:
            blocks[-1].append(line)
    return [block for block in blocks if block]
