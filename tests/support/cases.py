"""A small case of a small company, in memory: enough of everything to play with."""

from typing import Any

from chattrainer.model.case import Case, Person, Phrases, Plan
from chattrainer.model.scenario import Company, Scenario

PERSON = Person(
    first_name="Ada",
    last_name="Pond",
    title="Mrs",
    gender="f",
    age=48,
    email="ada.pond@mail.example",
    postcode="AB1 2CD",
    phone="01632 960111",
)

COMPANY = Company.model_validate(
    {
        "id": "lamp-shop",
        "name": "Lamp Shop",
        "language": "en",
        "sector": "lamps",
        "brief": "We sell lamps.",
        "reasons": {"delivery": "Delivery", "other": "Other"},
        "channels": [{"id": "expert", "title": "Expert"}],
        "links": {"track": {"title": "Tracking", "url": "https://lamp-shop.example/track"}},
    }
)

SCENARIO: dict[str, Any] = {
    "id": "late-lamp",
    "language": "en",
    "activity": "after_sales",
    "reason": "delivery",
    "company": "lamp-shop",
    "difficulty": 2,
    "expected_minutes": 5,
    "title": "A lamp that did not come",
    "today": "2026-03-03",
    "customer": {
        "pace": {"think_s": [5, 20], "fetch_s": [30, 60], "typing_cpm": 200},
        "patience": {"first_reply_s": 60, "reply_s": 100, "nudges": 2, "leaves_after_s": 240},
        "mood": "worried",
    },
    "card": {"name": "Ada Pond"},
    "records": {"order": "L-1"},
    "verify": {"any_two_of": ["email", "postcode"]},
    "facts": {
        "email": {"value": "ada.pond@mail.example", "says": ["ada.pond@mail.example"], "identity": True},
        "postcode": {"value": "AB1 2CD", "says": ["it's AB1 2CD"], "identity": True},
        "order_number": {"value": "L-1", "known_from": ["bot"], "says": ["L-1"]},
        "needed_by": {
            "value": "Saturday",
            "says": ["by Saturday", "Saturday at the latest"],
            "needed": True,
            "first_answer": "it is a present, you know",
            "led": {"after_empty_turns": 2, "says": ["I need it by Saturday"]},
        },
        "door": {"value": "blue", "says": ["a blue door"], "volunteered": "if_empathy"},
        "meter": {"value": "42", "says": ["it reads 42"], "fetch": True},
    },
    "opening": ["My lamp has not come"],
    "case": {"order": {"status": "lost", "stock": 2}},
    "actions": [
        {
            "id": "reship",
            "params": {"order_number": {"type": "text", "must_be": "L-1"}},
            "needs_verified": True,
            "when": "order.stock > 0 and order.status == 'lost'",
            "refusal": "Check the number and the stock.",
            "sets": {"order.status": "reshipped"},
            "result": "Sent again.",
            "takes_s": 20,
            "undoable": False,
            "cost": 12,
        },
        {"id": "newsletter", "params": {"on": "yes_no"}, "sets": {"order.news": "{args.on}"}, "takes_s": 2},
    ],
    "tells": {
        "date": {"like": ["You get it on Thursday"], "value": "Thursday"},
        "tracking": {"link": "track"},
    },
    "offers": {"both": {"like": ["Again or your money back"]}},
    "forbidden": {"tomorrow": {"like": ["You will have it tomorrow"]}},
    "behaviour": [
        {"objection": {"after": "date", "says": ["What if it is lost again?"], "settled_by": ["tracking"]}},
        {"digression": {"after_turns": 3, "says": ["Nice weather"], "ends_when": ["steering"]}},
        {"idle_check": {"says": ["Are you there?"]}},
    ],
    "resolution": [
        {"wrong": {"any": ["forbidden.tomorrow", "unverified_action", "read_out"]}},
        {"solved": {"ledger": {"order.status": "reshipped"}, "told": ["date"], "known": ["needed_by"]}},
        {"partial": {"ledger": {"order.status": "reshipped"}}},
        {"polite_failure": {}},
    ],
    "if_unsolved": {"comes_back_after_s": 60, "says": ["Hello again, still no lamp"]},
}

KEYS = (
    "ack",
    "thanks",
    "agree",
    "disagree",
    "dont_know",
    "confused",
    "insist",
    "wait_ok",
    "bye",
    "still_unsolved",
    "left",
    "impatient",
    "already_said",
    "nothing_else",
)
PHRASES = Phrases(
    language="en",
    says={key: (f"<{key}>", f"<{key} again>") for key in KEYS} | {"ask_back": ("Do you mean {guess}?",)},
)


def scenario(**changes: Any) -> Scenario:
    """The case with some of its fields replaced."""
    return Scenario.model_validate({**SCENARIO, **changes})


def case(chat: int = 1, *, structure: dict[str, str] | None = None, **changes: Any) -> Case:
    return Case(
        chat=chat,
        scenario=scenario(**changes),
        company=COMPANY,
        person=PERSON,
        values={"order": f"L-{chat}"},
        structure=structure or {},
        personal=(PERSON.email, PERSON.postcode),
    )


def plan(chats: int = 1, at_once: int | None = None, seed: int = 7, **changes: Any) -> Plan:
    return Plan(
        seed=seed,
        language="en",
        chats_at_once=at_once or chats,
        cases=tuple(case(n, **changes) for n in range(1, chats + 1)),
        phrases=PHRASES,
    )
