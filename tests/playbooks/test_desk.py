"""Several chats at one desk: arrivals, places, gestures, and what is refused."""

import pytest

from chattrainer.model.errors import IllegalInput
from chattrainer.model.facts import ActionResult, ChatOpened, Escalated, LookResult, SittingEnded
from chattrainer.model.inputs import Say, Span
from tests.support.cases import plan
from tests.support.desk import Desk


def test_the_first_customer_comes_at_once_and_one_for_each_free_place_within_15_s() -> None:
    desk = Desk(plan(3))
    desk.until(20)
    opened = desk.opened_at()
    assert opened[1] == 0
    assert all(5_000 <= opened[chat] <= 15_000 for chat in (2, 3))


def test_a_freed_place_is_filled_again_within_15_s() -> None:
    desk = Desk(plan(2, at_once=1))
    desk.say(5, acts=["greeting"])
    desk.close(30)
    desk.until(60)
    assert 35_000 <= desk.opened_at()[2] <= 45_000


def test_who_comes_back_waits_for_a_place() -> None:
    desk = Desk(plan(2, at_once=1))
    desk.close(30)
    desk.until(200)
    assert [f.chat for f in desk.facts(ChatOpened)] == [1, 2]
    desk.close(201, chat=2)
    desk.until(201)
    assert [(f.chat, f.again) for f in desk.facts(ChatOpened)][-1] == (1, True)


def test_she_comes_back_once_only() -> None:
    desk = Desk()
    desk.close(10)
    desk.until(75)
    desk.close(80)
    assert desk.facts(SittingEnded)


def test_the_desk_does_not_stay_empty_until_she_would_come_back() -> None:
    """She would after a minute."""
    desk = Desk()
    desk.close(10)
    desk.until(30)
    *_, again = desk.facts(ChatOpened)
    assert again.again
    assert 15_000 <= again.at <= 25_000


def test_while_somebody_is_at_the_desk_she_comes_back_when_she_would() -> None:
    desk = Desk(plan(2))
    desk.until(16)
    desk.close(20)
    desk.until(79)
    assert [f.chat for f in desk.facts(ChatOpened)] == [1, 2]
    desk.until(80)
    assert [f.chat for f in desk.facts(ChatOpened)] == [1, 2, 1]


def test_where_fillers_keep_the_load_up_she_comes_back_into_a_place_that_stays_free() -> None:
    """Chat 3 is the filler: it takes the first free place, chat 1 the next one, before her minute is over."""
    desk = Desk(plan(3, at_once=2).model_copy(update={"fillers": frozenset({3})}))
    desk.until(16)
    desk.close(20)
    desk.until(36)
    assert [f.chat for f in desk.facts(ChatOpened)] == [1, 2, 3]
    desk.close(40, chat=3)
    desk.until(56)
    *_, again = desk.facts(ChatOpened)
    assert (again.chat, again.again) == (1, True)
    assert 45_000 <= again.at <= 55_000


def test_an_action_takes_its_time_and_then_changes_the_case() -> None:
    desk = Desk()
    desk.act(10, "reship", order_number="L-1")
    desk.until(29)
    assert desk.facts(ActionResult) == []
    desk.until(30)
    (result,) = desk.facts(ActionResult)
    assert result.ok
    assert result.changes == {"order.status": "reshipped"}


def test_the_system_refuses_an_action_whose_condition_does_not_hold() -> None:
    desk = Desk()
    desk.act(10, "reship", order_number="L-999")
    desk.until(31)
    (result,) = desk.facts(ActionResult)
    assert not result.ok
    assert result.message == "Check the number and the stock."


def test_records_show_the_case_as_it_stands() -> None:
    desk = Desk()
    desk.act(10, "reship", order_number="L-1")
    desk.look(40, "records")
    assert desk.facts(LookResult)[0].content == {"order": "L-1", "reship": "Sent again."}


def test_a_hand_over_carries_the_facts_of_its_summary() -> None:
    desk = Desk()
    desk.escalate(10, "Lamp lost, needed by Saturday, order L-1")
    (over,) = desk.facts(Escalated)
    assert set(over.carried) == {"needed_by", "order_number"}


@pytest.mark.parametrize(
    ("gesture", "key"),
    [
        (lambda d: d.say(10, chat=9), "unknown_chat"),
        (lambda d: d.say(10, "   "), "empty_message"),
        (lambda d: d.act(10, "fly"), "unknown_action"),
        (lambda d: d.act(10, "reship"), "missing_argument"),
        (lambda d: d.act(10, "newsletter", on="yes"), "wrong_argument"),
        (lambda d: d.act(10, "newsletter", on=True, x=1), "unknown_argument"),
        (lambda d: d.escalate(10, "…", channel="moon"), "unknown_channel"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_happens(gesture: object, key: str) -> None:
    desk = Desk()
    before = list(desk.log.entries)
    assert callable(gesture)
    with pytest.raises(IllegalInput) as refused:
        gesture(desk)
    assert refused.value.key == key
    assert desk.log.entries == before


def test_nothing_can_be_said_in_a_closed_chat() -> None:
    desk = Desk(if_unsolved=None)
    desk.close(10)
    with pytest.raises(IllegalInput, match="chat_closed"):
        desk.say(11)


def test_a_chat_is_not_closed_while_an_action_runs() -> None:
    desk = Desk()
    desk.act(10, "reship", order_number="L-1")
    with pytest.raises(IllegalInput, match="action_running"):
        desk.close(12)


def test_spans_lie_within_the_message() -> None:
    desk = Desk()
    span = Span(start=0, end=99, source="canned")
    with pytest.raises(IllegalInput, match="wrong_span"):
        desk.sitting.feed(Say(at=10, chat=1, text="Hello", spans=(span,)))


def test_a_proactive_chat_waits_for_the_agent_to_write_first() -> None:
    desk = Desk(proactive=True)
    desk.until(30)
    assert desk.said() == []
    desk.say(31, acts=["greeting", "offer_help"])
    desk.answered(31)
    assert desk.moves() == ["opening"]


@pytest.mark.parametrize("amount", [-1, -0.01, 10**9 + 1, 10**400])
def test_nothing_is_given_for_less_than_nothing(amount: float) -> None:
    action = {"id": "discount", "params": {"amount": "amount"}, "sets": {"order.off": "{args.amount}"}}
    desk = Desk(actions=[action])
    with pytest.raises(IllegalInput, match="argument_out_of_range"):
        desk.act(10, "discount", amount=amount)
    desk.act(11, "discount", amount=0)
