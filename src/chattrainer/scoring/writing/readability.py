"""How easily a text is read: a formula of each language (its figures in the word lists) over hyphenated words.

Syllables are those at which a word may be divided, which is a little fewer than those spoken; the thresholds of
the rubric are made for that.
"""

from collections.abc import Callable, Iterable
from functools import cache

from chattrainer.scoring.lexicon import Lexicon
from chattrainer.scoring.words import plain, sentences, words


def reading_ease(texts: Iterable[str], lists: Lexicon) -> float | None:
    """About 100 for what a child reads, under 30 for a contract; None without words or without a formula."""
    formula = lists.readability
    if formula is None:
        return None
    syllables = _syllables(formula.hyphenation)
    said = [s.text for text in texts for s in sentences(text) if words(s.text)]
    each = [plain(word.text) for sentence in said for word in words(sentence)]
    if not each:
        return None
    of_sentence, of_word = len(each) / len(said), sum(map(syllables, each)) / len(each)
    return formula.base - formula.words_a_sentence * of_sentence - formula.syllables_a_word * of_word


@cache
def _syllables(hyphenation: str) -> Callable[[str], int]:
    # Its dictionaries are read only when a text is to be judged.
    from pyphen import Pyphen

    dictionary = Pyphen(lang=hyphenation)
    return lambda word: len(dictionary.positions(word)) + 1
