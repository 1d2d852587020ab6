"""The encoder's forward pass once more, in JAX, so that it can be tuned: as `adapters.sentence_vectors` computes it.

Texts stand one a row, filled up to one length; `there` is 1 for a token and 0 beyond the end.
"""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt

from chattrainer.adapters.sentence_vectors import UPPER, raw_model, raw_weights
from chattrainer.adapters.token_layers import BRANCHES

Weights = dict[str, Any]


def first_weights() -> Weights:
    """The encoder's own."""
    return {name: jnp.asarray(value) for name, value in raw_weights(raw_model()).items()}


def embedded(tokens: npt.NDArray[np.int64], table: npt.NDArray[np.uint8], w: Any) -> npt.NDArray[np.float32]:
    """The tokens' own vectors, which stay as they are."""
    chunk = tokens % len(w.scale)
    rows: npt.NDArray[np.float32] = table[tokens].astype(np.float32)
    rows *= w.scale[chunk][..., None]
    rows += w.lo[chunk][..., None]
    return rows


def vectors(weights: Weights, upper: Weights, tokens: Any, there: Any, eps: float) -> tuple[Any, Any]:
    """(meanings, manners): both take the tuned token layers; the manner's upper layers are the encoder's own."""
    mask = there[..., None]
    found = [tokens]
    for (n, left), own in zip(BRANCHES, _branches(weights, tokens, mask, eps), strict=True):
        for layer in ("1", "2"):
            own = _convolved(own, weights[f"w{layer}_{n}"], weights[f"b{layer}_{n}"], n, left) * mask
        found.append(own)
    sums = (_norm(jnp.concatenate(found, -1), weights["ln_g"], weights["ln_b"], eps) * mask).sum(1)
    lengths = there.sum(1)[:, None]
    return _upper(weights, sums, lengths, eps), _upper(upper, sums, lengths, eps)


def _branches(w: Weights, tokens: Any, mask: Any, eps: float) -> Any:
    """What each branch starts from; they are brought to mean 0 and spread 1 together."""

    def together(name: str) -> Any:
        return jnp.concatenate([w[f"{name}{n}"] for n, _ in BRANCHES], -1)

    projected = tokens @ together("proj") + together("proj_b")
    return jnp.split(_norm(projected, together("ln_g"), together("ln_b"), eps) * mask, len(BRANCHES), -1)


def own_upper() -> Weights:
    """The upper layers as they come: they make the manner."""
    return {name: value for name, value in first_weights().items() if name in UPPER}


def _norm(values: Any, gain: Any, shift: Any, eps: float) -> Any:
    values = values - values.mean(-1, keepdims=True)
    return values / jnp.sqrt((values * values).mean(-1, keepdims=True) + eps) * gain + shift


def _moved(values: Any, by: int) -> Any:
    """Each row's values as seen from `by` places before."""
    if by >= 0:
        return jnp.pad(values, ((0, 0), (0, by), (0, 0)))[:, by:]
    return jnp.pad(values, ((0, 0), (-by, 0), (0, 0)))[:, :by]


def _convolved(values: Any, weights: Any, bias: Any, width: int, left: int) -> Any:
    windows = jnp.concatenate([_moved(values, place - left) for place in range(width)], -1)
    return jax.nn.relu(windows @ weights + bias) + values


def _upper(w: Weights, sums: Any, lengths: Any, eps: float) -> Any:
    mean = (sums @ w["cnn_W"] + lengths * w["cnn_b"]) / jnp.sqrt(lengths)
    middle = jax.nn.relu(mean @ w["p1"] + jax.nn.relu(mean @ w["d0"]) @ w["d1"])
    high = jnp.tanh(middle @ w["p3"] + jax.nn.relu(middle @ w["d2"]) @ w["d3"])
    return high / jnp.sqrt(jnp.maximum((high**2).sum(-1, keepdims=True), eps))
