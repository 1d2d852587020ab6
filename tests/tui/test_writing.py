"""Writing at the desk: sending, drafts, canned replies, what is pasted and quoted."""

from chattrainer.model.inputs import MAX_TEXT
from tests.tui.conftest import OpenADesk
from tests.tui.desk_double import CANNED


async def test_enter_sends_what_was_typed(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.write("Bonjour Madame")
        await desk.press("enter")
        [said] = desk.driver.of_kind("say")
        assert (said.chat, said.text, said.spans) == (1, "Bonjour Madame", ())
        assert desk.bubbles(1, "agent") == ["Bonjour Madame"]
        assert desk.composer(1).text == ""


async def test_a_blank_message_is_not_sent(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.write("   ")
        await desk.press("enter")
        assert desk.driver.of_kind("say") == []


async def test_ctrl_j_and_alt_enter_start_a_new_line(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.write("un")
        await desk.press("ctrl+j")
        await desk.write("deux")
        await desk.press("alt+enter")
        await desk.write("trois")
        await desk.press("enter")
        assert desk.driver.of_kind("say")[0].text == "un\ndeux\ntrois"


async def test_each_chat_keeps_its_own_draft(open_desk: OpenADesk) -> None:
    async with open_desk(2) as desk:
        await desk.customer(1, "bonjour")
        await desk.customer(2, "hello")
        await desk.write("pour Camille")
        await desk.press("alt+2")
        await desk.write("pour Bastien")
        await desk.press("alt+1")
        assert (desk.composer(1).text, desk.composer(2).text) == ("pour Camille", "pour Bastien")
        await desk.press("enter")
        assert [(s.chat, s.text) for s in desk.driver.of_kind("say")] == [(1, "pour Camille")]
        assert desk.composer(2).text == "pour Bastien"


async def test_a_refused_message_comes_back_into_the_composer(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        desk.driver.refuse.add("say")
        await desk.write("Bonjour")
        await desk.press("enter")
        await desk.settle()
        assert desk.composer(1).text == "Bonjour"
        assert desk.bubbles(1, "agent") == []
        assert desk.told()


async def test_what_was_begun_since_stays_behind_a_refused_message(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        column = desk.column(1)
        column.composer.insert_from("la suite", "canned", "accueil")
        from chattrainer.tui.drafts import Draft, Piece

        column.composer.give_back(Draft("Bonjour"))
        assert column.composer.draft == Draft("Bonjour\nla suite", (Piece(8, 16, "canned", "accueil"),))


async def test_a_message_that_is_too_long_is_refused_and_stays(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        desk.composer(1).insert_from("x" * (MAX_TEXT + 1), "pasted")
        await desk.press("enter")
        assert desk.driver.of_kind("say") == []
        assert len(desk.composer(1).text) == MAX_TEXT + 1
        assert "20000" in desk.told()[-1]


async def test_a_slash_offers_the_replies_and_enter_inserts_one(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.write("/acc")
        assert desk.column(1).menu.is_open
        await desk.press("enter")
        assert desk.composer(1).text == CANNED[0]["text"]
        await desk.press("enter")
        [said] = desk.driver.of_kind("say")
        [span] = said.spans
        assert (span.start, span.end, span.source, span.id, span.edited) == (
            0, len(said.text), "canned", "accueil", False,
        )  # fmt: skip


async def test_a_reply_that_was_changed_is_edited(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.write("/acc")
        await desk.press("tab", "backspace", "backspace")
        await desk.press("enter")
        assert [span.edited for span in desk.driver.of_kind("say")[0].spans] == [True]


async def test_escape_keeps_the_slash_and_closes_the_menu(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.write("/acc")
        await desk.press("escape")
        await desk.write("u")
        assert not desk.column(1).menu.is_open
        assert desk.composer(1).text == "/accu"


async def test_a_slash_that_no_reply_fits_is_sent_as_it_is(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.write("/zzz")
        await desk.press("enter")
        assert desk.driver.of_kind("say")[0].text == "/zzz"


async def test_the_arrows_choose_among_the_replies(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.write("/")
        await desk.press("down", "enter")
        assert desk.composer(1).text == CANNED[1]["text"]


async def test_pasted_text_says_so_and_is_not_sent_by_its_line_ends(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.write("ok ")
        desk.composer(1)._pasted("une ligne\nune autre")
        await desk.settle()
        assert desk.driver.of_kind("say") == []
        await desk.press("enter")
        said = desk.driver.of_kind("say")[0]
        assert said.text == "ok une ligne\nune autre"
        assert [(s.start, s.end, s.source) for s in said.spans] == [(3, 22, "pasted")]


async def test_words_pasted_from_the_customer_are_a_quotation(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "mon numéro est TIL-482113")
        desk.composer(1)._pasted("TIL-482113")
        await desk.press("enter")
        assert [s.source for s in desk.driver.of_kind("say")[0].spans] == ["customer"]


async def test_ctrl_r_quotes_the_customers_last_message(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour", "mon colis n’est pas là")
        await desk.press("ctrl+r")
        await desk.settle()
        assert "mon colis n’est pas là" in desk.composer(1).text
        await desk.press("enter")
        assert [s.source for s in desk.driver.of_kind("say")[0].spans] == ["customer"]


async def test_undo_gives_a_reply_its_name_back(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.write("/acc")
        await desk.press("enter")
        inserted = desk.composer(1).draft
        await desk.press("x", "ctrl+z")
        assert desk.composer(1).draft == inserted


async def test_composing_is_told_when_it_begins_and_when_it_stops(open_desk: OpenADesk) -> None:
    async with open_desk(2) as desk:
        await desk.customer(1, "bonjour")
        await desk.customer(2, "hello")
        await desk.write("Bon")
        assert [(c.chat, c.on) for c in desk.driver.of_kind("compose")] == [(1, True)]
        await desk.press("alt+2")
        assert [(c.chat, c.on) for c in desk.driver.of_kind("compose")] == [(1, True), (1, False)]
        await desk.write("a")
        await desk.press("enter")
        assert [(c.chat, c.on) for c in desk.driver.of_kind("compose")][2:] == [(2, True), (2, False)]


async def test_emptying_the_composer_stops_composing(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.press("a", "backspace")
        assert [c.on for c in desk.driver.of_kind("compose")] == [True, False]


async def test_markup_and_control_characters_are_only_text(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "[bold red]x[/] [@click=app.exit]y[/] \x1b[31m \u202egnol")
        drawn = "\n".join(line.plain for line in desk.column(1).conversation._lines)
        assert "[bold red]x[/]" in drawn
        assert "\x1b" not in drawn
        assert "\u202e" not in drawn


async def test_very_long_and_foreign_messages_do_not_break_the_desk(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "a" * 10_000, "😀👩‍👩‍👧‍👦🇫🇷", "مرحبا أين طلبي", "日本語のメッセージ")
        await desk.write("Bonjour")
        await desk.press("enter")
        assert len(desk.bubbles(1, "customer")) == 4
        assert desk.column(1).conversation.max_scroll_x == 0


async def test_a_fast_hand_inserts_the_reply_and_does_not_send_the_slash(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.send_keys("/acc", "enter", "!", "enter")
        [said] = desk.driver.of_kind("say")
        assert said.text == f"{CANNED[0]['text']}!"


async def test_a_fast_hand_loses_no_letter_after_sending(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.send_keys("un", "enter", "deux")
        assert [said.text for said in desk.driver.of_kind("say")] == ["un"]
        assert desk.composer(1).text == "deux"


async def test_a_fast_hands_new_line_stands_where_it_was_typed(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.send_keys("un", "alt+enter", "deux", "ctrl+j", "trois", "enter")
        assert desk.driver.of_kind("say")[0].text == "un\ndeux\ntrois"


async def test_words_of_a_conversation_can_be_selected_with_the_mouse(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "mon numéro est TIL-482113")
        conversation = desk.column(1).conversation
        y = conversation.size.height - 1
        line = conversation._lines[-1].plain
        start = line.index("TIL")
        await desk.pilot.mouse_down(conversation, offset=(start, y))
        await desk.pilot.hover(conversation, offset=(start + 4, y))
        await desk.pilot.hover(conversation, offset=(start + 9, y))
        await desk.pilot.mouse_up(conversation, offset=(start + 9, y))
        await desk.settle()
        assert desk.screen.get_selected_text() == "TIL-482113"
        await desk.press("ctrl+c")
        assert desk.app.clipboard == "TIL-482113"
        assert desk.dialogue() is None
