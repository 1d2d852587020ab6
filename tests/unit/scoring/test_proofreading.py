"""What counts as a language error in a chat, on findings made by hand."""

import re
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chattrainer.content.policies import policy, policy_languages
from chattrainer.model.exam import Strictness
from chattrainer.model.findings import LanguageFinding
from chattrainer.scoring.policy.likeness import distance, ranked
from chattrainer.scoring.policy.policy import STRICTNESS
from chattrainer.scoring.proofreading import counted, weighed

SPELLING = ("FR_SPELLING_RULE", "TYPOS")
EN_SPELLING = ("MORFOLOGIK_RULE_EN_US", "TYPOS")
SENTENCE_START = ("UPPERCASE_SENTENCE_START", "CASING")


def finding(text: str, surface: str, rule: tuple[str, str] = SPELLING, *suggestions: str) -> LanguageFinding:
    start = text.index(surface)
    return LanguageFinding(
        start=start, end=start + len(surface), rule=rule[0], category=rule[1], message="–",
        suggestions=suggestions,
    )  # fmt: skip


def costs(text: str, *findings: LanguageFinding, language: str = "fr", **more: Any) -> list[float]:
    strictness: Strictness = more.pop("strictness", "chat")
    return [f.weight for f in counted(findings, text, policy(language), strictness, **more)]


def test_a_misspelt_word_weighs_one() -> None:
    text = "Votre conmande est prête."
    assert costs(text, finding(text, "conmande", SPELLING, "commande")) == [1.0]


def test_the_words_of_the_trade_are_no_errors() -> None:
    text = "L'e-book est lisible, le wifi aussi, voyez avec le SAV."
    found = [finding(text, word, SPELLING, "x") for word in ("e-book", "wifi", "SAV")]
    assert costs(text, *found) == []


@pytest.mark.parametrize("word", ["orvane", "Orvane", "l'Orvane", "Orvanes", "orvanes"])
def test_the_words_of_the_case_and_of_the_customer_are_no_errors(word: str) -> None:
    text = f"avec {word} tout va bien."
    found = finding(text, word, SPELLING, "organe")
    assert costs(text, found, lexicon=["orvane"]) == []


def test_a_listed_word_can_still_disagree() -> None:
    text = "Votre numéros est noté."
    found = finding(text, "Votre numéros", ("D_N[1]", "AGREEMENT"), "Votre numéro")
    assert costs(text, found, lexicon=["numéros"]) == [1.0]


def test_nothing_within_the_name_of_a_product_is_an_error() -> None:
    text = "Le pack Sérénité plus vous couvre."
    found = finding(text, "Sérénité plus", ("J_N2", "AGREEMENT"), "Sérénités plus")
    assert costs(text, found, lexicon=["Pack Sérénité Plus"]) == []


@pytest.mark.parametrize(
    "text", ["Bonjour Madame Kerbrat.", "Bonjour M. Kerbrat.", "Kerbrat Logistique vous livre.", "kErbrat"]
)
def test_an_unknown_word_with_a_capital_is_a_name(text: str) -> None:
    surface = next(w for w in re.findall(r"\w+", text) if w.casefold() == "kerbrat")
    assert costs(text, finding(text, surface, SPELLING, "Verrat")) == []


def test_a_slip_in_a_frequent_word_at_the_start_of_a_sentence_is_no_name() -> None:
    text = "Bojour Madame."
    assert costs(text, finding(text, "Bojour", SPELLING, "Bonjour")) == [1.0]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Voici : https://www.orvane.example/mon-conpte", "conpte"),
        ("Écrivez à conpte@orvane.example", "conpte"),
        ("Voyez conpte-client.example/aide.", "conpte"),
        ("Bonjour {conpte}", "conpte"),
    ],
)
def test_links_and_addresses_are_no_language(text: str, surface: str) -> None:
    assert costs(text, finding(text, surface, SPELLING, "compte")) == []


def test_beside_a_link_only_spelling_counts() -> None:
    text = "Le lein suivi.orvane.example"
    assert costs(text, finding(text, "lein", SPELLING, "lien")) == [1.0]
    assert costs(text, finding(text, "lein", ("A_ACCENT_A", "CAT_HOMONYMES_PARONYMES"), "lien")) == []


def test_what_was_not_typed_costs_nothing_but_its_seam_counts() -> None:
    text = "Votre commande a été expédier hier."
    canned = (0, text.index("expédier"))
    inside = finding(text, "commande", SPELLING, "commandes")
    seam = finding(text, "été expédier", ("ETRE_VPPA_OU_ADJ[1]", "CAT_GRAMMAIRE"), "été expédiée")
    assert costs(text, inside, seam, not_typed=[canned]) == [1.0]


def test_a_capital_may_lack_its_accent_and_keyboards_have_their_habits() -> None:
    text = "A votre disposition, coeur et 'oui'"
    found = [
        finding(text, "A", ("A_ACCENT[1]", "CAT_GRAMMAIRE"), "À"),
        finding(text, "coeur", ("OE", "CAT_TYPOGRAPHIE"), "cœur"),
        finding(text, "'", ("APOS_TYP", "CAT_TYPOGRAPHIE"), "’"),
    ]
    assert costs(text, *found, strictness="strict") == []


def test_a_missing_accent_inside_a_word_is_an_error() -> None:
    text = "La reference du produit."
    assert costs(text, finding(text, "reference", SPELLING, "référence")) == [1.0]


def test_chat_needs_no_capital_at_the_start_of_a_line() -> None:
    text = "bonjour\nje regarde. un instant"
    starts = [finding(text, word, SENTENCE_START, word.capitalize()) for word in ("bonjour", "je", "un")]
    assert costs(text, *starts) == [0.25]
    assert costs(text, *starts, strictness="brand") == [0.25, 0.25, 0.25]


def test_chat_needs_no_full_stop_and_no_special_space() -> None:
    text = "Que puis-je faire ?"
    stop = finding(text, "faire ?", ("POINT[1]", "PONCTUATION_POINT"), "faire ?.")
    space = finding(text, " ?", ("FRENCH_WHITESPACE", "MISC"), "\u202f?")
    assert costs(text, stop, space) == []


def test_sms_spelling_is_a_matter_of_register_not_of_spelling() -> None:
    text = "dsl pr le retard"
    found = [finding(text, word, SPELLING, "x") for word in ("dsl", "pr")]
    assert costs(text, *found, strictness="strict") == []
    assert {f.category for f in weighed(found, text, policy("fr"), "chat")} == {"sms"}


def test_strictness_only_ever_adds() -> None:
    for language in policy_languages():
        weights = policy(language).data.weights
        for kind in weights["strict"]:
            chat, brand, strict = (weights[s].get(kind, 0) for s in STRICTNESS)
            assert chat <= brand <= strict


def test_commas_count_a_quarter_for_a_brand_and_nothing_in_chat() -> None:
    text = "Oui mais je regarde."
    comma = finding(text, " mais", ("PLACE_DE_LA_VIRGULE[3]", "PONCTUATION_VIRGULE"), ", mais")
    assert costs(text, comma) == []
    assert costs(text, comma, strictness="brand") == [0.25]


def test_a_missing_ne_is_no_error_in_a_chat() -> None:
    text = "C'est pas grave."
    assert costs(text, finding(text, "est", ("P_V_PAS[4]", "CAT_GRAMMAIRE"), "n'est")) == []


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("colour", "color"), ("apologise", "apologize"), ("cancelled", "canceled"), ("centre", "center"),
        ("licence", "license"), ("cheque", "check"), ("instalments", "installments"), ("grey", "gray"),
        ("neighbours", "neighbors"), ("organisations", "organizations"), ("fulfil", "fulfill"),
    ],
)  # fmt: skip
def test_british_spelling_is_right(british: str, american: str) -> None:
    text = f"Well, {british} indeed."
    assert costs(text, finding(text, british, EN_SPELLING, american), language="en") == []


def test_a_day_without_its_capital_weighs_a_quarter() -> None:
    text = "See you on monday."
    assert costs(text, finding(text, "monday", EN_SPELLING, "Monday"), language="en") == [0.25]


def test_findings_that_overlap_count_once() -> None:
    text = "Votre commande à été expédiée."
    longer = finding(text, "à été", ("A_ACCENT[36]", "CAT_GRAMMAIRE"), "a été")
    shorter = finding(text, "à", ("A_ACCENT_A", "CAT_HOMONYMES_PARONYMES"), "a")
    assert costs(text, longer, shorter) == [1.0]
    # The policy's own finding, first, is the third.
    assert sorted(f.weight for f in weighed([longer, shorter], text, policy("fr"), "chat")) == [0, 0, 1]


def test_two_errors_side_by_side_count_twice() -> None:
    text = "Votre conmande suivente."
    found = (finding(text, "conmande", SPELLING, "x"), finding(text, "suivente", SPELLING, "y"))
    assert costs(text, *found) == [1.0, 1.0]


def test_offsets_outside_the_text_are_dropped() -> None:
    broken = LanguageFinding(start=2, end=99, rule="R", category="TYPOS", message="–")
    assert weighed([broken], "oui", policy("fr"), "chat") == []


def test_a_finding_tells_its_kind_and_few_suggestions() -> None:
    text = "Votre conmande."
    told = counted([finding(text, "conmande", SPELLING, *"abcdefgh", "commande")], text, policy("fr"), "chat")
    assert told[0].category == "spelling"
    assert told[0].suggestions[0] == "commande"
    assert len(told[0].suggestions) == 5


@given(st.text(max_size=120), st.sampled_from(["fr", "en"]), st.sampled_from(STRICTNESS))
def test_any_text_can_be_weighed(text: str, language: str, strictness: Strictness) -> None:
    whole = LanguageFinding(start=0, end=max(len(text), 1), rule="R[1]", category="TYPOS", message="–")
    for found in weighed([whole], text, policy(language), strictness, lexicon=[text[:9]], not_typed=[(0, 3)]):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("typed", "wanted", "others"),
    [
        ("wiat", "wait", ["what", "wit"]),
        ("acount", "account", ["amount", "count"]),
        ("reference", "référence", ["révérence", "préférence"]),
        ("dont", "don't", ["done", "font"]),
        ("conmande", "commande", ["con mande", "demande"]),
        ("firday", "Friday", ["fir day", "faraday"]),
    ],
)
def test_the_likeliest_correction_comes_first(typed: str, wanted: str, others: list[str]) -> None:
    assert ranked(typed, [*others, wanted], {"friday", "commande"})[0] == wanted


def test_short_words_keep_the_order_of_the_engine() -> None:
    assert ranked("ur", ["your", "or"], set()) == ("your", "or")


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_is_the_same_from_both_sides(a: str, b: str) -> None:
    assert distance(a, b) == pytest.approx(distance(b, a))
    assert distance(a, a) == 0


@pytest.mark.parametrize("language", policy_languages())
@pytest.mark.parametrize("piece", ["a", "a.", "a-", "à ", "n'", "@", "[a", "est ", "was ", "de se "])
def test_a_message_of_nonsense_takes_no_longer_than_its_length(language: str, piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    started = time.process_time()
    weighed([], text, policy(language), "chat")
    # A regular expression that goes over such a text again and again takes from seconds to hours.
    assert time.process_time() - started < 2
