"""A case's plan as one agent walks through it: what comes next, what was asked, what was last said."""

from chattrainer.model.case import Case
from chattrainer.model.transcript import ChatState
from chattrainer.robots.gestures import Part
from chattrainer.robots.manner import Manner
from chattrainer.robots.robot import Gesture
from chattrainer.robots.steps import Step, action_of, is_known, left_out, steps_of
from chattrainer.robots.wording import Words

MOST_ASKS = 5
MOST_TOGETHER = 3
MOST_INFORMED = 2
MOST_RETOLD = 4
LONG_ACTION_S = 15
# Before these, what was understood is restated.
WEIGHTY = frozenset({"do", "refuse", "escalate"})


class Course:
    """The steps still to take, and the words for each."""

    def __init__(self, case: Case, manner: Manner, words: Words) -> None:
        self._case = case
        self._manner = manner
        self._words = words
        self.steps = self._all_steps()
        self._asked: dict[str, int] = {}
        self._last: list[Step] = []
        self._restated = False
        self._informed = 0
        self._retold = 0

    def _all_steps(self) -> list[Step]:
        """The plan; of an agent who misleads, with something wrong at its end."""
        wrong = [Step("mislead", "")] if self._manner.misleads else []
        steps = left_out(steps_of(self._case), ("tell", "refuse"), self._manner.tells_left_out)
        return [*left_out(steps, ("do", "escalate"), self._manner.acts_left_out), *wrong]

    def begin_again(self, chat: ChatState) -> None:
        """She came back: whatever is not done yet."""
        self.steps = [step for step in self._all_steps() if not self._is_done(step, chat)]

    def advance(self, chat: ChatState, parts: list[Part]) -> tuple[list[Part], bool]:
        """`parts` and what the plan adds until it is the customer's turn; whether the plan is through with that."""
        self._last = []
        while step := self._next_step(chat):
            if step.verb == "ask" and self._lets_her_lead(step):
                return parts or [self._words.phrase("follow")], False
            if step.verb == "ask":
                return [*parts, *self._questions(chat)], False
            if step.verb in WEIGHTY and self._manner.restates and not self._restated:
                self._restated = True
                parts = [*parts, self._words.restate()]
            self.steps.pop(0)
            self._last.append(step)
            parts = [*parts, *self._taken(step)]
            if step.verb == "offer":
                return parts, False
        return parts, True

    def asks_next(self, chat: ChatState) -> bool:
        step = self._next_step(chat)
        return step is not None and step.verb == "ask"

    @property
    def may_retell(self) -> bool:
        return self._retold < MOST_RETOLD

    def retell(self) -> list[Part]:
        """Says the last things again, in other words."""
        self._retold += 1
        told = [text for step in self._last if (text := self._worded(step))]
        return [self._words.phrase("retry"), *told] if told else []

    def by_token(self, token: str, chat: ChatState) -> list[Part]:
        """Words or a gesture for a token of `settled_by` or `done_by`."""
        if text := self._words.tell(token) or self._words.offer(token):
            return [text]
        action = action_of(self._case, token.partition(".")[0])
        if action is None or any(a.action == action.id and a.result and a.result.ok for a in chat.actions):
            return []
        return [*self._doing(action.id), self._words.phrase("done")]

    # --- one step ---

    def _next_step(self, chat: ChatState) -> Step | None:
        while self.steps and self._is_done(self.steps[0], chat):
            self.steps.pop(0)
        return self.steps[0] if self.steps else None

    def _lets_her_lead(self, step: Step) -> bool:
        """Instead of asking, lets her tell; for so long, then asks after all. The first question is asked."""
        if self._manner.asks or not self._asked or self._is_identity(step.of):
            return False
        self._informed += 1
        return self._informed <= MOST_INFORMED

    def _questions(self, chat: ChatState) -> list[Part]:
        """The next question; identity data go together, three at most."""
        pending = [step for step in self.steps if not self._is_done(step, chat)]
        facts = [pending[0].of]
        for step in pending[1:MOST_TOGETHER]:
            together = self._is_identity(step.of) and self._is_identity(facts[0])
            if step.verb != "ask" or (self._manner.one_at_a_time and not together):
                break
            facts.append(step.of)
        return [text for fact in facts if (text := self._question(fact))]

    def _question(self, fact: str) -> str:
        self._asked[fact] = self._asked.get(fact, 0) + 1
        return self._words.ask(fact)

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

    def _taken(self, step: Step) -> list[Part]:
        if step.verb == "do":
            return list(self._doing(step.of))
        if step.verb == "escalate":
            return [Gesture(escalate=step.of, summary=self._words.summary())]
        return [self._worded(step)]

    def _worded(self, step: Step) -> str:
        if step.verb == "offer":
            return self._words.offer(step.of)
        if step.verb == "mislead":
            return f"{self._words.wrong()} {self._words.wrong()}"
        return self._words.tell(step.of) if step.verb in ("tell", "refuse") else ""

    def _doing(self, action_id: str) -> list[Gesture]:
        action = action_of(self._case, action_id)
        if action is None:
            return []
        args = self._case.scenario.robots.args.get(action_id, {})
        act = Gesture(act=action_id, args=args)
        wait = Gesture(wait_ms=int(action.takes_s * 1000) + 500)
        hold = [Gesture(say=self._words.phrase("hold"))] if action.takes_s >= LONG_ACTION_S else []
        return [*hold, act, wait]
