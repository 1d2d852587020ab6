"""A real LanguageTool server, named by CHATTRAINER_TEST_LANGUAGETOOL; skipped without one.

`scripts/languagetool fetch`, `scripts/languagetool start` and
`CHATTRAINER_TEST_LANGUAGETOOL=http://127.0.0.1:8081 python -m pytest tests/languagetool` run these alone.
"""

import os
from collections.abc import Iterator

import pytest

from chattrainer.adapters.proofreader.availability import available
from chattrainer.adapters.proofreader.embedded import EmbeddedProofreader
from chattrainer.adapters.proofreader.languagetool import LanguageToolProofreader
from chattrainer.adapters.proofreader.place import place_of
from chattrainer.app.proofing import Proofreading
from chattrainer.content.policies import policy
from chattrainer.model.errors import OutsideError
from chattrainer.scoring.proofreading import counted
from tests.support.desk import Desk

URL = os.environ.get("CHATTRAINER_TEST_LANGUAGETOOL", "")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not URL, reason="CHATTRAINER_TEST_LANGUAGETOOL names no server"),
]

WRONG = {
    "fr": {
        "😀 Évidemment, je vais vérifié votre dossier.": "vérifié",
        "👍🏽 Votre conmande est partie 😀": "conmande",
        "La livraison est prévu pour mardi.": "prévu",
    },
    "en": {
        "😀 Your parcell was sent this morning.": "parcell",
        "We have recieved your message 👍🏽 this morning.": "recieved",
    },
}
CLEAN = {
    "fr": ["Bonjour Madame, je regarde votre dossier tout de suite.", "merci de patienter un instant"],
    "en": ["Good morning, let me look into your order right away.", "one moment please"],
}


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageToolProofreader]:
    with LanguageToolProofreader(place_of(URL), 30, 120) as proofreader:
        proofreader.warm("fr")
        yield proofreader


def marked(proofreader: LanguageToolProofreader | EmbeddedProofreader, text: str, language: str) -> list[str]:
    [raw] = proofreader.check([text], language)
    return [text[f.start : f.end] for f in counted(raw, text, policy(language), "chat")]


@pytest.mark.parametrize(
    ("language", "text"), [(lang, text) for lang, texts in WRONG.items() for text in texts]
)
def test_errors_stand_at_their_code_points(server: LanguageToolProofreader, language: str, text: str) -> None:
    assert marked(server, text, language) == [WRONG[language][text]]


@pytest.mark.parametrize(
    ("language", "text"), [(lang, text) for lang, texts in CLEAN.items() for text in texts]
)
def test_clean_messages_cost_nothing(server: LanguageToolProofreader, language: str, text: str) -> None:
    assert marked(server, text, language) == []


def test_its_version_is_named(server: LanguageToolProofreader) -> None:
    assert server.engine.startswith("LanguageTool 6.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "ok",
        "a" * 10_000,
        "mot " * 2_500,
        "\x1b[31mrouge\x00\ud800",
        "这不是法语",
        "<b>&amp;</b> if (x) { y(); }",
    ],
)
def test_what_people_paste_is_survived(server: LanguageToolProofreader, text: str) -> None:
    [found] = server.check([text], "fr")
    assert all(0 <= f.start < f.end <= len(text) for f in found)


def test_a_long_text_keeps_its_offsets(server: LanguageToolProofreader) -> None:
    text = "😀 Votre colis est parti ce matin. " * 300 + "Votre conmande est prête."
    assert len(text) > 10_000
    assert marked(server, text, "fr")[-1] == "conmande"


def test_a_sitting_is_judged_by_it() -> None:
    desk = Desk()
    desk.say(20, "I am sorry, your parcell was sent yesterday.")
    proofreading = Proofreading(languagetool=URL)
    findings = proofreading.findings(desk.log.entries, desk.plan)
    proofreading.close()
    assert findings.engine.startswith("LanguageTool 6.")
    assert [f.suggestions[0] for m in findings.messages for f in m.findings] == ["parcel"]


def test_a_language_it_does_not_have_is_told(
    server: LanguageToolProofreader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chattrainer.adapters.proofreader.languagetool.codes", lambda: {"xx": "xx"})
    with pytest.raises(OutsideError, match="lt_language"):
        server.check(["hallo"], "xx")


@pytest.mark.skipif(not available("fr"), reason="lingotweaker is not installed here")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_both_engines_mark_the_same_words(server: LanguageToolProofreader, language: str) -> None:
    with EmbeddedProofreader() as embedded:
        for text in [*WRONG[language], *CLEAN[language]]:
            assert marked(embedded, text, language) == marked(server, text, language), text
