"""Heads for public corpora upon a finished model, which stays as it is.

Sharing the encoder to the last layer costs a corpus that tags by other rules than ours: what ends in the encoder is
what the articles need. A head therefore has a layer of its own over what the model's first layer read and found, and
is trained when everything below is done.

`python -m kg.nlp.training.heads --data DIR --out FILE [--model FILE]`
"""

import argparse
import dataclasses
import json
import logging
import random
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

from kg.errors import KgError
from kg.nlp.recogniser import HEADS, MODEL
from kg.nlp.recogniser.archive import open_model
from kg.nlp.recogniser.calibration import Calibration
from kg.nlp.recogniser.heads import save_heads
from kg.nlp.recogniser.recogniser import Recogniser
from kg.nlp.training.corpora import MSRA, Corpus, Marked, read_corpus
from kg.nlp.training.examples import Example, examples
from kg.nlp.training.export import arrays_of, crf_of, layer_of, weights_of
from kg.nlp.training.fit import Schedule, fit
from kg.nlp.training.folds import head_score, one_thread
from kg.nlp.training.net import Head, Locked, Net, Row, both_ways, padded_tags
from kg.nlp.training.rosters import rosters
from kg.nlp.training.sources import read_rows

logger = logging.getLogger(__name__)

DROPOUT = 0.4


@dataclasses.dataclass(frozen=True, slots=True)
class Plan:
    """How a corpus's head is trained: its layer's size a direction, epochs, and rosters learned beside the corpus."""

    size: int
    epochs: int
    rosters: int = 0


PLANS: Mapping[Corpus, Plan] = {
    MSRA: Plan(size=200, epochs=6, rosters=2500),
}


class Upper(nn.Module):  # type: ignore[misc]
    """A layer and a head over a network that is not trained any more."""

    def __init__(self, base: Net, size: int, labels: tuple[str, ...]) -> None:
        super().__init__()
        self.base = base.requires_grad_(False)
        self.dropout = Locked(DROPOUT)
        width = base.forwards.input_size + 2 * base.forwards.hidden_size
        self.forwards = nn.LSTM(width, size, batch_first=True)
        self.backwards = nn.LSTM(width, size, batch_first=True)
        self.head = Head(2 * size, labels)

    def encode(self, batch: Sequence[Row]) -> tuple[Any, Any]:
        """Hidden states (row, time, size) and lengths; `batch` is in descending order of length."""
        base = self.base
        with torch.no_grad():
            inputs, lengths = base.inputs(batch)
            below = both_ways(base.forwards, base.backwards, inputs, lengths, half=self.training)
        read = self.dropout(torch.cat([inputs, below], -1))
        return self.dropout(both_ways(self.forwards, self.backwards, read, lengths, half=self.training)), lengths

    def loss(self, batch: list[Example], head: str) -> Any:
        """Mean loss of a batch; there is one head, whatever its name."""
        hidden, lengths = self.encode(batch)
        return self.head.loss(hidden, padded_tags(batch, hidden.shape[1]), lengths)


def base_of(recogniser: Recogniser) -> Net:
    """The torch network of a model file, without its head."""
    network = recogniser.network
    lists, (layer,) = len(network.features.list_names), network.layers
    net = Net(network.chars, network.words, lists, {}, size=layer.w_state.shape[1], dropout=0.0)
    net.load_state_dict(weights_of(layer), strict=False)
    return net


def train_head(recogniser: Recogniser, corpus: Corpus, data: Path, plan: Plan) -> Recogniser:
    """A head of one corpus upon a recogniser's network."""
    marked = [m for file in corpus.train for m in read_corpus(data, file, corpus.labels)]
    if plan.rosters:
        marked += rosters(*people(data, marked), plan.rosters, random.Random(plan.rosters))
    rows = [e for m in marked for e in examples(m, corpus.labels, recogniser.network.features)]
    schedule = Schedule(epochs=plan.epochs, shares={corpus.name: 1})
    torch.manual_seed(schedule.seed)
    upper = Upper(base_of(recogniser), plan.size, corpus.labels)
    fit(upper, {corpus.name: rows}, schedule)
    arrays = arrays_of(upper)
    network = dataclasses.replace(
        recogniser.network,
        layers=(*recogniser.network.layers, layer_of(arrays)),
        w_out=arrays["head.out.weight"].T.copy(),
        b_out=arrays["head.out.bias"],
    )
    return Recogniser(corpus.labels, network, crf_of(upper.head), Calibration())


def people(data: Path, marked: Sequence[Marked]) -> tuple[list[str], list[str]]:
    """Known people with Chinese names of two to four characters, and all people of the corpus."""
    listed = {r["person"] for r in read_rows(data / "lexicon", "executives")}
    own = {m.text[a:b] for m in marked for a, b, label in m.names if label == "PERSON"}
    return sorted(n for n in listed if re.fullmatch(r"[\u4e00-\u9fff]{2,4}", n)), sorted(
        n for n in own if 2 <= len(n) <= 8
    )


def head_figures(heads: Mapping[str, Recogniser], data: Path) -> dict[str, float]:
    """F1 of every head on the test part of its corpus."""
    return {c.test: round(head_score(heads[c.name], c, data).f1, 4) for c in PLANS}


def train_heads(recogniser: Recogniser, data: Path, plans: Mapping[Corpus, Plan] = PLANS) -> dict[str, Recogniser]:
    """The heads of all corpora, by name."""
    found = {}
    for corpus, plan in plans.items():
        logger.info("head of %s", corpus.name)
        found[corpus.name] = train_head(recogniser, corpus, data, plan)
    return found


def main() -> int:
    """Train the heads of a model as told by the command line; their scores go to standard output."""
    parser = argparse.ArgumentParser(prog="python -m kg.nlp.training.heads", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with ner/ and lexicon/")
    parser.add_argument("--model", type=Path, default=MODEL, help="model file to stand on")
    parser.add_argument("--out", type=Path, default=HEADS, help="file to write (.npz)")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    one_thread()
    try:
        base = open_model(options.model)
        heads = train_heads(base, options.data)
        save_heads(heads, options.out)
        figures = head_figures(heads, options.data)
    except KgError as error:
        sys.stderr.write(f"{error.message()}\n")
        return error.exit_code
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
