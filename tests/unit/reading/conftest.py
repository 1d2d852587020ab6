"""The real reader over two small cases of this package's own, so that shipped cases may change freely."""

from typing import Any

import pytest

from chattrainer.adapters.encoder import build_reader
from chattrainer.model.case import Case
from chattrainer.model.scenario import Company, Scenario
from chattrainer.reading.reader import Reader
from chattrainer.reading.vocabulary import Vocabulary

FR: dict[str, Any] = {
    "facts": {
        "needed_by": {
            "value": "samedi",
            "asked_like": [
                "Vous en avez besoin pour quand ?",
                "C'est pour une date précise ?",
                "Y a-t-il une urgence ?",
                "Quand devez-vous l'offrir ?",
            ],
            "says": [
                "il me le faut pour samedi, c'est l'anniversaire de mon petit-fils",
                "samedi dernier délai",
            ],
        },
        "preference": {
            "value": "reship",
            "asked_like": [
                "Préférez-vous un nouvel envoi ou un remboursement ?",
                "Que préférez-vous ?",
                "Quelle solution vous arrangerait ?",
                "Je vous le renvoie ou je vous rembourse ?",
            ],
            "says": {"reship": ["renvoyez-le moi plutôt"], "refund": ["remboursez-moi"]},
        },
        "email": {
            "value": "colette@courriel.example",
            "identity": True,
            "asked_like": [
                "Quelle est votre adresse mail ?",
                "Votre mail ?",
                "Merci de me confirmer votre courriel",
            ],
            "says": ["colette@courriel.example"],
        },
        "postcode": {
            "value": "49000",
            "identity": True,
            "asked_like": ["Quel est votre code postal ?", "Code postal ?", "Il me manque votre code postal"],
            "says": ["49000"],
        },
        "light": {
            "value": "rouge",
            "asked_like": ["De quelle couleur est le voyant ?", "Que fait la lumière sur le boîtier ?"],
            "says": ["le voyant clignote en rouge", "la petite lumière est rouge"],
        },
    },
    "tells": {
        "delivery_date": {
            "like": [
                "Vous le recevrez jeudi 5 mars",
                "Livraison jeudi 5 mars au plus tard",
                "Le nouveau colis arrive jeudi 5 mars",
            ],
            "value": "jeudi 5 mars",
        },
        "refund_delay": {
            "like": [
                "Vous serez remboursée sous 5 jours ouvrés",
                "Comptez 5 jours ouvrés pour le remboursement",
                "L'argent revient sur votre compte en 5 jours ouvrés",
            ],
            "value": "5 jours",
        },
        "parcel_lost": {
            "like": ["Votre colis est perdu", "Le paquet a été déclaré perdu", "Le colis s'est égaré"]
        },
        "tracking_link": {"link": "suivi"},
    },
    "offers": {
        "both_ways": {
            "like": [
                "Je peux vous le renvoyer ou vous rembourser",
                "Deux solutions : un nouvel envoi ou un remboursement",
                "Je vous propose un renvoi en express ou le remboursement",
            ]
        }
    },
    "forbidden": {
        "too_early": {
            "like": ["Vous l'aurez demain", "Il sera livré mercredi 4 mars", "Vous le recevrez aujourd'hui"],
            "value_before": "jeudi 5 mars",
        }
    },
}
EN: dict[str, Any] = {
    "facts": {
        "since": {
            "value": "this morning",
            "asked_like": [
                "Since when has it been down?",
                "When did the connection stop working?",
                "How long has this been going on?",
            ],
            "says": ["it's been dead since this morning", "since breakfast, around eight"],
        },
        "postcode": {
            "value": "TR1 3DN",
            "identity": True,
            "asked_like": [
                "What's your postcode?",
                "Your postcode, please",
                "Could you give me your postcode?",
            ],
            "says": ["TR1 3DN"],
        },
        "phone": {
            "value": "01632 960184",
            "identity": True,
            "asked_like": ["What's your phone number?", "Please confirm your telephone number"],
            "says": ["01632 960184"],
        },
    },
    "tells": {
        "new_price": {
            "like": [
                "Your new price will be £31 a month",
                "From tomorrow you pay £31 a month",
                "That brings your bill down to £31",
            ],
            "value": "£31",
        },
        "price_lock": {
            "like": ["The price is fixed for 18 months", "We guarantee that price for 18 months"],
            "value": "18 months",
        },
    },
    "forbidden": {
        "free_for_life": {
            "like": [
                "The hub is free for life",
                "Your broadband is free from now on",
                "You will never pay for the line again",
            ]
        }
    },
    "offers": {
        "discount": {
            "like": ["I can offer you a discount to stay with us", "I could give you £5 off for six months"]
        }
    },
}


def _case(language: str, today: str, parts: dict[str, Any]) -> Case:
    scenario = {
        "id": "reading",
        "language": language,
        "activity": "support",
        "reason": "other",
        "company": "atelier",
        "difficulty": 1,
        "expected_minutes": 5,
        "title": "–",
        "today": today,
        "opening": ["–"],
        "resolution": [{"polite_failure": {}}],
        **parts,
    }
    company = {
        "id": "atelier",
        "name": "Atelier",
        "language": language,
        "sector": "–",
        "brief": "–",
        "reasons": {"other": "–"},
        "links": {"suivi": {"title": "Suivi", "url": "https://www.atelier.example/suivi"}},
    }
    return Case(
        chat=1,
        scenario=Scenario.model_validate(scenario),
        company=Company.model_validate(company),
        values={"today": today},
        structure={"prefers": "reship"},
    )


@pytest.fixture(scope="session")
def french() -> Reader:
    return build_reader("fr")


@pytest.fixture(scope="session")
def english() -> Reader:
    return build_reader("en")


@pytest.fixture(scope="session")
def toy() -> Vocabulary:
    """A lost toy, on Tuesday 3 March 2026."""
    return Vocabulary.of(_case("fr", "2026-03-03", FR))


@pytest.fixture(scope="session")
def line() -> Vocabulary:
    """A line that is down, on Tuesday 3 March 2026."""
    return Vocabulary.of(_case("en", "2026-03-03", EN))
