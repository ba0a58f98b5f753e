"""Further heads upon a model that ships: each reads what its first layer read and found, and tells other labels.

A head is a layer of its own, an output layer and transitions; everything below stays the model's, so that any number
of heads can be kept apart from the model file and none of them changes what the model finds.
"""

import dataclasses
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from kg.errors import AnnotationError, ConfigError
from kg.nlp.recogniser.archive import crf_of, layer_arrays, layer_of, output_arrays
from kg.nlp.recogniser.calibration import Calibration
from kg.nlp.recogniser.recogniser import Recogniser

_LABELS = "labels"
_ARRAYS = ("w_in", "w_state", "bias", "w_out", "b_out", "follows", "first", "last")


def save_heads(heads: Mapping[str, Recogniser], path: Path) -> None:
    """Write the heads alone, without what they stand on; the same heads give the same bytes."""
    labels = json.dumps({name: head.labels for name, head in heads.items()}, ensure_ascii=False, sort_keys=True)
    arrays = {_LABELS: np.frombuffer(labels.encode(), np.uint8)}
    for name, head in sorted(heads.items()):
        kept = layer_arrays(head.network.layers[-1]) | output_arrays(head.network, head.crf)
        arrays |= {f"{name}.{array}": values for array, values in kept.items()}
    np.savez_compressed(path, allow_pickle=False, **arrays)


def open_head(path: Path, base: Recogniser, name: str) -> Recogniser:
    """One head of a file, upon the model it was trained on; its confidences are not calibrated."""
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
            labels = json.loads(bytes(file[_LABELS]))
            if name not in labels:
                known = "、".join(labels), ", ".join(labels)
                raise ConfigError(f"没有标注层 {name}，可用：{known[0]}", f"no head {name}; there are {known[1]}")
            kept = {array: file[f"{name}.{array}"] for array in _ARRAYS}
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise AnnotationError(
            f"读不出标注层文件 {path}，请用 python -m kg.nlp.training.heads 重新训练，或重新安装本软件包",
            f"cannot read the heads {path}; train them with python -m kg.nlp.training.heads or reinstall the package",
        ) from error
    network = dataclasses.replace(
        base.network,
        layers=(base.network.layers[0], layer_of(kept)),
        w_out=kept["w_out"].astype(np.float32),
        b_out=kept["b_out"],
    )
    return Recogniser(tuple(labels[name]), network, crf_of(kept), Calibration())
