"""How the exam's screens look, in both languages. `--snapshot-update` takes new pictures."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from chattrainer.tui.app import ChattrainerApp
from chattrainer.tui.exam_way import ExamWay
from chattrainer.tui.screens.exam_brief import ExamBriefScreen
from chattrainer.tui.screens.exam_check import ExamCheckScreen
from chattrainer.tui.screens.exam_end import ExamEndScreen
from chattrainer.tui.screens.exam_notice import ExamNoticeScreen
from chattrainer.tui.screens.lobby import LobbyScreen
from chattrainer.tui.themes import LIGHT
from tests.tui.conftest import until
from tests.tui.test_exam import DoubleExam, services_with

Snap = Callable[..., bool]
PLACES: dict[str, Any] = {
    "notice": ExamNoticeScreen,
    "check": ExamCheckScreen,
    "brief": ExamBriefScreen,
    "end": ExamEndScreen,
}


def at(app: ChattrainerApp, place: str) -> Callable[[Pilot[None]], Any]:
    async def there(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: isinstance(app.screen, LobbyScreen))
        getattr(ExamWay(app, DoubleExam()), place)()
        await until(pilot, lambda: isinstance(app.screen, PLACES[place]))
        for field in app.screen.query(Input):
            field.cursor_blink = False
        await pilot.pause(0.3)

    return there


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("place", PLACES)
def test_the_screens_of_an_exam(snap_compare: Snap, place: str, language: str) -> None:
    app = ChattrainerApp(services_with(None), language=language)
    assert snap_compare(app, terminal_size=(80, 24), run_before=at(app, place))


def test_the_notice_by_day_on_a_wide_screen(snap_compare: Snap) -> None:
    app = ChattrainerApp(services_with(None), language="fr")
    app.theme = LIGHT.name
    assert snap_compare(app, terminal_size=(200, 60), run_before=at(app, "notice"))
