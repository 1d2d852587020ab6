"""Answers to what was asked, and what she tells of her own accord. She never answers what wasn't asked."""

from chattrainer.customers.behaviours import ENDINGS, is_owed_a_word
from chattrainer.customers.reply import Reply
from chattrainer.customers.wishes import DETAIL_LATER, OTHER_DETAIL, PLAINLY, may_wait
from chattrainer.engine.mind import Effort
from chattrainer.model.facts import Reveal
from chattrainer.model.scenario import Fact, Texts

# More questions than this in one turn, and the rest comes in her next: nobody types five answers at once.
MOST_ANSWERS = 2
MOST_IDENTITY = 3
MOST_ASK_BACKS = 3
MOST_REPEATS = 3
# In turns of the agent that bring nothing new.
LEADS_ANYWAY_AFTER = 2
EMPATHY = frozenset({"empathy", "apology"})
_OPEN = frozenset({"ask_open"})


def answer(reply: Reply) -> None:
    """Answers up to two of the facts asked for, those left over from her last turn among them.

    Three identity data asked together count as one.
    """
    asked = _asked(reply)
    identity = [f for f in asked if _fact(reply, f).identity][:MOST_IDENTITY]
    left = MOST_ANSWERS - 1 if identity else MOST_ANSWERS
    # What she has not said yet comes before what she says again.
    others = [f for f in asked if not _fact(reply, f).identity]
    others.sort(key=reply.state.known_ids.__contains__)
    given = [*identity, *others[:left]]
    _give_all(reply, given)
    reply.change(unanswered=tuple(f for f in asked if f not in given))


def _asked(reply: Reply) -> list[str]:
    """What is asked now; then what was asked before and has had no answer yet."""
    waiting = [] if reply.satisfied else [f for f in reply.state.unanswered if f not in reply.state.known_ids]
    return list(dict.fromkeys((*reply.turn.asks, *waiting)))


def volunteer(reply: Reply) -> None:
    """What she adds because she was listened to, or asked openly."""
    details = [name for name, fact in reply.case.scenario.facts.items() if _is_drawn_out(reply, name, fact)]
    if details and reply.wish in (DETAIL_LATER, OTHER_DETAIL) and may_wait(reply.case, details[0]):
        details = details[1:] if reply.wish == OTHER_DETAIL else []
    for name in details[:1]:
        worded = says(reply, reply.case.scenario.facts[name])
        reply.say("volunteer", worded, of=name, reveals=(Reveal(fact=name, how="volunteered"),))


def _is_drawn_out(reply: Reply, name: str, fact: Fact) -> bool:
    if name in reply.state.known_ids:
        return False
    return bool(
        (fact.volunteered == "if_empathy" and reply.turn.acts & EMPATHY)
        or (fact.volunteered == "if_open_question" and reply.turn.acts & _OPEN)
    )


def ask_back(reply: Reply) -> bool:
    """What she half understood: she asks, rather than guess. Returns whether she did."""
    if not reply.silent or reply.state.asked_back >= MOST_ASK_BACKS:
        return False
    guesses = [item for item in reply.turn.unsure if item.kind == "ask"]
    best = max(guesses, key=lambda item: item.confidence, default=None)
    fact = reply.case.scenario.facts.get(best.id) if best is not None else None
    if best is None or fact is None or not fact.asked_like or best.id in reply.state.known_ids:
        return False
    reply.phrase("ask_back", nth=reply.state.asked_back, guess=_guess(fact))
    reply.change(asked_back=reply.state.asked_back + 1, guessed=best.id)
    return True


def _guess(fact: Fact) -> str:
    """The question that she believes was asked, without its question mark: the phrase around it has one."""
    question = next((text for text in fact.asked_like if text.rstrip().endswith("?")), fact.asked_like[0])
    bare = question.rstrip(" ?.!\u00a0\u202f")
    # A word of one letter and an abbreviation keep their capital.
    return bare[:1].lower() + bare[1:] if bare[1:2].islower() else bare


def lead(reply: Reply) -> bool:
    """She takes the lead when turn after turn brings nothing. Returns whether she did.

    Asked something that she did not understand, she comes out with what her case needs only; asked what else there
    is, she first says that nothing is solved.
    """
    if reply.turn.acts & ENDINGS and not reply.state.complained:
        return False
    idle_turns = max(reply.state.empty_in_row, reply.state.stalled)
    for name, fact in reply.case.scenario.facts.items():
        if name in reply.state.known_ids:
            continue
        if fact.led is not None:
            after, variants = fact.led.after_empty_turns, fact.led.says
        elif fact.needed:
            # She wants her case solved: what it needs comes out in the end, in her usual words.
            after, variants = LEADS_ANYWAY_AFTER, says(reply, fact)
        else:
            continue
        if idle_turns >= after and (fact.needed or not is_owed_a_word(reply)):
            reply.say("led", variants, of=name, reveals=(Reveal(fact=name, how="led"),))
            return True
    return False


def says(reply: Reply, fact: Fact) -> Texts:
    """The wordings that fit this draw; of a fact without wordings, its bare value."""
    if isinstance(fact.says, dict):
        for value in reply.case.structure.values():
            if value in fact.says:
                return fact.says[value]
        return next(iter(fact.says.values()), (str(fact.value),))
    return fact.says or (str(fact.value),)


def _fact(reply: Reply, name: str) -> Fact:
    return reply.case.scenario.facts.get(name) or Fact()


def _give_all(reply: Reply, names: list[str]) -> None:
    for name in names:
        fact = reply.case.scenario.facts.get(name)
        if fact is None:
            continue
        if name in reply.state.known_ids:
            _repeat(reply, name, fact)
        elif fact.first_answer and name not in reply.state.beside:
            reply.say("beside", (fact.first_answer,), of=name)
            reply.change(beside=reply.state.beside | {name})
        else:
            effort: Effort = "fetch" if fact.fetch or _goes_to_fetch(reply, fact) else "think"
            reply.say(
                "answer",
                says(reply, fact),
                of=name,
                reveals=(Reveal(fact=name, how="asked"),),
                effort=effort,
            )


def _repeat(reply: Reply, name: str, fact: Fact) -> None:
    said_so = any(utterance.move == "repeat" for utterance in reply.utterances)
    if not said_so and reply.state.repeated < MOST_REPEATS and reply.wish != PLAINLY:
        reply.phrase("already_said", move="repeat")
    reply.say("repeat", says(reply, fact), of=name)
    reply.change(repeated=reply.state.repeated + 1)


def _goes_to_fetch(reply: Reply, fact: Fact) -> bool:
    given = any(r.how == "asked" for r in reply.state.known)
    return reply.case.structure.get("ends") == "goes_to_fetch" and not given and not fact.identity
