"""Training of the linear model that tells kinds of organizations apart."""

import dataclasses
from collections.abc import Iterable, Sequence

import numpy as np
import torch

from kg.annotations import AnnotatedArticle
from kg.nlp.recogniser.kind import BUCKETS, KindModel, kind_features

_BESIDE = 8


@dataclasses.dataclass(frozen=True, slots=True)
class KindExample:
    """A name in its text, and the kind it has there."""

    name: str
    context: str
    kind: str


def kind_examples(articles: Iterable[AnnotatedArticle]) -> list[KindExample]:
    """Every mention of an organization with a known kind, and the full names given with them."""
    found = []
    for article in articles:
        for m in article.mentions:
            if m.type == "ORG" and m.entity in article.organizations:
                context = article.text[max(0, m.start - _BESIDE) : m.end + _BESIDE]
                found.append(KindExample(article.text[m.start : m.end], context, article.organizations[m.entity][0]))
        found += [KindExample(full, "", kind) for kind, full in article.organizations.values() if full]
    return found


def train_kinds(rows: Sequence[KindExample], *, epochs: int = 12, seed: int = 1, decay: float = 1e-4) -> KindModel:
    """Softmax regression; half of the time without the context, so that names alone are judged well too."""
    torch.manual_seed(seed)
    kinds = tuple(sorted({r.kind for r in rows}))
    with_context = [torch.from_numpy(kind_features(r.name, r.context)) for r in rows]
    bare = [torch.from_numpy(kind_features(r.name)) for r in rows]
    wanted = torch.tensor([kinds.index(r.kind) for r in rows])
    weights = torch.nn.EmbeddingBag(BUCKETS + 1, len(kinds), mode="sum")
    torch.nn.init.zeros_(weights.weight)
    optimizer = torch.optim.Adam(weights.parameters(), lr=0.02)
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            group["lr"] = 0.02 * (1 - epoch / epochs)
        for batch in torch.randperm(len(rows)).split(64):
            features = [(bare if torch.rand(()) < 0.5 else with_context)[i] for i in batch.tolist()]
            bags = [torch.cat([f, torch.tensor([BUCKETS])]) for f in features]
            starts = torch.tensor([0, *np.cumsum([len(b) for b in bags])[:-1]])
            score = weights(torch.cat(bags), starts)
            loss = torch.nn.functional.cross_entropy(score, wanted[batch])
            loss = loss + decay * weights.weight.square().sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return KindModel(kinds, weights.weight.detach().numpy())
