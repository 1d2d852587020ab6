"""`chattrainer llm`: the usual endpoints, and a trial of the one that is set."""

import json
from typing import Any

import click

from chattrainer.cli.errors import explain, interface_language
from chattrainer.cli.options import json_option
from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts
from chattrainer.model.errors import ChattrainerError

MOST_MODELS = 12


@click.command()
@click.option("--list", "only_list", is_flag=True, help="Print the usual endpoints and stop.")
@click.option("--url", metavar="URL", help="The endpoint, or one of the usual ones by name. Default: as set.")
@click.option("--model", metavar="NAME", help="The model. Default: as set.")
@click.option("--language", metavar="fr|en", help="Language of the trial. Default: the interface's.")
@json_option
@click.pass_context
def llm(
    ctx: click.Context,
    only_list: bool,
    url: str | None,
    model: str | None,
    language: str | None,
    as_json: bool,
) -> None:
    """Try the language model that words customers: connection, three lines, seconds per reply.

    Exits with 1 when it cannot be used. The key is read from CHATTRAINER_LLM_KEY or the system's keyring.
    """
    from chattrainer.app.llm.configured import configured

    texts = Texts(interface_language())
    endpoint = None if only_list else configured(url, model)
    if endpoint is None:
        _list(texts, as_json=as_json)
        return
    from chattrainer.app.llm.trial import played

    report: dict[str, Any] = {"url": endpoint.shown, "model": endpoint.model}
    say = (lambda text: None) if as_json else click.echo
    say(texts("llm.endpoint", url=printable(endpoint.shown), model=printable(endpoint.model or "–")))
    try:
        if not endpoint.model:
            raise _no_model(texts, endpoint, say)
        say(texts("llm.playing"))

        def told(line: Any) -> None:
            said = printable(line.said, lines=False) or texts("llm.nothing", faults=", ".join(line.faults))
            say(
                texts(
                    "llm.line",
                    script=printable(line.script, lines=False),
                    said=said,
                    s=_seconds(line.seconds, texts),
                )
            )

        trial = played(endpoint, language or texts.language, told)
    except ChattrainerError as error:
        report |= {"verdict": "unfit", "fault": error.key, "told": explain(error).strip()}
        say(texts("llm.failed", told=explain(error).strip()))
    else:
        report |= {
            "verdict": trial.verdict,
            "seconds": trial.seconds,
            "tokens": trial.tokens,
            "lines": [
                {"script": x.script, "said": x.said, "seconds": x.seconds, "faults": list(x.faults)}
                for x in trial.lines
            ],
        }
        say(texts(f"llm.verdict.{trial.verdict}", s=_seconds(trial.seconds, texts), tokens=trial.tokens))
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    ctx.exit(1 if report["verdict"] == "unfit" else 0)


def _seconds(seconds: float, texts: Texts) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(seconds, format="0.0", locale=texts.language))


def _no_model(texts: Texts, endpoint: Any, say: Any) -> ChattrainerError:
    """What is on offer, and the error that no model was named."""
    from chattrainer.app.llm.trial import checked
    from chattrainer.model.errors import UsageError

    names = checked(endpoint)
    if names:
        say(texts("llm.models", names=printable(", ".join(names[:MOST_MODELS]), lines=False)))
    return UsageError("llm.no_model", url=endpoint.shown)


def _list(texts: Texts, *, as_json: bool) -> None:
    from chattrainer.app.llm.presets import PRESETS

    if as_json:
        known = [{"name": p.name, "url": p.url, "needs_key": p.needs_key} for p in PRESETS]
        click.echo(json.dumps(known, indent=2))
        return
    click.echo(texts("llm.presets"))
    for one in PRESETS:
        click.echo(f"  {one.name:<10} {one.url or 'https://…/v1':<32} {texts(f'llm.preset.{one.name}')}")
    click.echo(texts("llm.how"))
