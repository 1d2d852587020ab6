"""Robots of known ability: each criterion from 0 (hopeless) to 20 (skilled), another value in each case.

They are what the exam is calibrated on: the same plan and words as the skilled robot, answered later, with more
slips, with more of the craft left out, and with more of the solution forgotten.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from chattrainer.model.case import Case, Plan
from chattrainer.robots.hands import Hands
from chattrainer.robots.manner import Manner
from chattrainer.robots.robot import Policy, Robot
from chattrainer.robots.skilled import SkilledPolicy
from chattrainer.robots.variants import Careless, Delayed

MOST = 20
# A step less answers so much later, within this share of the customer's patience.
DELAY_MS = 8_000
PATIENCE_SHARE = 0.7
# Slips in a thousand of the longer words, for each step less. Two steps go together: what is read and proofread
# once is kept by its text.
SLIPS_PER_MILLE = 16
SLIPS_STEPS = 2


@dataclass(frozen=True, slots=True)
class Abilities:
    """By criterion, 0 to 20."""

    latency: int
    writing: int
    directiveness: int
    resolution: int


def graded(plan: Plan, abilities: Mapping[int, Abilities]) -> Robot:
    """The robot that has these abilities in these chats; skilled in the others."""
    policies = {
        case.chat: graded_policy(case, plan.seed, abilities.get(case.chat, Abilities(MOST, MOST, MOST, MOST)))
        for case in plan.cases
    }
    return Robot({case.chat: case for case in plan.cases}, policies, Hands())


def graded_policy(case: Case, seed: int, able: Abilities) -> Policy:
    policy: Policy = SkilledPolicy(case, seed, manner_of(able))
    if able.writing < MOST:
        short = (MOST - able.writing) // SLIPS_STEPS * SLIPS_STEPS
        policy = Careless(policy, short * SLIPS_PER_MILLE, seed)
    if able.latency < MOST:
        longest = int(case.scenario.customer.patience.leaves_after_s * 1000 * PATIENCE_SHARE)
        policy = Delayed(policy, min(longest, (MOST - able.latency) * DELAY_MS))
    return policy


def manner_of(able: Abilities) -> Manner:
    """What of the craft is left at each step, the hardest lost first."""
    craft, ending = able.directiveness, able.resolution
    return Manner(
        steers=craft >= 18,
        restates=craft >= 15,
        one_at_a_time=craft >= 12,
        thanks=craft >= 11,
        empathy=craft >= 9,
        asks=craft >= 5,
        dawdles=craft < 7,
        holds=able.latency >= 12,
        looks=craft >= 3,
        confirms=ending >= 16,
        tells_left_out=0 if ending >= 11 else 1 if ending >= 7 else 2,
        acts_left_out=0 if ending >= 5 else 1,
        misleads=ending < 2,
    )
