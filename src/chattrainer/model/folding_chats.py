"""The steps of the fold that happen in one chat."""

from typing import Any

from chattrainer.model.changing import changed, end_last, with_chat
from chattrainer.model.facts import (
    ActionResult,
    ActionStarted,
    ChatClosed,
    ChatOpened,
    CustomerLeft,
    CustomerSaid,
    CustomerTyping,
    Escalated,
    HoldEnded,
    HoldGranted,
    LookResult,
    MoveEnded,
    OutcomeDecided,
)
from chattrainer.model.inputs import Close, Escalate, Look, Note, ReadingGiven, Say
from chattrainer.model.transcript import (
    ActionTaken,
    ChatState,
    HandOver,
    HoldTaken,
    Interval,
    Message,
    Transcript,
)


def chat_opened(transcript: Transcript, number: int, event: ChatOpened) -> Transcript:
    if event.again:
        chat = transcript.chat(event.chat)
        return with_chat(
            transcript,
            event.chat,
            reopened_at=(*chat.reopened_at, event.at),
            ended_at=None,
            waiting_since=event.at,
        )
    chat = ChatState(event.chat, event.scenario, event.at, event.proactive, waiting_since=event.at)
    return changed(transcript, chats=tuple(sorted((*transcript.chats, chat), key=lambda c: c.chat)))


def typing(transcript: Transcript, number: int, event: CustomerTyping) -> Transcript:
    typed = end_last(transcript.chat(event.chat).typed, event.at)
    changes: dict[str, Any] = {"typing": event.on, "typed": typed}
    if event.on:
        changes["typed"] = (*typed, Interval(event.chat, event.at))
    else:
        changes["typing_stopped_at"] = event.at
    return with_chat(transcript, event.chat, **changes)


def customer_said(transcript: Transcript, number: int, event: CustomerSaid) -> Transcript:
    chat = transcript.chat(event.chat)
    message = Message(
        number,
        event.at,
        "customer",
        event.text,
        move=event.move,
        move_of=event.of,
        reveals=event.reveals,
        last=event.last,
        expects_reply=event.expects_reply,
    )
    waiting = chat.waiting_since
    if event.last and event.expects_reply and waiting is None:
        waiting = event.at
    return with_chat(transcript, event.chat, messages=(*chat.messages, message), waiting_since=waiting)


def said(transcript: Transcript, number: int, event: Say) -> Transcript:
    chat = transcript.chat(event.chat)
    message = Message(number, event.at, "agent", event.text, event.spans, of=chat.agent_texts + 1)
    return with_chat(
        transcript,
        event.chat,
        messages=(*chat.messages, message),
        waiting_since=None,
        agent_texts=message.of,
    )


def reading(transcript: Transcript, number: int, event: ReadingGiven) -> Transcript:
    chat = transcript.chat(event.chat)
    messages = tuple(
        changed(m, reading=event.reading) if m.sender == "agent" and m.of == event.of else m
        for m in chat.messages
    )
    changes: dict[str, Any] = {"messages": messages}
    if chat.hand_overs and all(m.of != event.of or m.sender != "agent" for m in chat.messages):
        changes["hand_overs"] = (*chat.hand_overs[:-1], changed(chat.hand_overs[-1], reading=event.reading))
    return with_chat(transcript, event.chat, **changes)


def acted(transcript: Transcript, number: int, event: Any) -> Transcript:
    chat = transcript.chat(event.chat)
    taken = ActionTaken(number, event.at, event.action, dict(event.args))
    return with_chat(transcript, event.chat, actions=(*chat.actions, taken))


def action_started(transcript: Transcript, number: int, event: ActionStarted) -> Transcript:
    return _last_action(transcript, event.chat, event.action, until=event.until)


def action_result(transcript: Transcript, number: int, event: ActionResult) -> Transcript:
    return _last_action(transcript, event.chat, event.action, result=event, ended_at=event.at)


def _last_action(transcript: Transcript, chat_number: int, action: str, **changes: Any) -> Transcript:
    chat = transcript.chat(chat_number)
    for index, taken in enumerate(chat.actions):
        if taken.action == action and taken.result is None:
            actions = (*chat.actions[:index], changed(taken, **changes), *chat.actions[index + 1 :])
            return with_chat(transcript, chat_number, actions=actions)
    return transcript


def looked(transcript: Transcript, number: int, event: Look) -> Transcript:
    chat = transcript.chat(event.chat)
    return with_chat(transcript, event.chat, looks=(*chat.looks, (number, event.at, event.what)))


def look_result(transcript: Transcript, number: int, event: LookResult) -> Transcript:
    chat = transcript.chat(event.chat)
    results = {**chat.look_results, event.what: dict(event.content)}
    return with_chat(transcript, event.chat, look_results=results)


def hold_granted(transcript: Transcript, number: int, event: HoldGranted) -> Transcript:
    chat = transcript.chat(event.chat)
    hold = HoldTaken(number, event.at, event.until, event.stated)
    return with_chat(transcript, event.chat, holds=(*chat.holds, hold))


def hold_ended(transcript: Transcript, number: int, event: HoldEnded) -> Transcript:
    chat = transcript.chat(event.chat)
    if not chat.holds:
        return transcript
    holds = (*chat.holds[:-1], changed(chat.holds[-1], kept=event.kept))
    changes: dict[str, Any] = {"holds": holds}
    return with_chat(transcript, event.chat, **changes)


def escalate(transcript: Transcript, number: int, event: Escalate) -> Transcript:
    chat = transcript.chat(event.chat)
    over = HandOver(number, event.at, event.channel, event.summary)
    return with_chat(
        transcript, event.chat, hand_overs=(*chat.hand_overs, over), agent_texts=chat.agent_texts + 1
    )


def escalated(transcript: Transcript, number: int, event: Escalated) -> Transcript:
    chat = transcript.chat(event.chat)
    last = changed(chat.hand_overs[-1], carried=event.carried)
    return with_chat(transcript, event.chat, hand_overs=(*chat.hand_overs[:-1], last))


def noted(transcript: Transcript, number: int, event: Note) -> Transcript:
    chat = transcript.chat(event.chat)
    return with_chat(transcript, event.chat, notes=(*chat.notes, event.text))


def move_ended(transcript: Transcript, number: int, event: MoveEnded) -> Transcript:
    chat = transcript.chat(event.chat)
    return with_chat(transcript, event.chat, moves_ended=(*chat.moves_ended, event))


def close(transcript: Transcript, number: int, event: Close) -> Transcript:
    chat = transcript.chat(event.chat)
    return with_chat(transcript, event.chat, closes=(*chat.closes, (number, event)))


def chat_closed(transcript: Transcript, number: int, event: ChatClosed) -> Transcript:
    chat = transcript.chat(event.chat)
    return with_chat(
        transcript,
        event.chat,
        closed=(*chat.closed, (number, event)),
        ended_at=event.at,
        typing=False,
    )


def left(transcript: Transcript, number: int, event: CustomerLeft) -> Transcript:
    return with_chat(transcript, event.chat, left=event, left_number=number)


def outcome(transcript: Transcript, number: int, event: OutcomeDecided) -> Transcript:
    return with_chat(transcript, event.chat, outcome=event, outcome_number=number)


def void(transcript: Transcript, number: int, event: Any) -> Transcript:
    return with_chat(transcript, event.chat, void=event.reason)
