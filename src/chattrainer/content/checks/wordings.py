"""Wordings: enough of them, and the robots' own far enough from those that the reader learns from."""

import re
import unicodedata
from collections.abc import Iterator

from chattrainer.content.checks.names import Names
from chattrainer.content.merging import Whole
from chattrainer.content.problems import Problems, Said
from chattrainer.model.scenario import Fact

FEWEST_ASKED = 4
FEWEST_SAID = 3
FEWEST_LIKE = 3
FEWEST_ROBOT = 3
FEWEST_ROBOT_TEXTS = 2
# Above this likeness (rapidfuzz ratio, 0 to 100, of folded texts) a robot proves nothing about understanding.
MOST_ALIKE = 85

_STEP = re.compile(
    r"(?P<verb>ask|offer|do|tell|refuse|escalate):(?P<id>[a-z][a-z0-9_]*)"
    r"(?: if (?P<name>[a-z][a-z0-9_]*)=(?P<value>.+))?\Z"
)
_VERB_KINDS = {
    "ask": "fact",
    "offer": "offer",
    "do": "action",
    "tell": "tell",
    "refuse": "tell",
    "escalate": "channel",
}

Loc = tuple[str | int, ...]


def check_wordings(whole: Whole, problems: Problems) -> None:
    for name, fact in whole.scenario.facts.items():
        _check_fact(whole, name, fact, problems)
    for field in ("tells", "offers", "forbidden"):
        for name, entry in getattr(whole.scenario, field).items():
            if 0 < len(entry.like) < FEWEST_LIKE:
                place = whole.place(field, name, "like")
                problems.add(place, "few_like", severity="advice", id=name, least=FEWEST_LIKE)
    _check_not_asked(whole, problems)
    _check_plan(whole, problems)
    _check_robot_texts(whole, problems)
    _check_apart(whole, problems)


def _check_fact(whole: Whole, name: str, fact: Fact, problems: Problems) -> None:
    of_company = whole.origin(("facts", name))[0] is whole.company
    place = whole.place("facts", name, of_key=True)
    required = fact.needed or of_company or fact.identity
    if required and len(fact.asked_like) < FEWEST_ASKED:
        problems.add(place, "few_asked_like", id=name, least=FEWEST_ASKED, count=len(fact.asked_like))
    elif 0 < len(fact.asked_like) < FEWEST_ASKED:
        problems.add(place, "few_questions", severity="advice", id=name, least=FEWEST_ASKED)
    variants = fact.says.values() if isinstance(fact.says, dict) else [fact.says]
    fewest = min((len(each) for each in variants), default=0)
    if fact.needed and fewest < FEWEST_SAID:
        problems.add(place, "few_says", id=name, least=FEWEST_SAID, count=fewest)
    elif fewest == 0 and fact.value is None:
        problems.add(place, "says_nothing", id=name)
    if fact.needed and ("card" in fact.known_from or _on_card(whole, fact)):
        problems.add(place, "needed_on_card", id=name)
    comes_up = fact.asked_like or fact.known_from or fact.led or fact.volunteered != "never"
    if not comes_up:
        problems.add(place, "never_comes_up", severity="advice", id=name)


def _check_not_asked(whole: Whole, problems: Problems) -> None:
    """A wording can't ask for a fact and for none; one without words, or given twice, says nothing."""
    asking = {
        folded(text): (name, index)
        for name, fact in whole.scenario.facts.items()
        for index, text in enumerate(fact.asked_like)
    }
    seen: set[str] = set()
    for index, text in enumerate(whole.scenario.not_asked_like):
        said, place = folded(text), whole.place("not_asked_like", index)
        if not said or said in seen:
            key = "not_asked_twice" if said else "not_asked_no_words"
            problems.add(place, key, severity="advice", text=text)
        elif said in asking:
            name, at = asking[said]
            other = whole.place("facts", name, "asked_like", at)
            where = f"{other.file}:{other.line}"
            problems.add(place, "asked_and_not_asked", text=text, id=name, where=where)
        seen.add(said)


def _on_card(whole: Whole, fact: Fact) -> bool:
    return fact.value is not None and fact.value in whole.scenario.card.values()


# --- the robots --------------------------------------------------------------------------------------


def _check_plan(whole: Whole, problems: Problems) -> None:
    robots, names = whole.scenario.robots, Names(whole)
    if not robots.plan:
        problems.add(whole.place("robots", of_key=True), "no_plan")
    structure = whole.scenario.structure
    words = {"ask": robots.ask, "tell": robots.tell, "refuse": robots.tell, "offer": robots.offer}
    for index, step in enumerate(robots.plan):
        place = whole.place("robots", "plan", index)
        match = _STEP.match(step)
        if match is None:
            problems.add(place, "not_a_step", text=step)
            continue
        verb, name = match["verb"], match["id"]
        if not names.expect(name, (_VERB_KINDS[verb],), place, problems):
            continue
        if match["name"] and match["value"] not in getattr(structure.get(match["name"]), "any_of", ()):
            problems.add(place, "unknown_step_condition", text=f"{match['name']}={match['value']}")
        if verb in words and len(words[verb].get(name, ())) < FEWEST_ROBOT:
            count = len(words[verb].get(name, ()))
            problems.add(place, "few_robot_wordings", id=name, verb=verb, least=FEWEST_ROBOT, count=count)
        if verb == "do" and names.params[name] and name not in robots.args:
            problems.add(place, "step_without_arguments", id=name)


def _check_robot_texts(whole: Whole, problems: Problems) -> None:
    robots, names = whole.scenario.robots, Names(whole)
    place = whole.place("robots", of_key=True)
    for field in ("wrong", "empathy", "restate"):
        if len(getattr(robots, field)) < FEWEST_ROBOT_TEXTS:
            problems.add(place, "few_robot_texts", field=field, least=FEWEST_ROBOT_TEXTS)
    if robots.summary is None:
        problems.add(place, "missing", name="robots.summary")
    for field, kind in (("ask", "fact"), ("tell", "tell"), ("offer", "offer")):
        for name in getattr(robots, field):
            at = whole.place("robots", field, name, of_key=True)
            names.expect(name, (kind,), at, problems)


def _check_apart(whole: Whole, problems: Problems) -> None:
    """A robot that uses the very sentences of the file would be understood by any reader."""
    from rapidfuzz import fuzz, process

    taught = {loc: folded(text) for loc, text in _taught(whole)}
    locs, texts = list(taught), list(taught.values())
    for loc, text in _robot_wordings(whole):
        found = process.extractOne(folded(text), texts, scorer=fuzz.ratio, score_cutoff=MOST_ALIKE)
        if found is None or found[1] <= MOST_ALIKE:
            continue
        other = whole.place(*locs[found[2]])
        if locs[found[2]][0] == "not_asked_like":
            where = f"{other.file}:{other.line}"
            problems.add(whole.place(*loc), "robot_asks_nothing", text=text, where=where)
            continue
        kind = Said((f"id.{_KIND_OF[str(locs[found[2]][0])]}",))
        problems.add(
            whole.place(*loc),
            "robot_too_alike",
            text=text,
            kind=kind,
            id=str(locs[found[2]][1]),
            where=f"{other.file}:{other.line}",
            likeness=round(found[1]),
        )


_KIND_OF = {"facts": "fact", "tells": "tell", "offers": "offer", "forbidden": "forbidden"}


def _taught(whole: Whole) -> Iterator[tuple[Loc, str]]:
    for field in _KIND_OF:
        list_name = "asked_like" if field == "facts" else "like"
        for name, entry in getattr(whole.scenario, field).items():
            for index, text in enumerate(getattr(entry, list_name)):
                yield (field, name, list_name, index), text
    for index, text in enumerate(whole.scenario.not_asked_like):
        yield ("not_asked_like", index), text


def _robot_wordings(whole: Whole) -> Iterator[tuple[Loc, str]]:
    robots = whole.scenario.robots
    for field in ("ask", "tell", "offer"):
        for name, texts in getattr(robots, field).items():
            for index, text in enumerate(texts):
                yield ("robots", field, name, index), text
    for field in ("wrong", "empathy", "restate"):
        for index, text in enumerate(getattr(robots, field)):
            yield ("robots", field, index), text


def folded(text: str) -> str:
    """Small letters without accents, one space between words, no punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain))
