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
    "case_reliability_seen": "reliability of a case, as played",
    "mean_seen": "mean of the true composites",
    "spread_seen": "spread of the true composites",
}
MEND = {
    "tells_little": "tells little of who is good",
    "too_hard": "much harder than the others",
    "too_easy": "much easier than the others",
}
BAR = 40


def tell(figures: dict[str, Any]) -> None:
    """Prints one setting."""
    of_them = "" if figures["played"] == figures["candidates"] else f" ({figures['played']} played)"
    click.secho(
        f"{figures['candidates']} candidates{of_them}, {figures['company']}, spread {figures['spread']:g}, "
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
    click.echo("\n  true distance from the cut    n   not confirmed ▒, to be confirmed ·, confirmed █")
    for row in figures["by_truth"]:
        click.echo(f"  {row['from_cut']:>+10} to {row['to_cut']:>+4}{row['n']:>15}   {_split(row)}")
    click.echo("\n  the cut       wrong   to be confirmed")
    for row in figures["cut_effect"]:
        share, wrong = row["to_be_confirmed_share"], _number(row["decided_wrong_share"])
        click.echo(f"  {row['cut']:>5g}    {wrong:>10}   {share:.3f} {'█' * round(BAR * share)}")
    click.echo("\n  case                              n    mean  difficulty  discrimination")
    for row in sorted(figures["cases"], key=lambda r: (r["discrimination"], r["scenario"])):
        click.echo(
            f"  {row['scenario']:<30}{row['n']:>5}{row['mean']:>8.1f}{row['difficulty']:>12.1f}"
            f"{row['discrimination']:>16.2f}"
        )
    mend = [row for row in figures["cases"] if row["mend"]]
    click.echo("\n  to mend: " + ("none" if not mend else ""))
    for row in mend:
        click.echo(f"    {row['scenario']}: {', '.join(MEND[why] for why in row['mend'])}")
    check = figures["truth_check"]
    off = ", ".join(f"{points:+.1f} at {k}" for k, points in check["bias"].items())
    click.echo(
        f"\n  truth: {check['cases']} fresh cases played lie off the surface by {off}, "
        f"scattered by {check['sd']:.1f} ({check['sd_of_fit']:.1f} where it was fitted)"
    )
    floors, wrong = figures["to_be_confirmed_share_with_floors"], figures["decided_wrong_share_with_floors"]
    click.echo(f"  with the floors of each criterion: to be confirmed {floors:.3f}, wrong {_number(wrong)}")
    click.echo(f"  read by {figures['reader']}")
    click.echo("")


def _split(row: dict[str, Any]) -> str:
    """A bar of the three results; empty where nobody was."""
    if not row["n"]:
        return ""
    low, high = (round(BAR * float(row[result])) for result in ("not_confirmed", "confirmed"))
    return "▒" * low + "·" * (BAR - low - high) + "█" * high


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
