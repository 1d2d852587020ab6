"""The progress screen over a real database: my sittings and curves, the team's table, sharing, exporting."""

import csv
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from chattrainer.model.errors import StoreError
from chattrainer.store import Store
from chattrainer.tui.app import ChattrainerApp
from chattrainer.tui.progress_room import RoomProgress
from chattrainer.tui.screens.confirm import ConfirmScreen
from chattrainer.tui.screens.debrief import DebriefScreen
from chattrainer.tui.screens.help import HelpScreen
from chattrainer.tui.screens.lobby import LobbyScreen
from chattrainer.tui.screens.progress import ProgressScreen
from chattrainer.tui.screens.save_file import SaveFileScreen
from chattrainer.tui.themes import THEMES
from chattrainer.tui.widgets.choice_row import ChoiceRow
from chattrainer.tui.widgets.history_pane import HistoryPane
from chattrainer.tui.widgets.key_bar import KeyBar
from chattrainer.tui.widgets.progress_curve import ProgressCurve
from chattrainer.tui.widgets.score_table import ScoreTable
from chattrainer.tui.widgets.team_pane import TeamPane
from tests.support.scored import sat
from tests.tui.conftest import until
from tests.tui.desk_double import DoubleServices
from tests.tui.judged import judged

SIZES = [(80, 24), (120, 36), (200, 60)]


@dataclass
class Progress:
    """The screen in use."""

    app: ChattrainerApp
    pilot: Pilot[None]
    store: Store

    @property
    def page(self) -> str:
        return next(name for name in ("mine", "team", "person") if self.screen.has_class(f"-{name}"))

    @property
    def screen(self) -> ProgressScreen:
        return next(s for s in self.app.screen_stack if isinstance(s, ProgressScreen))

    @property
    def table(self) -> ScoreTable:
        return self.screen.query_one(f"#{self.page} ScoreTable", ScoreTable)

    def column(self, index: int) -> list[str]:
        return [str(self.table.get_row_at(row)[index]).strip() for row in range(self.table.row_count)]

    def words(self) -> str:
        """What the open page says besides its table."""
        parts = self.screen.query(f"#{self.page} Static").results(Static)
        return "\n".join(str(part.render()) for part in parts if part.display and part.region.height)

    def told(self) -> list[str]:
        return [str(notification.message) for notification in self.app._notifications]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()
        await self.pilot.pause()


OpenProgress = Callable[..., AbstractAsyncContextManager[Progress]]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("LOGNAME", "ana")
    with Store.open(tmp_path / "log.db") as store:
        yield store


@pytest.fixture
def open_progress(store: Store) -> OpenProgress:
    @asynccontextmanager
    async def opening(size: tuple[int, int] = (120, 36), language: str = "fr") -> AsyncIterator[Progress]:
        services = DoubleServices(judged=judged(), progress=RoomProgress(lambda: store))
        app = ChattrainerApp(services, language=language)
        async with app.run_test(size=size) as pilot:
            app.show_progress()
            await until(pilot, lambda: isinstance(app.screen, ProgressScreen))
            progress = Progress(app, pilot, store)
            reading = app.texts("progress.reading")
            await until(pilot, lambda: reading not in progress.words())
            yield progress

    return opening


@pytest.fixture
def mine(store: Store) -> list[str]:
    """Six sittings of Ana's: French at one chat four times, then assigned at two, then English, unscored."""
    first = [
        sat(store, "ana", f"10-{day:02d}", [40.0 + 5 * day, 62.0, 70.0 - day, 80.0]) for day in range(1, 5)
    ]
    assigned = sat(store, "ana", "10-05", 75.0, chats=2, purpose="assigned")
    return [*first, assigned, sat(store, "ana", "10-06", None, language="en")]


@pytest.fixture
def team(store: Store) -> None:
    for day, score in enumerate((50.0, 52.0, 60.0, 62.0), 1):
        sat(store, "Bastien", f"10-{day:02d}", score, purpose="assigned", chats=2)
    for day, score in enumerate((90.0, 80.0, 72.0, 70.0), 5):
        sat(store, "Inès", f"10-{day:02d}", [score, None, score, score], purpose="evaluation", language="en")
    sat(store, "Cara", "10-09", purpose="recruitment")
    sat(store, "Rob", "10-09", purpose="assigned", player="skilled")
    sat(store, "Secret", "10-09")


# --- me ----------------------------------------------------------------------------------------------------


async def test_my_sittings_stand_newest_first_with_their_scores(
    open_progress: OpenProgress, mine: list[str]
) -> None:
    async with open_progress() as progress:
        assert [day.split(" oct.")[0] for day in progress.column(0)] == ["6", "5", "4", "3", "2", "1"]
        assert progress.column(8) == ["–", "75", "67", "66", "65", "64"]
        assert progress.column(1)[:3] == ["entraînement", "exercice demandé", "entraînement"]
        assert progress.app.focused is progress.table


async def test_what_moved_most_is_told_in_words(open_progress: OpenProgress, mine: list[str]) -> None:
    async with open_progress() as progress:
        words = " ".join(progress.words().split())
        assert "A le plus progressé : Réactivité, 1 conversation en français : +10,0 points" in words
        assert "de 48 à 58, 4 sessions" in words
        await progress.press("c", "c")
        assert "à partir de 4 sessions" in progress.words()


async def test_a_table_is_sorted_by_key_and_by_a_click_on_a_title(
    open_progress: OpenProgress, mine: list[str]
) -> None:
    async with open_progress() as progress:
        await progress.press("s", "s")
        assert progress.column(2) == ["2", "1", "1", "1", "1", "1"]
        await progress.press("r")
        assert progress.column(2)[-1] == "2"
        await progress.press("r")
        latency = progress.table.region.x + sum(c.width for c in progress.table.ordered_columns[:4]) + 2
        for order in (["75", "60", "55", "50", "45", "–"], ["45", "50", "55", "60", "75", "–"]):
            await progress.pilot.click(offset=(latency, progress.table.region.y))
            await progress.pilot.pause()
            assert progress.column(4) == order
        assert any("Réactivité" in words for words in progress.told())


async def test_the_cursor_stays_on_its_sitting_when_the_order_changes(
    open_progress: OpenProgress, mine: list[str]
) -> None:
    async with open_progress() as progress:
        await progress.press("down")
        assert progress.table.current == mine[4]
        await progress.press("r")
        assert (progress.table.cursor_row, progress.table.current) == (4, mine[4])


async def test_filters_go_round_their_values_and_the_curve_follows(
    open_progress: OpenProgress, mine: list[str]
) -> None:
    async with open_progress() as progress:
        await progress.press("l")
        assert progress.column(3) == ["en"]
        assert "La courbe commence à la deuxième session notée." in progress.words()
        await progress.press("l")
        assert set(progress.column(3)) == {"fr"}
        await progress.press("l", "u")
        assert progress.column(1) == ["exercice demandé"]
        await progress.press("l")
        assert progress.table.display
        assert not progress.screen.query_one("#mine #body").display
        assert "Aucune session ne correspond." in progress.words()
        await progress.press("l", "l", "u", "u", "c")
        assert set(progress.column(2)) == {"1"}


async def test_the_curve_shows_each_score_in_turn(open_progress: OpenProgress, mine: list[str]) -> None:
    async with open_progress() as progress:
        curve = progress.screen.query_one("#mine ProgressCurve", ProgressCurve)
        seen = []
        for key in "01234":
            await progress.press(key)
            seen.append(str(curve.render()))
        assert len(set(seen)) == 5
        assert "2" in seen[0]
        assert progress.screen.query_one("#mine #measured", ChoiceRow).value == "resolution"


async def test_a_sitting_opens_its_debrief(open_progress: OpenProgress, mine: list[str]) -> None:
    async with open_progress() as progress:
        await progress.press("enter")
        await until(progress.pilot, lambda: isinstance(progress.app.screen, DebriefScreen))


async def test_nothing_yet_says_what_to_do(open_progress: OpenProgress) -> None:
    async with open_progress(size=(80, 24)) as progress:
        assert "S’entraîner" in progress.words()
        await progress.press("enter", "p", "s", "r", "1", "l", "slash", "x")
        assert "S’entraîner" in progress.words()
        await progress.press("f6")
        assert "ni entraînement partagé" in progress.words()
        await progress.press("enter", "x")
        assert progress.told()[-1] == progress.app.texts("progress.export.nothing")
        await progress.press("escape")
        await until(progress.pilot, lambda: isinstance(progress.app.screen, LobbyScreen))


# --- sharing -----------------------------------------------------------------------------------------------


async def test_practice_is_shared_after_being_told_who_will_see_it(
    open_progress: OpenProgress, mine: list[str]
) -> None:
    async with open_progress() as progress:
        await progress.press("ctrl+end", "up", "p")
        assert isinstance(progress.app.screen, ConfirmScreen)
        question = str(progress.app.screen.query_one(".question", Static).render())
        assert "toute personne qui ouvre cette base" in question
        assert "2 oct. 2026" in question
        await progress.press("enter")  # the harmless answer has the keyboard
        assert not progress.store.run(mine[1]).shared
        await progress.press("p", "right", "enter")
        await until(progress.pilot, lambda: "entr. partagé" in progress.column(1))
        assert [run.id for run in progress.store.runs() if run.shared] == [mine[1]]
        assert progress.table.current == mine[1]
        await progress.press("f6")
        assert "entr. partagé" in progress.column(1)


async def test_sharing_is_taken_back_the_same_way(
    open_progress: OpenProgress, store: Store, mine: list[str]
) -> None:
    store.share(mine[3])
    async with open_progress() as progress:
        await progress.press("down", "down", "p")
        question = str(progress.app.screen.query_one(".question", Static).render())
        assert "vous seul la verrez" in question
        await progress.press("right", "enter")
        await until(progress.pilot, lambda: not store.run(mine[3]).shared)


async def test_assigned_work_needs_no_sharing(open_progress: OpenProgress, mine: list[str]) -> None:
    async with open_progress() as progress:
        await progress.press("down", "p")
        assert isinstance(progress.app.screen, ProgressScreen)
        assert progress.told()[-1] == progress.app.texts("progress.not_shared.assigned")


# --- the team ----------------------------------------------------------------------------------------------


async def test_the_team_has_neither_free_practice_nor_recruitment_nor_robots(
    open_progress: OpenProgress, mine: list[str], team: None
) -> None:
    async with open_progress() as progress:
        await progress.press("f6")
        assert progress.column(0) == ["ana", "Bastien", "Inès"]
        assert progress.column(10) == ["–", "▲ +10,0", "▼ −14,0"]
        assert progress.column(5) == ["75", "56", "–"]
        assert progress.column(9)[1] == "4 oct. 2026"


async def test_the_team_is_sorted_and_narrowed(
    open_progress: OpenProgress, mine: list[str], team: None
) -> None:
    async with open_progress() as progress:
        await progress.press("f6", "r")
        assert progress.column(0) == ["Inès", "Bastien", "ana"]
        await progress.press("r", "slash", "i", "n", "e")
        assert progress.column(0) == ["Inès"]
        await progress.press("escape")
        assert progress.app.focused is progress.table
        progress.screen.query_one("#person_filter", Input).value = ""
        await progress.press("c", "c")
        assert progress.column(0) == ["ana", "Bastien"]
        await progress.press("u", "u")
        assert "Personne ne correspond." in progress.words()


async def test_a_person_opens_what_a_lead_may_see_of_her(
    open_progress: OpenProgress, store: Store, team: None
) -> None:
    sat(store, "Inès", "10-20")
    async with open_progress() as progress:
        await progress.press("f6", "down", "enter")
        await until(progress.pilot, lambda: progress.page == "person")
        assert progress.table.row_count == 4
        assert "20 oct." not in " ".join(progress.column(0))
        assert progress.screen.query_one("#person ProgressCurve").region.height
        await progress.press("p")
        assert isinstance(progress.app.screen, ProgressScreen)
        await progress.press("escape")
        assert progress.page == "team"
        assert progress.app.focused is progress.table


async def test_the_table_shown_is_saved_where_the_user_says(
    open_progress: OpenProgress, team: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_progress(language="en") as progress:
        await progress.press("f6", "r", "x")
        assert isinstance(progress.app.screen, SaveFileScreen)
        await progress.press("enter")
        await until(progress.pilot, lambda: isinstance(progress.app.screen, ProgressScreen))
        with (tmp_path / "chattrainer-team.csv").open(encoding="utf-8-sig", newline="") as lines:
            assert [record["person"] for record in csv.DictReader(lines)] == ["Inès", "Bastien"]
        assert any(str(tmp_path) in words for words in progress.told())


async def test_a_file_is_replaced_only_when_asked_twice_and_a_wrong_name_is_told(
    open_progress: OpenProgress, team: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "chattrainer-team.csv"
    file.write_text("mine", encoding="utf-8")
    async with open_progress(language="en") as progress:
        await progress.press("f6", "x", "enter")
        screen = progress.app.screen
        why = screen.query_one(".why", Static)
        await until(progress.pilot, lambda: "is there already" in str(why.render()))
        assert file.read_text(encoding="utf-8") == "mine"
        screen.query_one(Input).value = "no/such/team.csv"
        await progress.press("enter")
        await until(progress.pilot, lambda: "cannot be written" in str(why.render()))
        screen.query_one(Input).value = ""
        await progress.press("enter")
        assert progress.app.texts("progress.export.no_name") in str(why.render())
        screen.query_one(Input).value = "chattrainer-team.csv"
        await progress.press("enter")
        await until(progress.pilot, lambda: "is there already" in str(why.render()))
        await progress.press("enter")
        await until(progress.pilot, lambda: isinstance(progress.app.screen, ProgressScreen))
        assert "Bastien" in file.read_text(encoding="utf-8-sig")


# --- everywhere --------------------------------------------------------------------------------------------


async def test_the_lobby_leads_here_and_the_help_is_about_this_place(store: Store) -> None:
    app = ChattrainerApp(DoubleServices(progress=RoomProgress(lambda: store)), language="fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LobbyScreen))
        await app.screen.run_action("progress")
        await until(pilot, lambda: isinstance(app.screen, ProgressScreen))
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert app.texts("help.progress.about") in str(app.screen.query_one(".prose", Static).render())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_every_column_and_the_way_out_fit_at_every_size(
    open_progress: OpenProgress, mine: list[str], team: None, size: tuple[int, int], language: str
) -> None:
    async with open_progress(size=size, language=language) as progress:
        for theme in THEMES:
            progress.app.theme = theme.name
            await progress.pilot.pause()
            assert progress.screen.query_one("#mine ProgressCurve").region.height >= 6
            rows = progress.screen.query_one("#mine #side").region
            assert rows.bottom <= size[1] - 1
        for page in ("mine", "team"):
            assert progress.page == page
            assert progress.table.virtual_size.width <= progress.table.size.width
            assert progress.table.size.height >= 5
            bar = next(bar for bar in progress.screen.query(KeyBar) if bar.display)
            lobby = progress.app.texts("keys.lobby")
            hint = next(hint for hint in bar.children if lobby in str(hint.render()))
            assert hint.region.right <= size[0]
            await progress.press("f6")


async def test_the_choices_of_the_curve_fit_beside_the_table(
    open_progress: OpenProgress, mine: list[str]
) -> None:
    for language in ("fr", "en"):
        async with open_progress(size=(150, 30), language=language) as progress:
            last = list(progress.screen.query_one("#mine #measured").children)[-1]
            assert last.region.right <= 150
            assert progress.table.virtual_size.width <= progress.table.size.width


async def test_without_colour_the_loads_are_still_told_apart(
    open_progress: OpenProgress, mine: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_progress() as progress:
        assert progress.app.no_color
        picture = str(progress.screen.query_one("#mine ProgressCurve", ProgressCurve).render())
        plot = "".join(line[3:] for line in picture.splitlines()[:-2])
        assert (plot.count("1"), plot.count("2")) == (4, 1)


async def test_a_database_that_cannot_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Store:
        raise StoreError("store.not_a_database", path="there.db")

    app = ChattrainerApp(DoubleServices(progress=RoomProgress(broken)), language="fr")
    async with app.run_test() as pilot:
        app.show_progress()
        await until(pilot, lambda: isinstance(app.screen, ProgressScreen))
        empty = app.screen.query_one("#mine .empty", Static)
        await until(pilot, lambda: "there.db" in str(empty.render()))
        await pilot.press("f6")
        await pilot.pause()
        assert "there.db" in str(app.screen.query_one("#team .empty", Static).render())


async def test_names_cannot_drive_the_terminal(open_progress: OpenProgress, store: Store) -> None:
    sat(store, "[bold]A\x1b[2J", "10-01", purpose="assigned")
    async with open_progress() as progress:
        await progress.press("f6")
        assert progress.column(0) == ["[bold]A\\x1b[2J"]
        await progress.press("enter")
        await until(progress.pilot, lambda: progress.page == "person")


async def test_panes_are_drawn_by_what_they_are_given(open_progress: OpenProgress, mine: list[str]) -> None:
    async with open_progress() as progress:
        progress.screen.query_one("#mine", HistoryPane).show([])
        progress.screen.query_one(TeamPane).show([])
        await progress.pilot.pause()
        assert "S’entraîner" in progress.words()
