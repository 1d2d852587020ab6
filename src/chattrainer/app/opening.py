"""Opening a sitting: which cases, which files, which versions; and the door its drivers go through."""

from collections.abc import Sequence
from dataclasses import dataclass

from chattrainer import __version__
from chattrainer.app.readers import Readers
from chattrainer.content.casting import cast
from chattrainer.content.conditions import USUAL
from chattrainer.content.library import Library, load_library
from chattrainer.content.paths import ContentPaths
from chattrainer.content.used_files import used_files
from chattrainer.engine.draws import shuffled
from chattrainer.model.case import Plan
from chattrainer.model.errors import UsageError
from chattrainer.model.exam import Conditions
from chattrainer.model.facts import SittingOpened
from chattrainer.model.ids import Purpose
from chattrainer.runtime.building import engine_for
from chattrainer.runtime.clocks import wall_stamp
from chattrainer.runtime.sitting import Log, Sitting, WordCustomerTurn, script_words

MOST_CHATS = 4
TEACHING: tuple[Purpose, ...] = ("practice", "assigned")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. Without scenarios, they are chosen by the seed among those of the language.

    `structures`, `fillers`, `conditions` and `form` are an exam's (model/exam.py). `llm`: the model that words the
    customers, which the opening record tells; None: their script does.
    """

    scenarios: tuple[str, ...] = ()
    chats: int = 1
    language: str | None = None
    seed: int = 0
    purpose: Purpose = "practice"
    player: str = "person"
    paths: ContentPaths | None = None
    structures: tuple[dict[str, str], ...] = ()
    fillers: int = 0
    conditions: Conditions = USUAL
    form: str | None = None
    hints: bool = False
    spelling_marks: bool = False
    llm: str | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sitting that is ready to begin."""

    plan: Plan
    opened: SittingOpened


def prepare(wanted: Wanted, library: Library | None = None) -> Prepared:
    """Draws the cases. Raises UsageError for an impossible wish, ContentError for a broken file."""
    if not 1 <= wanted.chats <= MOST_CHATS:
        raise UsageError("chats_out_of_range", chats=wanted.chats, most=MOST_CHATS)
    shelf = library if library is not None else load_library(wanted.paths)
    ids = list(wanted.scenarios) or _surprise(shelf, wanted)
    conditions = wanted.conditions
    if wanted.llm is not None:
        conditions = conditions.model_copy(update={"worded": True})
    plan = cast(
        shelf,
        ids,
        wanted.chats,
        wanted.seed,
        structures=wanted.structures,
        fillers=wanted.fillers,
        conditions=conditions,
    )
    opened = SittingOpened(
        at=0,
        seed=wanted.seed,
        language=plan.language,
        chats_at_once=wanted.chats,
        scenarios=tuple(ids),
        purpose=wanted.purpose,
        player=wanted.player,
        fillers=wanted.fillers,
        structures=wanted.structures,
        form=wanted.form,
        conditions=conditions,
        # In an exam nobody says what is wrong while it goes on.
        hints=wanted.hints and wanted.purpose in TEACHING,
        spelling_marks=wanted.spelling_marks,
        versions={"chattrainer": __version__, **({"llm": wanted.llm} if wanted.llm else {})},
        files=used_files(shelf, ids),
        wall=wall_stamp(),
    )
    return Prepared(plan, opened)


def sitting_for(
    prepared: Prepared, log: Log, readers: Readers, word: WordCustomerTurn = script_words
) -> Sitting:
    """The sitting, not yet opened, that writes into `log`. `word` is asked where customers are to be worded."""
    return Sitting(
        engine_for(prepared.opened, prepared.plan), readers.reading_for(prepared.plan), log, wall_stamp, word
    )


def _surprise(library: Library, wanted: Wanted) -> list[str]:
    """As many cases as chats, of one company, drawn by the seed."""
    language = wanted.language or "fr"
    listing = [item for item in library.listing() if item.language == language]
    if not listing:
        raise UsageError("no_scenarios", language=language)
    companies = sorted({item.company for item in listing})
    company = shuffled(companies, wanted.seed, "surprise", "company")[0]
    ids: Sequence[str] = sorted(item.id for item in listing if item.company == company)
    return shuffled(ids, wanted.seed, "surprise")[: wanted.chats]
