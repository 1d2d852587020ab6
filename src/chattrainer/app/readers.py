"""Readers for a process: one a language, loaded at its first use or by `warm`, shared by all sittings."""

import threading

from chattrainer.model.case import Case, Plan
from chattrainer.model.reading import ContextLine, Reading
from chattrainer.model.transcript import Transcript
from chattrainer.reading.reader import Reader
from chattrainer.reading.vocabulary import Vocabulary
from chattrainer.runtime.sitting import ReadAgentText

# How much of the conversation a reading may look back on.
CONTEXT_LINES = 6
# A text with something to understand in it, in every language: nothing is loaded for one without a word.
ANY_WORD = "ok"


class Readers:
    """Thread-safe; a reader is built once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._readers: dict[str, Reader] = {}

    def reader(self, language: str) -> Reader:
        with self._lock:
            if language not in self._readers:
                from chattrainer.adapters.encoder import build_reader

                self._readers[language] = build_reader(language)
            return self._readers[language]

    def warm(self, plan: Plan) -> None:
        """Loads what the first message would have to wait for: the encoder, and the wordings of each case."""
        reader = self.reader(plan.language)
        for case in plan.cases:
            reader.read(ANY_WORD, Vocabulary.of(case))

    def reading_for(self, plan: Plan) -> ReadAgentText:
        """Reads the messages of one sitting, each with its case's vocabulary and the talk before it."""
        cases = {case.chat: case for case in plan.cases}
        vocabularies: dict[int, Vocabulary] = {}

        def read(chat: int, text: str, transcript: Transcript) -> Reading:
            if chat not in vocabularies:
                vocabularies[chat] = Vocabulary.of(cases[chat])
            return self.reader(plan.language).read(
                text, vocabularies[chat], context_of(cases[chat], transcript)
            )

        return read


def context_of(case: Case, transcript: Transcript) -> tuple[ContextLine, ...]:
    """The last lines of the chat before its newest message, oldest first."""
    messages = transcript.chat(case.chat).messages[:-1][-CONTEXT_LINES:]
    return tuple(ContextLine.model_validate({"from": m.sender, "text": m.text}) for m in messages)
