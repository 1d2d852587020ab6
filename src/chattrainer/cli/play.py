"""`chattrainer play --stdio`: any program plays the agent."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chattrainer.cli.errors import explain
from chattrainer.cli.options import db_option, languagetool_option, llm_option
from chattrainer.cli.sitting import case_options, content_of

if TYPE_CHECKING:
    from chattrainer.adapters.llm.endpoint import Endpoint


@click.command()
@click.option("--stdio", is_flag=True, required=True, help="JSON lines in, JSON lines out.")
@click.option("--language", metavar="fr|en", help="Language of the cases, when none is named.")
@case_options
@languagetool_option
@llm_option
@db_option
def play(
    stdio: bool,
    language: str | None,
    scenario: tuple[str, ...],
    chats: int,
    seed: int,
    scenarios: Path | None,
    languagetool: str | None,
    llm: "Endpoint | None",
    db: Path | None,
) -> None:
    """Let a program play the agent over standard input and output.

    The protocol is in docs/interfaces.md, with a whole worked transcript in docs/stdio-example.jsonl.
    """
    from chattrainer.app.opening import Wanted
    from chattrainer.app.room import TrainingRoom

    paths = content_of(scenarios)
    room = TrainingRoom(db, paths, languagetool=languagetool, llm=llm)
    try:
        session = room.play_by_lines(
            Wanted(scenario, chats, language, seed, player="program", paths=paths), explain
        )
        _tell(session.begin())
        for number, line in enumerate(sys.stdin.buffer):
            text = line.decode("utf-8", errors="replace").strip()
            _tell(session.take(text.removeprefix("\ufeff") if number == 0 else text))
            if session.done:
                break
        else:
            _tell(session.finish())
    finally:
        room.close()


def _tell(lines: list[dict[str, Any]]) -> None:
    sys.stdout.write("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    sys.stdout.flush()
