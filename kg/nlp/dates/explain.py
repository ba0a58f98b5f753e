"""What is read in a text, as lines to look at."""

from kg.model import When
from kg.nlp.dates import find_dates
from kg.nlp.dates.period import of_iso


def explain(text: str, published: str = "") -> list[str]:
    """The times of a text of that publication (`2021-05-10`, `2021-05`, `2021` or unknown), a line each.

    >>> explain("去年10月签约，自今年3月起投产", "2021-05-10")
    ['去年10月 = 2020-10', '自今年3月起 = 2021-03 since']
    """
    known = of_iso(published) if published else None
    spans = find_dates(text, When(published, known.iso, known.first, known.last) if known else None)
    times = [span.when for span in spans]
    return [f"{w.text} = {w.iso}" + (f" {w.role}" if w.role != "at" else "") for w in times]
