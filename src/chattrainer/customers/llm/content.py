"""What a reply gives away and what it keeps: nothing she has not said yet, all that this turn's moves are to say."""

import re

from chattrainer.customers.llm.answer import Bubbles, flat
from chattrainer.customers.llm.invention import strange_values
from chattrainer.customers.llm.situation import Situation, own_choice, stems
from chattrainer.model.effects import ScriptedMove
from chattrainer.reading.comparison import same
from chattrainer.reading.protocols import Embedder
from chattrainer.reading.text import fold
from chattrainer.reading.values import values_in

# Cosines of the sentence encoder: so close to a fact's wording, and so much closer than the script's own words.
TOO_CLOSE, CLOSER_BY = 0.80, 0.10
# So close is near enough to the script's meaning.
NEAR_ENOUGH = 0.45
# What lies further off is not even small talk of the same kind: "the giraffe eats" for "okay" 0.07, "noted" 0.46.
SOMEHOW_NEAR = 0.19
NOTING = frozenset({"ack", "wait_ok"})
# Moves whose meaning is the script's alone; the others are small talk.
MEANT = frozenset(
    {"answer", "repeat", "volunteer", "led", "beside", "choose", "ask_back", "objection", "question"}
    | {"second_request", "digression"}
)

# Between letters and digits that stand alone: what is spelt out is read as a word.
_SPELT = re.compile(r"(?<=(?<!\w)\w)[\s.,_-]{1,3}(?=\w(?!\w))")


def undisclosed(reply: Bubbles, situation: Situation, embedder: Embedder | None) -> set[str]:
    """A fact's value that she has not said, her name, or its meaning in other words."""
    texts = flat(reply)
    for text in texts:
        folded = fold(text)
        if any(
            _value_slips(one, situation) for one in {folded: 0, _SPELT.sub("", folded): 0}
        ) or _meaning_slips(text, situation, embedder):
            return {"undisclosed"}
    return set()


def lost(reply: Bubbles, situation: Situation, embedder: Embedder | None) -> set[str]:
    """A value of the script's words that is missing, another choice than hers, a meaning that got lost."""
    found: set[str] = set()
    for move, bubbles in zip(situation.moves, reply, strict=True):
        said = fold(" \n ".join(bubbles))
        found |= _lost_values(move, said, situation)
        found |= _other_choice(move, said, situation)
        strays = (move.reveals or move.move in MEANT) and not _means(move, bubbles, situation, embedder)
        if strays or (move.move in NOTING and _wanders(move, bubbles, situation, embedder)):
            found.add("lost_meaning")
    return found


def _value_slips(folded: str, situation: Situation) -> bool:
    strange = strange_values(folded, situation)
    for hidden in situation.hidden:
        if any(same(value, own, situation.today) for value in strange for own in hidden.values):
            return True
        if (
            hidden.value
            and _stands_in(hidden.value, folded)
            and not _stands_in(hidden.value, situation.allowed)
        ):
            return True
    return any(_stands_in(name, folded) for name in situation.hidden_names)


def _meaning_slips(text: str, situation: Situation, embedder: Embedder | None) -> bool:
    if embedder is None or not text.strip():
        return False
    vector = embedder.embed(text)
    own = [embedder.embed(bubble) for move in situation.moves for bubble in move.bubbles]
    nearest_own = max((float(vector @ one) for one in own), default=0.0)
    for hidden in situation.hidden:
        for wording in hidden.says:
            close = float(vector @ embedder.embed(wording))
            if close >= TOO_CLOSE and close > nearest_own + CLOSER_BY:
                return True
    return False


def _wanders(
    move: ScriptedMove, bubbles: tuple[str, ...], situation: Situation, embedder: Embedder | None
) -> bool:
    """Whether small talk is about something else altogether: no nod, no word in common, nothing like it."""
    patterns = situation.language.patterns
    said = fold(" \n ".join(bubbles))
    nods = any(p.search(said) for name in ("assent", "assent_strong", "thanks") for p in patterns[name])
    if (
        embedder is None
        or nods
        or stems(situation.says_of(move), situation.language) & stems(said, situation.language)
    ):
        return False
    whole = embedder.embed(" ".join(bubbles))
    return float(whole @ embedder.embed(" ".join(move.bubbles))) < SOMEHOW_NEAR


def _lost_values(move: ScriptedMove, said: str, situation: Situation) -> set[str]:
    script = situation.says_of(move)
    code = situation.language.code
    there = values_in(said, code)
    for value in values_in(script, code):
        text = script[value.start : value.end].strip()
        digits = re.sub(r"\D", "", text)
        plain = re.sub(r"(?<=\d)[\s.-]+(?=\d)", "", said)
        if not (
            _stands_in(text, said)
            or any(same(one, value, situation.today) for one in there)
            or (len(digits) >= 4 and digits in plain)
        ):
            return {"lost_value"}
    for fact in move.reveals:
        known = situation.case.scenario.facts.get(fact)
        value_text = "" if known is None or known.value is None else fold(str(known.value))
        if value_text and _stands_in(value_text, script) and not _stands_in(value_text, said):
            if not values_in(value_text, code):
                return {"lost_value"}
    return set()


def _other_choice(move: ScriptedMove, said: str, situation: Situation) -> set[str]:
    """Where she names her preference: words of what else was on offer, or none of her own."""
    for fact in (*move.reveals, move.of or ""):
        own = own_choice(situation.case, fact)
        if not own:
            continue
        script = situation.says_of(move)
        ours = stems(" ".join((script, *map(fold, own))), situation.language)
        offered = [fold(text) for offer in situation.case.scenario.offers.values() for text in offer.like]
        others = stems(" ".join((*offered, *situation.heard)), situation.language) - ours
        spoken = stems(said, situation.language)
        if spoken & others or not spoken & ours:
            return {"other_choice"}
    return set()


def _means(
    move: ScriptedMove, bubbles: tuple[str, ...], situation: Situation, embedder: Embedder | None
) -> bool:
    """Whether a reply means what the script says: it shares a telling word or a value, or lies close to it."""
    script = situation.says_of(move)
    wanted = stems(script, situation.language)
    said = fold(" \n ".join(bubbles))
    if not wanted or wanted & stems(said, situation.language):
        return True
    if values_in(script, situation.language.code):
        return True
    if embedder is None:
        return False
    whole = embedder.embed(" ".join(bubbles))
    return float(whole @ embedder.embed(" ".join(move.bubbles))) >= NEAR_ENOUGH


def _stands_in(value: str, folded: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(value)}(?!\w)", folded) is not None
