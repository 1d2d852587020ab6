"""Each gesture comes back as an entry or as a refusal, in order."""

from chattrainer.tui.drafts import Draft
from chattrainer.tui.outbox import Gesture, Outbox


def test_a_refusal_is_about_the_oldest_gesture() -> None:
    outbox = Outbox()
    outbox.sent(Gesture("focus", 1))
    outbox.sent(Gesture("say", 1, Draft("Bonjour")))
    assert outbox.taken("focus") == Gesture("focus", 1)
    assert outbox.refused() == Gesture("say", 1, Draft("Bonjour"))
    assert outbox.refused() is None


def test_what_others_did_is_not_ours() -> None:
    outbox = Outbox()
    outbox.sent(Gesture("say", 1))
    assert outbox.taken("paused") is None
    assert outbox.taken("say") == Gesture("say", 1)
