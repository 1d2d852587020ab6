"""What a reply agrees to, refuses, promises or ends: only what its move does."""

from chattrainer.customers.llm.answer import Bubbles
from chattrainer.customers.llm.situation import Situation
from chattrainer.model.effects import ScriptedMove
from chattrainer.reading.text import fold

ASSENTING = frozenset({"accept", "agree", "confirm", "settled"})
REFUSING = frozenset({"decline", "disagree"})
# She stands by what she said: even a plain "yes" would be taken for an agreement.
OPPOSING = REFUSING | {"insist", "objection", "still_unsolved", "gives_up", "impatient"}
LEAVING = frozenset({"bye", "gives_up", "left"})
GRATEFUL = frozenset({"thanks", "bye", "confirm"})


def stance(reply: Bubbles, situation: Situation) -> set[str]:
    found: set[str] = set()
    for move, bubbles in zip(situation.moves, reply, strict=True):
        found |= _of_move(move, fold(" \n ".join(bubbles)), situation)
    return found


def _of_move(move: ScriptedMove, said: str, situation: Situation) -> set[str]:
    script = situation.says_of(move)
    found: set[str] = set()

    def says(name: str, text: str) -> bool:
        return any(pattern.search(text) for pattern in situation.language.patterns[name])

    def adds(name: str) -> bool:
        return says(name, said) and not says(name, script)

    if move.move not in ASSENTING and adds("assent_strong"):
        found.add("assent")
    if move.move in OPPOSING and adds("assent") and not says("refusal", said):
        found.add("assent")
    if move.move not in REFUSING and adds("refusal_strong"):
        found.add("refusal")
    if move.move in ASSENTING and says("refusal", said) and not says("refusal", script):
        found.add("refusal")
    if move.move not in LEAVING and adds("farewell"):
        found.add("farewell")
    if move.move not in GRATEFUL and adds("thanks"):
        found.add("assent")
    if adds("promise"):
        found.add("promise")
    return found | _kept(move, said, script, says("assent", said) or says("assent_strong", said), situation)


def _kept(move: ScriptedMove, said: str, script: str, assents: bool, situation: Situation) -> set[str]:
    """A yes stays a yes, a no stays a no."""

    def says(name: str, text: str) -> bool:
        return any(pattern.search(text) for pattern in situation.language.patterns[name])

    if move.move in ASSENTING and (says("assent", script) or says("assent_strong", script)) and not assents:
        return {"lost_meaning"}
    refuses = says("refusal", said) or says("refusal_strong", said)
    if move.move in REFUSING and (says("refusal", script) or says("refusal_strong", script)) and not refuses:
        return {"lost_meaning"}
    return set()
