"""Campaigns: what is locked, codes, and exams brought together from several PCs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chattrainer.app.exams import bundles
from chattrainer.app.exams.bundles import bundle_of, gather, kit_of, take_kit
from chattrainer.app.exams.campaigns import (
    ALPHABET,
    CampaignWish,
    code_of,
    homonyms,
    new_codes,
    open_campaign,
    withdraw,
)
from chattrainer.app.exams.comparing import compared
from chattrainer.app.exams.course import Part
from chattrainer.app.exams.forms import FormWish, build_form
from chattrainer.app.exams.overview import overview
from chattrainer.app.exams.rescoring import rescored
from chattrainer.app.exams.robots import sit
from chattrainer.app.exams.sitting import ExamSitting
from chattrainer.app.room import TrainingRoom
from chattrainer.content.paths import ContentPaths
from chattrainer.content.rubrics import rubric_for
from chattrainer.model.errors import UsageError
from chattrainer.model.exam import ExamResult
from chattrainer.model.ids import Activity
from chattrainer.model.rubric import Rubric
from chattrainer.store import Store


def results_of(room: TrainingRoom, exam: str) -> list[ExamResult]:
    return [kept.result for kept in room.store.kept_results(exam)]


DRAWN = [("x1", "AAAA-AAAA", 1), ("x2", "CCCC-CCCC", 2)]


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[TrainingRoom]:
    room = TrainingRoom(tmp_path / "hall.db", judge_writing=False)
    form = build_form(room.library, FormWish("orientation", "maison-tilleul", "fr"))
    room.store.save_form(form)
    wish = CampaignWish("winter", "Winter", form.id, key="secret")
    new_codes(room.store, open_campaign(room.store, wish), DRAWN, names=["Ana B."])
    yield room
    room.close()


@pytest.fixture
def desk(tmp_path: Path, hall: TrainingRoom) -> Iterator[TrainingRoom]:
    """Another PC, set up from the campaign's kit, on which the first candidate has finished."""
    room = TrainingRoom(tmp_path / "desk.db", judge_writing=False)
    take_kit(room.store, kit_of(hall.store, hall.store.campaign("winter")), "kit.json")
    sit(ExamSitting(room, "AAAA-AAAA"), "skilled")
    yield room
    room.close()


def test_a_campaign_is_opened_once(hall: TrainingRoom) -> None:
    wish = CampaignWish("winter", "Again", hall.store.campaign("winter").form, key="other")
    with pytest.raises(UsageError, match="campaign_taken"):
        open_campaign(hall.store, wish)


def test_a_closed_campaign_gives_no_codes(hall: TrainingRoom) -> None:
    hall.store.close_campaign("winter")
    with pytest.raises(UsageError, match="campaign_closed"):
        new_codes(hall.store, hall.store.campaign("winter"), [("x9", "DDDD-DDDD", 9)])


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "Ana\x1b[31m"])
def test_of_a_list_with_what_is_no_name_no_code_is_made(hall: TrainingRoom, name: str) -> None:
    drawn = [("x8", "EEEE-EEEE", 8), ("x9", "FFFF-FFFF", 9)]
    with pytest.raises(UsageError, match="name"):
        new_codes(hall.store, hall.store.campaign("winter"), drawn, names=["Ben C.", name])
    assert len(hall.store.exams("winter")) == len(DRAWN)


@pytest.mark.parametrize("name", ["Ana B.", "ana b.", "Ana\u200b B.", "Ａna B."])
def test_names_that_look_the_same_are_told_apart(hall: TrainingRoom, name: str) -> None:
    campaign = hall.store.campaign("winter")
    made = new_codes(hall.store, campaign, [("x9", "DDDD-DDDD", 9)], names=[name])
    [(_, codes)] = homonyms(hall.store, made)
    assert sorted(codes) == ["AAAA-AAAA", "DDDD-DDDD"]
    assert [row.same_name for row in compared(hall.store, "winter").rows if row.exam.person] == [True, True]


def test_codes_use_signs_that_are_not_mistaken_for_one_another() -> None:
    code = code_of(bytes(range(12)))
    assert len(code) == 9
    assert set(code) - {"-"} <= set(ALPHABET)
    assert not set("0O1I5S8B2ZG6") & set(ALPHABET)


def test_an_exam_from_another_pc_is_taken_in_with_its_logs(hall: TrainingRoom, desk: TrainingRoom) -> None:
    text = bundle_of(desk.store, desk.store.exam("AAAA-AAAA"))
    exam = gather(hall.store, text, "one.json")
    assert (exam.state, exam.person) == ("ended", "Ana B.")
    assert results_of(hall, exam.id) == results_of(desk, "x1")
    (here,), (there,) = hall.store.kept_results(exam.id), desk.store.kept_results("x1")
    assert (here.rubric_hash, here.engine) == (there.rubric_hash, there.engine)
    for part in hall.store.parts(exam.id):
        assert hall.store.verify(part.run).status == "intact"
        assert list(hall.store.entries(part.run)) == list(desk.store.entries(part.run))


def test_a_bundle_is_taken_in_once(hall: TrainingRoom, desk: TrainingRoom) -> None:
    text = bundle_of(desk.store, desk.store.exam("AAAA-AAAA"))
    gather(hall.store, text, "one.json")
    with pytest.raises(UsageError, match="taken_in_already"):
        gather(hall.store, text, "one.json")


@pytest.mark.parametrize("what", ["result", "log", "name"])
def test_a_bundle_that_was_altered_is_refused_whole(
    hall: TrainingRoom, desk: TrainingRoom, what: str
) -> None:
    told = json.loads(bundle_of(desk.store, desk.store.exam("AAAA-AAAA")))
    if what == "result":
        told["results"][0]["result"]["highest"] = 3
    elif what == "log":
        run = next(iter(told["logs"]))
        told["logs"][run].pop()
    else:
        told["exam"]["person"] = "Somebody else"
    before = len(hall.store.runs())
    with pytest.raises(UsageError, match="bundle_altered"):
        gather(hall.store, json.dumps(told), "one.json")
    assert len(hall.store.runs()) == before


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"format": "chattrainer-bundle", "version": 1}', "[" * 5000]
)
def test_what_is_no_bundle_is_told(hall: TrainingRoom, text: str) -> None:
    with pytest.raises(UsageError, match="not_a_bundle"):
        gather(hall.store, text, "one.json")


def test_a_bundle_whose_taking_in_was_broken_off_is_taken_in_again(
    hall: TrainingRoom, desk: TrainingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = bundle_of(desk.store, desk.store.exam("AAAA-AAAA"))
    with monkeypatch.context() as m:
        m.setattr(type(hall.store), "save_result", _gone)
        with pytest.raises(KeyboardInterrupt):
            gather(hall.store, bundle, "ana.json")
    assert gather(hall.store, bundle, "ana.json").state == "ended"
    assert [p.run for p in hall.store.parts("x1")] == [p.run for p in desk.store.parts("x1")]
    assert results_of(hall, "x1") == results_of(desk, "x1")


def _gone(*args: object) -> None:
    raise KeyboardInterrupt


def test_the_exam_of_who_has_withdrawn_is_not_taken_in(hall: TrainingRoom, desk: TrainingRoom) -> None:
    bundle = bundle_of(desk.store, desk.store.exam("AAAA-AAAA"))
    withdraw(hall.store, "AAAA-AAAA")
    with pytest.raises(UsageError, match="withdrawn_here"):
        gather(hall.store, bundle, "ana.json")
    assert results_of(hall, "x1") == []


def _alter(told: dict[str, Any], what: str) -> None:
    if what == "no campaign":
        del told["campaign"]
    elif what == "a cut beyond the scale":
        told["form"] = json.dumps({**json.loads(told["form"]), "cut": 5000})
    elif what == "another form":
        told["form"] = json.dumps({**json.loads(told["form"]), "title": "Easier"})
    elif what == "a form that is none":
        told["form"] = 5
    elif what == "exams that are none":
        told["exams"] = {"a": 1}
    elif what == "a code that is a path":
        told["exams"][0]["code"] = "../../AAAA"
    elif what == "another campaign's exam":
        told["exams"][0]["campaign"] = "summer"
    else:
        told["campaign"]["title"] = "\ud800"


@pytest.mark.parametrize(
    "what",
    [
        "no campaign",
        "a cut beyond the scale",
        "another form",
        "a form that is none",
        "exams that are none",
        "a code that is a path",
        "another campaign's exam",
        "half of a character",
    ],
)
def test_a_kit_that_was_made_up_sets_nothing_up(hall: TrainingRoom, tmp_path: Path, what: str) -> None:
    told = json.loads(kit_of(hall.store, hall.store.campaign("winter")))
    del told["signature"]
    _alter(told, what)
    # Whoever has a kit has its key: the signature is right.
    kit = json.dumps({**told, "signature": bundles._signature(told, b"secret")})
    with Store.open(tmp_path / "desk.db") as store:
        with pytest.raises(UsageError, match="not_a_bundle"):
            take_kit(store, kit, "kit.json")
        assert (store.campaigns(), store.forms(), store.exams()) == ([], [], [])


def test_a_form_written_by_another_version_is_still_the_form_that_its_hash_names(
    hall: TrainingRoom, tmp_path: Path
) -> None:
    """Such a version had one field less, and named the form by what it wrote."""
    here = json.loads(hall.store.form_text(hall.store.campaign("winter").form)[1])
    del here["customers"]
    older = json.dumps(here, ensure_ascii=False, separators=(",", ":"))
    digest = hall.store.save_form_text(older)
    opened = open_campaign(hall.store, CampaignWish("spring", "Spring", digest, key="secret"))
    assert opened.form == digest
    new_codes(hall.store, opened, [("x7", "EEEE-EEEE", 7)])
    with Store.open(tmp_path / "desk.db") as store:
        take_kit(store, kit_of(hall.store, opened), "kit.json")
        assert store.form_text(digest)[1] == older
        assert store.form(store.exam("x7").form).customers == "scripted"


def test_a_kit_of_the_first_versions_which_held_the_form_as_an_object(
    hall: TrainingRoom, tmp_path: Path
) -> None:
    told = json.loads(kit_of(hall.store, hall.store.campaign("winter")))
    del told["signature"]
    told["form"] = json.loads(told["form"])
    kit = json.dumps({**told, "signature": bundles._signature(told, b"secret")})
    with Store.open(tmp_path / "desk.db") as store:
        assert take_kit(store, kit, "kit.json").id == "winter"


def test_what_was_erased_does_not_come_back_with_a_file(hall: TrainingRoom, desk: TrainingRoom) -> None:
    bundle = bundle_of(desk.store, desk.store.exam("AAAA-AAAA"))
    gather(hall.store, bundle, "ana.json")
    hall.store.erase_exam("x1")
    with pytest.raises(UsageError, match="erased_on") as refused:
        gather(hall.store, bundle, "ana.json")
    assert str(refused.value.params["day"]) == (hall.store.erased_on("x1") or "")[:10]
    assert hall.store.exam("x1").state == "erased"


def test_what_was_erased_before_its_result_came_is_not_taken_in(
    hall: TrainingRoom, desk: TrainingRoom
) -> None:
    bundle = bundle_of(desk.store, desk.store.exam("AAAA-AAAA"))
    hall.store.erase_exam("x1")
    with pytest.raises(UsageError, match="erased_here"):
        gather(hall.store, bundle, "ana.json")
    hall.store.note_access("Ana", "erase", "x1")
    with pytest.raises(UsageError, match="erased_on"):
        gather(hall.store, bundle, "ana.json")
    assert hall.store.runs() == []


def test_a_kit_does_not_bring_back_what_was_erased(hall: TrainingRoom, tmp_path: Path) -> None:
    kit = kit_of(hall.store, hall.store.campaign("winter"))
    with Store.open(tmp_path / "desk.db") as store:
        take_kit(store, kit, "kit.json")
        store.erase_exam("x1")
        take_kit(store, kit, "kit.json")
        assert {exam.id: exam.state for exam in store.exams()} == {"x1": "erased", "x2": "created"}


def test_an_exam_that_was_begun_on_both_computers_is_not_mixed(
    hall: TrainingRoom, desk: TrainingRoom
) -> None:
    bundle = bundle_of(desk.store, desk.store.exam("AAAA-AAAA"))
    sitting = ExamSitting(hall, "AAAA-AAAA")
    part = sitting.next()
    assert isinstance(part, Part)
    run, _, _ = hall.simulate(sitting.wanted(part, "skilled"))
    sitting.begun(part, run)
    with pytest.raises(UsageError, match="begun_here"):
        gather(hall.store, bundle, "ana.json")
    assert [p.run for p in hall.store.parts("x1")] == [run]


def test_results_of_a_computer_that_only_holds_exams_are_read_elsewhere(
    hall: TrainingRoom, desk: TrainingRoom
) -> None:
    assert [each.for_sitting for each in overview(hall.store)] == [False]
    assert [each.for_sitting for each in overview(desk.store)] == [True]
    [state] = overview(hall.store)
    gather(hall.store, bundle_of(desk.store, desk.store.exam("AAAA-AAAA")), "ana.json")
    [after] = overview(hall.store)
    assert (state.ended, state.awaiting, state.exams) == (0, 0, 2)
    assert (after.ended, after.awaiting, after.exams) == (1, 1, 2)


def test_a_rubric_changed_after_the_opening_changes_no_candidates_scores(
    hall: TrainingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def harsher(activity: Activity, paths: ContentPaths | None = None) -> Rubric:
        own = rubric_for(activity, paths)
        weights = dict.fromkeys(own.weights, 0.0) | {"latency": 100.0}
        return own.model_copy(update={"weights": weights})

    sit(ExamSitting(hall, "AAAA-AAAA"), "average")
    locked = results_of(hall, "x1")
    monkeypatch.setattr("chattrainer.app.judging.rubric_for", harsher)
    monkeypatch.setattr("chattrainer.app.exams.locking.rubric_for", harsher)
    assert ExamSitting(hall, "AAAA-AAAA").result() == locked[0], "locked at the opening"
    assert rescored(hall, "AAAA-AAAA") != locked[0], "by today's rubric"
    assert results_of(hall, "x1")[0] == locked[0], "the first stays, the new one stands beside"
    assert len(results_of(hall, "x1")) == 2
