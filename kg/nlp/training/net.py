"""The network in torch: one encoder, one output layer and tag lattice for every corpus."""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
import torch
from torch import nn

from kg.nlp.recogniser.crf import legal
from kg.nlp.recogniser.features import Reading
from kg.nlp.training.examples import Example

FORBIDDEN = -1e4


class Row(Protocol):
    """A row of text as the network reads it."""

    @property
    def read(self) -> Reading:
        """Its features."""

    def __len__(self) -> int: ...


class LogPartition(torch.autograd.Function):  # type: ignore[misc]
    """The logarithm of the summed weight of all paths; its gradients are the tags' probabilities."""

    @staticmethod
    def forward(ctx: Any, scores: Any, follows: Any, first: Any, last: Any, lengths: Any) -> Any:
        """Scaled sums forward and backward; `scores` is (time, row, tag)."""
        steps, rows, _ = scores.shape
        row = torch.arange(rows)
        top = scores.max(2, keepdim=True).values
        weight, move, opening, closing = (scores - top).exp(), follows.exp(), first.exp(), last.exp()
        before, scale = torch.empty_like(weight), torch.empty(steps, rows, 1)
        state = opening * weight[0]
        for t in range(steps):
            if t:
                state = (before[t - 1] @ move) * weight[t]
            scale[t] = state.sum(1, keepdim=True).clamp_min(1e-30)
            before[t] = state / scale[t]
        within = (torch.arange(steps)[:, None] < lengths).unsqueeze(2)
        total = (before[lengths - 1, row] * closing).sum(1, keepdim=True).clamp_min(1e-30)
        value = ((scale.log() + top) * within).sum((0, 2)) + total.log().squeeze(1)
        weight = weight / scale
        after, ended = torch.empty_like(weight), closing / total
        after[steps - 1] = ended
        for t in range(steps - 2, -1, -1):
            passed = (weight[t + 1] * after[t + 1]) @ move.T
            after[t] = torch.where((lengths == t + 1)[:, None], ended, passed)
        tags = before * after * within
        pairs = torch.einsum("tbi,tbj->ij", before[:-1] * within[1:], weight[1:] * after[1:] * within[1:]) * move
        ends = tags[lengths - 1, row].sum(0)
        ctx.save_for_backward(tags, pairs, tags[0].sum(0), ends)
        return value.sum()

    @staticmethod
    def backward(ctx: Any, grad: Any) -> Any:
        """Probabilities of tags, of pairs of tags, of the first and the last tag."""
        tags, pairs, first, last = ctx.saved_tensors
        return grad * tags, grad * pairs, grad * first, grad * last, None


class Head(nn.Module):  # type: ignore[misc]
    """Tag scores and transitions of one corpus."""

    def __init__(self, size: int, labels: tuple[str, ...]) -> None:
        super().__init__()
        follows, first, last = (torch.tensor(m) for m in legal(len(labels)))
        tags = 4 * len(labels) + 1
        self.out = nn.Linear(size, tags)
        self.follows = nn.Parameter(torch.zeros(tags, tags))
        self.first = nn.Parameter(torch.zeros(tags))
        self.last = nn.Parameter(torch.zeros(tags))
        for name, mask in (("follows", follows), ("first", first), ("last", last)):
            self.register_buffer(f"legal_{name}", mask, persistent=False)

    def transitions(self) -> tuple[Any, Any, Any]:
        """Transition scores with the illegal ones far below the others."""
        return (
            self.follows.masked_fill(~self.legal_follows, FORBIDDEN),
            self.first.masked_fill(~self.legal_first, FORBIDDEN),
            self.last.masked_fill(~self.legal_last, FORBIDDEN),
        )

    def loss(self, hidden: Any, tags: Any, lengths: Any) -> Any:
        """Negative log-likelihood of the gold tags, a row; `hidden` is (row, time, size)."""
        scores = self.out(hidden).transpose(0, 1).contiguous()
        follows, first, last = self.transitions()
        within = torch.arange(tags.shape[1]) < lengths[:, None]
        gold = (scores.transpose(0, 1).gather(2, tags.unsqueeze(2)).squeeze(2) * within).sum()
        gold = gold + first[tags[:, 0]].sum() + last[tags.gather(1, (lengths - 1)[:, None])].sum()
        gold = gold + (follows[tags[:, :-1], tags[:, 1:]] * within[:, 1:]).sum()
        return (LogPartition.apply(scores, follows, first, last, lengths) - gold) / len(lengths)


class Locked(nn.Module):  # type: ignore[misc]
    """Dropout of the same columns along a whole row of text."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, values: Any) -> Any:
        """`values` is (row, time, size)."""
        if not self.training:
            return values
        kept = (torch.rand(values.shape[0], 1, values.shape[2]) >= self.share) / (1 - self.share)
        return values * kept


class Net(nn.Module):  # type: ignore[misc]
    """Vectors, encoder, and a head for every corpus."""

    def __init__(
        self, chars: Any, words: Any, lists: int, heads: dict[str, tuple[str, ...]], *, size: int, dropout: float
    ) -> None:
        super().__init__()
        self.lists = lists
        self.chars = nn.Embedding.from_pretrained(torch.tensor(chars), freeze=False)
        self.words = nn.EmbeddingBag.from_pretrained(torch.tensor(words), freeze=False, mode="sum", sparse=True)
        self.dropout = Locked(dropout)
        width = chars.shape[1] + 4 * words.shape[1] + 4 * lists
        self.forwards = nn.LSTM(width, size, batch_first=True)
        self.backwards = nn.LSTM(width, size, batch_first=True)
        self.heads = nn.ModuleDict({k: Head(2 * size, v) for k, v in heads.items()})

    def inputs(self, batch: Sequence[Row]) -> tuple[Any, Any]:
        """What the layer reads (row, time, columns), and lengths; `batch` is in descending order of length."""
        lengths = torch.tensor([len(e) for e in batch])
        longest = int(lengths[0])
        chars = torch.zeros(len(batch), longest, dtype=torch.long)
        for i, e in enumerate(batch):
            chars[i, : len(e)] = torch.from_numpy(e.read.chars)
        slots = np.concatenate([e.read.slots + 4 * longest * i for i, e in enumerate(batch)])
        offsets = np.searchsorted(slots, np.arange(4 * longest * len(batch)))
        words, weights = (np.concatenate([getattr(e.read, n) for e in batch]) for n in ("words", "weights"))
        sums = self.words(
            torch.from_numpy(words), torch.from_numpy(offsets), per_sample_weights=torch.from_numpy(weights)
        )
        flags = torch.zeros(len(batch), longest, 4 * self.lists)
        if self.lists:
            for i, e in enumerate(batch):
                flags[i, : len(e)] = torch.from_numpy(e.read.flags)
        return torch.cat([self.chars(chars), sums.view(len(batch), longest, -1), flags], -1), lengths

    def encode(self, batch: Sequence[Row]) -> tuple[Any, Any]:
        """Hidden states (row, time, size) and lengths; `batch` is in descending order of length."""
        inputs, lengths = self.inputs(batch)
        hidden = both_ways(self.forwards, self.backwards, self.dropout(inputs), lengths, half=self.training)
        return self.dropout(hidden), lengths

    def loss(self, batch: list[Example], head: str) -> Any:
        """Mean loss of a batch under one head."""
        hidden, lengths = self.encode(batch)
        return self.heads[head].loss(hidden, padded_tags(batch, hidden.shape[1]), lengths)


def padded_tags(batch: Sequence[Example], longest: int) -> Any:
    """Gold tags (row, time)."""
    tags = torch.zeros(len(batch), longest, dtype=torch.long)
    for i, e in enumerate(batch):
        tags[i, : len(e)] = torch.from_numpy(e.tags)
    return tags


def both_ways(forwards: nn.LSTM, backwards: nn.LSTM, inputs: Any, lengths: Any, *, half: bool) -> Any:
    """States (row, time, 2 x size) of two LSTMs, one reading each row from its end; `half`: in bfloat16."""
    back = _reversal(lengths, inputs.shape[1])
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        ahead = forwards(inputs)[0]
        behind = backwards(_reordered(inputs, back))[0]
    return torch.cat([ahead.float(), _reordered(behind.float(), back)], -1)


def _reversal(lengths: Any, longest: int) -> Any:
    """For every row the places that read its own length backwards and leave the padding at the end."""
    time = torch.arange(longest)
    return torch.where(time < lengths[:, None], lengths[:, None] - 1 - time, time)


def _reordered(values: Any, order: Any) -> Any:
    return values.gather(1, order.unsqueeze(2).expand_as(values))
