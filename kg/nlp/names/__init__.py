"""Names: the trained recogniser's spans and what stands around them.

Every source proposes candidates (`Candidate`); `select` keeps those that do not contradict each other; `spread` finds a
name again wherever the document prints it.
"""

from kg.nlp.names.candidates import Candidate, select

__all__ = ["Candidate", "select"]
