"""A calibration's headline figures in the reader's language, beside what was asked of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chattrainer.locale.texts import Texts
from chattrainer.reports.words import number

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


@dataclass(frozen=True, slots=True)
class Figure:
    """`asked`: what was asked of it and whether it is so; empty where nothing was."""

    label: str
    value: str
    asked: str


def headline(figures: Mapping[str, Any], texts: Texts) -> list[Figure]:
    """One setting's figures, in the order in which people read them."""
    return [
        Figure(
            texts(f"calibrate.figure.{name}"),
            number(texts, figures[name], 3),
            _asked(name, figures[name], texts),
        )
        for name in FIGURES
    ]


def setting(figures: Mapping[str, Any], texts: Texts) -> str:
    """Who sat what: one line."""
    everybody = figures["played"] == figures["candidates"]
    return texts(
        "calibrate.title",
        n=figures["candidates"],
        played="" if everybody else texts("calibrate.played", n=figures["played"]),
        company=figures["company"],
        spread=short(figures["spread"], texts),
        reliability=number(texts, figures["case_reliability"], 2),
        cut=short(figures["cut"], texts),
    )


def short(value: float, texts: Texts) -> str:
    """Without a decimal where there is none."""
    return number(texts, value, 0 if float(value).is_integer() else 1)


def _asked(name: str, value: float | None, texts: Texts) -> str:
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
