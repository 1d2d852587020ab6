"""A log as lines for people: when, which chat, who, what was said or done, how it ended.

What is merely technical (typing, focus, readings) is left out; `export` and `show --json` have everything.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts
from chattrainer.model.log import Entry

_INDENT = " " * 14


def transcript_lines(entries: Sequence[Entry], texts: Texts) -> Iterator[tuple[int, str]]:
    """(moment in ms, line) for each event that people want to see."""
    for entry in entries:
        told = _TOLD.get(entry.event.kind)
        what = told(entry.event, texts) if told else None
        if what is not None:
            yield entry.event.at, f"{clock(entry.event.at)}  {_chat(entry.event)}  {_indented(what)}"


def clock(at_ms: int) -> str:
    """`01:05.3` (minutes, seconds, tenths), or `1:01:05.3` from the first hour on."""
    tenths = at_ms // 100
    seconds, tenths = divmod(tenths, 10)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    before = f"{hours}:" if hours else ""
    return f"{before}{minutes:02d}:{seconds:02d}.{tenths}"


def _chat(event: Any) -> str:
    chat = getattr(event, "chat", None)
    return f"[{chat}]" if chat is not None else "   "


def _indented(text: str) -> str:
    return printable(text).replace("\n", f"\n{_INDENT}")


def _opened(event: Any, texts: Texts) -> str:
    return texts(
        "log.event.sitting_opened",
        scenarios=", ".join(event.scenarios),
        language=event.language,
        n=event.chats_at_once,
        seed=event.seed,
        purpose=texts(f"common.purpose.{event.purpose}"),
    )


def _chat_opened(event: Any, texts: Texts) -> str:
    key = "chat_opened_again" if event.again else "chat_opened"
    return texts(f"log.event.{key}", scenario=event.scenario)


def _action_result(event: Any, texts: Texts) -> str:
    mark = texts("log.event.action_ok" if event.ok else "log.event.action_failed")
    return texts("log.event.action_result", action=event.action, mark=mark, message=event.message)


def _act(event: Any, texts: Texts) -> str:
    args = ", ".join(f"{k}={json.dumps(v, ensure_ascii=False)}" for k, v in sorted(event.args.items()))
    return texts("log.event.act", action=event.action, args=args)


def _close(event: Any, texts: Texts) -> str:
    line = texts(
        "log.event.close", disposition=texts(f"common.disposition.{event.disposition}"), reason=event.reason
    )
    return f"{line}\n{event.summary}" if event.summary else line


def _outcome(event: Any, texts: Texts) -> str:
    line = texts("log.event.outcome_decided", outcome=texts(f"common.outcome.{event.outcome}"))
    if event.missing:
        line += " · " + texts("log.event.missing", missing=", ".join(event.missing))
    if event.comes_back:
        line += " · " + texts("log.event.comes_back")
    return line


def _hold_granted(event: Any, texts: Texts) -> str:
    return texts("log.event.hold_granted", until=clock(event.until))


def _hold_ended(event: Any, texts: Texts) -> str | None:
    return None if event.kept else texts("log.event.hold_broken")


def _closed(event: Any, texts: Texts) -> str | None:
    return None if event.by == "agent" else texts(f"log.event.closed_by_{event.by}")


def _paused(event: Any, texts: Texts) -> str:
    return texts("log.event.paused", s=event.gap_ms // 1000)


def _plain(kind: str, *fields: str) -> Callable[[Any, Texts], str]:
    """A text whose parameters are fields of the event."""
    return lambda event, texts: texts(f"log.event.{kind}", **{f: getattr(event, f) for f in fields})


def _listed(kind: str, field: str, table: str) -> Callable[[Any, Texts], str]:
    """A text with one field of the event, told by a table of texts."""
    return lambda event, texts: texts(
        f"log.event.{kind}", **{field: texts(f"{table}.{getattr(event, field)}")}
    )


_TOLD: dict[str, Callable[[Any, Texts], str | None]] = {
    "sitting_opened": _opened,
    "chat_opened": _chat_opened,
    "customer_said": _plain("customer_said", "text"),
    "say": _plain("say", "text"),
    "act": _act,
    "action_result": _action_result,
    "look": _listed("look", "what", "log.look"),
    "search": _plain("search", "text"),
    "article": _plain("article", "id"),
    "escalate": _plain("escalate", "channel", "summary"),
    "note": _plain("note", "text"),
    "close": _close,
    "hold_granted": _hold_granted,
    "hold_ended": _hold_ended,
    "customer_left": _listed("customer_left", "why", "log.left"),
    "chat_closed": _closed,
    "outcome_decided": _outcome,
    "chat_void": _plain("chat_void", "reason"),
    "status": _listed("status", "status", "common.agent_status"),
    "paused": _paused,
    "resumed": _plain("resumed"),
    "finish": _plain("finish"),
    "sitting_ended": _listed("sitting_ended", "why", "log.ended"),
}
