"""Asked in many ways, each needed fact is given; and no two facts are taken for each other."""

import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from chattrainer.app.proof.bench import Bench
from chattrainer.app.proof.findings import Finding, Tally
from chattrainer.customers.mind import ScriptedMind
from chattrainer.engine.ledger import Ledger
from chattrainer.engine.mind import HeardText
from chattrainer.model.case import Case, Plan

FEWEST_WAYS = 10
LEAST_GIVEN = 0.9
MOST_CONFUSED = 0.02
# She may answer beside the point once, and is then asked again.
MOST_TIMES_ASKED = 2


@dataclass(frozen=True, slots=True)
class Asked:
    given: Tally
    confused: Tally
    findings: tuple[Finding, ...]


def by_asking(bench: Bench, scenario_id: str) -> Asked:
    plan = bench.plan([scenario_id], 1)
    case = plan.cases[0]
    given, confused = Tally(), Tally()
    findings: list[Finding] = []
    for fact in needed_facts(case):
        missed: list[str] = []
        ways = list(dict.fromkeys(ways_of_asking(case, fact)))
        for text in ways:
            holds = is_given(bench, plan, fact, text)
            given = given.and_one(holds)
            if not holds:
                missed.append(text)
        if len(missed) > (1 - LEAST_GIVEN) * len(ways):
            findings.append(_finding("not_given", fact, missed, len(ways), "error"))
    for fact in case.scenario.facts:
        others: list[str] = []
        texts = list(dict.fromkeys(ways_of_asking(case, fact)))
        for text in texts:
            wrong = [ask for ask in bench.read(case, text).asks if ask != fact]
            confused = confused.and_one(not wrong)
            if wrong:
                others.append(f"{text} → {', '.join(wrong)}")
        if others:
            findings.append(_finding("confused", fact, others, len(texts), "advice"))
    if confused.of and confused.of - confused.held > MOST_CONFUSED * confused.of:
        findings = [
            f.model_copy(update={"severity": "error"}) if f.key == "confused" else f for f in findings
        ]
    return Asked(given, confused, tuple(findings))


def needed_facts(case: Case) -> list[str]:
    """What the file calls needed, and can be asked for."""
    return [name for name, fact in case.scenario.facts.items() if fact.needed and fact.asked_like]


def ways_of_asking(case: Case, fact: str) -> Iterator[str]:
    """The robots' own words, and those of the file put otherwise: at least ten ways where there are four wordings."""
    own = case.scenario.robots.ask.get(fact, ())
    taught = case.scenario.facts[fact].asked_like
    yield from own
    sources = [*own, *taught]
    if not sources:
        return
    changes = [_lower, _without_accents, _without_marks, _hurried]
    for nth, change in enumerate(changes):
        yield change(sources[nth % len(sources)])
    for nth, way in enumerate(_ways(case.scenario.language)):
        text = sources[(nth + len(changes)) % len(sources)]
        yield way.format(ask=text, bare=_bare(text))


def is_given(bench: Bench, plan: Plan, fact: str, text: str) -> bool:
    """Whether she gives the fact when asked so, at once or after one answer beside the point."""
    case = plan.cases[0]
    mind = ScriptedMind(case, plan.phrases, plan.seed)
    ledger = Ledger(case.scenario)
    _, state = mind.open(mind.begin())
    heard = HeardText(text, bench.read(case, text))
    for _ in range(MOST_TIMES_ASKED):
        decision, state = mind.respond(mind.hear(state, heard, ledger), ledger)
        if any(r.fact == fact for said in decision.utterances for r in said.reveals):
            return True
    # What she had said before, in her opening or to a bot, she repeats.
    return any(said.move == "repeat" and said.of == fact for said in decision.utterances)


def _finding(key: str, fact: str, texts: list[str], of: int, severity: str) -> Finding:
    params = {"fact": fact, "times": len(texts), "of": of, "texts": " | ".join(texts[:3])}
    return Finding.model_validate({"proof": "asked", "severity": severity, "key": key, "params": params})


@cache
def _ways(language: str) -> tuple[str, ...]:
    file = resources.files("chattrainer.app.proof").joinpath("ways", f"{language}.toml")
    return tuple(tomllib.loads(file.read_text(encoding="utf-8"))["ways"]) if file.is_file() else ()


def _lower(text: str) -> str:
    return text.lower()


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _without_marks(text: str) -> str:
    return " ".join("".join(" " if c in ",;:.!?\u00a0\u202f" else c for c in text).split())


def _hurried(text: str) -> str:
    """Small letters, no accents, no marks: as one types in a hurry."""
    return _without_accents(_without_marks(text)).lower()


def _bare(text: str) -> str:
    plain = text.rstrip(" \u00a0\u202f?!.")
    return plain[:1].lower() + plain[1:]
