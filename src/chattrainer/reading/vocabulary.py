"""What a case gives to understand: what can be asked, told, offered, forbidden and restated in it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from chattrainer.model.case import Case
from chattrainer.model.scenario import Fact

EntryKind = Literal["ask", "tell", "offer", "forbidden"]


@dataclass(frozen=True)
class Entry:
    """One thing that an agent's words can mean, by examples.

    `answers` are what the customer says when asked for it. `value` is what must be told, `link` the address that
    tells by itself, `value_before` the day before which it must not be said.
    """

    kind: EntryKind
    id: str
    examples: tuple[str, ...]
    value: str = ""
    link: str = ""
    value_before: str = ""
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Restatable:
    """A fact of the customer: its value as text, and how she says it."""

    id: str
    value: str
    says: tuple[str, ...]
    identity: bool = False


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Compared by identity: a vocabulary is made once for a case and kept.

    `elsewhere` are questions that may well come up and ask for none of the facts.
    """

    language: str
    today: date | None
    asks: tuple[Entry, ...]
    statements: tuple[Entry, ...]
    restatables: tuple[Restatable, ...]
    elsewhere: tuple[str, ...] = ()

    @classmethod
    def of(cls, case: Case) -> "Vocabulary":
        """Everything that can be understood in this case, in the order of its file."""
        scenario = case.scenario
        facts = {**case.company.facts, **scenario.facts}
        asks = [
            Entry("ask", name, fact.asked_like, answers=_says(fact, case))
            for name, fact in facts.items()
            if fact.asked_like
        ]
        return cls(
            language=scenario.language,
            today=_today(case),
            asks=tuple(asks),
            statements=_statements(case),
            restatables=tuple(
                Restatable(name, _text(fact.value), _says(fact, case), fact.identity)
                for name, fact in facts.items()
            ),
            elsewhere=scenario.not_asked_like,
        )


def _statements(case: Case) -> tuple[Entry, ...]:
    scenario, company = case.scenario, case.company
    entries: list[Entry] = []
    for name, tell in {**company.tells, **scenario.tells}.items():
        link = company.links.get(tell.link) if tell.link else None
        entries.append(Entry("tell", name, tell.like, value=_text(tell.value), link=link.url if link else ""))
    for name, offer in {**company.offers, **scenario.offers}.items():
        entries.append(Entry("offer", name, offer.like))
    for name, banned in {**company.forbidden, **scenario.forbidden}.items():
        entries.append(Entry("forbidden", name, banned.like, value_before=banned.value_before or ""))
    return tuple(entries)


def _says(fact: Fact, case: Case) -> tuple[str, ...]:
    """Her wordings of this case: of the structural value that holds, where they depend on one."""
    if not isinstance(fact.says, dict):
        return fact.says
    chosen = set(case.structure.values())
    return tuple(
        text for key, texts in fact.says.items() if key in chosen or key == fact.value for text in texts
    )


def _text(value: object) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float):
        return f"{value:.2f}".removesuffix(".00")
    return str(value)


def _today(case: Case) -> date | None:
    for text in (case.values.get("today", ""), case.scenario.today):
        try:
            return date.fromisoformat(text)
        except ValueError:
            continue
    return None
