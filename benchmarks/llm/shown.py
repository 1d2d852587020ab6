"""Whether words give away what she has not said: looked for without the guard, letter by letter."""

import re

from chattrainer.customers.llm.turn import SAID_BEFORE
from chattrainer.model.case import Case
from chattrainer.model.transcript import ChatState
from chattrainer.reading.text import fold

# Shorter values are found in any text.
SHORTEST = 4


def undisclosed(said: str, case: Case, chat: ChatState, own: frozenset[str], script: str = "") -> list[str]:
    """The facts whose value stands in what she is to say, however it is spaced, and was not said before.

    `own`: the facts that are hers to say now; `script`: what the author has her say.
    """
    here = _bare(said)
    if not here:
        return []
    before = [line.text for part in case.scenario.before for line in part.bot or ()]
    free = _bare(" ".join([*(m.text for m in chat.messages), *before, script, case.company.name]))
    given = {reveal.fact for reveal in chat.reveals} | own
    facts = {**case.company.facts, **case.scenario.facts}
    return [
        f"{case.scenario.id}: {name} in “{said}”"
        for name, fact in facts.items()
        if name not in given
        and not SAID_BEFORE & set(fact.known_from)
        and len(value := _bare(str(fact.value or ""))) >= SHORTEST
        and value in here
        and value not in free
    ]


def _bare(text: str) -> str:
    return re.sub(r"\W", "", fold(text))
