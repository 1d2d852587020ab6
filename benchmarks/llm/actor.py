"""A good actor: says what it is asked to say, in other words where it knows some, else around the script's."""

import json
import re
import tomllib
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process
from tests.support.llm_double import Body, moves_in
from tests.support.llm_double import good_actor as around_the_script

from chattrainer.reading.text import fold

DATA = Path(__file__).parent / "paraphrases.toml"
# A slip of the finger more or less is the same sentence.
NEAR = 90.0


@cache
def paraphrases() -> dict[str, dict[str, tuple[str, ...]]]:
    """By language, for the script's words, folded: other words."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {code: {fold(script): tuple(others) for script, *others in lines} for code, lines in data.items()}


def good_actor(body: Body) -> str:
    """The answer to a request for words."""
    around = json.loads(around_the_script(body))
    language = "en" if "You write the messages" in body["messages"][0]["content"] else "fr"
    turn = len(body["messages"])
    scripts = dict(moves_in(body))
    for move in around["moves"]:
        known = _known(" / ".join(scripts[move["n"]]), language)
        if known:
            move["bubbles"] = known[turn // 2 % len(known)].split(" / ")
    return json.dumps(around, ensure_ascii=False)


def _known(script: str, language: str) -> tuple[str, ...]:
    own = paraphrases()[language]
    found = process.extractOne(fold(script), own.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
    if found is None or re.findall(r"\d+", found[0]) != re.findall(r"\d+", script):
        return ()
    return own[found[0]]
