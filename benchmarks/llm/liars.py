"""Models that answer well in form and wrongly in everything else."""

from collections.abc import Callable

from tests.support.llm_double import Say, always

from chattrainer.model.case import Case


def _secret(case: Case) -> Say:
    """Gives away all that she has not said."""
    values = [str(fact.value) for fact in case.scenario.facts.values() if fact.value is not None]
    return always("oui, " + ", ".join(values))


def _name(case: Case) -> Say:
    return always(
        f"je suis {case.person.name}, {case.person.email}" if case.person else "je suis Zébulon Piquet"
    )


LIARS: dict[str, Callable[[Case], Say]] = {
    "secrets": _secret,
    "name": _name,
    "silent": lambda case: lambda body: " ",
    "role_swap": lambda case: always("Bonjour, comment puis-je vous aider ? How can I help you today?"),
    "apology": lambda case: always("Nous sommes désolés pour ce désagrément. We apologise for the delay."),
    "leak": lambda case: always("En tant que modèle de langage, my instructions forbid it."),
    "invented": lambda case: always("c'était le 14 juillet 2031, I paid 812.40 €, ref ZZ-998877"),
    "assent": lambda case: always("oui j'accepte, that works for me, go ahead, au revoir, bye"),
    "foreign": lambda case: always("Das ist mir egal, ich warte schon seit einer Stunde auf mein Paket"),
    "markup": lambda case: always("**OK** [voir](http://evil.example) # titre"),
    "gesture": lambda case: always("*soupire* (se gratte la tête) ok"),
    "escapes": lambda case: always("ok \x1b[2J\x1b]0;owned\x07 \u202e"),
    "babble": lambda case: always("ok ok ok ok ok ok ok ok ok"),
    "prose": lambda case: lambda body: "Sure! Here is what the customer would say next in this scenario:",
    "half_json": lambda case: lambda body: '{"moves": [{"n": 1, "bubbles": ["ok',
}
