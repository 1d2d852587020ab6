"""The robots' own words: their phrases per language, and the scenario's `robots` wordings. Never the reader's."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from chattrainer.engine.draws import below
from chattrainer.model.case import Case


@cache
def phrases(language: str) -> dict[str, Any]:
    file = resources.files("chattrainer.robots").joinpath("phrases", f"{language}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


class Words:
    """Words for one chat. Variants are taken in turn from `start`; without one, the seed draws it."""

    def __init__(self, case: Case, seed: int, start: int | None = None) -> None:
        self._case = case
        self._seed = seed
        self._start = start
        self._used: dict[str, int] = {}
        self._phrases = phrases(case.scenario.language)

    @property
    def name(self) -> str:
        person = self._case.person
        return f"{person.title} {person.last_name}" if person else ""

    def phrase(self, key: str) -> str:
        variants = self._phrases[key]
        text = variants if isinstance(variants, str) else self.one_of(variants, key)
        return " ".join(text.replace("{name}", self.name).replace(" ,", ",").split())

    def ask(self, fact: str) -> str:
        known = self._case.scenario.robots.ask.get(fact)
        return self.one_of(known, f"ask:{fact}") if known else ""

    def tell(self, tell: str) -> str:
        known = self._case.scenario.robots.tell.get(tell)
        return self.one_of(known, f"tell:{tell}") if known else ""

    def offer(self, offer: str) -> str:
        known = self._case.scenario.robots.offer.get(offer)
        return self.one_of(known, f"offer:{offer}") if known else ""

    def empathy(self) -> str:
        known = self._case.scenario.robots.empathy
        return self.one_of(known, "empathy") if known else ""

    def restate(self) -> str:
        known = self._case.scenario.robots.restate
        return self.one_of(known, "restate") if known else ""

    def wrong(self) -> str:
        known = self._case.scenario.robots.wrong
        return self.one_of(known, "wrong") if known else ""

    def summary(self) -> str:
        return self._case.scenario.robots.summary or self._phrases["summary"]

    def one_of(self, variants: Sequence[str], key: str) -> str:
        nth = self._used.get(key, 0)
        self._used[key] = nth + 1
        first = self._start
        if first is None:
            first = below(len(variants), self._seed, "robot_words", self._case.chat, key)
        return variants[(first + nth) % len(variants)]
