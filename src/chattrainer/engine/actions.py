"""The agent's actions in one chat: they take their time, then their result is told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from chattrainer.engine.ledger import Ledger
from chattrainer.engine.schedule import Schedule
from chattrainer.model.base import Millis
from chattrainer.model.facts import ActionResult, ActionStarted, Fact
from chattrainer.model.inputs import Act


@dataclass(frozen=True, slots=True)
class _Running:
    action: str
    args: dict[str, Any] = field(default_factory=dict)


class RunningActions:
    """Actions of one chat under way. What they change stands in its ledger."""

    def __init__(self, chat: int, ledger: Ledger, schedule: Schedule, emit: Callable[[Fact], None]) -> None:
        self._chat = chat
        self._ledger = ledger
        self._schedule = schedule
        self._emit = emit
        self._running: dict[int, _Running] = {}
        self._started = 0

    def __bool__(self) -> bool:
        return bool(self._running)

    def start(self, at: Millis, given: Act) -> None:
        self._started += 1
        until = at + int(self._ledger.actions[given.action].takes_s * 1000)
        self._running[self._started] = _Running(given.action, dict(given.args))
        self._emit(ActionStarted(at=at, chat=self._chat, action=given.action, until=until))
        self._schedule.put(until, self._chat, "action", self._started)

    def end(self, at: Millis, nth: int, verified: bool) -> None:
        """Tells the result of the `nth` one. `verified`: whether the customer had been identified."""
        running = self._running.pop(nth)
        action = self._ledger.actions[running.action]
        effect = self._ledger.apply(running.action, running.args, verified)
        self._emit(
            ActionResult(
                at=at,
                chat=self._chat,
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

    def stop(self) -> None:
        """The chat is over: what runs has no effect any more."""
        self._running.clear()
        self._schedule.drop(self._chat, "action")
