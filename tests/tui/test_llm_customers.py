"""Customers worded by a language model, as a person meets them: chosen, told, counted, explained afterwards."""

from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Markdown, Static

from chattrainer.app.llm.estimate import WordsOffer
from chattrainer.app.llm.told import WordingTold
from chattrainer.locale.texts import Texts
from chattrainer.model.errors import UsageError
from chattrainer.model.exam import Conditions
from chattrainer.model.facts import SittingOpened
from chattrainer.model.inputs import Spending, WordingGiven
from chattrainer.tui.app import ChattrainerApp
from chattrainer.tui.screens.debrief import DebriefScreen
from chattrainer.tui.screens.setup import SetupScreen
from chattrainer.tui.services import Request
from chattrainer.tui.widgets.brief_pane import BriefPane
from chattrainer.tui.widgets.choice_row import ChoiceRow
from tests.tui.conftest import OpenADesk, OpenDesk, until
from tests.tui.desk_double import DoubleServices
from tests.tui.judged import judged

OFFER = WordsOffer("some-model", Spending(tokens=21_000), Spending(tokens=400_000))
SPENT = Spending(tokens=12_400, cost=0.0213, currency="EUR")
SIZES = [(80, 24), (120, 36), (200, 60)]


async def at_setup(app: ChattrainerApp, pilot: Pilot[None]) -> SetupScreen:
    await pilot.pause()
    app.show_setup()
    await until(pilot, lambda: isinstance(app.screen, SetupScreen))
    assert isinstance(app.screen, SetupScreen)
    return app.screen


def hint(screen: SetupScreen) -> str:
    return str(screen.query_one("#hint", Static).content)


@pytest.mark.parametrize("size", SIZES)
async def test_a_model_is_chosen_with_its_name_and_what_it_will_take(size: tuple[int, int]) -> None:
    services = DoubleServices(offer=OFFER)
    app = ChattrainerApp(services, language="en")
    async with app.run_test(size=size) as pilot:
        screen = await at_setup(app, pilot)
        row = screen.query_one("#words", ChoiceRow)
        assert row.region.right <= size[0]
        row.choose("llm")
        await until(pilot, lambda: "some-model" in hint(screen))
        assert "21,000 tokens" in hint(screen)
        assert "400,000" in hint(screen)
        screen.action_start()
        await until(pilot, lambda: bool(services.requests))
        assert services.requests[0].llm


async def test_by_script_is_what_nobody_has_to_choose() -> None:
    services = DoubleServices(offer=OFFER)
    app = ChattrainerApp(services, language="en")
    async with app.run_test() as pilot:
        screen = await at_setup(app, pilot)
        screen.action_start()
        await until(pilot, lambda: bool(services.requests))
        assert not services.requests[0].llm


async def test_where_none_is_set_it_is_told_and_the_choice_goes_back() -> None:
    app = ChattrainerApp(DoubleServices(), language="fr")
    async with app.run_test() as pilot:
        screen = await at_setup(app, pilot)
        row = screen.query_one("#words", ChoiceRow)
        row.choose("llm")
        await until(pilot, lambda: row.value == "script")
        assert [str(n.message) for n in app._notifications] == [Texts("fr")("llm.not_set")]


async def test_settings_that_cannot_be_are_told() -> None:
    class Broken(DoubleServices):
        def words_offer(self, request: Request) -> WordsOffer | None:
            raise UsageError("llm.no_number", name="llm_answer_s", value="soon")

    app = ChattrainerApp(Broken(), language="en")
    async with app.run_test() as pilot:
        screen = await at_setup(app, pilot)
        row = screen.query_one("#words", ChoiceRow)
        row.choose("llm")
        await until(pilot, lambda: row.value == "script")
        assert "llm_answer_s" in str([n.message for n in app._notifications])


# --- at the desk -------------------------------------------------------------------------------------------


def opened() -> SittingOpened:
    return SittingOpened(
        at=0,
        seed=1,
        language="fr",
        chats_at_once=1,
        scenarios=("colis-en-retard",),
        conditions=Conditions(worded=True),
        versions={"llm": "some-model"},
    )


async def worded(desk: OpenDesk) -> None:
    """The sitting begins with customers worded by a model."""
    desk.driver.numbered = 0
    await desk.happens(opened())


async def brief(desk: OpenDesk) -> str:
    """The brief, opened."""
    await desk.screen.action_page("brief")
    await desk.settle()
    return desk.screen.query_one(BriefPane).query_one(Markdown).source


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_the_agent_is_told_and_sees_what_it_takes(
    open_desk: OpenADesk, size: tuple[int, int], language: str
) -> None:
    texts = Texts(language)
    async with open_desk(size=size, language=language) as desk:
        await worded(desk)
        assert texts("llm.desk", model="some-model") in desk.told()
        await desk.customer(1, "Bonjour")
        assert "some-model" in await brief(desk)
        status = desk.screen.query_one("TopBar .status", Static)
        assert "·" not in str(status.content)
        await desk.happens(
            WordingGiven(at=0, chat=1, of=1, source="llm:some-model", spent=SPENT),
            WordingGiven(at=0, chat=1, of=2, source="llm:some-model", spent=SPENT),
        )
        said = str(status.content)
        assert "24" in said
        assert "800" in said
        assert "EUR" in said
        assert status.region.right <= size[0]
        assert status.region.width >= len(said)


async def test_a_scripted_sitting_says_nothing_of_models(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "Bonjour")
        assert await brief(desk) == desk.desk.case(1).company.brief
        assert desk.told() == [t for t in desk.told() if "modèle" not in t]


# --- afterwards --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_the_debrief_says_who_worded_why_not_and_what_it_took(
    size: tuple[int, int], language: str
) -> None:
    texts = Texts(language)
    wording = WordingTold("some-model", 40, 3, (("endpoint.budget", 2), ("endpoint.timeout", 1)), SPENT)
    app = ChattrainerApp(DoubleServices(), language=language)
    async with app.run_test(size=size) as pilot:
        await app.push_screen(DebriefScreen(replace(judged(), wording=wording)))
        await pilot.pause()
        page = "\n".join(str(s.content) for s in app.screen.query("#paper Static").results(Static))
    assert texts("llm.debrief", n=3, turns=40, model="some-model") in page
    assert texts("llm.why.timeout") in page
    assert texts("llm.told.budget") in page
    assert "EUR" in page
