"""What was known when: from the card, the bot, an earlier contact, or because the customer said it."""

from collections.abc import Iterator

from chattrainer.model.scenario import Verify
from chattrainer.model.transcript import Message
from chattrainer.scoring.view import ChatView


def needed_facts(view: ChatView) -> tuple[str, ...]:
    """The facts that the case needs and that have to be asked for: neither shown before nor told unasked."""
    given = {r.fact for r in view.chat.reveals if r.how == "opening"}
    return tuple(
        name
        for name, fact in view.case.scenario.facts.items()
        if fact.needed and not fact.known_from and name not in given
    )


def verify_facts(verify: Verify | None) -> tuple[str, ...]:
    """The identity facts by which the case wants the customer checked."""
    if verify is None:
        return ()
    return verify.any_two_of or verify.any_one_of or verify.all_of or ()


def verify_count(verify: Verify | None) -> int:
    """How many of them it takes."""
    if verify is None:
        return 0
    return 2 if verify.any_two_of else 1 if verify.any_one_of else len(verify.all_of or ())


def identity_facts(view: ChatView) -> frozenset[str]:
    """Facts that say who she is."""
    own = {name for name, fact in view.case.scenario.facts.items() if fact.identity}
    return frozenset(own | set(verify_facts(view.case.scenario.verify)))


def revealed(view: ChatView) -> Iterator[tuple[Message, str, str]]:
    """Every fact she gave, with its message and why she gave it."""
    for message in view.heard:
        for reveal in message.reveals:
            yield message, reveal.fact, reveal.how


def obtained_by_asking(view: ChatView) -> dict[str, Message]:
    """Facts that she gave because she was asked, or given a choice; with the message that gave them."""
    found: dict[str, Message] = {}
    for message, fact, how in revealed(view):
        if how == "asked" or (how == "volunteered" and _after_a_choice(view, message)):
            found.setdefault(fact, message)
    return found


def _after_a_choice(view: ChatView, message: Message) -> bool:
    before = [t for t in view.turns if t.last.number < message.number]
    return bool(before) and bool(before[-1].offers or "ask_choice" in before[-1].acts)


def known_before(view: ChatView, sent: Message) -> dict[str, str]:
    """Facts known when a question was sent, with where from: card, bot, contact, opening or customer.

    What she wrote in the seconds before it crossed it on the way (`crossing_s` of the rubric).
    """
    read_by = sent.at - view.rubric.params["crossing_s"] * 1000
    known = _given_beforehand(view)
    for message, fact, how in revealed(view):
        if message.number < sent.number and message.at <= read_by:
            known[fact] = "opening" if how == "opening" else "customer"
    return known


def had_before(view: ChatView, sent: Message) -> frozenset[str]:
    """Facts that the agent had when a message was sent."""
    said = {fact for message, fact, _ in revealed(view) if message.number < sent.number}
    return frozenset(said | _given_beforehand(view).keys())


def _given_beforehand(view: ChatView) -> dict[str, str]:
    """Facts that she need not say, with where they stand: card, bot or contact."""
    facts = view.case.scenario.facts.items()
    return {n: f.known_from[0] for n, f in facts if f.known_from and f.known_from != ("opening",)}
