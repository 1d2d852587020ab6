"""What comes next in an exam: blocks in order, one skipped by rule, broken and void cases replaced."""

from chattrainer.app.exams.course import Ended, Part, Played, next_part
from chattrainer.app.exams.sitting import how_it_went
from chattrainer.model.exam import CaseEvidence, ExamForm, FormBlock, FormCase, ResultModel
from chattrainer.model.inputs import WordingGiven
from chattrainer.scoring.audit.audit import audit, voided
from tests.builders import Script, parcel_case

MODEL = ResultModel(mean=65, person_sd=10, change_mean=-4, change_sd=4, level_sd=2, case_sd=11.75)


def block(chats: int, *ids: str) -> FormBlock:
    return FormBlock(
        chats=chats,
        cases=tuple(FormCase(scenario=i) for i in ids),
        fillers=(FormCase(scenario="filler"),),
        reserve=(FormCase(scenario=f"spare{chats}"),),
    )


FORM = ExamForm(
    id="f",
    kind="full",
    company="c",
    language="fr",
    blocks=(block(1, "a", "b"), block(2, "c", "d", "e", "f"), block(3, "g", "h", "i", "j", "k", "l")),
)


def whole(part: Part) -> Played:
    return Played(part, "run", "ended", frozenset(range(len(part.cases))))


def evidence(composite: float, chats: int) -> CaseEvidence:
    return CaseEvidence(
        run="r", chat=1, scenario="s", chats=chats, composite=composite, scores={}, outcome="solved"
    )


def coming(played: list[Played], seen: list[CaseEvidence] | None = None) -> Part | Ended:
    return next_part(FORM, 7, played, seen or [], MODEL)


def names(part: Part | Ended) -> list[str]:
    assert isinstance(part, Part)
    return [case.scenario for case in part.cases]


def test_blocks_come_in_order_and_then_the_end() -> None:
    played: list[Played] = []
    loads = []
    while isinstance(part := coming(played), Part):
        loads.append(part.chats)
        played.append(whole(part))
    assert loads == [1, 2, 3]


def test_the_same_seed_gives_the_same_part_and_another_code_other_names() -> None:
    again = coming([])
    assert coming([]) == again
    other = next_part(FORM, 8, [], [], MODEL)
    assert isinstance(again, Part)
    assert isinstance(other, Part)
    assert (other.cases, other.seed != again.seed) == (again.cases, True)


def test_three_chats_are_skipped_when_two_were_out_of_reach() -> None:
    first = coming([])
    assert isinstance(first, Part)
    second = coming([whole(first)])
    assert isinstance(second, Part)
    seen = [evidence(20, 1)] * 2 + [evidence(10, 2)] * 4
    assert coming([whole(first), whole(second)], seen) == Ended(skipped=(2,))


def test_an_interruption_keeps_what_was_done_and_replaces_the_broken_case_once() -> None:
    first = coming([])
    assert isinstance(first, Part)
    second = coming([whole(first)])
    assert isinstance(second, Part)
    cut = Played(second, "run", "interrupted", decided=frozenset({0}), broken=frozenset({1}))
    third = coming([whole(first), cut])
    assert names(third) == ["spare2", "e", "f"]
    assert isinstance(third, Part)
    assert third.replaces == ("d",)
    again = Played(third, "run2", "interrupted", decided=frozenset({0}), broken=frozenset({1}))
    assert names(coming([whole(first), cut, again])) == ["f"], "a case is replaced once an exam"


def test_a_void_case_does_not_use_up_the_replacement_after_an_interruption() -> None:
    first = coming([])
    assert isinstance(first, Part)
    spoilt = Played(first, "run", "ended", decided=frozenset({0}), void=frozenset({1}))
    anew = coming([spoilt])
    assert isinstance(anew, Part)
    second = coming([spoilt, whole(anew)])
    assert isinstance(second, Part)
    cut = Played(second, "run", "interrupted", decided=frozenset({0, 2, 3}), broken=frozenset({1}))
    assert names(coming([spoilt, whole(anew), cut])) == ["spare2"]


def test_a_void_case_is_replaced_though_an_interruption_had_its_replacement() -> None:
    first = coming([])
    assert isinstance(first, Part)
    cut = Played(first, "run", "interrupted", decided=frozenset({0}), broken=frozenset({1}))
    anew = coming([cut])
    assert names(anew) == ["spare1"]
    assert isinstance(anew, Part)
    second = coming([cut, whole(anew)])
    assert isinstance(second, Part)
    spoilt = Played(second, "run", "ended", decided=frozenset({0, 1, 2}), void=frozenset({3}))
    assert names(coming([cut, whole(anew), spoilt])) == ["spare2"]


def test_a_void_case_is_replaced() -> None:
    first = coming([])
    assert isinstance(first, Part)
    spoilt = Played(first, "run", "ended", decided=frozenset({0}), void=frozenset({1}))
    assert names(coming([spoilt])) == ["spare1"]


def test_a_case_that_the_audit_finds_spoilt_is_replaced_from_the_reserve() -> None:
    script = Script(parcel_case(1), parcel_case(2))
    for chat in (1, 2):
        text = "Comment puis-je vous aider ?" if chat == 2 else "Bonjour, mon colis n’est pas arrivé"
        script.add(WordingGiven(at=1000, chat=chat, of=1, bubbles=((text,),), source="llm:actor"))
        script.customer(1, text, chat=chat, move="opening")
        script.close(40 + chat, "polite_failure", chat=chat)
    transcript = voided(script.ends().transcript(), audit(script.entries, script.cases))
    first = coming([])
    assert isinstance(first, Part)
    played = how_it_went(first, "run", "ended", transcript)
    assert (played.decided, played.void) == (frozenset({0}), frozenset({1}))
    again = coming([played])
    assert names(again) == ["spare1"]
