"""What holds for every sitting, whoever plays it and however time is cut."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chattrainer.model.errors import IllegalInput
from chattrainer.model.folding import fold
from chattrainer.model.inputs import Act, Close, Input, Say
from chattrainer.model.log import Entry
from chattrainer.model.reading import Hold, Reading
from chattrainer.model.transcript import Transcript
from chattrainer.runtime.sitting import MemoryLog, Sitting
from tests.support.cases import plan
from tests.support.desk import engine, opened

ACTS = [
    "greeting",
    "empathy",
    "information",
    "request_data",
    "anything_else",
    "farewell",
    "steering",
    "offer",
]
FACTS = ["email", "postcode", "needed_by", "door", "meter", "order_number"]

readings = st.builds(
    Reading,
    reader=st.just("test"),
    acts=st.lists(st.sampled_from(ACTS), max_size=3).map(tuple),
    asks=st.lists(st.sampled_from(FACTS), max_size=3, unique=True).map(tuple),
    tells=st.lists(st.sampled_from(["date", "tracking"]), max_size=2, unique=True).map(tuple),
    offers=st.lists(st.just("both"), max_size=1).map(tuple),
    hold=st.one_of(st.none(), st.builds(Hold, s=st.one_of(st.none(), st.integers(1, 400)))),
)
gestures = st.lists(
    st.tuples(
        st.integers(200, 90_000),
        st.integers(1, 3),
        st.sampled_from(["say", "say", "say", "act", "close"]),
        readings,
    ),
    max_size=25,
)


def inputs_of(script: list[tuple[int, int, str, Reading]]) -> list[tuple[Input, Reading]]:
    at = 0
    made: list[tuple[Input, Reading]] = []
    for gap, chat, what, reading in script:
        at += gap
        given_input: Any
        if what == "say":
            given_input = Say(at=at, chat=chat, text="word " * (1 + gap % 30))
        elif what == "act":
            given_input = Act(at=at, chat=chat, action="reship", args={"order_number": "L-1"})
        else:
            given_input = Close(at=at, chat=chat, disposition="solved", reason="delivery")
        made.append((given_input, reading))
    return made


def played(
    script: list[tuple[int, int, str, Reading]], *, chats: int = 3, step: int | None = None, seed: int = 7
) -> list[Entry]:
    """The log of a sitting; with `step`, time moves in steps of so many ms between the gestures."""
    upcoming: list[Reading] = []

    def read(chat: int, text: str, transcript: Transcript) -> Reading:
        return upcoming[0]

    log = MemoryLog()
    drawn = plan(chats, seed=seed)
    sitting = Sitting(engine(drawn), read, log)
    sitting.open(opened(drawn))
    for given_input, reading in inputs_of(script):
        upcoming[:] = [reading]
        while step and sitting.now + step < given_input.at:
            sitting.advance(sitting.now + step)
        try:
            sitting.feed(given_input)
        except IllegalInput:
            continue
    while not sitting.over and (due := sitting.next_due) is not None:
        sitting.advance(due if step is None else min(due, sitting.now + step))
    return log.entries


def lines(entries: list[Entry], chat: int | None = None) -> list[str]:
    return [
        e.event.model_dump_json()
        for e in entries[1:]
        if chat is None or getattr(e.event, "chat", None) == chat
    ]


@settings(max_examples=60, deadline=None)
@given(gestures, st.integers(40, 7_000))
def test_the_size_of_the_steps_never_changes_the_facts(script: list[Any], step: int) -> None:
    assert lines(played(script)) == lines(played(script, step=step))


@settings(max_examples=60, deadline=None)
@given(gestures)
def test_one_more_chat_changes_nothing_in_the_others(script: list[Any]) -> None:
    script = [g for g in script if g[1] <= 2]
    two, three = played(script, chats=2), played(script, chats=3)
    assert lines(two, 1) == lines(three, 1)
    assert lines(two, 2) == lines(three, 2)


@settings(max_examples=60, deadline=None)
@given(gestures)
def test_every_sitting_ends_with_an_outcome_for_every_chat(script: list[Any]) -> None:
    entries = played(script)
    transcript = fold(entries)
    assert transcript.ended is not None
    assert len(transcript.chats) == 3
    assert all(c.outcome is not None and not c.is_open for c in transcript.chats)


@settings(max_examples=60, deadline=None)
@given(gestures)
def test_facts_are_told_in_the_order_of_time(script: list[Any]) -> None:
    moments = [e.event.at for e in played(script)]
    assert moments == sorted(moments)


@settings(max_examples=40, deadline=None)
@given(gestures, st.integers(0, 2**63))
def test_the_same_seed_and_gestures_give_the_same_log(script: list[Any], seed: int) -> None:
    assert lines(played(script, seed=seed)) == lines(played(script, seed=seed))
