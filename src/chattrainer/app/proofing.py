"""Language findings of a whole sitting: what the agent typed, checked by one engine, weighed by the policy."""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

from chattrainer.app.judging import NOT_JUDGED
from chattrainer.content.policies import policy, policy_languages
from chattrainer.model.case import Case, Plan
from chattrainer.model.errors import OutsideError
from chattrainer.model.findings import CheckedMessage, Findings
from chattrainer.model.folding import fold
from chattrainer.model.log import Entry
from chattrainer.model.transcript import ChatState, Message
from chattrainer.scoring.policy.policy import Policy, Strictness
from chattrainer.scoring.proofreading import Proofreader, counted
from chattrainer.scoring.typed import originals, typed_mask
from chattrainer.scoring.words import words

Progress = Callable[[int, int], None]
"""(messages checked, messages in all)"""


class Proofreading:
    """The proofreader of a process: its child starts at its first use and is shared by all sittings."""

    def __init__(self, strictness: Strictness = "chat", *, judge: bool = True) -> None:
        """`judge` False: writing is left unjudged, for runs in which it doesn't matter."""
        self._strictness = strictness
        self._judge = judge
        self._lock = threading.Lock()
        self._proofreader: Proofreader | None = None

    def findings(self, entries: Sequence[Entry], plan: Plan, progress: Progress | None = None) -> Findings:
        """What counts in every message of the sitting; not judged where no engine is there or it fails."""
        proofreader = self._engine(plan.language)
        if proofreader is None:
            return NOT_JUDGED
        weigh = policy(plan.language)
        transcript = fold(entries)
        cases = {case.chat: case for case in plan.cases}
        sent = [(chat, m) for chat in transcript.chats for m in chat.agent_messages]
        checked: list[CheckedMessage] = []
        try:
            for done, (chat, message) in enumerate(sent, 1):
                checked.append(self._checked(proofreader, weigh, cases[chat.chat], chat, message))
                if progress is not None:
                    progress(done, len(sent))
        except OutsideError:
            return NOT_JUDGED
        return Findings(engine=f"{proofreader.engine} · {weigh.name}", messages=tuple(checked))

    def warm(self, language: str) -> None:
        """Starts the child and loads the language, so that the scorecard need not wait for it."""
        from chattrainer.adapters.proofreader.embedded import EmbeddedProofreader

        engine = self._engine(language)
        if isinstance(engine, EmbeddedProofreader):
            engine.warm(language)

    def warm_beside(self, language: str) -> None:
        """Like `warm`, without waiting. What fails here shows when the sitting is judged."""

        def load() -> None:
            with suppress(OutsideError):
                self.warm(language)

        threading.Thread(target=load, name="proofreader", daemon=True).start()

    def close(self) -> None:
        """Stops the proofreader's process, if there is one."""
        from chattrainer.adapters.proofreader.embedded import EmbeddedProofreader

        with self._lock:
            if isinstance(self._proofreader, EmbeddedProofreader):
                self._proofreader.close()
            self._proofreader = None

    def _engine(self, language: str) -> Proofreader | None:
        from chattrainer.adapters.proofreader.availability import available

        if not self._judge or language not in policy_languages() or not available(language):
            return None
        with self._lock:
            if self._proofreader is None:
                from chattrainer.adapters.proofreader.embedded import EmbeddedProofreader

                self._proofreader = EmbeddedProofreader()
            return self._proofreader

    def _checked(
        self, proofreader: Proofreader, weigh: Policy, case: Case, chat: ChatState, message: Message
    ) -> CheckedMessage:
        language = case.scenario.language
        mask = typed_mask(message, originals(case))
        not_typed = _stretches(mask)
        raw = proofreader.check([message.text], language)[0] if any(mask) else []
        found = counted(
            raw, message.text, weigh, self._strictness, lexicon_of(case, chat, message), not_typed
        )
        return CheckedMessage(number=message.number, chat=chat.chat, findings=tuple(found))


def lexicon_of(case: Case, chat: ChatState, before: Message) -> tuple[str, ...]:
    """Words that are no errors in this message: names, products and values of the case, and what she wrote first."""
    person = case.person
    names = (person.first_name, person.last_name, person.title) if person else ()
    said = [m.text for m in chat.customer_messages if m.number < before.number]
    hers = {word.text for text in said for word in words(text)}
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
