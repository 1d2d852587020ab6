"""Requests for several things at once, made from a case's own short questions (*Votre code postal ?*)."""

import re
import zlib
from collections.abc import Iterator

from benchmarks.reading.case_data import CaseData, Text

MOST = 12
"""Requests made for a case."""
MOST_WORDS = 7
FORMS: dict[str, tuple[str, ...]] = {
    "fr": (
        "Il me faudrait {a} et {b}, s'il vous plaît.",
        "Pouvez-vous me donner {a} ainsi que {b} ?",
        "{a} et {b} svp",
        "Merci de m'indiquer {a}, puis {b}.",
        "j'ai besoin de {a} et {b}",
        "Sans {a} ni {b}, je ne peux pas ouvrir votre dossier.",
        "Donnez-moi {a} + {b}",
    ),
    "en": (
        "I'll need {a} and {b}, please.",
        "Could you give me {a} along with {b}?",
        "{a} and {b} pls",
        "Kindly provide {a} as well as {b}.",
        "Pop {a} and {b} in for me?",
        "I can't open your file without {a} and {b}.",
        "i need {a} n {b}",
    ),
}
_NAMED = {
    "fr": re.compile(
        r"^(?:quel(?:le)? est |et |donnez-moi |(?:pouvez|pourriez)-vous me (?:donner|communiquer|confirmer) "
        r"|(?:merci de |il me faut |il me faudrait )(?:me (?:donner|confirmer) |m'indiquer )?)?(?P<name>votre [\w' -]{3,24}?)"  # noqa: E501
        r"(?:,? s'il vous plaît|,? svp)?\s*[?.]?$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"^(?:what(?:'s| is) |and |(?:can|may) i (?:have|take) |(?:can|could) you (?:give|tell|confirm) (?:me )?"
        r"|please (?:give me|confirm) |i(?:'ll)? need )?(?P<name>your [\w' -]{3,30}?)(?:,? please)?\s*[?.]?$",
        re.IGNORECASE,
    ),
}


def listed(case: CaseData) -> Iterator[Text]:
    """Always the same ones for a case."""
    names = {
        entry.id: found["name"].lower()
        for entry in case.entries
        if entry.kind == "ask"
        for example in entry.examples
        if len(example.split()) <= MOST_WORDS and (found := _NAMED[case.language].match(example))
    }
    pairs = [(a, b) for a in names for b in names if a != b]
    pairs.sort(key=lambda pair: zlib.crc32(f"{case.scenario} {pair}".encode()))
    for number, (a, b) in enumerate(pairs[:MOST]):
        forms = FORMS[case.language]
        text = forms[number % len(forms)].format(a=names[a], b=names[b])
        yield Text(text, frozenset({f"ask:{a}", f"ask:{b}"}), "list")
