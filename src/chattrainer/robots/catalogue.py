"""The robots by name: what a `--robot` may be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from chattrainer.model.case import Case, Plan
from chattrainer.model.errors import UsageError
from chattrainer.robots import degenerate
from chattrainer.robots.degenerate import Trick, TrickPolicy
from chattrainer.robots.hands import Hands
from chattrainer.robots.manner import Manner
from chattrainer.robots.robot import Policy, Robot
from chattrainer.robots.skilled import SkilledPolicy
from chattrainer.robots.variants import Careless, Delayed, WrongChat

PERSON = Hands()
UNHURRIED = replace(PERSON, typing_cpm=240, think_ms=5_000, notice_ms=2_000)
# Who lets the other lead, or has something wrong to say as well, must not be charged for the time of it too.
PROMPT = replace(PERSON, typing_cpm=390, think_ms=2_000)
FAST = replace(PERSON, typing_cpm=900, think_ms=200, notice_ms=300)

PASSIVE = Manner(restates=False, asks=False, steers=False, thanks=False, dawdles=True)

MakePolicies = Callable[[Plan], Mapping[int, Policy]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of robot: its hands, and how it plays all chats of a sitting."""

    policies: MakePolicies
    hands: Hands = PERSON


def _each(make: Callable[[Case, int], Policy]) -> MakePolicies:
    return lambda plan: {case.chat: make(case, plan.seed) for case in plan.cases}


def _trick(trick: Trick) -> MakePolicies:
    return _each(lambda case, seed: TrickPolicy(case, seed, trick))


def _skilled(manner: Manner | None = None) -> MakePolicies:
    return _each(lambda case, seed: SkilledPolicy(case, seed, manner))


# Of the customer's patience, by chats at once: what is left covers typing, and the other chats' turns.
SLOW_SHARE = {1: 0.5, 2: 0.4, 3: 0.3, 4: 0.25}


def _slow(plan: Plan) -> Mapping[int, Policy]:
    """As late as her patience allows: whoever loses customers spoils more than latency."""
    share = SLOW_SHARE[plan.chats_at_once]
    return {
        case.chat: Delayed(
            SkilledPolicy(case, plan.seed, Manner(holds=False)),
            int(case.scenario.customer.patience.leaves_after_s * 1000 * share),
        )
        for case in plan.cases
    }


# A hand that slips in one of seven longer words, and half a minute behind.
AVERAGE_SLIPS, AVERAGE_DELAY_MS = 140, 30_000


def _average(case: Case, seed: int) -> Policy:
    manner = Manner(restates=False, empathy=False, one_at_a_time=False, holds=False, confirms=False)
    return Delayed(Careless(SkilledPolicy(case, seed, manner), AVERAGE_SLIPS, seed), AVERAGE_DELAY_MS)


def _cherry_picker(plan: Plan) -> Mapping[int, Policy]:
    """Skilled in the easiest chat of several; the others, and a chat alone, it lets wait."""
    easiest = min(plan.cases, key=lambda c: (c.scenario.difficulty, c.chat)).chat
    alone = len(plan.cases) == 1
    return {
        case.chat: SkilledPolicy(case, plan.seed)
        if case.chat == easiest and not alone
        else TrickPolicy(case, plan.seed, degenerate.silent)
        for case in plan.cases
    }


def _wrong_chat(plan: Plan) -> Mapping[int, Policy]:
    skilled: dict[int, Policy] = {c.chat: SkilledPolicy(c, plan.seed) for c in plan.cases}
    return {
        case.chat: WrongChat(case.chat, skilled, TrickPolicy(case, plan.seed, degenerate.padder))
        for case in plan.cases
    }


KINDS: dict[str, Kind] = {
    "skilled": Kind(_skilled()),
    "average": Kind(_each(_average), UNHURRIED),
    "slow": Kind(_slow),
    "careless_writer": Kind(_each(lambda c, s: Careless(SkilledPolicy(c, s), 230, s))),
    "passive": Kind(_skilled(PASSIVE), PROMPT),
    "unhelpful": Kind(_skilled(Manner(misleads=True)), PROMPT),
    "silent": Kind(_trick(degenerate.silent)),
    "greeter": Kind(_trick(degenerate.greeter)),
    "ok_machine": Kind(_trick(degenerate.ok_machine)),
    "polite_failure": Kind(_trick(degenerate.polite_failure)),
    "question_dumper": Kind(_trick(degenerate.question_dumper)),
    "parrot": Kind(_trick(degenerate.parrot), FAST),
    "canned_only": Kind(_trick(degenerate.canned_only)),
    "canned_random": Kind(_trick(degenerate.canned_random)),
    "article_paster": Kind(_trick(degenerate.article_paster)),
    "hold_spammer": Kind(_trick(degenerate.hold_spammer)),
    "padder": Kind(_trick(degenerate.padder)),
    "early_closer": Kind(_trick(degenerate.early_closer)),
    "max_giver": Kind(_trick(degenerate.max_giver)),
    "refund_all": Kind(_trick(degenerate.refund_all)),
    "escalate_all": Kind(_trick(degenerate.escalate_all)),
    "cherry_picker": Kind(_cherry_picker),
    "wrong_chat": Kind(_wrong_chat),
    "late_prose": Kind(_trick(degenerate.late_prose)),
    "fast_errors": Kind(_trick(degenerate.fast_errors), FAST),
    "monologue": Kind(_trick(degenerate.monologue)),
    "injector": Kind(_trick(degenerate.injector), FAST),
}
ABLE = ("skilled", "average", "slow", "careless_writer", "passive", "unhelpful")


def robot(name: str, plan: Plan) -> Robot:
    """A robot of that kind, at the desk of that sitting. Raises UsageError for an unknown name."""
    kind = KINDS.get(name)
    if kind is None:
        raise UsageError("unknown_robot", name=name, known=", ".join(KINDS))
    return Robot({case.chat: case for case in plan.cases}, kind.policies(plan), kind.hands)
