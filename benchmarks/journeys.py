"""The journeys of `tests/browser` in every language, width and colour scheme.

    (cd tests/browser && npm install); python benchmarks/journeys.py

Prints a line per journey: in how many of the eight ways it went without trouble (a failed step, a console error, a
report of the content policy, a request to another host, an accessibility violation that axe sees), and the median time.
"""

import itertools
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.browser.walking import READY, Mode, build_stores, walk
from tests.server.running import serving

MODES: list[Mode] = list(itertools.product(("zh", "en"), (1280, 360), ("light", "dark")))
LONGEST = 900


def main() -> int:
    """Walk and print; 1 where something went wrong."""
    if not READY:
        print("node, chromium and `npm install` in tests/browser are needed", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        seeds, hostile = build_stores(Path(folder))
        with serving(seeds) as one, serving(hostile) as other:
            walked = walk(one, other, MODES, timeout=LONGEST)
    print("| journey | without trouble | median s |\n|---|---|---|")
    for journey in dict.fromkeys(w["journey"] for w in walked):
        mine = [w for w in walked if w["journey"] == journey]
        well = sum(not w["troubles"] for w in mine)
        print(f"| {journey} | {well} of {len(MODES)} | {statistics.median(w['seconds'] for w in mine):.1f} |")
    for w in walked:
        for trouble in w["troubles"]:
            print(f"{w['journey']} ({w['mode']}): {trouble}")
    return any(w["troubles"] for w in walked)


if __name__ == "__main__":
    sys.exit(main())
