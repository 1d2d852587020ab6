"""`chattrainer calibrate`: how good the exam is, on simulated candidates whose abilities are known."""

import importlib
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from chattrainer.cli.errors import interface_language
from chattrainer.cli.options import json_option
from chattrainer.locale.texts import Texts

if TYPE_CHECKING:
    from concurrent.futures import Executor

COMPANY = "maison-tilleul"


@click.command()
@click.option(
    "--candidates",
    default=200,
    show_default=True,
    type=click.IntRange(10, 100_000),
    metavar="N",
    help="How many.",
)
@click.option(
    "--played",
    default=0,
    type=click.IntRange(0, 100_000),
    metavar="N",
    help="So many of them play, at the first setting; the others' cases are taken from theirs.  [default: all]",
)
@click.option(
    "--seed",
    default=0,
    show_default=True,
    help="Draws population and forms.",
)
@click.option(
    "--company",
    default=COMPANY,
    show_default=True,
    metavar="ID",
    help="Whose cases.",
)
@click.option(
    "--spread",
    default=10.0,
    show_default=True,
    type=click.FloatRange(1, 40),
    help="Standard deviation of the candidates' levels.",
)
@click.option(
    "--case-reliability",
    default=0.42,
    show_default=True,
    type=click.FloatRange(0.05, 0.95),
    help="Of a single case.",
)
@click.option(
    "--all-settings",
    is_flag=True,
    help="Every spread and reliability of rubrics/calibration.yaml.",
)
@click.option(
    "--cut",
    default=65.0,
    show_default=True,
    type=click.FloatRange(0, 100),
    help="What a level has to reach.",
)
@click.option(
    "--proofread/--no-proofread",
    default=True,
    help="Judge written language.  [default: proofread]",
)
@click.option(
    "--workers",
    default=0,
    type=click.IntRange(0, 512),
    metavar="N",
    help="Processes.  [default: one a core]",
)
@click.option(
    "--work",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Keeps what was played, so that a calibration broken off goes on from there.",
)
@click.option(
    "--cluster",
    metavar="tcp://HOST:PORT",
    help="A Dask cluster to play on (pip install 'chattrainer[cluster]').",
)
@click.option(
    "--scenarios",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="A library of your own.",
)
@click.option(
    "--write",
    is_flag=True,
    help="Puts difficulties and figures into rubrics/calibration.yaml, where reports find them.",
)
@click.option(
    "--plot",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.svg",
    help="Draws results, the cut's effect and the cases into a file.",
)
@json_option
def calibrate(
    candidates: int,
    played: int,
    seed: int,
    company: str,
    spread: float,
    case_reliability: float,
    all_settings: bool,
    cut: float,
    proofread: bool,
    workers: int,
    work: Path | None,
    cluster: str | None,
    scenarios: Path | None,
    write: bool,
    plot: Path | None,
    as_json: bool,
) -> None:
    """How reliable the exam is: simulated candidates sit two parallel full forms each.

    Prints reliability, standard error, how often levels are decided and how often wrongly, whether two forms
    contradict each other, what the intervals cover, and each case's difficulty and discrimination.
    """
    from chattrainer.app.calibration.run import Plan, calibrated
    from chattrainer.cli.sitting import content_of
    from chattrainer.content.calibration import load_calibration
    from chattrainer.content.library import load_library
    from chattrainer.model.errors import UsageError

    library = load_library(content_of(scenarios))
    language = next((line.language for line in library.listing() if line.company == company), None)
    if language is None:
        raise UsageError("exam.unknown_company", company=company)
    population = load_calibration().population
    first = (spread, case_reliability)
    settings = [(s, r) for s in population.spreads for r in population.case_reliabilities]
    settings = [first, *(s for s in settings if s != first)] if all_settings else [first]
    told: list[dict[str, Any]] = []
    stock = None
    with cluster_at(cluster) as executor:
        for one_spread, reliability in settings:
            plan = Plan(
                company=company,
                language=language,
                candidates=candidates,
                seed=seed,
                spread=one_spread,
                case_reliability=reliability,
                proofread=proofread,
                scenarios=str(scenarios) if scenarios else None,
                work=work,
                workers=workers,
                executor=executor,
                cut=cut,
                played=min(played, candidates),
            )
            figures, found = calibrated(plan, library, _shown, stock)
            told.append(figures)
            # Where not everybody plays, who played at the first setting plays for the others too.
            stock = found if played else None
    _write(told, write, plot)
    if as_json:
        click.echo(json.dumps(told if all_settings else told[0], ensure_ascii=False, indent=2))
        return
    from chattrainer.cli.calibration_text import tell

    texts = Texts(interface_language())
    for each in told:
        tell(each, texts)


def _write(told: list[dict[str, Any]], write: bool, plot: Path | None) -> None:
    from chattrainer.cli.calibration_files import write_calibration, write_picture

    if plot is not None:
        write_picture(plot, told[0], Texts(interface_language()))
        click.echo(str(plot), err=True)
    if write:
        click.echo(str(write_calibration(told)), err=True)


def _shown(stage: str, done: int, of: int) -> None:
    """A line on standard error that counts up; on a terminal it stays in its place."""
    stage = Texts(interface_language())(f"calibrate.stage.{stage}")
    if of and sys.stderr.isatty():
        width = 30
        filled = width * done // max(1, of)
        end = "\n" if done == of else ""
        click.echo(
            f"\r{stage:<11} {'█' * filled}{'░' * (width - filled)} {done}/{of}{end}", err=True, nl=False
        )
    elif of and done in (0, of):
        click.echo(f"{stage}: {done}/{of}", err=True)


@contextmanager
def cluster_at(address: str | None, timeout_s: float = 10.0) -> Iterator["Executor | None"]:
    """The executor of a Dask cluster; None without an address. UsageError without the extra, or without an answer."""
    from chattrainer.model.errors import UsageError

    if address is None:
        yield None
        return
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError as error:
        raise UsageError("exam.no_dask") from error
    try:
        client: Any = distributed.Client(address, timeout=timeout_s)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError("exam.no_cluster", address=address) from error
    try:
        yield cast("Executor", client.get_executor())
    finally:
        client.close()
