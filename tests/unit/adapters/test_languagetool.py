"""A LanguageTool server as a proofreader: a good one, and all the bad ones."""

import threading
from collections.abc import Iterator

import pytest

from chattrainer.adapters.proofreader.languagetool import LanguageToolProofreader
from chattrainer.adapters.proofreader.place import place_of
from chattrainer.model.errors import OutsideError, UsageError
from tests.support.languagetool_double import Double, languagetool_double

SHORT_S = 0.4


@pytest.fixture
def server() -> Iterator[Double]:
    with languagetool_double() as double:
        yield double


@pytest.fixture
def proofreader(server: Double) -> Iterator[LanguageToolProofreader]:
    with LanguageToolProofreader(place_of(server.url), SHORT_S, SHORT_S) as client:
        yield client


def marked(proofreader: LanguageToolProofreader, text: str) -> list[str]:
    return [text[f.start : f.end] for f in proofreader.check([text], "fr")[0]]


def test_the_engine_is_named_with_the_version_that_answers(proofreader: LanguageToolProofreader) -> None:
    assert proofreader.engine == "LanguageTool 6.6 (server)"


@pytest.mark.parametrize(
    "text",
    [
        "Votre conmande est là.",
        "😀 Votre conmande",
        "👩‍👩‍👧‍👦 é 🇫🇷 conmande 😀",
        "e\u0301te\u0301 conmande",
        "\ufeffa\x00\x1b[31m \ud800 conmande",
        "mot " * 2_500 + "conmande",
    ],
)
def test_offsets_are_code_points_of_the_text_as_written(
    proofreader: LanguageToolProofreader, text: str
) -> None:
    assert marked(proofreader, text) == ["conmande"]


def test_a_finding_carries_the_part_of_the_rule_and_what_to_write(
    proofreader: LanguageToolProofreader,
) -> None:
    [found] = proofreader.check(["je vais vérifié"], "fr")[0]
    assert (found.rule, found.category, found.suggestions) == ("FR_SPELLING_RULE[1]", "TYPOS", ("vérifier",))
    assert found.message == "Écrire «\u00a0vérifier\u00a0»."


def test_what_was_checked_is_not_asked_again(server: Double, proofreader: LanguageToolProofreader) -> None:
    proofreader.check(["conmande"], "fr")
    asked = len(server.asked)
    proofreader.check(["conmande", "conmande"], "fr")
    assert len(server.asked) == asked


def test_a_newer_server_is_another_engine_and_is_asked_again(
    server: Double, proofreader: LanguageToolProofreader
) -> None:
    proofreader.check(["conmande"], "fr")
    server.version = "6.7"
    proofreader.check(["vérifié"], "fr")
    asked = len(server.asked)
    proofreader.check(["conmande"], "fr")
    assert proofreader.engine == "LanguageTool 6.7 (server)"
    assert len(server.asked) == asked + 1


@pytest.mark.parametrize("text", ["", " \n", "\x00"])
def test_an_empty_text_holds_no_error(proofreader: LanguageToolProofreader, text: str) -> None:
    assert proofreader.check([text], "fr") == [[]]


@pytest.mark.parametrize(
    ("mode", "key"),
    [
        ("slow", "lt_slow"),
        ("trickle", "lt_slow"),
        ("half", "lt_slow"),
        ("busy", "lt_busy"),
        ("busy_426", "lt_busy"),
        ("broken", "lt_nonsense"),
        ("html", "lt_nonsense"),
        ("empty_json", "lt_nonsense"),
        ("list_json", "lt_nonsense"),
        ("null_json", "lt_nonsense"),
        ("other_json", "lt_nonsense"),
        ("out_of_text", "lt_nonsense"),
        ("cut", "lt_unreachable"),
        ("hangs_up", "lt_unreachable"),
    ],
)
def test_each_misbehaviour_is_told_by_its_name(
    server: Double, proofreader: LanguageToolProofreader, mode: str, key: str
) -> None:
    server.mode = mode
    with pytest.raises(OutsideError) as failure:
        proofreader.check(["conmande"], "fr")
    assert failure.value.key == f"proofread.{key}"
    assert "\x1b" not in str(failure.value)
    server.mode = "ok"
    server.released.set()
    assert marked(proofreader, "conmande") == ["conmande"]


def test_a_server_that_is_gone_is_told_and_found_again_when_it_is_back() -> None:
    with languagetool_double() as first:
        client = LanguageToolProofreader(place_of(first.url), SHORT_S, SHORT_S)
        assert marked(client, "conmande") == ["conmande"]
    with pytest.raises(OutsideError, match="lt_unreachable"):
        client.check(["vérifié"], "fr")
    with languagetool_double(first.port):
        assert marked(client, "vérifié") == ["vérifié"]
    client.close()


def test_https_to_a_server_that_speaks_http_says_so(server: Double) -> None:
    place = place_of(server.url.replace("http:", "https:"))
    with (
        LanguageToolProofreader(place, SHORT_S, SHORT_S) as client,
        pytest.raises(OutsideError, match="lt_tls"),
    ):
        client.check(["conmande"], "fr")


def test_a_language_the_server_does_not_know_is_told(proofreader: LanguageToolProofreader) -> None:
    with pytest.raises(OutsideError, match="lt_language"):
        proofreader.check(["hallo"], "xx")


def test_a_language_without_rules_on_the_server_is_told(
    proofreader: LanguageToolProofreader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chattrainer.adapters.proofreader.languagetool.codes", lambda: {"xx": "xx"})
    with pytest.raises(OutsideError, match="lt_language"):
        proofreader.check(["hallo"], "xx")


def test_servers_that_never_end_are_not_asked_for_ever(
    server: Double, proofreader: LanguageToolProofreader
) -> None:
    server.mode = "trickle"
    for _ in range(8):
        with pytest.raises(OutsideError, match="lt_slow"):
            proofreader.check(["conmande"], "fr")
    assert len(server.asked) <= 4
    server.released.set()
    server.mode = "ok"
    for _ in range(100):
        try:
            assert marked(proofreader, "conmande") == ["conmande"]
            return
        except OutsideError:
            threading.Event().wait(0.02)
    pytest.fail("it is not asked again although it is well")


@pytest.mark.parametrize(
    "text",
    ["", " ", "foo", "http://", "ftp://host", "http://a b", "http://host:99999", "http://host:0",
     "https://", "//host", "http://h\x1b[31m", "http://host?x=1", "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no_url"):
        place_of(text)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("http://localhost:8081", "http://localhost:8081/"),
        ("http://localhost:8081/v2/check", "http://localhost:8081/"),
        (" HTTPS://example.test/lt/v2/ ", "https://example.test/lt/"),
        ("http://[::1]:8081", "http://[::1]:8081/"),
    ],
)
def test_addresses_are_taken_as_people_write_them(text: str, url: str) -> None:
    assert place_of(text).url == url


def test_a_password_in_the_address_is_never_shown() -> None:
    place = place_of("https://ana:secret@example.test:8081/lt")
    assert "secret" in place.url
    assert place.shown == "https://example.test:8081/lt"


def test_a_local_one_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("LTP_PATH", f"{tmp_path}/empty")
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/java")
    with LanguageToolProofreader(place_of("local"), SHORT_S, SHORT_S) as client:
        with pytest.raises(OutsideError, match="lt_none_here"):
            client.check(["conmande"], "fr")
        monkeypatch.setattr("shutil.which", lambda name: None)
        with pytest.raises(OutsideError, match="lt_no_java"):
            client.check(["conmande"], "fr")
