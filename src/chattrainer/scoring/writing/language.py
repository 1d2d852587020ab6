"""Language errors per 100 typed words, from the findings of a proofreader."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from chattrainer.model.findings import Findings, LanguageFinding
from chattrainer.model.rubric import MeasureRule, Rubric
from chattrainer.model.transcript import Message, Transcript
from chattrainer.scoring.evidence import Incident, Judged, place_of, unjudged
from chattrainer.scoring.typed import is_typed, originals, typed_mask, typed_words
from chattrainer.scoring.view import ChatView

AROUND = 30


@dataclass(frozen=True, slots=True)
class Errors:
    """The errors of a chat: weighted count, typed words, and each with its message."""

    words: int
    weight: float
    each: tuple[tuple[Message, LanguageFinding], ...]

    def per_100_words(self, at_least_words: float) -> float:
        """A short text is counted as if it had some words more, so that one slip is not a disaster."""
        return 100 * self.weight / max(self.words, at_least_words)


def errors(view: ChatView) -> Errors:
    """What was found in the typed part of a chat's messages."""
    ready = originals(view.case)
    found = [(m, f) for m in view.said for f in _typed_findings(view, m)]
    count = sum(len(typed_words(m, ready)) for m in view.said)
    return Errors(count, sum(f.weight for _, f in found), tuple(found))


def _typed_findings(view: ChatView, message: Message) -> Iterator[LanguageFinding]:
    mask = typed_mask(message, originals(view.case))
    for finding in view.findings.get(message.number, ()):
        if finding.weight > 0 and is_typed(mask, finding.start, finding.end):
            yield finding


def language(view: ChatView, rule: MeasureRule) -> Judged:
    """Weighted errors per 100 typed words."""
    if not view.judged:
        return unjudged("no_proofreader")
    found = errors(view)
    rate = found.per_100_words(rule.params["words_at_least"])
    if found.words < rule.at_least and not found.each:
        return unjudged("few_typed_words", rate, "errors/100 words")
    share = rule.curve.share(rate) if rule.curve else 0.0
    losses = tuple(_error(view, m, f) for m, f in found.each)
    gains = () if found.each else (Incident("writing.no_errors", params={"words": found.words}),)
    return Judged(share, rate, "errors/100 words", losses, gains)


def legibility(view: ChatView, rule: MeasureRule) -> float:
    """How far errors let the text be read at all, 0 to 1: beyond it, no other quality of it counts."""
    found = errors(view)
    curve = rule.curves.get("legibility")
    if curve is None or not view.judged or not found.words:
        return 1.0
    return curve.share(found.per_100_words(rule.params["words_at_least"]))


def _error(view: ChatView, message: Message, finding: LanguageFinding) -> Incident:
    text = message.text
    left, right = max(0, finding.start - AROUND), min(len(text), finding.end + AROUND)
    place = place_of(message, left, right)
    found = text[finding.start : finding.end]
    suggestion = finding.suggestions[0] if finding.suggestions else ""
    better = text[left : finding.start] + suggestion + text[finding.end : right] if suggestion else None
    params: dict[str, str | int | float] = {"found": found, "suggestion": suggestion or "–"}
    rule = "writing.language_error" if suggestion else "writing.language_error_alone"
    return Incident(rule, place, finding.weight, params, view.better(better.strip() if better else None))


def repeats_weighed(findings: Findings, transcript: Transcript, rubric: Rubric) -> Findings:
    """The findings with an error that comes again weighing less (`params.repeat_weight` of the rubric)."""
    factor = rubric.params.get("repeat_weight", 1.0)
    texts = {m.number: m.text for chat in transcript.chats for m in chat.messages}
    seen: set[tuple[str, str]] = set()
    weighed = []
    for message in sorted(findings.messages, key=lambda m: m.number):
        text = texts.get(message.number, "")
        after = []
        for finding in message.findings:
            key = (finding.rule, text[finding.start : finding.end].casefold())
            after.append(replace_weight(finding, factor) if key in seen else finding)
            seen.add(key)
        weighed.append(message.model_copy(update={"findings": tuple(after)}))
    return findings.model_copy(update={"messages": tuple(weighed)})


def replace_weight(finding: LanguageFinding, factor: float) -> LanguageFinding:
    return finding.model_copy(update={"weight": finding.weight * factor})


def dampened(judged: Judged, factor: float) -> Judged:
    """A measure of a text that can hardly be read."""
    if judged.share is None or factor >= 1:
        return judged
    lost = Incident("writing.hard_to_read", None, judged.share * (1 - factor))
    own = sum(i.weight for i in judged.losses) or 1.0
    losses = tuple(replace(i, weight=i.weight / own * (1 - judged.share)) for i in judged.losses)
    return replace(judged, share=judged.share * factor, losses=(*losses, lost))
