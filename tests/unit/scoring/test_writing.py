"""What she reads: errors in what was typed, length, register, relation, fit."""

import pytest

from chattrainer.model.inputs import Span
from chattrainer.model.scenario import Canned
from chattrainer.scoring.lexicon import lexicon
from chattrainer.scoring.typed import originals, typed_words
from chattrainer.scoring.writing.readability import reading_ease
from tests.builders import Script, cited, measure, parcel_case, share, well_led

LONG = "Nous regardons votre commande et nous revenons vers vous avec une réponse dès que possible. "


def chat(*messages: str, **case: object) -> Script:
    script = Script(parcel_case(**case))  # type: ignore[arg-type]
    script.customer(1, "Bonjour, mon colis n’est pas arrivé", move="opening")
    for index, text in enumerate(messages):
        script.agent(10 + index, text, acts=("information",))
    return script


def closed(script: Script) -> Script:
    return script.close(100, "polite_failure").ends()


def test_errors_count_per_hundred_typed_words() -> None:
    script = chat()
    script.agent(10, LONG * 3 + "vous avez reçut", acts=("information",), errors=("reçut",))
    card = closed(script).score()
    words = sum(len(typed_words(m, {})) for m in script.transcript().chat(1).agent_messages)
    assert measure(card, "language").value == pytest.approx(100 / words, abs=0.001)
    assert cited(card, "writing.language_error_alone")[0].params["found"] == "reçut"


def test_the_same_error_again_weighs_half() -> None:
    script = chat()
    script.agent(10, LONG * 3 + "reçut", errors=("reçut",)).agent(20, "reçut encore", errors=("reçut",))
    words = sum(len(typed_words(m, {})) for m in script.transcript().chat(1).agent_messages)
    assert measure(closed(script).score(), "language").value == pytest.approx(150 / words, abs=0.001)


def test_a_slip_in_a_short_text_is_no_disaster() -> None:
    script = chat()
    script.agent(10, "Vous avez reçut le colis", errors=("reçut",))
    assert measure(closed(script).score(), "language").value == 2.5


def test_canned_text_pasted_raw_is_nobodys_language() -> None:
    text = "Nous avons bien reçut votre demande."
    script = chat()
    span = Span(start=0, end=len(text), source="canned", id="recu")
    script.agent(10, text + " " + LONG * 2, spans=(span,), errors=("reçut",))
    card = closed(script).score()
    assert measure(card, "language").value == 0


def test_of_an_edited_canned_reply_only_what_differs_was_typed() -> None:
    case = parcel_case(
        canned=[Canned(id="recu", title="Reçu", text="Votre colis part demain matin.").model_dump()]
    )
    text = "Votre colis part jeudi matin."
    script = Script(case).customer(1, "bonjour", move="opening")
    script.agent(10, text, spans=(Span(start=0, end=len(text), source="canned", id="recu", edited=True),))
    message = script.transcript().chat(1).agent_messages[0]
    assert [w.text for w in typed_words(message, originals(case))] == ["jeudi"]


def test_links_addresses_and_figures_are_not_typed_words() -> None:
    script = chat("Suivez-le ici : https://www.atelier.example/suivi ou a@b.example, 2 jours")
    message = script.transcript().chat(1).agent_messages[0]
    assert [w.text for w in typed_words(message, {})] == ["Suivez-le", "ici", "ou", "jours"]


def test_without_a_proofreader_language_gives_its_weight_to_the_others_and_says_so() -> None:
    card = well_led().score(judged=False)
    assert measure(card, "language").of == 0
    assert card.scores["writing"] == 100
    assert "writing_not_judged" in card.reasons


def test_an_error_in_every_word_leaves_nothing_of_the_other_qualities() -> None:
    text = "bonjour jai bien prit votre demande je regardes sa"
    script = chat()
    for at in (10, 20, 30):
        script.agent(at, text, acts=("greeting",), errors=tuple(text.split()))
    card = closed(script).score()
    assert (card.scores["writing"] or 0) < 15
    assert cited(card, "writing.hard_to_read")


def test_a_slab_costs_concision_by_the_words_she_has_to_read_in_it() -> None:
    short = closed(chat("Votre colis est perdu.", "Je vous le renvoie.")).score()
    slab = closed(chat("Votre colis est perdu.", LONG * 6)).score()
    assert share(short, "concision") == 1
    assert share(slab, "concision") < 0.5
    assert cited(slab, "writing.long_message")


def test_a_drizzle_of_tiny_messages_is_no_concision() -> None:
    card = closed(chat("ok", "oui", "d’accord", "bien", "ok")).score()
    assert share(card, "concision") == 0
    assert cited(card, "writing.drizzle")


def test_tu_where_the_brand_says_vous() -> None:
    card = closed(chat("Bonjour, tu as reçu ton colis ?", "Je te le renvoie.")).score()
    assert len(cited(card, "writing.said_tu")) == 2


def test_a_greeting_a_farewell_no_sms_no_shouting_no_blame() -> None:
    script = chat("slt, VOTRE COLIS est perdu", "c bon")
    script.agent(30, "Il fallait lire les conditions", acts=("blame",))
    card = closed(script).score()
    for rule in ("no_greeting", "no_farewell", "sms", "shouting", "blame"):
        assert cited(card, f"writing.{rule}"), rule
    assert share(card, "register") == pytest.approx(0.3, abs=0.01)  # only the form of address


def test_sms_spelling_is_one_finding_a_message_however_many_words() -> None:
    card = closed(chat("Bonjour", "bjr dsl pr le retard, jsuis la ds 2 min")).score()
    found = cited(card, "writing.sms")
    assert [i.params["found"] for i in found] == ["bjr, dsl, pr, jsuis, ds"]


def test_no_farewell_is_due_where_she_left_in_the_middle() -> None:
    card = chat("Bonjour").leaves(300, "gone", "gone").ends().score()
    assert not cited(card, "writing.no_farewell")


def test_her_trouble_is_acknowledged_once() -> None:
    def acknowledged(times: int) -> float:
        script = chat()
        for index in range(times):
            script.agent(10 + index, "Je comprends votre inquiétude.", acts=("empathy",))
        script.agent(60, "Votre colis est perdu.", acts=("information",))
        return share(closed(script).score(), "relation")

    assert acknowledged(0) < acknowledged(6) < acknowledged(1)


def test_nothing_has_to_be_acknowledged_where_no_trouble_was_voiced() -> None:
    card = closed(chat("Votre colis arrive jeudi.", customer={"mood": "calm"})).score()
    assert not cited(card, "writing.trouble_ignored")


def test_a_wrong_name_or_title_costs() -> None:
    for text in ("Bonjour Madame Petit", "Bonjour Monsieur Vasseur", "Bonjour Monsieur,"):
        assert cited(closed(chat(text)).score(), "writing.wrong_name"), text
    for text in ("Bonjour Madame Vasseur", "Bonjour Colette", "Bonjour Madame,"):
        assert not cited(closed(chat(text)).score(), "writing.wrong_name"), text


def test_jargon_costs_with_a_novice_unless_she_said_it_first() -> None:
    novice = {"public": {"digital_ease": "low"}}
    text = "Le litige transporteur est ouvert, nous revenons vers vous avec une réponse dès que possible."
    assert cited(closed(chat(text + " " + LONG, customer=novice)).score(), "writing.jargon")
    assert not cited(closed(chat(text + " " + LONG)).score(), "writing.jargon")
    script = Script(parcel_case(customer=novice))
    script.customer(1, "c’est quoi ce litige transporteur ?", move="opening").agent(9, text + " " + LONG)
    assert not cited(closed(script).score(), "writing.jargon")
    everyday = "Mes collègues ont tout, je ne vous le cache pas, vous n’allez rien avoir à répéter."
    assert not cited(closed(chat(everyday + " " + LONG, customer=novice)).score(), "writing.jargon")
    credit = "Vous recevrez un avoir de douze euros sur votre compte d’ici demain soir."
    assert cited(closed(chat(credit + " " + LONG, customer=novice)).score(), "writing.jargon")


HARD = (
    "Conformément aux dispositions contractuelles applicables, l’indemnisation correspondante interviendra "
    "ultérieurement, sous réserve d’acceptation préalable de la réclamation par l’établissement transporteur."
)


def test_a_novice_gets_sentences_that_are_easily_read_and_the_hardest_is_cited() -> None:
    novice = {"public": {"digital_ease": "low"}}
    hard = closed(chat(LONG, HARD, HARD, HARD, customer=novice)).score()
    assert cited(hard, "writing.hard_sentence")[0].quote.startswith("Conformément")
    easy = "Votre colis arrive jeudi. Le livreur vous appelle avant de passer. "
    assert not cited(closed(chat(easy * 6, customer=novice)).score(), "writing.hard_sentence")
    assert not cited(closed(chat(HARD * 3)).score(), "writing.hard_sentence")


@pytest.mark.parametrize(
    ("language", "easy", "hard"),
    [
        ("fr", "Votre colis part ce soir.", HARD),
        ("en", "Your parcel leaves tonight.", "Indemnification is contingent upon contractual verification."),
    ],
)
def test_reading_ease_tells_plain_from_official_prose(language: str, easy: str, hard: str) -> None:
    plain, official = (reading_ease([text], lexicon(language)) for text in (easy, hard))
    assert plain is not None
    assert official is not None
    assert plain > 70 > 20 > official


def test_what_has_no_words_has_no_reading_ease() -> None:
    assert reading_ease(["", "12 €", "🙂"], lexicon("fr")) is None
    assert reading_ease(["mots"], lexicon("xx")) is None


def test_who_writes_nothing_has_no_written_quality() -> None:
    card = Script().customer(1, "bonjour", move="opening").leaves(240).ends().score()
    assert card.scores["writing"] == 0
    assert cited(card, "writing.nothing_written")


def test_the_better_wording_is_shown_in_practice_and_not_in_an_exam() -> None:
    def better(purpose: str) -> str | None:
        script = Script(purpose=purpose).customer(1, "bonjour", move="opening")
        card = closed(script.agent(9, "Votre colis est perdu.", acts=("information",))).score()
        return cited(card, "writing.no_greeting")[0].better

    assert better("practice")
    assert better("recruitment") is None
