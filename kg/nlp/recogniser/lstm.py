"""One bidirectional LSTM layer in NumPy, over stretches of text of different lengths at once."""

import dataclasses

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclasses.dataclass(frozen=True, slots=True)
class Steps:
    """Where the characters of a text's stretches stand, in the order in which the layers read them.

    `places` are rows (direction, n): the n-th character read forwards and backwards, all first characters before all
    second ones, the longest stretch first; `rows` says how many stretches reach each step, which never grows.
    """

    places: Ints
    rows: Ints


@dataclasses.dataclass(frozen=True, slots=True)
class Layer:
    """Weights (direction, columns, 4 x size); forward comes first, and the three sigmoid gates before the cell's.

    `gates` are `w_in`, `bias` and `w_state` with the columns of the sigmoid gates halved: the sigmoid of x is
    tanh(x/2)/2 + 1/2, so that one tanh serves all gates of a step.
    """

    w_in: Floats
    w_state: Floats
    bias: Floats
    gates: tuple[Floats, Floats, Floats] = dataclasses.field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        half = np.ones(self.w_state.shape[2], np.float32)
        half[: 3 * self.w_state.shape[1]] = 0.5
        object.__setattr__(self, "gates", (self.w_in * half, (self.bias * half)[:, None], self.w_state * half))

    def read(self, inputs: Floats, steps: Steps) -> Floats:
        """Hidden states (character, 2 x size) of inputs (character, columns), zero for a gap between stretches."""
        w_in, bias, _ = self.gates
        gates = inputs[steps.places] @ w_in
        gates += bias
        hidden = self.run(gates, steps.rows)
        size = self.w_state.shape[1]
        found = np.zeros((len(inputs), 2 * size), np.float32)
        for direction, place in enumerate(steps.places):
            found[place, direction * size : (direction + 1) * size] = hidden[direction]
        return found

    def run(self, gates: Floats, rows: Ints) -> Floats:
        """Hidden states (direction, place, size) from the gates' inputs; places are in order of time."""
        size = self.w_state.shape[1]
        hidden = np.empty((*gates.shape[:2], size), np.float32)
        before = np.zeros((2, rows[0], size), np.float32)
        cell = np.zeros((2, rows[0], size), np.float32)
        end = 0
        for count in rows.tolist():
            start, end = end, end + count
            z = before[:, :count] @ self.gates[2]
            z += gates[:, start:end]
            np.tanh(z, out=z)
            opened = z[..., : 3 * size]
            opened *= np.float32(0.5)
            opened += np.float32(0.5)
            cell = opened[..., size : 2 * size] * cell[:, :count]
            cell += opened[..., :size] * z[..., 3 * size :]
            before = np.tanh(cell)
            before *= opened[..., 2 * size :]
            hidden[:, start:end] = before
        return hidden
