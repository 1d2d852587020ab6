"""The encoder's token layers: what a text's tokens become, each with its neighbours, before they are added up.

Up to their first neighbours the layers look at one token by itself, and the same tokens come again and again: what
they make of a token is kept, so that of a known token two thirds of the arithmetic is an addition.
"""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from chattrainer.reading.strips import Strips

Matrix = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]

BRANCHES = ((2, 0), (3, 1), (5, 2))
"""Each branch's stretch of tokens, and how many of them stand on the left."""
EMBEDDED, BRANCH = 512, 256
"""Width of a token's own vector, and of what each branch adds to it."""
KEPT_TOKENS = 2048
"""Tokens that are kept, 13 kB each: those of two cases and of the talk about them."""
_WIDEST_LEFT, _WIDEST = 2, 5
_PRODUCTS = sum(width for width, _ in BRANCHES)
"""A token's products with the weights of each place that it may have in a stretch: they stand before what it is."""
_TOGETHER = 8
"""Tokens are made so many at a time, filled up with nothing: see `Strips.alike`."""
_MOST_MADE = 64
"""Tokens that are made at once at most: they stay in the processor's cache."""


class SingleTokens:
    """What the layers make of a token by itself; kept for up to `kept` tokens."""

    def __init__(
        self, tuned: dict[str, Matrix], embedded: Callable[[Places], Matrix], eps: float, kept: int
    ) -> None:
        self._embedded, self._eps, self._kept = embedded, eps, kept
        orders = [width for width, _ in BRANCHES]

        def together(name: str) -> Matrix:
            return np.concatenate([tuned[f"{name}{n}"] for n in orders], axis=-1)

        self._projection, self._projection_bias = Strips(together("proj")), together("proj_b")
        self._norm = together("ln_g"), together("ln_b")
        # A stretch of neighbours is multiplied place by place: all places of a token stand side by side.
        self._first = [
            Strips(tuned[f"w1_{n}"].reshape(n, BRANCH, BRANCH).transpose(1, 0, 2).reshape(BRANCH, -1))
            for n in orders
        ]
        self._places: dict[int, int] = {}
        self._room(kept)

    def _room(self, size: int) -> None:
        """Room for so many tokens, and a last place for no token."""
        self._places.clear()
        self._made = np.zeros((size + 1, _PRODUCTS + len(BRANCHES), BRANCH), dtype=np.float32)

    def places(self, tokens: Sequence[int]) -> Places:
        """Where these tokens are kept, and last of all the place of no token; they are made where they aren't."""
        unknown = [token for token in dict.fromkeys(tokens) if token not in self._places]
        size = len(self._made) - 1
        if len(self._places) + len(unknown) > size:
            unknown = list(dict.fromkeys(tokens))
            self._room(max(self._kept, len(unknown)))
        for start in range(0, len(unknown), _MOST_MADE):
            self._make(unknown[start : start + _MOST_MADE])
        return np.array([*(self._places[token] for token in tokens), len(self._made) - 1], dtype=np.intp)

    def _make(self, tokens: list[int]) -> None:
        size = -(-len(tokens) // _TOGETHER) * _TOGETHER
        embedded = np.zeros((size, EMBEDDED), dtype=np.float32)
        embedded[: len(tokens)] = self._embedded(np.array(tokens, dtype=np.intp))
        branches = self._projection.alike(embedded, _TOGETHER)
        branches += self._projection_bias
        normed(branches, *self._norm, self._eps)
        begin = len(self._places)
        there = slice(begin, begin + len(tokens))
        self._places |= {token: begin + number for number, token in enumerate(tokens)}
        product = 0
        for number, (width, _) in enumerate(BRANCHES):
            own = np.ascontiguousarray(branches[:, number * BRANCH : (number + 1) * BRANCH])
            self._made[there, _PRODUCTS + number] = own[: len(tokens)]
            made = self._first[number].alike(own, _TOGETHER).reshape(size, width, BRANCH)
            self._made[there, product : product + width] = made[: len(tokens)]
            product += width

    def first(self, branch: int, around: Places) -> tuple[Matrix, Matrix]:
        """(sums over each token's neighbours, tokens by themselves) of a branch; `around`: a row a token, the places
        of its neighbours.
        """
        width, left = BRANCHES[branch]
        product = sum(other for other, _ in BRANCHES[:branch])
        sums: Matrix = self._made[around[:, 0], product]
        for place in range(1, width):
            sums += self._made[around[:, place], product + place]
        return sums, self._made[around[:, left], _PRODUCTS + branch]


class TokenLayers:
    """The token layers with the weights `tuned`; `embedded` gives tokens' own vectors. Not thread-safe."""

    def __init__(
        self,
        tuned: dict[str, Matrix],
        embedded: Callable[[Places], Matrix],
        eps: float,
        kept: int,
    ) -> None:
        self._embedded, self._eps = embedded, eps
        self._single = SingleTokens(tuned, embedded, eps, kept)
        self._norm = tuned["ln_g"], tuned["ln_b"]
        orders = [width for width, _ in BRANCHES]
        self._first_bias = [tuned[f"b1_{n}"] for n in orders]
        self._second = [(Strips(tuned[f"w2_{n}"]), tuned[f"b2_{n}"]) for n in orders]

    def sums(self, pieces: Sequence[Sequence[int]]) -> Matrix:
        """The sum of the layers' output over each piece's tokens, a row a piece."""
        lengths = np.array([len(piece) for piece in pieces], dtype=np.intp)
        flat = [token for piece in pieces for token in piece]
        starts = np.cumsum(lengths) - lengths
        windows = _windows(starts, lengths)
        around = self._single.places(flat)[windows]
        found = np.empty((len(flat), EMBEDDED + len(BRANCHES) * BRANCH), dtype=np.float32)
        found[:, :EMBEDDED] = self._embedded(np.array(flat, dtype=np.intp))
        # The last row is that of no token.
        padded = np.zeros((len(flat) + 1, BRANCH), dtype=np.float32)
        for number, (width, left) in enumerate(BRANCHES):
            there = slice(_WIDEST_LEFT - left, _WIDEST_LEFT - left + width)
            first, own = self._single.first(number, around[:, there])
            padded[:-1] = _added(first, self._first_bias[number], own)
            weights, bias = self._second[number]
            second = weights.times(padded[windows[:, there]].reshape(len(flat), -1))
            place = EMBEDDED + number * BRANCH
            found[:, place : place + BRANCH] = _added(second, bias, padded[:-1])
        normed(found, *self._norm, self._eps)
        ends = starts + lengths
        pairs = zip(starts.tolist(), ends.tolist(), strict=True)
        return np.stack([found[start:end].sum(axis=0) for start, end in pairs])


def _windows(starts: Places, lengths: Places) -> Places:
    """The places of each token's neighbours, two on either side; beyond its piece stands the last, nothing."""
    size = int(lengths.sum())
    places = np.arange(size)[:, None] + np.arange(-_WIDEST_LEFT, _WIDEST - _WIDEST_LEFT)
    first = np.repeat(starts, lengths)[:, None]
    last = np.repeat(starts + lengths, lengths)[:, None]
    return np.where((places >= first) & (places < last), places, size)


def _added(result: Matrix, bias: Matrix, own: Matrix) -> Matrix:
    """What a stretch of neighbours gives, where above nothing, added to the token itself; in place."""
    result += bias
    np.maximum(result, 0, out=result)
    result += own
    return result


def normed(values: Matrix, gain: Matrix, shift: Matrix, eps: float) -> None:
    """Each row to mean 0 and spread 1, scaled and shifted, in place."""
    values -= values.mean(axis=1, keepdims=True)
    values /= np.sqrt(
        np.einsum("ij,ij->i", values, values)[:, None] / np.float32(values.shape[1]) + np.float32(eps)
    )
    values *= gain
    values += shift
