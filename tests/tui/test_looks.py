"""How the screens look, at the sizes people have, in both languages. `--snapshot-update` takes new pictures."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from chattrainer.model.facts import ActionResult, ActionStarted, CustomerTyping
from chattrainer.model.inputs import Act, Say
from chattrainer.tui.app import ChattrainerApp
from chattrainer.tui.screens.debrief import DebriefScreen
from chattrainer.tui.services import Request
from chattrainer.tui.themes import LIGHT
from chattrainer.tui.widgets.composer import Composer
from tests.tui.conftest import until
from tests.tui.desk_double import DoubleServices
from tests.tui.judged import judged

SIZES = [(80, 24), (120, 36), (200, 60)]
LANGUAGES = ["fr", "en"]

Snap = Callable[..., bool]


def shown(width: int, height: int, language: str) -> Any:
    return pytest.param((width, height), language, id=f"{width}x{height}-{language}")


EVERY_SIZE = [shown(*size, language) for size in SIZES for language in LANGUAGES]


async def at_work(pilot: Pilot[None]) -> None:
    """Three customers: one answered and writing, one new, one late; an action that the system refused."""
    app = pilot.app
    assert isinstance(app, ChattrainerApp)
    services = app.services
    assert isinstance(services, DoubleServices)
    await until(pilot, lambda: bool(services.session and services.session.driver.started))
    assert services.session is not None
    driver = services.session.driver
    driver.opens(3)
    driver.customer_comes(1)
    driver.now_ms = 5_000
    driver.customer_says(1, "Bonjour, j’ai commandé un jouet il y a dix jours, toujours rien reçu [bold]")
    await pilot.pause()
    driver.now_ms = 14_000
    driver.customer_comes(2)
    driver.customer_says(2, "bonjour", "mon colis n’est toujours pas arrivé 😀")
    driver.happens(
        Say(at=20_000, chat=1, text="Bonjour Madame Roussel, je regarde tout de suite."),
        Act(at=21_000, chat=1, action="send_link"),
        ActionStarted(at=21_000, chat=1, action="send_link", until=24_000),
        ActionResult(at=24_000, chat=1, action="send_link", ok=False, message="Adresse inconnue."),
    )
    driver.now_ms = 70_000
    driver.customer_comes(3)
    driver.happens(CustomerTyping(at=70_000, chat=1, on=True))
    await pilot.pause()
    driver.now_ms = 84_000
    for composer in app.screen.query(Composer):
        composer.cursor_blink = False
    await pilot.press("J", "e")
    app.clear_notifications()
    await pilot.pause(0.3)


@pytest.mark.parametrize(("size", "language"), EVERY_SIZE)
def test_the_desk_at_work(snap_compare: Snap, size: tuple[int, int], language: str) -> None:
    app = ChattrainerApp(DoubleServices(chats=3), Request("fr", 3), language=language)
    assert snap_compare(app, terminal_size=size, run_before=at_work)


def test_the_desk_by_day(snap_compare: Snap) -> None:
    app = ChattrainerApp(DoubleServices(chats=3), Request("fr", 3), language="fr")
    app.theme = LIGHT.name
    assert snap_compare(app, terminal_size=(120, 36), run_before=at_work)


@pytest.mark.parametrize(("size", "language"), EVERY_SIZE)
def test_the_debrief(snap_compare: Snap, size: tuple[int, int], language: str) -> None:
    async def debriefed(pilot: Pilot[None]) -> None:
        app.show_debrief("20261122-abcd")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))

    app = ChattrainerApp(DoubleServices(judged=judged()), language=language)
    assert snap_compare(app, terminal_size=size, run_before=debriefed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lobby_of_a_newcomer(snap_compare: Snap, language: str) -> None:
    app = ChattrainerApp(DoubleServices(newcomer=True), language=language)
    assert snap_compare(app, terminal_size=(80, 24), run_before=lambda pilot: pilot.pause(0.3))
