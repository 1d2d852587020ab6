"""What a scenario has and doesn't use, or could have and hasn't: advice for its author."""

from collections.abc import Iterator

from chattrainer.content.filling import templates_in
from chattrainer.content.merging import Whole
from chattrainer.content.problems import Problems
from chattrainer.content.templates import Gendered, ValueOf, template

# The mind itself uses these structural names.
_USED_BY_THE_MIND = ("ends",)


def check_leftovers(whole: Whole, problems: Problems) -> None:
    used = set(_used_names(whole))
    for name in whole.scenario.draw:
        if name not in used:
            place = whole.place("draw", name, of_key=True)
            problems.add(place, "drawn_unused", severity="advice", name=name)
    for name in whole.scenario.structure:
        if name not in used and name not in _USED_BY_THE_MIND:
            place = whole.place("structure", name, of_key=True)
            problems.add(place, "structure_unused", severity="advice", name=name)
    if not whole.scenario.coaching.model:
        problems.add(whole.place("coaching", of_key=True), "no_model", severity="advice")
    if template(whole.scenario.title) is not None:
        problems.add(whole.place("title"), "template_in_title")


def _used_names(whole: Whole) -> Iterator[str]:
    for model in (whole.scenario, whole.company.value):
        for _, found in templates_in(model):
            for reference in found.references:
                if isinstance(reference, ValueOf | Gendered):
                    yield reference.name.split(".")[0]
    for rule in whole.scenario.resolution:
        for condition in rule.values():
            yield from condition.structure
    for offer in whole.scenario.offers.values():
        yield from offer.accepted_if
    for step in whole.scenario.robots.plan:
        yield step.partition(" if ")[2].partition("=")[0]
    for name, choices in whole.scenario.structure.items():
        if any(
            isinstance(f.says, dict) and set(f.says) == set(choices.any_of)
            for f in whole.scenario.facts.values()
        ):
            yield name
