"""A sitting read again: a finding beside the log, by which it can be scored otherwise."""

from chattrainer.app.rereading import read_again, read_otherwise, recorded_readers, with_readings
from chattrainer.model.folding import fold
from chattrainer.model.inputs import ReadingGiven
from chattrainer.model.reading import Reading
from chattrainer.model.transcript import Transcript
from tests.support.desk import Desk


def played() -> Desk:
    desk = Desk(chats=2)
    desk.say(10, "Your email?", asks=["email"], acts=["request_data"])
    desk.say(20, "Hello", chat=2, acts=["greeting"])
    now = desk.answered(20, chat=2)
    desk.escalate(now + 5, "She waits for a lamp")
    desk.to_the_end()
    return desk


def newer(chat: int, text: str, transcript: Transcript) -> Reading:
    """Understands nothing but what it was given, and how many lines came before."""
    before = len(transcript.chat(chat).messages)
    return Reading(reader="new", acts=("apology",) if before > 2 else ("small_talk",), tells=(text,))


def test_every_text_is_read_with_what_came_before_it() -> None:
    log = played().log.entries
    seen: list[tuple[int, str, int]] = []

    def read(chat: int, text: str, transcript: Transcript) -> Reading:
        seen.append((chat, text, transcript.entries))
        return Reading(reader="new")

    rereading = read_again(log, read, "new")
    readings = [e.number for e in log if isinstance(e.event, ReadingGiven)]
    assert [(chat, text) for chat, text, _ in seen] == [
        (1, "Your email?"),
        (2, "Hello"),
        (1, "She waits for a lamp"),
    ]
    assert [entries + 1 for *_, entries in seen] == readings
    assert rereading.reader == "new"


def test_the_same_reading_again_is_no_difference() -> None:
    log = played().log.entries
    recorded = iter([e.event.reading for e in log if isinstance(e.event, ReadingGiven)])
    rereading = read_again(log, lambda *_: next(recorded), "test")
    assert read_otherwise(log, rereading) == ()
    assert with_readings(log, rereading) == tuple(log)


def test_what_is_understood_otherwise_is_told_with_what_came_and_went() -> None:
    log = played().log.entries
    rereading = read_again(log, newer, "new")
    first = read_otherwise(log, rereading)[0]
    assert (first.chat, first.text) == (1, "Your email?")
    assert first.gained == ("acts small_talk", "tells Your email?")
    assert first.lost == ("acts request_data", "asks email")


def test_the_log_keeps_its_readings_and_a_copy_has_the_new_ones() -> None:
    log = tuple(played().log.entries)
    copy = with_readings(log, read_again(log, newer, "new"))
    assert recorded_readers(log) == ("test",)
    assert recorded_readers(copy) == ("new",)
    said, again = fold(log), fold(copy)
    assert [m.reading and m.reading.reader for m in again.chat(1).agent_messages] == ["new"]
    assert [m.text for m in again.chat(1).messages] == [m.text for m in said.chat(1).messages]
    assert again.chat(1).outcome == said.chat(1).outcome
