"""The embedded engine itself, through the process boundary. Skipped where it is not installed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from chattrainer.adapters.proofreader import availability
from chattrainer.adapters.proofreader.availability import available, missing
from chattrainer.adapters.proofreader.embedded import EmbeddedProofreader
from chattrainer.adapters.proofreader.finding import told
from chattrainer.model.errors import OutsideError

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def proofreader() -> Iterator[EmbeddedProofreader]:
    if not available("fr"):
        pytest.skip("lingotweaker is not installed here")
    with EmbeddedProofreader() as embedded:
        embedded.warm("fr")
        yield embedded


def marked(proofreader: EmbeddedProofreader, text: str) -> list[str]:
    return [text[f.start : f.end] for f in proofreader.check([text], "fr")[0]]


def test_errors_are_marked_in_code_points(proofreader: EmbeddedProofreader) -> None:
    assert marked(proofreader, "😀 Évidemment, je vais vérifié votre conmande.") == ["vérifié", "conmande"]


def test_every_character_that_can_be_typed_is_survived(proofreader: EmbeddedProofreader) -> None:
    text = "\ufeffJe\x00 vais\u200b \ud800vérifié\u2028 😀\u202f é \x1b[31m conmande"
    assert "conmande" in marked(proofreader, text)


def test_a_very_long_text_keeps_its_offsets(proofreader: EmbeddedProofreader) -> None:
    text = "Votre colis est parti ce matin. " * 200 + "Votre conmande est prête."
    assert marked(proofreader, text) == ["conmande"]


def test_threads_share_one_child(proofreader: EmbeddedProofreader) -> None:
    texts = [f"Je vais vérifié le dossier {n}." for n in range(12)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: marked(proofreader, text), texts))
    assert found == [["vérifié"]] * len(texts)


def test_its_name_says_engine_and_data(proofreader: EmbeddedProofreader) -> None:
    assert proofreader.engine.startswith("lingotweaker ")
    assert "fr " in proofreader.engine


def test_where_it_is_not_installed_the_reason_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(availability, "find_spec", lambda name: None)
    assert missing("fr") == "proofread.missing.engine"
    with pytest.raises(OutsideError, match="no_engine"):
        EmbeddedProofreader().check(["recu"], "fr")


def test_a_language_without_data_is_told() -> None:
    assert missing("xx") in ("proofread.missing.language", "proofread.missing.engine")


def test_messages_quote_words_as_the_language_does_and_lose_nothing() -> None:
    assert told("Écrire <suggestion>a été</suggestion>.", "fr") == "Écrire «\u00a0a été\u00a0»."
    assert told("Did you mean <suggestion>your</suggestion>?", "en") == "Did you mean “your”?"
    assert told("Le verbe «  » devrait être à l’infinitif.", "fr") == "Cette tournure est à revoir."
