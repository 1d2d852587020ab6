"""The form of a reply: length, language, markup, gestures, what gives away instructions or a swapped role."""

import re
import unicodedata

from chattrainer.customers.llm.answer import Bubbles, flat
from chattrainer.customers.llm.language import RECITED, actor_language, actor_languages, stretches
from chattrainer.customers.llm.situation import Situation
from chattrainer.locale.safe import printable
from chattrainer.reading.text import fold, words

LONGEST_BUBBLE = 400
# A reply may be so much longer than the script's words.
ROOM, TIMES = 140, 3
MOST_SMILEYS = 3
# So many words in a row are a quotation of the agent.
ECHO_WORDS = 7
FOREIGN_WORDS = 4
# Moves that say again what was said.
REPEATING = frozenset({"repeat", "still_unsolved", "bye", "thanks", "ack", "agree", "wait_ok", "confirm"})

_MARKUP = re.compile(
    r"\*\*|__|`|^\s*(?:#{1,6}\s|[-*•]\s|\d+\.\s)|\]\(|</?[a-z][^>]*>|^\s*[\[{]|[}\]]\s*$|\\n|\|\s", re.M
)
_GESTURE = re.compile(r"\*[^*\s][^*]*\*|[(\[{][^)\]}]*[)\]}]|(?<!\w)_[^_\s][^_]*_(?!\w)")


def too_long(reply: Bubbles, situation: Situation) -> bool:
    """Whether a reply is longer than what people type here; the script's own words never are."""
    texts = flat(reply)
    script = [text for move in situation.moves for text in move.bubbles]
    longest = max([LONGEST_BUBBLE, *map(len, script)])
    return any(len(text) > longest for text in texts) or sum(map(len, texts)) > ROOM + TIMES * sum(
        map(len, script)
    )


def form(reply: Bubbles, situation: Situation) -> set[str]:
    """Forbidden characters, markup, gestures, leaks, a swapped role."""
    texts = flat(reply)
    whole = "\n".join(texts)
    folded = fold(whole)
    script = "\n".join(text for move in situation.moves for text in move.bubbles)
    found: set[str] = set()
    if printable(whole) != whole or any(map(_odd, whole)):
        found.add("controls")
    if any(_MARKUP.search(text) for text in texts) and not _MARKUP.search(script):
        found.add("markup")
    if any(_GESTURE.search(text) for text in texts) and not _GESTURE.search(script):
        found.add("stage_direction")
    if sum(unicodedata.category(c) == "So" for c in whole) > MOST_SMILEYS:
        found.add("markup")
    if not situation.language.instructions.isdisjoint(stretches(words(folded), RECITED)):
        found.add("leak")
    for fault in ("leak", "role_swap"):
        if _given_away(fault, folded, situation):
            found.add(fault)
    return found


def language(reply: Bubbles, situation: Situation) -> set[str]:
    """Whether another language, or another script, speaks in it."""
    whole = "\n".join(flat(reply))
    letters = [c for c in whole if c.isalpha()]
    strange = sum("LATIN" not in unicodedata.name(c, "") for c in letters)
    if strange > 2:
        return {"language"}
    said = words(fold(whole))
    own = sum(word in situation.language.stop for word in said)
    for code in actor_languages():
        if code == situation.language.code:
            continue
        foreign = actor_language(code).stop - situation.language.stop
        other = sum(word in foreign for word in said)
        if len(said) >= FOREIGN_WORDS and other > own:
            return {"language"}
    return set()


def echo(reply: Bubbles, situation: Situation) -> set[str]:
    """Whether the agent's last words come back, a stretch of them in a row."""
    said = words(fold(" ".join(flat(reply))))
    script = " ".join(words(situation.script))
    for heard in situation.heard:
        known = f" {' '.join(words(heard))} "
        for at in range(len(said) - ECHO_WORDS + 1):
            stretch = " ".join(said[at : at + ECHO_WORDS])
            if f" {stretch} " in known and stretch not in script:
                return {"echo"}
    return set()


def repetition(reply: Bubbles, situation: Situation) -> set[str]:
    """Whether a bubble was said before, or says one thing over and over."""
    own = [" ".join(words(text)) for text in situation.said]
    seen: set[str] = set()
    for move, bubbles in zip(situation.moves, reply, strict=True):
        script = {" ".join(words(fold(text))) for text in move.bubbles}
        for text in bubbles:
            plain = " ".join(words(fold(text)))
            if _babbles(plain.split()) or plain in seen:
                return {"repetition"}
            seen.add(plain)
            # A short "yes" may come twice; a sentence may not, unless that is the move.
            if plain in own and len(plain) > 12 and plain not in script and move.move not in REPEATING:
                return {"repetition"}
    return set()


def _odd(character: str) -> bool:
    """No character of people's keyboards: unassigned, private, or a letter or digit in disguise (`ｓ`, `𝐬`)."""
    if character.isascii():
        return False
    if unicodedata.category(character) in {"Co", "Cs", "Cn"}:
        return True
    disguised = unicodedata.normalize("NFKC", character) != character
    return disguised and (character.isalpha() or character.isdecimal())


def _babbles(said: list[str]) -> bool:
    if any(said[i] == said[i + 1] == said[i + 2] == said[i + 3] for i in range(len(said) - 3)):
        return True
    triples = [tuple(said[i : i + 3]) for i in range(len(said) - 2)]
    return any(triples.count(triple) > 2 for triple in triples[:80])


def _given_away(fault: str, folded: str, situation: Situation) -> bool:
    return any(
        pattern.search(folded) and not pattern.search(situation.script)
        for pattern in situation.language.patterns[fault]
    )
