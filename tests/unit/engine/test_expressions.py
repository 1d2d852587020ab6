"""Conditions of actions hold or not on the case as it stands and the arguments given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chattrainer.engine.expressions import ExpressionError, parse
from chattrainer.model.base import Scalar

CASE: dict[str, dict[str, Scalar]] = {
    "order": {"status": "lost", "stock": 4, "amount": 59.9, "gift": True, "note": None},
    "account": {"points": 0},
}


@pytest.mark.parametrize(
    "text",
    [
        "order.stock > 0",
        "order.stock > 0 and order.status == 'lost'",
        'order.status != "sent"',
        "order.amount == 59.90",
        "args.amount <= order.amount",
        "args.amount <= 20 or order.stock >= 10",
        "not order.status == 'sent'",
        "not (order.stock == 0 or account.points > 0)",
        "order.gift",
        "order.gift == true and order.note == null",
        "0 <= account.points < order.stock",
        "order.missing == null",
        "-1 < account.points",
    ],
)
def test_condition_holds(text: str) -> None:
    assert parse(text).holds(CASE, {"amount": 12})


@pytest.mark.parametrize(
    "text",
    [
        "order.stock == 0",
        "order.stock > 0 and order.status == 'sent'",
        "order.stock == '4'",
        "order.status > 3",
        "order.gift == 1",
        "order.note < 3",
        "not order.gift",
        "order.status",
        "parcel.weight > 0",
        "args.express == true",
        "0 < account.points < 9",
        "order.stock == 0 or order.stock == 1 and order.gift",
    ],
)
def test_condition_does_not_hold(text: str) -> None:
    assert not parse(text).holds(CASE, {"amount": 12})


@pytest.mark.parametrize(
    ("text", "why", "position"),
    [
        ("", "unfinished", 0),
        ("order.stock >", "unfinished", 13),
        ("order.stock = 1", "unexpected", 12),
        ("order.stock + 1 > 2", "unexpected", 12),
        ("len(order.stock)", "not_a_path", 0),
        ("stock > 0", "not_a_path", 0),
        ("order.line.price > 0", "not_a_path", 0),
        ("order.stock > 0)", "unexpected", 15),
        ("(order.stock > 0", "unfinished", 16),
        ("3", "unfinished", 1),
        ("order.stock > and", "unexpected", 14),
        ("order.status in 'a'", "unexpected", 13),
        ("order.status == '\\n'", "unexpected", 16),
        ("__import__('os')", "not_a_path", 0),
        ("(" * 20 + "order.gift" + ")" * 20, "too_deep", 12),
        ("not " * 20 + "order.gift", "too_deep", 48),
        ("order.gift or " * 100 + "order.gift", "too_long", 400),
        ("order.stock > 1or order.gift", "unexpected", 14),
    ],
)
def test_what_is_not_a_condition_is_refused_with_its_position(text: str, why: str, position: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert (caught.value.why, caught.value.position) == (why, position)


def test_a_condition_names_its_paths() -> None:
    assert parse("order.stock > 0 and args.amount < order.stock").paths == ("order.stock", "args.amount")


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse(text).holds(CASE, {})
    except ExpressionError as refusal:
        position = refusal.position
    else:
        position = 0
    assert 0 <= position <= len(text)
