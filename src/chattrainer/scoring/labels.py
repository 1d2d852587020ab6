"""What an id means to a person: the words of the case for it, in the case's language."""

from chattrainer.model.case import Case


def label(case: Case, kind: str, name: str) -> str:
    """A wording for a fact, tell, offer, forbidden promise, action, channel or ledger entry; else the id."""
    scenario = case.scenario
    if kind == "told" and name in scenario.tells:
        return _first(scenario.tells[name].like, name)
    if kind == "offered" and name in scenario.offers:
        return _first(scenario.offers[name].like, name)
    if kind == "forbidden" and name in scenario.forbidden:
        return _first(scenario.forbidden[name].like, name)
    if kind in ("known", "handed_over") and name in scenario.facts:
        return _first(scenario.facts[name].asked_like, name)
    if kind == "escalated_to":
        return next((c.title for c in case.company.channels if c.id == name), name)
    return _of_action(case, name)


def _of_action(case: Case, name: str) -> str:
    """The action of that id, or the first one that sets that entry of the ledger."""
    for action in case.scenario.actions:
        if action.id == name or name in action.sets:
            return action.label or action.id
    return name


def _first(wordings: tuple[str, ...], otherwise: str) -> str:
    return wordings[0] if wordings else otherwise
