"""`reread --compare-llm`: the agent's messages as a language model understands them, beside what the log says."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chattrainer.cli.errors import interface_language
from chattrainer.locale.safe import json_text, printable
from chattrainer.locale.texts import Texts
from chattrainer.model.errors import OutsideError

if TYPE_CHECKING:
    from chattrainer.model.opinion import Comparison, Disagreement
    from chattrainer.store.source import RecordedLog

LONGEST_QUOTE = 90


def compare_with_llm(log: "RecordedLog", file: Path, *, as_json: bool) -> None:
    """Compares, adds the differences to a file of JSON lines, and tells how many there are."""
    from chattrainer.app.opinion.endpoint import EndpointAsker
    from chattrainer.app.opinion.reading import compared
    from chattrainer.model.folding import fold
    from chattrainer.runtime.building import plan_of
    from chattrainer.runtime.replay import opening_of

    cases = {case.chat: case for case in plan_of(opening_of(log.entries)).cases}
    asker = EndpointAsker()
    try:
        found = compared(fold(log.entries), cases, asker)
    finally:
        asker.close()
    _keep(log.name, found, file)
    if as_json:
        told = {"run": log.name, **found.model_dump(mode="json")}
        click.echo(json_text(json.dumps(told, ensure_ascii=False, indent=2)))
    else:
        _print(log.name, found, Texts(interface_language()))


def _keep(run: str, found: "Comparison", file: Path) -> None:
    lines = [
        json.dumps(
            {"run": run, "reader": found.reader, "model": found.model, **one.model_dump(mode="json")},
            ensure_ascii=False,
        )
        for one in found.disagreements
    ]
    try:
        with file.open("a", encoding="utf-8") as out:
            out.writelines(f"{line}\n" for line in lines)
    except OSError as error:
        raise OutsideError("progress.cannot_write", path=str(file), detail=error.strerror or "") from None


def _print(run: str, found: "Comparison", texts: Texts) -> None:
    names = {"reader": printable(found.reader) or "–", "model": printable(found.model)}
    click.echo(texts("audit.compare.recorded", run=printable(run), **names))
    compared = found.messages - found.unusable
    same = compared - len(found.disagreements)
    click.echo(texts("audit.compare.same", same=same, of=compared))
    if found.unusable:
        click.echo(texts("audit.compare.unusable", n=found.unusable))
    for one in found.disagreements:
        for line in _difference(one, texts):
            click.echo(line)


def _difference(one: "Disagreement", texts: Texts) -> list[str]:
    seconds = one.at // 1000
    shown = printable(one.text, lines=False)
    text = shown if len(shown) <= LONGEST_QUOTE else shown[: LONGEST_QUOTE - 1] + "…"
    lines = [f"  {seconds // 60}:{seconds % 60:02} [{one.chat}] {text}"]
    for side, found in (("reader_only", one.reader_only), ("llm_only", one.llm_only)):
        if found:
            told = ", ".join(f"{u.kind} {printable(u.id, lines=False)}" for u in found)
            lines.append(f"    {texts(f'audit.compare.{side}')}: {told}")
    return lines
