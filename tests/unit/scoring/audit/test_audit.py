"""The simulator's own mistakes are found in the log, each as helped or hindered, and spoil the chat or don't."""

from typing import Any

import pytest

from chattrainer.model.audit import Audit
from chattrainer.model.inputs import WordingGiven
from chattrainer.scoring.audit.audit import audit, voided
from chattrainer.scoring.score import score
from tests.builders import Script, general, measure, parcel_case, well_led

ASKED = {"needed_by": "Pour quel jour vous le faut-il ?"}


def worded(script: Script, at_s: float, text: str, **said: Any) -> Script:
    """A bubble whose words are a model's."""
    script.add(WordingGiven(at=int(at_s * 1000), chat=1, of=1, bubbles=((text,),), source="llm:actor"))
    return script.customer(at_s, text, **said)


def begun() -> Script:
    script = Script().customer(
        1, "Bonjour, mon colis n’est pas arrivé hier", move="opening", reveals=("late",)
    )
    return script.agent(20, ASKED["needed_by"], acts=("ask_open",), asks=("needed_by",))


def audit_of(script: Script) -> Audit:
    return audit(script.entries, script.cases)


def told(script: Script) -> list[tuple[str, str, str]]:
    return [(fault.kind, fault.severity, fault.effect) for fault in audit_of(script).faults]


def test_a_good_chat_has_no_mistakes_whoever_worded_it() -> None:
    script = worded(begun(), 50, "il me le faudrait pour samedi svp", of="needed_by", reveals=("needed_by",))
    assert told(script) == []
    assert told(well_led()) == []


def test_an_email_that_nobody_asked_for_helps_and_spoils_the_chat() -> None:
    script = worded(
        begun(),
        50,
        "pour samedi, mon mail c’est colette@courriel.example",
        of="needed_by",
        reveals=("needed_by",),
    )
    (fault,) = audit_of(script).faults
    assert (fault.kind, fault.severity, fault.effect) == ("undisclosed", "critical", "helped")
    assert fault.about == "email"
    assert "colette@courriel.example" in fault.quote


def test_what_the_agent_said_first_is_no_secret_any_more() -> None:
    script = begun().agent(30, "Est-ce bien colette@courriel.example ?", acts=("ask_closed",))
    worded(script, 50, "oui colette@courriel.example, et pour samedi", of="needed_by", reveals=("needed_by",))
    assert told(script) == []


def test_a_phone_number_with_other_gaps_is_the_same_number() -> None:
    script = worded(begun(), 50, "samedi, appelez le 06.39.98.11.27", of="needed_by", reveals=("needed_by",))
    assert told(script) == [("undisclosed", "critical", "helped")]


def test_the_words_of_an_author_are_right_by_definition() -> None:
    script = begun().customer(
        50, "samedi ! mon mail : colette@courriel.example", of="needed_by", reveals=("needed_by",)
    )
    assert told(script) == []
    found = audit(script.entries, script.cases, every_word=True)
    assert [fault.kind for fault in found.faults] == ["undisclosed"]


def test_an_order_that_is_of_no_case_and_no_talk_is_made_up() -> None:
    script = worded(begun(), 50, "samedi, commande TIL-999888", of="needed_by", reveals=("needed_by",))
    (fault,) = audit_of(script).faults
    assert (fault.kind, fault.severity, fault.effect) == ("invented", "critical", "hindered")
    assert fault.about == "til-999888"


def test_a_made_up_name_is_minor() -> None:
    script = worded(
        begun(), 50, "pour samedi, chez mon frère Anatole", of="needed_by", reveals=("needed_by",)
    )
    assert told(script) == [("invented", "minor", "hindered")]


def test_an_answer_with_another_value_contradicts_her_case() -> None:
    script = begun().agent(40, "Et votre téléphone ?", acts=("request_data",), asks=("phone",))
    worded(script, 60, "le 06 39 98 44 55", of="phone", reveals=("phone",))
    kinds = {fault.kind: fault for fault in audit_of(script).faults}
    assert kinds["contradicts"].severity == "critical"
    assert kinds["contradicts"].about == "phone"
    assert "invented" not in kinds


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Comment puis-je vous aider ?", "role_swap"),
        ("Merci de votre patience, toutes nos excuses pour le retard", "role_swap"),
        ("I would need it for the weekend, please tell me when it will be here", "language"),
        ("d’accord, j’accepte votre solution", "assent"),
        ("non merci, hors de question", "refusal"),
    ],
)
def test_she_stays_herself(text: str, fault: str) -> None:
    script = worded(begun(), 50, text, move="ack")
    assert fault in [kind for kind, severity, _ in told(script) if severity == "critical"]


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("oui, j’accepte", "accept"),
        ("non merci, hors de question", "decline"),
        ("non, je ne vois pas", "dont_know"),
        ("ok merci", "ack"),
    ],
)
def test_words_that_go_with_the_move_are_no_mistake(text: str, move: str) -> None:
    assert told(worded(begun(), 50, text, move=move)) == []


def test_the_same_bubble_twice_is_minor() -> None:
    opened = Script().customer(1, "Bonjour", move="opening")
    script = worded(opened, 50, "je ne comprends pas bien ce que vous dites", move="confused")
    script.agent(60, "Que ne comprenez-vous pas ?", acts=("ask_open",))
    worded(script, 80, "je ne comprends pas bien ce que vous dites", move="confused")
    assert told(script) == [("repeated", "minor", "hindered")]


def test_a_fact_that_counts_as_asked_for_though_nobody_asked_helps() -> None:
    script = Script().customer(1, "Bonjour", move="opening")
    script.agent(20, "Je regarde votre dossier.", acts=("information",))
    script.customer(50, "pour samedi", of="needed_by", reveals=("needed_by",))
    assert told(script) == [("unasked", "critical", "helped")]


def test_a_guess_that_was_asked_back_counts_as_asked() -> None:
    script = Script().customer(1, "Bonjour", move="opening")
    script.agent(20, "C’est quand ?", acts=("ask_open",))
    script.customer(40, "vous voulez savoir pour quel jour ?", move="ask_back")
    script.agent(50, "oui", acts=("information",))
    script.customer(70, "pour samedi", of="needed_by", reveals=("needed_by",))
    assert told(script) == []


def test_a_needed_fact_asked_for_and_kept_through_two_turns_hinders() -> None:
    script = begun().customer(50, "je suis inquiète", move="ack")
    script.agent(60, "Je comprends. Quel jour ?", acts=("empathy",))
    script.customer(90, "vous savez, c’est long", move="insist")
    (fault,) = audit_of(script).faults
    assert (fault.kind, fault.severity, fault.effect) == ("withheld", "critical", "hindered")
    assert fault.about == "needed_by"


@pytest.mark.parametrize("move", ["beside", "wrong_chat", "idle_check"])
def test_beside_the_point_taken_for_another_or_still_waiting_is_not_kept_back(move: str) -> None:
    script = begun().customer(50, "c’est un cadeau vous savez", move=move, of="needed_by")
    script.agent(60, "Je comprends.", acts=("empathy",))
    script.customer(90, "vous savez, c’est long", move="insist")
    assert told(script) == []


def test_questions_dumped_in_one_turn_were_not_asked_clearly() -> None:
    script = Script().customer(1, "Bonjour", move="opening")
    script.agent(20, "?", asks=("needed_by", "place", "late"), acts=("ask_open",))
    for at in (50, 90):
        script.customer(at, f"je ne sais pas {at}", move="dont_know").agent(at + 10, "Bien.")
    assert told(script) == []


def test_a_fact_that_counts_as_given_has_to_stand_in_her_words() -> None:
    case = parcel_case(
        facts={
            **parcel_case().scenario.model_dump()["facts"],
            "needed_by": {"value": "samedi", "needed": True, "says": ["pour samedi", "samedi !"]},
        }
    )
    script = Script(case).customer(1, "Bonjour", move="opening")
    script.agent(20, ASKED["needed_by"], asks=("needed_by",))
    worded(script, 50, "le plus vite possible", of="needed_by", reveals=("needed_by",))
    assert told(script) == [("not_said", "critical", "hindered")]
    script.agent(60, "Quel jour ?", asks=("needed_by",))
    worded(script, 90, "samedi", move="repeat", of="needed_by")
    assert told(script) == []


def test_no_answer_at_all_where_one_was_due() -> None:
    script = begun().close(2000, "polite_failure").ends()
    assert told(script) == [("silent", "critical", "hindered")]
    typed = begun().types(30, 90).close(2000, "polite_failure").ends()
    assert told(typed) == []
    assert told(begun().close(60, "polite_failure").ends()) == []


def test_a_spoilt_chat_is_void_shown_and_left_out_of_the_scores() -> None:
    script = well_led()
    spoilt = worded(Script(parcel_case()), 1, "Comment puis-je vous aider ?", move="opening")
    spoilt.agent(20, "Bonjour", acts=("greeting",)).close(40, "polite_failure").ends()
    assert audit_of(script).void == ()
    found = audit_of(spoilt)
    assert found.void == (1,)
    before = spoilt.transcript()
    card = score(voided(before, found), spoilt.cases, spoilt.findings(), general(), "run", "hash")
    assert [chat.outcome for chat in card.chats] == ["void"]
    assert "chat_void" in card.reasons
    assert before.chat(1).void is None


def test_minor_mistakes_void_nothing() -> None:
    script = worded(
        begun(), 50, "pour samedi, chez mon frère Anatole", of="needed_by", reveals=("needed_by",)
    )
    assert audit_of(script).void == ()


def test_the_same_log_gives_the_same_audit() -> None:
    script = worded(begun(), 50, "samedi, TIL-999888, Anatole aussi", of="needed_by", reveals=("needed_by",))
    assert audit_of(script) == audit_of(script)
    assert audit_of(script).model_dump_json() == audit_of(script).model_dump_json()


def test_facts_are_told_apart_as_obtained_and_donated() -> None:
    script = begun().customer(50, "pour samedi", of="needed_by", reveals=("needed_by",))
    script.customer(52, "et c’est à domicile", move="led", of="place", reveals=("place",), how="led")
    (facts,) = audit_of(script).facts
    assert facts.obtained == ("needed_by",)
    assert facts.donated == ("late", "place")


@pytest.mark.parametrize(("how", "discovered"), [("asked", True), ("led", False), ("volunteered", False)])
def test_a_donated_fact_counts_for_the_resolution_not_for_the_discovery(how: str, discovered: bool) -> None:
    script = Script().customer(1, "Bonjour, mon colis n’est pas arrivé", move="opening")
    script.agent(20, "Je regarde.", acts=("information",))
    if how == "asked":
        script.agent(25, ASKED["needed_by"], acts=("ask_open",), asks=("needed_by",))
    script.customer(50, "pour samedi", of="needed_by", reveals=("needed_by",), how=how)
    script.agent(70, "Vous le recevrez jeudi.", acts=("next_step",), tells=("delivery_date",))
    card = script.close(90).ends().score()
    gains = [e for e in card.evidence if e.rule == "directiveness.found_out"]
    assert bool(gains) is discovered
    assert measure(card, "right_end").points == measure(card, "right_end").of
