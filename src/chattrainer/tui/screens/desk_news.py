"""What happened in the sitting, brought to the widgets that show it. Only what changed is drawn."""

from typing import TYPE_CHECKING

from chattrainer.tui.screens import desk_writing
from chattrainer.tui.timing import minutes_seconds
from chattrainer.tui.widgets.chat_column import ChatColumn
from chattrainer.tui.widgets.columns import Columns
from chattrainer.tui.widgets.knowledge_pane import KnowledgePane

if TYPE_CHECKING:
    from chattrainer.tui.desk import Desk, News
    from chattrainer.tui.screens.desk import DeskScreen


async def show_news(screen: "DeskScreen", desk: "Desk", news: "News", again: bool = False) -> None:
    """`again`: the news are old, of a sitting that is taken up again: nobody knocks."""
    columns = screen.query_one(Columns)
    for chat in news.opened:
        if chat in desk.view.places:
            await columns.seat(_column(screen, desk, chat), desk.view.places)
    for chat in news.arrived:
        column = columns.column(chat)
        if column is not None:
            column.conversation.drop_pending()
        if not again:
            desk_writing.hint_at(screen, desk, chat)
    for chat, lines in news.lines.items():
        column = columns.column(chat)
        if column is not None:
            column.add(lines)
    _show_panel_news(screen, news)
    await _show_focus(screen, desk, news)
    _show_robot(columns, desk, news)
    if not again:
        _knock(screen, desk, news)
    if news.ended:
        screen.go_to_scoring()


def _column(screen: "DeskScreen", desk: "Desk", chat: int) -> ChatColumn:
    case = desk.case(chat)
    column = ChatColumn(
        chat,
        screen.texts("desk.line.robot" if desk.watching else "desk.line.you"),
        desk.customer(chat),
        case.canned,
        screen.texts("desk.composer.placeholder"),
        lambda key, params: desk.words(chat, key, params),
        writable=not desk.watching,
    )
    column.composer.marks_words = desk_writing.wants_marks(desk)
    return column


def _show_panel_news(screen: "DeskScreen", news: "News") -> None:
    for knowledge in screen.query(KnowledgePane):
        if news.search is not None:
            knowledge.show_hits(news.search)
        if news.article is not None:
            knowledge.show_article(news.article)


async def _show_focus(screen: "DeskScreen", desk: "Desk", news: "News") -> None:
    """The first customer is turned to at once; a robot's eyes are followed; else the agent decides."""
    if desk.watching and news.focus is not None:
        await screen.turn_to(news.focus)
    elif desk.view.focused not in desk.view.places and desk.view.places:
        await screen.turn_to(news.opened[0] if news.opened else desk.view.places[0])
    else:
        await screen.redraw()


def _show_robot(columns: Columns, desk: "Desk", news: "News") -> None:
    if not desk.watching:
        return
    for chat, on in news.composing.items():
        column = columns.column(chat)
        if column is not None:
            column.robot_writes(on)


def _knock(screen: "DeskScreen", desk: "Desk", news: "News") -> None:
    """A customer who comes, comes back or leaves is heard of, wherever the agent looks."""
    for key, chats in (("arrived", news.opened), ("came_back", news.came_back), ("left", news.left)):
        for chat in chats:
            words = screen.texts(f"desk.toast.{key}", name=desk.customer(chat), place=_place(desk, chat))
            screen.notify(words, markup=False, timeout=4)
    if news.opened or news.came_back:
        screen.app.bell()
    if news.paused_ms:
        words = screen.texts("desk.toast.paused", time=minutes_seconds(news.paused_ms))
        screen.notify(words, markup=False, timeout=8)


def _place(desk: "Desk", chat: int) -> int:
    return desk.view.place_of(chat) if chat in desk.view.places else 0
