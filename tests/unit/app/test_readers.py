"""Readers of a process: loaded once, and before the first customer waits."""

import pytest

from chattrainer.adapters.encoder import SentenceEncoder
from chattrainer.app.opening import Wanted, prepare
from chattrainer.app.readers import Readers
from chattrainer.model.transcript import ChatState, Transcript


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_warm_reader_encodes_nothing_but_the_message(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = prepare(Wanted(chats=2, language=language, seed=3)).plan
    readers = Readers()
    readers.warm(plan)
    encoded: list[str] = []
    encode = SentenceEncoder._encode

    def counted(
        encoder: SentenceEncoder, pieces: tuple[str, ...], rows: tuple[tuple[int, ...], ...]
    ) -> object:
        encoded.extend(pieces)
        return encode(encoder, pieces, rows)

    monkeypatch.setattr(SentenceEncoder, "_encode", counted)
    reading_of = readers.reading_for(plan)
    for case in plan.cases:
        encoded.clear()
        opened = Transcript(chats=(ChatState(chat=case.chat, scenario=case.scenario.id, opened_at=0),))
        reading_of(case.chat, "Zorblax 4711 ?", opened)
        assert all("orblax" in text for text in encoded)
