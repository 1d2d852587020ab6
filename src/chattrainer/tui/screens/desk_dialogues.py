"""The questions that the desk asks: closing, handing over, actions, status, leaving."""

from typing import TYPE_CHECKING, get_args

from chattrainer.model.ids import AgentStatus
from chattrainer.tui.screens.action_form import ActionForm
from chattrainer.tui.screens.choose import ChooseScreen
from chattrainer.tui.screens.close_chat import CloseChatScreen
from chattrainer.tui.screens.confirm import Answer, ConfirmScreen
from chattrainer.tui.screens.escalate import EscalateScreen
from chattrainer.tui.widgets.actions_pane import action_label

if TYPE_CHECKING:
    from chattrainer.tui.desk import Desk
    from chattrainer.tui.screens.desk import DeskScreen
    from chattrainer.tui.screens.sitting import SittingScreen

STATUSES: tuple[AgentStatus, ...] = get_args(AgentStatus)


async def close_chat(screen: "DeskScreen", desk: "Desk", chat: int) -> None:
    """Asks how a chat ends, and closes it."""
    dialogue = CloseChatScreen(desk.customer(chat), desk.case(chat).company.reasons)
    closing = await screen.app.push_screen_wait(dialogue)
    if closing is not None:
        desk.gestures.close(chat, closing.disposition, closing.reason, closing.summary)


async def escalate(screen: "DeskScreen", desk: "Desk", chat: int) -> None:
    """Asks to whom, with what, and hands over."""
    channels = desk.case(chat).company.channels
    if not channels:
        screen.notify(screen.texts("desk.escalate.no_channel"), markup=False)
        return
    over = await screen.app.push_screen_wait(EscalateScreen(desk.customer(chat), channels, desk.most))
    if over is not None:
        desk.gestures.escalate(chat, over.channel, over.summary)


async def act(screen: "DeskScreen", desk: "Desk", chat: int, action_id: str) -> None:
    """Asks for an action's parameters, and starts it."""
    case = desk.case(chat)
    action = next((a for a in case.scenario.actions if a.id == action_id), None)
    if action is None:
        return
    form = ActionForm(action, action_label(case, action_id), case.company.currency)
    arguments = await screen.app.push_screen_wait(form)
    if arguments is not None:
        desk.gestures.act(chat, action_id, arguments)


async def status(screen: "DeskScreen", desk: "Desk") -> None:
    """Asks for the agent's status."""
    names = screen.texts.table("common.agent_status")
    title = screen.texts("desk.status.title")
    chosen = await screen.app.push_screen_wait(ChooseScreen(title, tuple(names.items()), desk.status))
    for name in STATUSES:
        if name == chosen:
            desk.gestures.status(name)


async def leave(screen: "DeskScreen", desk: "Desk | None") -> str:
    """Asks whether to stay (the answer to Escape, too), to finish now, or to go on later."""
    texts = screen.texts
    if desk is None or desk.watching:
        answers: tuple[Answer, ...] = (
            Answer("stay", texts("desk.leave.stay")),
            Answer("later", texts("desk.leave.leave"), True),
        )
        question = texts("desk.leave.watching")
    else:
        answers = (
            Answer("stay", texts("desk.leave.stay")),
            Answer("later", texts("desk.leave.later")),
            Answer("finish", texts("desk.leave.finish"), True),
        )
        question = texts("desk.leave.question")
    dialogue = ConfirmScreen(texts("desk.leave.title"), question, answers)
    return await screen.app.push_screen_wait(dialogue) or "stay"


async def tell_failure(screen: "SittingScreen", words: str) -> None:
    """Says why the sitting cannot go on."""
    texts = screen.texts
    answers = (Answer("ok", texts("desk.failure.ok")),)
    await screen.app.push_screen_wait(ConfirmScreen(texts("desk.failure.title"), words, answers))
