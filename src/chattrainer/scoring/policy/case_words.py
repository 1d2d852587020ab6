"""The words of a case that no proofreader knows: names, products, values."""

from collections.abc import Iterable, Iterator

from chattrainer.model.base import Scalar
from chattrainer.model.case import Case

# A value of more words is a sentence that someone wrote, not a name.
MOST_WORDS = 4


def case_words(case: Case) -> tuple[str, ...]:
    """Names, products and values of the case, each whole and by its words."""
    return tuple(dict.fromkeys(word for entry in _entries(case) for word in _whole_and_parts(entry)))


def _entries(case: Case) -> Iterator[str]:
    yield case.company.name
    yield from case.company.products
    yield from case.company.lexicon
    yield from case.values.values()
    yield from (link.title for link in case.company.links.values())
    if case.person is not None:
        yield from (case.person.first_name, case.person.last_name, case.person.title)
    for known in (case.scenario.card, case.scenario.records, case.scenario.page):
        yield from _texts(known.values())
    yield from _texts(fact.value for fact in case.scenario.facts.values())
    yield from _texts(tell.value for tell in case.scenario.tells.values())


def _texts(values: Iterable[Scalar]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str) and value and len(value.split()) <= MOST_WORDS:
            yield value


def _whole_and_parts(entry: str) -> Iterator[str]:
    yield entry
    parts = entry.split()
    if len(parts) > 1:
        # The small words of a name are no names.
        yield from (part.strip(".,;:!?()«»\"'") for part in parts if part[:1].isupper())
