"""The training loop: shuffled batches of all corpora, a learning rate that rises and falls, gradients clipped."""

import dataclasses
import logging
import math
import random
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch import nn

from kg.nlp.training.examples import Example

Pass = Callable[[int, random.Random], Sequence[Example]]
Data = Mapping[str, Sequence[Example] | Pass]
"""Examples by corpus, or a function that gives them anew for every pass of an epoch."""

logger = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast to train; `shares` says how often an epoch passes over a corpus (0.5: a random half)."""

    epochs: int
    shares: Mapping[str, float]
    rate: float = 1.5e-3
    warm: float = 0.05
    floor: float = 0.02
    characters: int = 1600
    clip: float = 5.0
    seed: int = 1


class Optimizers:
    """Adam over all weights that are not frozen, those of words sparse; the gradients of the others are clipped."""

    def __init__(self, schedule: Schedule, *modules: nn.Module) -> None:
        self.schedule = schedule
        self.modules = modules
        free = [(n, p) for m in modules for n, p in m.named_parameters() if p.requires_grad]
        self.dense = [p for n, p in free if not n.startswith("words.")]
        sparse = [p for n, p in free if n.startswith("words.")]
        self.adams: list[torch.optim.Optimizer] = [torch.optim.Adam(self.dense, lr=schedule.rate, fused=True)]
        if sparse:
            self.adams.append(torch.optim.SparseAdam(sparse, lr=schedule.rate))

    def step(self, loss: Any, pace: float) -> float:
        """One step at `pace` times the schedule's rate; gives the loss."""
        for module in self.modules:
            module.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.dense, self.schedule.clip)
        for adam in self.adams:
            for group in adam.param_groups:
                group["lr"] = self.schedule.rate * pace
            adam.step()
        return float(loss.detach())


def fit(
    net: nn.Module,
    data: Data,
    schedule: Schedule,
    after_epoch: Callable[[int], None] | None = None,
) -> None:
    """Train in place."""
    chance = random.Random(schedule.seed)
    torch.manual_seed(schedule.seed)
    optimizers = Optimizers(schedule, net)
    for epoch in range(schedule.epochs):
        order = batches(data, schedule, chance)
        net.train()
        began, losses = time.monotonic(), 0.0
        for i, (head, batch) in enumerate(order):
            losses += optimizers.step(net.loss(batch, head), pace((epoch + i / len(order)) / schedule.epochs, schedule))
        net.eval()
        logger.info("epoch %d loss %.3f %.0f s", epoch, losses / len(order), time.monotonic() - began)
        if after_epoch:
            after_epoch(epoch)


def pace(progress: float, schedule: Schedule) -> float:
    """The factor of the learning rate: up in a line, then down along a cosine.

    >>> s = Schedule(epochs=1, shares={}, warm=0.1, floor=0.0)
    >>> [round(pace(p, s), 2) for p in (0.05, 0.1, 0.55, 1.0)]
    [0.5, 1.0, 0.5, 0.0]
    """
    if progress < schedule.warm:
        return progress / schedule.warm
    falling = (progress - schedule.warm) / (1 - schedule.warm)
    return schedule.floor + (1 - schedule.floor) * (1 + math.cos(math.pi * falling)) / 2


def batches(data: Data, schedule: Schedule, chance: random.Random) -> list[tuple[str, list[Example]]]:
    """One epoch: batches of about equally long examples of one corpus, in random order."""
    found = []
    for head, share in schedule.shares.items():
        rows = _rows(data[head], share, chance)
        rows.sort(key=lambda e: len(e) + chance.random() * 8)
        batch: list[Example] = []
        for e in rows:
            batch.append(e)
            if sum(map(len, batch)) >= schedule.characters:
                found.append((head, batch))
                batch = []
        if batch:
            found.append((head, batch))
    chance.shuffle(found)
    return [(head, sorted(batch, key=len, reverse=True)) for head, batch in found]


def _rows(source: Sequence[Example] | Pass, share: float, chance: random.Random) -> list[Example]:
    """As many passes over a corpus as its share says; of the last, a random part."""
    rows: list[Example] = []
    for i in range(math.ceil(share)):
        once = list(source(i, chance) if callable(source) else source)
        rows += once if share - i >= 1 else chance.sample(once, int((share - i) * len(once)))
    return rows
