"""A desk without a simulation: a hand-made company, a driver that takes gestures and is told what happens."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from chattrainer.app.llm.estimate import WordsOffer
from chattrainer.app.progress import ScoredSitting, TeamRow
from chattrainer.model.case import Case, Person, Phrases, Plan
from chattrainer.model.errors import ChattrainerError, IllegalInput, UsageError
from chattrainer.model.facts import ChatOpened, CustomerSaid, CustomerTyping, SittingOpened
from chattrainer.model.findings import LanguageFinding
from chattrainer.model.log import Entry
from chattrainer.model.scenario import Action, Company, Scenario
from chattrainer.model.transcript import Message
from chattrainer.tui.exam_services import Exam
from chattrainer.tui.recruiting import Recruiting
from chattrainer.tui.services import Judged, Listener, Offer, PastSitting, Progress, Request

ARTICLES = [
    {
        "id": "delais-livraison",
        "title": "Délais de livraison",
        "text": "Livraison standard : 3 à 5 jours ouvrés.\nLivraison express : le lendemain avant 18 h.",
    },
    {"id": "retours", "title": "Retours et échanges", "text": "Retour gratuit pendant 30 jours."},
]
CANNED = [
    {
        "id": "accueil",
        "title": "Accueil",
        "text": "Bonjour et bienvenue chez Maison Tilleul, que puis-je faire pour vous ?",
    },
    {
        "id": "attente",
        "title": "Annonce d’attente",
        "text": "Je vérifie votre dossier, j’en ai pour deux minutes.",
    },
    {"id": "conclusion", "title": "Conclusion", "text": "Puis-je faire autre chose pour vous ?"},
]
NAMES = (
    ("Camille", "Roussel", "f"),
    ("Bastien", "Le Goff", "m"),
    ("Inès", "Marchetti", "f"),
    ("Omar", "Diallo", "m"),
)


def company() -> Company:
    return Company.model_validate(
        {
            "id": "maison-tilleul",
            "name": "Maison Tilleul",
            "language": "fr",
            "sector": "boutique en ligne de linge de maison et de jouets en bois",
            "brief": "Livraison offerte dès 60 €.\n\nUn remboursement est possible jusqu’à 100 € sans accord.",
            "voice": {"address": "vous"},
            "reasons": {"livraison": "Livraison", "retour": "Retour ou échange", "paiement": "Paiement"},
            "channels": [
                {"id": "logistique", "title": "Équipe logistique"},
                {"id": "rappel", "title": "Rappel"},
            ],
            "links": {
                "suivi": {"title": "Suivre mon colis", "url": "https://www.maison-tilleul.example/suivi"}
            },
        }
    )


def scenario(**changes: Any) -> Scenario:
    return Scenario.model_validate(
        {
            "id": "colis-en-retard",
            "language": "fr",
            "activity": "after_sales",
            "reason": "livraison",
            "company": "maison-tilleul",
            "difficulty": 2,
            "expected_minutes": 7,
            "title": "Colis non reçu, cadeau d’anniversaire",
            "today": "mardi 3 mars 2026",
            "opening": ["Bonjour, mon colis n’est toujours pas arrivé."],
            "verify": {"any_two_of": ["postcode", "email"]},
            "before": [
                {
                    "bot": [
                        {"from": "customer", "text": "suivi de ma commande"},
                        {"from": "bot", "text": "Quel est votre numéro de commande ?"},
                        {"from": "customer", "text": "TIL-482113"},
                    ]
                },
                {
                    "contact": {
                        "days_ago": 2,
                        "channel": "phone",
                        "note": "Client rassuré, livraison prévue hier.",
                    }
                },
            ],
            "articles": ARTICLES,
            "canned": CANNED,
            "actions": [
                {
                    "id": "reship",
                    "label": "Renvoyer la commande",
                    "params": {"order_number": "text", "express": "yes_no"},
                    "takes_s": 20,
                    "undoable": False,
                    "cost": 12,
                },
                {
                    "id": "refund",
                    "label": "Rembourser",
                    "params": {
                        "order_number": "text",
                        "amount": "amount",
                        "means": {"type": "text", "choices": ["carte", "bon d’achat"], "label": "Moyen"},
                    },
                    "takes_s": 15,
                    "cost": 60,
                },
                Action(id="send_link", label="Envoyer un lien de suivi", takes_s=3).model_dump(),
            ],
            "resolution": [{"polite_failure": {}}],
            "coaching": {
                "model": [
                    {"customer": "Bonjour, mon colis n’est toujours pas arrivé."},
                    {"agent": "Bonjour, je regarde cela tout de suite. Pour quel jour vous le faut-il ?"},
                ],
                "advice": {"directiveness": "Demander pour quand, avant de proposer."},
            },
        }
        | changes
    )


def case(chat: int, **changes: Any) -> Case:
    first, last, gender = NAMES[(chat - 1) % len(NAMES)]
    mail = f"{first.lower()}@courriel.example"
    person = Person(
        first_name=first,
        last_name=last,
        title="Madame" if gender == "f" else "Monsieur",
        gender=gender,
        age=58,
        email=mail,
        postcode="35000",
        phone="06 39 98 12 34",
    )
    card = {"name": person.name, "email": mail, "page_viewed": "Suivi de commande", "basket": None}
    return Case(chat=chat, scenario=scenario(**({"card": card} | changes)), company=company(), person=person)


def plan(chats: int, language: str = "fr") -> Plan:
    phrases = Phrases(language=language, says={})
    cases = tuple(case(n) for n in range(1, chats + 1))
    return Plan(seed=1, language=language, chats_at_once=min(chats, 4), cases=cases, phrases=phrases)


@dataclass
class ScriptedDriver:
    """Takes every gesture as it comes, unless told to refuse; the test says what happens, and when."""

    listener: Listener
    now_ms: int = 0
    gestures: list[Any] = field(default_factory=list)
    refuse: set[str] = field(default_factory=set)
    numbered: int = 0
    started: bool = False
    stopped: bool = False
    died: bool = False
    hints: bool = False
    spelling_marks: bool = False

    @property
    def running(self) -> bool:
        return self.started and not self.died

    def go_on(self) -> None:
        """The clock of a test is moved by hand."""

    def start(self) -> None:
        self.started = True

    def stop(self, wait_s: float = 5.0) -> None:
        self.stopped = True

    def submit(self, kind: type[Any], **fields: Any) -> None:
        gesture = kind(at=self.now_ms, **fields)
        self.gestures.append(gesture)
        if gesture.kind in self.refuse:
            self.listener.refused(IllegalInput("chat_not_open", chat=fields.get("chat", 0)))
        else:
            self.happens(gesture)

    def happens(self, *events: Any) -> None:
        """These become entries of the log."""
        entries = []
        for event in events:
            self.numbered += 1
            entries.append(Entry(number=self.numbered, event=event))
        self.listener.entries(entries)

    def opens(self, chats: int) -> None:
        """The sitting begins."""
        ids = ("colis-en-retard",) * chats
        self.happens(
            SittingOpened(
                at=0,
                seed=1,
                language="fr",
                chats_at_once=min(chats, 4),
                scenarios=ids,
                hints=self.hints,
                spelling_marks=self.spelling_marks,
            )
        )

    def customer_comes(self, chat: int, proactive: bool = False, again: bool = False) -> None:
        self.happens(
            ChatOpened(
                at=self.now_ms, chat=chat, scenario="colis-en-retard", proactive=proactive, again=again
            )
        )

    def customer_says(self, chat: int, *bubbles: str) -> None:
        for index, text in enumerate(bubbles):
            self.happens(
                CustomerTyping(at=self.now_ms, chat=chat, on=True),
                CustomerTyping(at=self.now_ms, chat=chat, on=False),
                CustomerSaid(
                    at=self.now_ms, chat=chat, text=text, move="answer", last=index == len(bubbles) - 1
                ),
            )

    def of_kind(self, kind: str) -> list[Any]:
        """The gestures of one kind, in order."""
        return [gesture for gesture in self.gestures if gesture.kind == kind]


@dataclass
class DoubleSession:
    plan: Plan
    driver: ScriptedDriver
    run: str = "20261122-abcd"
    earlier: Sequence[Entry] = ()
    ended: bool = False

    def end(self) -> None:
        self.ended = True
        self.driver.stop()


@dataclass
class NoProgress:
    """Nothing was ever scored."""

    me: str = "camille"

    def mine(self) -> tuple[ScoredSitting, ...]:
        return ()

    def team(self) -> tuple[TeamRow, ...]:
        return ()

    def of_person(self, person: str) -> tuple[ScoredSitting, ...]:
        return ()

    def share(self, run: str, shared: bool) -> None:
        pass

    def export(self, rows: Sequence[TeamRow], file: str, replace: bool) -> str:
        return file


@dataclass
class DoubleWriting:
    """A proofreader that knows a few wrong words."""

    wrong: dict[str, str] = field(default_factory=lambda: {"conmande": "commande", "vérifié": "vérifier"})
    looked_at: list[str] = field(default_factory=list)

    def findings_in(
        self, case: Case, said_by_her: Sequence[str], message: Message
    ) -> tuple[LanguageFinding, ...]:
        self.looked_at.append(message.text)
        return tuple(
            LanguageFinding(
                start=message.text.index(word),
                end=message.text.index(word) + len(word),
                rule="R",
                category="spelling",
                message="–",
                suggestions=(right,),
            )
            for word, right in self.wrong.items()
            if word in message.text
        )

    def misspelt(
        self, case: Case, said_by_her: Sequence[str], message: Message
    ) -> tuple[tuple[int, int], ...]:
        return tuple((f.start, f.end) for f in self.findings_in(case, said_by_her, message))


def no_recruiting() -> Recruiting:
    """For desks at which nobody recruits: whoever asks is told where to look."""
    from chattrainer.app.room import TrainingRoom
    from chattrainer.reports.writer import ReportWriter
    from chattrainer.tui.recruiting_room import RoomRecruiting

    return RoomRecruiting(lambda: TrainingRoom(":memory:"), ReportWriter())


@dataclass
class DoubleServices:
    """The application layer, played. `fails`: what preparing a sitting raises."""

    chats: int = 1
    newcomer: bool = False
    robot: str = "skilled"
    fails: ChattrainerError | None = None
    judged: Judged | None = None
    past_sittings: tuple[PastSitting, ...] = ()
    interrupted: tuple[PastSitting, ...] = ()
    offered: tuple[Offer, ...] = ()
    plan: Plan | None = None
    session: DoubleSession | None = None
    writing: DoubleWriting = field(default_factory=DoubleWriting)
    progress: Progress = field(default_factory=NoProgress)
    recruiting: Recruiting = field(default_factory=no_recruiting)
    requests: list[Request] = field(default_factory=list)
    offer: WordsOffer | None = None
    resumed: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)

    def offers(self) -> tuple[Offer, ...]:
        return self.offered

    def prepare(self, request: Request, listener: Listener) -> DoubleSession:
        if self.fails is not None:
            raise self.fails
        self.requests.append(request)
        driver = ScriptedDriver(
            listener, hints=bool(request.hints), spelling_marks=bool(request.spelling_marks)
        )
        self.session = DoubleSession(self.plan or plan(self.chats), driver)
        return self.session

    def resume(self, run: str, listener: Listener) -> DoubleSession:
        self.resumed.append(run)
        return self.prepare(Request("fr", self.chats), listener)

    def judge(self, run: str) -> Judged:
        assert self.judged is not None
        return self.judged

    def words_offer(self, request: Request) -> WordsOffer | None:
        return self.offer

    def past(self) -> tuple[PastSitting, ...]:
        return self.past_sittings

    def unfinished(self) -> tuple[PastSitting, ...]:
        return self.interrupted

    def close_unfinished(self, run: str) -> None:
        self.closed.append(run)

    def take_exam(self, code: str) -> Exam:
        raise UsageError("exam.unknown_exam", code=code)

    def warm_up(self, language: str) -> None:
        pass
