"""What the desk says about written language: under a sent message, and while one types."""

from dataclasses import replace

import pytest
from rich.style import Style
from textual.widgets import Static

from chattrainer.tui.app import ChattrainerApp
from chattrainer.tui.marking import moved
from chattrainer.tui.screens.debrief import DebriefScreen
from chattrainer.tui.screens.setup import SetupScreen
from chattrainer.tui.services import Request
from chattrainer.tui.widgets.choice_row import ChoiceRow
from chattrainer.tui.widgets.composer import Composer
from chattrainer.tui.widgets.corrected_message import CorrectedMessage
from tests.tui.conftest import OpenADesk, OpenDesk, until
from tests.tui.desk_double import DoubleServices
from tests.tui.judged import WRONG, judged


def hinted(desk: OpenDesk) -> str:
    """What stands under the composer; empty for nothing."""
    hints = desk.column(1).hints
    return str(hints.visual) if hints.has_class("-shown") else ""


async def test_errors_are_told_under_the_composer_after_sending(open_desk: OpenADesk) -> None:
    async with open_desk(hints=True) as desk:
        await desk.customer(1, "bonjour")
        await desk.write("Je vais vérifié la conmande")
        assert hinted(desk) == ""
        await desk.press("enter")
        await until(desk.pilot, lambda: hinted(desk) != "")
        assert hinted(desk) == "vérifié → vérifier  ·  conmande → commande"
        await desk.write("Tout est parti")
        await desk.press("enter")
        await until(desk.pilot, lambda: hinted(desk) == "Aucune faute dans votre dernier message.")


async def test_without_hints_nothing_is_looked_at(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        await desk.customer(1, "bonjour")
        await desk.write("la conmande")
        await desk.press("enter")
        await desk.pilot.pause(0.5)
        assert hinted(desk) == ""
        assert desk.services.writing.looked_at == []


async def test_misspelt_words_are_marked_while_typing_but_never_the_one_being_written(
    open_desk: OpenADesk,
) -> None:
    async with open_desk(spelling_marks=True) as desk:
        await desk.customer(1, "bonjour")
        await desk.write("la conmande")
        await until(desk.pilot, lambda: desk.services.writing.looked_at == ["la conmande"])
        assert desk.composer(1).misspelt == ()
        await desk.write(" est")
        await until(desk.pilot, lambda: desk.composer(1).misspelt == ((3, 11),))
        assert "underline" in styles_of(desk.composer(1), "conmande")
        await desk.press("enter")
        assert desk.composer(1).misspelt == ()


def styles_of(composer: Composer, word: str) -> str:
    line = composer.get_line(0)
    spans = [span for span in line.spans if line.plain[span.start : span.end] == word]
    return " ".join(str(Style.normalize(str(span.style))) for span in spans)


async def test_marks_move_with_what_is_typed_before_them(open_desk: OpenADesk) -> None:
    async with open_desk(spelling_marks=True) as desk:
        await desk.customer(1, "bonjour")
        await desk.write("la conmande est")
        await until(desk.pilot, lambda: desk.composer(1).misspelt == ((3, 11),))
        composer = desk.composer(1)
        composer.move_cursor((0, 0))
        await desk.write("Où ")
        assert composer.misspelt == ((6, 14),)


async def test_marks_are_off_unless_the_sitting_says_so(open_desk: OpenADesk) -> None:
    async with open_desk(hints=True) as desk:
        await desk.customer(1, "bonjour")
        await desk.write("la conmande est")
        await desk.pilot.pause(0.6)
        assert desk.services.writing.looked_at == []


async def test_a_proofreader_that_breaks_stops_nothing(open_desk: OpenADesk) -> None:
    async with open_desk(hints=True, spelling_marks=True) as desk:
        desk.services.writing.wrong = {"conmande": None}  # type: ignore[dict-item]
        await desk.customer(1, "bonjour")
        await desk.write("la conmande est")
        await until(desk.pilot, lambda: bool(desk.services.writing.looked_at))
        await desk.press("enter")
        await desk.pilot.pause(0.3)
        desk.services.writing.wrong = {"colis": "x"}
        await desk.write("le colis est")
        await until(desk.pilot, lambda: desk.composer(1).misspelt == ((3, 8),))


@pytest.mark.parametrize(
    ("edit", "after"),
    [
        ((0, 0, 2), ((5, 8), (12, 14))),
        ((4, 4, 1), ((11, 13),)),
        ((3, 10, 0), ()),
        ((8, 9, 3), ((3, 6), (12, 14))),
        ((20, 20, 5), ((3, 6), (10, 12))),
    ],
)
def test_spans_follow_an_edit_and_what_it_touches_is_gone(
    edit: tuple[int, int, int], after: tuple[tuple[int, int], ...]
) -> None:
    assert moved(((3, 6), (10, 12)), *edit) == after


async def test_what_is_chosen_before_practising_is_asked_for_and_kept(open_desk: OpenADesk) -> None:
    async with open_desk() as desk:
        desk.app.show_setup()
        await until(desk.pilot, lambda: isinstance(desk.app.screen, SetupScreen))
        assert desk.app.screen.query_one("#hints", ChoiceRow).value == "on"
        assert desk.app.screen.query_one("#marks", ChoiceRow).value == "off"
        desk.app.screen.query_one("#marks", ChoiceRow).choose("on")
        desk.app.screen.query_one("#hints", ChoiceRow).choose("off")
        await desk.settle()
        desk.app.show_desk(Request("fr"))
        await until(desk.pilot, lambda: len(desk.services.requests) == 2)
        asked = desk.services.requests[-1]
        assert (asked.hints, asked.spelling_marks) == (False, True)


async def test_the_debrief_shows_wrong_messages_with_their_correction_beside() -> None:
    app = ChattrainerApp(DoubleServices(judged=judged()), language="fr")
    async with app.run_test(size=(120, 36)) as pilot:
        app.show_debrief("20261122-abcd")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        [shown] = app.screen.query(CorrectedMessage)
        written, corrected = (str(part.visual) for part in shown.query("Static").results(Static))
        assert written == WRONG
        assert corrected == "Je vais vérifier où en est votre commande, un instant s’il vous plaît."


async def test_after_an_exam_nothing_is_corrected() -> None:
    practised = judged()
    assert practised.transcript.opened is not None
    opened = practised.transcript.opened.model_copy(update={"purpose": "evaluation"})
    examined = replace(practised, transcript=replace(practised.transcript, opened=opened))
    app = ChattrainerApp(DoubleServices(judged=examined), language="fr")
    async with app.run_test(size=(120, 36)) as pilot:
        app.show_debrief("20261122-abcd")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        assert not app.screen.query(CorrectedMessage)
