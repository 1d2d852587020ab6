"""From an opening to the engine that simulates it: the cases drawn from the files that the log itself holds."""

from chattrainer.content.casting import cast
from chattrainer.content.used_files import library_from_files
from chattrainer.customers.mind import ScriptedMind
from chattrainer.engine.sitting import Engine
from chattrainer.model.case import Plan
from chattrainer.model.facts import SittingOpened


def plan_of(opened: SittingOpened) -> Plan:
    """The sitting's cases, drawn again from its log's first fact alone."""
    library = library_from_files(opened.files)
    return cast(
        library,
        list(opened.scenarios),
        opened.chats_at_once,
        opened.seed,
        structures=opened.structures,
        fillers=opened.fillers,
        conditions=opened.conditions,
    )


def engine_for(opened: SittingOpened, plan: Plan | None = None) -> Engine:
    """A fresh engine with a scripted mind for each case."""
    drawn = plan if plan is not None else plan_of(opened)
    minds = {case.chat: ScriptedMind(case, drawn.phrases, drawn.seed, drawn.cases) for case in drawn.cases}
    return Engine(drawn, minds, worded=opened.conditions.worded)
