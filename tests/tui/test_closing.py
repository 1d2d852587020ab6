"""Closing, handing over, status, leaving, and the end of the sitting."""

import threading

from chattrainer.model.errors import UsageError
from chattrainer.model.facts import SittingEnded
from chattrainer.tui.app import ChattrainerApp
from chattrainer.tui.screens.close_chat import CloseChatScreen
from chattrainer.tui.screens.confirm import ConfirmScreen
from chattrainer.tui.screens.debrief import DebriefScreen
from chattrainer.tui.screens.desk import DeskScreen
from chattrainer.tui.screens.escalate import EscalateScreen
from chattrainer.tui.screens.lobby import LobbyScreen
from chattrainer.tui.services import Listener, Request
from chattrainer.tui.widgets.conversation import Conversation
from tests.tui.conftest import OpenADesk, until
from tests.tui.desk_double import DoubleServices, DoubleSession, ScriptedDriver, plan
from tests.tui.judged import judged


async def test_closing_asks_how_why_and_for_a_summary(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.press("f9")
        assert isinstance(desk.app.screen, CloseChatScreen)
        await desk.press("down", "enter", "down", "enter")
        await desk.write("refus expliqué")
        await desk.press("enter")
        [close] = desk.driver.of_kind("close")
        assert (close.disposition, close.reason, close.summary) == ("refused", "retour", "refus expliqué")


async def test_escape_closes_nothing(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.press("f9", "escape")
        assert desk.driver.of_kind("close") == []
        assert desk.app.screen is desk.screen


async def test_a_customer_goes_on_writing_behind_a_dialogue(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.press("f9")
        await desk.customer(1, "vous êtes là ?")
        await desk.press("escape")
        assert desk.bubbles(1, "customer") == ["bonjour", "vous êtes là ?"]


async def test_handing_over_needs_a_channel_and_a_summary(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        desk.screen.action_gesture("escalate")
        await desk.settle()
        assert isinstance(desk.app.screen, EscalateScreen)
        await desk.press("down", "enter", "tab", "tab", "enter")
        assert isinstance(desk.app.screen, EscalateScreen)
        assert "résumé" in str(desk.app.screen.query_one(".why").render())
        await desk.write("colis perdu, identite verifiee")
        await desk.press("tab", "tab", "enter")
        [over] = desk.driver.of_kind("escalate")
        assert (over.channel, over.summary) == ("rappel", "colis perdu, identite verifiee")


async def test_a_silent_customer_is_nudged_in_the_brands_words(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        desk.screen.action_gesture("nudge")
        await desk.settle()
        assert desk.composer(1).text == "Êtes-vous toujours là\u202f?"
        await desk.press("enter")
        assert [(s.source, s.id) for s in desk.driver.of_kind("say")[0].spans] == [("canned", "nudge")]


async def test_the_agents_status_can_be_changed(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.press("ctrl+s", "down", "down", "enter")
        assert [s.status for s in desk.driver.of_kind("status")] == ["break"]
        assert "pause" in str(desk.screen.query_one("TopBar > .status").render())


async def test_ctrl_c_asks_before_anything_is_lost(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.press("ctrl+c")
        assert desk.dialogue() is ConfirmScreen
        await desk.press("enter")
        assert desk.dialogue() is None
        assert not desk.driver.stopped


async def test_leaving_can_finish_the_sitting_now(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.press("ctrl+c", "right", "right", "enter")
        assert len(desk.driver.of_kind("finish")) == 1


async def test_leaving_can_keep_the_sitting_for_later(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.press("ctrl+c", "right", "enter")
        await until(desk.pilot, lambda: isinstance(desk.app.screen, LobbyScreen))
        await until(desk.pilot, lambda: desk.driver.stopped)
        assert desk.driver.of_kind("finish") == []


async def test_the_end_of_the_sitting_leads_to_its_debrief(open_desk: OpenADesk) -> None:
    services = DoubleServices(judged=judged())
    async with open_desk(services=services) as desk:
        await desk.customer(1, "bonjour")
        desk.driver.happens(SittingEnded(at=60_000, why="all_done"))
        await until(desk.pilot, lambda: isinstance(desk.app.screen, DebriefScreen))
        assert desk.driver.stopped


async def test_the_end_of_the_sitting_closes_an_open_dialogue(open_desk: OpenADesk) -> None:
    async with open_desk(services=DoubleServices(judged=judged())) as desk:
        await desk.customer(1, "bonjour")
        await desk.press("f9")
        desk.driver.happens(SittingEnded(at=60_000, why="all_done"))
        await until(desk.pilot, lambda: isinstance(desk.app.screen, DebriefScreen))
        assert len(desk.app.screen_stack) == 2


async def test_a_wrong_command_line_ends_with_its_reason() -> None:
    services = DoubleServices(fails=UsageError("no_scenarios", language="xx"))
    app = ChattrainerApp(services, Request("xx"), language="fr")
    async with app.run_test() as pilot:
        await until(pilot, lambda: bool(app.stopped_by))
    assert app.return_code == 2
    assert "xx" in app.stopped_by


async def test_leaving_before_the_sitting_is_ready_leaves_nothing_behind() -> None:
    class Slow(DoubleServices):
        may_go_on = threading.Event()

        def prepare(self, request: Request, listener: Listener) -> DoubleSession:
            assert self.may_go_on.wait(10)
            return super().prepare(request, listener)

    services = Slow()
    app = ChattrainerApp(services, Request("fr"), language="fr")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, DeskScreen))
        app.screen.action_leave()  # type: ignore[attr-defined]
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("right", "enter")
        await until(pilot, lambda: isinstance(app.screen, LobbyScreen))
        services.may_go_on.set()
        await until(pilot, lambda: services.closed == ["20261122-abcd"])
        assert services.session is not None
        assert services.session.ended


async def test_a_robot_plays_and_the_audience_cannot_interfere(open_desk: OpenADesk) -> None:
    async with open_desk(2, robot="skilled") as desk:
        await desk.customer(1, "bonjour")
        await desk.customer(2, "hello")
        assert not desk.column(1).query("Composer")
        from chattrainer.model.inputs import Compose, Focus, Say

        await desk.happens(Focus(at=1_000, chat=2), Compose(at=1_000, chat=2, on=True))
        assert desk.desk.view.focused == 2
        assert "robot" in str(desk.column(2).query_one(".writing").render())
        await desk.happens(Compose(at=4_000, chat=2, on=False), Say(at=4_000, chat=2, text="Bonjour"))
        assert desk.bubbles(2, "agent") == ["Bonjour"]
        await desk.press("f9", "ctrl+r", "alt+1", "f6")
        assert desk.driver.gestures == []
        await desk.press("ctrl+c", "right", "enter")
        await until(desk.pilot, lambda: not desk.app.is_running)


async def test_a_sitting_taken_up_again_shows_what_was_said(open_desk: OpenADesk) -> None:
    from chattrainer.model.facts import ChatOpened, CustomerSaid, SittingOpened
    from chattrainer.model.log import Entry

    class Interrupted(DoubleServices):
        def resume(self, run: str, listener: Listener) -> DoubleSession:
            events = (
                SittingOpened(at=0, seed=1, language="fr", chats_at_once=1, scenarios=("a",)),
                ChatOpened(at=0, chat=1, scenario="colis-en-retard"),
                CustomerSaid(at=3_000, chat=1, text="bonjour", move="opening"),
            )
            earlier = [Entry(number=n, event=event) for n, event in enumerate(events, 1)]
            driver = ScriptedDriver(listener, now_ms=9_000, numbered=3)
            self.session = DoubleSession(plan(1), driver, run, earlier)
            return self.session

    services = Interrupted()
    app = ChattrainerApp(services, language="fr")
    async with app.run_test() as pilot:
        app.show_desk(Request("fr"), resume="20261122-abcd")
        await until(pilot, lambda: bool(services.session and services.session.driver.started))
        desk = app.screen
        assert isinstance(desk, DeskScreen)
        assert desk.desk is not None
        assert desk.desk.view.focused == 1
        assert "bonjour" in [row.text for row in desk.query_one(Conversation).rows]
        assert list(app._notifications) == []


async def test_a_sitting_that_stops_short_is_told_and_can_be_taken_up_again(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        desk.driver.died = True
        await until(desk.pilot, lambda: desk.dialogue() is ConfirmScreen)
        await desk.press("enter")
        await until(desk.pilot, lambda: isinstance(desk.app.screen, LobbyScreen))
