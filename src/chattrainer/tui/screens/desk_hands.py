"""What the agent does in the chat that is turned to: sends, inserts, looks up, acts, closes."""

from typing import TYPE_CHECKING

from chattrainer.tui import messages
from chattrainer.tui.failures import told
from chattrainer.tui.widgets.columns import Columns
from chattrainer.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from chattrainer.model.errors import IllegalInput
    from chattrainer.tui.desk import Desk
    from chattrainer.tui.screens.desk import DeskScreen


def send(screen: "DeskScreen", desk: "Desk", event: messages.SendAsked) -> None:
    """Sends a draft; what is too long goes back where it was, with the reason."""
    column = screen.query_one(Columns).column(event.chat)
    if column is None:
        return
    length = len(event.draft.text)
    if length > desk.most:
        words = screen.texts("desk.composer.too_long", n=length, most=desk.most)
        screen.notify(words, severity="error", markup=False)
        column.composer.give_back(event.draft)
        return
    column.send(event.draft)
    desk.gestures.say(event.chat, event.draft)


def take_back(screen: "DeskScreen", desk: "Desk", error: "IllegalInput") -> None:
    """Tells why the sitting could not take a gesture; a message goes back into its composer."""
    screen.notify(told(screen.texts, error), severity="error", markup=False)
    gesture = desk.refused()
    if gesture is None or gesture.draft is None or gesture.chat is None:
        return
    column = screen.query_one(Columns).column(gesture.chat)
    if column is not None:
        column.conversation.drop_pending()
        column.composer.give_back(gesture.draft)


def insert(screen: "DeskScreen", event: messages.InsertAsked) -> None:
    """Puts a text into the composer of the chat that is turned to."""
    composer = screen.focused_composer
    if composer is None or composer.disabled:
        screen.notify(screen.texts("desk.composer.nowhere"), markup=False)
        return
    composer.insert_from(event.text, event.source, event.of)
    screen.set_focus(composer)


def consult(screen: "DeskScreen", desk: "Desk", event: "messages.Consulting") -> None:
    """Looks something up, or writes a note down, in the chat that is turned to."""
    chat = screen.open_chat
    if isinstance(event, messages.SearchAsked):
        desk.gestures.search(chat, event.text[: desk.most])
    elif isinstance(event, messages.ArticleAsked):
        desk.gestures.open_article(chat, event.article)
    elif chat is not None and isinstance(event, messages.LookAsked):
        desk.gestures.look(chat, event.what)
    elif chat is not None and isinstance(event, messages.NoteAsked):
        desk.gestures.note(chat, event.text[: desk.most])


async def perform(screen: "DeskScreen", desk: "Desk", gesture: messages.Gesture) -> None:
    """One of the desk's own gestures, with its dialogue."""
    from chattrainer.tui.screens import desk_dialogues

    chat = screen.open_chat
    if gesture == "status":
        await desk_dialogues.status(screen, desk)
    elif chat is None:
        screen.notify(screen.texts("desk.composer.nowhere"), markup=False)
    elif gesture == "close":
        await desk_dialogues.close_chat(screen, desk, chat)
    elif gesture == "escalate":
        await desk_dialogues.escalate(screen, desk, chat)
    elif gesture == "page":
        await screen.query_one(Panel).open("records", focus=False)
        desk.gestures.look(chat, "page")
    elif gesture == "nudge":
        insert(screen, messages.InsertAsked(desk.nudge(chat), "canned", "nudge"))
    elif quoted := desk.quotation(chat):
        insert(screen, messages.InsertAsked(quoted, "customer"))
