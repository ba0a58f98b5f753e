"""Which mentions of one document denote the same thing."""

from kg.nlp.coreference.assignment import assign_locals

__all__ = ["assign_locals"]
