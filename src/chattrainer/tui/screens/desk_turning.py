"""Turning to a chat, and drawing the desk around it."""

from typing import TYPE_CHECKING

from chattrainer.tui.widgets.chat_list import ChatList
from chattrainer.tui.widgets.columns import Columns
from chattrainer.tui.widgets.panel import Panel
from chattrainer.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from chattrainer.tui.desk import Desk
    from chattrainer.tui.screens.desk import DeskScreen


async def turn_to(screen: "DeskScreen", desk: "Desk", chat: int) -> None:
    """Puts a chat before the agent: its conversation, its panel, its draft."""
    from chattrainer.tui.view import focus_on

    if chat not in desk.view.places:
        return
    if desk.view.focused != chat:
        before = screen.focused_composer
        if before is not None:
            before.stop_composing()
        desk.view = focus_on(desk.view, chat)
        if not desk.watching:
            desk.gestures.focus(chat)
    await redraw(screen, desk)
    if not desk.watching:
        _look_at_open_page(screen, desk, chat)
        screen.action_back_to_composer()


async def redraw(screen: "DeskScreen", desk: "Desk") -> None:
    """Draws what follows from the desk's state: the list, the heads of the columns, the panel."""
    now_ms = desk.now_ms
    await screen.query_one(ChatList).show(desk.view, desk.customer, now_ms)
    screen.query_one(Columns).show(desk.view, now_ms)
    focused = desk.view.focused
    if focused is not None:
        screen.query_one(Panel).show(desk.case(focused), desk.view.chat(focused))
    screen.query_one(TopBar).show_place(desk.place)
    screen.query_one(TopBar).show_status(screen.standing(desk))


def _look_at_open_page(screen: "DeskScreen", desk: "Desk", chat: int) -> None:
    """What lies open when a chat is turned to has been looked at, once."""
    page = screen.query_one(Panel).page
    looked = {what for _, _, what in desk.view.chat(chat).looks}
    if (page == "card" or page == "records") and page not in looked:
        desk.gestures.look(chat, page)
