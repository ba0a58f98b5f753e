"""Time of a lookup as a whole process, disk warm: `python benchmarks/lookup.py zone.kg`."""

import statistics
import subprocess
import sys
import time

LOOKUPS = (
    ["who-leads", "科技创新局"],
    ["show", "辰欣药业"],
    ["find", "chuangxingu"],
    ["list", "PARK", "--part-of", "一区十园"],
    ["query", "SELECT * WHERE { ?s a kg:Park } LIMIT 5"],
)


def main() -> None:
    """Print minimum, median and maximum of ten runs a lookup, in seconds."""
    store = sys.argv[1] if len(sys.argv) > 1 else "zone.kg"
    for words in LOOKUPS:
        command = [sys.executable, "-c", "from kg.cli import main; main()", *words, "--store", store]
        times = []
        for _ in range(10):
            began = time.perf_counter()
            subprocess.run(command, check=False, capture_output=True)
            times.append(time.perf_counter() - began)
        print(f"{words[0]:10} {min(times):.2f} {statistics.median(times):.2f} {max(times):.2f}")


if __name__ == "__main__":
    main()
