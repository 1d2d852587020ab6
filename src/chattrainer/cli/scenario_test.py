"""`chattrainer scenario test`: robots prove that cases can be solved, and only by solving them."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chattrainer.cli.errors import interface_language
from chattrainer.cli.options import json_option
from chattrainer.cli.screen import scenarios_option
from chattrainer.cli.words import misuse
from chattrainer.locale.safe import json_text, printable
from chattrainer.locale.texts import Texts

if TYPE_CHECKING:
    from chattrainer.app.proof.findings import CaseProof, Finding, Reached, SittingProof, Tally
    from chattrainer.app.proof.pool import Job, Proof

BAR_WIDTH = 24


@click.command()
@click.argument("cases", metavar="[ID|PATH]...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Every case of the library, and sittings of six of them.")
@click.option("--quick", is_flag=True, help="Fewer draws, for trying a case out while it is being written.")
@click.option(
    "--verbose", is_flag=True, help="Tell what was reached of every case, not only of those that fail."
)
@click.option(
    "--workers", type=click.IntRange(1, 256), metavar="N", help="Processes at once. Default: all cores."
)
@scenarios_option
@json_option
@click.pass_context
def test(
    ctx: click.Context,
    cases: tuple[str, ...],
    every: bool,
    quick: bool,
    verbose: bool,
    workers: int | None,
    scenarios: Path | None,
    as_json: bool,
) -> None:
    """Prove that cases can be solved, and cannot be passed without solving them.

    Robots play each case: a skilled one has to solve it, robots with one trick have to fail, and the model
    conversation has to score above 90. ID is a case of the library, PATH a file or a folder. Exit code 1 when a
    proof fails.
    """
    from chattrainer.app.proof.pool import prove_all
    from chattrainer.app.proof.sittings import sittings_of
    from chattrainer.app.proof.subjects import subjects_of
    from chattrainer.content.library import load_library
    from chattrainer.content.paths import content_paths

    if bool(cases) == every:
        raise misuse("Name cases by ID or PATH, or give --all.")
    paths = content_paths(scenarios)
    jobs: list[Job] = list(subjects_of(cases, paths, every=every))
    if every and not quick:
        jobs += sittings_of([(line.company, line.id) for line in load_library(paths).listing()], paths)
    texts = Texts(interface_language())
    done = prove_all(jobs, quick=quick, workers=workers, language=texts.language)
    proofs: list[Proof] = []
    for proof in _in_order(len(jobs), done, texts):
        proofs.append(proof)
        for line in () if as_json else _lines(proof, texts, verbose=verbose):
            click.echo(printable(line, lines=False))
    if as_json:
        click.echo(json_text(json.dumps(_document(proofs), ensure_ascii=False, indent=2)))
    else:
        failed = sum(not proof.passed for proof in proofs)
        key = "proof.summary.failed" if failed else "proof.summary.passed"
        click.echo(texts(key, n=failed or len(proofs), of=len(proofs)), err=True)
    ctx.exit(0 if all(proof.passed for proof in proofs) else 1)


def _in_order(count: int, done: "Iterator[tuple[int, Proof]]", texts: Texts) -> "Iterator[Proof]":
    """The proofs in the order of their numbers, each as soon as it and those before it are done."""
    waiting: dict[int, Proof] = {}
    shown = sys.stderr.isatty()
    following = 0
    if shown:
        _show_bar(0, count, texts)
    for finished, (number, proof) in enumerate(done, 1):
        waiting[number] = proof
        if shown:
            _clear_bar()
        while following in waiting:
            yield waiting.pop(following)
            following += 1
        if shown and finished < count:
            _show_bar(finished, count, texts)


def _show_bar(done: int, of: int, texts: Texts) -> None:
    """One line that is written over."""
    filled = BAR_WIDTH * done // of
    bar = "█" * filled + "░" * (BAR_WIDTH - filled)
    click.echo("\r" + texts("proof.bar", bar=bar, done=done, of=of), nl=False, err=True)


def _clear_bar() -> None:
    click.echo("\r" + " " * (BAR_WIDTH + 16) + "\r", nl=False, err=True)


def _document(proofs: "Sequence[Proof]") -> dict[str, object]:
    from chattrainer.app.proof.findings import CaseProof

    texts = Texts(interface_language())

    def told(proof: "Proof") -> dict[str, object]:
        data: dict[str, object] = {"passed": proof.passed, **proof.model_dump(mode="json")}
        data["findings"] = [{**f.model_dump(mode="json"), "text": _text(f, texts)} for f in proof.findings]
        return data

    return {
        "passed": sum(proof.passed for proof in proofs),
        "failed": sum(not proof.passed for proof in proofs),
        "cases": [told(p) for p in proofs if isinstance(p, CaseProof)],
        "sittings": [told(p) for p in proofs if not isinstance(p, CaseProof)],
    }


# --- in words ---


def _lines(proof: "Proof", texts: Texts, *, verbose: bool) -> Iterator[str]:
    from chattrainer.app.proof.findings import CaseProof

    mark = texts("proof.passed" if proof.passed else "proof.failed")
    if isinstance(proof, CaseProof):
        yield f"{mark} {proof.id}: {_figures(proof, texts)}"
        if proof.plays and (verbose or not proof.passed):
            yield from _reached("outcomes", proof.outcomes, texts)
            yield from _reached("moves", proof.moves, texts)
    else:
        yield f"{mark} {_sitting(proof, texts)}"
    for finding in proof.findings:
        severity = texts(f"proof.severity.{finding.severity}")
        yield f"    {severity} {_text(finding, texts)}"


def _figures(proof: "CaseProof", texts: Texts) -> str:
    if not proof.plays:
        return texts("proof.not_played")
    return texts(
        "proof.figures",
        solved=_tally(proof.solved),
        failed=_tally(proof.failed),
        asked=_tally(proof.asked),
        model="–" if proof.model_score is None else proof.model_score,
        minutes=proof.minutes,
        expected=proof.expected_minutes,
    )


def _tally(tally: "Tally") -> str:
    return f"{tally.held}/{tally.of}"


def _reached(what: str, reached: "Reached", texts: Texts) -> Iterator[str]:
    found = ", ".join(f"{name} ×{times}" for name, times in reached.found.items())
    yield "    " + texts(f"proof.reached.{what}", found=found or "–")
    if reached.never:
        yield "    " + texts("proof.reached.never", names=", ".join(reached.never))


def _sitting(proof: "SittingProof", texts: Texts) -> str:
    best = max(proof.scores, key=lambda name: proof.scores[name])
    ids = ", ".join(dict.fromkeys(proof.scenarios))
    return texts("proof.sitting", ids=ids, robot=best, score=proof.scores[best])


def _text(finding: "Finding", texts: Texts) -> str:
    return texts(f"proof.finding.{finding.key}", **finding.params)
