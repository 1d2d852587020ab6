"""`chattrainer campaign`: forms, codes, what came of them, and bringing results together."""

import json
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chattrainer.cli.errors import interface_language
from chattrainer.cli.options import db_option, json_option
from chattrainer.cli.screen import scenarios_option
from chattrainer.locale.safe import json_text, printable
from chattrainer.locale.texts import Texts

if TYPE_CHECKING:
    from chattrainer.model.exam import ExamForm
    from chattrainer.store.store import Store

KINDS = ("full", "target", "orientation")
ACTIVITIES = ("information", "after_sales", "support", "sales", "retention", "loyalty", "collection")
RANDOM_BYTES = 12
MOST_SEED = 2**31


@click.group()
def campaign() -> None:
    """Exams for a job: build forms, hand out codes, bring results together."""


@campaign.command("form")
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
    scenarios: Path | None,
    db: Path | None,
    as_json: bool,
) -> None:
    """Build exam forms of equal difficulty and keep them; prints their length."""
    from chattrainer.app.exams.campaigns import stock_forms
    from chattrainer.app.exams.forms import FormWish
    from chattrainer.content.calibration import load_calibration
    from chattrainer.content.library import load_library
    from chattrainer.content.paths import content_paths
    from chattrainer.model.errors import UsageError
    from chattrainer.store import Store

    library = load_library(content_paths(scenarios))
    language = next((line.language for line in library.listing() if line.company == company), None)
    if language is None:
        raise UsageError("exam.unknown_company", company=company)
    wish = FormWish(
        kind, company, language, level, activity, seed, difficulty=load_calibration().model.difficulty
    )
    with Store.open(db) as store:
        built = [form for _, form in stock_forms(library, store, wish, count)]
    _print_forms(built, as_json)


@campaign.command("forms")
@db_option
@json_option
def forms_command(db: Path | None, as_json: bool) -> None:
    """The forms that were built here."""
    from chattrainer.store import Store

    with Store.open(db, readonly=True) as store:
        _print_forms(store.forms(), as_json)


@campaign.command("open")
@click.argument("name", metavar="ID")
@click.option("--form", "form_id", required=True, metavar="FORM", help="The form's id.")
@click.option("--title", default="", help="What people read.")
@click.option("--job", default="", help="The job it is for.")
@click.option(
    "--level",
    type=click.IntRange(1, 3),
    default=2,
    show_default=True,
    help="Chats at once that the job needs.",
)
@click.option(
    "--places",
    type=click.IntRange(1, 10_000),
    default=1,
    show_default=True,
    help="How many will be taken on.",
)
@click.option("--evaluation", is_flag=True, help="Of people in the team, not of applicants.")
@click.option("--remote", is_flag=True, help="Candidates are not watched.")
@click.option(
    "--retention",
    default="france",
    show_default=True,
    metavar="PROFILE",
    help="How long data are kept.",
)
@click.option("--employer", default="", metavar="NAME", help="Who keeps the data, as candidates read it.")
@click.option("--contact", default="", metavar="TEXT", help="Whom candidates write to about their data.")
@click.option(
    "--legal-basis", default="", metavar="TEXT", help="The employer's legal basis, as candidates read it."
)
@db_option
def open_command(
    name: str,
    form_id: str,
    title: str,
    job: str,
    level: int,
    places: int,
    evaluation: bool,
    remote: bool,
    retention: str,
    employer: str,
    contact: str,
    legal_basis: str,
    db: Path | None,
) -> None:
    """Open a campaign: its form and its rubrics are locked from now on."""
    from chattrainer.app.exams.campaigns import CampaignWish, open_campaign
    from chattrainer.store import Store

    wish = CampaignWish(
        id=name,
        title=title or name,
        form=form_id,
        key=secrets.token_hex(32),
        job=job,
        target_level=level,
        places=places,
        purpose="evaluation" if evaluation else "recruitment",
        retention=retention,
        remote=remote,
        extra={"employer": employer, "contact": contact, "legal_basis": legal_basis},
    )
    with Store.open(db) as store:
        open_campaign(store, wish)
    _say("opened", id=name)


@campaign.command("codes")
@click.argument("name", metavar="ID")
@click.option("--count", type=click.IntRange(1, 5000), default=1, show_default=True, help="How many.")
@click.option("--candidate", multiple=True, metavar="NAME", help="Whose code; may be repeated.")
@click.option(
    "--extra-time",
    type=click.IntRange(100, 300),
    default=100,
    show_default=True,
    metavar="PERCENT",
    help="Patience and time curves, in percent.",
)
@db_option
@json_option
def codes_command(
    name: str, count: int, candidate: tuple[str, ...], extra_time: int, db: Path | None, as_json: bool
) -> None:
    """Make codes, one for each candidate."""
    from chattrainer.app.exams.campaigns import code_of, new_codes
    from chattrainer.store import Store

    drawn = [
        (f"x{secrets.token_hex(6)}", code_of(secrets.token_bytes(RANDOM_BYTES)), secrets.randbelow(MOST_SEED))
        for _ in range(max(count, len(candidate)))
    ]
    with Store.open(db) as store:
        exams = new_codes(store, store.campaign(name), drawn, names=candidate, extra_time=extra_time)
    if as_json:
        _json([{"code": exam.code, "candidate": exam.person} for exam in exams])
        return
    for exam in exams:
        click.echo(f"{exam.code}  {printable(exam.person or '', lines=False)}".rstrip())


@campaign.command("list")
@db_option
@json_option
def list_command(db: Path | None, as_json: bool) -> None:
    """The campaigns, the latest first."""
    from chattrainer.store import Store

    with Store.open(db, readonly=True) as store:
        found = [(c, store.exams(c.id)) for c in store.campaigns()]
    if as_json:
        _json(
            [
                {
                    **c.model_dump(mode="json", exclude={"settings"}),
                    "settings": {k: v for k, v in c.settings.items() if k != "key"},
                    "exams": len(exams),
                    "ended": sum(e.state == "ended" for e in exams),
                }
                for c, exams in found
            ]
        )
        return
    for c, exams in found:
        ended = sum(e.state == "ended" for e in exams)
        state = "closed" if c.closed else "open"
        click.echo(f"{c.id:<20} {state:<7} {ended}/{len(exams)}  {printable(c.title, lines=False)}")


@campaign.command("show")
@click.argument("name", metavar="ID")
@db_option
@json_option
def show_command(name: str, db: Path | None, as_json: bool) -> None:
    """A campaign's exams, by name: state and result of each."""
    from chattrainer.app.exams.decisions import override_rate, standing
    from chattrainer.reports.comparison import overrides
    from chattrainer.store import Store

    with Store.open(db, readonly=True) as store:
        store.campaign(name)
        exams = store.exams(name)
        rows = [_exam_row(store, exam) for exam in exams]
        against, settled = override_rate([standing(store.decisions(exam.id)) for exam in exams])
    if as_json:
        _json(rows)
        return
    texts = Texts(interface_language())
    for row in rows:
        results = "  ".join(
            f"{level['chats']}: {texts('campaign.result.' + level['result'])}" for level in row["levels"]
        )
        who = printable(row["candidate"] or "–", lines=False)
        click.echo(
            f"{row['code']}  {who:<28} {texts('campaign.state.' + row['state']):<12} {results}".rstrip()
        )
    click.echo(overrides(against, settled, texts), err=True)


@campaign.command("close")
@click.argument("name", metavar="ID")
@db_option
def close_command(name: str, db: Path | None) -> None:
    """Close a campaign: no more codes."""
    from chattrainer.store import Store

    with Store.open(db) as store:
        store.close_campaign(name)
    _say("closed", id=name)


@campaign.command("kit")
@click.argument("name", metavar="ID")
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to write it.",
)
@db_option
def kit_command(name: str, out: Path, db: Path | None) -> None:
    """Write what another PC needs to hold exams of the campaign: form, settings, unused codes."""
    from chattrainer.app.exams.bundles import kit_of
    from chattrainer.store import Store
    from chattrainer.store.logfile import write_log

    with Store.open(db, readonly=True) as store:
        write_log(out, kit_of(store, store.campaign(name)).splitlines())
    _say("kit_written", id=name, file=str(out))


@campaign.command("setup")
@click.argument("kit", type=click.Path(dir_okay=False, path_type=Path), metavar="KIT")
@db_option
def setup_command(kit: Path, db: Path | None) -> None:
    """Set this PC up from a campaign's kit."""
    from chattrainer.app.exams.bundles import take_kit
    from chattrainer.store import Store

    with Store.open(db) as store:
        found = take_kit(store, _read(kit), str(kit))
    _say("set_up", id=found.id)


@campaign.command("bundle")
@click.argument("codes", metavar="CODE...", nargs=-1, required=True)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    metavar="DIR",
    help="Where to write them.  [default: here]",
)
@db_option
def bundle_command(codes: tuple[str, ...], out: Path, db: Path | None) -> None:
    """Write finished exams as signed files, to be gathered elsewhere."""
    from chattrainer.app.exams.bundles import bundle_of
    from chattrainer.store import Store
    from chattrainer.store.logfile import write_log

    out.mkdir(parents=True, exist_ok=True)
    with Store.open(db, readonly=True) as store:
        for code in codes:
            exam = store.exam(code)
            file = out / f"{exam.code}.bundle.json"
            write_log(file, bundle_of(store, exam).splitlines())
            _say("bundle_written", code=exam.code, file=str(file))


@campaign.command("gather")
@click.argument(
    "files", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE...", nargs=-1, required=True
)
@db_option
def gather_command(files: tuple[Path, ...], db: Path | None) -> None:
    """Take in exams from other PCs. A file that was altered, or taken in before, changes nothing."""
    from chattrainer.app.exams.bundles import gather
    from chattrainer.cli.errors import explain
    from chattrainer.model.errors import ChattrainerError
    from chattrainer.store import Store

    failed = 0
    with Store.open(db) as store:
        for file in files:
            try:
                exam = gather(store, _read(file), str(file))
            except ChattrainerError as error:
                failed += 1
                click.echo(explain(error), err=True)
            else:
                _say("gathered", code=exam.code, who=exam.person or "–")
    sys.exit(1 if failed else 0)


def _print_forms(forms: "Sequence[ExamForm]", as_json: bool) -> None:
    if as_json:
        _json([form.model_dump(mode="json") for form in forms])
        return
    texts = Texts(interface_language())
    for form in forms:
        blocks = ", ".join(f"{len(block.cases)} × {block.chats}" for block in form.blocks)
        click.echo(texts("campaign.form", id=form.id, blocks=blocks, minutes=form.expected_minutes))
        for block in form.blocks:
            click.echo(f"  {block.chats}: " + ", ".join(case.scenario for case in block.cases))


def _exam_row(store: "Store", exam: Any) -> dict[str, Any]:
    """The first result; of what was decided, what may be seen now."""
    from chattrainer.app.exams.decisions import standing

    kept = store.kept_results(exam.id)
    now = standing(store.decisions(exam.id))
    return {
        "code": exam.code,
        "candidate": exam.person,
        "state": exam.state,
        "levels": [level.model_dump(mode="json") for level in kept[0].result.levels] if kept else [],
        "highest": kept[0].result.highest if kept else None,
        "decision": now.latest.decision if now.latest is not None else None,
        "contested": now.contested,
    }


def _read(file: Path) -> str:
    from chattrainer.model.errors import UsageError

    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("exam.not_a_bundle", file=str(file)) from error


def _say(key: str, **params: str) -> None:
    shown = {name: printable(value, lines=False) for name, value in params.items()}
    click.echo(Texts(interface_language())(f"campaign.{key}", **shown), err=True)


def _json(value: Any) -> None:
    click.echo(json_text(json.dumps(value, ensure_ascii=False, indent=2)))
