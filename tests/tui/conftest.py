"""A desk in a terminal of any size, with a driver that the test holds."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from chattrainer.tui.app import ChattrainerApp
from chattrainer.tui.desk import Desk
from chattrainer.tui.screens.desk import DeskScreen
from chattrainer.tui.services import Request
from chattrainer.tui.widgets.chat_column import ChatColumn
from chattrainer.tui.widgets.columns import Columns
from chattrainer.tui.widgets.composer import Composer
from tests.tui.desk_double import DoubleServices, ScriptedDriver

SIZE = (120, 36)
NAMED_KEYS = frozenset({"enter", "alt+enter", "ctrl+j", "ctrl+g", "alt+1", "alt+2"})


@pytest.fixture(autouse=True)
def _own_preferences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHATTRAINER_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "fr")
    monkeypatch.delenv("NO_COLOR", raising=False)


@dataclass
class OpenDesk:
    """A desk in use."""

    app: ChattrainerApp
    pilot: Pilot[None]
    services: DoubleServices

    @property
    def driver(self) -> ScriptedDriver:
        assert self.services.session is not None
        return self.services.session.driver

    @property
    def screen(self) -> DeskScreen:
        """The desk, also while a dialogue lies over it."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, DeskScreen))

    @property
    def desk(self) -> Desk:
        assert self.screen.desk is not None
        return self.screen.desk

    def dialogue(self) -> type[object] | None:
        """What lies over the desk; None for nothing."""
        return None if self.app.screen is self.screen else type(self.app.screen)

    def column(self, chat: int) -> ChatColumn:
        column = self.screen.query_one(Columns).column(chat)
        assert column is not None
        return column

    def composer(self, chat: int) -> Composer:
        return self.column(chat).composer

    def bubbles(self, chat: int, side: str = "") -> list[str]:
        """What stands in a conversation, in order."""
        rows = self.column(chat).conversation.rows
        return [row.text for row in rows if row.look == side or (not side and row.look != "byline")]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def write(self, text: str) -> None:
        """Types a text, letter by letter, as fast as the desk takes it."""
        await self.send_keys(text)

    async def send_keys(self, *typed: str) -> None:
        """Texts and names of keys, without waiting between them, as a terminal sends them."""
        for piece in typed:
            named = piece in NAMED_KEYS
            for key, character in [(piece, None)] if named else [(letter, letter) for letter in piece]:
                event = events.Key(key, character)
                event.set_sender(self.app)
                assert self.app._driver is not None
                self.app._driver.send_message(event)
        await self.settle()

    async def settle(self) -> None:
        """Lets what was posted arrive."""
        await self.pilot.pause()
        await self.pilot.pause()

    async def customer(self, chat: int, *bubbles: str, at: int | None = None) -> None:
        """A customer comes, if she has not, and writes."""
        if at is not None:
            self.driver.now_ms = at
        if chat not in self.desk.view.places:
            self.driver.customer_comes(chat)
        self.driver.customer_says(chat, *bubbles)
        await self.settle()

    async def happens(self, *events: Any) -> None:
        self.driver.happens(*events)
        await self.settle()

    def told(self) -> list[str]:
        """What the toasts say."""
        return [str(notification.message) for notification in self.app._notifications]


OpenADesk = Callable[..., AbstractAsyncContextManager[OpenDesk]]


@pytest.fixture
def open_desk() -> OpenADesk:
    """Opens a desk: `async with open_desk(chats=2) as desk:`."""

    @asynccontextmanager
    async def opening(
        chats: int = 1,
        size: tuple[int, int] = SIZE,
        language: str = "fr",
        robot: str | None = None,
        services: DoubleServices | None = None,
        hints: bool = False,
        spelling_marks: bool = False,
    ) -> AsyncIterator[OpenDesk]:
        doors = services or DoubleServices(chats=chats)
        app = ChattrainerApp(
            doors,
            Request("fr", chats, robot=robot, hints=hints, spelling_marks=spelling_marks),
            language=language,
        )
        async with app.run_test(size=size) as pilot:
            desk = OpenDesk(app, pilot, doors)
            await until(pilot, lambda: bool(doors.session and doors.session.driver.started))
            desk.driver.opens(chats)
            await desk.settle()
            yield desk

    return opening


async def until(pilot: Pilot[None], holds: Callable[[], bool], turns: int = 400) -> None:
    """Waits for something that a worker thread brings about."""
    for _ in range(turns):
        if holds():
            await pilot.pause()
            return
        await pilot.pause(0.01)
    raise AssertionError("it did not come about")
