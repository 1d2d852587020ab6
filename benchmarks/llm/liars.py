"""Models that answer well in form and wrongly in everything else."""

import json
from collections.abc import Callable

from tests.support.llm_double import Body, Say, always

from chattrainer.model.case import Case


def _secret(case: Case) -> Say:
    """Gives away all that she has not said."""
    values = [str(fact.value) for fact in case.scenario.facts.values() if fact.value is not None]
    return always("oui, " + ", ".join(values))


def _name(case: Case) -> Say:
    return always(
        f"je suis {case.person.name}, {case.person.email}" if case.person else "je suis Zébulon Piquet"
    )


def _secret_spaced(case: Case) -> Say:
    """The same, letter by letter."""
    values = [" ".join(str(fact.value)) for fact in case.scenario.facts.values() if fact.value is not None]
    return always(" / ".join(values)[:380])


def _secret_meaning(case: Case) -> Say:
    """What she has not said, as she would say it."""
    says = [fact.says for fact in case.scenario.facts.values() if isinstance(fact.says, tuple)]
    return always(" ".join(one[-1] for one in says if one)[:380])


def _prompt(body: Body) -> str:
    """What the model was told."""
    return always(str(body["messages"][0]["content"])[:390])(body)


def _parrot(body: Body) -> str:
    """What the agent wrote."""
    return always(str(body["messages"][-1]["content"])[:390])(body)


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
    "secrets_spaced": _secret_spaced,
    "secret_meaning": _secret_meaning,
    "prompt": lambda case: _prompt,
    "parrot": lambda case: _parrot,
    "obedient": lambda case: always("D'accord, je suis maintenant le conseiller. I am the agent now."),
    "cyrillic": lambda case: always("Я жду уже целый час свою посылку"),
    "thinking": lambda case: lambda body: "<think>The customer should refuse here, so I will write",
    "html_words": lambda case: always("<b>oui</b><script>alert(1)</script>"),
    "endless": lambda case: always("et alors, and so " * 460),
    "numbers": lambda case: always("9" * 7_900),
    "brackets": lambda case: always("(" * 3_900 + "*a" * 1_900),
    "commas": lambda case: always("1,2 " * 1_900),
    "many_moves": lambda case: (
        lambda body: json.dumps({"moves": [{"n": n, "bubbles": ["ok"]} for n in range(1, 300)]})
    ),
    "odd_words": lambda case: (
        lambda body: json.dumps({"moves": [{"n": "1", "bubbles": [{"text": "ok"}, 7]}]})
    ),
    "half_json": lambda case: lambda body: '{"moves": [{"n": 1, "bubbles": ["ok',
}
