"""What the desk shows follows from the log alone."""

from typing import Any

from chattrainer.model.facts import (
    ActionResult,
    ActionStarted,
    ChatClosed,
    ChatOpened,
    ChatVoid,
    CustomerLeft,
    CustomerSaid,
    CustomerTyping,
    HoldEnded,
    HoldGranted,
    SittingOpened,
)
from chattrainer.model.inputs import Act, Close, Say
from chattrainer.model.log import Entry
from chattrainer.tui.view import DeskView, chat_view, focus_on, fold, line_of, next_waiting

OPENED = SittingOpened(at=0, seed=1, language="fr", chats_at_once=3, scenarios=("a",))


def entries(*events: Any) -> list[Entry]:
    return [Entry(number=number, event=event) for number, event in enumerate(events, 1)]


def desk(*events: Any) -> DeskView:
    return fold(DeskView(), entries(OPENED, *events))


def comes(chat: int, at: int = 0, **more: Any) -> ChatOpened:
    return ChatOpened(at=at, chat=chat, scenario="a", **more)


def says(chat: int, at: int, text: str = "bonjour", last: bool = True) -> CustomerSaid:
    return CustomerSaid(at=at, chat=chat, text=text, move="answer", last=last)


def closed(chat: int, at: int, by: Any = "agent") -> ChatClosed:
    return ChatClosed(at=at, chat=chat, by=by, disposition="solved", reason="livraison")


def test_a_new_customer_waits_from_the_moment_she_was_assigned() -> None:
    chat = chat_view(desk(comes(1, 2_000), says(1, 5_000)), 1)
    assert chat.doing == "new"
    assert chat.wait is not None
    assert chat.wait.shown_ms(12_000) == 10_000
    assert chat.wait.shade(12_000) == "green"
    assert chat.wait.shade(32_000) == "amber"


def test_an_answered_customer_waits_for_nothing() -> None:
    chat = chat_view(desk(comes(1), says(1, 1_000), Say(at=9_000, chat=1, text="Bonjour")), 1)
    assert (chat.doing, chat.wait) == ("with_customer", None)


def test_the_timer_runs_from_the_end_of_her_burst() -> None:
    view = desk(
        comes(1), Say(at=1_000, chat=1, text="Bonjour"), says(1, 10_000, last=False), says(1, 14_000, "voilà")
    )
    chat = chat_view(view, 1)
    assert chat.doing == "waiting"
    assert chat.wait is not None
    assert chat.wait.shown_ms(20_000) == 6_000


def test_an_announced_wait_counts_down_and_turns_red_when_it_is_over() -> None:
    view = desk(
        comes(1),
        Say(at=1_000, chat=1, text="2 min"),
        HoldGranted(at=1_000, chat=1, until=121_000, stated=True),
    )
    chat = chat_view(view, 1)
    assert chat.doing == "hold"
    assert chat.wait is not None
    assert (chat.wait.shown_ms(61_000), chat.wait.shade(61_000)) == (60_000, "green")
    assert chat.wait.shade(125_000) == "red"
    over = fold(view, entries(HoldEnded(at=90_000, chat=1, kept=True)))
    assert chat_view(over, 1).doing == "with_customer"


def test_a_visitor_who_hesitates_is_the_agents_to_write_to() -> None:
    chat = chat_view(desk(comes(1, proactive=True)), 1)
    assert (chat.doing, chat.wait) == ("to_write", None)


def test_a_running_action_is_shown_until_its_result() -> None:
    running = desk(
        comes(1),
        Say(at=1_000, chat=1, text="Je lance"),
        Act(at=2_000, chat=1, action="refund"),
        ActionStarted(at=2_000, chat=1, action="refund", until=9_000),
    )
    assert chat_view(running, 1).doing == "acting"
    done = fold(running, entries(ActionResult(at=9_000, chat=1, action="refund", ok=True, message="")))
    assert chat_view(done, 1).doing == "with_customer"


def test_how_a_chat_ended_is_shown() -> None:
    assert chat_view(desk(comes(1), closed(1, 5_000)), 1).doing == "closed"
    left = desk(comes(1), CustomerLeft(at=5_000, chat=1, why="lost"), closed(1, 5_000, "customer"))
    assert chat_view(left, 1).doing == "left"
    assert chat_view(desk(comes(1), ChatVoid(at=5_000, chat=1, reason="")), 1).doing == "void"


def test_messages_are_new_until_the_agent_turns_to_the_chat() -> None:
    view = desk(comes(1), comes(2), says(2, 3_000), says(2, 4_000))
    assert chat_view(view, 2).unread == 2
    turned = focus_on(view, 2)
    assert chat_view(turned, 2).unread == 0
    assert chat_view(fold(turned, entries(says(2, 6_000))), 2).unread == 0
    away = fold(focus_on(turned, 1), entries(says(2, 7_000)))
    assert chat_view(away, 2).unread == 1


def test_the_typing_indicator_is_that_of_the_customer() -> None:
    assert chat_view(desk(comes(1), CustomerTyping(at=1, chat=1, on=True)), 1).typing
    assert not chat_view(desk(comes(1), CustomerTyping(at=1, chat=1, on=True), closed(1, 2)), 1).typing


def test_a_freed_place_is_taken_by_the_next_customer() -> None:
    view = desk(comes(1), comes(2), closed(1, 5_000), comes(3, 9_000))
    assert view.places == (3, 2)
    assert [chat.chat for chat in view.past] == [1]


def test_a_customer_who_comes_back_keeps_her_place_or_takes_a_free_one() -> None:
    assert desk(comes(1), comes(2), closed(1, 5_000), comes(1, 9_000, again=True)).places == (1, 2)
    taken = desk(comes(1), comes(2), closed(1, 5_000), comes(3, 6_000), comes(1, 9_000, again=True))
    assert taken.places == (3, 2, 1)


def test_the_next_chat_is_the_one_whose_promise_is_nearest_to_broken() -> None:
    view = focus_on(desk(comes(1), comes(2, 1_000), comes(3, 8_000), says(2, 2_000), says(3, 9_000)), 1)
    assert next_waiting(view, 20_000) == 2
    answered = fold(view, entries(Say(at=21_000, chat=2, text="Bonjour")))
    assert next_waiting(answered, 22_000) == 3


def test_a_promise_that_ran_out_comes_before_a_fresh_question() -> None:
    view = focus_on(
        desk(
            comes(1),
            comes(2),
            Say(at=1_000, chat=2, text="1 min"),
            HoldGranted(at=1_000, chat=2, until=61_000, stated=True),
            comes(3, 60_000),
        ),
        1,
    )
    assert next_waiting(view, 40_000 + 22_000) == 2
    assert next_waiting(fold(view, entries(says(3, 50_000))), 50_000) == 3


def test_with_nobody_waiting_the_next_chat_is_the_next_place() -> None:
    answered = [Say(at=1_000, chat=n, text="Bonjour") for n in (1, 2, 3)]
    view = desk(comes(1), comes(2), comes(3), *answered)
    assert next_waiting(focus_on(view, 1), 2_000) == 2
    assert next_waiting(focus_on(view, 3), 2_000) == 1
    assert next_waiting(focus_on(desk(comes(1)), 1), 2_000) is None


def test_every_message_and_every_turn_of_events_is_a_line() -> None:
    kinds = [
        (says(1, 1), "customer"),
        (Say(at=1, chat=1, text="Bonjour"), "agent"),
        (comes(1), "system"),
        (comes(1, proactive=True), "system"),
        (closed(1, 1), "system"),
        (ActionResult(at=1, chat=1, action="refund", ok=False, message="Déjà remboursé."), "system"),
    ]
    for event, kind in kinds:
        line = line_of(entries(event)[0])
        assert line is not None
        assert line.kind == kind
    assert line_of(entries(CustomerTyping(at=1, chat=1, on=True))[0]) is None
    assert line_of(entries(Close(at=1, chat=1, disposition="solved", reason="livraison"))[0]) is None


def test_a_refused_action_says_why() -> None:
    event = ActionResult(at=1, chat=1, action="refund", ok=False, message="Déjà remboursé.")
    line = line_of(entries(event)[0])
    assert line is not None
    assert (line.key, line.params["message"]) == ("action_refused", "Déjà remboursé.")
