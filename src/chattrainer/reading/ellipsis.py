"""What a few words ask for because of the lines before them: *yes, both*, *and the address?*, *the billing one*."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from chattrainer.model.reading import ContextLine
from chattrainer.reading.analysis import Analysis
from chattrainer.reading.language import Language
from chattrainer.reading.matching import Match
from chattrainer.reading.text import PLAIN_WORD, fold

MOST_WORDS = 6
LONGEST_LINE = 300
"""Characters of the line before that are read with the message, its last ones."""

Asked = Callable[[str], Sequence[Match]]


def completed(
    analysis: Analysis, context: Sequence[ContextLine], language: Language, asked: Asked
) -> list[Match]:
    """The asks of a message that is understood with the line before it only; none for a message of its own.

    `asked` gives the asks of any text of the same case.
    """
    if not context or len(PLAIN_WORD.findall(analysis.folded)) > MOST_WORDS:
        return []
    last = context[-1]
    asks_back = last.sender == "customer" and language.offers_hers.search(fold(last.text)) is not None
    if asks_back and language.affirms.match(analysis.folded):
        hers = last.text[-LONGEST_LINE:]
        for pattern, form in language.turned:
            hers = pattern.sub(form, hers)
        return _placed(asked(hers), analysis)
    if not language.elliptical.match(analysis.folded):
        return []
    before = next((line.text for line in reversed(context) if line.sender == "agent"), "")[-LONGEST_LINE:]
    if not before:
        return []
    known = {match.entry.id for match in asked(before)} if "?" not in last.text else set()
    together = asked(f"{before.rstrip(' ?.!')} {analysis.text.strip()}")
    return _placed([match for match in together if match.entry.id not in known], analysis)


def _placed(matches: Sequence[Match], analysis: Analysis) -> list[Match]:
    """What was found, as resting on the whole message."""
    start = min(segment.start for segment in analysis.segments)
    end = max(segment.end for segment in analysis.segments)
    return [replace(match, start=start, end=end, segment=0) for match in matches]
