"""From the trained torch network to arrays for the run time."""

from typing import Any

import numpy as np
import numpy.typing as npt

from kg.nlp.recogniser.crf import Crf
from kg.nlp.recogniser.features import Features
from kg.nlp.recogniser.network import Network
from kg.nlp.training.net import Net

_DIRECTIONS = ("forwards", "backwards")


def network_of(net: Net, head: str, features: Features) -> tuple[Network, Crf]:
    """The network of one head."""
    arrays = {k: v.detach().numpy() for k, v in net.state_dict().items()}
    out = net.heads[head]
    follows, first, last = (t.detach().numpy() for t in out.transitions())
    network = Network(
        features=features,
        chars=arrays["chars.weight"],
        words=arrays["words.weight"],
        w_in=np.stack([_gates(arrays[f"{d}.weight_ih_l0"]).T for d in _DIRECTIONS]),
        w_state=np.stack([_gates(arrays[f"{d}.weight_hh_l0"]).T for d in _DIRECTIONS]),
        bias=np.stack([_gates(arrays[f"{d}.bias_ih_l0"] + arrays[f"{d}.bias_hh_l0"]) for d in _DIRECTIONS]),
        w_out=arrays[f"heads.{head}.out.weight"].T.copy(),
        b_out=arrays[f"heads.{head}.out.bias"],
    )
    return network, Crf(follows, first, last)


def _gates(stacked: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Torch stacks input, forget, cell, output; the run time wants the three sigmoid gates side by side."""
    i, f, g, o = np.split(stacked, 4)
    return np.concatenate([i, f, o, g])
