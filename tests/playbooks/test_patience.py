"""Waiting: check-ins, leaving, announced waits and broken promises."""

from chattrainer.model.facts import CustomerLeft, CustomerSaid, HoldEnded, HoldGranted
from tests.support.desk import Desk


def checks(desk: Desk) -> list[float]:
    return [f.at / 1000 for f in desk.facts(CustomerSaid) if f.move == "idle_check"]


def test_she_checks_in_twice_and_leaves_at_the_end_of_her_patience() -> None:
    desk = Desk()
    desk.to_the_end()
    burst_end = 1.2
    assert [round(at) for at in checks(desk)] == [65, 155]
    (left,) = desk.facts(CustomerLeft)
    assert (left.why, left.at / 1000) == ("lost", burst_end + 240)
    assert desk.outcome() == "lost"


def test_an_announced_wait_is_waited_out() -> None:
    desk = Desk()
    desk.say(10, acts=["hold"], hold_s=120)
    desk.until(129)
    assert desk.facts(HoldGranted)[0].until == 130_000
    assert checks(desk) == []


def test_a_kept_wait_costs_nothing() -> None:
    desk = Desk()
    desk.say(10, acts=["hold"], hold_s=120)
    desk.say(100, tells=["date"], acts=["information"])
    assert [f.kept for f in desk.facts(HoldEnded)] == [True]


def test_a_broken_promise_halves_her_patience() -> None:
    desk = Desk()
    desk.say(10, acts=["hold"], hold_s=60)
    desk.to_the_end()
    assert [f.kept for f in desk.facts(HoldEnded)] == [False]
    assert desk.facts(CustomerLeft)[0].at == 70_000 + 120_000


def test_a_second_hold_in_a_row_needs_news_and_a_third_buys_nothing() -> None:
    desk = Desk()
    desk.say(10, acts=["hold"], hold_s=60)
    desk.say(50, acts=["hold"], hold_s=60)
    assert len(desk.facts(HoldGranted)) == 1
    desk.say(60, acts=["hold", "information"], hold_s=60)
    assert len(desk.facts(HoldGranted)) == 1


def test_a_stated_wait_is_worth_three_minutes_at_most() -> None:
    desk = Desk()
    desk.say(10, acts=["hold"], hold_s=3600)
    assert desk.facts(HoldGranted)[0].until == 10_000 + 180_000
