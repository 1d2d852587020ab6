"""`chattrainer doctor`: what is installed, and what would make it better."""

import json
from pathlib import Path
from typing import Any

import click

from chattrainer.cli.errors import explain, interface_language
from chattrainer.cli.options import LANGUAGETOOL_HELP, db_option, json_option
from chattrainer.locale.texts import Texts
from chattrainer.model.errors import ChattrainerError

_SIGNS = {"ok": "✓", "advice": "·", "problem": "✗"}


@click.command()
@click.option("--languagetool", metavar="URL", help=LANGUAGETOOL_HELP)
@db_option
@json_option
def doctor(languagetool: str | None, db: Path | None, as_json: bool) -> None:
    """Check this installation: terminal, content, reader, proofreader, database, LLM endpoint.

    Exits with 1 when something is broken; advice alone does not count.
    """
    from chattrainer.app.doctor import examine

    texts = Texts(interface_language())
    found = examine(db, languagetool)
    if as_json:
        click.echo(
            json.dumps(
                [{"check": f.check, "state": f.state, **_told(f.params)} for f in found],
                indent=2,
                ensure_ascii=False,
            )
        )
    else:
        for finding in found:
            label = texts(f"doctor.check.{finding.check}")
            told = texts(f"doctor.{finding.check}.{finding.key}", **_told(finding.params))
            click.echo(f"{_SIGNS[finding.state]} {texts('doctor.line', label=label, told=told)}")
    if any(f.state == "problem" for f in found):
        raise SystemExit(1)


def _told(params: dict[str, Any]) -> dict[str, Any]:
    """An error among the parameters, in the user's language."""
    return {k: explain(v).strip() if isinstance(v, ChattrainerError) else v for k, v in params.items()}
