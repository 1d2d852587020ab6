"""Names that other programs rely on (docs/interfaces.md). They can grow; they never change meaning."""

from typing import Literal, get_args

Activity = Literal["information", "after_sales", "support", "sales", "retention", "loyalty", "collection"]
Criterion = Literal["latency", "writing", "directiveness", "resolution"]
Outcome = Literal[
    "solved",
    "refused",
    "escalated",
    "partial",
    "escalated_needlessly",
    "polite_failure",
    "wrong",
    "lost",
    "gone",
    "void",
]
Disposition = Literal[
    "solved",
    "refused",
    "escalated",
    "awaiting_customer",
    "inactive",
    "misrouted",
    "duplicate",
    "abusive",
    "customer_left",
]
Purpose = Literal["practice", "assigned", "evaluation", "recruitment"]
SpanSource = Literal["typed", "canned", "article", "customer", "pasted"]
AgentStatus = Literal["available", "wrap_up", "break"]
LookTarget = Literal["card", "records", "page"]
Act = Literal[
    "greeting",
    "self_introduction",
    "offer_help",
    "ask_open",
    "ask_closed",
    "ask_choice",
    "request_data",
    "reformulation",
    "comprehension_check",
    "hold",
    "hold_return",
    "information",
    "instruction",
    "offer",
    "action_done",
    "next_step",
    "empathy",
    "apology",
    "thanks",
    "refusal",
    "objection_handling",
    "steering",
    "escalation",
    "link",
    "anything_else",
    "farewell",
    "small_talk",
    "blame",
]

ACTIVITIES: tuple[Activity, ...] = get_args(Activity)
CRITERIA: tuple[Criterion, ...] = get_args(Criterion)
LevelResult = Literal["confirmed", "not_confirmed", "to_be_confirmed"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
DISPOSITIONS: tuple[Disposition, ...] = get_args(Disposition)
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
ACTS: tuple[Act, ...] = get_args(Act)
RIGHT_ENDS: frozenset[Outcome] = frozenset({"solved", "refused", "escalated"})
