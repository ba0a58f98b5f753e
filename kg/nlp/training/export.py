"""From the trained torch network to arrays for the run time."""

from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from kg.nlp.recogniser.crf import Crf
from kg.nlp.recogniser.features import Features
from kg.nlp.recogniser.lstm import Layer
from kg.nlp.recogniser.network import Network
from kg.nlp.training.net import Head, Net

Arrays = dict[str, npt.NDArray[Any]]

_DIRECTIONS = ("forwards", "backwards")


def network_of(net: Net, head: str, features: Features) -> tuple[Network, Crf]:
    """The network of one head."""
    arrays = arrays_of(net)
    network = Network(
        features=features,
        chars=arrays["chars.weight"],
        words=arrays["words.weight"],
        layers=(layer_of(arrays),),
        w_out=arrays[f"heads.{head}.out.weight"].T.copy(),
        b_out=arrays[f"heads.{head}.out.bias"],
    )
    return network, crf_of(net.heads[head])


def arrays_of(module: nn.Module) -> Arrays:
    """All weights of a module, by name."""
    return {k: v.detach().numpy() for k, v in module.state_dict().items()}


def crf_of(head: Head) -> Crf:
    """The transitions of a head."""
    return Crf(*(t.detach().numpy() for t in head.transitions()))


def layer_of(arrays: Arrays) -> Layer:
    """The run time's layer from the weights of `forwards` and `backwards`."""
    return Layer(
        w_in=np.stack([_gates(arrays[f"{d}.weight_ih_l0"]).T for d in _DIRECTIONS]),
        w_state=np.stack([_gates(arrays[f"{d}.weight_hh_l0"]).T for d in _DIRECTIONS]),
        bias=np.stack([_gates(arrays[f"{d}.bias_ih_l0"] + arrays[f"{d}.bias_hh_l0"]) for d in _DIRECTIONS]),
    )


def weights_of(layer: Layer) -> dict[str, Any]:
    """The weights of `forwards` and `backwards` from the run time's layer: what undoes `layer_of`."""
    found = {}
    for i, direction in enumerate(_DIRECTIONS):
        found[f"{direction}.weight_ih_l0"] = _stacked(layer.w_in[i].T)
        found[f"{direction}.weight_hh_l0"] = _stacked(layer.w_state[i].T)
        found[f"{direction}.bias_ih_l0"] = _stacked(layer.bias[i])
        found[f"{direction}.bias_hh_l0"] = np.zeros_like(layer.bias[i])
    return {name: torch.tensor(values) for name, values in found.items()}


def _gates(stacked: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Torch stacks input, forget, cell, output; the run time wants the three sigmoid gates side by side."""
    i, f, g, o = np.split(stacked, 4)
    return np.concatenate([i, f, o, g])


def _stacked(gates: npt.NDArray[Any]) -> npt.NDArray[Any]:
    i, f, o, g = np.split(gates, 4)
    return np.concatenate([i, f, g, o])
