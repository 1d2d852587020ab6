"""Turning from chat to chat, and seeing which one needs it."""

from textual import events
from textual.geometry import Region, Size
from textual.widget import Widget
from textual.widgets import Static

from chattrainer.model.facts import ChatClosed, CustomerLeft, CustomerTyping
from chattrainer.model.inputs import Say
from chattrainer.tui.widgets.chat_list import ChatList
from chattrainer.tui.widgets.chat_row import ChatRow
from chattrainer.tui.widgets.columns import Columns
from chattrainer.tui.widgets.top_bar import TopBar
from tests.tui.conftest import OpenADesk, OpenDesk
from tests.tui.desk_double import DoubleServices, company, plan, scenario


def row_text(desk: OpenDesk, place: int) -> str:
    """All that the list says of a chat."""
    row = list(desk.screen.query(ChatRow))[place - 1]
    return " ".join(str(part.render()) for part in row.query("Static"))


def shown(desk: OpenDesk) -> list[int]:
    return [chat for chat in desk.desk.view.places if desk.column(chat).display]


async def test_the_first_customer_is_turned_to_at_once(open_desk: OpenADesk) -> None:
    async with open_desk(2) as desk:
        await desk.customer(1, "bonjour")
        assert desk.desk.view.focused == 1
        assert [f.chat for f in desk.driver.of_kind("focus")] == [1]
        assert desk.app.focused is desk.composer(1)


async def test_a_second_customer_knocks_and_takes_nothing_away(open_desk: OpenADesk) -> None:
    async with open_desk(2) as desk:
        await desk.customer(1, "bonjour")
        await desk.write("Je")
        await desk.customer(2, "hello", "vous êtes là ?")
        await desk.write(" vous")
        assert desk.composer(1).text == "Je vous"
        assert "Bastien Le Goff" in desk.told()[-1]
        assert "+2" in row_text(desk, 2)


async def test_a_conversation_that_is_laid_out_late_shows_what_was_said(open_desk: OpenADesk) -> None:
    """Its size may be told when the screen has hidden it again: it is not told a second time."""
    async with open_desk(2, size=(80, 24)) as desk:
        await desk.customer(1, "bonjour")
        await desk.customer(2, "hello", "vous êtes là ?")
        conversation = desk.column(2).conversation
        assert not conversation.region
        conversation._size_updated(Size(51, 20), Size(50, 20), Size(51, 20))
        await desk.settle()
        drawn = "\n".join(line.plain for line in conversation._lines)
        assert "hello" in drawn
        assert "vous êtes là ?" in drawn


async def test_alt_and_f_keys_turn_to_a_chat_by_its_number(open_desk: OpenADesk) -> None:
    async with open_desk(3) as desk:
        for chat in (1, 2, 3):
            await desk.customer(chat, "bonjour")
        for key, chat in (("alt+2", 2), ("f4", 3), ("f2", 1), ("alt+3", 3)):
            await desk.press(key)
            assert desk.desk.view.focused == chat
            assert desk.app.focused is desk.composer(chat)
        await desk.press("alt+4")
        assert desk.desk.view.focused == 3


async def test_a_terminals_alt_and_digit_writes_nothing(open_desk: OpenADesk) -> None:
    async with open_desk(2) as desk:
        await desk.customer(1, "bonjour")
        await desk.customer(2, "hello")
        assert desk.app._driver is not None
        key = events.Key("alt+2", "2")
        key.set_sender(desk.app)
        desk.app._driver.send_message(key)
        await desk.settle()
        assert desk.desk.view.focused == 2
        assert desk.composer(1).text == desk.composer(2).text == ""


async def test_a_fast_hand_writes_to_the_chat_it_has_turned_to(open_desk: OpenADesk) -> None:
    async with open_desk(2) as desk:
        await desk.customer(1, "bonjour")
        await desk.customer(2, "hello")
        await desk.send_keys("un", "alt+2", "deux", "ctrl+g", "trois", "enter")
        assert desk.composer(2).text == "deux"
        assert [(said.chat, said.text) for said in desk.driver.of_kind("say")] == [(1, "untrois")]


async def test_one_key_turns_to_the_chat_that_waits_longest(open_desk: OpenADesk) -> None:
    async with open_desk(3) as desk:
        await desk.customer(1, "bonjour", at=1_000)
        await desk.customer(2, "bonjour", at=2_000)
        await desk.customer(3, "bonjour", at=9_000)
        desk.driver.now_ms = 20_000
        await desk.press("ctrl+g")
        assert desk.desk.view.focused == 2
        await desk.happens(Say(at=21_000, chat=2, text="Bonjour"), Say(at=21_000, chat=1, text="Bonjour"))
        await desk.press("ctrl+g")
        assert desk.desk.view.focused == 3


async def test_the_list_says_who_waits_who_writes_and_since_when(open_desk: OpenADesk) -> None:
    async with open_desk(2) as desk:
        await desk.customer(1, "bonjour", at=0)
        await desk.customer(2, "hello", at=0)
        desk.driver.now_ms = 35_000
        desk.screen._tick()
        assert "◐ 0:35" in row_text(desk, 2)
        await desk.happens(CustomerTyping(at=35_000, chat=2, on=True))
        assert "écrit…" in row_text(desk, 2)
        desk.driver.now_ms = 61_000
        desk.screen._tick()
        assert "● 1:01" in row_text(desk, 2)


async def test_ticking_redraws_nothing_but_the_timers(open_desk: OpenADesk) -> None:
    async with open_desk(2) as desk:
        await desk.customer(1, "bonjour", at=0)
        drawn: list[str] = []

        def watched(widget: Widget) -> None:
            original = widget.refresh

            def refresh(*regions: Region, **options: bool) -> Widget:
                drawn.append(type(widget).__name__)
                return original(*regions, **options)

            widget.refresh = refresh  # type: ignore[method-assign]

        for widget in desk.screen.query("*"):
            watched(widget)
        desk.driver.now_ms = 7_400
        desk.screen._tick()
        assert set(drawn) <= {"WaitTimer", "Static"}
        assert len(drawn) <= 3 * 2


async def test_a_wide_terminal_shows_the_chats_side_by_side(open_desk: OpenADesk) -> None:
    async with open_desk(3, size=(200, 60)) as desk:
        for chat in (1, 2, 3):
            await desk.customer(chat, "bonjour")
        assert shown(desk) == [1, 2, 3]


async def test_a_narrow_terminal_shows_one_chat_and_resizing_keeps_the_drafts(open_desk: OpenADesk) -> None:
    async with open_desk(3, size=(80, 24)) as desk:
        for chat in (1, 2, 3):
            await desk.customer(chat, "bonjour")
        assert shown(desk) == [1]
        await desk.press("alt+3")
        await desk.write("brouillon")
        assert shown(desk) == [3]
        await desk.pilot.resize_terminal(160, 40)
        await desk.settle()
        assert shown(desk) == [2, 3]
        await desk.pilot.resize_terminal(60, 15)
        await desk.settle()
        assert desk.screen.query_one("TooSmall").display
        await desk.pilot.resize_terminal(80, 24)
        await desk.settle()
        assert not desk.screen.query_one("TooSmall").display
        assert desk.composer(3).text == "brouillon"


async def test_a_lower_window_does_not_cover_the_newest_line(open_desk: OpenADesk) -> None:
    async with open_desk(size=(120, 40)) as desk:
        await desk.customer(1, *(f"ligne {n}" for n in range(40)))
        conversation = desk.column(1).conversation
        for lines in (25, 45, 30):
            await desk.pilot.resize_terminal(120, lines)
            await desk.settle()
            assert conversation.scroll_y == conversation.max_scroll_y
        await desk.press("pageup")
        read_at = conversation.scroll_y
        assert read_at < conversation.max_scroll_y
        await desk.pilot.resize_terminal(120, 26)
        await desk.settle()
        assert conversation.scroll_y == read_at


async def test_everything_needed_is_on_a_screen_of_80_by_24(open_desk: OpenADesk) -> None:
    async with open_desk(3, size=(80, 24)) as desk:
        for chat in (1, 2, 3):
            await desk.customer(chat, "bonjour")
        for widget in (desk.screen.query_one(ChatList), desk.column(1).conversation, desk.composer(1)):
            region = widget.region
            assert region.width > 0
            assert region.height > 0
            assert region.right <= 80
            assert region.bottom <= 24
        assert desk.column(1).conversation.size.width >= 40


async def test_clicking_a_chat_turns_to_it(open_desk: OpenADesk) -> None:
    async with open_desk(2) as desk:
        await desk.customer(1, "bonjour")
        await desk.customer(2, "hello")
        await desk.pilot.click(list(desk.screen.query(ChatRow))[1])
        await desk.settle()
        assert desk.desk.view.focused == 2


async def test_a_customer_who_left_is_shown_and_cannot_be_written_to(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.write("trop tard")
        await desk.happens(
            CustomerLeft(at=9_000, chat=1, why="lost"),
            ChatClosed(at=9_000, chat=1, by="customer"),
        )
        assert "client parti" in row_text(desk, 1)
        assert desk.composer(1).disabled
        assert desk.composer(1).text == "trop tard"


async def test_the_next_customer_takes_the_freed_place(open_desk: OpenADesk) -> None:
    async with open_desk(2) as desk:
        await desk.customer(1, "bonjour")
        await desk.happens(ChatClosed(at=9_000, chat=1, by="agent", disposition="solved", reason="livraison"))
        await desk.customer(2, "hello")
        assert desk.desk.view.places == (2,)
        assert desk.desk.view.focused == 2
        assert desk.screen.query_one(Columns).column(1) is None
        assert desk.bubbles(2, "customer") == ["hello"]


async def test_a_customer_who_comes_back_goes_on_in_her_conversation(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.happens(ChatClosed(at=9_000, chat=1, by="agent", disposition="solved", reason="livraison"))
        desk.driver.now_ms = 60_000
        desk.driver.customer_comes(1, again=True)
        await desk.customer(1, "re-bonjour")
        assert desk.bubbles(1, "customer") == ["bonjour", "re-bonjour"]
        assert not desk.composer(1).disabled
        assert "revient" in desk.told()[-1]


async def test_leaving_the_window_is_told_and_coming_back_too(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        desk.app.app_focus = False
        await desk.settle()
        desk.app.app_focus = True
        await desk.settle()
        assert [f.chat for f in desk.driver.of_kind("focus")] == [1, None, 1]


async def test_a_conversation_shown_between_two_layouts_is_not_blank(open_desk: OpenADesk) -> None:
    """Asked for its place before it is laid out, it is on the screen's map already, and told of no new size."""
    async with open_desk(2) as desk:
        await desk.customer(1, "bonjour")
        await desk.customer(2, "hello")
        conversation = desk.column(2).conversation
        desk.column(1).display, desk.column(2).display = False, True
        # As painting does, when something hidden was refreshed before.
        desk.screen._compositor.update_widgets({conversation})
        assert conversation.region
        await desk.press("alt+2")
        assert "hello" in "".join(line.plain for line in conversation._lines)


async def test_what_is_typed_while_the_keyboard_is_in_the_panel_goes_into_the_message(
    open_desk: OpenADesk,
) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.press("f8")
        assert desk.app.focused is not desk.composer(1)
        await desk.press("O", "u", "i")
        assert desk.composer(1).text == "Oui"
        assert desk.app.focused is desk.composer(1)


async def test_what_is_typed_fast_while_the_keyboard_is_in_the_panel_arrives_whole(
    open_desk: OpenADesk,
) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.press("f8")
        await desk.write("C’est fait, vous recevrez le lien demain matin.")
        assert desk.composer(1).text == "C’est fait, vous recevrez le lien demain matin."


async def test_the_head_names_the_house_and_the_day_of_the_chat_that_is_turned_to(
    open_desk: OpenADesk,
) -> None:
    both = plan(2)
    other = company().model_copy(update={"name": "Marélie"})
    second = both.cases[1].model_copy(update={"company": other, "scenario": scenario(today="2026-03-09")})
    sitting = both.model_copy(update={"cases": (both.cases[0], second)})
    services = DoubleServices(chats=2, plan=sitting)
    async with open_desk(2, services=services) as desk:
        await desk.customer(1, "bonjour")
        await desk.customer(2, "hello")

        def head() -> str:
            return str(desk.screen.query_one(TopBar).query_one(".place", Static).render())

        assert head().startswith("Maison Tilleul")
        await desk.press("alt+2")
        assert head().startswith("Marélie · lundi 9 mars")
        await desk.press("alt+1")
        assert head().startswith("Maison Tilleul")


async def test_a_search_is_typed_into_its_own_field(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.press("ctrl+f")
        await desk.press("l", "i", "n")
        assert desk.composer(1).text == ""


async def test_a_closed_chat_says_that_it_is_closed_and_what_may_still_come(open_desk: OpenADesk) -> None:
    async with open_desk(2) as desk:
        await desk.customer(1, "bonjour")
        await desk.customer(2, "hello")
        await desk.happens(ChatClosed(at=9_000, chat=1, by="agent", disposition="solved", reason="livraison"))
        assert desk.composer(1).placeholder == "Conversation close."
        await desk.happens(ChatClosed(at=9_500, chat=2, by="agent", disposition="solved", reason="livraison"))
        assert "D’autres clients peuvent encore venir" in str(desk.composer(2).placeholder)
        desk.driver.now_ms = 60_000
        desk.driver.customer_comes(1, again=True)
        await desk.customer(1, "re-bonjour")
        assert "Votre message" in str(desk.composer(1).placeholder)
