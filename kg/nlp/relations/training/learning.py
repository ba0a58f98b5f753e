"""How the networks of relations and of circumstances learn: AdamW over one cycle of the rate, a few documents at a time."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from torch import nn

RATE, DECAY, BATCH, CLIP = 2e-3, 0.02, 4, 1.0
WARM = 0.15  # share of the steps in which the rate grows


def learn(
    net: nn.Module, lessons: Sequence[Any], loss: Callable[[Any], Any], *, seed: int, epochs: int, scale: float
) -> None:
    """Train in place, the same for the same input on one thread; `scale` divides the loss of a document."""
    dice = np.random.default_rng(seed)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps = epochs * math.ceil(len(lessons) / BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=WARM)
    net.train()
    for _ in range(epochs):
        order = dice.permutation(len(lessons))
        for at in range(0, len(order), BATCH):
            total = sum(loss(lessons[n]) for n in order[at : at + BATCH]) / (scale * BATCH)
            optimizer.zero_grad()
            total.backward()
            nn.utils.clip_grad_norm_(net.parameters(), CLIP)
            optimizer.step()
            schedule.step()


def begin(seed: int) -> None:
    """Fix what a network begins with."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
