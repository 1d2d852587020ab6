"""What a measure sees: one chat of a sitting, prepared once."""

from collections.abc import Mapping
from dataclasses import dataclass

from chattrainer.model.case import Case
from chattrainer.model.findings import Findings, LanguageFinding
from chattrainer.model.ids import Outcome
from chattrainer.model.rubric import Rubric
from chattrainer.model.transcript import ChatState, Message, Transcript
from chattrainer.scoring.evidence import Incident, Place, place_of
from chattrainer.scoring.foreign import fairly_read
from chattrainer.scoring.lexicon import Lexicon, lexicon
from chattrainer.scoring.turns import Turn, turns_of
from chattrainer.scoring.waits import Wait, ended_at, waits_of


@dataclass(frozen=True, slots=True)
class ChatView:
    """One chat with its case, its turns, its waits, and the findings of its messages.

    `outcome` is the one that counts, after what was sent to the wrong customer, which `spoilt` then cites.
    `coaching`: better wordings are given.
    """

    chat: ChatState
    case: Case
    rubric: Rubric
    transcript: Transcript
    words: Lexicon
    turns: tuple[Turn, ...]
    waits: tuple[Wait, ...]
    outcome: Outcome
    findings: Mapping[int, tuple[LanguageFinding, ...]]
    judged: bool
    chats_at_once: int
    coaching: bool
    spoilt: Incident | None = None

    @property
    def said(self) -> tuple[Message, ...]:
        """The agent's messages."""
        return self.chat.agent_messages

    @property
    def heard(self) -> tuple[Message, ...]:
        """The customer's messages."""
        return self.chat.customer_messages

    @property
    def ended_at(self) -> int:
        return ended_at(self.chat, self.transcript)

    @property
    def start(self) -> Place:
        """Her first message, or the chat's opening: what is cited when the agent did nothing."""
        if self.heard:
            return place_of(self.heard[0])
        return Place(1, self.chat.opened_at)

    @property
    def end(self) -> Place:
        """The agent's last message: what is cited when something is missing at the end of the chat."""
        own = self.chat.agent_messages
        return place_of(own[-1]) if own else self.start

    def better(self, *candidates: str | None, rule: str = "") -> str | None:
        """The first wording there is, in practice; none where wordings are not shown."""
        if not self.coaching:
            return None
        return next((c for c in (*candidates, self.words.better(rule)) if c), None)


def chat_view(
    chat: ChatState,
    case: Case,
    rubric: Rubric,
    transcript: Transcript,
    findings: Findings,
    outcome: Outcome,
    spoilt: Incident | None = None,
) -> ChatView:
    """A chat, prepared for its measures."""
    opened = transcript.opened
    chat = fairly_read(chat)
    return ChatView(
        chat=chat,
        case=case,
        rubric=rubric,
        transcript=transcript,
        words=lexicon(case.scenario.language),
        turns=turns_of(chat),
        waits=waits_of(chat, case, transcript),
        outcome=outcome,
        findings={m.number: m.findings for m in findings.messages},
        judged=findings.judged,
        chats_at_once=opened.chats_at_once if opened else 1,
        coaching=opened is None or opened.purpose in ("practice", "assigned"),
        spoilt=spoilt,
    )
