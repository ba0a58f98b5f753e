"""From the network's probabilities to confidences that mean something: fitted on articles that were held back."""

import dataclasses
import math
from collections.abc import Mapping

_LEAST = 1e-4


def log_odds(probability: float) -> float:
    """The logarithm of the odds, of a probability kept away from 0 and 1."""
    p = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(p / (1 - p))


@dataclasses.dataclass(frozen=True, slots=True)
class Calibration:
    """A straight line through the log odds, with an offset for every label."""

    slope: float = 1.0
    offsets: Mapping[str, float] = dataclasses.field(default_factory=dict)

    def confidence(self, probability: float, label: str) -> float:
        """The calibrated probability, to three decimals.

        >>> Calibration().confidence(0.9, "ORG"), Calibration(0.5, {"ORG": -1.0}).confidence(0.9, "ORG")
        (0.9, 0.525)
        """
        odds = self.slope * log_odds(probability) + self.offsets.get(label, 0.0)
        return round(1 / (1 + math.exp(-odds)), 3)
