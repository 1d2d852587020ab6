"""How she takes an offer, and answers a question that leaves her a choice: by what her case says that she prefers."""

from chattrainer.customers.answers import says
from chattrainer.customers.behaviours import PROPOSALS, QUESTIONS
from chattrainer.customers.reply import Reply
from chattrainer.model.facts import Reveal
from chattrainer.model.scenario import Fact


def choose(reply: Reply) -> None:
    """Names her preference if there is one to name; else accepts or declines, by what the case says."""
    refused = refused_offers(reply)
    preference = _preference(reply, refused)
    if preference is not None:
        _name(reply, preference)
    elif len(refused) == len(reply.turn.offers):
        reply.phrase("disagree", move="decline", effort="think")
        return
    elif not _may_choose(reply):
        reply.phrase("agree", move="accept", effort="think")
    elif len(reply.turn.offers) == 1:
        reply.phrase(reply.phrase_of("choose_offer", "agree"), move="accept", effort="think")
    else:
        _does_not_know_which(reply)
        return
    reply.change(accepted=reply.state.accepted | (set(reply.turn.offers) - set(refused)))


def say_which(reply: Reply) -> None:
    """A choice without an offer that she knows: she says again what she said, or that she cannot tell."""
    said = [name for name in reply.turn.restates if name in reply.state.known_ids and name in _facts(reply)]
    if said:
        reply.say("repeat", says(reply, _facts(reply)[said[0]]), of=said[0])
    elif reply.turn.acts & {"comprehension_check", "reformulation"}:
        # *Does that suit you, or would you rather think it over?*
        reply.phrase("agree")
    elif _holding(reply, set(reply.case.structure.values()), untold=True):
        # Which of them she prefers was not understood: she would rather have it put otherwise than mislead.
        reply.phrase("confused", effort="think")
    else:
        _does_not_know_which(reply)


def refused_offers(reply: Reply) -> list[str]:
    """Those of the turn that she does not want."""
    return [offer for offer in reply.turn.offers if not _acceptable(reply, offer)]


def decline_first(reply: Reply) -> None:
    """Refuses, before the answers made, what was offered along with the questions and does not suit her."""
    refused = refused_offers(reply)
    if not refused or len(refused) < len(reply.turn.offers):
        return
    if any(utterance.move == "objection" for utterance in reply.utterances):
        return
    said = len(reply.utterances)
    reply.phrase("disagree", move="decline", effort="think")
    reply.put_first(said)


def _may_choose(reply: Reply) -> bool:
    return "ask_choice" in reply.turn.acts


def _name(reply: Reply, name: str) -> None:
    known = name in reply.state.known_ids
    reveals = () if known else (Reveal(fact=name, how="asked"),)
    reply.say("choose", says(reply, _facts(reply)[name]), of=name, reveals=reveals)


def _does_not_know_which(reply: Reply) -> None:
    reply.phrase(reply.phrase_of("cannot_choose", "confused"), move="confused", effort="think")


def _preference(reply: Reply, refused: list[str]) -> str | None:
    """The fact that holds what she prefers, by the form's structure, if it is to be said.

    Told what is being done, she only says that it suits her or not. Offered freely, she names it once. Asked to
    choose, she names it though she said it before, and names too what makes her want one of two offers and not the
    other.
    """
    if not reply.turn.acts & (QUESTIONS | PROPOSALS):
        return None
    structure = reply.case.structure
    offers = [reply.case.scenario.offers.get(offer) for offer in reply.turn.offers]
    wanted: set[str] = set()
    if any(offer is not None and not offer.accepted_if for offer in offers):
        wanted |= set(structure.values())
    if _may_choose(reply) and refused and len(refused) < len(offers):
        wanted |= {
            structure[name] for offer in offers if offer for name in offer.accepted_if if name in structure
        }
    return _holding(reply, wanted, untold=not _may_choose(reply))


def _holding(reply: Reply, values: set[str], *, untold: bool) -> str | None:
    """The first fact whose value is one of these; `untold`: that she has not said yet."""
    return next(
        (
            name
            for name, fact in _facts(reply).items()
            if fact.value in values and not (untold and name in reply.state.known_ids)
        ),
        None,
    )


def _facts(reply: Reply) -> dict[str, Fact]:
    return reply.case.scenario.facts


def _acceptable(reply: Reply, offer: str) -> bool:
    known = reply.case.scenario.offers.get(offer)
    wanted = known.accepted_if if known else {}
    return all(reply.case.structure.get(name) == value for name, value in wanted.items())
