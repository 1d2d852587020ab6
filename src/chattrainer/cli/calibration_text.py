"""A calibration, for people: tables, and a curve of decided shares in characters."""

from typing import Any

import click

ASKED = {
    "reliability": ("≥", 0.85),
    "parallel_forms_r": ("≥", 0.80),
    "decided_wrong_share": ("≤", 0.05),
    "contradictions_share": ("≤", 0.02),
}
LABELS = {
    "reliability": "reliability",
    "standard_error": "standard error of a mean, points",
    "parallel_forms_r": "parallel forms, correlation",
    "accuracy_decided": "right, of what was decided",
    "decided_wrong_share": "wrong, of what was decided",
    "to_be_confirmed_share": "to be confirmed",
    "contradictions_share": "contradictory on two forms",
    "consistency": "same result on two forms",
    "coverage_90": "truth within the 90 % interval",
    "case_sd": "scatter of a case, points",
    "mean_seen": "mean of the true composites",
    "spread_seen": "spread of the true composites",
}
LEAST_DISCRIMINATION = 0.15
BAR = 40


def tell(figures: dict[str, Any]) -> None:
    """Prints one setting."""
    click.secho(
        f"{figures['candidates']} candidates, {figures['company']}, spread {figures['spread']:g}, "
        f"reliability of a case {figures['case_reliability']:g}, cut {figures['cut']:g}",
        bold=True,
    )
    for name, label in LABELS.items():
        click.echo(f"  {label:<36}{_number(figures[name]):>9}  {_asked(name, figures[name])}")
    click.echo("\n  chats   n      confirmed  not confirmed  to be confirmed  wrong  coverage")
    for row in figures["by_level"]:
        click.echo(
            f"  {row['chats']}     {row['n']:>5}   {row['confirmed']:>9.3f}  {row['not_confirmed']:>13.3f}"
            f"  {row['to_be_confirmed']:>15.3f}  {row['decided_wrong']:.3f}  {row['coverage_90']:>8.3f}"
        )
    click.echo("\n  the cut       wrong   to be confirmed")
    for row in figures["cut_effect"]:
        share, wrong = row["to_be_confirmed_share"], _number(row["decided_wrong_share"])
        click.echo(f"  {row['cut']:>5g}    {wrong:>10}   {share:.3f} {'█' * round(BAR * share)}")
    click.echo("\n  case                              n    mean  difficulty  discrimination")
    for row in sorted(figures["cases"], key=lambda r: (r["discrimination"], r["scenario"])):
        mend = "  ← look at this case" if row["discrimination"] < LEAST_DISCRIMINATION else ""
        click.echo(
            f"  {row['scenario']:<30}{row['n']:>5}{row['mean']:>8.1f}{row['difficulty']:>12.1f}"
            f"{row['discrimination']:>16.2f}{mend}"
        )
    click.echo("")


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _asked(name: str, value: float | None) -> str:
    if name == "coverage_90" and value is not None:
        return f"asked 0.87 to 0.93, {'met' if 0.87 <= value <= 0.93 else 'NOT MET'}"
    if name not in ASKED or value is None:
        return ""
    sign, bound = ASKED[name]
    met = value >= bound if sign == "≥" else value <= bound
    return f"asked {sign} {bound:.2f}, {'met' if met else 'NOT MET'}"
