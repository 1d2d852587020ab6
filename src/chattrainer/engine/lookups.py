"""What the agent looks up beside the chats: the customer's card, the page, the records, the knowledge base."""

from collections.abc import Mapping

from chattrainer.engine.chat import Chat
from chattrainer.engine.search import found
from chattrainer.model.facts import ArticleShown, LookResult, SearchResult
from chattrainer.model.inputs import Look, OpenArticle, Search
from chattrainer.model.material import Article


class Lookups:
    """Looks up in the chats of one sitting; changes nothing."""

    def __init__(self, chats: Mapping[int, Chat]) -> None:
        self._chats = chats

    def look(self, given: Look) -> LookResult:
        chat = self._chats[given.chat]
        scenario = chat.case.scenario
        content = {
            "card": dict(scenario.card),
            "page": dict(scenario.page),
            "records": chat.records(),
        }[given.what]
        return LookResult(at=given.at, chat=given.chat, what=given.what, content=content)

    def search(self, given: Search) -> SearchResult:
        hits = found(given.text, self._articles(given.chat))
        return SearchResult(at=given.at, chat=given.chat, hits=hits)

    def article(self, given: OpenArticle) -> ArticleShown:
        shown = next(a for a in self._articles(given.chat, given.id) if a.id == given.id)
        return ArticleShown(at=given.at, chat=given.chat, id=shown.id, title=shown.title, text=shown.text)

    def _articles(self, chat: int | None, wanted: str | None = None) -> tuple[Article, ...]:
        """Those of the chat's case, where it has any (and has the wanted one); else those of all cases."""
        own = self._chats[chat].case.articles if chat else ()
        if own and (wanted is None or any(a.id == wanted for a in own)):
            return own
        return tuple({a.id: a for c in self._chats.values() for a in c.case.articles}.values())
