"""A LightGBM booster as the arrays that the run time evaluates."""

from typing import Any

import numpy as np

from kg.nlp.trees import MOST_LEAVES, Trees


def to_trees(booster: Any, number: int = 0, of: int = 1) -> Trees:
    """The booster's trees as arrays; of several classes those of one, by its number."""
    parts = [_flatten(info["tree_structure"]) for info in booster.dump_model()["tree_info"][number::of]]
    nodes, leaves = max(len(n) for n, _ in parts), max(len(v) for _, v in parts)
    feature = np.zeros((len(parts), nodes), np.int16)
    threshold = np.full((len(parts), nodes), np.inf, np.float32)
    mask = np.full((len(parts), nodes), 0xFFFF, np.uint16)
    value = np.zeros((len(parts), leaves), np.float32)
    for t, (inner, values) in enumerate(parts):
        value[t, : len(values)] = values
        for n, (column, limit, kept) in enumerate(inner):
            feature[t, n], threshold[t, n], mask[t, n] = column, limit, kept
    return Trees(feature, threshold, mask, value)


def _flatten(root: dict[str, Any]) -> tuple[list[tuple[int, float, int]], list[float]]:
    """Inner nodes as (feature, threshold, leaves that remain where the condition fails), and the leaves' values."""
    inner: list[tuple[int, float, int]] = []
    values: list[float] = []

    def walk(node: dict[str, Any]) -> None:
        if "leaf_value" in node:
            values.append(float(node["leaf_value"]))
            return
        first = len(values)
        walk(node["left_child"])
        ruled_out = (1 << len(values)) - (1 << first)
        walk(node["right_child"])
        inner.append((int(node["split_feature"]), float(node["threshold"]), 0xFFFF & ~ruled_out))

    walk(root)
    assert len(values) <= MOST_LEAVES
    return inner, values
