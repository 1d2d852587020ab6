"""The stdio driver: any program plays the agent, JSON lines in, JSON lines out (docs/interfaces.md).

Time is virtual and moves only when told. This module turns lines into inputs and entries into lines; it does
no reading or writing of its own.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from chattrainer.model.base import Millis, what_is_wrong
from chattrainer.model.case import Case, Plan
from chattrainer.model.errors import IllegalInput
from chattrainer.model.facts import (
    ActionResult,
    ArticleShown,
    ChatClosed,
    ChatOpened,
    ChatVoid,
    CustomerLeft,
    CustomerSaid,
    CustomerTyping,
    LookResult,
    SearchResult,
    SittingOpened,
)
from chattrainer.model.ids import DISPOSITIONS
from chattrainer.model.inputs import AgentInput, Finish, Input
from chattrainer.model.log import Entry, Event
from chattrainer.model.scenario import Action, Param
from chattrainer.runtime.headless import run_out
from chattrainer.runtime.sitting import Sitting

PROTOCOL = 1
MAX_LINE = 200_000
# Simulated milliseconds: about 31 years, the most that a moment may be.
LATEST: Millis = 10**12
_INPUT: TypeAdapter[Input] = TypeAdapter(AgentInput)
# Gestures a program may make; `compose` and `status` are a person's, and harmless.
_GESTURES = frozenset(
    {
        "say",
        "act",
        "look",
        "search",
        "article",
        "focus",
        "compose",
        "escalate",
        "note",
        "close",
        "status",
        "finish",
    }
)

Line = dict[str, Any]


class StdioSession:
    """One sitting played over lines. `explain` words a refusal; `scorecard` is asked for once, at the end."""

    def __init__(
        self,
        sitting: Sitting,
        plan: Plan,
        opened: SittingOpened,
        explain: Callable[[IllegalInput], str],
        scorecard: Callable[[], Line],
    ) -> None:
        self._sitting = sitting
        self._plan = plan
        self._opened = opened
        self._cases = {case.chat: case for case in plan.cases}
        self._explain = explain
        self._scorecard = scorecard
        self._wait_until: Millis = 0
        self.done = False

    def begin(self) -> list[Line]:
        """The greeting, what is due at 0, and `ready`."""
        reasons = dict.fromkeys(r for case in self._plan.cases for r in case.company.reasons)
        hello: Line = {
            "event": "hello",
            "protocol": PROTOCOL,
            "language": self._plan.language,
            "chats": self._plan.chats_at_once,
            "dispositions": list(DISPOSITIONS),
            "reasons": list(reasons),
        }
        entries = self._sitting.open(self._opened)
        return [hello, *self._told(entries), self._ready()]

    def take(self, text: str) -> list[Line]:
        """The lines that answer one line of input; the last is `ready`, or the scorecard at the end."""
        try:
            given = self._parsed(text)
        except IllegalInput as error:
            return [{"event": "error", "message": self._explain(error)}, self._ready()]
        if isinstance(given, Finish):
            return self.finish(given.at)
        lines: list[Line] = []
        before = self._sitting.transcript.entries
        collected: list[Entry] = []
        try:
            if given is None:
                collected = self._sitting.advance(self._wait_until)
            else:
                collected = self._sitting.feed(given)
            lines = self._told(collected)
        except IllegalInput as error:
            lines = [*self._told(self._since(before)), {"event": "error", "message": self._explain(error)}]
        return [*lines, self._ready()]

    def finish(self, at: Millis | None = None) -> list[Line]:
        """Lets time run with the agent silent until every chat has ended; ends with the scorecard."""
        before = self._sitting.transcript.entries
        if not self._sitting.over:
            self._sitting.feed(Finish(at=max(self._sitting.now, at or 0)))
        run_out(self._sitting)
        self.done = True
        return [*self._told(self._since(before)), {"event": "scorecard", **self._scorecard()}]

    def _parsed(self, text: str) -> Input | None:
        """The input of a line; None for `wait`. Raises IllegalInput."""
        if len(text) > MAX_LINE:
            raise IllegalInput("line_too_long", most=MAX_LINE)
        fields = _object(text)
        do = fields.pop("do", None)
        at = fields.setdefault("at", self._sitting.now)
        if not isinstance(at, int) or isinstance(at, bool) or not self._sitting.now <= at <= LATEST:
            raise IllegalInput(
                "wrong_moment", at=str(at)[:80], now=str(self._sitting.now), latest=str(LATEST)
            )
        if do == "wait":
            self._wait_until = at
            if set(fields) - {"at"}:
                raise IllegalInput("wrong_input", what=", ".join(sorted(set(fields) - {"at"})))
            return None
        if do is None:
            raise IllegalInput("missing_gesture", known=", ".join(sorted({*_GESTURES, "wait"})))
        if not isinstance(do, str) or do not in _GESTURES:
            raise IllegalInput(
                "unknown_gesture", do=str(do)[:80], known=", ".join(sorted({*_GESTURES, "wait"}))
            )
        try:
            # As JSON, strictly: "1" is no number, and 1 is no text.
            return _INPUT.validate_json(json.dumps({**fields, "kind": do}), strict=True)
        except ValidationError as error:
            raise IllegalInput("wrong_input", what=what_is_wrong(error, skip=1)) from None

    def _since(self, number: int) -> Sequence[Entry]:
        return self._sitting.entries[number:]

    def _ready(self) -> Line:
        return {"event": "ready", "at": self._sitting.now, "next_due": self._sitting.next_due}

    def _told(self, entries: Iterable[Entry]) -> list[Line]:
        lines = [line for entry in entries if (line := self._line(entry.event)) is not None]
        return sorted(lines, key=lambda line: (line["at"], line.get("chat") or 0))

    def _line(self, event: Event) -> Line | None:
        if isinstance(event, ChatOpened):
            return {**_opened(event), **_desk(self._cases[event.chat])}
        if isinstance(event, CustomerSaid):
            return {"event": event.kind, "at": event.at, "chat": event.chat, "text": event.text}
        if isinstance(event, ArticleShown):
            return {"event": "article", **event.model_dump(exclude={"kind"})}
        if isinstance(event, ActionResult):
            kept = {"at", "chat", "action", "ok", "message"}
            return {"event": event.kind, **event.model_dump(include=kept)}
        if isinstance(
            event, CustomerTyping | CustomerLeft | ChatClosed | LookResult | SearchResult | ChatVoid
        ):
            return {"event": event.kind, **event.model_dump(exclude={"kind"})}
        return None


def _object(text: str) -> Line:
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        raise IllegalInput("not_json") from None
    if not isinstance(fields, dict):
        raise IllegalInput("not_an_object")
    return fields


def _opened(event: ChatOpened) -> Line:
    return {"event": event.kind, **event.model_dump(exclude={"kind"})}


def _desk(case: Case) -> Line:
    """What the agent finds when the chat opens."""
    scenario, company = case.scenario, case.company
    return {
        "company": company.name,
        "brief": company.brief,
        "today": scenario.today,
        "card": dict(scenario.card),
        "before": [part.model_dump(exclude_none=True, by_alias=True) for part in scenario.before],
        "canned": [reply.model_dump() for reply in case.canned],
        "articles": [{"id": article.id, "title": article.title} for article in case.articles],
        "links": {name: link.model_dump() for name, link in company.links.items()},
        "channels": [channel.model_dump() for channel in company.channels],
        "reasons": dict(company.reasons),
        "actions": [_action(action) for action in scenario.actions],
    }


def _action(action: Action) -> Line:
    return {
        "id": action.id,
        "label": action.label or action.id,
        "args": {
            name: _param(param if isinstance(param, Param) else Param(type=param))
            for name, param in action.params.items()
        },
        "takes_s": action.takes_s,
        "undoable": action.undoable,
    }


def _param(param: Param) -> Line:
    kept: Line = {"type": param.type}
    if param.choices:
        kept["choices"] = list(param.choices)
    if param.label:
        kept["label"] = param.label
    return kept
