"""Engines move Arrow batches through a stage and know nothing else."""

from kg.engines.local import Engine, LocalEngine

__all__ = ["Engine", "LocalEngine"]
