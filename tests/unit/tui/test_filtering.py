"""The agent finds a reply by the letters she types, accents or not."""

from chattrainer.tui.filtering import filtered
from chattrainer.tui.widgets.replies_menu import slash_query

REPLIES = [
    ("Accueil", "Bonjour et bienvenue"),
    ("Délai d’attente", "Je vérifie"),
    ("Fin", "Bonne journée, délai tenu"),
]


def find(query: str) -> list[str]:
    return [title for title, _ in filtered(REPLIES, query, lambda r: r[0], lambda r: r[1])]


def test_accents_and_case_do_not_matter() -> None:
    assert find("DELAI") == ["Délai d’attente", "Fin"]


def test_titles_come_before_bodies() -> None:
    assert find("bienvenue") == ["Accueil"]
    assert find("délai")[0] == "Délai d’attente"


def test_every_word_counts() -> None:
    assert find("fin journee") == ["Fin"]
    assert find("zzz") == []


def test_a_slash_at_the_start_of_a_word_asks_for_the_menu() -> None:
    assert slash_query("/") == (0, "")
    assert slash_query("/acc") == (0, "acc")
    assert slash_query("Bonjour /acc") == (8, "acc")
    assert slash_query("ligne\n/fin") == (6, "fin")


def test_a_slash_inside_a_word_is_a_slash() -> None:
    for text in ("et/ou", "24h/24", "https://www.maison-tilleul.example/suivi", "03/03/2026", "a // b"):
        assert slash_query(text) is None, text
