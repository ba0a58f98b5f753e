"""A knowledge graph of Chinese high-tech zones: from news text to RDF, GraphML and answers with time and evidence.

>>> import kg
>>> kg.__all__
['Config', 'Graph', 'KgError', 'build', 'evaluate', 'load_config']
"""

import importlib
from typing import Any

_HOMES = {
    "Config": "kg.config",
    "Graph": "kg.query",
    "KgError": "kg.errors",
    "build": "kg.flow",
    "evaluate": "kg.evaluation",
    "load_config": "kg.config",
}

__all__ = ["Config", "Graph", "KgError", "build", "evaluate", "load_config"]


def __getattr__(name: str) -> Any:
    # each name is fetched when first asked for: a lookup must not wait for the pipeline's libraries
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
