"""What the reader knows of a language: patterns and word lists, read from the data file of that name."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from chattrainer.reading.phrases import Phrases
from chattrainer.reading.text import fold
from chattrainer.reading.value_patterns import SHORTEST_DAY, with_slips


@dataclass(frozen=True, eq=False)
class Language:
    """One language's data, compiled. Every pattern is meant for folded text."""

    code: str
    abbreviations: frozenset[str]
    openers: re.Pattern[str]
    joints: re.Pattern[str]
    goes_on: re.Pattern[str]
    list_cut: re.Pattern[str]
    list_aside: re.Pattern[str]
    list_tail: re.Pattern[str]
    verbs: re.Pattern[str]
    unfinished: re.Pattern[str]
    cues: Phrases
    interrogative: re.Pattern[str]
    request: re.Pattern[str]
    offer_frame: re.Pattern[str]
    offers_hers: re.Pattern[str]
    affirms: re.Pattern[str]
    elliptical: re.Pattern[str]
    declares: re.Pattern[str]
    own_doing: re.Pattern[str]
    choice: re.Pattern[str]
    lacks: re.Pattern[str]
    carried: re.Pattern[str]
    doubted: re.Pattern[str]
    in_touch: re.Pattern[str]
    from_today: re.Pattern[str]
    needless: re.Pattern[str]
    owner: re.Pattern[str]
    turned: tuple[tuple[re.Pattern[str], str], ...]
    only_with_cue: dict[str, re.Pattern[str]]
    sure: dict[str, re.Pattern[str]]
    never: dict[str, re.Pattern[str]]
    stop: frozenset[str]
    meta_questions: tuple[str, ...]
    short_forms: dict[str, str]
    spellings: tuple[tuple[re.Pattern[str], str], ...]
    concepts: Phrases
    data: dict[str, Any]

    def cue(self, name: str) -> re.Pattern[str]:
        return self.cues.patterns[self.cues.names.index(name)]


@cache
def reading_languages() -> tuple[str, ...]:
    """Codes of the languages that can be read, in alphabetical order."""
    folder = resources.files("chattrainer.reading").joinpath("languages")
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


@cache
def language(code: str) -> Language:
    """The data of the language `code`.

    Raises KeyError when there is none.
    """
    if code not in reading_languages():
        raise KeyError(code)
    file = resources.files("chattrainer.reading").joinpath("languages", f"{code}.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    split, question = data["split"], data["question"]
    cues = Phrases(data["cues"])
    joints = sorted(split["joints"], key=len, reverse=True)
    return Language(
        code=code,
        abbreviations=frozenset(split["abbreviations"]),
        openers=re.compile(split["openers"] + r"\b"),
        joints=re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, joints)) + r")(?!\w)"),
        goes_on=re.compile(split["goes_on"]),
        list_cut=re.compile(
            r",|/|\+|&|(?<=\s)(?:" + "|".join(map(re.escape, split["list_joints"])) + r")(?=\s)"
        ),
        list_aside=re.compile(split["list_aside"]),
        list_tail=re.compile(split["list_tail"]),
        verbs=re.compile(r"(?<![\w'-])" + split["verbs"]),
        unfinished=re.compile(split["unfinished"]),
        cues=cues,
        interrogative=re.compile(question["interrogative"]),
        request=re.compile(question["request"]),
        offer_frame=re.compile(question["offer_frame"]),
        offers_hers=re.compile(question["offers_hers"]),
        affirms=re.compile(question["affirms"]),
        elliptical=re.compile(question["elliptical"]),
        declares=re.compile(question["declares"]),
        own_doing=re.compile(question["own_doing"]),
        choice=cues.patterns[cues.names.index("or_choice")],
        lacks=re.compile(question["lacks"]),
        doubted=re.compile(question["doubted"]),
        in_touch=re.compile(question["in_touch"]),
        from_today=re.compile(question["from_today"] + r"\s$"),
        carried=re.compile(question["carried"]),
        needless=re.compile(question["needless"]),
        owner=re.compile(question["owner"]),
        turned=tuple((re.compile(t["pattern"], re.IGNORECASE), t["form"]) for t in question["turned"]),
        only_with_cue={act: re.compile(pattern) for act, pattern in data["acts"]["only_with_cue"].items()},
        sure={act: re.compile(pattern) for act, pattern in data["acts"]["sure"].items()},
        never={act: re.compile(pattern) for act, pattern in data["acts"]["never"].items()},
        stop=frozenset(fold(word) for word in question["stop"]),
        meta_questions=tuple(data["meta"]["questions"]),
        short_forms={
            **_slips(data["values"]),
            **_accented(data.get("accented", "")),
            **data["short_forms"],
        },
        spellings=tuple((re.compile(s["pattern"], re.IGNORECASE), s["form"]) for s in data["spellings"]),
        concepts=Phrases(data["concepts"]),
        data=data,
    )


def _accented(words: str) -> dict[str, str]:
    """Words by the form in which they are typed in haste, without their accents."""
    return {fold(word): word for word in words.split()}


def _slips(values: dict[str, Any]) -> dict[str, str]:
    """Long names of days and units by the slips that a finger makes on them."""
    names = [*values["units"], *(name for names in values["weekdays"] for name in names)]
    longer = with_slips({name: name for name in names}, SHORTEST_DAY)
    return {slip: name for slip, name in longer.items() if slip != name and len(slip) >= SHORTEST_DAY}
