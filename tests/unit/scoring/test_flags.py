"""Integrity flags: what a person should look at, found in a log, with evidence and innocent explanations."""

from typing import Any

import pytest

from chattrainer.locale.texts import Texts, languages
from chattrainer.model.facts import CustomerSaid, SittingEnded, SittingOpened
from chattrainer.model.flags import FLAG_IDS
from chattrainer.model.inputs import Compose, Focus, Paused, Say, Span
from chattrainer.model.log import Entry
from chattrainer.scoring.flags import INNOCENT, flag, flags_in, merged

LONG = "Votre colis est parti ce matin de notre entrepôt et il arrivera demain avant midi, je vous envoie le lien."
STORY = "Bonjour, voilà toute mon histoire : " + "j’ai commandé, attendu, rappelé, patienté encore, " * 4


def log(*events: Any, player: str = "person", wall: str | None = None) -> list[Entry]:
    opened = SittingOpened(
        at=0, seed=1, language="fr", chats_at_once=1, scenarios=("x",), player=player, wall=wall
    )
    return [Entry(number=n, event=event) for n, event in enumerate((opened, *events), start=1)]


def told(*events: Any, **others: Any) -> dict[str, list[tuple[int, str]]]:
    """Flag: event and quote of each piece of evidence."""
    compared = others.pop("others", None)
    return {
        f.id: [(e.event, e.quote) for e in f.evidence]
        for f in flags_in("r", log(*events, **others), compared)
    }


def customer(at: int, text: str) -> CustomerSaid:
    return CustomerSaid(at=at, chat=1, text=text, move="answer")


def pasted(at: int, text: str) -> Say:
    return Say(at=at, chat=1, text=text, spans=(Span(start=0, end=len(text), source="pasted"),))


def test_a_pasted_answer_is_quoted_and_a_pasted_order_number_is_not() -> None:
    assert told(pasted(9_000, LONG)) == {"pasted": [(2, LONG)]}
    assert told(pasted(9_000, "TIL-482113")) == {}


def test_canned_replies_and_articles_are_no_pasted_text() -> None:
    say = Say(at=9_000, chat=1, text=LONG, spans=(Span(start=0, end=len(LONG), source="canned", id="a"),))
    assert told(Compose(at=8_000, chat=1, on=True), say) == {}


def test_a_text_that_is_there_faster_than_anybody_types() -> None:
    said = Say(at=13_000, chat=1, text=LONG)
    assert told(Compose(at=10_000, chat=1, on=True), said) == {"fast_typing": [(3, LONG)]}
    assert told(Compose(at=10_000, chat=1, on=True), said.model_copy(update={"at": 30_000})) == {}


def test_writing_in_two_goes_counts_both() -> None:
    slow = (
        Compose(at=0, chat=1, on=True),
        Compose(at=12_000, chat=1, on=False),
        Compose(at=20_000, chat=1, on=True),
        Say(at=21_000, chat=1, text=LONG),
    )
    assert told(*slow) == {}


def test_without_any_sign_of_writing_nothing_is_known_of_its_speed() -> None:
    assert told(Say(at=1_000, chat=1, text=LONG)) == {}


def test_another_window_in_front() -> None:
    away = Focus(at=5_000, chat=None)
    assert told(away, Focus(at=40_000, chat=1)) == {"focus_lost": [(2, "")]}
    assert told(away, Focus(at=9_000, chat=1)) == {}
    assert told(away, SittingEnded(at=90_000, why="all_done")) == {"focus_lost": [(2, "")]}


def test_answers_that_left_before_the_question_could_be_read() -> None:
    early = [Say(at=1_000, chat=1, text=LONG)]
    for turn in (1, 2):
        at = turn * 60_000
        early += [customer(at, STORY), Say(at=at + 500, chat=1, text=LONG)]  # type: ignore[list-item]
    assert [event for event, _ in told(*early)["answered_unread"]] == [4, 6]
    assert told(*early[:3]) == {}, "once happens to everybody"


def test_a_greeting_needs_no_reading() -> None:
    greetings = (customer(0, STORY), Say(at=300, chat=1, text=LONG))
    assert told(*greetings, customer(60_000, STORY), Say(at=60_300, chat=1, text=LONG)) == {}


def test_the_same_text_as_another_candidate_whatever_the_case_and_marks() -> None:
    others = {"K7PM-3QRT": [LONG.upper().replace(",", " ;")]}
    [same] = flags_in("r", log(Say(at=60_000, chat=1, text=LONG)), others)
    assert (same.id, same.evidence[0].other) == ("same_text", "K7PM-3QRT")
    assert flags_in("r", log(Say(at=1, chat=1, text="Bonjour Madame")), {"X": ["Bonjour Madame"]}) == []


def test_a_machine_that_stood_still() -> None:
    assert told(Paused(at=5_000, gap_ms=300_000)) == {"clock": [(2, "")]}
    assert told(Paused(at=5_000, gap_ms=8_000)) == {}


@pytest.mark.parametrize("end", ["2026-11-22T08:00:00Z", "2026-11-22T12:00:00Z"])
def test_a_clock_set_back_or_forward_in_the_middle(end: str) -> None:
    ended = SittingEnded(at=600_000, why="all_done", wall=end)
    assert told(ended, wall="2026-11-22T09:00:00Z") == {"clock": [(2, "")]}
    right = ended.model_copy(update={"wall": "2026-11-22T09:10:03Z"})
    assert told(right, wall="2026-11-22T09:00:00Z") == {}
    # A robot plays as fast as the machine allows.
    assert told(ended, wall="2026-11-22T09:00:00Z", player="skilled") == {}


def test_flags_of_several_sittings_become_one_with_all_evidence() -> None:
    one = flags_in("r1", log(pasted(1, LONG)))
    two = flags_in("r2", log(pasted(1, LONG)))
    [both] = merged([*one, *two])
    assert [evidence.run for evidence in both.evidence] == ["r1", "r2"]


@pytest.mark.parametrize("language", languages())
def test_every_flag_has_a_name_and_innocent_explanations(language: str) -> None:
    texts = Texts(language)
    assert set(INNOCENT) == set(FLAG_IDS)
    evidence = flags_in("r", log(pasted(1, LONG)))[0].evidence
    for name in FLAG_IDS:
        found = flag(name, evidence)
        assert texts(found.title)
        assert len([texts(key) for key in found.innocent]) >= 3
