"""A whole sitting by one engine: what happens when the one that was named fails on the way."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from chattrainer.adapters.proofreader import availability
from chattrainer.adapters.proofreader.languagetool import LanguageToolProofreader
from chattrainer.adapters.proofreader.place import place_of
from chattrainer.app import proofreaders
from chattrainer.app.proofing import Proofreading
from chattrainer.model.exam import Conditions
from chattrainer.model.facts import SittingOpened
from chattrainer.model.findings import Findings, LanguageFinding
from chattrainer.model.log import Entry
from chattrainer.model.transcript import Message
from tests.support.desk import Desk
from tests.support.languagetool_double import Double, languagetool_double

SENT = ("Votre conmande est là.", "Je vais vérifié cela.", "Voici la conmande.")
SHORT_S = 0.3


class Embedded:
    """Finds nothing, so that one sees whose findings they are."""

    engine = "embedded 1"

    def check(self, texts: Sequence[str], language: str) -> list[list[LanguageFinding]]:
        return [[] for _ in texts]

    def warm(self, language: str) -> None: ...

    def close(self) -> None: ...


@pytest.fixture
def server() -> Iterator[Double]:
    with languagetool_double() as double:
        yield double


@pytest.fixture
def proofreading(server: Double, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proofreading]:
    monkeypatch.setattr(proofreaders.Proofreaders, "_embedded_for", lambda self, language: Embedded())
    with_server = Proofreading(languagetool=server.url, patience_s=(0.01, 0.01))
    with_server._proofreaders._named = LanguageToolProofreader(place_of(server.url), SHORT_S, SHORT_S)
    yield with_server
    with_server.close()


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    for number, text in enumerate(SENT, 1):
        desk.say(20 * number, text)
    return desk


def judged(proofreading: Proofreading, desk: Desk) -> Findings:
    return proofreading.findings(desk.log.entries, desk.plan)


def words(findings: Findings) -> list[str]:
    found = [(m, text) for m, text in zip(findings.messages, SENT, strict=True)]
    return [text[f.start : f.end] for message, text in found for f in message.findings]


def test_the_server_that_was_named_judges_and_is_named(proofreading: Proofreading, desk: Desk) -> None:
    findings = judged(proofreading, desk)
    assert findings.engine.startswith("LanguageTool 6.6 (server) · policy en ")
    assert findings.instead_of is None
    assert words(findings) == ["conmande", "vérifié", "conmande"]


@pytest.mark.parametrize("mode", ["busy", "html", "hangs_up", "cut", "slow"])
def test_a_server_that_fails_on_the_way_leaves_nothing_of_its_own_behind(
    server: Double, proofreading: Proofreading, desk: Desk, mode: str
) -> None:
    server.fails_after = 2
    server.mode = mode
    findings = judged(proofreading, desk)
    assert findings.engine.startswith("embedded 1 · ")
    assert findings.instead_of == server.url
    assert words(findings) == []


def test_a_server_that_comes_back_in_time_judges_the_whole_sitting(
    server: Double, proofreading: Proofreading, desk: Desk
) -> None:
    server.mode, server.fails_after, server.recovers_after = "busy", 2, 3
    findings = judged(proofreading, desk)
    assert findings.engine.startswith("LanguageTool 6.6")
    assert words(findings) == ["conmande", "vérifié", "conmande"]


def test_a_server_that_is_replaced_meanwhile_judges_everything_again(
    server: Double, proofreading: Proofreading, desk: Desk
) -> None:
    def progress(done: int, of: int) -> None:
        server.version = "6.7"

    findings = proofreading.findings(desk.log.entries, desk.plan, progress)
    assert findings.engine.startswith("LanguageTool 6.7")
    assert len(set(server.asked)) < len(server.asked)
    assert words(findings) == ["conmande", "vérifié", "conmande"]


def demanding(desk: Desk, **conditions: Any) -> list[Entry]:
    """The desk's log, had its opening demanded that."""
    first, *rest = desk.log.entries
    assert isinstance(first.event, SittingOpened)
    opened = first.event.model_copy(update={"conditions": Conditions(**conditions)})
    return [first.model_copy(update={"event": opened}), *rest]


def test_a_sitting_that_demands_the_embedded_one_is_judged_by_no_server(
    proofreading: Proofreading, desk: Desk
) -> None:
    found = proofreading.findings(demanding(desk, proofreader="embedded"), desk.plan)
    assert found.engine.startswith("embedded 1")
    assert found.instead_of is None, "it was not asked for"


def test_a_sitting_that_demands_a_server_says_so_where_there_is_none(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proofreaders.Proofreaders, "_embedded_for", lambda self, language: Embedded())
    found = Proofreading().findings(demanding(desk, proofreader="languagetool"), desk.plan)
    assert found.instead_of == "languagetool"


def test_what_the_sitting_demands_of_written_language_decides_what_counts(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Typographer(Embedded):
        def check(self, texts: Sequence[str], language: str) -> list[list[LanguageFinding]]:
            found = LanguageFinding(
                start=0, end=7, rule="FRENCH_WHITESPACE", category="TYPOGRAPHY", message="’"
            )
            return [[found] for _ in texts]

    monkeypatch.setattr(proofreaders.Proofreaders, "_embedded_for", lambda self, language: Typographer())
    judged_by = {
        strictness: Proofreading().findings(demanding(desk, strictness=strictness), desk.plan)
        for strictness in ("chat", "strict")
    }
    counted = {name: sum(len(m.findings) for m in found.messages) for name, found in judged_by.items()}
    assert counted["chat"] < counted["strict"]
    assert {name: found.engine.rsplit(" · ", 1)[-1] for name, found in judged_by.items()} == {
        "chat": "chat",
        "strict": "strict",
    }


def test_without_any_engine_writing_is_not_judged(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(availability, "find_spec", lambda name: None)
    lonely = Proofreading(languagetool="http://127.0.0.1:9", patience_s=())
    findings = judged(lonely, desk)
    assert (findings.judged, findings.instead_of) == (False, "http://127.0.0.1:9")
    assert judged(Proofreading(), desk).judged is False


def test_where_the_embedded_one_is_not_installed_a_server_judges(
    server: Double, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(availability, "find_spec", lambda name: None)
    with_server = Proofreading(languagetool=server.url)
    assert judged(with_server, desk).engine.startswith("LanguageTool 6.6")
    with_server.close()


def test_findings_by_the_same_engine_and_policy_are_not_made_twice(
    server: Double, proofreading: Proofreading, desk: Desk
) -> None:
    first = judged(proofreading, desk)
    again = Proofreading(languagetool=server.url)
    asked = len(server.asked)
    kept = again.findings(
        desk.log.entries, desk.plan, kept=lambda name: first if name == first.engine else None
    )
    assert kept == first
    assert [text for text in server.asked[asked:] if text in SENT] == []
    desk.say(90, "Une autre conmande.")
    grown = again.findings(desk.log.entries, desk.plan, kept=lambda name: first)
    assert len(grown.messages) == 4
    again.close()


def test_words_of_the_dictionary_are_marked_and_grammar_is_not(
    proofreading: Proofreading, desk: Desk
) -> None:
    text = "I let you no about the conmande."
    draft = Message(number=1, at=0, sender="agent", text=text)
    case = desk.plan.cases[0]
    assert [text[a:b] for a, b in proofreading.misspelt(case, [], draft)] == ["conmande"]
    assert proofreading.misspelt(case, ["my conmande"], draft) == ()
    assert len(proofreading.findings_in(case, [], draft)) > 1
