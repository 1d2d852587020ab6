"""A calibration, for people: tables, and curves of decided shares in characters."""

from collections.abc import Mapping
from typing import Any

import click

from chattrainer.cli.tables import print_table
from chattrainer.locale.texts import Texts
from chattrainer.reports.calibration_words import headline, setting, short
from chattrainer.reports.words import number, signed

RESULTS = ("confirmed", "not_confirmed", "to_be_confirmed")
BAR = 40


def tell(figures: Mapping[str, Any], texts: Texts) -> None:
    """Prints one setting."""
    click.secho(setting(figures, texts), bold=True)
    rows = [["", each.label, each.value, each.asked] for each in headline(figures, texts)]
    print_table(rows, frozenset({2}))
    _by_level(figures, texts)
    _by_truth(figures, texts)
    _cut_effect(figures, texts)
    _cases(figures, texts)
    _remarks(figures, texts)


def _by_level(figures: Mapping[str, Any], texts: Texts) -> None:
    rows = [
        ["", str(row["chats"]), str(row["n"])]
        + [number(texts, row[name], 3) for name in (*RESULTS, "decided_wrong", "coverage_90")]
        for row in figures["by_level"]
    ]
    _table(("chats", "n", *RESULTS, "wrong", "coverage"), rows, texts)


def _by_truth(figures: Mapping[str, Any], texts: Texts) -> None:
    click.echo(f"\n  {texts('calibrate.by_truth')}")
    rows = [
        [
            "",
            texts(
                "calibrate.from_to",
                low=signed(texts, row["from_cut"]),
                high=signed(texts, row["to_cut"]),
            ),
            str(row["n"]),
            _split(row),
        ]
        for row in figures["by_truth"]
    ]
    heads = ["", texts("calibrate.column.from_cut"), texts("calibrate.column.n"), ""]
    print_table([heads, *rows], frozenset({1, 2}))


def _cut_effect(figures: Mapping[str, Any], texts: Texts) -> None:
    rows = [
        [
            "",
            short(row["cut"], texts),
            number(texts, row["decided_wrong_share"], 3),
            number(texts, row["to_be_confirmed_share"], 3),
            "█" * round(BAR * row["to_be_confirmed_share"]),
        ]
        for row in figures["cut_effect"]
    ]
    heads = ["", *(texts(f"calibrate.column.{name}") for name in ("cut", "wrong", "to_be_confirmed")), ""]
    click.echo("")
    print_table([heads, *rows], frozenset({1, 2, 3}))


def _cases(figures: Mapping[str, Any], texts: Texts) -> None:
    """The least telling first."""
    numbers = {"mean": 1, "difficulty": 1, "discrimination": 2}
    rows = [
        [
            "",
            row["scenario"],
            str(row["n"]),
            *(number(texts, row[name], digits) for name, digits in numbers.items()),
        ]
        for row in sorted(figures["cases"], key=lambda r: (r["discrimination"], r["scenario"]))
    ]
    _table(("scenario", "n", *numbers), rows, texts)


def _table(columns: tuple[str, ...], rows: list[list[str]], texts: Texts) -> None:
    """Indented, under a free line; all columns but the first are numbers."""
    click.echo("")
    heads = ["", *(texts(f"calibrate.column.{name}") for name in columns)]
    print_table([heads, *rows], frozenset(range(2, len(heads))))


def _remarks(figures: Mapping[str, Any], texts: Texts) -> None:
    mend = [row for row in figures["cases"] if row["mend"]]
    click.echo(f"\n  {texts('calibrate.to_mend' if mend else 'calibrate.none_to_mend')}")
    for row in mend:
        whys = ", ".join(texts(f"calibrate.mend.{why}") for why in row["mend"])
        click.echo(f"    {row['scenario']}{texts('report.colon')} {whys}")
    check = figures["truth_check"]
    off = texts("calibrate.between_points").join(
        signed(texts, points, 1) for points in check["bias"].values()
    )
    sd, fit = (number(texts, check[name], 1) for name in ("sd", "sd_of_fit"))
    click.echo(f"\n  {texts('calibrate.truth', n=check['cases'], off=off, sd=sd, fit=fit)}")
    share, wrong = (
        number(texts, figures[f"{name}_share_with_floors"], 3)
        for name in ("to_be_confirmed", "decided_wrong")
    )
    click.echo(f"  {texts('calibrate.floors', share=share, wrong=wrong)}")
    click.echo(f"  {texts('calibrate.reader', reader=figures['reader'])}\n")


def _split(row: Mapping[str, Any]) -> str:
    """A bar of the three results; empty where nobody was."""
    if not row["n"]:
        return ""
    low, high = (round(BAR * float(row[result])) for result in ("not_confirmed", "confirmed"))
    return "▒" * low + "·" * (BAR - low - high) + "█" * high
