"""Hand-made sittings: a script of lines becomes log entries, a transcript, a scorecard.

    script = Script(parcel_case())
    script.customer(1, "Bonjour, mon colis n’est pas arrivé", move="opening", opening=("late",))
    script.agent(10, "Bonjour Madame Vasseur", acts=("greeting",))
    card = script.score()

Moments are seconds. Readings are given with the lines: scoring is tested here, not reading.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from chattrainer.content.rubrics import load_rubric
from chattrainer.model.case import Case, Person
from chattrainer.model.facts import (
    ActionResult,
    ActionStarted,
    ChatClosed,
    ChatOpened,
    ChatVoid,
    CustomerLeft,
    CustomerSaid,
    CustomerTyping,
    Escalated,
    HoldEnded,
    HoldGranted,
    MoveEnded,
    OutcomeDecided,
    Reveal,
    SittingEnded,
    SittingOpened,
)
from chattrainer.model.findings import CheckedMessage, Findings, LanguageFinding
from chattrainer.model.folding import fold
from chattrainer.model.inputs import Act, Close, Escalate, Focus, ReadingGiven, Say, Span
from chattrainer.model.log import Entry, Event
from chattrainer.model.reading import Reading
from chattrainer.model.rubric import Rubric
from chattrainer.model.scenario import Company, Scenario
from chattrainer.model.scorecard import Evidence, Measure, Scorecard
from chattrainer.model.transcript import Transcript
from chattrainer.scoring.score import score

RUBRICS = Path(__file__).parents[1] / "rubrics"
SOLVED = {
    "ledger": {"order.status": "reshipped"},
    "told": ["delivery_date"],
    "known": ["needed_by"],
}
PARCEL: dict[str, Any] = {
    "id": "lost-parcel",
    "language": "fr",
    "activity": "after_sales",
    "reason": "delivery",
    "company": "atelier",
    "difficulty": 2,
    "expected_minutes": 6,
    "title": "Colis perdu",
    "today": "2026-03-03",
    "customer": {"mood": "worried", "public": {"formality": "vous"}},
    "card": {"name": "Colette Vasseur", "email": "colette@courriel.example"},
    "verify": {"any_two_of": ["email", "postcode", "phone"]},
    "facts": {
        "order_number": {"value": "TIL-123456", "known_from": ["bot"]},
        "email": {"value": "colette@courriel.example", "identity": True},
        "postcode": {"value": "49000", "identity": True},
        "phone": {"value": "06 39 98 11 27", "identity": True},
        "late": {"value": "hier", "known_from": ["opening"]},
        "needed_by": {"value": "samedi", "needed": True, "asked_like": ["Pour quand vous le faut-il ?"]},
        "place": {"value": "à domicile"},
    },
    "opening": ["Bonjour, mon colis n’est pas arrivé"],
    "case": {"order": {"status": "lost"}},
    "actions": [
        {"id": "reship", "needs_verified": True, "undoable": False, "sets": {"order.status": "reshipped"}},
        {"id": "note_it", "sets": {}},
    ],
    "tells": {"delivery_date": {"like": ["Vous le recevrez jeudi"], "value": "jeudi"}},
    "offers": {"both_ways": {"like": ["Je peux vous le renvoyer ou vous rembourser"]}},
    "resolution": [{"solved": SOLVED}, {"polite_failure": {}}],
    "robots": {"ask": {"needed_by": ["Quel jour vous le faut-il ?"]}},
}
ATELIER: dict[str, Any] = {
    "id": "atelier",
    "name": "Atelier du Pin",
    "language": "fr",
    "sector": "Maison",
    "brief": "Une maison inventée.",
    "voice": {"address": "vous"},
    "reasons": {"delivery": "Livraison"},
}
COLETTE = Person(
    first_name="Colette",
    last_name="Vasseur",
    title="Madame",
    gender="f",
    age=71,
    email="colette@courriel.example",
    postcode="49000",
    phone="06 39 98 11 27",
)


def parcel_case(chat: int = 1, person: Person | None = COLETTE, **changes: Any) -> Case:
    """A lost parcel, to be sent again once the customer is verified and the date it is needed by is known."""
    scenario = Scenario.model_validate({**PARCEL, **changes})
    personal = (person.name, person.email, person.phone, person.postcode) if person else ()
    return Case(
        chat=chat,
        scenario=scenario,
        company=Company.model_validate(ATELIER),
        person=person,
        values={"customer.name": person.name} if person else {},
        personal=personal,
    )


def general() -> Rubric:
    return load_rubric(RUBRICS / "general.yaml")


class Script:
    """A sitting in the making. Every line is one event of the log; a chat opens at its first mention."""

    def __init__(self, *cases: Case, proactive: bool = False, purpose: str = "practice") -> None:
        self.cases = {case.chat: case for case in cases or (parcel_case(),)}
        self.entries: list[Entry] = []
        self._findings: dict[int, tuple[int, list[LanguageFinding]]] = {}
        self._texts: dict[int, int] = {}
        self._proactive = proactive
        self.add(
            SittingOpened.model_validate(
                {
                    "at": 0,
                    "seed": 1,
                    "language": "fr",
                    "chats_at_once": len(self.cases),
                    "scenarios": tuple(c.scenario.id for c in self.cases.values()),
                    "purpose": purpose,
                }
            )
        )
        for number, case in self.cases.items():
            self.add(ChatOpened(at=0, chat=number, scenario=case.scenario.id, proactive=proactive))

    def customer(
        self,
        at_s: float,
        text: str,
        *,
        chat: int = 1,
        move: str = "answer",
        of: str | None = None,
        reveals: Sequence[str] = (),
        how: str = "asked",
        last: bool = True,
        expects: bool = True,
    ) -> "Script":
        how = "opening" if move == "opening" and how == "asked" else how
        given = tuple(Reveal.model_validate({"fact": f, "how": how}) for f in reveals)
        return self.add(
            CustomerSaid(
                at=_ms(at_s),
                chat=chat,
                text=text,
                move=move,
                of=of,
                reveals=given,
                last=last,
                expects_reply=expects,
            )
        )

    def agent(
        self,
        at_s: float,
        text: str,
        *,
        chat: int = 1,
        acts: Sequence[str] = (),
        spans: Sequence[Span] = (),
        errors: Sequence[str] = (),
        **reading: Any,
    ) -> "Script":
        """`errors`: words of the text that the proofreader flags, each with weight 1."""
        self._texts[chat] = self._texts.get(chat, 0) + 1
        self.add(Say(at=_ms(at_s), chat=chat, text=text, spans=tuple(spans)))
        number = len(self.entries)
        for word in errors:
            self.flag(number, chat, word, text)
        return self._read(at_s, chat, acts, reading)

    def flag(self, number: int, chat: int, word: str, text: str) -> None:
        """The proofreader flags a word of the message that is event `number`."""
        start = text.index(word)
        finding = LanguageFinding(
            start=start, end=start + len(word), rule="SPELL", category="spelling", message="?"
        )
        self._findings.setdefault(number, (chat, []))[1].append(finding)

    def types(self, from_s: float, to_s: float, chat: int = 1) -> "Script":
        """Her typing indicator is on."""
        self.add(CustomerTyping(at=_ms(from_s), chat=chat, on=True))
        return self.add(CustomerTyping(at=_ms(to_s), chat=chat, on=False))

    def holds(self, at_s: float, until_s: float, kept: bool | None = None, chat: int = 1) -> "Script":
        self.add(HoldGranted(at=_ms(at_s), chat=chat, until=_ms(until_s), stated=True))
        return self

    def hold_ends(self, at_s: float, kept: bool, chat: int = 1) -> "Script":
        return self.add(HoldEnded(at=_ms(at_s), chat=chat, kept=kept))

    def action(
        self,
        at_s: float,
        action: str = "reship",
        *,
        chat: int = 1,
        takes_s: float = 5,
        verified: bool = True,
        ok: bool = True,
    ) -> "Script":
        known = next(a for a in self.cases[chat].scenario.actions if a.id == action)
        end = _ms(at_s + takes_s)
        self.add(Act(at=_ms(at_s), chat=chat, action=action))
        self.add(ActionStarted(at=_ms(at_s), chat=chat, action=action, until=end))
        return self.add(
            ActionResult(
                at=end,
                chat=chat,
                action=action,
                ok=ok,
                message="",
                changes=known.sets if ok else {},
                verified=verified,
                needs_verified=known.needs_verified,
                undoable=known.undoable,
            )
        )

    def escalate(self, at_s: float, channel: str, carried: Sequence[str] = (), chat: int = 1) -> "Script":
        self._texts[chat] = self._texts.get(chat, 0) + 1
        self.add(Escalate(at=_ms(at_s), chat=chat, channel=channel, summary="…"))
        return self.add(Escalated(at=_ms(at_s), chat=chat, channel=channel, carried=tuple(carried)))

    def focus(self, at_s: float, chat: int | None) -> "Script":
        return self.add(Focus(at=_ms(at_s), chat=chat))

    def move_ended(self, at_s: float, move: str, of: str, chat: int = 1) -> "Script":
        return self.add(MoveEnded(at=_ms(at_s), chat=chat, move=move, of=of))

    def void(self, at_s: float, chat: int = 1) -> "Script":
        return self.add(ChatVoid(at=_ms(at_s), chat=chat, reason="defect"))

    def comes_back(self, at_s: float, chat: int = 1) -> "Script":
        case = self.cases[chat]
        return self.add(ChatOpened(at=_ms(at_s), chat=chat, scenario=case.scenario.id, again=True))

    def close(self, at_s: float, outcome: str = "solved", *, chat: int = 1, **decided: Any) -> "Script":
        """The agent closes; the chat ended as `outcome` says."""
        at = _ms(at_s)
        self.add(Close(at=at, chat=chat, disposition="solved", reason="delivery"))
        self.add(ChatClosed(at=at, chat=chat, by="agent", disposition="solved", reason="delivery"))
        rule = 0 if outcome == "solved" else None
        decided = {"rule": rule, **decided}
        return self.add(
            OutcomeDecided.model_validate({"at": at, "chat": chat, "outcome": outcome, **decided})
        )

    def leaves(self, at_s: float, why: str = "lost", outcome: str = "lost", chat: int = 1) -> "Script":
        at = _ms(at_s)
        self.add(CustomerLeft.model_validate({"at": at, "chat": chat, "why": why}))
        self.add(ChatClosed(at=at, chat=chat, by="customer"))
        return self.add(OutcomeDecided.model_validate({"at": at, "chat": chat, "outcome": outcome}))

    def ends(self, at_s: float | None = None) -> "Script":
        at = self.entries[-1].event.at if at_s is None else _ms(at_s)
        return self.add(SittingEnded(at=at, why="all_done"))

    def transcript(self) -> Transcript:
        return fold(self.entries)

    def findings(self, judged: bool = True) -> Findings:
        messages = tuple(
            CheckedMessage(number=number, chat=chat, findings=tuple(found))
            for number, (chat, found) in self._findings.items()
        )
        return Findings(engine="test", judged=judged, messages=messages)

    def score(self, rubric: Rubric | None = None, judged: bool = True) -> Scorecard:
        return score(self.transcript(), self.cases, self.findings(judged), rubric or general(), "run", "hash")

    def _read(self, at_s: float, chat: int, acts: Sequence[str], reading: Mapping[str, Any]) -> "Script":
        given = Reading.model_validate({"reader": "script", "acts": tuple(acts), **reading})
        return self.add(ReadingGiven(at=_ms(at_s), chat=chat, of=self._texts[chat], reading=given))

    def add(self, event: Event) -> "Script":
        self.entries.append(Entry(number=len(self.entries) + 1, event=event))
        return self


def _ms(seconds: float) -> int:
    return round(seconds * 1000)


def measure(card: Scorecard, name: str, chat: int | None = 1) -> Measure:
    """The measure of that name in a scorecard."""
    return next(m for m in card.measures if m.id == name and m.chat == chat)


def share(card: Scorecard, name: str, chat: int | None = 1) -> float:
    """The share of its marks that a measure got; a measure that was not judged has none."""
    found = measure(card, name, chat)
    assert found.of > 0, f"{name} was not judged: {found.note}"
    return found.points / found.of


def cited(card: Scorecard, rule: str) -> list[Evidence]:
    """The evidence of a rule."""
    return [e for e in card.evidence if e.rule == rule]


def well_led(script: Script | None = None) -> Script:
    """The lost parcel as a good agent handles it."""
    script = script or Script()
    script.customer(
        1, "Bonjour, mon colis n’est pas arrivé hier, je suis inquiète", move="opening", reveals=("late",)
    )
    script.agent(8, "Bonjour Madame Vasseur, je suis Camille.", acts=("greeting", "self_introduction"))
    script.agent(
        25,
        "Je comprends votre inquiétude. Pour quel jour vous faut-il ce colis ?",
        acts=("empathy", "ask_open"),
        asks=("needed_by",),
    )
    script.customer(55, "pour samedi", reveals=("needed_by",))
    script.agent(
        75,
        "Merci. Pour vérifier votre compte, quels sont votre adresse mail et votre code postal ?",
        acts=("thanks", "request_data"),
        asks=("email", "postcode"),
    )
    script.customer(110, "colette@courriel.example, 49000", reveals=("email", "postcode"))
    script.agent(
        130,
        "Merci. Je récapitule : le colis attendu hier est perdu et il vous le faut samedi. "
        "Je vous le renvoie maintenant.",
        acts=("thanks", "reformulation", "next_step"),
        restates=("late", "needed_by"),
    )
    script.action(135)
    script.agent(
        145,
        "C’est fait, vous le recevrez jeudi. Avez-vous une autre question ?",
        acts=("action_done", "next_step", "anything_else"),
        tells=("delivery_date",),
    )
    script.customer(170, "non merci, parfait", move="confirm", expects=False)
    script.agent(185, "Avec plaisir, Madame Vasseur. Bonne journée !", acts=("farewell",))
    return script.close(190).ends()
