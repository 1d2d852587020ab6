"""Made-up sittings for the store's tests."""

from hypothesis import strategies as st

from chattrainer.model.facts import (
    ActionResult,
    ChatOpened,
    CustomerSaid,
    LookResult,
    OutcomeDecided,
    Reveal,
    SearchResult,
    SittingEnded,
    SittingOpened,
    UsedFile,
)
from chattrainer.model.findings import CheckedMessage, Findings, LanguageFinding
from chattrainer.model.inputs import Act, Close, Focus, Note, Paused, ReadingGiven, Say, Span
from chattrainer.model.log import Event
from chattrainer.model.reading import Hold, Reading, ReadingItem
from chattrainer.model.scorecard import RubricRef, Scorecard
from chattrainer.store import Store
from chattrainer.store.payloads import sha256

WALL = "2026-11-22T09:30:00Z"
SCENARIO_TEXT = "id: lost-parcel\ntitle: Le colis égaré\n"
SCENARIO = UsedFile(role="scenario", path="fr/a.yaml", sha256=sha256(SCENARIO_TEXT), text=SCENARIO_TEXT)
UNREAD = UsedFile(role="phrases", path="fr/p.yaml", sha256=sha256("?"), text=None)


def opening(**changes: object) -> SittingOpened:
    fields: dict[str, object] = {
        "at": 0,
        "seed": 7,
        "language": "fr",
        "chats_at_once": 2,
        "scenarios": ("lost-parcel", "late-refund"),
        "files": (SCENARIO, UNREAD),
        "versions": {"chattrainer": "0.1"},
        "wall": WALL,
    }
    return SittingOpened.model_validate(fields | changes)


CHAT: tuple[Event, ...] = (
    ChatOpened(at=0, chat=1, scenario="lost-parcel"),
    CustomerSaid(
        at=0,
        chat=1,
        text="Bonjour, mon colis n’est pas arrivé.",
        move="opening",
        reveals=(Reveal(fact="late", how="opening"),),
    ),
    Focus(at=900, chat=None),
    Say(
        at=12_300,
        chat=1,
        text="Bonjour, je regarde.",
        spans=(Span(start=0, end=7, source="canned", id="hi"),),
    ),
    ReadingGiven(
        at=12_300, chat=1, of=1, reading=Reading(reader="r1", acts=("greeting",), hold=Hold(s=None))
    ),
    LookResult(at=13_000, chat=1, what="records", content={"état": None, "jours": 3, "payé": True, "n": 1.5}),
    SearchResult(at=14_000, chat=None, hits=()),
    Act(at=20_000, chat=1, action="reship", args={"n": 2, "fast": False, "to": "chez elle", "fee": 0.5}),
    ActionResult(at=22_000, chat=1, action="reship", ok=True, message="Fait", changes={"sent": True}),
    Close(at=30_000, chat=1, disposition="solved", reason="delivery", summary="Renvoi\nfait"),
    OutcomeDecided(at=30_000, chat=1, outcome="solved", rule=0),
)
ENDED = SittingEnded(at=31_000, why="all_done", wall="2026-11-22T09:31:00Z")
EVENTS = len(CHAT) + 2
"""How many events a `recorded` sitting has."""


def recorded(store: Store, **changes: object) -> str:
    """A whole sitting; its id. `changes` are fields of its opening."""
    with store.begin(opening(**changes)) as writer:
        for event in (*CHAT, ENDED):
            writer.append(event)
        writer.end()
    return writer.run_id


SCORECARD = Scorecard(
    run="",
    rubric=RubricRef(id="standard", hash="abc"),
    engine="e1",
    scorer="s1",
    language="fr",
    chats_at_once=2,
    scores={"latency": 81.2, "writing": None, "directiveness": 66.5, "resolution": 90.0},
    overall=78.1,
    status="final",
)
FINDINGS = Findings(
    engine="proof 1",
    messages=(
        CheckedMessage(
            number=5,
            chat=1,
            findings=(LanguageFinding(start=0, end=2, rule="R", category="grammar", message="Accord ?"),),
        ),
    ),
)

_at = st.integers(0, 10**12)
_chat = st.integers(1, 999)
_scalar = st.one_of(st.text(max_size=8), st.booleans(), st.integers(), st.none()) | st.floats(
    allow_nan=False, allow_infinity=False
)
_item = st.builds(
    ReadingItem,
    kind=st.just("tell"),
    id=st.text(max_size=5),
    start=st.integers(0, 9),
    end=st.integers(0, 9),
    confidence=st.floats(0, 1),
)
a_event: st.SearchStrategy[Event] = st.one_of(
    st.builds(Say, at=_at, chat=_chat, text=st.text(max_size=40)),
    st.builds(Note, at=_at, chat=_chat, text=st.text(max_size=40)),
    st.builds(CustomerSaid, at=_at, chat=_chat, text=st.text(max_size=40), move=st.text(max_size=5)),
    st.builds(Focus, at=_at, chat=st.none() | _chat),
    st.builds(Paused, at=_at, gap_ms=st.integers(0, 10**9), wall=st.none()),
    st.builds(
        Act,
        at=_at,
        chat=_chat,
        action=st.text(max_size=5),
        args=st.dictionaries(
            st.text(max_size=5),
            st.one_of(
                st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()
            ),
            max_size=3,
        ),
    ),
    st.builds(
        LookResult,
        at=_at,
        chat=_chat,
        what=st.just("card"),
        content=st.dictionaries(st.text(max_size=5), _scalar, max_size=3),
    ),
    st.builds(
        ReadingGiven,
        at=_at,
        chat=_chat,
        of=st.integers(1, 50),
        reading=st.builds(
            Reading, reader=st.text(max_size=5), items=st.lists(_item, max_size=2).map(tuple), hold=st.none()
        ),
    ),
)
