"""What was read and proofread once is kept by its text."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from chattrainer.adapters.encoder import build_reader
from chattrainer.app.calibration.kept import Kept, KeptEngine, KeptReader
from chattrainer.model.findings import LanguageFinding
from chattrainer.model.reading import ContextLine
from chattrainer.reading.vocabulary import Entry, Vocabulary

POSTCODE = Vocabulary(
    "en", None, (Entry("ask", "postcode", ("What is your postcode?", "Could I have your postcode?")),), (), ()
)


class Engine:
    """A proofreader that counts how often it is asked."""

    engine = "counting-1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def check(self, texts: Sequence[str], language: str) -> list[list[LanguageFinding]]:
        self.asked += texts
        found = LanguageFinding(
            start=0, end=3, rule="TEH", category="TYPOS", message="“the”?", suggestions=("the",)
        )
        return [[found] for _ in texts]

    def warm(self, language: str) -> None: ...

    def close(self) -> None: ...


def test_a_text_is_proofread_once_for_all_processes(tmp_path: Path) -> None:
    file, engine = tmp_path / "kept", Engine()
    first = Kept(file)
    found = KeptEngine(engine, first).check(["teh bill", "teh bill"], "en")
    first.save()
    other = KeptEngine(engine, Kept(file)).check(["teh bill"], "en")
    assert engine.asked == ["teh bill"]
    assert other == found[:1]
    KeptEngine(engine, Kept(file)).check(["teh bill"], "fr")
    assert len(engine.asked) == 2


def test_a_kept_reading_is_the_reading(tmp_path: Path) -> None:
    reader = build_reader("en")
    before = (ContextLine.model_validate({"from": "customer", "text": "My parcel is lost."}),)
    text = "I’m sorry to hear that. What is your postcode, please?"
    read = reader.read(text, POSTCODE, before)
    assert read.asks == ("postcode",)
    kept = Kept(tmp_path / "kept")
    for _ in range(2):
        assert KeptReader(reader, POSTCODE, kept).read(text, before) == read
    kept.close()
    assert KeptReader(reader, POSTCODE, Kept(tmp_path / "kept")).read(text, before) == read


def test_another_case_is_read_anew(tmp_path: Path) -> None:
    reader, kept = build_reader("en"), Kept(tmp_path / "kept")
    nothing = Vocabulary("en", None, (), (), ())
    assert KeptReader(reader, POSTCODE, kept).read("What is your postcode?", ()).asks == ("postcode",)
    assert KeptReader(reader, nothing, kept).read("What is your postcode?", ()).asks == ()


def test_what_failed_is_asked_again() -> None:
    kept = Kept()

    def fails() -> str:
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        kept.get(("a",), fails, str.encode, bytes.decode)
    assert kept.get(("a",), lambda: "there", str.encode, bytes.decode) == "there"
