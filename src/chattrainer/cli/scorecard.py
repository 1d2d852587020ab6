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
    lines = [texts("simulate.headline", run=card.run, overall=_points(card.overall))]
    for criterion, points in card.scores.items():
        lines.append(f"  {texts(f'common.criterion.{criterion}'):<24} {_points(points):>6}")
    for chat in card.chats:
        outcome = texts(f"common.outcome.{chat.outcome}")
        lines.append(
            texts(
                "simulate.chat",
                chat=chat.chat,
                scenario=printable(chat.scenario),
                outcome=outcome,
                composite=_points(None if chat.outcome == "void" else chat.composite),
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


def _points(points: float | None) -> str:
    return "–" if points is None else f"{points:.1f}"
