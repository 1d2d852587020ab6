"""`chattrainer judge`: a language model's second opinion of a sitting, beside the scores and never in them."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chattrainer.cli.errors import interface_language
from chattrainer.cli.options import db_option, json_option
from chattrainer.locale.safe import json_text, printable
from chattrainer.locale.texts import Texts

if TYPE_CHECKING:
    from chattrainer.model.opinion import ItemOpinion, Opinion

LONGEST_QUOTE = 100


@click.command()
@click.argument("run")
@click.option(
    "--samples",
    type=click.IntRange(1, 20),
    default=5,
    show_default=True,
    metavar="N",
    help="How often each chat is judged: the spread of the answers is shown.",
)
@db_option
@json_option
def judge(run: str, samples: int, db: Path | None, as_json: bool) -> None:
    """Ask the language model that is set for a second opinion of RUN: a sitting's id, or a log file.

    Tone, empathy and clarity: yes or no, each with words of the agent. The chats are sent to the endpoint that
    `chattrainer llm` shows. No point comes from it, and nothing is kept.
    """
    from chattrainer.app.auditing import audited
    from chattrainer.app.opinion.endpoint import EndpointAsker
    from chattrainer.app.opinion.judge import opinion
    from chattrainer.runtime.replay import opening_of
    from chattrainer.store.source import read_log

    log = read_log(run, db)
    asker = EndpointAsker()
    try:
        language = opening_of(log.entries).language
        found = opinion(audited(log.entries).transcript, language, asker, samples)
    finally:
        asker.close()
    if as_json:
        told = {"run": log.name, **found.model_dump(mode="json")}
        click.echo(json_text(json.dumps(told, ensure_ascii=False, indent=2)))
        return
    for line in _lines(found, Texts(interface_language())):
        click.echo(line)


def _lines(found: "Opinion", texts: Texts) -> Iterator[str]:
    yield texts("audit.judge.heading", model=printable(found.model, lines=False))
    if not found.items:
        yield texts("audit.judge.none")
    if found.withheld:
        yield texts("audit.judge.withheld", n=len(found.withheld))
    chat = None
    for item in found.items:
        if item.chat != chat:
            chat = item.chat
            yield texts("audit.judge.chat", chat=chat)
        yield from _item(item, texts)


def _item(item: "ItemOpinion", texts: Texts) -> Iterator[str]:
    name = texts(f"audit.judge.items.{item.item}")
    yield "  " + texts("audit.judge.item", item=name, yes=item.yes, of=len(item.votes))
    for yes in (True, False):
        quotes = Counter(vote.quote for vote in item.votes if vote.yes is yes)
        if quotes:
            # The words that were given most often for it; of several, the first.
            quote = printable(quotes.most_common(1)[0][0], lines=False)[:LONGEST_QUOTE]
            side = texts("audit.judge.yes" if yes else "audit.judge.no")
            yield f"    {side} {texts('audit.quote', quote=quote)}"
    if item.unusable:
        yield "    " + texts("audit.judge.unusable", n=item.unusable)
