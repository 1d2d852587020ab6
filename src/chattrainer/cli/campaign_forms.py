"""`chattrainer campaign form` and `forms`: what all candidates of a campaign will sit."""

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chattrainer.cli.errors import interface_language
from chattrainer.cli.options import db_option, json_option
from chattrainer.cli.screen import scenarios_option
from chattrainer.cli.tables import print_json
from chattrainer.cli.talk import say
from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts

if TYPE_CHECKING:
    from chattrainer.model.exam import ExamForm

KINDS = ("full", "target", "orientation")
ACTIVITIES = ("information", "after_sales", "support", "sales", "retention", "loyalty", "collection")
STRICTNESS = ("chat", "brand", "strict")
PROOFREADERS = ("embedded", "languagetool")
CUSTOMERS = ("scripted", "llm")


@click.command("form")
@click.option("--company", required=True, metavar="ID", help="Whose cases.")
@click.option("--kind", type=click.Choice(KINDS), default="full", show_default=True, help="How long.")
@click.option(
    "--level",
    type=click.IntRange(1, 3),
    default=2,
    show_default=True,
    help="Chats at once of a target form.",
)
@click.option(
    "--activity",
    type=click.Choice(ACTIVITIES),
    multiple=True,
    help="Only cases of this activity; may be repeated.",
)
@click.option("--seed", default=0, show_default=True, help="Draws the form.")
@click.option("--count", type=click.IntRange(1, 20), default=1, show_default=True, help="Parallel forms.")
@click.option(
    "--cut",
    type=click.FloatRange(0, 100),
    metavar="0-100",
    help="What a level has to reach, as the employer has set it.  [default: 65, told as provisional]",
)
@click.option("--rubric", metavar="ID|FILE", help="One rubric for all cases.  [default: each activity's own]")
@click.option("--spelling-marks", is_flag=True, help="Mark misspelt words, as the real desk's browser does.")
@click.option(
    "--strictness",
    type=click.Choice(STRICTNESS),
    default="chat",
    show_default=True,
    help="How strictly language is judged.",
)
@click.option(
    "--proofreader",
    type=click.Choice(PROOFREADERS),
    help="Whose judgement of language counts.  [default: whichever the PC has]",
)
@click.option(
    "--customers",
    type=click.Choice(CUSTOMERS),
    default="scripted",
    show_default=True,
    help="Who words the customers: the authors of their cases, or the language model that is set.",
)
@scenarios_option
@db_option
@json_option
def form_command(
    company: str,
    kind: Any,
    level: int,
    activity: tuple[Any, ...],
    seed: int,
    count: int,
    cut: float | None,
    rubric: str | None,
    spelling_marks: bool,
    strictness: Any,
    proofreader: Any,
    customers: Any,
    scenarios: Path | None,
    db: Path | None,
    as_json: bool,
) -> None:
    """Build exam forms of equal difficulty and keep them; prints their length."""
    from chattrainer.app.exams.campaigns import stock_forms
    from chattrainer.app.exams.forms import FormWish, Terms
    from chattrainer.content.calibration import load_calibration
    from chattrainer.content.library import load_library
    from chattrainer.content.paths import content_paths
    from chattrainer.content.rubrics import load_rubric
    from chattrainer.model.errors import UsageError
    from chattrainer.store import Store

    library = load_library(content_paths(scenarios))
    language = next((line.language for line in library.listing() if line.company == company), None)
    if language is None:
        raise UsageError("exam.unknown_company", company=company)
    if rubric is not None:
        load_rubric(rubric)
    wish = FormWish(
        kind,
        company,
        language,
        level,
        activity,
        seed,
        difficulty=load_calibration().model.difficulty,
        terms=Terms(cut, rubric, spelling_marks, strictness, proofreader, customers),
    )
    with Store.open(db) as store:
        built = [form for _, form in stock_forms(library, store, wish, count)]
    _print_forms(built, as_json)
    for form in built:
        if (spare := form.without_reserve) > 0:
            say("short_library", id=form.id, n=spare)
    if count > 1 and (shared := _shared(built)):
        say("shared_cases", n=shared, of=built[0].scored)


@click.command("forms")
@db_option
@json_option
def forms_command(db: Path | None, as_json: bool) -> None:
    """The forms that were built here."""
    from chattrainer.store import Store

    with Store.open(db, readonly=True) as store:
        _print_forms(store.forms(), as_json)


def _print_forms(forms: "Sequence[ExamForm]", as_json: bool) -> None:
    if as_json:
        print_json([form.model_dump(mode="json") for form in forms])
        return
    texts = Texts(interface_language())
    for form in forms:
        click.echo(printable(form.id, lines=False))
        for block in form.blocks:
            cases = printable(", ".join(case.scenario for case in block.cases), lines=False)
            click.echo(f"  {texts('campaign.block', n=block.chats, cases=len(block.cases))} {cases}")
        click.echo(f"  {texts('campaign.length', minutes=form.expected_minutes)}")


def _shared(forms: "Sequence[ExamForm]") -> int:
    """The most scored cases that two of the forms have in common."""
    scored = [{case.scenario for block in form.blocks for case in block.cases} for form in forms]
    return max(len(one & two) for one, two in combinations(scored, 2))
