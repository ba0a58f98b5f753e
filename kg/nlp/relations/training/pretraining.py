"""What convolutions learn of raw text before they see an annotation: to guess masked letters and a segmenter's tags.

Like `kg.nlp.training.pretraining` for the recogniser's encoder (Devlin et al. 2019, with masked spans as in Joshi et al.
2020), on rows of LENGTH letters.
"""

import logging
import time
from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn.functional import cross_entropy

from kg.nlp.recogniser.features import Alphabet
from kg.nlp.relations.training.letters import LETTER, Letters
from kg.nlp.training.raw_text import RawText

LENGTH, TOGETHER = 1000, 4  # letters of a row, rows of a step
SHARE, LONGEST = 0.16, 4  # letters that are masked, in spans of one to so many
RATE, DECAY, CLIP, WARM, DROPPED = 2e-3, 0.01, 1.0, 0.05, 0.1
_TOLD_EVERY = 500  # steps
_LEARNED = ("letters.", "first.", "later.")

State = Mapping[str, Any]
logger = logging.getLogger(__name__)


class Guess(nn.Module):  # type: ignore[misc]
    """Which letter stands at a place, and which tag it has, from what the convolutions say there."""

    def __init__(self, letters: int, size: int, tags: int) -> None:
        super().__init__()
        self.narrow, self.tag = nn.Linear(size, LETTER), nn.Linear(size, tags)
        self.bias, self.scale = nn.Parameter(torch.zeros(letters)), nn.Parameter(torch.tensor(1.0))

    def loss(self, net: Letters, rows: Any, tags: Any, masked: Any) -> Any:
        """Of the masked letters that have a vector, and of all tags; (rows, letters) each."""
        said = net.convolve(net.letters(rows) * ~masked[..., None])
        asked = masked & (rows > 1)
        scores = self.narrow(said[asked]) @ net.letters.weight.T * self.scale + self.bias
        return cross_entropy(scores, rows[asked]) + cross_entropy(self.tag(said).flatten(0, 1), tags.flatten())


def pretrain(net: Letters, raw: RawText, alphabet: Alphabet, *, seed: int = 0, passes: float = 1.0) -> State:
    """Train in place on one thread, the same for the same text; gives what was learned, without marks."""
    torch.manual_seed(seed)
    dice = np.random.default_rng(seed)
    guess = Guess(len(net.letters.weight), net.first.out_channels, int(raw.tags.max()) + 1)
    weights = [*net.parameters(), *guess.parameters()]
    count = len(raw.codes) // LENGTH
    rows = alphabet.rows(raw.codes[: count * LENGTH]).reshape(count, LENGTH)
    tags = raw.tags[: count * LENGTH].reshape(count, LENGTH)
    steps = int(passes * count / TOGETHER)
    optimizer = torch.optim.AdamW(weights, lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=WARM)
    usual, net.drop.p = net.drop.p, DROPPED
    net.train()
    order, began = np.zeros(0, np.int64), time.monotonic()
    for step in range(1, steps + 1):
        if len(order) < TOGETHER:
            order = dice.permutation(count)
        chosen, order = order[:TOGETHER], order[TOGETHER:]
        batch = (rows[chosen], tags[chosen].astype(np.int64), mask(TOGETHER, dice))
        loss = guess.loss(net, *map(torch.from_numpy, batch))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(weights, CLIP)
        optimizer.step()
        schedule.step()
        if step % _TOLD_EVERY == 0:
            told = float(loss.detach()), time.monotonic() - began
            logger.info("raw text, step %d of %d, loss %.3f, %.0f s", step, steps, *told)
    net.drop.p = usual
    return {name: value.clone() for name, value in net.state_dict().items() if name.startswith(_LEARNED)}


def mask(rows: int, dice: np.random.Generator) -> NDArray[np.bool_]:
    """About a sixth of the letters, in spans: (rows, LENGTH).

    >>> bool(0.1 < mask(50, np.random.default_rng(0)).mean() < 0.2)
    True
    """
    masked = np.zeros(rows * LENGTH, np.bool_)
    spans = int(masked.size * SHARE / ((1 + LONGEST) / 2))
    start, length = dice.integers(0, masked.size, spans), dice.integers(1, LONGEST + 1, spans)
    for offset in range(LONGEST):
        masked[np.minimum(start + offset, masked.size - 1)[length > offset]] = True
    return masked.reshape(rows, LENGTH)
