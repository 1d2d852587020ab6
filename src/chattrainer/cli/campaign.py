"""`chattrainer campaign`: forms, codes, what came of them, and bringing results together."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chattrainer.cli.campaign_bundles import bundle_command, gather_command, kit_command, setup_command
from chattrainer.cli.campaign_codes import codes_command, name_command, withdraw_command
from chattrainer.cli.campaign_forms import form_command, forms_command
from chattrainer.cli.errors import interface_language
from chattrainer.cli.options import db_option, json_option
from chattrainer.cli.tables import print_json
from chattrainer.cli.talk import say
from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts

if TYPE_CHECKING:
    from chattrainer.store.store import Store

# The key signs bundles; the rubrics are long, and named by their digests.
UNTOLD = ("key", "rubric_set")


@click.group()
def campaign() -> None:
    """Exams for a job: build forms, hand out codes, bring results together."""


@campaign.command("open")
@click.argument("name", metavar="ID")
@click.option("--form", "form_id", required=True, metavar="FORM", help="The form's id.")
@click.option("--title", default="", help="What people read.")
@click.option("--job", default="", help="The job it is for.")
@click.option(
    "--level",
    type=click.IntRange(1, 3),
    help="Chats at once that the job needs.  [default: the form's level, 2 for a full one]",
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
    level: int | None,
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
    from chattrainer.app.exams.campaigns import CampaignWish, drawn_key, open_campaign
    from chattrainer.store import Store

    wish = CampaignWish(
        id=name,
        title=title or name,
        form=form_id,
        key=drawn_key(),
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
    say("opened", id=name)


@campaign.command("list")
@db_option
@json_option
def list_command(db: Path | None, as_json: bool) -> None:
    """The campaigns, the latest first."""
    from chattrainer.app.exams.overview import overview
    from chattrainer.store import Store

    with Store.open(db, readonly=True) as store:
        found = overview(store)
    if as_json:
        print_json(
            [
                {
                    **each.campaign.model_dump(mode="json", exclude={"settings"}),
                    "settings": {k: v for k, v in each.campaign.settings.items() if k not in UNTOLD},
                    "exams": each.exams,
                    "ended": each.ended,
                    "awaiting_decision": each.awaiting,
                }
                for each in found
            ]
        )
        return
    texts = Texts(interface_language())
    for each in found:
        c = each.campaign
        state = texts(f"campaign.{'is_closed' if c.closed else 'is_open'}")
        cells = (f"{printable(c.id, lines=False):<20}", f"{state:<8}", f"{each.ended}/{each.exams}")
        click.echo("  ".join((*cells, printable(c.title, lines=False))))


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
        print_json(rows)
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
    say("closed", id=name)


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


for command in (
    form_command,
    forms_command,
    codes_command,
    name_command,
    withdraw_command,
    kit_command,
    setup_command,
    bundle_command,
    gather_command,
):
    campaign.add_command(command)
