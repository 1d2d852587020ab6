"""Search over the company's articles: words of the question found in title, key words and text, best first."""

import unicodedata
from collections.abc import Sequence

from chattrainer.model.facts import SearchHit
from chattrainer.model.scenario import Article

_TITLE, _KEYWORD, _TEXT = 4, 3, 1


def folded(text: str) -> str:
    """Lower case, without accents, words parted by single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def found(question: str, articles: Sequence[Article], most: int = 8) -> tuple[SearchHit, ...]:
    """The articles that share words (or beginnings of words) with the question. An empty question lists all."""
    words = [w for w in folded(question[:500]).split() if len(w) > 2][:20]
    if not words:
        return tuple(SearchHit(id=a.id, title=a.title) for a in articles)
    ranked = sorted(((-_marks(words, a), order, a) for order, a in enumerate(articles)), key=lambda r: r[:2])
    return tuple(SearchHit(id=a.id, title=a.title) for marks, _, a in ranked if marks < 0)[:most]


def _marks(words: Sequence[str], article: Article) -> int:
    title, text = folded(article.title), folded(article.text)
    keywords = folded(" ".join(article.keywords))
    return sum(
        _TITLE * _starts(w, title) + _KEYWORD * _starts(w, keywords) + _TEXT * _starts(w, text) for w in words
    )


def _starts(word: str, text: str) -> int:
    stem = word[: max(4, len(word) - 2)]
    return int(any(other.startswith(stem) for other in text.split()))
