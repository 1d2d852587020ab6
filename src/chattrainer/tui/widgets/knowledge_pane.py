"""The knowledge base: search, open an article, insert it or one of its paragraphs into the composer."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from chattrainer.locale.safe import printable
from chattrainer.tui.messages import ArticleAsked, InsertAsked, SearchAsked
from chattrainer.tui.wording import say

if TYPE_CHECKING:
    from chattrainer.model.case import Case
    from chattrainer.model.facts import ArticleShown, SearchResult


class KnowledgePane(Vertical):
    """A search box over a list of titles, or over the paragraphs of the article that is open."""

    DEFAULT_CSS = """
    KnowledgePane {
        height: 1fr; padding: 0 1;
        & > Input { margin-bottom: 1; }
        & > .title { height: auto; color: $primary; text-style: bold; }
        & > .hint { height: auto; color: $muted; margin-bottom: 1; }
        & > OptionList { height: 1fr; background: transparent; border: none; padding: 0; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="pane-knowledge")
        self._article: ArticleShown | None = None
        self._paragraphs: tuple[str, ...] = ()
        self._list = OptionList(markup=False)
        self._title = Static(classes="title", markup=False)
        self._hint = Static(classes="hint", markup=False)

    def compose(self) -> ComposeResult:
        yield Input(placeholder=say(self, "desk.knowledge.search"), compact=True)
        yield self._title
        yield self._hint
        yield self._list

    def show(self, case: "Case") -> None:
        """All titles of the company's articles, until something is searched."""
        self._show_titles(say(self, "desk.knowledge.all"), [(a.id, a.title) for a in case.articles])

    def show_hits(self, result: "SearchResult") -> None:
        """What a search found."""
        self._show_titles(
            say(self, "desk.knowledge.found", n=len(result.hits)), [(h.id, h.title) for h in result.hits]
        )
        if result.hits:
            self._list.focus()

    def show_article(self, article: "ArticleShown") -> None:
        """An article, paragraph by paragraph."""
        self._article = article
        self._paragraphs = tuple(p.strip() for p in article.text.split("\n") if p.strip())
        self._title.update(Content(printable(article.title)))
        self._hint.update(Content(say(self, "desk.knowledge.insert_hint")))
        options = [Option(Content(printable(p)), id=f"paragraph-{i}") for i, p in enumerate(self._paragraphs)]
        if len(self._paragraphs) > 1:
            options.append(Option(Content(say(self, "desk.knowledge.insert_all")), id="whole"))
        options.append(Option(Content(say(self, "desk.knowledge.back")), id="back"))
        self._list.set_options(options)
        self._list.highlighted = 0
        self._list.focus()

    def focus_search(self) -> None:
        """Ready to type what is looked for."""
        box = self.query_one(Input)
        box.focus()
        box.select_all()

    def _show_titles(self, hint: str, titles: list[tuple[str, str]]) -> None:
        self._article = None
        self._title.update("")
        self._hint.update(Content(hint))
        self._list.set_options(
            Option(Content(f"› {printable(title)}"), id=f"open-{i}") for i, title in titles
        )
        self._list.highlighted = 0 if titles else None

    @on(Input.Submitted)
    def _search(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.post_message(SearchAsked(event.value.strip()))

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        picked = event.option_id or ""
        if picked.startswith("open-"):
            self.post_message(ArticleAsked(picked.removeprefix("open-")))
        elif picked == "back":
            self.focus_search()
        elif self._article is not None:
            whole = "\n".join(self._paragraphs)
            chosen = whole if picked == "whole" else self._paragraphs[int(picked.removeprefix("paragraph-"))]
            self.post_message(InsertAsked(chosen, "article", self._article.id))
