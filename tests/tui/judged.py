"""A scored sitting, made by hand."""

from chattrainer.model.facts import ChatOpened, CustomerSaid, SittingOpened
from chattrainer.model.findings import CheckedMessage, Findings, LanguageFinding
from chattrainer.model.folding import fold
from chattrainer.model.inputs import Say
from chattrainer.model.log import Entry
from chattrainer.model.scorecard import ChatScore, Evidence, RubricRef, Scorecard
from chattrainer.tui.services import Judged
from tests.tui.desk_double import plan

WRONG = "Je vais vérifié où en est votre conmande, un instant s’il vous plaît."
ENGINE = "lingotweaker 0.2.8 (en 0.1.6, fr 0.1.6) · policy fr 1-000000 · chat"


def evidence(rule: str, effect: float, chat: int | None = 1, **more: object) -> Evidence:
    fields: dict[str, object] = {
        "criterion": "directiveness",
        "measure": "asked_twice",
        "chat": chat,
        "event": 4,
        "at_ms": 45_000,
        "quote": "Quel est votre numéro de commande ?",
        "rule": rule,
        "effect": effect,
    }
    return Evidence.model_validate(fields | more)


def scorecard() -> Scorecard:
    return Scorecard(
        run="20261122-abcd",
        rubric=RubricRef(id="after_sales", hash="0" * 16),
        engine=ENGINE,
        scorer="1",
        language="fr",
        chats_at_once=2,
        scores={"latency": 81.2, "writing": 74.0, "directiveness": 52.5, "resolution": 90.0},
        overall=71.4,
        status="to_be_confirmed",
        reasons=("few_typed_words",),
        evidence=(
            evidence(
                "directiveness.made_up_rule", -3.0, better="Je vois la commande TIL-482113 sur votre fiche."
            ),
            evidence("latency.made_up_rule", -1.5, criterion="latency", quote="", at_ms=12_000),
            evidence("directiveness.made_up_gain", 2.0, quote="Pour quel jour vous le faut-il ?"),
            evidence("latency.pooled", -2.0, chat=None, criterion="latency", quote=""),
        ),
        chats=(
            ChatScore(
                chat=1,
                scenario="colis-en-retard",
                outcome="solved",
                duration_ms=240_000,
                scores={"latency": 80.0, "writing": 74.0, "directiveness": 52.5, "resolution": 90.0},
                composite=78.0,
                satisfaction=4,
            ),
            ChatScore(
                chat=2,
                scenario="colis-en-retard",
                outcome="polite_failure",
                duration_ms=185_000,
                scores={"latency": 82.4, "writing": None, "directiveness": 52.5, "resolution": 40.0},
                composite=45.0,
                capped_by="polite_failure",
            ),
        ),
    )


def findings() -> Findings:
    """Two errors in the agent's second message."""
    errors = [("vérifié", "vérifier"), ("conmande", "commande")]
    found = tuple(
        LanguageFinding(
            start=WRONG.index(word),
            end=WRONG.index(word) + len(word),
            rule="R",
            category="spelling",
            message="–",
            suggestions=(right,),
        )
        for word, right in errors
    )
    checked = (
        CheckedMessage(number=4, chat=1, findings=()),
        CheckedMessage(number=5, chat=1, findings=found),
    )
    return Findings(engine=ENGINE, messages=checked)


def judged() -> Judged:
    events = (
        SittingOpened(at=0, seed=1, language="fr", chats_at_once=2, scenarios=("colis-en-retard",)),
        ChatOpened(at=0, chat=1, scenario="colis-en-retard"),
        CustomerSaid(at=3_000, chat=1, text="bonjour", move="opening"),
        Say(at=45_000, chat=1, text="Quel est votre numéro de commande ?"),
        Say(at=61_000, chat=1, text=WRONG),
    )
    transcript = fold(Entry(number=n, event=event) for n, event in enumerate(events, 1))
    return Judged(scorecard(), transcript, plan(2).cases, findings())
