"""Register: the brand's form of address, a greeting and a farewell, no SMS language, shouting or blame."""

from collections.abc import Iterator

from chattrainer.model.rubric import MeasureRule
from chattrainer.model.transcript import Message
from chattrainer.scoring.evidence import Incident, Judged, Part, combined, none_of_it, place_of
from chattrainer.scoring.view import ChatView
from chattrainer.scoring.words import plain, words

SHOUTED_LETTERS = 4


def register(view: ChatView, rule: MeasureRule) -> Judged:
    """How the brand wants it written."""
    if not view.said:
        return none_of_it("writing.nothing_written", view.start)
    weights = rule.params
    return combined(
        [
            _address(view, weights["address"]),
            _greeting(view, weights["greeting"]),
            _farewell(view, weights["farewell"]),
            _manners(view, weights["manners"], weights["manners_most"]),
        ]
    )


def _address(view: ChatView, weight: float) -> Part:
    """Vous or tu as the company's voice says; where it says nothing, one of them throughout."""
    formal = [m for m in view.said if view.words.has("address_vous", m.text)]
    familiar = [m for m in view.said if view.words.has("address_tu", m.text)]
    voice = view.case.company.voice.address
    if voice == "neutral":
        wrong = min(formal, familiar, key=len)
    else:
        wrong = familiar if voice == "vous" else formal
    addressed = len({m.number for m in (*formal, *familiar)})
    if not addressed:
        return Part(weight, None)
    rule = "writing.said_vous" if wrong is formal else "writing.said_tu"
    losses = [Incident(rule, place_of(m)) for m in wrong]
    return Part(weight, 1 - len(wrong) / addressed, tuple(losses))


def _greeting(view: ChatView, weight: float) -> Part:
    opening = view.turns[0].said if view.turns else view.said[:1]
    if any(_does(m, "greeting") or view.words.has("greetings", m.text) for m in opening):
        return Part(weight, 1.0, gains=(Incident("writing.greeted", place_of(opening[0])),))
    better = view.better(rule="greeting")
    return Part(weight, 0.0, (Incident("writing.no_greeting", place_of(opening[0]), better=better),))


def _farewell(view: ChatView, weight: float) -> Part:
    """Due where the chat came to its end; not where she left in the middle."""
    left = view.chat.left
    if left is not None and left.why != "done":
        return Part(weight, None)
    closing = [m for turn in view.turns[-2:] for m in turn.said]
    done = next((m for m in closing if _does(m, "farewell") or view.words.has("farewells", m.text)), None)
    if done is not None:
        return Part(weight, 1.0, gains=(Incident("writing.took_leave", place_of(done)),))
    better = view.better(rule="farewell")
    return Part(weight, 0.0, (Incident("writing.no_farewell", view.end, better=better),))


def _manners(view: ChatView, weight: float, most: float) -> Part:
    """SMS language, shouting, blame: each costs; at `most` of them nothing is left."""
    slips = [incident for message in view.said for incident in _slips(view, message)]
    return Part(weight, max(0.0, 1 - sum(s.weight for s in slips) / most), tuple(slips))


def _slips(view: ChatView, message: Message) -> Iterator[Incident]:
    # However many words: one finding a message.
    if sms := view.words.find("sms", message.text):
        found = ", ".join(dict.fromkeys(message.text[f.start : f.end] for f in sms))
        yield Incident("writing.sms", place_of(message), 1.0, {"found": found})
    if _shouts(view, message):
        yield Incident("writing.shouting", place_of(message))
    if _does(message, "blame"):
        yield Incident("writing.blame", place_of(message), 2.0)


def _shouts(view: ChatView, message: Message) -> bool:
    """Two words in capitals that are not the case's own, or a pile of marks."""
    if "!!!" in message.text or "???" in message.text:
        return True
    own = plain(" ".join((*view.case.company.lexicon, *view.case.values.values(), view.case.company.name)))
    loud = [w for w in words(message.text) if len(w.text) >= SHOUTED_LETTERS and w.text.isupper()]
    return len([w for w in loud if plain(w.text) not in own]) >= 2


def _does(message: Message, act: str) -> bool:
    return message.reading is not None and act in message.reading.acts
