"""Language findings of a whole sitting: what the agent typed, checked by one engine, weighed by the policy."""

from collections.abc import Sequence

from chattrainer.app.judging import NOT_JUDGED
from chattrainer.content.paths import ContentPaths
from chattrainer.model.case import Plan
from chattrainer.model.findings import Findings
from chattrainer.model.log import Entry


class Proofreading:
    """The proofreader of a process: started at its first use, shared by all sittings."""

    def __init__(self, paths: ContentPaths | None = None) -> None:
        self._paths = paths

    def findings(self, entries: Sequence[Entry], plan: Plan) -> Findings:
        return NOT_JUDGED

    def close(self) -> None:
        """Stops the proofreader's process, if there is one."""
