"""`kg.nlp.relations.letters` in torch: what both networks read of the letters, and sums over stretches of them."""

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import nn
from torch.nn.functional import relu

from kg.nlp.relations.layout import Floats

LETTER = 64
DROPPED, UNSEEN = 0.3, 0.1  # shares of numbers and of whole letters left out while learning
NAMELESS = 0.4  # share of names whose letters are left out, where the names are told


class Letters(nn.Module):  # type: ignore[misc]
    """Convolutions over letters and marks; `vectors` are the letters' beginnings, rows of the alphabet."""

    def __init__(
        self, vectors: Floats, marks: int, *, size: int, first: int, width: int, dilations: Sequence[int]
    ) -> None:
        super().__init__()
        self.letters = nn.Embedding(len(vectors), LETTER)
        self.letters.weight.data[:] = torch.tensor(vectors)
        self.marks = nn.Embedding(marks, LETTER)
        nn.init.normal_(self.marks.weight, std=0.3)
        self.marks.weight.data[0] = 0
        self.first = nn.Conv1d(LETTER, size, first, padding=first // 2)
        later = [nn.Conv1d(size, size, width, padding=k * (width // 2), dilation=k) for k in dilations]
        self.later = nn.ModuleList(later)
        self.drop = nn.Dropout(DROPPED)

    def read(self, e: Mapping[str, Any]) -> Any:
        """The letters after the convolutions; the later ones add to what they read.

        `named`, if told, numbers the names from 1: 0 is a letter of none.
        """
        x = self.letters(e["letters"])
        if self.training:
            x = x * (torch.rand(len(x), 1) > UNSEEN)
            if "named" in e:
                kept = torch.rand(int(e["named"].max()) + 1) > NAMELESS
                x = x * (kept[e["named"]] | (e["named"] == 0))[:, None]
        return self.convolve((x + self.marks(e["marks"]))[None])[0]

    def convolve(self, x: Any) -> Any:
        """What the convolutions say of rows of letters: (rows, letters, LETTER) to (rows, letters, size)."""
        x = relu(self.first(self.drop(x).transpose(1, 2)))
        for layer in self.later:
            x = x + relu(layer(self.drop(x)))
        return x.transpose(1, 2)


def running(said: Any) -> Any:
    """Running sums of what the letters say."""
    return torch.cat([torch.zeros(1, said.shape[1]), said.cumsum(0)])


def stretch(sums: Any, start: Any, end: Any) -> Any:
    """What the letters of stretches say together: the shape of `start`, then the numbers."""
    return (sums[end] - sums[start]) / (end - start).clamp(min=1).float().sqrt()[..., None]
