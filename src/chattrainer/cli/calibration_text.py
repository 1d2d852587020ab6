"""A calibration, for people: tables, and curves of decided shares in characters."""

from collections.abc import Mapping
from typing import Any

import click

from chattrainer.cli.tables import print_table
from chattrainer.locale.texts import Texts
from chattrainer.reports.words import number, signed

FIGURES = (
    "reliability",
    "standard_error",
    "parallel_forms_r",
    "accuracy_decided",
    "decided_wrong_share",
    "to_be_confirmed_share",
    "contradictions_share",
    "consistency",
    "coverage_90",
    "case_sd",
    "case_reliability_seen",
    "mean_seen",
    "spread_seen",
)
AT_LEAST = {"reliability": 0.85, "parallel_forms_r": 0.80}
AT_MOST = {"decided_wrong_share": 0.05, "contradictions_share": 0.02}
COVERED = (0.87, 0.93)
RESULTS = ("confirmed", "not_confirmed", "to_be_confirmed")
BAR = 40


def tell(figures: Mapping[str, Any], texts: Texts) -> None:
    """Prints one setting."""
    _title(figures, texts)
    print_table(
        [
            [
                "",
                texts(f"calibrate.figure.{name}"),
                number(texts, figures[name], 3),
                _asked(name, figures, texts),
            ]
            for name in FIGURES
        ],
        frozenset({2}),
    )
    _by_level(figures, texts)
    _by_truth(figures, texts)
    _cut_effect(figures, texts)
    _cases(figures, texts)
    _remarks(figures, texts)


def _title(figures: Mapping[str, Any], texts: Texts) -> None:
    everybody = figures["played"] == figures["candidates"]
    title = texts(
        "calibrate.title",
        n=figures["candidates"],
        played="" if everybody else texts("calibrate.played", n=figures["played"]),
        company=figures["company"],
        spread=_short(figures["spread"], texts),
        reliability=number(texts, figures["case_reliability"], 2),
        cut=_short(figures["cut"], texts),
    )
    click.secho(title, bold=True)


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
            _short(row["cut"], texts),
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


def _short(value: float, texts: Texts) -> str:
    """Without a decimal where there is none."""
    return number(texts, value, 0 if float(value).is_integer() else 1)


def _asked(name: str, figures: Mapping[str, Any], texts: Texts) -> str:
    """What was asked of a figure, and whether it is so; nothing for one of which nothing was."""
    value = figures[name]
    if value is None:
        return ""
    if name == "coverage_90":
        low, high = COVERED
        bounds = {"low": number(texts, low, 2), "high": number(texts, high, 2)}
        return texts("calibrate.between", **bounds, met=_met(low <= value <= high, texts))
    if name in AT_LEAST:
        bound = AT_LEAST[name]
        return texts("calibrate.at_least", bound=number(texts, bound, 2), met=_met(value >= bound, texts))
    if name in AT_MOST:
        bound = AT_MOST[name]
        return texts("calibrate.at_most", bound=number(texts, bound, 2), met=_met(value <= bound, texts))
    return ""


def _met(so: bool, texts: Texts) -> str:
    return texts("calibrate.met" if so else "calibrate.not_met")
