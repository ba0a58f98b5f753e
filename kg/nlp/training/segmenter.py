"""A segmenter's answers, to learn from: the small lexical analyser (LAC) whose weights the jieba package carries.

Two bidirectional GRUs over characters and a linear-chain CRF, trained by Baidu on its own text (Jiao, Sun, Sun 2018);
its tags say where a word begins, its part of speech, and whether it names a person, a place, an organization or a time.
"""

import importlib.util
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from kg.errors import ConfigError
from kg.nlp.recogniser.features import Codes

Tags = npt.NDArray[np.uint8]

_SIZE = 128
_TOGETHER = 200
_PER_JOB = 20_000


class Segmenter:
    """Reads the weights of `jieba/lac_small`; `tags` gives a tag's number for every character."""

    def __init__(self, folder: Path) -> None:
        self.names = {int(number): name for number, name in _pairs(folder / "tag.dic")}
        rows = {word: int(number) for number, word in _pairs(folder / "word.dic")}
        self.rows = _rows(rows)
        tags, words = len(self.names), max(rows.values()) + 1
        shapes = {
            "word_emb": (words, _SIZE),
            "fc_4.w_0": (2 * _SIZE, tags),
            "fc_4.b_0": (tags,),
            "crfw": (tags + 2, tags),
        }
        for layer in range(4):
            shapes[f"fc_{layer}.w_0"] = (_SIZE if layer < 2 else 2 * _SIZE, 3 * _SIZE)
            shapes[f"fc_{layer}.b_0"] = shapes[f"gru_{layer}.b_0"] = (3 * _SIZE,)
            shapes[f"gru_{layer}.w_0"] = (3 * _SIZE * _SIZE,)
        self.weights = {name: _weights(folder / "model_baseline" / name, shape) for name, shape in shapes.items()}

    @torch.no_grad()
    def tags(self, texts: Sequence[Codes]) -> list[Tags]:
        """The best path of every text."""
        lengths = torch.tensor([len(t) for t in texts])
        steps = int(lengths.max())
        rows = torch.zeros(steps, len(texts), dtype=torch.long)
        for i, text in enumerate(texts):
            rows[: len(text), i] = torch.from_numpy(self.rows[text])
        within = (torch.arange(steps)[:, None] < lengths).float().unsqueeze(2)
        hidden = self.weights["word_emb"][rows]
        for layer in (0, 2):
            readings = [self._read(hidden, layer + way, within, backwards=bool(way)) for way in (0, 1)]
            hidden = torch.cat(readings, 2)
        scores = hidden @ self.weights["fc_4.w_0"] + self.weights["fc_4.b_0"]
        return self._best(scores, lengths)

    def _read(self, inputs: Any, layer: int, within: Any, *, backwards: bool) -> Any:
        """A GRU whose reset gate acts before the state's weights, as in Cho et al. 2014."""
        gates = inputs @ self.weights[f"fc_{layer}.w_0"] + self.weights[f"fc_{layer}.b_0"]
        gates += self.weights[f"gru_{layer}.b_0"]
        flat = self.weights[f"gru_{layer}.w_0"]
        both, fresh = (part.reshape(_SIZE, -1) for part in flat.split((2 * _SIZE * _SIZE, _SIZE * _SIZE)))
        state = torch.zeros(inputs.shape[1], _SIZE)
        states = torch.empty(*inputs.shape[:2], _SIZE)
        for t in reversed(range(len(gates))) if backwards else range(len(gates)):
            update, reset = torch.sigmoid(gates[t, :, : 2 * _SIZE] + state @ both).chunk(2, 1)
            new = torch.tanh(gates[t, :, 2 * _SIZE :] + (reset * state) @ fresh)
            state = ((1 - update) * state + update * new) * within[t]
            states[t] = state
        return states

    def _best(self, scores: Any, lengths: Any) -> list[Tags]:
        """Viterbi; `scores` is (time, row, tag)."""
        first, last, follows = self.weights["crfw"][0], self.weights["crfw"][1], self.weights["crfw"][2:]
        steps, rows, _ = scores.shape
        best = first + scores[0]
        before = np.zeros(scores.shape, np.int16)
        for t in range(1, steps):
            value, tag = (best[:, :, None] + follows).max(1)
            before[t] = tag.numpy()
            best = torch.where((lengths > t)[:, None], value + scores[t], best)
        tag = (best + last).argmax(1).numpy()
        row, ends = np.arange(rows), lengths.numpy()
        found = np.zeros((steps, rows), np.uint8)
        for t in range(steps - 1, -1, -1):
            within = t < ends
            found[t, within] = tag[within]
            tag = np.where(within, before[t, row, tag], tag) if t else tag
        return [found[:end, i] for i, end in enumerate(ends)]


def shipped() -> Path:
    """The weights' folder in the installed jieba package."""
    found = importlib.util.find_spec("jieba")
    if not found or not found.submodule_search_locations:
        raise ConfigError(
            "训练需要 jieba，请先运行 pip install 'kg[train]'", "training needs jieba: pip install 'kg[train]'"
        )
    return Path(found.submodule_search_locations[0]) / "lac_small"


def tag_all(texts: Sequence[Codes], workers: int = 2) -> Tags:
    """The tags of all texts one after the other; equally long texts go through together."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    jobs = [order[i : i + _PER_JOB] for i in range(0, len(order), _PER_JOB)]
    starts = np.cumsum([0, *map(len, texts)])
    tags = np.zeros(starts[-1], np.uint8)
    with ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=torch.set_num_threads, initargs=(1,)
    ) as pool:
        for job, found in zip(jobs, pool.map(_tag, ([texts[i] for i in job] for job in jobs)), strict=True):
            for i, part in zip(job, found, strict=True):
                tags[starts[i] : starts[i + 1]] = part
    return tags


def _tag(texts: Sequence[Codes]) -> list[Tags]:
    segmenter = Segmenter(shipped())
    batches = (texts[i : i + _TOGETHER] for i in range(0, len(texts), _TOGETHER))
    return [tags for batch in batches for tags in segmenter.tags(batch)]


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text("utf-8").split("\n"):
        number, tab, name = line.partition("\t")
        if tab:
            yield number, name


def _rows(rows: Mapping[str, int]) -> npt.NDArray[np.int64]:
    """The row of every code point; a full-width character that is not listed is read as its narrow form."""
    found = np.full(0x110000, rows["OOV"], np.int64)
    for word, row in rows.items():
        if len(word) == 1:
            found[ord(word)] = row
    for code in range(0x10000):
        if found[code] == rows["OOV"] and not 0xD800 <= code < 0xE000:
            found[code] = rows.get(unicodedata.normalize("NFKC", chr(code)), rows["OOV"])
    return found


def _weights(path: Path, shape: tuple[int, ...]) -> Any:
    """The numbers at the end of a stored tensor, after its description."""
    count = int(np.prod(shape))
    return torch.from_numpy(np.frombuffer(path.read_bytes()[-4 * count :], np.float32).copy().reshape(shape))
