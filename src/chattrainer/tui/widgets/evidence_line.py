"""One gain or loss: what it was worth, the rule in words, the words it is about, how to say it better."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts
from chattrainer.tui.timing import minutes_seconds
from chattrainer.tui.wording import texts_of

if TYPE_CHECKING:
    from chattrainer.model.scorecard import Evidence


class EvidenceLine(Horizontal):
    """Points at the left, words at the right. `speaker`: whose words are quoted."""

    DEFAULT_CSS = """
    EvidenceLine {
        height: auto; margin-bottom: 1;
        & > .points { width: 8; text-align: right; padding-right: 2; text-style: bold; }
        & > .points.-cost { color: $error; }
        & > .points.-gain { color: $success; }
        & > Vertical { width: 1fr; height: auto; }
        & Static { height: auto; }
        & .where { color: $muted; }
        & .quote { color: $foreground; padding-left: 2; border-left: outer $rule; }
        & .better { color: $success; padding-left: 2; border-left: outer $success; }
    }
    """

    def __init__(self, evidence: "Evidence", speaker: str = "") -> None:
        super().__init__()
        self._evidence = evidence
        self._speaker = speaker

    def compose(self) -> ComposeResult:
        texts, evidence = texts_of(self), self._evidence
        side = "-cost" if evidence.effect < 0 else "-gain"
        yield Static(Content(points(texts, evidence.effect)), classes=f"points {side}", markup=False)
        with Vertical():
            yield Static(Content(rule_words(texts, evidence)), markup=False)
            where = " · ".join(part for part in (_where(texts, evidence), self._speaker) if part)
            yield Static(Content(where), classes="where", markup=False)
            if evidence.quote:
                yield Static(Content(printable(evidence.quote)), classes="quote", markup=False)
            if evidence.better:
                better = texts("debrief.better", words=printable(evidence.better))
                yield Static(Content(better), classes="better", markup=False)


def rule_words(texts: Texts, evidence: "Evidence") -> str:
    """The rule in the reader's language; its id where it has no words yet."""
    key = f"rules.{evidence.rule}"
    if not texts.has(key):
        return evidence.rule
    try:
        return printable(texts(key, **evidence.params))
    except (KeyError, IndexError):
        # A rule's text asks for a parameter that an older scorecard does not hold.
        return evidence.rule


def points(texts: Texts, effect: float) -> str:
    """`−3,0` or `+1,5`."""
    sign = "−" if effect < 0 else "+"
    return sign + decimal(texts, abs(effect))


def decimal(texts: Texts, value: float | None) -> str:
    """A number with one decimal, in the language's way; a dash for none."""
    return "–" if value is None else f"{value:.1f}".replace(".", texts("debrief.decimal_sign"))


def _where(texts: Texts, evidence: "Evidence") -> str:
    criterion = texts(f"common.criterion.{evidence.criterion}")
    if evidence.at_ms is None:
        return criterion
    return f"{criterion} · {minutes_seconds(evidence.at_ms)}"
