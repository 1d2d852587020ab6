"""The panel: the card, the records, the knowledge base, actions, replies, notes, the brief."""

from textual.widgets import Input, Markdown, OptionList

from chattrainer.locale.texts import Texts
from chattrainer.model.facts import (
    ActionResult,
    ActionStarted,
    ArticleShown,
    LookResult,
    SearchHit,
    SearchResult,
)
from chattrainer.model.scenario import Action
from chattrainer.tui.screens.action_form import ActionForm
from chattrainer.tui.screens.confirm import ConfirmScreen
from chattrainer.tui.widgets.panel import Panel
from tests.tui.conftest import OpenADesk, OpenDesk
from tests.tui.desk_double import ARTICLES, DoubleServices, case, plan


def panel_text(desk: OpenDesk) -> str:
    """All that the open page says."""
    page = desk.screen.query_one("#pane-" + desk.screen.query_one(Panel).page)
    texts = [str(part.render()) for part in page.query("Static")]
    texts += [part.source for part in page.query(Markdown)]
    options = [str(option.prompt) for box in page.query(OptionList) for option in box.options]
    return "\n".join([*texts, *options])


async def test_the_card_shows_the_customer_the_bot_and_the_earlier_contact(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        text = panel_text(desk)
        for words in (
            "Camille Roussel",
            "camille@courriel.example",
            "TIL-482113",
            "Client rassuré",
            "code postal",
        ):
            assert words in text
        assert [look.what for look in desk.driver.of_kind("look")] == ["card"]


async def test_the_card_of_the_chat_one_turns_to_is_shown_and_looked_at_once(open_desk: OpenADesk) -> None:
    async with open_desk(2) as desk:
        await desk.customer(1, "bonjour")
        await desk.customer(2, "hello")
        await desk.press("alt+2", "alt+1", "alt+2")
        assert "Bastien Le Goff" in panel_text(desk)
        assert [(look.chat, look.what) for look in desk.driver.of_kind("look")] == [(1, "card"), (2, "card")]


async def test_opening_the_records_looks_them_up(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.press("f6")
        assert [look.what for look in desk.driver.of_kind("look")] == ["card", "records"]
        await desk.happens(
            LookResult(
                at=5_000,
                chat=1,
                what="records",
                content={"order.status": "égaré", "amount": 59.9, "gift": True},
            )
        )
        text = panel_text(desk)
        assert "égaré" in text
        assert "59,90" in text
        assert "oui" in text


async def test_a_search_shows_what_was_found_and_a_paragraph_goes_into_the_message(
    open_desk: OpenADesk,
) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.press("ctrl+f")
        await desk.write("livraison")
        await desk.press("enter")
        assert [s.text for s in desk.driver.of_kind("search")] == ["livraison"]
        await desk.happens(
            SearchResult(
                at=3_000, chat=1, hits=(SearchHit(id="delais-livraison", title="Délais de livraison"),)
            )
        )
        await desk.press("enter")
        assert [a.id for a in desk.driver.of_kind("article")] == ["delais-livraison"]
        await desk.happens(ArticleShown(at=4_000, chat=1, **ARTICLES[0]))
        await desk.press("down", "enter")
        assert desk.composer(1).text == "Livraison express : le lendemain avant 18 h."
        assert desk.app.focused is desk.composer(1)
        await desk.press("enter")
        [span] = desk.driver.of_kind("say")[0].spans
        assert (span.source, span.id) == ("article", "delais-livraison")


async def test_an_action_asks_for_its_parameters_and_starts(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.press("ctrl+o", "down", "enter")
        assert isinstance(desk.app.screen, ActionForm)
        await desk.write("TIL-482113")
        await desk.press("tab")
        await desk.write("12,50")
        await desk.press("tab", "tab", "tab", "enter")
        await desk.settle()
        [act] = desk.driver.of_kind("act")
        assert (act.action, act.args) == (
            "refund",
            {"order_number": "TIL-482113", "amount": 12.5, "means": "carte"},
        )


async def test_enter_goes_on_to_the_next_entry_and_after_the_last_starts_the_action(
    open_desk: OpenADesk,
) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        given: list[object] = []
        action = Action(id="change_phone", params={"order_number": "text", "phone": "text"}, takes_s=1)
        await desk.app.push_screen(ActionForm(action, "Changer le numéro", "EUR"), given.append)
        await desk.press("enter")
        assert given == []
        await desk.press("enter")
        assert "à remplir" in str(desk.app.screen.query_one(".why").render())
        desk.app.screen.query(Input).first().value = "TIL-482113"
        desk.app.screen.query(Input).last().value = "06 39 98 12 34"
        await desk.press("enter")
        assert given == [{"order_number": "TIL-482113", "phone": "06 39 98 12 34"}]


async def test_an_empty_or_wrong_parameter_is_explained(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.press("ctrl+o", "down", "enter")
        await desk.press("tab")
        await desk.write("beaucoup")
        await desk.press("tab", "tab", "tab", "enter")
        await desk.settle()
        assert desk.driver.of_kind("act") == []
        assert isinstance(desk.app.screen, ActionForm)
        assert "à remplir" in str(desk.app.screen.query_one(".why").render())


async def test_what_cannot_be_undone_is_confirmed_first(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.press("ctrl+o", "enter")
        await desk.write("TIL-482113")
        await desk.press("tab", "space", "tab", "tab", "enter")
        await desk.settle()
        assert isinstance(desk.app.screen, ConfirmScreen)
        await desk.press("enter")
        await desk.settle()
        assert desk.driver.of_kind("act") == []
        assert isinstance(desk.app.screen, ActionForm)
        await desk.press("enter")
        await desk.settle()
        await desk.press("right", "enter")
        await desk.settle()
        assert [(a.action, a.args) for a in desk.driver.of_kind("act")] == [
            ("reship", {"order_number": "TIL-482113", "express": True})
        ]


async def test_an_action_runs_and_the_systems_refusal_is_shown(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.press("ctrl+o", "down", "down", "enter")
        await desk.settle()
        await desk.press("enter")
        await desk.settle()
        assert [a.action for a in desk.driver.of_kind("act")] == ["send_link"]
        await desk.happens(ActionStarted(at=4_000, chat=1, action="send_link", until=7_000))
        assert "en cours" in panel_text(desk)
        await desk.happens(
            ActionResult(at=7_000, chat=1, action="send_link", ok=False, message="Adresse e-mail inconnue.")
        )
        assert "Adresse e-mail inconnue." in panel_text(desk)
        assert any("Adresse e-mail inconnue." in text for text in desk.bubbles(1, "system"))


async def test_a_note_is_kept_and_stays_with_its_chat(open_desk: OpenADesk) -> None:
    async with open_desk(2) as desk:
        await desk.customer(1, "bonjour")
        await desk.customer(2, "hello")
        await desk.screen.query_one(Panel).open("notes")
        await desk.write("colis perdu")
        await desk.press("enter")
        await desk.settle()
        assert "colis perdu" in panel_text(desk)
        await desk.press("alt+2")
        assert "colis perdu" not in panel_text(desk)


async def test_replies_and_links_are_filtered_and_inserted(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.screen.query_one(Panel).open("replies")
        await desk.write("suivre")
        await desk.press("enter", "enter")
        await desk.settle()
        assert desk.composer(1).text == "https://www.maison-tilleul.example/suivi"


async def test_the_brief_of_the_company_stays_at_hand(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.screen.query_one(Panel).open("brief")
        await desk.settle()
        assert "Livraison offerte dès 60 €." in panel_text(desk)


async def test_the_panel_can_be_put_away_for_more_room(open_desk: OpenADesk) -> None:
    async with open_desk(size=(80, 24)) as desk:
        await desk.customer(1, "bonjour")
        await desk.press("ctrl+p")
        assert desk.column(1).size.width >= 78
        await desk.press("ctrl+f")
        assert desk.screen.query_one(Panel).region.width > 0


async def test_a_visitors_card_says_why_and_the_agent_opens(open_desk: OpenADesk) -> None:
    cases = (
        case(
            1, proactive=True, card={"page_viewed": "Panier, étape paiement", "basket": "suspension Cabane"}
        ),
    )
    services = DoubleServices(plan=plan(1).model_copy(update={"cases": cases}))
    async with open_desk(services=services) as desk:
        desk.driver.customer_comes(1, proactive=True)
        await desk.settle()
        assert "Panier, étape paiement" in panel_text(desk)
        assert desk.desk.customer(1) == "Visiteur"
        first = Texts("fr")("desk.composer.first")
        assert desk.composer(1).placeholder == first
        await desk.write("Bonjour")
        await desk.press("enter")
        assert desk.driver.of_kind("say")[0].text == "Bonjour"
        assert desk.composer(1).placeholder != first
