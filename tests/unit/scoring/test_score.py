"""The scorecard as a whole: points add up, bounds hold, caps bite, sittings are means of their chats."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chattrainer.content.rubrics import load_rubric
from chattrainer.model.ids import ACTS, CRITERIA, OUTCOMES
from chattrainer.model.rubric import Curve, RubricSet
from chattrainer.model.scorecard import Scorecard
from chattrainer.scoring.score import score
from tests.builders import RUBRICS, Script, cited, general, measure, parcel_case, well_led

FACTS = ("needed_by", "email", "postcode", "late", "place", "order_number")
TELLS = ("delivery_date",)
MOVES = (
    "answer",
    "question",
    "insist",
    "led",
    "objection",
    "digression",
    "second_request",
    "thanks",
    "idle_check",
)
TEXTS = (
    "Bonjour Madame Vasseur",
    "ok",
    "Je vous le renvoie demain, c’est promis.",
    "slt, VOTRE COLIS EST PERDU !!!",
    "mot " * 120,
    "",
)

agent_lines = st.fixed_dictionaries(
    {
        "text": st.sampled_from(TEXTS),
        "acts": st.lists(st.sampled_from(ACTS), max_size=4, unique=True),
        "asks": st.lists(st.sampled_from(FACTS), max_size=3, unique=True),
        "tells": st.lists(st.sampled_from(TELLS), max_size=1),
        "tells_wrong": st.lists(st.sampled_from(TELLS), max_size=1),
        "offers": st.lists(st.just("both_ways"), max_size=1),
        "restates": st.lists(st.sampled_from(FACTS), max_size=3, unique=True),
        "wait": st.integers(0, 200),
        "error": st.booleans(),
    }
)
customer_lines = st.fixed_dictionaries(
    {
        "move": st.sampled_from(MOVES),
        "text": st.sampled_from(("oui", "et alors ?", "je suis inquiète")),
        "reveals": st.lists(st.sampled_from(FACTS), max_size=2, unique=True),
        "how": st.sampled_from(("asked", "volunteered", "led")),
        "last": st.booleans(),
        "wait": st.integers(0, 200),
    }
)
others = st.sampled_from(("action", "hold", "broken"))
chats = st.lists(st.one_of(agent_lines, customer_lines, others), max_size=14)
ends = st.tuples(st.sampled_from(OUTCOMES[:-1]), st.booleans())


def play(script: Script, chat: int, lines: list[Any], end: tuple[str, bool]) -> None:
    at = script.entries[-1].event.at / 1000
    script.customer(at, "Bonjour, mon colis ?", move="opening", reveals=("late",), chat=chat)
    for line in lines:
        at += 1 if isinstance(line, str) else line["wait"]
        if line == "action":
            script.action(at, chat=chat, verified=False)
            at += 5
        elif isinstance(line, str):
            script.holds(at, at + 60, chat=chat).hold_ends(at + 60, line == "hold", chat=chat)
            at += 60
        elif "acts" in line:
            reading = {k: v for k, v in line.items() if k not in ("text", "acts", "wait", "error")}
            word = line["text"].split()[:1] if line["error"] else ()
            script.agent(at, line["text"], chat=chat, acts=line["acts"], errors=word, **reading)
        else:
            spoken = {k: v for k, v in line.items() if k != "wait"}
            script.customer(at, chat=chat, of="0", **spoken)
    outcome, by_agent = end
    if by_agent:
        script.close(at + 1, outcome, chat=chat)
    else:
        script.leaves(at + 1, "lost" if outcome == "lost" else "gone", outcome, chat=chat)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=chats, second=chats, ends=st.tuples(ends, ends), judged=st.booleans())
def test_points_add_up_to_the_scores_and_stay_within_bounds(
    first: list[Any], second: list[Any], ends: tuple[tuple[str, bool], tuple[str, bool]], judged: bool
) -> None:
    script = Script(parcel_case(1), parcel_case(2, None))
    play(script, 1, first, ends[0])
    play(script, 2, second, ends[1])
    assert_sound(script.ends().score(judged=judged))


def assert_sound(card: Scorecard) -> None:
    for criterion in CRITERIA:
        pooled = [m for m in card.measures if m.criterion == criterion and m.chat is None]
        for chat in card.chats:
            own = [m for m in card.measures if m.criterion == criterion and m.chat == chat.chat]
            assert all(0 <= m.points <= m.of + 1e-9 for m in own + pooled)
            assert sum(m.of for m in own + pooled) == pytest.approx(100, abs=0.02)
            got = chat.scores[criterion]
            assert got is not None
            assert 0 <= got <= 100
            assert sum(m.points for m in own + pooled) == pytest.approx(got, abs=0.011)
            lost = [e.effect for e in card.evidence if e.criterion == criterion and e.effect < 0]
            if len(card.chats) == 1:
                assert sum(lost) == pytest.approx(got - 100, abs=0.2)
        mean = sum(c.scores[criterion] or 0 for c in card.chats) / len(card.chats)
        assert card.scores[criterion] == pytest.approx(mean, abs=0.01)
    assert 0 <= card.overall <= 100
    assert card.overall == pytest.approx(sum(c.composite for c in card.chats) / len(card.chats), abs=0.01)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines=chats, end=ends)
def test_every_lost_point_has_its_evidence(lines: list[Any], end: tuple[str, bool]) -> None:
    script = Script()
    play(script, 1, lines, end)
    card = script.ends().score()
    assert_sound(card)
    numbers = {entry.number for entry in script.entries}
    assert all(e.event is None or e.event in numbers | {max(numbers) + 1} for e in card.evidence)
    assert all(e.chat == 1 and e.at_ms is not None for e in card.evidence if e.measure != "share_over")


@given(full=st.floats(0, 100), width=st.floats(0.1, 100), a=st.floats(0, 300), b=st.floats(0, 300))
def test_a_curve_never_gives_more_for_worse(full: float, width: float, a: float, b: float) -> None:
    curve = Curve(full=full, zero=full + width)
    low, high = sorted((a, b))
    assert 0 <= curve.share(high) <= curve.share(low) <= 1


@given(seconds=st.lists(st.floats(0, 200), min_size=2, max_size=2))
def test_a_later_first_word_is_never_worth_more(seconds: list[float]) -> None:
    early, late = sorted(seconds)

    def points(at: float) -> float:
        script = Script().customer(0, "bonjour", move="opening")
        card = script.agent(at, "Bonjour", acts=("greeting",)).close(300, "polite_failure").score()
        return measure(card, "first_response").points

    assert points(late) <= points(early)


def test_the_sittings_overall_is_the_mean_of_the_composites() -> None:
    script = Script(parcel_case(1), parcel_case(2, None))
    well_led(script)
    script.entries.pop()
    script.customer(190, "bonjour", move="opening", chat=2).leaves(430, chat=2).ends()
    card = script.score()
    assert [c.composite for c in card.chats] == [pytest.approx(100, abs=1), 0]
    assert card.chats[1].outcome == "lost"
    assert card.overall == pytest.approx(50, abs=1)


def test_a_void_chat_is_shown_and_not_counted() -> None:
    script = Script(parcel_case(1), parcel_case(2, None))
    well_led(script)
    script.entries.pop()
    script.void(190, chat=2).ends()
    card = script.score()
    assert card.chats[1].outcome == "void"
    assert card.overall == card.chats[0].composite
    assert "chat_void" in card.reasons
    assert card.status == "to_be_confirmed"


def test_under_150_typed_words_the_result_is_to_be_confirmed() -> None:
    assert "few_typed_words" in well_led().score().reasons
    longer = well_led(Script().agent(0, "Bonjour, " + "je vérifie votre dossier " * 40, acts=("greeting",)))
    assert longer.score().status == "final"


def test_each_chat_is_scored_by_the_rubric_of_its_activity() -> None:
    sales = load_rubric(RUBRICS / "sales.yaml")
    script = well_led(Script(parcel_case(activity="sales")))
    rubrics = RubricSet(default=general(), by_activity={"sales": sales})
    card = score(script.transcript(), script.cases, script.findings(), rubrics, "run", "hash")
    assert card.rubric.id == "sales"
    assert measure(card, "call_to_action").of > 0


def test_unreadable_writing_holds_the_composite_down() -> None:
    script = Script().customer(1, "bonjour", move="opening")
    for index, words in enumerate(
        ("jai bien prit vôtre demmande", "je regardes sa", "cest pérdu mai jlenvoi")
    ):
        text = f"{words} {words.upper()[:3]}x {index} vou receverez jeudy sen fote ni fré"
        script.agent(
            9 + index, text, acts=("information",), tells=("delivery_date",), errors=tuple(text.split())
        )
    card = script.close(60, "solved").ends().score()
    assert card.chats[0].capped_by == "writing"
    assert card.chats[0].composite == general().floors["writing"].composite


def test_the_rule_of_every_loss_is_cited_in_its_chat() -> None:
    card = Script().customer(1, "bonjour", move="opening").leaves(300).ends().score()
    assert {e.rule for e in card.evidence} >= {
        "latency.first_response_never",
        "writing.nothing_written",
        "directiveness.nothing_led",
        "resolution.end_lost",
    }
    assert not cited(card, "latency.first_response_prompt")
