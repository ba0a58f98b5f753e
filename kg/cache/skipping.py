"""Articles that a build leaves out, and why."""

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True)
class Skipped:
    """A source that is not in the graph, or a judgement that touches nothing there; why, in Chinese and in English."""

    source: str
    zh: str
    en: str
    judgement: bool = False
