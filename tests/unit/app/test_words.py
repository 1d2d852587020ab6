"""Who words a sitting's customers: the model that is set, also when it is taken up again; and what it took."""

from pathlib import Path

import pytest

from chattrainer.adapters.llm.endpoint import Endpoint, Limits, Prices
from chattrainer.app.llm.estimate import offer_line, offered
from chattrainer.app.llm.told import line_of, spent_in, wording_told
from chattrainer.app.llm.wording import LlmWording
from chattrainer.app.llm.words import Words, unset_words
from chattrainer.app.opening import Prepared, Wanted, prepare
from chattrainer.app.room import TrainingRoom
from chattrainer.locale.texts import Texts
from chattrainer.model.effects import ScriptedMove, WordMove
from chattrainer.model.facts import ChatOpened
from chattrainer.model.folding import fold
from chattrainer.model.inputs import Attempt, Spending, WordingGiven
from chattrainer.model.log import Entry
from chattrainer.model.transcript import Transcript
from chattrainer.runtime.late_words import LateWords
from chattrainer.runtime.sitting import script_words
from tests.support.llm_double import llm_double

PRICES = Prices(prompt=1.0, cached=0.1, completion=2.0, currency="EUR")


@pytest.fixture(scope="module")
def ready() -> Prepared:
    return prepare(Wanted(("cadeau-perdu",), seed=1, llm="good"))


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHATTRAINER_CONFIG", str(tmp_path))
    monkeypatch.delenv("CHATTRAINER_LLM_URL", raising=False)


def opened_transcript(ready: Prepared) -> Transcript:
    case = ready.plan.cases[0]
    return fold([Entry(number=1, event=ChatOpened(at=0, chat=case.chat, scenario=case.scenario.id))])


def entry(n: int, **fields: object) -> Entry:
    given = {"at": n, "chat": 1, "of": n, "source": "script"} | fields
    return Entry(number=n, event=WordingGiven.model_validate(given))


def test_a_sitting_taken_up_goes_on_with_the_model_that_is_set(
    ready: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHATTRAINER_LLM_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("CHATTRAINER_LLM_MODEL", "good")
    words = Words().late(ready.opened, ready.plan, lambda given: None)
    assert isinstance(words, LateWords)
    words.close()


def test_without_one_it_goes_on_by_script_and_the_log_says_why(ready: Prepared) -> None:
    words = Words().late(ready.opened, ready.plan, lambda given: None)
    given = words(WordMove(10, 1, 1, 20, ()), Transcript())
    assert given is not None
    assert (given.source, given.attempts[0].fault) == ("script", "endpoint.not_set")


def test_settings_that_cannot_be_are_no_reason_to_lose_a_sitting(
    ready: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHATTRAINER_LLM_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("CHATTRAINER_LLM_ANSWER_S", "soon")
    assert Words().late(ready.opened, ready.plan, lambda given: None) is unset_words


def test_a_scripted_sitting_asks_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHATTRAINER_LLM_URL", "http://127.0.0.1:9/v1")
    scripted = prepare(Wanted(("cadeau-perdu",), seed=1))
    assert Words().late(scripted.opened, scripted.plan, lambda given: None) is script_words


def test_what_words_took_is_in_the_log_and_told() -> None:
    with llm_double() as double:
        endpoint = Endpoint(double.url, "good", limits=Limits(most_tokens=10**9), prices=PRICES)
        room = TrainingRoom(judge_writing=False, llm=endpoint)
        _, _, entries = room.simulate(Wanted(("cadeau-perdu",), seed=3, player="skilled"), keep=False)
        room.close()
        questions = len(double.asked)
    spent = spent_in(entries)
    assert spent.tokens == 540 * questions
    assert spent.cost == pytest.approx((100 * 1.0 + 400 * 0.1 + 40 * 2.0) * questions / 1e6)
    told = wording_told(entries)
    assert told is not None
    assert "EUR" in line_of(told, Texts("en"))


def test_a_spent_budget_leaves_the_rest_to_the_script_and_is_told() -> None:
    with llm_double() as double:
        endpoint = Endpoint(double.url, "good", limits=Limits(most_tokens=1_000))
        room = TrainingRoom(judge_writing=False, llm=endpoint)
        _, _, entries = room.simulate(Wanted(("cadeau-perdu",), seed=3, player="skilled"), keep=False)
        room.close()
        assert len(double.asked) == 2
    told = wording_told(entries)
    assert told is not None
    assert 0 < told.by_script < told.turns
    assert "budget was used up" in line_of(told, Texts("en"))
    assert "budget de la session a été épuisé" in line_of(told, Texts("fr"))


def test_what_was_spent_before_counts_when_a_sitting_is_taken_up(ready: Prepared) -> None:
    with llm_double() as double:
        endpoint = Endpoint(double.url, "good", limits=Limits(most_tokens=1_000))
        wording = LlmWording(endpoint, ready.plan, Spending(tokens=1_000))
        ack = ScriptedMove("ack", None, (), ("d'accord",))
        given = wording.word(WordMove(0, 1, 1, 0, (ack,)), opened_transcript(ready))
        wording.close()
        assert not double.asked
    assert given.attempts[-1].fault == "endpoint.budget"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_debrief_says_why_the_script_stepped_in(language: str) -> None:
    texts = Texts(language)
    log = [
        entry(
            1,
            source="llm:good",
            bubbles=(("a",),),
            attempts=(Attempt(text="a"),),
            spent=Spending(tokens=12_400),
        ),
        entry(2, attempts=(Attempt(text="", fault="endpoint.timeout"),)),
        entry(3, attempts=(Attempt(text="x", fault="role_swap,leak"),)),
        entry(4, attempts=(Attempt(text="", fault="endpoint.not_set"),)),
    ]
    told = wording_told(log)
    assert told is not None
    lines = line_of(told, texts).split("\n")
    assert len(lines) == 4
    for why in ("timeout", "guard", "not_set"):
        assert texts(f"llm.why.{why}") in lines[1]
    assert lines[2] == texts("llm.told.not_set")
    assert "400" in lines[3]


def test_what_it_will_take_is_told_before_with_and_without_a_price(ready: Prepared) -> None:
    free = offered(ready.plan, Endpoint("http://127.0.0.1:9/v1", "good"))
    priced = offered(ready.plan, Endpoint("http://127.0.0.1:9/v1", "good", prices=PRICES))
    assert "EUR" not in offer_line(free, Texts("en"))
    assert "EUR" in offer_line(priced, Texts("en"))
    assert offer_line(free, Texts("en")).startswith("good: about ")
    assert free.estimate.tokens > 1_000
