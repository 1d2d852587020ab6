"""Who words the customers of a room's sittings: a model where one is wanted and there, their script elsewhere."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from chattrainer.adapters.llm.endpoint import Endpoint
from chattrainer.app.opening import Prepared, Wanted
from chattrainer.model.case import Plan
from chattrainer.model.effects import WordMove
from chattrainer.model.errors import ChattrainerError
from chattrainer.model.facts import SittingOpened
from chattrainer.model.inputs import Attempt, WordingGiven
from chattrainer.model.log import Entry
from chattrainer.model.transcript import Transcript
from chattrainer.runtime.late_words import LateWords
from chattrainer.runtime.sitting import WordCustomerTurn, script_words

if TYPE_CHECKING:
    from chattrainer.app.llm.wording import LlmWording

NOT_SET = "endpoint.not_set"
"""The fault of a turn that was to be worded by a model when none was set any more."""


def at_hand() -> Endpoint | None:
    """The endpoint that is set; None without one, and where its settings are broken, which `doctor` tells."""
    from chattrainer.app.llm.configured import configured

    try:
        return configured()
    except ChattrainerError:
        return None


def unset_words(wanted: WordMove, transcript: Transcript) -> WordingGiven:
    """The script's, since there is no model to ask: the log says why."""
    return script_words(wanted, transcript).model_copy(
        update={"attempts": (Attempt(text="", fault=NOT_SET),)}
    )


class Words:
    """`every`: the endpoint by which all sittings are worded; without it, those that want one use the one set."""

    def __init__(self, every: Endpoint | None = None) -> None:
        self._every = every
        self._open: list[LlmWording] = []

    @property
    def model(self) -> str:
        """The model that would be asked; empty where none is set."""
        endpoint = self._every or at_hand()
        return endpoint.model if endpoint is not None else ""

    def asked(self, wanted: Wanted) -> Wanted:
        """What is asked for, with the model that words all sittings."""
        return wanted if self._every is None else replace(wanted, llm=self._every.model)

    def late(
        self,
        opened: SittingOpened,
        plan: Plan,
        give: Callable[[WordingGiven], None],
        earlier: Sequence[Entry] = (),
    ) -> WordCustomerTurn:
        """Who is asked at the desk: words come later, on threads of their own. `earlier`: what was spent before."""
        if not opened.conditions.worded:
            return script_words
        wording = self._wording(plan, earlier)
        return unset_words if wording is None else LateWords(wording, give)

    def at_once(self, ready: Prepared) -> WordCustomerTurn:
        """Who is asked without a screen: words come at once."""
        if not ready.opened.conditions.worded:
            return script_words
        wording = self._wording(ready.plan, ())
        if wording is None:
            return unset_words
        self._open.append(wording)
        return wording.word

    def close(self) -> None:
        for wording in self._open:
            wording.close()

    def _wording(self, plan: Plan, earlier: Sequence[Entry]) -> "LlmWording | None":
        endpoint = self._every or at_hand()
        if endpoint is None:
            return None
        from chattrainer.app.llm.told import spent_in
        from chattrainer.app.llm.wording import LlmWording

        return LlmWording(endpoint, plan, spent_in(earlier))
