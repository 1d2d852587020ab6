"""A scorecard on the command line: as the contract's JSON document, or for people."""

import click

from chattrainer.cli.errors import interface_language
from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts
from chattrainer.model.findings import NO_ENGINE
from chattrainer.model.scorecard import Scorecard


def print_scorecard(card: Scorecard, *, as_json: bool, kept: bool = True) -> None:
    if as_json:
        click.echo(card.model_dump_json(indent=2))
        return
    texts = Texts(interface_language())
    for line in _lines(card, texts, kept=kept):
        click.echo(line)


def _lines(card: Scorecard, texts: Texts, *, kept: bool) -> list[str]:
    lines = [texts("simulate.headline", run=card.run, overall=points_words(card.overall, texts))]
    for criterion, points in card.scores.items():
        lines.append(f"  {texts(f'common.criterion.{criterion}'):<24} {points_words(points, texts):>6}")
    for chat in card.chats:
        outcome = texts(f"common.outcome.{chat.outcome}")
        lines.append(
            texts(
                "simulate.chat",
                chat=chat.chat,
                scenario=printable(chat.scenario),
                outcome=outcome,
                composite=points_words(None if chat.outcome == "void" else chat.composite, texts),
            )
        )
    lines += [texts("simulate.reason", reason=_reason(reason, texts)) for reason in card.reasons]
    if card.simulator:
        from chattrainer.app.audit_words import audit_lines

        lines.append(f"  {texts('audit.heading')}")
        lines += [f"    {line}" for line in audit_lines(card.simulator, texts)]
    lines.append(
        texts("simulate.rubric", rubric=printable(card.rubric.id), engine=engine_words(card.engine, texts))
    )
    if kept:
        lines.append(texts("simulate.more", run=card.run))
    return lines


def engine_words(engine: str, texts: Texts) -> str:
    """Which proofreader judged, or that none did."""
    return texts("simulate.no_proofreader") if engine == NO_ENGINE else printable(engine)


def _reason(reason: str, texts: Texts) -> str:
    key = f"rules.reason.{reason}"
    return texts(key) if texts.has(key) else reason


def points_words(points: float | None, texts: Texts) -> str:
    """Points with one decimal, as the language writes them."""
    from chattrainer.reports.words import number

    return number(texts, points, 1)
