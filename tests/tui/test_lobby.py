"""The lobby, the choices before practising, past sittings, the debrief."""

import os
import signal
import sys
from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, OptionList, Static

from chattrainer.locale.texts import Texts
from chattrainer.model.audit import SimulatorFault
from chattrainer.model.errors import StoreError
from chattrainer.tui import prefs
from chattrainer.tui.app import ChattrainerApp
from chattrainer.tui.screens.confirm import ConfirmScreen
from chattrainer.tui.screens.debrief import DebriefScreen
from chattrainer.tui.screens.desk import DeskScreen
from chattrainer.tui.screens.help import HelpScreen
from chattrainer.tui.screens.lobby import LobbyScreen
from chattrainer.tui.screens.past import PastScreen
from chattrainer.tui.screens.setup import SetupScreen
from chattrainer.tui.services import Offer, PastSitting, Request
from chattrainer.tui.widgets.tick_list import TickList
from tests.tui.conftest import until
from tests.tui.desk_double import DoubleServices
from tests.tui.judged import judged

SCORES = (("latency", 81.0), ("writing", 74.0), ("directiveness", None), ("resolution", 90.0))
PAST = (
    PastSitting(
        "20261122-abcd", "2026-11-22T09:30:00Z", "fr", 2, ("colis-en-retard",), overall=78.1, scores=SCORES
    ),
    PastSitting("20261121-bcde", "2026-11-21T18:00:00Z", "fr", 1, ("panier-hesitant",), status="abandoned"),
)
OFFERS = (
    Offer("colis-en-retard", "fr", "after_sales", "maison-tilleul", 2, 7, "Colis non reçu"),
    Offer("panier-hesitant", "fr", "sales", "maison-tilleul", 3, 6, "Un panier hésitant"),
    Offer("bill-went-up", "en", "retention", "wrenlink", 3, 8, "The bill went up"),
)


def menu(app: ChattrainerApp) -> list[str]:
    return [option.id or "" for option in app.screen.query_one("#menu", OptionList).options]


async def choose(app: ChattrainerApp, pilot: Pilot[None], name: str) -> None:
    app.screen.query_one("#menu", OptionList).highlighted = menu(app).index(name)
    await pilot.press("enter")
    await pilot.pause()


async def test_a_newcomer_is_offered_to_watch_first() -> None:
    for newcomer, first in ((True, "watch"), (False, "practise")):
        app = ChattrainerApp(DoubleServices(newcomer=newcomer), language="fr")
        async with app.run_test() as pilot:
            await pilot.pause()
            assert menu(app)[0] == first


async def test_watching_puts_a_robot_at_the_desk() -> None:
    services = DoubleServices(chats=2)
    app = ChattrainerApp(services, language="fr")
    async with app.run_test() as pilot:
        await pilot.pause()
        await choose(app, pilot, "watch")
        await until(pilot, lambda: services.session is not None)
        assert services.requests[0].robot == "skilled"
        assert isinstance(app.screen, DeskScreen)


async def test_an_interrupted_sitting_comes_before_everything_and_can_be_closed() -> None:
    services = DoubleServices(interrupted=PAST[:1])
    app = ChattrainerApp(services, language="fr")
    async with app.run_test() as pilot:
        await until(pilot, lambda: "resume" in menu(app))
        assert menu(app)[:2] == ["resume", "close"]
        await choose(app, pilot, "close")
        await until(pilot, lambda: services.closed == ["20261122-abcd"])
        await until(pilot, lambda: "resume" not in menu(app))


async def test_an_interrupted_sitting_can_be_taken_up_again() -> None:
    services = DoubleServices(interrupted=PAST[:1])
    app = ChattrainerApp(services, language="fr")
    async with app.run_test() as pilot:
        await until(pilot, lambda: "resume" in menu(app))
        await choose(app, pilot, "resume")
        await until(pilot, lambda: services.resumed == ["20261122-abcd"])


async def test_the_language_changes_at_once_and_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHATTRAINER_LANGUAGE")
    app = ChattrainerApp(DoubleServices(), language="fr")
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("l")
        await pilot.pause()
        titles = [str(option.prompt) for option in app.screen.query_one("#menu", OptionList).options]
        assert any(Texts("en")("lobby.practise.title") in title for title in titles)
    assert prefs.load(prefs.preferences_path()).language == "en"
    assert ChattrainerApp(DoubleServices()).texts.language == "en"


async def test_the_theme_changes_at_once_and_is_remembered() -> None:
    app = ChattrainerApp(DoubleServices(), language="fr")
    async with app.run_test() as pilot:
        await pilot.pause()
        before = app.theme
        await pilot.press("t")
        await pilot.pause()
        assert app.theme != before
    assert ChattrainerApp(DoubleServices()).theme == app.theme


async def test_practising_with_chosen_cases() -> None:
    services = DoubleServices(chats=2, offered=OFFERS)
    app = ChattrainerApp(services, language="fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await choose(app, pilot, "practise")
        assert isinstance(app.screen, SetupScreen)
        await until(pilot, lambda: app.screen.query_one(TickList).option_count == 2)
        # Chats; language; who words them; errors shown, words marked; cases.
        await pilot.press("right", "tab", "tab", "tab", "tab", "tab", "down", "space", "f5")
        await until(pilot, lambda: bool(services.requests))
        request = services.requests[0]
        assert (request.language, request.chats, request.scenarios) == ("fr", 2, ("panier-hesitant",))


async def test_without_a_choice_the_cases_are_a_surprise() -> None:
    services = DoubleServices(offered=OFFERS)
    app = ChattrainerApp(services, language="fr")
    async with app.run_test() as pilot:
        await pilot.pause()
        app.show_setup()
        await pilot.pause()
        await pilot.press("f5")
        await until(pilot, lambda: bool(services.requests))
        assert services.requests[0].scenarios == ()


async def test_fewer_ticked_cases_than_chats_come_again_and_the_screen_says_so() -> None:
    app = ChattrainerApp(DoubleServices(offered=OFFERS), language="fr")
    async with app.run_test(size=(80, 24)) as pilot:
        app.show_setup()
        await pilot.pause()
        await until(pilot, lambda: app.screen.query_one(TickList).option_count == 2)

        def hint() -> str:
            return str(app.screen.query_one("#hint", Static).render())

        assert "surprise" in hint()
        app.screen.query_one(TickList).focus()
        await pilot.press("space")
        assert hint() == ""
        app.screen.query_one("#chats").focus()
        await pilot.press("right", "right")
        await pilot.pause()
        assert hint().startswith("Un seul cas coché pour 3 conversations")
        app.screen.query_one(TickList).focus()
        await pilot.press("down", "space")
        await pilot.pause()
        assert hint().startswith("2 cas cochés pour 3 conversations")
        app.screen.query_one("#chats").focus()
        await pilot.press("left")
        await pilot.pause()
        assert hint() == ""


async def test_past_sittings_are_filtered_sorted_and_opened() -> None:
    services = DoubleServices(past_sittings=PAST, judged=judged())
    app = ChattrainerApp(services, language="fr")
    async with app.run_test(size=(120, 36)) as pilot:
        app.show_past()
        await pilot.pause()
        assert isinstance(app.screen, PastScreen)
        table = app.screen.query_one(DataTable)
        await until(pilot, lambda: table.row_count == 2)
        assert str(table.get_row_at(0)[2]) == "78"
        app.screen.query_one(Input).value = "panier"
        await pilot.pause()
        assert table.row_count == 1
        app.screen.query_one(Input).value = ""
        await pilot.pause()
        await pilot.press("s", "s", "enter")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))


async def test_the_debrief_says_what_cost_points_in_the_agents_own_words() -> None:
    services = DoubleServices(judged=judged())
    app = ChattrainerApp(services, language="fr")
    async with app.run_test(size=(120, 36)) as pilot:
        app.show_debrief("20261122-abcd")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        page = "\n".join(str(part.render()) for part in app.screen.query("#paper Static"))
        for words in (
            "71,4",
            "Quel est votre numéro de commande ?",
            "−3,0",
            "Je vois la commande TIL-482113 sur votre fiche.",
            "courtois mais non résolu",
            "Demander pour quand, avant de proposer.",
            "Conduite de l’échange",
        ):
            assert words in page, words
        await pilot.press("m")
        assert app.screen.query(".model").first().display
        await pilot.press("n", "n", "p", "enter")
        await until(pilot, lambda: isinstance(app.screen, LobbyScreen))


async def test_the_debrief_tells_what_the_simulator_did_wrong() -> None:
    told = judged()
    fault = SimulatorFault(
        chat=2,
        event=3,
        at=3_000,
        kind="undisclosed",
        severity="critical",
        effect="helped",
        quote="mon mail : \x1b[31mana@courriel.example",
        about="email",
    )
    chats = tuple(
        score.model_copy(update={"outcome": "void"}) if score.chat == 2 else score
        for score in told.scorecard.chats
    )
    card = told.scorecard.model_copy(update={"simulator": (fault,), "chats": chats})
    services = DoubleServices(judged=replace(told, scorecard=card))
    app = ChattrainerApp(services, language="fr")
    async with app.run_test(size=(120, 36)) as pilot:
        app.show_debrief("20261122-abcd")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        page = "\n".join(str(part.render()) for part in app.screen.query("#paper Static"))
    assert "La conversation 2 est neutralisée" in page
    assert "ana@courriel.example" in page
    assert "\x1b" not in page


async def test_help_opens_on_every_place_and_closes() -> None:
    app = ChattrainerApp(DoubleServices(judged=judged()), language="fr")
    async with app.run_test(size=(80, 24)) as pilot:
        for go in (app.show_lobby, app.show_setup, app.show_past, lambda: app.show_debrief("x")):
            go()
            await pilot.pause()
            place = app.screen
            await until(pilot, lambda: type(app.screen).__name__ != "ScoringScreen")
            place = app.screen
            await pilot.press("f1")
            await pilot.pause()
            assert isinstance(app.screen, HelpScreen)
            await pilot.press("escape")
            await pilot.pause()
            assert app.screen is place


async def test_no_colour_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = ChattrainerApp(DoubleServices(), language="fr")
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.no_color
        assert isinstance(app.screen, LobbyScreen)


async def test_a_debrief_is_left_to_where_it_was_opened() -> None:
    services = DoubleServices(past_sittings=PAST, judged=judged())
    app = ChattrainerApp(services, language="fr")
    async with app.run_test() as pilot:
        await pilot.pause()
        app.show_past()
        await until(pilot, lambda: bool(app.screen.query(DataTable)))
        await until(pilot, lambda: app.screen.query_one(DataTable).row_count > 0)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, PastScreen))


async def test_a_database_that_cannot_be_read_is_told_in_the_lobby(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(services: DoubleServices) -> tuple[PastSitting, ...]:
        raise StoreError("store.not_ours", path="notes.db")

    monkeypatch.setattr(DoubleServices, "unfinished", refuse)
    app = ChattrainerApp(DoubleServices(), language="fr")
    async with app.run_test() as pilot:
        await until(pilot, lambda: bool(app.screen.query(".failure")))
        assert "notes.db" in str(app.screen.query_one(".failure", Static).content)


async def test_who_came_to_watch_and_leaves_is_out() -> None:
    app = ChattrainerApp(DoubleServices(), Request("fr", robot="skilled"), language="fr")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, DeskScreen) and app.screen.desk is not None)
        await pilot.press("ctrl+c")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("right", "enter")
        await until(pilot, lambda: not app.is_running)
    assert app.return_code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals work another way")
async def test_asked_to_end_by_a_signal_it_gives_the_terminal_back() -> None:
    app = ChattrainerApp(DoubleServices(), Request("fr"), language="en")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, DeskScreen) and app.screen.desk is not None)
        os.kill(os.getpid(), signal.SIGTERM)
        await until(pilot, lambda: not app.is_running)
    assert app.return_code == 128 + signal.SIGTERM
    assert "recorded" in app.stopped_by
