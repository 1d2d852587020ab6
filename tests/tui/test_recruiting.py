"""A recruiter at the terminal: campaigns, candidates side by side, a report, a decision."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input, OptionList, Static

from chattrainer.app.room import TrainingRoom
from chattrainer.reports.writer import ReportWriter
from chattrainer.tui.app import ChattrainerApp
from chattrainer.tui.recruiting_room import RoomRecruiting
from chattrainer.tui.screens.campaigns import CampaignsScreen
from chattrainer.tui.screens.candidates import CandidatesScreen
from chattrainer.tui.screens.decide import DecideScreen
from chattrainer.tui.screens.lobby import LobbyScreen
from chattrainer.tui.screens.open_campaign import OpenCampaignScreen
from chattrainer.tui.screens.result import ResultScreen
from chattrainer.tui.screens.save_file import SaveFileScreen
from chattrainer.tui.widgets.candidate_table import CandidateTable
from chattrainer.tui.widgets.choice_row import ChoiceRow
from chattrainer.tui.widgets.score_table import ScoreTable
from tests.support.exams import CAMPAIGN, CODE, HOSTILE, NAME, TWIN, played_exams, remove_played
from tests.tui.conftest import until
from tests.tui.desk_double import DoubleServices


@pytest.fixture(scope="module", autouse=True)
def _tidy() -> Iterator[None]:
    yield
    remove_played()


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TrainingRoom]:
    monkeypatch.setattr("getpass.getuser", lambda: "Ana")
    opened = TrainingRoom(played_exams(tmp_path / "exams.db"), judge_writing=False)
    yield opened
    opened.close()


@dataclass
class Recruiter:
    app: ChattrainerApp
    pilot: Pilot[None]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def arrives_at(self, place: type[object]) -> None:
        await until(self.pilot, lambda: isinstance(self.app.screen, place))

    @property
    def table(self) -> ScoreTable:
        return self.app.screen.query_one(ScoreTable)

    @property
    def candidates(self) -> CandidateTable:
        return self.app.screen.query_one(CandidateTable)

    def words(self, selector: str = "Static") -> str:
        return "\n".join(str(s.render()) for s in self.app.screen.query(selector).results(Static))

    async def at_candidates(self) -> None:
        self.app.show_candidates(CAMPAIGN)
        await self.arrives_at(CandidatesScreen)
        await until(self.pilot, lambda: bool(self.candidates.shown))

    async def at_report(self) -> None:
        self.app.show_result(CODE, CAMPAIGN)
        await self.arrives_at(ResultScreen)
        await until(self.pilot, lambda: bool(self.app.screen.query(".verdict")))


@asynccontextmanager
async def recruiter(
    room: TrainingRoom, size: tuple[int, int] = (80, 24), language: str = "en"
) -> AsyncIterator[Recruiter]:
    services = DoubleServices()
    services.recruiting = RoomRecruiting(lambda: room, ReportWriter())
    app = ChattrainerApp(services, language=language)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LobbyScreen))
        yield Recruiter(app, pilot)


async def test_from_the_lobby_to_a_candidates_report(room: TrainingRoom) -> None:
    async with recruiter(room) as at:
        menu = at.app.screen.query_one(OptionList)
        menu.highlighted = menu.get_option_index("campaigns")
        await at.press("enter")
        await at.arrives_at(CampaignsScreen)
        await until(at.pilot, lambda: at.table.shown == [CAMPAIGN])
        await at.press("enter")
        await at.arrives_at(CandidatesScreen)
        await until(at.pilot, lambda: set(at.table.shown) == {CODE, TWIN, HOSTILE})
        await at.press("down", "enter")
        await at.arrives_at(ResultScreen)
        await until(at.pilot, lambda: bool(at.app.screen.query(".verdict")))
        told = at.words("#report Static")
        assert "Interview guide" in told
        assert "No decision yet" in told
        await at.press("escape")
        await at.arrives_at(CandidatesScreen)
        await until(at.pilot, lambda: at.table.current == CODE)
    assert [a.what for a in room.store.accesses("x1")] == ["report"]


async def test_a_campaign_is_opened_on_a_stock_form(room: TrainingRoom) -> None:
    async with recruiter(room, language="fr") as at:
        at.app.show_campaigns()
        await until(at.pilot, lambda: bool(at.app.screen.query(ScoreTable)) and bool(at.table.shown))
        await at.press("n")
        await at.arrives_at(OpenCampaignScreen)
        await until(at.pilot, lambda: "Conversations notées" in at.words("#comes-to"))
        await at.press(*"Mai", "enter", *"Conseil")
        at.app.screen.query_one("#kind", ChoiceRow).choose("target")
        at.app.screen.query_one("#level", ChoiceRow).choose("1")
        at.app.screen.query_one("#places", Input).value = "4"
        at.app.screen.query_one("#enter", Button).press()
        await at.arrives_at(CandidatesScreen)
        told = [n.message for n in at.app._notifications]
    assert any("campaign codes mai" in words for words in told), "its id, for the command line"
    campaign = room.store.campaign("mai")
    form = room.store.form(campaign.form)
    assert (form.kind, form.company, [block.chats for block in form.blocks]) == (
        "target",
        "maison-tilleul",
        [1],
    )
    asked = {name: campaign.settings[name] for name in ("job", "target_level", "places", "retention")}
    assert asked == {"job": "Conseil", "target_level": 1, "places": 4, "retention": "france"}
    assert campaign.settings["key"]


async def test_a_campaign_that_cannot_be_is_told_before_it_is_opened(room: TrainingRoom) -> None:
    before = len(room.store.forms())
    async with recruiter(room) as at:
        at.app.show_campaigns()
        await until(at.pilot, lambda: bool(at.app.screen.query(ScoreTable)) and bool(at.table.shown))
        await at.press("n")
        await at.arrives_at(OpenCampaignScreen)
        await until(at.pilot, lambda: "scored chats" in at.words("#comes-to"))
        at.app.screen.query_one("#places", Input).value = "0"
        at.app.screen.query_one("#enter", Button).press()
        await until(at.pilot, lambda: "whole number from 1" in at.words(".why"))
        at.app.screen.query_one("#places", Input).value = "1"
        at.app.screen.query_one("#kind", ChoiceRow).choose("orientation")
        at.app.screen.query_one("#level", ChoiceRow).choose("3")
        await until(at.pilot, lambda: "does not go up to 3" in at.words("#comes-to"))
        at.app.screen.query_one("#enter", Button).press()
        await until(at.pilot, lambda: "does not go up to 3" in at.words(".why"))
        await at.press("escape")
        await at.arrives_at(CampaignsScreen)
    assert [campaign.id for campaign in room.store.campaigns()] == [CAMPAIGN]
    assert len(room.store.forms()) == before


async def test_candidates_are_put_in_order_by_name_code_and_criterion_only(room: TrainingRoom) -> None:
    async with recruiter(room) as at:
        await at.at_candidates()
        orders = []
        for _ in range(6):
            await at.press("s")
            orders.append(at.table._columns[at.table._at].id)
    assert orders == ["code", "latency", "writing", "directiveness", "resolution", "name"]


async def test_who_the_exam_does_not_tell_apart_is_marked(room: TrainingRoom) -> None:
    (kept,) = room.store.kept_results("x1")
    room.store.save_result("x2", kept.result, kept.rubric_hash, kept.engine)
    room.store.set_exam_state("x2", "ended")
    async with recruiter(room) as at:
        await at.at_candidates()
        await until(at.pilot, lambda: "≈" in at.words("#how"))
        while at.table.current != CODE:
            await at.press("down")
        await until(at.pilot, lambda: "does not tell this candidate apart from 1 other" in at.words("#about"))
        row = at.table.shown.index(TWIN)
        assert str(at.table.get_cell_at((row, 2))).strip() == "≈"  # type: ignore[arg-type]


async def test_namesakes_are_marked_and_markup_is_only_a_name(room: TrainingRoom) -> None:
    async with recruiter(room, size=(160, 40)) as at:
        await at.at_candidates()
        names = [str(at.table.get_cell_at((i, 0))).strip() for i in range(3)]  # type: ignore[arg-type]
    assert names.count(f"{NAME} (same name)") == 2 or sum(NAME in n and n != NAME for n in names) == 2
    assert any("<script>" in name for name in names)


async def test_the_list_is_narrowed_by_result_and_by_name(room: TrainingRoom) -> None:
    async with recruiter(room) as at:
        await at.at_candidates()
        for _ in range(4):
            await at.press("e")
        assert set(at.table.shown) == {TWIN, HOSTILE}, "without a result"
        await at.press("e", "slash")
        await at.press(*"script")
        assert at.table.shown == [HOSTILE]


async def test_a_person_decides_with_a_reason(room: TrainingRoom) -> None:
    async with recruiter(room) as at:
        await at.at_report()
        await at.press("d")
        await at.arrives_at(DecideScreen)
        await at.press("down", "enter", "enter")
        assert isinstance(at.app.screen, DecideScreen), "without a reason nothing is entered"
        at.app.screen.query_one(Input).value = "Calm under load"
        await at.press("enter")
        await at.arrives_at(ResultScreen)
        await until(at.pilot, lambda: bool(room.store.decisions("x1")))
    [decision] = room.store.decisions("x1")
    assert (decision.who, decision.decision["decision"]) == ("Ana", "taken_on")
    assert decision.decision["reason"] == "Calm under load"


async def test_a_second_reader_of_a_contest_is_somebody_else(room: TrainingRoom) -> None:
    recruiting = RoomRecruiting(lambda: room, ReportWriter())
    recruiting.decide(CODE, "not_taken_on", "Too slow")
    recruiting.contest(CODE, "The network failed")
    async with recruiter(room) as at:
        await at.at_report()
        assert "Too slow" not in at.words("#report Static")
        await at.press("d")
        await at.arrives_at(DecideScreen)
        at.app.screen.query_one(OptionList).highlighted = 0
        at.app.screen.query_one(Input).focus()
        at.app.screen.query_one(Input).value = "Again"
        await at.press("enter")
        await at.arrives_at(ResultScreen)
        await at.pilot.pause(0.5)
    assert len(room.store.decisions("x1")) == 2, "the first reader cannot be the second"


async def test_a_new_code_for_a_namesake_is_told(room: TrainingRoom) -> None:
    async with recruiter(room) as at:
        await at.at_candidates()
        await at.press("n")
        at.app.screen.query_one(Input).value = NAME
        await at.press("enter")
        await until(at.pilot, lambda: len(at.app.screen.query(CandidateTable)) == 1)
        await until(at.pilot, lambda: len(at.table.shown) == 4)
        told = [n.message for n in at.app._notifications]
    assert any("Several exams are under the name" in words for words in told)


async def test_a_candidate_withdraws_after_a_question(room: TrainingRoom) -> None:
    async with recruiter(room) as at:
        await at.at_candidates()
        while at.table.current != TWIN:
            await at.press("down")
        await at.press("w", "enter")
        assert room.store.exam("x2").state == "created", "the first answer is harmless"
        await at.press("w", "right", "enter")
        await until(at.pilot, lambda: room.store.exam("x2").state == "withdrawn")


async def test_the_report_is_saved_as_a_file_for_either_reader(room: TrainingRoom, tmp_path: Path) -> None:
    async with recruiter(room) as at:
        await at.at_report()
        for key, name in (("h", "report.html"), ("c", "candidate.html")):
            await at.press(key)
            await at.arrives_at(SaveFileScreen)
            at.app.screen.query_one(Input).value = str(tmp_path / name)
            await at.press("enter")
            await at.arrives_at(ResultScreen)
    assert CODE in (tmp_path / "report.html").read_text()
    assert CODE not in (tmp_path / "candidate.html").read_text()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_nothing_of_a_report_is_cut_off(
    room: TrainingRoom, size: tuple[int, int], language: str
) -> None:
    async with recruiter(room, size, language) as at:
        await at.at_report()
        page = at.app.screen.query_one("#report")
        lines = [line for s in page.query(".lines").results(Static) for line in str(s.render()).splitlines()]
        assert max(map(len, lines)) <= page.size.width
