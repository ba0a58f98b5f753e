"""What the networks of relations and of circumstances share: how they read letters and sum up stretches of them."""

import numpy as np
from numpy.typing import NDArray

from kg.nlp.relations.layout import Floats, Ints

Sums = NDArray[np.float64]


def convolve(x: Floats, weight: Floats, bias: Floats, *, width: int, step: int = 1) -> Floats:
    """A dilated convolution: `weight` is (width * inputs, outputs), beyond the ends are zeros; no output is negative."""
    reach = step * (width // 2)
    padded = np.zeros((len(x) + 2 * reach, x.shape[1]), np.float32)
    padded[reach : reach + len(x)] = x
    windows = np.concatenate([padded[k * step : k * step + len(x)] for k in range(width)], axis=1)
    y: Floats = windows @ weight
    y += bias
    return np.maximum(y, 0, out=y)


def running(letters: Floats, weight: Floats, bias: Floats) -> Sums:
    """Running sums over the letters of what each says as part of a stretch: (letters + 1, numbers)."""
    said = letters @ weight
    said += bias
    np.maximum(said, 0, out=said)
    sums = np.zeros((len(said) + 1, said.shape[1]))
    np.cumsum(said, axis=0, dtype=np.float64, out=sums[1:])
    return sums


def stretch(sums: Sums, start: Ints, end: Ints) -> Floats:
    """What the letters of stretches say together: the shape of `start`, then the numbers."""
    size = np.sqrt(np.maximum(end - start, 1))[..., None]
    said: Floats = ((sums[end] - sums[start]) / size).astype(np.float32)
    return said
