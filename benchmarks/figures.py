"""How a benchmark tells its figures: what was measured, what was asked, whether it is met."""

import os
import platform
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import click

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `most` or `least` is what was asked of it; without either it is only told."""

    label: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None

    @property
    def met(self) -> bool:
        return (self.most is None or self.value <= self.most) and (
            self.least is None or self.value >= self.least
        )

    def line(self) -> str:
        told = f"{self.label:<58} {number(self.value):>9} {self.unit}"
        if self.most is not None:
            return f"{told:<84} asked ≤ {number(self.most)}{self._verdict()}"
        if self.least is not None:
            return f"{told:<84} asked ≥ {number(self.least)}{self._verdict()}"
        return told.rstrip()

    def _verdict(self) -> str:
        return "   met" if self.met else "   NOT MET"


def number(value: float) -> str:
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"


def tell(figure: Figure) -> None:
    click.echo(figure.line())


def tell_machine() -> None:
    system = f"{platform.system()} {platform.machine()}"
    click.echo(f"Python {platform.python_version()}, {system}, {os.cpu_count()} cores")
    if hasattr(os, "getloadavg") and (load := os.getloadavg()[0]) > (os.cpu_count() or 1) / 2:
        click.echo(
            f"Others are at work here (load {load:.1f}): the figures are worse than the machine's own."
        )


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


short_option: Callable[[Callable[..., None]], Callable[..., None]] = click.option(
    "--short", is_flag=True, help="A short run, to see that it works; its figures are rough."
)
