"""The reader: one message of the agent in, everything understood of it out."""

from collections.abc import Iterable, Sequence
from weakref import WeakKeyDictionary, WeakValueDictionary

from chattrainer.model.ids import Act
from chattrainer.model.reading import ContextLine, Hold, ItemKind, Reading, ReadingItem
from chattrainer.reading.acts import act_model
from chattrainer.reading.analysis import Analysis, Networks, analyse
from chattrainer.reading.asks import asked
from chattrainer.reading.clauses import Segment
from chattrainer.reading.deciding import acts_of
from chattrainer.reading.ellipsis import completed
from chattrainer.reading.features import scene_of
from chattrainer.reading.holds import announced
from chattrainer.reading.language import language as language_of
from chattrainer.reading.matching import Match, Matcher, laid_out
from chattrainer.reading.pairs import PairModel, PairModels, pair_models
from chattrainer.reading.protocols import Embedder
from chattrainer.reading.restates import Restating
from chattrainer.reading.seeks import seeks_model
from chattrainer.reading.statements import Said, stated
from chattrainer.reading.text import fold
from chattrainer.reading.vocabulary import Entry, Vocabulary

CODE_VERSION = "10"
"""Raised whenever a change of code can change a reading."""


_Key = tuple[str, tuple[Entry, ...], tuple[str, ...]]
"""A matcher's language, its entries, and what asks for none of them."""


class _Known:
    """A vocabulary, made ready for a reader. Its first use embeds all its examples (about 2 ms each)."""

    def __init__(
        self, vocabulary: Vocabulary, embedder: Embedder, asks: Matcher, statements: Matcher
    ) -> None:
        self.asks, self.statements = asks, statements
        self.values = {fact.id: fold(fact.value) for fact in vocabulary.restatables}
        self.restating = Restating(vocabulary, language_of(vocabulary.language), embedder)


class Reader:
    """Reads the messages of one language. Pure but for the embedder: the same text gives the same reading.

    Raises KeyError for a language that cannot be read.
    """

    def __init__(
        self,
        embedder: Embedder,
        language: str,
        networks: Networks | None = None,
        pairs: PairModels | None = None,
    ) -> None:
        self._embedder = embedder
        self._language = language_of(language)
        self._networks = networks or Networks(act_model(), seeks_model())
        self._pairs = pairs or pair_models()
        self._known: WeakKeyDictionary[Vocabulary, _Known] = WeakKeyDictionary()
        self._matchers: WeakValueDictionary[_Key, Matcher] = WeakValueDictionary()

    @property
    def version(self) -> str:
        """Names everything that a reading depends on."""
        acts, seeks = self._networks
        own = (CODE_VERSION, acts.version, self._pairs.version, seeks.version)
        return f"reader-{'.'.join(own)}+{self._embedder.name}"

    def read(
        self, text: str, vocabulary: Vocabulary | None = None, context: Sequence[ContextLine] = ()
    ) -> Reading:
        """What `text` does and means. Without a vocabulary: its acts and hold only.

        `context` are the lines before it, oldest first.
        """
        scene = scene_of(context, self._language)
        analysis = analyse(text, self._language, self._embedder, self._networks, scene)
        if not analysis.segments:
            return Reading(reader=self.version)
        acts = acts_of(analysis, self._networks.acts)
        items = [_item("act", act, segment, p) for act, (segment, p) in acts.items()]
        hold = self._hold(acts)
        if hold is not None:
            items.append(_item("hold", "hold", *acts["hold"]))
        if vocabulary is None:
            return Reading(reader=self.version, acts=tuple(acts), hold=hold, items=tuple(items))
        return self._with_case(analysis, vocabulary, context, acts, hold, items)

    def _with_case(
        self,
        analysis: Analysis,
        vocabulary: Vocabulary,
        context: Sequence[ContextLine],
        acts: dict[Act, tuple[Segment, float]],
        hold: Hold | None,
        items: list[ReadingItem],
    ) -> Reading:
        known = self._made_ready(vocabulary)
        asks, doubtful = asked(analysis, known.asks, self._pairs, self._language, known.values)
        if not asks:
            asks = completed(analysis, context, self._language, lambda text: self._asked(text, known))
            doubtful = [] if asks else doubtful
        said = stated(analysis, known.statements, self._pairs, vocabulary)
        by_segment: dict[int, set[str]] = {}
        for match in asks:
            by_segment.setdefault(match.segment, set()).add(match.entry.id)
        restated = known.restating.found(analysis, context, by_segment)
        items += _items("ask", asks)
        items += _items_of(said)
        items += [_item("restate", name, segment, p) for name, segment, p in restated]
        return Reading(
            reader=self.version,
            acts=tuple(acts),
            asks=tuple(match.entry.id for match in asks),
            tells=tuple(said.tells),
            tells_wrong=tuple(said.tells_wrong),
            offers=tuple(said.offers),
            forbidden=tuple(said.forbidden),
            restates=tuple(name for name, _, _ in restated),
            hold=hold,
            unsure=tuple(_items("ask", doubtful)),
            items=tuple(items),
        )

    def _made_ready(self, vocabulary: Vocabulary) -> _Known:
        known = self._known.get(vocabulary)
        if known is None:
            code = vocabulary.language
            asks = self._matcher(code, vocabulary.asks, self._pairs.asks, vocabulary.elsewhere)
            statements = self._matcher(code, vocabulary.statements, self._pairs.statements)
            known = self._known[vocabulary] = _Known(vocabulary, self._embedder, asks, statements)
        return known

    def _matcher(
        self, code: str, entries: tuple[Entry, ...], model: PairModel, elsewhere: tuple[str, ...] = ()
    ) -> Matcher:
        """The matcher of these entries: sittings of the same case share it."""
        key = (code, entries, elsewhere)
        matcher = self._matchers.get(key)
        if matcher is None:
            matcher = Matcher(entries, language_of(code), self._embedder, model, elsewhere)
            self._matchers[key] = matcher
        return matcher

    def _asked(self, text: str, known: _Known) -> Sequence[Match]:
        """What another text of the talk asks for."""
        analysis = analyse(text, self._language, self._embedder, self._networks)
        return asked(analysis, known.asks, self._pairs, self._language, known.values)[0]

    def _hold(self, acts: dict[Act, tuple[Segment, float]]) -> Hold | None:
        return announced(acts["hold"][0].text, self._language.code) if "hold" in acts else None


def _item(kind: ItemKind, name: str, segment: Segment, probability: float) -> ReadingItem:
    return ReadingItem(
        kind=kind, id=name, start=segment.start, end=segment.end, confidence=round(min(probability, 1.0), 3)
    )


def _items(kind: ItemKind, matches: Iterable[Match]) -> list[ReadingItem]:
    return [
        ReadingItem(
            kind=kind, id=m.entry.id, start=m.start, end=m.end, confidence=laid_out(m.probability, m.level)
        )
        for m in matches
    ]


def _items_of(said: Said) -> list[ReadingItem]:
    kinds: tuple[tuple[ItemKind, dict[str, Match]], ...] = (
        ("tell", said.tells),
        ("tell_wrong", said.tells_wrong),
        ("offer", said.offers),
        ("forbidden", said.forbidden),
    )
    return [item for kind, matches in kinds for item in _items(kind, matches.values())]
