"""How the customer conducts herself: never stuck, never in a loop, never answering what wasn't asked."""

from collections import Counter
from collections.abc import Iterable, Iterator

from chattrainer.app.proof.bench import Play
from chattrainer.app.proof.findings import Finding
from chattrainer.app.proof.values import says_value
from chattrainer.model.transcript import ChatState, Message

MOST_SAME = 2
"""So often may she say the same sentence to a skilled agent."""
FEWEST_WORDS = 4
"""A shorter sentence (*oui*, *that's right*) may come as often as it likes."""
ANSWERS = frozenset({"answer", "choose"})


def by_conduct(plays: Iterable[Play], skilled: Iterable[Play]) -> tuple[Finding, ...]:
    """`skilled` are those in which each question is known, and each answer is expected."""
    found: dict[tuple[str, str], Finding] = {}
    for play in plays:
        for finding in _stuck(play):
            found.setdefault((finding.key, ""), finding)
    for play in skilled:
        for finding in (*_loops(play), *_unasked(play)):
            found.setdefault((finding.key, str(finding.params.get("text", ""))), finding)
    return tuple(found.values())


def _stuck(play: Play) -> Iterator[Finding]:
    params: dict[str, str | int | float] = {"robot": play.robot}
    if play.chat.void is not None:
        yield Finding(
            proof="conduct", severity="error", key="void", params={**params, "reason": play.chat.void}
        )
    elif play.chat.ended_at is None:
        yield Finding(proof="conduct", severity="error", key="stuck", params=params)


def _loops(play: Play) -> Iterator[Finding]:
    said = Counter(m.text for m in play.chat.customer_messages if len(m.text.split()) >= FEWEST_WORDS)
    for text, times in said.items():
        if times > MOST_SAME:
            yield Finding(
                proof="conduct", severity="error", key="loops", params={"text": text, "times": times}
            )


def _unasked(play: Play) -> Iterator[Finding]:
    """An answer to what the agent's last turn did not ask: a wording was taken for another question."""
    robots = play.case.scenario.robots
    for message, before in _turns(play.chat):
        if message.move not in ANSWERS or message.move_of is None:
            continue
        asked = robots.ask.get(message.move_of, ())
        offered = [text for texts in robots.offer.values() for text in texts]
        if any(text in before for text in (*asked, *offered)) or _agrees(play, message, before):
            continue
        yield Finding(
            proof="conduct",
            severity="error",
            key="unasked",
            params={"text": message.text, "fact": message.move_of, "before": before},
        )


def _agrees(play: Play, message: Message, before: str) -> bool:
    """Whether the agent had said the fact's value of her own accord, and the customer agrees to it."""
    facts = {**play.case.company.facts, **play.case.scenario.facts}
    fact = facts.get(message.move_of or "")
    return message.move == "choose" and fact is not None and says_value(before, fact.value)


def _turns(chat: ChatState) -> Iterator[tuple[Message, str]]:
    """Each of her messages, with what the agent had said since her last turn but one.

    She may have been writing while the agent wrote: what came during her burst counts too.
    """
    turn, before = "", ""
    last = ""
    for message in chat.messages:
        if message.sender == "agent":
            if last == "customer":
                before, turn = turn, ""
            turn = f"{turn} {message.text}"
        else:
            yield message, f"{before} {turn}".strip()
        last = message.sender
