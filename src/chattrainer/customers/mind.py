"""The customer's mind, scripted: pure, seeded, and the only one to decide how a chat goes and ends."""

from collections.abc import Sequence
from dataclasses import replace

from chattrainer.customers import answers, behaviours, choosing, reactions, wishes
from chattrainer.customers.hearing import Ears, heard, is_news
from chattrainer.customers.reply import Reply
from chattrainer.customers.state import MindState, Turn
from chattrainer.customers.verdict import Standing, is_verified, verdict
from chattrainer.customers.voice import ScriptedVoice
from chattrainer.engine.ledger import Ledger
from chattrainer.engine.mind import Decision, HeardText, Verdict
from chattrainer.engine.search import folded
from chattrainer.model.belonging import strangers_to
from chattrainer.model.case import Case, Phrases
from chattrainer.model.facts import Reveal
from chattrainer.model.reading import Reading
from chattrainer.model.scenario import IdleCheckMove


class ScriptedMind:
    """The mind of one customer. States are `MindState` values; the mind itself keeps nothing."""

    def __init__(self, case: Case, phrases: Phrases, seed: int, others: Sequence[Case] = ()) -> None:
        """`others`: the cases of the sitting, whose data she knows not to be hers."""
        self._case = case
        self._voice = ScriptedVoice(case, phrases, seed)
        strangers = (s.value for s in strangers_to(case, others) if s.personal)
        self._ears = Ears(case, (*strangers, *_addressed(case, others)), phrases.confirms)

    def begin(self) -> MindState:
        known = tuple(
            Reveal(fact=name, how="opening")
            for name, fact in self._case.scenario.facts.items()
            if {"bot", "contact"} & set(fact.known_from)
        )
        return MindState(known=known, progress=len(known))

    def open(self, state: MindState) -> tuple[Decision, MindState]:
        reply = self._reply(state, Ledger(self._case.scenario))
        told = tuple(
            Reveal(fact=name, how="opening")
            for name, fact in self._case.scenario.facts.items()
            if "opening" in fact.known_from
        )
        reply.say("opening", self._case.scenario.opening, reveals=told)
        return reply.decision(), reply.state

    def hear(self, state: MindState, text: HeardText, ledger: Ledger) -> MindState:
        return heard(state, text, self._ears, ledger)

    def news(self, state: MindState) -> bool:
        return is_news(state.turn)

    def respond(self, state: MindState, ledger: Ledger) -> tuple[Decision, MindState]:
        return self._answered(state, ledger)

    def others(self, state: MindState, ledger: Ledger) -> tuple[tuple[Decision, MindState], ...]:
        own, _ = self._answered(state, ledger)
        found: list[tuple[Decision, MindState]] = []
        if wishes.may_vary(own):
            for wish in wishes.WISHES:
                decision, after = self._answered(state, ledger, wish)
                known = [own, *(other for other, _ in found)]
                if all(wishes.as_good(one, decision) for one in known):
                    found.append((decision, after))
        return tuple(found)

    def _answered(self, state: MindState, ledger: Ledger, wish: str = "") -> tuple[Decision, MindState]:
        """Her answer; with a wish, as she would give it then."""
        reply = self._reply(_counted(state, ledger), ledger)
        reply.wish = wish
        if self._case.scenario.proactive and reply.state.spoken == 0:
            reply.say("opening", self._case.scenario.opening)
            return reply.decision(), reply.state
        if reactions.is_taken_for_another(reply):
            return reply.decision(), reply.state
        answers.answer(reply)
        lost = reply.silent and not reply.turn.hold and not reply.satisfied
        if lost and (answers.ask_back(reply) or answers.lead(reply)):
            return reply.decision(), reply.state
        behaviours.follow(reply)
        answers.volunteer(reply)
        behaviours.raise_new(reply)
        answers.ask_back(reply)
        if reply.silent or (reply.settled_now and reply.satisfied and reply.state.active is None):
            reactions.react(reply)
        else:
            choosing.decline_first(reply)
        if wish == wishes.REMARK:
            wishes.remark(reply)
        return reply.decision(), reply.state

    def nudge(self, state: MindState) -> tuple[Decision, MindState]:
        reply = self._reply(state, Ledger(self._case.scenario), turn=state.turn)
        own = [m.idle_check for m in self._case.scenario.behaviour if isinstance(m, IdleCheckMove)]
        if own:
            reply.say("idle_check", own[0].says)
        else:
            reply.phrase("idle_check")
        return reply.decision(), reply.state

    def impatient(self, state: MindState) -> tuple[Decision, MindState]:
        reply = self._reply(state, Ledger(self._case.scenario))
        reply.phrase("left")
        return reply.decision(), reply.state

    def come_back(self, state: MindState) -> tuple[Decision, MindState]:
        reply = self._reply(state, Ledger(self._case.scenario))
        reply.change(empty_in_row=0, stalled=0, said_bye=False, thanked=False)
        again = self._case.scenario.if_unsolved
        if again is not None:
            reply.say("comes_back", again.says)
        return reply.decision(), reply.state

    def verified(self, state: MindState) -> bool:
        return is_verified(self._case, state)

    def carries(self, text: str, reading: Reading) -> tuple[str, ...]:
        """Facts whose value stands in the summary, or that the reader found restated or told in it."""
        said = folded(text)
        plain = said.replace(" ", "")
        understood = {*reading.restates, *reading.tells}
        return tuple(
            name
            for name, fact in self._case.scenario.facts.items()
            if name in understood or _stands_in(fact.value, said, plain)
        )

    def verdict(self, state: MindState, ledger: Ledger) -> Verdict:
        return verdict(Standing(self._case, state, ledger))

    def _reply(self, state: MindState, ledger: Ledger, turn: Turn | None = None) -> Reply:
        """A reply to what was heard; the turn is then answered (unless it is kept, as after a nudge)."""
        kept = turn if turn is not None else Turn(done=state.turn.done)
        # A guess stands for one turn of the agent: what she confirms is what she was asked back last.
        answered = replace(state, turn=kept, guessed=state.guessed if turn is not None else None)
        return Reply(self._case, self._voice, ledger, answered, state.turn)


def _counted(state: MindState, ledger: Ledger) -> MindState:
    """The turn counted: is it empty, does the case stand where it stood?"""
    turn = state.turn
    asked_new = set(turn.asks) - state.known_ids
    standing = (
        len(state.known_ids)
        + len(state.told)
        + len(state.offered)
        + len(ledger.done)
        + len(ledger.escalated_to)
    )
    moved = standing > state.progress or bool(asked_new)
    empty = not is_news(turn) and not turn.hold and not moved
    return replace(
        state,
        turns=state.turns + 1,
        empty_in_row=state.empty_in_row + 1 if empty else 0,
        stalled=0 if moved else state.stalled + 1,
        progress=standing,
    )


def _stands_in(value: object, said: str, plain: str) -> bool:
    if value is None:
        return False
    words = folded(str(value))
    return len(words) >= 3 and (words in said or words.replace(" ", "") in plain)


def _addressed(case: Case, others: Sequence[Case]) -> list[str]:
    """How the others of a sitting are addressed, where she isn't addressed alike."""
    own = case.person.last_name if case.person is not None else None
    people = [other.person for other in others if other.person is not None and other.chat != case.chat]
    return [f"{person.title} {person.last_name}" for person in people if person.last_name != own]
