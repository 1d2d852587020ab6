"""Matrices of weights laid out so that a few rows are multiplied with them quickly."""

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]

_STRIP = 32
"""Columns of a strip of weights: so narrow that the library multiplies without copying the weights first."""
_ROWS = 24
"""Rows that are multiplied with a strip at once, for the same reason."""


class Strips:
    """A matrix of weights, laid out in strips of columns: for a few rows two to four times as fast as whole.

    Its width is a multiple of 32.
    """

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

    def alike(self, rows: Matrix, together: int) -> Matrix:
        """`rows @ matrix`, so many rows at a time, which must be a divisor of their number: each row's result is then
        the same to the last bit, whichever rows stand beside it.
        """
        result = np.empty((len(rows), self.width), dtype=np.float32)
        by_strip = result.reshape(-1, together, self.width // _STRIP, _STRIP).transpose(2, 0, 1, 3)
        np.matmul(rows.reshape(-1, together, rows.shape[1]), self._strips[:, None], out=by_strip)
        return result
