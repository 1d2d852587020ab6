"""Hashed stretches of characters: the checksums that zlib gives, one after the other."""

import zlib

import numpy as np
import pytest

from chattrainer.reading.stretches import HASHED, distinct, stretched


@pytest.mark.parametrize("text", ["", " a ", " ok ", " bonjour madame ", " 20 € ", " 日本語 ok ", "x" * 300])
@pytest.mark.parametrize("before", [b"", b"fr c "])
def test_every_stretch_has_the_place_of_its_checksum(text: str, before: bytes) -> None:
    stretches = [text[i : i + n] for n in (3, 4, 5) for i in range(len(text) - n + 1)]
    places = {zlib.crc32(before + stretch.encode()) % HASHED for stretch in stretches}
    assert distinct((), stretched(text, zlib.crc32(before))).tolist() == sorted(places)


def test_what_stands_in_two_places_counts_once() -> None:
    assert distinct((7, 3, 7), np.array([9, 3])).tolist() == [3, 7, 9]
    assert distinct((), np.zeros(0, dtype=np.intp)).tolist() == []
