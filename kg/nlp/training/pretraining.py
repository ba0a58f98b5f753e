"""Pretraining of the encoder on raw text: masked characters are predicted, and a segmenter's tags of all characters.

The encoder's two readings of a row meet at a masked place; the prediction is a dot product with the characters' own
vectors (Devlin et al. 2019, with masked spans as in Joshi et al. 2020). The tags are those of
`kg.nlp.training.segmenter`, masked places among them.
"""

import copy
import dataclasses
import logging
import random
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import distributed, multiprocessing, nn

from kg.nlp.recogniser.features import Codes, Features, Ints, Reading
from kg.nlp.training.fit import Optimizers, Schedule, pace
from kg.nlp.training.net import Net
from kg.nlp.training.raw_text import RawText
from kg.nlp.training.segmenter import Tags

logger = logging.getLogger(__name__)

MASK = 0xFFFC
"""The code of a masked character: unknown to the alphabet, and in no word."""

ONCE = Schedule(epochs=1, shares={}, rate=2e-3)

_SHARE, _LONGEST = 0.16, 4
_SHUFFLED_TOGETHER = 400
_SAVED_EVERY = 1000


@dataclasses.dataclass(frozen=True, slots=True)
class Masked:
    """A row of text with masked characters, their places, the rows of what stood there, and every character's tag."""

    read: Reading
    places: Ints
    answers: Ints
    tags: Tags

    def __len__(self) -> int:
        return len(self.read.chars)


@dataclasses.dataclass(frozen=True, slots=True)
class Pretraining:
    """How raw text is read: each of `workers` a part of it; after every `together` steps all go on from their mean."""

    workers: int = 2
    together: int = 20
    passes: float = 1.25
    dropout: float = 0.1
    schedule: Schedule = ONCE


def mask(text: Codes, tags: Tags, features: Features, dice: random.Random) -> Masked:
    """About a sixth of the characters masked, in spans of one to four; only those with a vector are asked for."""
    answers = features.alphabet.rows(text)
    masked = np.zeros(len(text), bool)
    for _ in range(max(1, round(len(text) * _SHARE / ((1 + _LONGEST) / 2)))):
        start = dice.randrange(len(text))
        masked[start : start + dice.randint(1, _LONGEST)] = True
    places = np.flatnonzero(masked & (answers > 1))
    return Masked(features.read(np.where(masked, np.uint32(MASK), text)), places, answers[places], tags)


class Predictor(nn.Module):  # type: ignore[misc]
    """Which character stands at a place, and which tag it has, from the encoder's state there."""

    def __init__(self, net: Net, tags: int) -> None:
        super().__init__()
        rows, columns = net.chars.weight.shape
        self.narrow = nn.Linear(2 * net.forwards.hidden_size, columns)
        self.bias = nn.Parameter(torch.zeros(rows))
        self.scale = nn.Parameter(torch.tensor(4.0))
        self.tag = nn.Linear(2 * net.forwards.hidden_size, tags)

    def losses(self, net: Net, batch: Sequence[Masked]) -> tuple[Any, Any]:
        """Mean losses of the masked characters and of all tags; the batch is in descending order of length."""
        hidden, lengths = net.encode(batch)
        rows = torch.tensor([i for i, e in enumerate(batch) for _ in e.places], dtype=torch.long)
        places = torch.from_numpy(np.concatenate([e.places for e in batch]))
        answers = torch.from_numpy(np.concatenate([e.answers for e in batch]))
        within = torch.arange(hidden.shape[1]) < lengths[:, None]
        tags = torch.from_numpy(np.concatenate([e.tags for e in batch]).astype(np.int64))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.narrow(hidden[rows, places]) @ net.chars.weight.T
            tagged = self.tag(hidden[within])
        guessed = nn.functional.cross_entropy(scores.float() * self.scale + self.bias, answers, reduction="none")
        return guessed.mean() if len(guessed) else guessed.sum(), nn.functional.cross_entropy(tagged.float(), tags)


def pretrain(net: Net, raw: RawText, features: Features, settings: Pretraining, saved: Path | None = None) -> None:
    """Train the encoder in place; the same for the same text on any machine of one kind.

    The state is written to `saved` now and then.
    """
    with tempfile.TemporaryDirectory() as folder:
        common = Path(folder)
        last = saved or common / "net.pt"
        multiprocessing.spawn(_work, (net, raw, features, settings, common, last), nprocs=settings.workers)
        net.load_state_dict(torch.load(last))


def _work(
    rank: int, net: Net, raw: RawText, features: Features, settings: Pretraining, common: Path, saved: Path
) -> None:  # pragma: no cover - in a process of its own
    logging.basicConfig(level=logging.INFO if rank == 0 else logging.WARNING, format="%(message)s")
    torch.set_num_threads(1)
    distributed.init_process_group("gloo", f"file://{common / 'group'}", rank=rank, world_size=settings.workers)
    net = copy.deepcopy(net)  # the one handed over is shared between the processes
    schedule = settings.schedule
    torch.manual_seed(schedule.seed)
    predictor = Predictor(net, int(raw.tags.max()) + 1)
    torch.manual_seed(schedule.seed + rank)
    net.dropout.share = settings.dropout
    net.train()
    optimizers = Optimizers(schedule, net, predictor)
    dice = random.Random(schedule.seed + rank)
    total = int(settings.passes * len(raw.codes) / settings.workers / schedule.characters)
    losses, began = np.zeros(2), time.monotonic()
    for step, batch in zip(range(1, total + 1), _batches(raw, rank, settings, dice), strict=False):
        rows = [mask(raw.codes[p], raw.tags[p], features, dice) for p in map(raw.piece, batch)]
        predicted, tagged = predictor.losses(net, sorted(rows, key=len, reverse=True))
        losses += predicted.item(), tagged.item()
        optimizers.step(predicted + tagged, pace((step - 1) / total, schedule))
        if step % settings.together == 0 or step == total:
            _mean([*net.parameters(), *predictor.parameters()], settings.workers)
        if rank == 0 and (step % _SAVED_EVERY == 0 or step == total):
            done = time.monotonic() - began
            logger.info(
                "step %d of %d losses %.3f %.3f %.0f s",
                step,
                total,
                *losses / (step % _SAVED_EVERY or _SAVED_EVERY),
                done,
            )
            losses[:] = 0
            torch.save(net.state_dict(), saved)
    distributed.barrier()
    distributed.destroy_process_group()


def _mean(parameters: Iterable[Any], workers: int) -> None:
    with torch.no_grad():
        for p in parameters:
            distributed.all_reduce(p.data)
            p.data /= workers


def _batches(raw: RawText, rank: int, settings: Pretraining, dice: random.Random) -> Iterator[list[int]]:
    """One worker's pieces, pass after pass: batches of about equally long ones, of about so many characters."""
    order = random.Random(settings.schedule.seed)
    lengths = np.diff(raw.starts)
    while True:
        shuffled = list(range(len(lengths)))
        order.shuffle(shuffled)
        mine = shuffled[rank :: settings.workers]
        for start in range(0, len(mine), _SHUFFLED_TOGETHER):
            batches: list[list[int]] = [[]]
            characters = 0
            for number in sorted(mine[start : start + _SHUFFLED_TOGETHER], key=lambda n: lengths[n]):
                batches[-1].append(number)
                characters += lengths[number]
                if characters >= settings.schedule.characters:
                    batches.append([])
                    characters = 0
            dice.shuffle(batches)
            yield from filter(None, batches)
