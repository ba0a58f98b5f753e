"""Questions in Chinese: a grammar over the ontology's words, names by the resolver, answers with their sentences."""

from kg.questions.answered import Answered, Item, Trouble, Words
from kg.questions.asking import answer

__all__ = ["Answered", "Item", "Trouble", "Words", "answer"]
