"""Adaptation: no jargon and no hard sentences to a novice, no lecture to an expert, her formality mirrored."""

from chattrainer.model.rubric import MeasureRule
from chattrainer.scoring.evidence import (
    Incident,
    Judged,
    Part,
    Place,
    combined,
    none_of_it,
    place_of,
    unjudged,
)
from chattrainer.scoring.view import ChatView
from chattrainer.scoring.words import plain, sentences, words_to_read
from chattrainer.scoring.writing.readability import reading_ease

# Words from which a sentence can be called hard: of shorter ones a formula says little.
LONG_SENTENCE = 8


def adaptation(view: ChatView, rule: MeasureRule) -> Judged:
    """Judged only once enough was written to tell."""
    if not view.said:
        return none_of_it("writing.nothing_written", view.start)
    written = sum(words_to_read(m.text) for m in view.said)
    if written < rule.at_least:
        return unjudged("little_written", written, "words")
    return combined([_jargon(view, rule), _ease(view, rule), _lecture(view, rule), _formality(view, rule)])


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


def _ease(view: ChatView, rule: MeasureRule) -> Part:
    """A novice gets sentences that are easily read; the hardest one is cited."""
    weight = rule.params.get("ease", 0.0)
    written = sum(words_to_read(m.text) for m in view.said)
    is_novice = view.case.scenario.customer.public.digital_ease == "low"
    if not weight or not is_novice or written < rule.params["ease_at_least"]:
        return Part(weight, None)
    ease = reading_ease([m.text for m in view.said], view.words)
    if ease is None:
        return Part(weight, None)
    share = rule.curves["ease"].share(ease)
    if share >= 1:
        return Part(weight, share)
    place = _hardest(view)
    better = view.better(rule="hard_sentence")
    return Part(
        weight,
        share,
        (Incident("writing.hard_sentence", place, params={"ease": round(ease)}, better=better),),
    )


def _hardest(view: ChatView) -> Place:
    """Of the sentences of some length, the hardest to read."""
    each = [(m, s) for m in view.said for s in sentences(m.text)]
    long = [(m, s) for m, s in each if words_to_read(s.text) >= LONG_SENTENCE] or each
    message, sentence = min(long, key=lambda ms: reading_ease([ms[1].text], view.words) or 0.0)
    return place_of(message, sentence.start, sentence.end)


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
