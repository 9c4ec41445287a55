"""How long the command line takes from a cold process: python benchmarks/startup.py [--runs 15].

Prints a Markdown table of medians against their limits, and leaves with status 1 if one is
over. Each run is a process of its own; the first of each command is left out, so that the
files are in the system's cache as they are for whoever uses the command twice.
"""

import argparse
import resource
import statistics
import subprocess
import sys
from pathlib import Path
from time import perf_counter

KEPT = Path(sys.executable).with_name("kept")
LIMITS = (
    (("--help",), 0.15),
    (("check", "--sample", "pakistan-it"), 0.80),
    (("check", "--sample", "pakistan-it", "--json"), 0.80),
    (("extract", "--sample", "pakistan-it", "--json"), 0.80),
)
LARGEST_MEMORY = 200  # MB, of any of them


def main() -> int:
    """Measure every command and return 1 if a limit is passed."""
    parser = argparse.ArgumentParser(description="Measure the command line's cold start.")
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    print("| Command | Median | Slowest | Limit |\n|---|---:|---:|---:|")
    late = False
    for arguments, limit in LIMITS:
        times = [seconds(arguments) for _ in range(runs + 1)][1:]
        median = statistics.median(times)
        late |= median > limit
        command = " ".join(("kept", *arguments))
        print(f"| `{command}` | {median:.3f} s | {max(times):.3f} s | {limit:.2f} s |")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\nPeak memory of any run: {memory:.0f} MB, limit {LARGEST_MEMORY} MB")
    return int(late or memory > LARGEST_MEMORY)


def seconds(arguments: tuple[str, ...]) -> float:
    """Return how long one process took."""
    started = perf_counter()
    subprocess.run([KEPT, *arguments], stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
