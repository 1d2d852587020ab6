"""What the exam costs, and what agents that deserve nothing get in it: `python -m benchmarks.exam`.

Full sittings of simulated candidates, played, read and scored on two processes; one report; a comparison of 5,000;
and each degenerate agent through a whole exam. Ends with 1 when one of these is confirmed where it should not be.
"""

import sys

import click

from benchmarks.exam import degenerates, pages, sittings
from benchmarks.figures import Figure, short_option, tell, tell_machine

COMPANY, LANGUAGE = "maison-tilleul", "fr"
PARTS = ("sittings", "pages", "degenerates")


@click.command(help=__doc__)
@click.option(
    "--sittings", "count", default=1000, show_default=True, metavar="N", help="So many full sittings."
)
@click.option("--workers", default=2, show_default=True, help="Processes.")
@click.option("--candidates", default=5000, show_default=True, metavar="N", help="In the comparison.")
@click.option("--robots", help="Only these, separated by commas; without: all degenerate ones.")
@click.option("--proofread/--no-proofread", default=False, help="Judge the degenerate agents' writing too.")
@click.option("--only", type=click.Choice(PARTS), multiple=True, help="Only this part; may be repeated.")
@short_option
def main(
    count: int,
    workers: int,
    candidates: int,
    robots: str | None,
    proofread: bool,
    only: tuple[str, ...],
    short: bool,
) -> None:
    wanted = only or PARTS
    tell_machine()
    if "sittings" in wanted:
        _sittings(4 if short else count, workers)
    if "pages" in wanted:
        _pages(500 if short else candidates)
    if "degenerates" in wanted:
        names = robots.split(",") if robots else list(degenerates.DEGENERATES)
        sys.exit(1 if _degenerates(names[:3] if short else names, proofread) else 0)


def _sittings(count: int, workers: int) -> None:
    rate = sittings.played(count, workers, COMPANY, LANGUAGE, _progress)
    tell(Figure(f"{count} full sittings ({rate.cases} scored cases), {workers} processes", rate.wall_s, "s"))
    tell(Figure("processor time of a full sitting", rate.cpu_s / count, "s"))
    tell(
        Figure("1,000 sittings at this rate", rate.thousand_here, "min", most=10.0 if count >= 1000 else None)
    )
    tell(
        Figure("1,000 sittings on two cores of which nobody takes any", rate.thousand_on(2), "min", most=10.0)
    )


def _pages(candidates: int) -> None:
    report, rows, page = pages.times(candidates, COMPANY, LANGUAGE)
    for label, found, most in (
        ("one report of a full exam, as HTML", report, 2.0),
        (f"a comparison of {candidates:,}", rows, 3.0),
        (f"a comparison of {candidates:,}, as HTML", page, None),
    ):
        tell(Figure(label, found.wall_s, "s", most=most))
        tell(Figure("  its processor time", found.cpu_s, "s"))


def _degenerates(names: list[str], proofread: bool) -> int:
    click.echo(f"{'robot':<17} at one, two and three chats: confirmed?, mean, 90 % interval, ended rightly")
    undeserved = 0
    for name in names:
        for sat in degenerates.exams([name], COMPANY, LANGUAGE, proofread):
            click.echo(sat.line)
            undeserved += not sat.deserved
    click.echo(f"{undeserved} of {len(names)} confirmed where they should not be")
    return undeserved


def _progress(stage: str, done: int, of: int) -> None:
    if done == of or done % max(1, of // 20) == 0:
        click.echo(f"\r{stage}: {done}/{of}", err=True, nl=done == of)


if __name__ == "__main__":
    main()
