"""Words that would make a chat void are known before they are said."""

from chattrainer.model.effects import ScriptedMove
from chattrainer.scoring.audit.beforehand import spoilt_by
from tests.builders import Script

DATE = ScriptedMove("answer", "needed_by", ("needed_by",), ("pour samedi",))
INSIST = ScriptedMove("insist", None, (), ("et mon colis ?",))


def begun() -> Script:
    script = Script().customer(
        1, "Bonjour, mon colis n’est pas arrivé hier", move="opening", reveals=("late",)
    )
    return script.agent(20, "Pour quel jour vous le faut-il ?", acts=("ask_open",), asks=("needed_by",))


def found(move: ScriptedMove, *words: str) -> frozenset[str]:
    script = begun()
    return spoilt_by(script.cases[1], script.transcript().chat(1), (move,), (words,))


def test_what_the_audit_calls_critical_is_found_before_it_is_said() -> None:
    assert "not_said" in found(DATE, "le plus vite possible")
    assert "role_swap" in found(INSIST, "Comment puis-je vous aider ?")
    assert "assent" in found(INSIST, "ça me va très bien")


def test_words_that_keep_to_the_case_spoil_nothing() -> None:
    assert found(DATE, "samedi,", "dernier délai") == frozenset()
    assert found(INSIST, "vous ne m’avez pas répondu pour mon colis") == frozenset()


def test_a_move_without_words_of_its_own_is_the_authors() -> None:
    assert found(DATE) == frozenset()
