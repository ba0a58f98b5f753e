"""The second look of the network in torch: the same as `kg.nlp.relations.inference` at run time."""

from typing import Any

import torch
from torch import nn
from torch.nn.functional import relu

from kg.nlp.relations.encoding import outputs
from kg.nlp.relations.inference import REACH, STEEP

LINKS, HIDDEN = 8, 96


class Inference(nn.Module):  # type: ignore[misc]
    """At first it adds nothing: its last layer begins with zeros."""

    def __init__(self) -> None:
        super().__init__()
        self.one, self.two = nn.Linear(outputs(), LINKS), nn.Linear(outputs(), LINKS)
        self.gather = nn.Linear(5 * outputs() + 4 * LINKS, HIDDEN)
        self.settle = nn.Linear(HIDDEN, outputs())
        nn.init.zeros_(self.settle.weight)
        nn.init.zeros_(self.settle.bias)

    def forward(self, e: dict[str, Any], odds: Any, drop: nn.Module) -> Any:
        """Log-odds (groups, outputs) after each group has seen the others."""
        if not len(odds):
            return odds
        source, target = e["source"], e["target"]
        nodes = int(e["node"].max()) + 1
        told = odds.clamp(-REACH, REACH) / STEEP
        likely = torch.where(e["admitted"], odds.sigmoid(), torch.zeros(()))
        ends = [
            torch.zeros(nodes, odds.shape[1]).scatter_reduce(0, at[:, None].expand_as(likely), likely, "amax")
            for at in (source, target)
        ]
        one, two = (self._links(layer, told, source * nodes + target, nodes) for layer in (self.one, self.two))
        ways = [a @ b for a in (one, one.transpose(1, 2)) for b in (two, two.transpose(1, 2))]
        seen = [table[at] for at in (source, target) for table in ends]
        seen += [told, *(torch.log1p(way[:, source, target]).T for way in ways)]
        return odds + self.settle(relu(self.gather(drop(torch.cat(seen, 1)))))

    def _links(self, layer: nn.Linear, told: Any, at: Any, nodes: int) -> Any:
        table = torch.zeros(nodes * nodes, LINKS).index_put((at,), layer(told).sigmoid())
        return table.view(nodes, nodes, LINKS).permute(2, 0, 1)
