"""Adaptation: no jargon to a novice, no lecture to an expert, her formality mirrored."""

from chattrainer.model.rubric import MeasureRule
from chattrainer.scoring.evidence import Incident, Judged, Part, combined, none_of_it, place_of, unjudged
from chattrainer.scoring.view import ChatView
from chattrainer.scoring.words import plain, words_to_read


def adaptation(view: ChatView, rule: MeasureRule) -> Judged:
    """Judged only once enough was written to tell."""
    if not view.said:
        return none_of_it("writing.nothing_written", view.start)
    written = sum(words_to_read(m.text) for m in view.said)
    if written < rule.at_least:
        return unjudged("little_written", written, "words")
    return combined([_jargon(view, rule), _lecture(view, rule), _formality(view, rule)])


def _jargon(view: ChatView, rule: MeasureRule) -> Part:
    """Trade words that a novice did not use first."""
    weight = rule.params["jargon"]
    if view.case.scenario.customer.public.digital_ease != "low":
        return Part(weight, None)
    hers = plain(" ".join(m.text for m in view.heard))
    found = [(m, f) for m in view.said for f in view.words.find("jargon", m.text) if f.text not in hers]
    losses = [
        Incident("writing.jargon", place_of(m), params={"found": m.text[f.start : f.end]}) for m, f in found
    ]
    share = rule.curves["jargon"].share(len(losses))
    gains = () if losses else (Incident("writing.plain_words"),)
    return Part(weight, share, tuple(losses), gains)


def _lecture(view: ChatView, rule: MeasureRule) -> Part:
    """An expert gets the short version: words a turn."""
    weight = rule.params["lecture"]
    if view.case.scenario.customer.public.digital_ease != "high" or not view.turns:
        return Part(weight, None)
    curve = rule.curves["lecture"]
    longest = max(view.turns, key=lambda t: t.words)
    share = curve.share(longest.words)
    losses = (Incident("writing.lecture", place_of(longest.first), params={"words": longest.words}),)
    return Part(weight, share, losses)


def _formality(view: ChatView, rule: MeasureRule) -> Part:
    """No slang to who writes formally, no official prose to who chats."""
    weight = rule.params["formality"]
    formality = view.case.scenario.customer.public.formality
    name = {"vous": "casual", "formal": "casual", "tu": "stiff", "casual": "stiff"}.get(formality)
    if name is None:
        return Part(weight, None)
    found = [(m, f) for m in view.said for f in view.words.find(name, m.text)]
    losses = [
        Incident(f"writing.too_{name}", place_of(m), params={"found": m.text[f.start : f.end]})
        for m, f in found
    ]
    return Part(weight, rule.curves["formality"].share(len(found)), tuple(losses))
