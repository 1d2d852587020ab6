"""Hashed stretches of characters: the checksums that zlib gives, one after the other."""

import zlib

import pytest

from chattrainer.reading.stretches import HASHED, stretched


@pytest.mark.parametrize("text", ["", " a ", " ok ", " bonjour madame ", " 20 € ", " 日本語 ok ", "x" * 300])
@pytest.mark.parametrize("before", [b"", b"fr c "])
def test_every_stretch_has_the_place_of_its_checksum(text: str, before: bytes) -> None:
    stretches = [text[i : i + n] for n in (3, 4, 5) for i in range(len(text) - n + 1)]
    places = {zlib.crc32(before + stretch.encode()) % HASHED for stretch in stretches}
    assert stretched(text, zlib.crc32(before)) == sorted(places)
