"""Language findings of a whole sitting: what the agent typed, checked by one engine, weighed by the policy."""

import hashlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from chattrainer.app.judging import NOT_JUDGED
from chattrainer.app.proofreaders import Engine, Proofreaders
from chattrainer.content.policies import policy
from chattrainer.model.case import Case, Plan
from chattrainer.model.errors import OutsideError
from chattrainer.model.exam import Strictness
from chattrainer.model.findings import CheckedMessage, Findings, LanguageFinding
from chattrainer.model.folding import fold
from chattrainer.model.log import Entry
from chattrainer.model.transcript import ChatState, Message
from chattrainer.runtime.replay import opening_of
from chattrainer.scoring.policy.policy import Policy
from chattrainer.scoring.proofreading import Proofreader, counted
from chattrainer.scoring.typed import originals, typed_mask
from chattrainer.scoring.words import words

Progress = Callable[[int, int], None]
"""(messages checked, messages in all)"""

Kept = Callable[[str], Findings | None]
"""The findings of this sitting that were kept, by the engine and policy that made them."""

# So long is waited for a server that was named and does not answer, before the whole sitting is asked again.
PATIENCE_S = (1.0, 4.0)
# Failures that may pass by themselves in that time: it restarts, it has too much to do.
_PASSING = frozenset(f"proofread.{key}" for key in ("lt_unreachable", "lt_busy", "lt_nonsense", "lt_changed"))


# Beside a draft or under a message, while somebody practises.
EVERYDAY: Strictness = "chat"


@dataclass(frozen=True, slots=True)
class _Sent:
    """A message that the agent sent, with the chat in which it was sent."""

    chat: ChatState
    message: Message


@dataclass(frozen=True, slots=True)
class _Check:
    """What of one sitting is to be checked, and how strictly."""

    language: str
    strictness: Strictness
    sent: Sequence[_Sent]
    cases: dict[int, Case]
    progress: Progress | None
    kept: Kept


class Proofreading:
    """Judges written language with the proofreaders of this process. Thread-safe."""

    def __init__(
        self,
        *,
        judge: bool = True,
        languagetool: str | None = None,
        patience_s: Sequence[float] = PATIENCE_S,
        proofreaders: Proofreaders | None = None,
    ) -> None:
        """`judge` False: writing is left unjudged, for runs in which it doesn't matter.

        `proofreaders`: in the place of this process's own (a calibration keeps what they found).
        """
        self._judge = judge
        self._proofreaders = proofreaders or Proofreaders(languagetool)
        self._patience_s = tuple(patience_s)
        self._closed = threading.Event()

    def findings(
        self,
        entries: Sequence[Entry],
        plan: Plan,
        progress: Progress | None = None,
        kept: Kept = lambda _: None,
    ) -> Findings:
        """What counts in every message of the sitting, all by one engine.

        How strictly, and by whom, the sitting's opening says. If the engine that was named fails on one message,
        everything is asked of it again; if it stays away, everything is asked of the embedded one, and the findings
        say so. Without any: not judged.
        """
        conditions = opening_of(entries).conditions
        transcript = fold(entries)
        sent = [_Sent(chat, m) for chat in transcript.chats for m in chat.agent_messages]
        cases = {case.chat: case for case in plan.cases}
        asked_for = conditions.proofreader
        failed: str | None = (
            asked_for if asked_for == "languagetool" and not self._proofreaders.named else None
        )
        check = _Check(plan.language, conditions.strictness, sent, cases, progress, kept)
        for engine in self._engines(plan.language, embedded_only=asked_for == "embedded"):
            found = self._patiently(engine, check)
            if found is not None:
                return found.model_copy(update={"instead_of": failed})
            if self._proofreaders.is_named(engine):
                failed = self._proofreaders.named
        return NOT_JUDGED.model_copy(update={"instead_of": failed})

    def findings_in(
        self, case: Case, said_by_her: Sequence[str], message: Message
    ) -> tuple[LanguageFinding, ...]:
        """What counts in one message, while the sitting goes on; nothing where no engine answers."""
        language = case.scenario.language
        weigh = policy(language)
        for engine in self._engines(language):
            try:
                return _counted(engine, weigh, EVERYDAY, case, said_by_her, message)
            except OutsideError:
                continue
        return ()

    def misspelt(
        self, case: Case, said_by_her: Sequence[str], message: Message
    ) -> tuple[tuple[int, int], ...]:
        """The words (start, end) of a draft that the dictionary does not know. Grammar is none of its business."""
        rules = policy(case.scenario.language)
        found = self.findings_in(case, said_by_her, message)
        return tuple((f.start, f.end) for f in found if rules.is_of_dictionary(f.rule))

    def warm(self, language: str) -> None:
        """Loads what will be asked first, so that the scorecard need not wait for it."""
        if self._judge:
            self._proofreaders.warm(language)

    def warm_beside(self, language: str) -> None:
        """Like `warm`, without waiting."""
        threading.Thread(target=self.warm, args=(language,), name="proofreader", daemon=True).start()

    def close(self) -> None:
        """Ends the proofreaders' processes, and any waiting for them."""
        self._closed.set()
        self._proofreaders.close()

    def _engines(self, language: str, *, embedded_only: bool = False) -> tuple[Engine, ...]:
        return self._proofreaders.of(language, embedded_only=embedded_only) if self._judge else ()

    # --- a whole sitting -------------------------------------------------------------------------------

    def _patiently(self, engine: Engine, check: _Check) -> Findings | None:
        """All by this engine, or None. A named one that may come back is waited for."""
        pauses = self._patience_s if self._proofreaders.is_named(engine) else ()
        for pause_s in (*pauses, None):
            try:
                return self._all(engine, check)
            except OutsideError as error:
                if pause_s is None or error.key not in _PASSING or self._closed.wait(pause_s):
                    return None
        return None

    def _all(self, engine: Engine, check: _Check) -> Findings:
        weigh = policy(check.language)
        if self._proofreaders.is_named(engine):
            # Who is there now? It may have been replaced since the last sitting.
            engine.warm(check.language)
        name = engine_and_policy(engine, weigh, check.strictness)
        earlier = check.kept(name)
        if earlier is not None and _covers(earlier, check.sent):
            return earlier
        checked = []
        for done, each in enumerate(check.sent, 1):
            hers = _said_before(each.chat, each.message)
            case = check.cases[each.chat.chat]
            found = _counted(engine, weigh, check.strictness, case, hers, each.message)
            checked.append(CheckedMessage(number=each.message.number, chat=each.chat.chat, findings=found))
            if check.progress is not None:
                check.progress(done, len(check.sent))
        if engine_and_policy(engine, weigh, check.strictness) != name:
            # A server that was replaced meanwhile: the first messages are another engine's.
            raise OutsideError("proofread.lt_changed", url=self._proofreaders.named, detail="")
        return Findings(engine=name, messages=tuple(checked))


def _counted(
    engine: Proofreader,
    weigh: Policy,
    strictness: Strictness,
    case: Case,
    said_by_her: Sequence[str],
    message: Message,
) -> tuple[LanguageFinding, ...]:
    mask = typed_mask(message, originals(case))
    if not any(mask):
        return ()
    [raw] = engine.check([message.text], case.scenario.language)
    lexicon = lexicon_of(case, said_by_her)
    return tuple(counted(raw, message.text, weigh, strictness, lexicon, _stretches(mask)))


def engine_and_policy(engine: Proofreader, weigh: Policy, strictness: Strictness) -> str:
    """As findings and scorecards name what judged: figures that were made under two names are not compared."""
    return f"{engine.engine} · {weigh.name}-{_fingerprint(weigh.language)} · {strictness}"


@cache
def _fingerprint(language: str) -> str:
    """Of what the policy says, since its file may have been changed by hand."""
    return hashlib.sha256(policy(language).data.model_dump_json().encode()).hexdigest()[:6]


def _covers(findings: Findings, sent: Sequence[_Sent]) -> bool:
    """Whether they are of this very log, which may have grown since."""
    return [m.number for m in findings.messages] == [each.message.number for each in sent]


def _said_before(chat: ChatState, message: Message) -> list[str]:
    return [m.text for m in chat.customer_messages if m.number < message.number]


def lexicon_of(case: Case, said_by_her: Sequence[str]) -> tuple[str, ...]:
    """Words that are no errors: names, products and values of the case, and what the customer wrote first."""
    person = case.person
    names = (person.first_name, person.last_name, person.title) if person else ()
    hers = {word.text for text in said_by_her for word in words(text)}
    return (
        case.company.name,
        *case.company.products,
        *case.company.lexicon,
        *names,
        *case.values.values(),
        *sorted(hers),
    )


def _stretches(mask: bytearray) -> list[tuple[int, int]]:
    """The stretches (start, end) that were not typed."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for index, typed in enumerate([*mask, 1]):
        if not typed and start is None:
            start = index
        elif typed and start is not None:
            found.append((start, index))
            start = None
    return found
