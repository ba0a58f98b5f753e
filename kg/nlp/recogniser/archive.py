"""The model file: one npz without pickled objects; vectors of words as bytes with a scale for every row."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.errors import AnnotationError
from kg.nlp.recogniser.calibration import Calibration
from kg.nlp.recogniser.crf import Crf
from kg.nlp.recogniser.features import Alphabet, Features
from kg.nlp.recogniser.lexicon import Lexicon
from kg.nlp.recogniser.lstm import Layer
from kg.nlp.recogniser.network import Network
from kg.nlp.recogniser.recogniser import Recogniser

FORMAT = 1

Arrays = Mapping[str, npt.NDArray[Any]]


def save(recogniser: Recogniser, path: Path, extra: dict[str, npt.NDArray[Any]] | None = None) -> None:
    """Write the model file; the same recogniser gives the same bytes."""
    net, crf, calibration = recogniser.network, recogniser.crf, recogniser.calibration
    head = {
        "format": FORMAT,
        "labels": list(recogniser.labels),
        "lists": list(net.features.list_names),
        "longest": net.features.lists.longest,
        "slope": calibration.slope,
        "offsets": dict(sorted(calibration.offsets.items())),
    }
    scale = np.abs(net.words).max(1, keepdims=True) / 127 + 1e-12
    arrays: dict[str, npt.NDArray[Any]] = {
        "head": np.frombuffer(json.dumps(head, ensure_ascii=False).encode(), np.uint8),
        "alphabet": net.features.alphabet.codes,
        "hashes": net.features.words.hashes,
        "counts": net.features.words.values,
        "list_hashes": net.features.lists.hashes,
        "list_masks": net.features.lists.values,
        "words": np.rint(net.words / scale).astype(np.int8),
        "words_scale": scale.astype(np.float32),
        "chars": net.chars.astype(np.float16),
        **layer_arrays(net.layers[0]),
        **output_arrays(net, crf),
    }
    np.savez(path, allow_pickle=False, **arrays, **(extra or {}))


def layer_arrays(layer: Layer) -> dict[str, npt.NDArray[Any]]:
    """A layer as it is kept, its weights in half precision."""
    half = {name: getattr(layer, name).astype(np.float16) for name in ("w_in", "w_state")}
    return {**half, "bias": layer.bias}


def layer_of(file: Arrays) -> Layer:
    """The layer that was kept."""
    return Layer(file["w_in"].astype(np.float32), file["w_state"].astype(np.float32), file["bias"])


def output_arrays(net: Network, crf: Crf) -> dict[str, npt.NDArray[Any]]:
    """Output layer and transitions as they are kept."""
    lattice = {"follows": crf.follows, "first": crf.first, "last": crf.last}
    return {"w_out": net.w_out.astype(np.float16), "b_out": net.b_out, **lattice}


def crf_of(file: Arrays) -> Crf:
    """The transitions that were kept."""
    return Crf(file["follows"], file["first"], file["last"])


def open_model(path: Path) -> Recogniser:
    """Read a model file."""
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
            return _recogniser(file)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise AnnotationError(
            f"读不出识别模型 {path}，请用 kg train 重新训练，或重新安装本软件包",
            f"cannot read the recogniser's model {path}; train it again with kg train or reinstall the package",
        ) from error


def _recogniser(file: Arrays) -> Recogniser:
    head = json.loads(bytes(file["head"]))
    if head["format"] != FORMAT:
        raise ValueError(f"format {head['format']}")
    features = Features(
        Alphabet(file["alphabet"]),
        Lexicon(file["hashes"], file["counts"]),
        Lexicon(file["list_hashes"], file["list_masks"], head["longest"]),
        tuple(head["lists"]),
    )
    network = Network(
        features=features,
        chars=file["chars"].astype(np.float32),
        words=file["words"] * file["words_scale"],
        layers=(layer_of(file),),
        w_out=file["w_out"].astype(np.float32),
        b_out=file["b_out"],
    )
    return Recogniser(tuple(head["labels"]), network, crf_of(file), Calibration(head["slope"], head["offsets"]))
